import { at } from './arrays.ts'
import type { Market } from './market.ts'
import { type Pool, scoreOf, withBlocks } from './pool.ts'
import { type Unmatched, whyUnmatched } from './why.ts'

/** A plan as people meet it: the pins are in it. */
export type Plan = {
  /** Per mentee; -1 is nobody. */
  readonly mentorOf: Int32Array
  readonly matched: number
  /** Sum of the scores of the matched pairs. */
  readonly total: number
  /** The lowest score of a matched pair; null in an empty plan. */
  readonly worst: number | null
  /** Allowed pairs who would both rather have each other, by score: reported, not required to be none. */
  readonly blockingPairs: number
  /** Per mentor, in points: ≥ 0, and 0 where a place is free. Proves the plan optimal (`penalty` a match). */
  readonly price: Float64Array
  readonly penalty: number
  readonly unmatched: readonly Unmatched[]
}

/** Reads the plan off a settled market. */
export function planOf(pool: Pool, market: Market): Plan {
  const mentorOf = market.mentorOf.map((mentor, mentee) => {
    const fixed = at(market.fixed, mentee)
    return fixed >= 0 ? fixed : mentor
  })
  const scores = [...mentorOf.entries()].flatMap(([mentee, mentor]) => scoreOf(pool.pairs, mentee, mentor) ?? [])
  return {
    mentorOf,
    matched: scores.length,
    total: scores.reduce((sum, score) => sum + score, 0),
    worst: scores.reduce<number | null>((least, score) => Math.min(least ?? score, score), null),
    blockingPairs: countBlockingPairs(pool, mentorOf),
    price: market.price.slice(),
    penalty: market.penalty,
    unmatched: whyUnmatched(market),
  }
}

/**
 * Pairs of Gale and Shapley: the mentee scores higher with this mentor than where it is, and the mentor has a free
 * place or scores higher with this mentee than with one it has.
 */
export function countBlockingPairs(pool: Pool, mentorOf: Int32Array): number {
  const pairs = withBlocks(pool.pairs, pool.blocks)
  const mask = (1 << pairs.bits) - 1
  const scoreHere = mentorOf.map((mentor, mentee) => scoreOf(pairs, mentee, mentor) ?? -1)
  const entry = entryScores(pool.capacity, mentorOf, scoreHere)
  let count = 0
  for (let mentee = 0; mentee < mentorOf.length; mentee++) {
    for (let e = at(pairs.start, mentee); e < at(pairs.start, mentee + 1); e++) {
      const arc = at(pairs.arcs, e)
      if (arc < 0) continue
      const score = (arc & mask) + pairs.least
      if (score > at(scoreHere, mentee) && score > at(entry, arc >>> pairs.bits)) count++
    }
  }
  return count
}

/** Per mentor, the score a newcomer has to beat: -1 with a free place, else the lowest of those it has. */
function entryScores(capacity: Int32Array, mentorOf: Int32Array, scoreHere: Int32Array): Int32Array {
  const free = capacity.slice()
  for (const mentor of mentorOf) if (mentor >= 0) free[mentor] = at(free, mentor) - 1
  const entry = free.map((places) => (places > 0 ? -1 : 0x7fffffff))
  for (const [mentee, mentor] of mentorOf.entries())
    if (mentor >= 0) entry[mentor] = Math.min(at(entry, mentor), at(scoreHere, mentee))
  return entry
}
