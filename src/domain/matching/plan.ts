import { at } from './arrays.ts'
import type { Market } from './market.ts'
import { type Pairs, scoreOf } from './pool.ts'
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

export type Outline = Pick<Plan, 'mentorOf' | 'matched' | 'total'>

export type Figures = Pick<Plan, 'mentorOf' | 'matched' | 'total' | 'worst' | 'blockingPairs'>

/** Who is with whom in a settled market, and what that adds up to. */
export function outlineOf(market: Market): Outline {
  const mentorOf = mentorsOf(market)
  let [matched, total] = [0, 0]
  for (const [mentee, mentor] of mentorOf.entries()) {
    if (mentor < 0) continue
    matched++
    total += scoreOf(market.pairs, mentee, mentor) ?? 0
  }
  return { mentorOf, matched, total }
}

/** Reads the plan off a settled market. */
export function planOf(market: Market): Plan {
  const mentorOf = mentorsOf(market)
  const free = market.capacity.map((places, mentor) => places - at(market.used, mentor))
  return {
    ...figuresOf(market.pairs, mentorOf, free),
    price: market.price.slice(),
    penalty: market.penalty,
    unmatched: whyUnmatched(market),
  }
}

/** Per mentee, pinned or placed; -1 is nobody. */
function mentorsOf({ mentorOf, fixed }: Market): Int32Array {
  return mentorOf.map((mentor, mentee) => Math.max(mentor, at(fixed, mentee), -1))
}

/** The figures of any plan over these pairs, `free` being the places that it leaves per mentor. */
export function figuresOf(pairs: Pairs, mentorOf: Int32Array, free: Int32Array): Figures {
  const scores = mentorOf.map((mentor, mentee) => (mentor < 0 ? -1 : (scoreOf(pairs, mentee, mentor) ?? -1)))
  const present = scores.filter((score) => score >= 0)
  return {
    mentorOf,
    matched: present.length,
    total: present.reduce((sum, score) => sum + score, 0),
    worst: present.reduce<number | null>((least, score) => Math.min(least ?? score, score), null),
    blockingPairs: countBlockingPairs(pairs, scores, entryScores(mentorOf, scores, free)),
  }
}

/**
 * Pairs of Gale and Shapley: the mentee scores higher with this mentor than where it is, and the mentor has a free
 * place or scores higher with this mentee than with one it has.
 */
function countBlockingPairs(pairs: Pairs, scores: Int32Array, entry: Int32Array): number {
  const { start, arcs, bits, least } = pairs
  const mask = (1 << bits) - 1
  let count = 0
  for (let mentee = 0; mentee < scores.length; mentee++) {
    const here = at(scores, mentee) - least
    const end = at(start, mentee + 1)
    for (let e = at(start, mentee); e < end; e++) {
      const arc = arcs[e] ?? 0
      if (arc < 0) continue
      if ((arc & mask) <= here) break
      if ((arc & mask) + least > at(entry, arc >>> bits)) count++
    }
  }
  return count
}

/** Per mentor, the score a newcomer has to beat: -1 with a free place, else the lowest of those it has. */
function entryScores(mentorOf: Int32Array, scores: Int32Array, free: Int32Array): Int32Array {
  const entry = free.map((places) => (places > 0 ? -1 : 0x7fffffff))
  for (const [mentee, mentor] of mentorOf.entries())
    if (mentor >= 0) entry[mentor] = Math.min(at(entry, mentor), at(scores, mentee))
  return entry
}
