import { at } from './arrays.ts'
import type { Participant } from './criteria.ts'

/** The bounds of a topic's weight, so that one rare topic never outweighs all others together. */
const LEAST_WEIGHT = 25
const MOST_WEIGHT = 400

/** A mask of topics is read in three steps of so many bits: small tables stay in the cache. */
const STEP_BITS = 11
const STEP = (1 << STEP_BITS) - 1

/** Of the topic points, the part for how much of the mentee's need is met; the rest is for how much of the mentor's knowledge is used. */
const NEED_PART = 3 / 4

/**
 * What each topic weighs in this pool: 100 where as many ask it as there are places that offer it, more where it is
 * scarce, 25 to 400. So the one mentor who knows permits is not spent on a question that many can answer.
 */
export class Scarcity {
  /** Sums of weights by mask, a table for each eleven bits. */
  private readonly low: Int32Array
  private readonly middle: Int32Array
  private readonly high: Int32Array

  constructor(topics: readonly string[], mentees: readonly Participant[], mentors: readonly Participant[]) {
    const asked = tally(mentees, () => 1)
    const offered = tally(mentors, ({ capacity }) => capacity)
    const weights = topics.map((topic) => weightOf(asked.get(topic) ?? 0, offered.get(topic) ?? 0))
    this.low = tableOf(weights.slice(0, STEP_BITS))
    this.middle = tableOf(weights.slice(STEP_BITS, 2 * STEP_BITS))
    this.high = tableOf(weights.slice(2 * STEP_BITS))
  }

  /** What the topics of a mask weigh together. */
  weightOf(mask: number): number {
    return (
      at(this.low, mask & STEP) + at(this.middle, (mask >>> STEP_BITS) & STEP) + at(this.high, mask >>> (2 * STEP_BITS))
    )
  }

  /** Points per weight shared that a mentee brings. Of no topics it is infinite, and nobody shares those. */
  needRate(mask: number, points: number): number {
    return (points * NEED_PART) / this.weightOf(mask)
  }

  /** Points per weight shared that a mentor brings. */
  useRate(mask: number, points: number): number {
    return (points * (1 - NEED_PART)) / this.weightOf(mask)
  }
}

function tally(people: readonly Participant[], worth: (person: Participant) => number): Map<string, number> {
  const counts = new Map<string, number>()
  for (const person of people)
    for (const topic of new Set(person.topics)) counts.set(topic, (counts.get(topic) ?? 0) + worth(person))
  return counts
}

const weightOf = (asked: number, offered: number): number =>
  Math.min(MOST_WEIGHT, Math.max(LEAST_WEIGHT, Math.round((100 * (asked + 1)) / (offered + 1))))

function tableOf(weights: readonly number[]): Int32Array {
  const table = new Int32Array(1 << weights.length)
  for (const [bit, weight] of weights.entries())
    for (let mask = 1 << bit; mask < 2 << bit; mask++) table[mask] = at(table, mask - (1 << bit)) + weight
  return table
}
