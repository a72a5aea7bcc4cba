import { describe, expect, it } from 'vitest'
import { auction } from '../../src/domain/matching/auction.ts'
import { type Bidding, openBidding } from '../../src/domain/matching/bidding.ts'
import { packPairs } from '../../src/domain/matching/pool.ts'

/** Rows that bid by these scores (null is no pair), for columns of so many places. */
function bidding(scores: (number | null)[][], places: number[], reserve = scores.map(() => 0)): Bidding {
  const list = scores.flatMap((row, i) => row.flatMap((score, j) => (score === null ? [] : [{ i, j, score }])))
  const pairs = packPairs(scores.length, places.length, {
    mentee: Int32Array.from(list, ({ i }) => i),
    mentor: Int32Array.from(list, ({ j }) => j),
    score: Float64Array.from(list, ({ score }) => score),
  })
  return openBidding(pairs, {
    owner: Int32Array.from(scores.keys()),
    reserve: Float64Array.from(reserve, (value) => value - pairs.least),
    floor: new Float64Array(places.length),
    places: Int32Array.from(places),
  })
}

const columns = (b: Bidding) => [...b.slotOf].map((slot, row) => (slot < 0 ? null : b.columnOf[row]))

describe('the auction', () => {
  it('lets a row bid up to where its second best is as good, and whom it pushes out bid again at once', () => {
    const b = bidding(
      [
        [10, 7],
        [9, 2],
      ],
      [1, 1],
    )
    expect([...auction(b, 1, 2)]).toEqual([])
    expect(columns(b)).toEqual([1, 0])
    expect([...b.price]).toEqual([7, 4])
  })

  it('asks nothing for a column with places left, and the lowest bid once it is full', () => {
    const b = bidding([[5], [9], [7]], [2])
    expect([...auction(b, 1, 1)]).toEqual([])
    expect([...b.price]).toEqual([0])
    const again = bidding([[5], [9], [7]], [2])
    expect([...auction(again, 1, 3)]).toEqual([])
    expect(columns(again)).toEqual([null, 0, 0])
    expect([...again.price]).toEqual([7])
  })

  it('lets who is pushed out at an equal bid wait for the next pass', () => {
    const equal = [
      [5, 5],
      [5, 5],
      [5, 5],
    ]
    const once = bidding(equal, [1, 1])
    expect([...auction(once, 1, 3)]).toEqual([0])
    expect(columns(once)).toEqual([null, 1, 0])
    expect([...once.price]).toEqual([0, 0])
    const twice = bidding(equal, [1, 1])
    expect([...auction(twice, 2, 3)]).toEqual([2])
    expect(columns(twice)).toEqual([0, 1, null])
  })

  it('takes a free place before an equally good full one, in whatever order it sees them', () => {
    const fullFirst = bidding(
      [
        [8, 8],
        [8, 8],
      ],
      [1, 1],
    )
    expect([...auction(fullFirst, 1, 2)]).toEqual([])
    expect(columns(fullFirst)).toEqual([0, 1])
    const freeFirst = bidding(
      [
        [null, 4, 4],
        [8, 8, null],
      ],
      [1, 1, 1],
    )
    expect([...auction(freeFirst, 1, 2)]).toEqual([])
    expect(columns(freeFirst)).toEqual([1, 0])
  })

  it('leaves out who has no more from a place than from staying out', () => {
    const b = bidding([[5], [5], [5]], [1], [6, 5, 4])
    expect([...auction(b, 1, 3)]).toEqual([])
    expect(columns(b)).toEqual([null, null, 0])
    expect([...b.price]).toEqual([1])
  })

  it('lets only the first rows take part, and nobody whose pairs are all blocked', () => {
    const b = bidding([[5], [9]], [1])
    expect([...auction(b, 3, 1)]).toEqual([])
    expect(columns(b)).toEqual([0, null])
    const blocked = bidding([[5], [9]], [1])
    for (const [e, arc] of blocked.arcs.entries()) blocked.arcs[e] = ~arc
    expect([...auction(blocked, 3, 2)]).toEqual([])
    expect(columns(blocked)).toEqual([null, null])
  })

  it('gives up a price war, for shortest paths to settle', () => {
    const war = [
      [4000, 4000],
      [4001, 4000],
      [4002, 4000],
    ]
    const b = bidding(war, [1, 1])
    const waiting = auction(b, 1, 3)
    expect(waiting.length).toBe(1)
    expect(b.price[0]).toBeGreaterThan(20)
    expect(b.price[0]).toBeLessThan(400)
  })
})
