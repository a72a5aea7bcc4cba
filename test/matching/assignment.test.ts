import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { solve } from '../../src/domain/matching/assignment.ts'
import { keyOf } from '../../src/domain/matching/hash.ts'
import {
  bruteForce,
  certify,
  middlePool,
  poolOf,
  randomFrom,
  randomPool,
  size,
  smallPool,
  tries,
  type Written,
} from './pools.ts'

/** Solves and certifies: no plan is looked at in these tests without its proof. */
function plan(written: Written) {
  const solved = solve(poolOf(written))
  certify(written, solved)
  return solved
}

function shuffled<T>(items: readonly T[], seed: number): T[] {
  const random = randomFrom(seed)
  return items
    .map((item) => ({ item, at: random(2 ** 31) }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item)
}

describe('the best plan', () => {
  it('is what trying every plan finds', () => {
    fc.assert(
      fc.property(smallPool, (written) => {
        const { matched, total } = plan(written)
        const best = bruteForce(written)
        expect({ matched, total }).toEqual({ matched: best.matched, total: best.total })
      }),
      { numRuns: tries(1500) },
    )
  })

  it('is certified for pools of every shape', () => {
    fc.assert(
      fc.property(middlePool, (written) => void plan(written)),
      { numRuns: tries(1000) },
    )
  })

  it('is certified for larger pools, dense and sparse, in plenty and in want', () => {
    for (const [seed, shape] of [
      { mentees: 300, mentors: 200, capacity: 3, density: 20, scores: 101 },
      { mentees: 300, mentors: 90, capacity: 3, density: 20, scores: 101 },
      { mentees: 200, mentors: 200, capacity: 1, density: 5, scores: 101 },
      { mentees: 150, mentors: 150, capacity: 2, density: 100, scores: 2 },
      { mentees: 150, mentors: 100, capacity: 2, density: 100, scores: 1 },
    ].entries())
      plan(randomPool(seed, { ...shape, mentees: size(shape.mentees), mentors: size(shape.mentors) }))
  })

  it('keeps pins and blocks, and is still the best that remains', () => {
    fc.assert(
      fc.property(smallPool, fc.integer(), (written, seed) => {
        const [pinned, ...rest] = shuffled(written.pairs, seed).filter(([, mentor]) => written.capacity[mentor]! > 0)
        if (pinned === undefined) return
        const pins: Written['pins'] = [[pinned[0], pinned[1]]]
        const blocks: Written['blocks'] = rest.slice(0, 3).map(([mentee, mentor]) => [mentee, mentor])
        const edited = { ...written, pins, blocks }
        const { matched, total } = plan(edited)
        const best = bruteForce(edited)
        expect({ matched, total }).toEqual({ matched: best.matched, total: best.total })
      }),
      { numRuns: tries(500) },
    )
  })

  it('helps first who waited longest, and that never costs a match', () => {
    fc.assert(
      fc.property(
        smallPool,
        fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 7, maxLength: 7 }),
        (written, days) => {
          const waiting = { ...written, waitingDays: days.slice(0, written.mentees) }
          const { matched, total, mentorOf } = plan(waiting)
          const waited = waiting.waitingDays.filter((_, mentee) => mentorOf[mentee]! >= 0).sort((a, b) => b - a)
          expect({ matched, total, waited }).toEqual(bruteForce(waiting))
          expect(matched).toBe(plan(written).matched)
        },
      ),
      { numRuns: tries(500) },
    )
  })
})

describe('the same data give the same plan', () => {
  it('when the pairs come in another order', () => {
    fc.assert(
      fc.property(middlePool, fc.integer(), (written, seed) => {
        const again = { ...written, pairs: shuffled(written.pairs, seed) }
        expect(plan(again).mentorOf).toEqual(plan(written).mentorOf)
      }),
      { numRuns: tries(300) },
    )
  })

  it('when mentees and mentors come in another order', () => {
    fc.assert(
      fc.property(middlePool, fc.integer(), (written, seed) => {
        expect(planByName(written, seed)).toEqual(planByName(written, null))
      }),
      { numRuns: tries(300) },
    )
  })

  it('when every score is a constant higher', () => {
    fc.assert(
      fc.property(middlePool, fc.constantFrom(1, 100, 100_000), (written, constant) => {
        const pairs: Written['pairs'] = written.pairs.map(([i, j, score]) => [i, j, score + constant])
        expect(plan({ ...written, pairs }).mentorOf).toEqual(plan(written).mentorOf)
      }),
      { numRuns: tries(300) },
    )
  })

  it('reaches with k mentors of one place what one mentor of k places reaches', () => {
    fc.assert(
      fc.property(middlePool, (written) => {
        const clones = written.capacity.flatMap((places, mentor) => Array.from({ length: places }, () => mentor))
        const pairs: Written['pairs'] = written.pairs.flatMap(([mentee, mentor, score]) =>
          [...clones.keys()]
            .filter((clone) => clones[clone] === mentor)
            .map((clone): [number, number, number] => [mentee, clone, score]),
        )
        const apart = plan({ mentees: written.mentees, capacity: clones.map(() => 1), pairs })
        const together = plan(written)
        expect([apart.matched, apart.total]).toEqual([together.matched, together.total])
      }),
      { numRuns: tries(300) },
    )
  })
})

/** Who goes to whom by name, with both sides in the order of a shuffle. */
function planByName(written: Written, seed: number | null): Map<string, string> {
  const order = (length: number, salt: number) => {
    const numbers = Array.from({ length }, (_, index) => index)
    return seed === null ? numbers : shuffled(numbers, seed + salt)
  }
  const mentees = order(written.mentees, 1)
  const mentors = order(written.capacity.length, 2)
  const moved: Written = {
    mentees: written.mentees,
    capacity: mentors.map((mentor) => written.capacity[mentor]!),
    pairs: written.pairs.map(([i, j, score]) => [mentees.indexOf(i), mentors.indexOf(j), score]),
  }
  const solved = solve({
    ...poolOf(moved),
    menteeKeys: Int32Array.from(mentees, (mentee) => keyOf(`mentee ${mentee}`)),
    mentorKeys: Int32Array.from(mentors, (mentor) => keyOf(`mentor ${mentor}`)),
  })
  certify(moved, solved)
  const named = mentees.map((mentee, row): [string, string] => [
    `${mentee}`,
    `${mentors[solved.mentorOf[row]!] ?? 'nobody'}`,
  ])
  return new Map(named.sort(([a], [b]) => a.localeCompare(b)))
}
