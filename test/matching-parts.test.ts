import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bitsFor } from '../src/domain/matching/arrays.ts'
import { solve } from '../src/domain/matching/assignment.ts'
import { Buckets } from '../src/domain/matching/buckets.ts'
import { indexKeys, keyOf, lot } from '../src/domain/matching/hash.ts'
import { Heap } from '../src/domain/matching/heap.ts'
import { pinConflicts } from '../src/domain/matching/pins.ts'
import { packPairs, scoreOf, transpose, withBlocks } from '../src/domain/matching/pool.ts'
import { middlePool, poolOf, randomFrom, type Written } from './matching-pools.ts'

describe('the heap', () => {
  it('gives nodes by distance, then by tie, however they went in and out', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(20), fc.nat(5)), { maxLength: 900 }), fc.nat(9), (entries, every) => {
        const heap = new Heap()
        const waiting: { node: number; distance: number; tie: number }[] = []
        const take = () => {
          waiting.sort((a, b) => a.distance - b.distance || a.tie - b.tie)
          const { distance, tie } = waiting[0]!
          expect(heap.nearest()).toBe(distance)
          const node = heap.pop()
          const index = waiting.findIndex((entry) => entry.node === node)
          expect(waiting[index]).toMatchObject({ distance, tie })
          waiting.splice(index, 1)
          expect(heap.size).toBe(waiting.length)
        }
        for (const [node, [distance, tie]] of entries.entries()) {
          heap.push(node, distance, tie)
          waiting.push({ node, distance, tie })
          if (node % (every + 2) === 0) take()
        }
        while (waiting.length > 0) take()
        heap.push(1, 1, 1)
        heap.clear()
        expect(heap.size).toBe(0)
      }),
      { numRuns: 60 },
    )
  })
})

describe('the buckets', () => {
  it('give nodes by distance below a bound, near ones and far ones', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1100), { maxLength: 2500 }), fc.nat(1200), (distances, bound) => {
        const buckets = new Buckets()
        for (let round = 0; round < 2; round++) {
          for (const [node, distance] of distances.entries()) buckets.put(node, distance)
          const taken: number[] = []
          for (let node = buckets.take(bound); node >= 0; node = buckets.take(bound)) {
            expect(buckets.distance).toBe(distances[node])
            taken.push(distances[node]!)
          }
          expect(taken).toEqual(distances.filter((distance) => distance < bound).sort((a, b) => a - b))
          buckets.clear()
        }
        expect(buckets.take(5000)).toBe(-1)
      }),
      { numRuns: 60 },
    )
  })

  it('give the last of equals first, and take in nodes as near as the last one given', () => {
    const buckets = new Buckets()
    buckets.put(1, 3)
    buckets.put(2, 3)
    expect(buckets.take(10)).toBe(2)
    buckets.put(3, 3)
    expect([buckets.take(10), buckets.take(10), buckets.take(10)]).toEqual([3, 1, -1])
  })
})

describe('keys and lots', () => {
  it('never change, because stored plans rest on them', () => {
    expect([keyOf(''), keyOf('amira'), keyOf('bert')]).toEqual([2872998923, 2141393240, 1520695571])
    expect([...indexKeys(3)]).toEqual([1364076727, 821347078, -2047822809])
    expect([lot(1, 2), lot(2, 1), lot(-1, 7)]).toEqual([232174035, 2117216093, 4015713610])
  })

  it('spread over all 32 bits, and are as good as never equal', () => {
    const lots = new Set<number>()
    for (let mentee = 0; mentee < 100; mentee++)
      for (let mentor = 0; mentor < 100; mentor++) lots.add(lot(keyOf(`a${mentee}`), keyOf(`b${mentor}`)))
    expect(lots.size).toBeGreaterThan(9_990)
    const mean = [...lots].reduce((sum, value) => sum + value, 0) / lots.size
    expect(Math.abs(mean / 2 ** 32 - 0.5)).toBeLessThan(0.02)
  })
})

describe('packed pairs', () => {
  it('count the bits a number needs', () => {
    expect([0, 1, 2, 3, 4, 255, 256].map(bitsFor)).toEqual([1, 1, 2, 2, 3, 8, 9])
  })

  it('say their scores back, turned round and blocked too', () => {
    fc.assert(
      fc.property(middlePool, (written) => {
        const { pairs } = poolOf(written)
        const mentors = written.capacity.length
        const blocks = written.pairs.filter((_, index) => index % 3 === 0).map(([i, j]) => [i, j] as const)
        const blocked = withBlocks(pairs, [...blocks, ...blocks])
        const turned = transpose(blocked, mentors)
        const known = new Map(written.pairs.map(([i, j, score]) => [`${i},${j}`, score]))
        for (let i = 0; i < written.mentees; i++)
          for (let j = 0; j < mentors; j++) {
            const score = known.get(`${i},${j}`) ?? null
            expect([scoreOf(pairs, i, j), scoreOf(blocked, i, j), scoreOf(turned, j, i)]).toEqual([score, score, score])
          }
        expect(blocked.arcs.filter((arc) => arc < 0).length).toBe(blocks.length)
        expect(turned.arcs.filter((arc) => arc < 0).length).toBe(blocks.length)
        expect(pairs.arcs.every((arc) => arc >= 0)).toBe(true)
      }),
      { numRuns: 100 },
    )
  })

  it('are refused when they do not fit', () => {
    const one = { mentee: Int32Array.of(0, 1), mentor: Int32Array.of(0, 0) }
    expect(() => packPairs(2, 2, { ...one, score: Float64Array.of(0, 2 ** 30) })).toThrow('1073741824 apart')
    expect(packPairs(2, 2, { ...one, score: Float64Array.of(2 ** 40, 2 ** 40 + 5) })).toMatchObject({
      least: 2 ** 40,
      most: 2 ** 40 + 5,
    })
    expect(() => packPairs(2, 2, { ...one, score: Float64Array.of(0, 2 ** 29 - 1) })).not.toThrow()
  })
})

describe('the figures of a plan', () => {
  it('count blocking pairs and find the worst as one would by hand', () => {
    fc.assert(
      fc.property(middlePool, fc.integer(), (written, seed) => {
        const random = randomFrom(seed)
        const blocks = written.pairs.filter(() => random(8) === 0).map(([i, j]) => [i, j] as const)
        const free = written.pairs.find(
          ([i, j]) => written.capacity[j]! > 0 && !blocks.some((block) => block[0] === i && block[1] === j),
        )
        const pins = free === undefined || random(2) === 0 ? [] : [[free[0], free[1]] as const]
        const { mentorOf, worst, blockingPairs } = solve(poolOf({ ...written, blocks, pins }))
        const score = new Map(written.pairs.map(([i, j, points]) => [`${i},${j}`, points]))
        const here = (i: number) => score.get(`${i},${mentorOf[i]}`) ?? -1
        const members = (j: number) => [...mentorOf.keys()].filter((i) => mentorOf[i] === j)
        const counted = written.pairs.filter(([i, j, points]) => {
          if (blocks.some((block) => block[0] === i && block[1] === j) || points <= here(i)) return false
          return members(j).length < written.capacity[j]! || members(j).some((member) => here(member) < points)
        })
        expect(blockingPairs).toBe(counted.length)
        const present = [...mentorOf.keys()].map(here).filter((points) => points >= 0)
        expect(worst).toBe(present.length === 0 ? null : Math.min(...present))
      }),
      { numRuns: 300 },
    )
  })

  it('explain every mentee left out by a group with too few places, as small as chains of moves allow', () => {
    fc.assert(
      fc.property(middlePool, (written) => {
        const { mentorOf, unmatched } = solve(poolOf(written))
        expect(unmatched.map(({ mentee }) => mentee)).toEqual(
          [...mentorOf.keys()].filter((mentee) => mentorOf[mentee]! < 0),
        )
        for (const reason of unmatched) {
          const reachable = (mentees: readonly number[]) =>
            new Set(written.pairs.filter(([i]) => mentees.includes(i)).map(([, j]) => j))
          if (reason.kind === 'no-pair') {
            expect(reachable([reason.mentee]).size).toBe(0)
            continue
          }
          const { mentees, mentors, places } = reason.group
          expect(mentees).toContain(reason.mentee)
          expect([...reachable(mentees)].sort((a, b) => a - b)).toEqual(mentors)
          expect(mentors.reduce((sum, mentor) => sum + written.capacity[mentor]!, 0)).toBe(places)
          const alone = mentees.filter((mentee) => mentorOf[mentee]! < 0).length
          expect(mentees.length - alone).toBe(places)
          expect(mentees.every((mentee) => mentorOf[mentee]! < 0 || mentors.includes(mentorOf[mentee]!))).toBe(true)
        }
      }),
      { numRuns: 400 },
    )
  })

  it('keep groups apart that no chain connects', () => {
    const pairs: Written['pairs'] = [
      [0, 0, 1],
      [1, 0, 1],
      [2, 1, 1],
      [3, 1, 1],
      [4, 2, 1],
    ]
    const { unmatched } = solve(poolOf({ mentees: 5, capacity: [1, 1, 1], pairs }))
    expect(unmatched.map((reason) => reason.kind === 'too-few-places' && reason.group)).toEqual([
      { mentees: [0, 1], mentors: [0], places: 1 },
      { mentees: [2, 3], mentors: [1], places: 1 },
    ])
  })
})

describe('conflicting pins', () => {
  const pairs: Written['pairs'] = [
    [0, 0, 1],
    [1, 0, 1],
    [1, 1, 1],
    [2, 1, 1],
  ]
  const conflicts = (pins: Written['pins'], blocks: Written['blocks'] = []) =>
    pinConflicts(poolOf({ mentees: 3, capacity: [1, 2], pairs, pins: pins ?? [], blocks }))

  it('are all named', () => {
    expect(
      conflicts([
        [0, 0],
        [1, 1],
        [2, 1],
      ]),
    ).toEqual([])
    expect(
      conflicts([
        [1, 0],
        [1, 1],
      ]),
    ).toEqual([{ kind: 'two-mentors', mentee: 1, mentors: [0, 1] }])
    expect(
      conflicts(
        [[0, 0]],
        [
          [0, 0],
          [1, 0],
        ],
      ),
    ).toEqual([{ kind: 'blocked', mentee: 0, mentor: 0 }])
    expect(conflicts([[0, 1]])).toEqual([{ kind: 'not-a-pair', mentee: 0, mentor: 1 }])
    expect(
      conflicts([
        [0, 0],
        [1, 0],
      ]),
    ).toEqual([{ kind: 'too-many', mentor: 0, capacity: 1, mentees: [0, 1] }])
  })
})
