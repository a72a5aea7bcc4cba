import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { solve } from '../../src/domain/matching/assignment.ts'
import { solveWithFloor } from '../../src/domain/matching/floor.ts'
import { keyOf } from '../../src/domain/matching/hash.ts'
import { solveSpread } from '../../src/domain/matching/spread.ts'
import {
  balancedPool,
  certify,
  middlePool,
  poolOf,
  randomFrom,
  randomPool,
  smallPool,
  tries,
  type Written,
} from './pools.ts'

describe('a floor under the weakest pair', () => {
  it('is as high as it goes without helping fewer, and then the total is the highest', () => {
    fc.assert(
      fc.property(smallPool, (written) => {
        const { plan, cost, moreSolves } = solveWithFloor(poolOf(written))
        const free = solve(poolOf(written))
        const above = (floor: number): Written => ({
          ...written,
          pairs: written.pairs.filter(([, , score]) => score >= floor),
        })
        const floors = [...new Set(written.pairs.map(([, , score]) => score))].sort((a, b) => b - a)
        const best = floors.find((floor) => solve(poolOf(above(floor))).matched === free.matched)
        expect(plan.matched).toBe(free.matched)
        expect(plan.total).toBe(best === undefined ? free.total : solve(poolOf(above(best))).total)
        expect(plan.worst ?? -1).toBeGreaterThanOrEqual(free.matched > 0 ? best! : -1)
        expect(cost).toBe(free.total - plan.total)
        expect(moreSolves).toBe(halvings(free.worst, best ?? -1, poolOf(written).pairs.most))
        expect(moreSolves).toBeLessThanOrEqual(7)
      }),
      { numRuns: 40 + tries(260) },
    )
  })

  it('gives the same plan whatever the order of the pairs, and however high the scores lie', () => {
    // Of the first seeds, those whose floor leaves a choice between equal plans.
    for (const seed of [0, 1, 22, 41, 69, 76, 95, 152, 182, 256]) {
      const written = randomPool(seed, { mentees: 9, mentors: 9, capacity: 2, density: 60, scores: 4 })
      const { plan, cost, moreSolves } = solveWithFloor(poolOf(written))
      const again = solveWithFloor(poolOf({ ...written, pairs: written.pairs.toReversed() }))
      expect([again.plan.mentorOf, again.cost]).toEqual([plan.mentorOf, cost])
      const pairs = written.pairs.map(([i, j, score]): [number, number, number] => [i, j, score + 1000])
      const higher = solveWithFloor(poolOf({ ...written, pairs }))
      expect([higher.plan.mentorOf, higher.cost, higher.moreSolves]).toEqual([plan.mentorOf, cost, moreSolves])
    }
  })

  it('keeps who waited longest first, and leaves pins alone', () => {
    const written: Written = {
      mentees: 3,
      capacity: [1, 1],
      pairs: [
        [0, 0, 10],
        [1, 0, 90],
        [2, 1, 5],
      ],
      pins: [[2, 1]],
      waitingDays: [9, 1, 0],
    }
    const { plan, cost } = solveWithFloor(poolOf(written))
    expect([...plan.mentorOf]).toEqual([0, -1, 1])
    expect(cost).toBe(0)
  })

  it('has its price', () => {
    const written: Written = {
      mentees: 2,
      capacity: [1, 1],
      pairs: [
        [0, 0, 100],
        [0, 1, 40],
        [1, 0, 40],
        [1, 1, 0],
      ],
    }
    const { plan, cost } = solveWithFloor(poolOf(written))
    expect([...plan.mentorOf]).toEqual([1, 0])
    expect({ worst: plan.worst, cost }).toEqual({ worst: 40, cost: 20 })
  })
})

/** The tries of a search by halving from the weakest pair of the free plan: up to `best` it succeeds. */
function halvings(weakest: number | null, best: number, most: number): number {
  let [reached, refused, solves] = [weakest ?? most + 1, most + 1, 0]
  for (; refused - reached > 1; solves++) {
    const tried = Math.floor((reached + refused) / 2)
    if (tried <= best) reached = tried
    else refused = tried
  }
  return solves
}

describe('a bonus on first places', () => {
  it('spreads mentees over mentors where it costs less than the bonus', () => {
    const written: Written = {
      mentees: 2,
      capacity: [2, 2],
      pairs: [
        [0, 0, 50],
        [0, 1, 45],
        [1, 0, 50],
        [1, 1, 20],
      ],
    }
    expect([...solveSpread(poolOf(written), 0).mentorOf]).toEqual([0, 0])
    expect([...solveSpread(poolOf(written), 4).mentorOf]).toEqual([0, 0])
    const spread = solveSpread(poolOf(written), 6)
    expect(spread).toMatchObject({ matched: 2, total: 95, worst: 45 })
    expect([...spread.mentorOf]).toEqual([1, 0])
  })

  it('counts a pin as the first place', () => {
    const pairs: Written['pairs'] = [
      [0, 0, 50],
      [1, 0, 50],
      [1, 1, 45],
    ]
    const spread = solveSpread(poolOf({ mentees: 2, capacity: [2, 1], pairs, pins: [[0, 0]] }), 10)
    expect([...spread.mentorOf]).toEqual([0, 1])
    expect(spread.matched).toBe(2)
  })

  it('of nothing gives the plan without one: pins, blocks, who is away and keys as they are, and the pool untouched', () => {
    for (let seed = 1; seed < 25; seed++) {
      const { pairs, pins = [], blocks = [], ...rest } = balancedPool(seed)
      const absent = [0, 1].filter((mentee) => mentee < rest.mentees && !pins.some(([pinned]) => pinned === mentee))
      const mentorKeys = Int32Array.from(rest.capacity, (_, mentor) => keyOf(`mentor ${(mentor * 7) % 17}`))
      const pool = { ...poolOf({ ...rest, pairs, pins, blocks }), absent, mentorKeys }
      const before = structuredClone(pool)
      const { mentorOf, matched, total, worst, blockingPairs } = solve(pool)
      expect(solveSpread(pool, 0)).toMatchObject({ mentorOf, matched, total, worst, blockingPairs })
      expect(pool).toEqual(before)
    }
  })

  it('of a wide pool, whose scores leave few bits, still tells every pair by its own', () => {
    const written = randomPool(5, { mentees: 40, mentors: 70, capacity: 2, density: 40, scores: 3000 })
    certifySpread({ ...written, blocks: [] }, 5000, solveSpread(poolOf(written), 5000))
  })

  it('is optimal by its two prices a mentor, and never costs a match', () => {
    fc.assert(
      fc.property(middlePool, fc.constantFrom(0, 1, 5, 30), fc.integer(), (written, bonus, seed) => {
        const random = randomFrom(seed)
        const blocks = written.pairs.filter(() => random(10) === 0).map(([i, j]) => [i, j] as const)
        const edited = { ...written, blocks }
        const spread = solveSpread(poolOf(edited), bonus)
        certifySpread(edited, bonus, spread)
        expect(spread.matched).toBe(solve(poolOf(edited)).matched)
      }),
      { numRuns: tries(300) },
    )
  })
})

/** The pool with first places as mentors of their own, certified as any other. */
function certifySpread(written: Written, bonus: number, spread: ReturnType<typeof solveSpread>): void {
  const mentors = written.capacity.length
  const seen = new Set<number>()
  const mentorOf = spread.mentorOf.map((mentor) => {
    if (mentor < 0 || !seen.has(mentor)) {
      seen.add(mentor)
      return mentor
    }
    return mentor + mentors
  })
  const split: Written = {
    mentees: written.mentees,
    capacity: [
      ...written.capacity.map((places) => Math.min(places, 1)),
      ...written.capacity.map((places) => Math.max(places - 1, 0)),
    ],
    pairs: written.pairs.flatMap(([i, j, score]): Written['pairs'] => [
      [i, j, score + bonus],
      [i, j + mentors, score],
    ]),
    blocks: written.blocks!.flatMap(([i, j]) => [[i, j] as const, [i, j + mentors] as const]),
  }
  const firsts = [...mentorOf].filter((mentor) => mentor >= 0 && mentor < mentors).length
  certify(split, {
    mentorOf,
    matched: spread.matched,
    total: spread.total + firsts * bonus,
    price: Float64Array.from([...spread.firstPrice, ...spread.restPrice]),
  })
}
