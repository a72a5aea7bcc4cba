import type { Side } from '../facts.ts'
import type { Pair, Why } from '../introduction.ts'
import { solve } from '../matching/assignment.ts'
import { pinConflicts } from '../matching/pins.ts'
import type { PinConflict, Pool } from '../matching/pool.ts'
import {
  explainScore,
  type IdPairs,
  type Participant,
  type ScoreContext,
  scoreContext,
  type Weights,
} from '../matching/score.ts'
import { pairable, poolFrom } from '../matching/score-pool.ts'
import type { Unmatched } from '../matching/why.ts'
import type { NotReady } from '../readiness.ts'

export type Candidate = Participant

/** Everything that a run decides on: ids and codes only. It is stored with the run, so that a run can be read again. */
export type RunInput = {
  /** With a place to fill; waiting counts from signing up, whatever was proposed since. */
  mentees: Candidate[]
  mentors: Candidate[]
  /** [mentee, mentor] */
  pins: IdPairs
  /** [mentee, mentor]: blocked by staff, ended with a no, or one person on both sides. */
  blocks: IdPairs
  /** As blocks, of people who came back under a new id: met while solving, since only a hash knows them. */
  hashBlocks: IdPairs
  /** Topics of mentors who take part but have no place left. */
  busyTopics: string[]
  /** Who has a place but is not ready for a first introduction; absent when everybody is. */
  notReady?: NotReady
  /** What a run was scored with, whatever the programme says since; runs from before it was kept have none. */
  weights?: Weights
  /** The ENGINE_VERSION that made the run. */
  engine?: number
}

/** Raised when the same input may give another plan. */
export const ENGINE_VERSION = 1

export type Proposal = Pair & { score: number; pinned: boolean }

/** Why nobody was found. `topics` are the mentee's own; [] when it does not know them yet. */
export type WhyUnmatched =
  | { code: 'nobody' | 'busy' | 'language' | 'sector' | 'blocked'; topics: string[] }
  | { code: 'too-few-places'; topics: string[]; mentees: number; places: number }

export type RunResult = {
  /** The best first. */
  proposals: Proposal[]
  total: number
  worst: number | null
  unmatched: { menteeId: string; why: WhyUnmatched }[]
  /** Places of mentors that stay open. */
  freeMentors: string[]
}

export type ConflictingPin =
  | { code: 'blocked' | 'not-a-pair'; menteeId: string; mentorId: string }
  | { code: 'two-mentors'; menteeId: string; mentorIds: string[] }
  | { code: 'too-many'; mentorId: string; places: number; menteeIds: string[] }

export type Outcome = { kind: 'planned'; result: RunResult } | { kind: 'conflict'; pins: ConflictingPin[] }

/** `weights` are the programme's, for an input that does not carry its own. */
export const contextOf = (input: RunInput, weights: Weights): ScoreContext =>
  scoreContext(input.mentees, input.mentors, input.weights ?? weights)

export const poolOf = (context: ScoreContext, { pins, blocks, hashBlocks }: RunInput): Pool =>
  poolFrom(context, { pins, blocks: [...blocks, ...hashBlocks] })

/** Whom of this side a run could propose to somebody, by id. */
export const pairableOn = (side: Side, input: RunInput, weights: Weights): Set<string> =>
  pairable(contextOf(input, weights), side, [...input.blocks, ...input.hashBlocks])

/** The best plan for these people, or the pins that cannot all be kept; the same to the byte in whatever order they come. */
export function propose(given: RunInput, weights: Weights): Outcome {
  const input = inOrder(given)
  const context = contextOf(input, weights)
  const pool = poolOf(context, input)
  const conflicts = pinConflicts(pool)
  if (conflicts.length > 0) return { kind: 'conflict', pins: conflicts.map((pin) => named(input, pin)) }

  const plan = solve(pool)
  const proposals = proposalsOf(context, input, plan.mentorOf)
  const unmatched = plan.unmatched.map((each) => ({
    menteeId: idAt(input.mentees, each.mentee),
    why: whyUnmatched(input, context, each),
  }))
  const { total, worst } = plan
  return { kind: 'planned', result: { proposals, total, worst, unmatched, freeMentors: freeMentors(input, proposals) } }
}

/** Why these two, as an introduction keeps it. A criterion that weighs nothing is no reason; a condition is one. */
export function whyOf(mentee: Candidate, mentor: Candidate, context: ScoreContext): Why {
  const { score, reasons } = explainScore(mentee, mentor, context)
  const counted = reasons.filter(({ code }) => code === 'languages' || context.weights[code] > 0)
  return {
    score,
    reasons: counted.map(({ code, points, verdict, ...reason }) => ({
      code,
      points,
      verdict,
      ...(code === 'topics' && 'shared' in reason ? { topics: reason.shared } : {}),
    })),
  }
}

export type ProposalStatus =
  | { kind: 'open' }
  | { kind: 'sent' | 'mentee-placed'; introductionId: string }
  | { kind: 'barred' | 'mentee-away' | 'mentor-away' }

type Place = Pair & { introductionId: string }

/** What became of proposals since their run: `held` are the places held now, `pool` is who has one to fill. */
export function statusIn(pool: RunInput, held: readonly Place[]): (pair: Pair) => ProposalStatus {
  const placeOf = new Map(held.map((place) => [place.menteeId, place]))
  const barred = new Set(pool.blocks.map(([mentee, mentor]) => `${mentee} ${mentor}`))
  const mentees = new Set(pool.mentees.map(({ id }) => id))
  const mentors = new Set(pool.mentors.map(({ id }) => id))
  return ({ menteeId, mentorId }) => {
    const place = placeOf.get(menteeId)
    const kind = place?.mentorId === mentorId ? 'sent' : 'mentee-placed'
    if (place) return { kind, introductionId: place.introductionId }
    if (barred.has(`${menteeId} ${mentorId}`)) return { kind: 'barred' }
    if (!mentees.has(menteeId)) return { kind: 'mentee-away' }
    return mentors.has(mentorId) ? { kind: 'open' } : { kind: 'mentor-away' }
  }
}

/** The proposals that may still be sent. */
export function openAmong<P extends Pair>(proposals: readonly P[], pool: RunInput, held: readonly Place[]): P[] {
  const statusOf = statusIn(pool, held)
  return proposals.filter((pair) => statusOf(pair).kind === 'open')
}

/** By id: what is listed follows the order of the input. */
function inOrder(input: RunInput): RunInput {
  const sorted = (people: Candidate[]) => people.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const pins = input.pins.toSorted(([one], [other]) => (one < other ? -1 : 1))
  return { ...input, mentees: sorted(input.mentees), mentors: sorted(input.mentors), pins }
}

function proposalsOf(context: ScoreContext, input: RunInput, mentorOf: Int32Array): Proposal[] {
  const pinned = new Set(input.pins.map(([mentee, mentor]) => `${mentee} ${mentor}`))
  return input.mentees
    .flatMap((mentee, index): Proposal[] => {
      const mentor = input.mentors[mentorOf[index] ?? -1]
      if (!mentor) return []
      const { score } = explainScore(mentee, mentor, context)
      return [{ menteeId: mentee.id, mentorId: mentor.id, score, pinned: pinned.has(`${mentee.id} ${mentor.id}`) }]
    })
    .sort((a, b) => b.score - a.score || (a.menteeId < b.menteeId ? -1 : 1))
}

function freeMentors({ mentors }: RunInput, proposals: Proposal[]): string[] {
  const used = new Map<string, number>()
  for (const { mentorId } of proposals) used.set(mentorId, (used.get(mentorId) ?? 0) + 1)
  return mentors.filter(({ id, capacity }) => (used.get(id) ?? 0) < capacity).map(({ id }) => id)
}

function whyUnmatched(input: RunInput, context: ScoreContext, unmatched: Unmatched): WhyUnmatched {
  const mentee = input.mentees[unmatched.mentee]
  if (!mentee) throw new Error('A plan names a mentee who is not in its pool')
  const topics = [...mentee.topics]
  if (unmatched.kind === 'too-few-places') {
    const { mentees, places } = unmatched.group
    return { code: 'too-few-places', topics, mentees: mentees.length, places }
  }
  return { code: whyNoPair(input, context, mentee), topics }
}

/** The last condition that stood in the way: of mentors who could help, were there any who might? */
function whyNoPair(input: RunInput, context: ScoreContext, mentee: Candidate) {
  const excluded = input.mentors.map((mentor) => explainScore(mentee, mentor, context).excludedBy)
  const helpers = excluded.filter((conditions) => !conditions.includes('topics'))
  if (helpers.length === 0) return isBusy(input, mentee) ? 'busy' : 'nobody'
  if (helpers.some((conditions) => conditions.length === 0)) return 'blocked'
  return helpers.some((conditions) => !conditions.includes('languages')) ? 'sector' : 'language'
}

const isBusy = ({ busyTopics, mentors }: RunInput, { topics }: Candidate): boolean =>
  topics.length === 0
    ? mentors.length === 0 && busyTopics.length > 0
    : topics.some((topic) => busyTopics.includes(topic))

function named({ mentees, mentors }: RunInput, conflict: PinConflict): ConflictingPin {
  if (conflict.kind === 'too-many') {
    const menteeIds = conflict.mentees.map((mentee) => idAt(mentees, mentee))
    return { code: 'too-many', mentorId: idAt(mentors, conflict.mentor), places: conflict.capacity, menteeIds }
  }
  const menteeId = idAt(mentees, conflict.mentee)
  if (conflict.kind === 'two-mentors')
    return { code: 'two-mentors', menteeId, mentorIds: conflict.mentors.map((mentor) => idAt(mentors, mentor)) }
  return { code: conflict.kind, menteeId, mentorId: idAt(mentors, conflict.mentor) }
}

function idAt(people: readonly Candidate[], index: number): string {
  const who = people[index]
  if (!who) throw new Error('A plan names somebody who is not in its pool')
  return who.id
}
