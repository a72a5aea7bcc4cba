import { at, bitsFor, startsOf } from './arrays.ts'

/** A mentee and a mentor, both 0-based. */
export type Pair = readonly [mentee: number, mentor: number]

/**
 * The allowed pairs, row by row: four bytes each. An arc holds the other side's number above `bits` and the
 * score above `least` below it; a blocked arc is stored as its complement and so is negative. The highest scores come
 * first in every row (`sortRows`), so that whoever looks along it can stop early.
 */
export type Pairs = {
  readonly start: Int32Array
  readonly arcs: Int32Array
  readonly bits: number
  readonly least: number
  /** The highest score of the input's pairs, blocked ones too: the penalty must not move when staff block. */
  readonly most: number
}

/** What is to be matched. `pairs` has a row per mentee; `capacity` has the places of each mentor. */
export type Pool = {
  readonly mentees: number
  readonly capacity: Int32Array
  readonly pairs: Pairs
  readonly pins: readonly Pair[]
  readonly blocks: readonly Pair[]
  /** Mentees who are not there (yet, or any more). A mentor who is not there has capacity 0. */
  readonly absent?: readonly number[]
  /** Days each mentee has waited: who waited longest is matched first, and it never costs a match. */
  readonly waitingDays?: Int32Array
  /** Keys of the ids (`keyOf`), which decide between equally good plans. Without them the index is the id. */
  readonly menteeKeys?: Int32Array
  readonly mentorKeys?: Int32Array
}

/** Why the pins of a pool cannot all be kept. */
export type PinConflict =
  | { kind: 'two-mentors'; mentee: number; mentors: [number, number] }
  | { kind: 'blocked'; mentee: number; mentor: number }
  | { kind: 'not-a-pair'; mentee: number; mentor: number }
  | { kind: 'too-many'; mentor: number; capacity: number; mentees: number[] }

/** Arcs that are known to be sorted, row by row, so that no solve looks them through again. Nobody writes scores into pairs. */
const SORTED = new WeakSet<Int32Array>()

/** Scores that spread wider than this are sorted by comparing. */
const MOST_COUNTED = 4095

/** The sizes are beyond what the engine can hold exactly. The message is a sentence that says what. */
export class PoolTooLarge extends Error {}

/**
 * Packs a list of pairs, given as three columns of equal length, by mentee. Scores are integers ≥ 0.
 * Throws PoolTooLarge when a number and a score do not fit 31 bits together.
 */
export function packPairs(
  mentees: number,
  mentors: number,
  list: { mentee: Int32Array; mentor: Int32Array; score: Float64Array },
): Pairs {
  const [least, most] = rangeOf(list.score)
  const bits = scoreBits(mentees, mentors, most - least)
  const counts = new Int32Array(mentees)
  for (const mentee of list.mentee) counts[mentee] = at(counts, mentee) + 1
  const start = startsOf(counts)
  const next = start.slice()
  const arcs = new Int32Array(list.mentee.length)
  for (const [index, mentee] of list.mentee.entries()) {
    const place = at(next, mentee)
    next[mentee] = place + 1
    arcs[place] = (at(list.mentor, index) << bits) | ((list.score[index] ?? 0) - least)
  }
  return sortRows({ start, arcs, bits, least, most })
}

/** The bits an arc keeps for the score. Throws PoolTooLarge when too few remain for the numbers of both sides. */
export function scoreBits(mentees: number, mentors: number, spread: number): number {
  const bits = bitsFor(spread)
  if (bits + bitsFor(Math.max(mentees, mentors)) > 31)
    throw new PoolTooLarge(`scores that lie ${spread} apart do not fit a pool of ${mentees} by ${mentors}`)
  return bits
}

/** The same pairs with a row per mentor. */
export function transpose(pairs: Pairs, mentors: number): Pairs {
  const { start, arcs, bits } = pairs
  const mask = (1 << bits) - 1
  const counts = new Int32Array(mentors)
  for (const arc of arcs) {
    const mentor = (arc < 0 ? ~arc : arc) >>> bits
    counts[mentor] = at(counts, mentor) + 1
  }
  const turned = startsOf(counts)
  const next = turned.slice()
  const out = new Int32Array(arcs.length)
  for (let mentee = 0; mentee + 1 < start.length; mentee++) {
    for (let e = at(start, mentee); e < at(start, mentee + 1); e++) {
      const arc = at(arcs, e)
      const open = arc < 0 ? ~arc : arc
      const mentor = open >>> bits
      const packed = (mentee << bits) | (open & mask)
      const place = at(next, mentor)
      next[mentor] = place + 1
      out[place] = arc < 0 ? ~packed : packed
    }
  }
  return sortRows({ ...pairs, start: turned, arcs: out })
}

/** Puts the highest scores of every row first, in place, and returns the pairs. */
export function sortRows(pairs: Pairs): Pairs {
  const { start, arcs, bits } = pairs
  const mask = (1 << bits) - 1
  const counts = new Int32Array(Math.min(mask, MOST_COUNTED) + 2)
  const row = new Int32Array(start.reduce((most, begin, i) => Math.max(most, at(start, i + 1) - begin), 0))
  for (let i = 0; i + 1 < start.length; i++) {
    const [begin, end] = [at(start, i), at(start, i + 1)]
    if (mask > MOST_COUNTED) arcs.subarray(begin, end).sort((a, b) => (open(b) & mask) - (open(a) & mask))
    else countingSort(arcs, begin, end, mask, counts, row)
  }
  SORTED.add(arcs)
  return pairs
}

/** Throws when a row is not sorted as `sortRows` does: whoever looks along it would stop too early and never be done. */
export function expectSortedRows({ start, arcs, bits }: Pairs): void {
  if (SORTED.has(arcs)) return
  const mask = (1 << bits) - 1
  for (let i = 0; i + 1 < start.length; i++) {
    let above = mask
    const end = at(start, i + 1)
    for (let e = at(start, i); e < end; e++) {
      const arc = arcs[e] ?? 0
      const points = (arc < 0 ? ~arc : arc) & mask
      if (points > above) throw new Error(`the pairs of row ${i} are not sorted by score: make them with packPairs`)
      above = points
    }
  }
  SORTED.add(arcs)
}

/** Linear in the row, since scores are few: `counts` and `row` are room to work in. */
function countingSort(
  arcs: Int32Array,
  begin: number,
  end: number,
  mask: number,
  counts: Int32Array,
  row: Int32Array,
): void {
  counts.fill(0)
  for (let e = begin; e < end; e++) {
    const arc = arcs[e] ?? 0
    row[e - begin] = arc
    const rank = mask - (open(arc) & mask) + 1
    counts[rank] = (counts[rank] ?? 0) + 1
  }
  for (let rank = 1; rank < counts.length; rank++) counts[rank] = (counts[rank] ?? 0) + (counts[rank - 1] ?? 0)
  for (let k = 0; k < end - begin; k++) {
    const arc = row[k] ?? 0
    const rank = mask - (open(arc) & mask)
    const place = counts[rank] ?? 0
    counts[rank] = place + 1
    arcs[begin + place] = arc
  }
}

/** The arc as it is when it is not blocked. */
function open(arc: number): number {
  return arc < 0 ? ~arc : arc
}

/** The pairs with some blocked: a copy, unless there is nothing to block. Blocking what is no pair changes nothing. */
export function withBlocks(pairs: Pairs, blocks: readonly Pair[]): Pairs {
  if (blocks.length === 0) return pairs
  const arcs = pairs.arcs.slice()
  for (const [mentee, mentor] of blocks) {
    const e = arcIndex(pairs, mentee, mentor)
    const arc = at(arcs, e)
    if (e >= 0 && arc >= 0) arcs[e] = ~arc
  }
  return { ...pairs, arcs }
}

/** Where the pair stands in `arcs`, blocked or not; -1 when it is not a pair. */
export function arcIndex(pairs: Pairs, mentee: number, mentor: number): number {
  const { arcs, bits } = pairs
  const end = at(pairs.start, mentee + 1)
  for (let e = at(pairs.start, mentee); e < end; e++) {
    const arc = arcs[e] ?? 0
    if ((arc < 0 ? ~arc : arc) >>> bits === mentor) return e
  }
  return -1
}

/** The mentors of a mentee's pairs by number, blocked ones too, each with the pair's score. */
export function pairsOf(pairs: Pairs, mentee: number): { mentor: number; score: number }[] {
  const row = pairs.arcs.subarray(at(pairs.start, mentee), at(pairs.start, mentee + 1))
  return Array.from(row, open)
    .map((arc) => ({ mentor: arc >>> pairs.bits, score: pairs.least + (arc & ((1 << pairs.bits) - 1)) }))
    .sort((a, b) => a.mentor - b.mentor)
}

/** The score of a pair of the input, blocked or not; null when it is not a pair. */
export function scoreOf(pairs: Pairs, mentee: number, mentor: number): number | null {
  const e = arcIndex(pairs, mentee, mentor)
  if (e < 0) return null
  const arc = at(pairs.arcs, e)
  return pairs.least + ((arc < 0 ? ~arc : arc) & ((1 << pairs.bits) - 1))
}

function rangeOf(scores: Float64Array): [least: number, most: number] {
  if (scores.length === 0) return [0, 0]
  let least = Number.POSITIVE_INFINITY
  let most = 0
  for (const score of scores) {
    least = Math.min(least, score)
    most = Math.max(most, score)
  }
  return [least, most]
}
