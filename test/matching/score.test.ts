import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SIDES } from '../../src/domain/facts.ts'
import { solve } from '../../src/domain/matching/assignment.ts'
import { type Participant, waitingPoints } from '../../src/domain/matching/criteria.ts'
import { scoreOf } from '../../src/domain/matching/pool.ts'
import { explainScore, scoreContext } from '../../src/domain/matching/score.ts'
import { pairable, poolFrom, scorePool } from '../../src/domain/matching/score-pool.ts'
import { SECTORS } from '../../src/domain/sectors.ts'
import { tries } from './pools.ts'

const weights = { topics: 60, sector: 20, stage: 5, waiting: 10, met: 5 }

const someone: Participant = {
  id: 'someone',
  topics: [],
  languages: ['nl'],
  sector: null,
  sameSectorWelcome: null,
  stage: null,
  capacity: 1,
  waitingDays: 0,
}
const amira: Participant = { ...someone, id: 'amira', topics: ['permits', 'finance'], sector: 'horeca' }
const bert: Participant = { ...someone, id: 'bert', topics: ['permits', 'finance'], sector: 'retail' }

function explain(
  mentee: Participant,
  mentor: Participant,
  others: { mentees?: Participant[]; mentors?: Participant[] } = {},
) {
  const context = scoreContext([mentee, ...(others.mentees ?? [])], [mentor, ...(others.mentors ?? [])], weights)
  return explainScore(mentee, mentor, context)
}

function line(code: string, mentee: Participant, mentor: Participant) {
  return explain(mentee, mentor).reasons.find((reason) => reason.code === code)
}

describe('topics', () => {
  it('give all their points when everything asked and offered is shared', () => {
    expect(line('topics', amira, bert)).toEqual({
      code: 'topics',
      points: 60,
      verdict: 'fits',
      shared: ['permits', 'finance'],
    })
  })

  it('weigh more the scarcer their supply', () => {
    const permits = { ...someone, id: 'p', topics: ['permits'] }
    const finance = [1, 2, 3].map((n) => ({ ...someone, id: `f${n}`, topics: ['finance'] }))
    const context = scoreContext([amira], [permits, ...finance], weights)
    const [rare, common] = [explainScore(amira, permits, context), explainScore(amira, finance[0]!, context)]
    expect(rare.score).toBeGreaterThan(common.score)
    // 2 askers and offerers for permits, 2 to 4 for finance: weights 100 and 50.
    expect(rare.reasons[0]).toMatchObject({ points: Math.round(100 * (45 / 150 + 15 / 100)), shared: ['permits'] })
    expect(common.reasons[0]).toMatchObject({ points: Math.round(50 * (45 / 150 + 15 / 50)), shared: ['finance'] })
  })

  it('prefer for a common question whoever knows nothing scarcer', () => {
    const asker = { ...someone, id: 'asker', topics: ['finance'] }
    const expert = { ...bert, id: 'expert' }
    const generalist = { ...someone, id: 'generalist', topics: ['finance'] }
    const context = scoreContext([asker], [expert, generalist], weights)
    expect(explainScore(asker, generalist, context).score).toBeGreaterThan(explainScore(asker, expert, context).score)
  })

  it('exclude a pair that shares none, when both have said', () => {
    expect(explain(amira, { ...bert, topics: ['export'] })).toMatchObject({ excludedBy: ['topics'] })
  })

  it('exclude nobody who does not know yet, and give a third of their points', () => {
    const unknown = { ...amira, topics: [] }
    expect(explain(unknown, bert)).toMatchObject({ excludedBy: [] })
    expect(line('topics', unknown, bert)).toEqual({ code: 'topics', points: 20, verdict: 'unknown', shared: [] })
    expect(line('topics', amira, { ...bert, topics: [] })).toMatchObject({ points: 20, verdict: 'unknown' })
  })

  it('keep their weight between a quarter and four times the usual', () => {
    const many = Array.from({ length: 50 }, (_, n) => ({ ...someone, id: `m${n}`, topics: ['finance'], capacity: 3 }))
    const context = scoreContext([amira, ...many], [bert], weights)
    expect([1, 2].map((bit) => context.scarcity.weightOf(bit))).toEqual([400, 100])
    const plenty = scoreContext([amira], [bert, ...many], weights)
    expect([1, 2, 3].map((mask) => plenty.scarcity.weightOf(mask))).toEqual([25, 100, 125])
  })

  it('are at most 31 in a pool', () => {
    const names = Array.from({ length: 32 }, (_, n) => `topic ${n}`)
    expect(() => scoreContext([{ ...amira, topics: names }], [bert], weights)).toThrow('31 topics or languages, not 34')
    const context = scoreContext([{ ...amira, topics: names.slice(1) }], [{ ...bert, topics: names.slice(1) }], weights)
    expect(context.scarcity.weightOf(0x7fffffff)).toBe(3100)
    expect([0, 10, 11, 21, 22, 30].map((bit) => context.scarcity.weightOf(2 ** bit))).toEqual(Array(6).fill(100))
  })
})

describe('conditions', () => {
  it('a language in common where both are known', () => {
    expect(explain(amira, { ...bert, languages: ['fr'] }).excludedBy).toEqual(['languages'])
    expect(explain(amira, { ...bert, languages: [] }).excludedBy).toEqual([])
    expect(explain({ ...amira, languages: [] }, bert).excludedBy).toEqual([])
    expect(line('languages', amira, { ...bert, languages: ['fr', 'nl'] })).toEqual({
      code: 'languages',
      points: 0,
      verdict: 'fits',
      shared: ['nl'],
    })
    expect(line('languages', amira, { ...bert, languages: [] })).toMatchObject({ verdict: 'unknown' })
    expect(line('languages', amira, { ...bert, languages: ['fr'] })).toMatchObject({ verdict: 'does-not-fit' })
  })

  it('no starter from the own sector, only when the mentor said so and both sectors are known', () => {
    const own = { ...bert, sector: 'horeca' }
    expect(explain(amira, { ...own, sameSectorWelcome: false }).excludedBy).toEqual(['sector'])
    expect(explain(amira, { ...own, sameSectorWelcome: null }).excludedBy).toEqual([])
    expect(explain(amira, { ...own, sameSectorWelcome: true }).excludedBy).toEqual([])
    expect(explain(amira, { ...bert, sameSectorWelcome: false }).excludedBy).toEqual([])
    expect(explain({ ...amira, sector: null }, { ...own, sameSectorWelcome: false }).excludedBy).toEqual([])
    const vague = { ...amira, sector: 'other' }
    expect(explain(vague, { ...own, sector: 'other', sameSectorWelcome: false }).excludedBy).toEqual([])
  })
})

describe('the other criteria', () => {
  it('count the same sector in full, a near one for half, an unknown one for a third', () => {
    const points = (sector: string | null) => line('sector', amira, { ...bert, sector })
    expect(points('horeca')).toEqual({ code: 'sector', points: 20, verdict: 'fits', relation: 'same' })
    expect(points('retail')).toEqual({ code: 'sector', points: 10, verdict: 'fits', relation: 'near' })
    expect(points('digital')).toEqual({ code: 'sector', points: 0, verdict: 'does-not-fit', relation: 'far' })
    expect(points(null)).toEqual({ code: 'sector', points: 7, verdict: 'unknown', relation: 'unknown' })
  })

  it('count the stage when both have one', () => {
    const starting = { ...amira, stage: 'idea' }
    expect(line('stage', starting, { ...bert, stage: 'idea' })).toMatchObject({ points: 5, verdict: 'fits' })
    expect(line('stage', starting, { ...bert, stage: 'started' })).toMatchObject({ points: 0, verdict: 'does-not-fit' })
    expect(line('stage', starting, bert)).toMatchObject({ points: 2, verdict: 'unknown' })
    expect(line('stage', amira, { ...bert, stage: 'idea' })).toMatchObject({ points: 2, verdict: 'unknown' })
  })

  it('count waiting on both sides, up to sixty days', () => {
    expect([0, 30, 60, 600, -1].map((days) => waitingPoints('mentee', days, 10))).toEqual([0, 3, 5, 5, 0])
    expect([60, 60].map((days) => waitingPoints('mentor', days, 5))).toEqual([2, 2])
    expect(waitingPoints('mentee', 60, 5)).toBe(3)
    expect(line('waiting', { ...amira, waitingDays: 90 }, { ...bert, waitingDays: 30 })).toEqual({
      code: 'waiting',
      points: 8,
      verdict: 'fits',
      menteeDays: 90,
      mentorDays: 30,
    })
  })

  it('count that two people met', () => {
    const context = scoreContext([amira], [bert], weights, [['amira', 'bert']])
    const met = (mentee: Participant, mentor: Participant) => explainScore(mentee, mentor, context).reasons.at(-1)
    expect(met(amira, bert)).toEqual({ code: 'met', points: 5, verdict: 'fits' })
    expect(met(amira, { ...bert, id: 'chloe' })).toEqual({ code: 'met', points: 0, verdict: 'unknown' })
    expect(met({ ...amira, id: 'chloe' }, bert)).toMatchObject({ points: 0 })
  })
})

const anyone = fc.record({
  topics: fc.subarray(['a', 'b', 'c', 'd', 'e']),
  languages: fc.subarray(['nl', 'fr', 'en']),
  sector: fc.constantFrom(null, ...SECTORS),
  sameSectorWelcome: fc.constantFrom(null, true, false),
  stage: fc.constantFrom(null, 'idea', 'started'),
  capacity: fc.integer({ min: 0, max: 3 }),
  waitingDays: fc.integer({ min: 0, max: 100 }),
})

const crowd = (side: string) =>
  fc.array(anyone, { maxLength: 8 }).map((people) => people.map((person, n) => ({ ...person, id: `${side} ${n}` })))

describe('a whole pool', () => {
  it('scores every pair as its explanation does, from 0 to 100, leaves out what a condition forbids, and knows who has a pair', () => {
    fc.assert(
      fc.property(crowd('mentee'), crowd('mentor'), (mentees, mentors) => {
        const context = scoreContext(mentees, mentors, weights, [
          ['mentee 0', 'mentor 0'],
          ['mentee 1', 'mentor 9'],
        ])
        const pairs = scorePool(context)
        const scores: number[] = []
        const open = new Set<string>()
        const blocks = [['mentee 0', 'mentor 0'] as const]
        for (const [i, mentee] of mentees.entries())
          for (const [j, mentor] of mentors.entries()) {
            const { score, reasons, excludedBy } = explainScore(mentee, mentor, context)
            expect(reasons.reduce((sum, reason) => sum + reason.points, 0)).toBe(score)
            expect(scoreOf(pairs, i, j)).toBe(excludedBy.length > 0 ? null : score)
            if (excludedBy.length === 0) scores.push(score)
            if (excludedBy.length === 0 && i + j > 0) open.add(mentee.id).add(mentor.id)
            expect(score >= 0 && score <= 100).toBe(true)
          }
        expect(pairs.most).toBe(Math.max(0, ...scores))
        const found = SIDES.flatMap((side) => [...pairable(context, side, blocks)])
        expect(found.sort()).toEqual([...open].sort())
      }),
      { numRuns: tries(300) },
    )
  })

  it('becomes a pool by id, without those who have left', () => {
    const context = scoreContext([someone, amira], [bert], weights)
    const pool = poolFrom(context, {
      pins: [
        ['amira', 'bert'],
        ['amira', 'gone'],
      ],
      blocks: [
        ['someone', 'bert'],
        ['gone', 'bert'],
      ],
    })
    expect(pool.pins).toEqual([[1, 0]])
    expect(pool.blocks).toEqual([[0, 0]])
    expect([...pool.capacity]).toEqual([1])
    expect([...solve(pool).mentorOf]).toEqual([-1, 0])
  })

  it('gives the same plan whatever the order of the people', () => {
    fc.assert(
      fc.property(crowd('mentee'), crowd('mentor'), (mentees, mentors) => {
        const named = (left: Participant[], right: Participant[]) => {
          const { mentorOf } = solve(poolFrom(scoreContext(left, right, weights), { pins: [], blocks: [] }))
          return left.map(({ id }, row) => `${id} → ${right[mentorOf[row]!]?.id ?? 'nobody'}`).sort()
        }
        expect(named(mentees.toReversed(), mentors.toReversed())).toEqual(named(mentees, mentors))
      }),
      { numRuns: tries(200) },
    )
  })
})
