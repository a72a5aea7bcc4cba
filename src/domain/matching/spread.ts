import { at, startsOf } from './arrays.ts'
import { settledMarket } from './assignment.ts'
import { indexKeys } from './hash.ts'
import { type Figures, figuresOf } from './plan.ts'
import { expectSortedRows, type Pairs, type Pool, scoreBits, sortRows, withBlocks } from './pool.ts'

/** A plan with a bonus on each mentor's first place, and the two prices per mentor that prove it. */
export type SpreadPlan = Figures & { firstPrice: Float64Array; restPrice: Float64Array; penalty: number }

/**
 * The soft wish that every willing mentor gets one before someone gets two: the first place of each mentor is worth
 * `bonus` points more. Never a hard rule, which could cost matches. The value of a mentor's places falls from the
 * first to the second, so two columns, a place with the bonus and the rest without, give the exact optimum. `total` is without bonuses.
 */
export function solveSpread(pool: Pool, bonus: number): SpreadPlan {
  expectSortedRows(pool.pairs)
  const mentors = pool.capacity.length
  const pairs = withBlocks(pool.pairs, pool.blocks)
  const split = splitPlaces(pool, pairs, bonus)
  const market = settledMarket(split)
  const pinned = new Map(pool.pins)
  const mentorOf = market.mentorOf.map((column, mentee) => pinned.get(mentee) ?? (column < 0 ? -1 : column % mentors))
  const free = pool.capacity.slice()
  for (const mentor of mentorOf) if (mentor >= 0) free[mentor] = at(free, mentor) - 1
  return {
    ...figuresOf(pairs, mentorOf, free),
    firstPrice: market.price.slice(0, mentors),
    restPrice: market.price.slice(mentors),
    penalty: market.penalty,
  }
}

/** Columns 0 to m − 1 are first places, m to 2m − 1 the rest. A pin takes the first place. */
function splitPlaces(pool: Pool, pairs: Pairs, bonus: number): Pool {
  const mentors = pool.capacity.length
  const left = pool.capacity.slice()
  for (const [, mentor] of pool.pins) left[mentor] = at(left, mentor) - 1
  const hasPin = new Set(pool.pins.map(([, mentor]) => mentor))
  const capacity = new Int32Array(2 * mentors)
  for (const [mentor, places] of left.entries()) {
    const first = places > 0 && !hasPin.has(mentor) ? 1 : 0
    capacity[mentor] = first
    capacity[mentors + mentor] = places - first
  }
  const keys = pool.mentorKeys ?? indexKeys(mentors)
  return {
    ...pool,
    capacity,
    pairs: splitPairs(pairs, pool, bonus),
    pins: [],
    blocks: [],
    absent: [...(pool.absent ?? []), ...pool.pins.map(([mentee]) => mentee)],
    mentorKeys: Int32Array.from({ length: 2 * mentors }, (_, column) => at(keys, column % mentors)),
  }
}

function splitPairs(pairs: Pairs, pool: Pool, bonus: number): Pairs {
  const mentors = pool.capacity.length
  const most = pairs.most + bonus
  const bits = scoreBits(pool.mentees, 2 * mentors, most - pairs.least)
  const start = startsOf(
    Int32Array.from({ length: pool.mentees }, (_, i) => 2 * (at(pairs.start, i + 1) - at(pairs.start, i))),
  )
  const arcs = new Int32Array(2 * pairs.arcs.length)
  for (const [e, arc] of pairs.arcs.entries()) {
    const open = arc < 0 ? ~arc : arc
    const mentor = open >>> pairs.bits
    const points = open & ((1 << pairs.bits) - 1)
    const [first, rest] = [(mentor << bits) | (points + bonus), ((mentors + mentor) << bits) | points]
    arcs[2 * e] = arc < 0 ? ~first : first
    arcs[2 * e + 1] = arc < 0 ? ~rest : rest
  }
  return sortRows({ start, arcs, bits, least: pairs.least, most })
}
