import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { solve } from '../../src/domain/matching/assignment.ts'
import { middlePool, poolOf, randomFrom, tries, type Written } from './pools.ts'

describe('the figures of a plan', () => {
  it('count blocking pairs and find the worst as one would by hand', () => {
    fc.assert(
      fc.property(middlePool, fc.integer(), (given, seed) => {
        // No score of 0, so that it shows where the engine counts from the least one.
        const written = {
          ...given,
          pairs: given.pairs.map(([i, j, points]): [number, number, number] => [i, j, points + 6]),
        }
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
      { numRuns: 30 + tries(270) },
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
      { numRuns: tries(400) },
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
