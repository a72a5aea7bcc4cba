import { expect, it } from 'vitest'
import { settledMarket } from '../../src/domain/matching/assignment.ts'
import { FREE, lotOf } from '../../src/domain/matching/market.ts'
import { balancedPool, poolOf, randomPool, type Written } from './pools.ts'

/** Points first, then lots: below 0, 0 or above as the first of two values is. */
const compare = (a: Value, b: Value): number => a[0] - b[0] || a[1] - b[1]
type Value = readonly [points: number, lot: number]

/**
 * Throws unless prices and gains on both levels prove that no plan has more points, and none as many with lower lots
 * (docs/matching.md §2): nobody gains by another mentor, and what costs something is taken.
 */
function certifyLots(written: Written): void {
  const market = settledMarket(poolOf(written))
  const gain = (i: number): Value => [market.gain[i]!, market.gainLot[i]!]
  const price = (j: number): Value => [market.price[j]!, market.priceLot[j]!]
  const free = market.capacity.map((places, j) => places - market.mentorOf.filter((mentor) => mentor === j).length)
  const blocked = new Set((written.blocks ?? []).map(([i, j]) => `${i},${j}`))
  for (const [i, j, score] of written.pairs) {
    if (market.fixed[i] !== FREE || blocked.has(`${i},${j}`)) continue
    const sum: Value = [gain(i)[0] + price(j)[0], gain(i)[1] + price(j)[1]]
    // `worth` has the least score of the pool in it, and scores are counted above that.
    const value: Value = [market.worth[i]! + score - market.pairs.least, -lotOf(market, i, j)]
    expect(compare(sum, value), `mentee ${i}, mentor ${j}`).toBeGreaterThanOrEqual(0)
    if (market.mentorOf[i] === j) expect(sum, `mentee ${i} at mentor ${j}`).toEqual(value)
  }
  for (const [i, mentor] of market.mentorOf.entries()) {
    if (market.fixed[i] !== FREE) continue
    expect(compare(gain(i), [0, 0])).toBeGreaterThanOrEqual(0)
    if (mentor < 0) expect(gain(i)).toEqual([0, 0])
  }
  for (const [j, places] of free.entries()) {
    expect(places).toBeGreaterThanOrEqual(0)
    if (market.capacity[j] === 0) continue
    expect(compare(price(j), [0, 0])).toBeGreaterThanOrEqual(0)
    if (places > 0) expect(price(j)).toEqual([0, 0])
  }
}

it.each([
  ['one score', 1, 100],
  ['two scores', 2, 60],
  ['five scores', 5, 30],
  ['many scores', 101, 60],
])('prices prove the lots of plans with %s', (_, scores, density) => {
  for (let seed = 0; seed < 12; seed++) {
    const [mentees, mentors] = [5 + ((seed * 7) % 30), 4 + ((seed * 5) % 23)]
    certifyLots(randomPool(seed, { mentees, mentors, capacity: 1 + (seed % 3), density, scores }))
  }
})

it('prices prove the lots of plans with as many places as mentees, pins, blocks and ranks', () => {
  for (let seed = 0; seed < 40; seed++) certifyLots(balancedPool(seed))
})

it('prices prove the lots where rows are too long to be sorted by hand', () => {
  certifyLots(randomPool(3, { mentees: 60, mentors: 70, capacity: 1, density: 90, scores: 1 }))
  certifyLots(randomPool(4, { mentees: 70, mentors: 40, capacity: 1, density: 90, scores: 2 }))
})
