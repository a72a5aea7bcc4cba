import { describe, expect, it } from 'vitest'
import { solve } from '../../src/domain/matching/assignment.ts'
import { solveSpread } from '../../src/domain/matching/spread.ts'
import { WarmPlan } from '../../src/domain/matching/warm.ts'
import { certify, poolOf, randomFrom, randomPool, size, tries, type Written } from './pools.ts'

/** Before ties were drawn by their own search, each of these took 0.5 to 5 seconds; now none takes a quarter. */
const LIMIT = 3000

type Shape = { mentees: number; mentors: number; density: number; score: Score; places: Places; ranks?: number }
type Below = (below: number) => number
type Score = (mentee: number, mentor: number, random: Below) => number
type Places = (mentor: number, random: Below) => number

function tied({ mentees, mentors, density, score, places, ranks }: Shape): Written {
  const random = randomFrom(11)
  const pairs: Written['pairs'] = []
  for (let i = 0; i < size(mentees); i++)
    for (let j = 0; j < size(mentors); j++) if (random(100) < density) pairs.push([i, j, score(i, j, random)])
  return {
    mentees: size(mentees),
    capacity: Array.from({ length: size(mentors) }, (_, j) => places(j, random)),
    pairs,
    ...(ranks && { waitingDays: Array.from({ length: size(mentees) }, () => random(ranks)) }),
  }
}

const one: Places = () => 1
const sixValues: Score = (_, mentor, random) => 5 * Math.min(5, Math.floor((mentor % 100) / 20) + random(2))

const SHAPES: Record<string, Shape> = {
  'six values, popular mentors, places in plenty': {
    mentees: 500,
    mentors: 900,
    density: 30,
    score: sixValues,
    places: one,
  },
  'six values, places short': { mentees: 700, mentors: 400, density: 30, score: sixValues, places: one },
  'six values, as many places as mentees': { mentees: 500, mentors: 500, density: 30, score: sixValues, places: one },
  'one value, places in plenty': { mentees: 500, mentors: 900, density: 30, score: () => 50, places: one },
  'one value, places short': { mentees: 700, mentors: 400, density: 30, score: () => 50, places: one },
  'mentors without a place among them': {
    mentees: 500,
    mentors: 600,
    density: 30,
    score: sixValues,
    places: (mentor) => mentor % 2,
  },
  'places short, and ninety ranks of waiting': {
    mentees: 700,
    mentors: 300,
    density: 30,
    score: (_, __, random) => random(101),
    places: (_, random) => 1 + random(2),
    ranks: 90,
  },
  'everybody alike, places short': {
    mentees: 700,
    mentors: 250,
    density: 100,
    score: (_, mentor) => 5 * (mentor % 6),
    places: (_, random) => 1 + random(3),
  },
}

describe('scores that are much alike', () => {
  for (const [name, shape] of Object.entries(SHAPES))
    it(`are settled in good time, certified, whatever the order: ${name}`, { timeout: 30_000 }, () => {
      const written = tied(shape)
      const pool = poolOf(written)
      const begin = performance.now()
      const plan = solve(pool)
      expect(performance.now() - begin).toBeLessThan(LIMIT)
      certify(written, plan)
      expect(solve(poolOf({ ...written, pairs: written.pairs.toReversed() })).mentorOf).toEqual(plan.mentorOf)
    })
})

describe('as many places as mentees, and few pairs', () => {
  it('give the same certified plan whatever the order, and edits go on from it', () => {
    for (let seed = 0; seed < tries(300); seed++) {
      const capacity = randomPool(seed, { mentees: 0, mentors: 12, capacity: 3, density: 0, scores: 1 }).capacity
      const mentees = capacity.reduce((sum, places) => sum + places, 0)
      const shape = { mentees, mentors: 12, capacity: 3, density: 20, scores: 2 }
      const written = { ...randomPool(seed, shape), capacity }
      const plan = solve(poolOf(written))
      certify(written, plan)
      expect(solve(poolOf({ ...written, pairs: written.pairs.toReversed() })).mentorOf).toEqual(plan.mentorOf)
      const warm = new WarmPlan(poolOf(written))
      for (let mentor = 0; mentor < 12; mentor++) warm.addPlace(mentor)
      const larger = { ...written, capacity: capacity.map((places) => places + 1) }
      expect(warm.plan().mentorOf).toEqual(solve(poolOf(larger)).mentorOf)
    }
  })
})

describe('rows that are not sorted by score', () => {
  const sorted = poolOf({
    mentees: 2,
    capacity: [1, 1],
    pairs: [
      [0, 0, 9],
      [1, 0, 3],
      [1, 1, 7],
    ],
  })
  const { pairs } = sorted
  const unsorted = {
    ...sorted,
    pairs: { ...pairs, arcs: Int32Array.of(...pairs.arcs.subarray(0, 1), ...pairs.arcs.subarray(1).toReversed()) },
  }

  it('are refused with a sentence, wherever a pool comes in', () => {
    const sentence = 'the pairs of row 1 are not sorted by score: make them with packPairs'
    expect(() => solve(unsorted)).toThrow(sentence)
    expect(() => new WarmPlan(unsorted)).toThrow(sentence)
    expect(() => solveSpread(unsorted, 5)).toThrow(sentence)
    expect(solve(sorted).matched).toBe(2)
  })
})
