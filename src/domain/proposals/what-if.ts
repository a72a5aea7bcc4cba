import type { Pair } from '../introduction.ts'
import type { IdPairs } from '../matching/score.ts'
import type { Proposal, RunInput, RunResult } from './proposals.ts'

/** What staff try out on a run before anything is kept. */
export type Changes = {
  pins: Pair[]
  /** Pins and blocks of the run that are taken off. */
  unpins: Pair[]
  blocks: Pair[]
  unblocks: Pair[]
  /** Free places that a mentor would have. */
  places: { mentorId: string; places: number }[]
}

/** The input of a run with the changes in it. A pin takes the place of an earlier one; a block takes the pair's pin off. */
export function withChanges(input: RunInput, { pins, unpins, blocks, unblocks, places }: Changes): RunInput {
  const repinned = new Set(pins.map(({ menteeId }) => menteeId))
  const placesOf = new Map(places.map((each) => [each.mentorId, each.places]))
  const kept = without(input.pins, [...unpins, ...blocks]).filter(([menteeId]) => !repinned.has(menteeId))
  return {
    ...input,
    mentors: input.mentors.map((mentor) => ({ ...mentor, capacity: placesOf.get(mentor.id) ?? mentor.capacity })),
    pins: [...kept, ...pins.map(idsOf)],
    blocks: [...without(input.blocks, unblocks), ...blocks.map(idsOf)],
  }
}

/** A plan in the words of staff. */
export type PlanFigures = {
  helped: number
  /** Points of the average pair and of the weakest; null without pairs. */
  average: number | null
  weakest: number | null
  /** Days that the longest waiting of those without has waited; null when nobody stays without. */
  longestWait: number | null
  placesLeft: number
}

export function planFigures(
  { mentees, mentors }: RunInput,
  { proposals, total, worst, unmatched }: RunResult,
): PlanFigures {
  const waits = new Map(mentees.map(({ id, waitingDays }) => [id, waitingDays]))
  const places = mentors.reduce((sum, { capacity }) => sum + capacity, 0)
  return {
    helped: proposals.length,
    average: proposals.length === 0 ? null : total / proposals.length,
    weakest: worst,
    longestWait: unmatched.reduce<number | null>(
      (longest, { menteeId }) => Math.max(longest ?? 0, waits.get(menteeId) ?? 0),
      null,
    ),
    placesLeft: places - proposals.length,
  }
}

/** From whom to whom a mentee goes; null is nobody. */
export type Move = { menteeId: string; from: string | null; to: string | null }

/** Who has another mentor in the second plan, or none any more, or one at last. */
export function movesBetween(before: Proposal[], after: Proposal[]): Move[] {
  const [from, to] = [mentorsOf(before), mentorsOf(after)]
  return [...new Set([...from.keys(), ...to.keys()])]
    .map((menteeId) => ({ menteeId, from: from.get(menteeId) ?? null, to: to.get(menteeId) ?? null }))
    .filter((move) => move.from !== move.to)
}

const mentorsOf = (proposals: Proposal[]) => new Map(proposals.map(({ menteeId, mentorId }) => [menteeId, mentorId]))

const idsOf = ({ menteeId, mentorId }: Pair) => [menteeId, mentorId] as const

const without = (pairs: IdPairs, gone: Pair[]): IdPairs =>
  pairs.filter(([mentee, mentor]) => !gone.some((pair) => pair.menteeId === mentee && pair.mentorId === mentor))
