import { describe, expect, it } from 'vitest'
import { solve } from '../../src/domain/matching/assignment.ts'
import { alternatives } from '../../src/domain/matching/explain.ts'
import { expectSortedRows, type Pairs } from '../../src/domain/matching/pool.ts'
import { open, WarmPlan } from '../../src/domain/matching/warm.ts'
import { certify, poolOf, randomPool, type Written } from './pools.ts'

/* How many pairs are looked at, which no clock can blur: a search that stops later than it may finds the same plan. */

/** The pairs, and how often one of them has been read. */
function counted(pairs: Pairs): { pairs: Pairs; looks: () => number } {
  let count = 0
  const arcs = new Proxy(pairs.arcs, {
    get(target, key) {
      if (typeof key === 'string' && /^\d+$/.test(key)) count++
      const value: unknown = Reflect.get(target, key)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  return { pairs: { ...pairs, arcs }, looks: () => count }
}

const wide = randomPool(11, { mentees: 70, mentors: 60, capacity: 3, density: 60, scores: 101 })
const short = randomPool(12, { mentees: 70, mentors: 30, capacity: 2, density: 60, scores: 101 })
const tied = randomPool(13, { mentees: 70, mentors: 40, capacity: 3, density: 60, scores: 4 })
/** As many places as mentees: 15 mentors with two, 40 with one, 5 with none. */
const balanced = { ...wide, capacity: wide.capacity.map((_, j) => (j < 45 && j % 3 === 0 ? 2 : j < 50 ? 1 : j % 2)) }
const ranked = {
  ...randomPool(15, { mentees: 120, mentors: 30, capacity: 2, density: 60, scores: 101 }),
  waitingDays: Array.from({ length: 120 }, (_, mentee) => mentee),
}
/** Where a mentee may go to few of the mentors, and so few of them matter. */
const sparse = randomPool(14, { mentees: 150, mentors: 120, capacity: 2, density: 4, scores: 101 })

/** How often a pair is read while the pool is solved. */
function looksOfPlan(written: Written): number {
  const pool = poolOf(written)
  const { pairs, looks } = counted(pool.pairs)
  expectSortedRows(pairs)
  const before = looks()
  certify(written, solve({ ...pool, pairs }))
  return looks() - before
}

/** How often one is read for the alternatives of everybody. */
function looksOfAlternatives(written: Written): number {
  const { market, byMentor } = open(poolOf(written))
  const { pairs, looks } = counted(byMentor)
  for (let mentee = 0; mentee < written.mentees; mentee++) alternatives(market, mentee, pairs)
  return looks()
}

/** How often one is read while the pair of each mentee in turn is blocked, and let be again. */
function looksOfEdits(written: Written): number {
  const pool = poolOf(written)
  const opened = open(pool)
  const [byMentee, byMentor] = [counted(opened.market.pairs), counted(opened.byMentor)]
  const plan = new WarmPlan(pool, { market: { ...opened.market, pairs: byMentee.pairs }, byMentor: byMentor.pairs })
  const { mentorOf } = plan.outline()
  for (const [mentee, mentor] of mentorOf.entries()) {
    if (mentor < 0) continue
    plan.block(mentee, mentor)
    plan.unblock(mentee, mentor)
  }
  const looks = byMentee.looks() + byMentor.looks()
  expect(plan.outline().mentorOf).toEqual(mentorOf)
  return looks
}

it('takes no more room for a mentor with more places than there are people', () => {
  const vast = { ...short, capacity: short.capacity.map((places, mentor) => (mentor === 3 ? 0x7fffffff : places)) }
  expect(looksOfPlan(vast)).toBeLessThanOrEqual(15_904)
})

describe('so few pairs are looked at', () => {
  it.each([
    ['places for everybody', wide, 6_022],
    ['places short', short, 7_488],
    ['places short, and some who go first', ranked, 14_802],
    ['scores nearly all alike', tied, 9_174],
    ['as many places as mentees', balanced, 10_579],
  ])('in a plan with %s', (_, written, most) => {
    expect(looksOfPlan(written)).toBeLessThanOrEqual(most)
  })

  it.each([
    ['places for everybody', wide, 145_740],
    ['few pairs a person', sparse, 64_066],
    ['places short', short, 51_520],
    ['scores nearly all alike', tied, 78_190],
  ])('for all alternatives of everybody, with %s', (_, written, most) => {
    expect(looksOfAlternatives(written)).toBeLessThanOrEqual(most)
  })

  it.each([
    ['places for everybody', wide, 26_990],
    ['few pairs a person', sparse, 73_809],
    ['places short', short, 8_057],
    ['scores nearly all alike', tied, 24_458],
  ])('in blocking and letting be again, with %s', (_, written, most) => {
    expect(looksOfEdits(written)).toBeLessThanOrEqual(most)
  })
})
