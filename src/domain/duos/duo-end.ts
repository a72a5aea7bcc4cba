import type { CivilDate } from '../civil-date.ts'
import type { MentorNext, Side } from '../facts.ts'
import type { Programme } from '../programmes.ts'
import { type MeetingNote, minutesMet, timesMet } from './hours.ts'

/** The two questions at the end. What was skipped is null; only a mentor says what comes next. */
export type EndAnswer = { outcome: string | null; again: boolean | null; next: MentorNext | null }

export type EndAnswerDecision =
  | { kind: 'answered'; next: MentorNext | 'thanks' }
  | { kind: 'already-answered' | 'still-running' | 'nothing-said' | 'unknown-outcome' | 'not-a-mentor' }

/** Each question may be skipped, but not all: what presses a button without choosing would close them for good. */
export function decideEndAnswer(
  programme: Programme,
  duo: { ended: boolean; answered: boolean },
  side: Side,
  { outcome, again, next }: EndAnswer,
): EndAnswerDecision {
  if (duo.answered) return { kind: 'already-answered' }
  if (!duo.ended) return { kind: 'still-running' }
  if (outcome === null && again === null && next === null) return { kind: 'nothing-said' }
  if (outcome !== null && !programme.outcomes.some(({ id }) => id === outcome)) return { kind: 'unknown-outcome' }
  if (next !== null && side !== 'mentor') return { kind: 'not-a-mentor' }
  return { kind: 'answered', next: next ?? 'thanks' }
}

/** What a mentor's attest says: hours are those that were noted, never an estimate. */
export type Attest = { duos: number; meetings: number; minutes: number; from: CivilDate; until: CivilDate }

/** Null before a first duo. `until` is the last day of the last one that ended, or today. */
export function attestOf(
  duos: readonly { startedOn: CivilDate; endedOn: CivilDate | null; notes: readonly MeetingNote[] }[],
  today: CivilDate,
): Attest | null {
  const [first] = duos.map(({ startedOn }) => startedOn).sort()
  const last = duos
    .map(({ endedOn }) => endedOn ?? today)
    .sort()
    .at(-1)
  if (first === undefined || last === undefined) return null
  return {
    duos: duos.length,
    meetings: duos.reduce((sum, { notes }) => sum + timesMet(notes), 0),
    minutes: duos.reduce((sum, { notes }) => sum + minutesMet(notes), 0),
    from: first,
    until: last,
  }
}
