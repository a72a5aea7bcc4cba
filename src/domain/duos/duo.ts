import { addMonths, type CivilDate } from '../civil-date.ts'
import type { DuoEndReason, Side } from '../facts.ts'
import type { Programme } from '../programmes.ts'

export type DuoFacts = {
  startedOn: CivilDate
  /** The last day as it stands; null while the duo stands still and nobody knows until when. */
  endsOn: CivilDate | null
  /** `side`: whose end it was, where one of the two ended it. */
  end: { reason: DuoEndReason; endedOn: CivilDate; side?: Side | null } | null
}

export type DuoState = 'running' | 'completed' | 'stopped'

/** The state on a date: a duo whose last day has passed is completed, also before anybody wrote it down. */
export function duoState(facts: DuoFacts, today: CivilDate): DuoState {
  if (facts.end) return facts.end.reason === 'completed' ? 'completed' : 'stopped'
  return facts.endsOn !== null && today >= facts.endsOn ? 'completed' : 'running'
}

/** From the morning of its last day on a duo is complete; what the two agreed for that day stands until it is over. */
export const isOnLastDay = (facts: DuoFacts, today: CivilDate): boolean =>
  duoState(facts, today) === 'completed' && (facts.end?.endedOn ?? facts.endsOn) === today

/** What staff read of a duo: running ones by whether anybody let us hear something, or needs us. */
export const DUO_STATUSES = ['started', 'follow_up', 'running', 'completed', 'stopped'] as const
export type DuoStatus = (typeof DUO_STATUSES)[number]

/** What a list of duos is narrowed to: `open` is every one that runs, `unknown_result` those whose outcome is due. */
export const DUO_FILTERS = ['open', ...DUO_STATUSES, 'unknown_result'] as const
export type DuoFilter = (typeof DUO_FILTERS)[number]

export function isInFilter({ state, isDue }: { state: DuoStatus; isDue: boolean }, filter: DuoFilter | null): boolean {
  if (filter === null) return true
  if (filter === 'unknown_result') return isDue
  if (filter === 'open') return state !== 'completed' && state !== 'stopped'
  return state === filter
}

export function duoStatus(state: DuoState, signs: { needsFollowUp: boolean; anySign: boolean }): DuoStatus {
  if (state !== 'running') return state
  if (signs.needsFollowUp) return 'follow_up'
  return signs.anySign ? 'running' : 'started'
}

/** The first and the last day of a duo that starts on `today`. */
export const duoPeriod = (programme: Programme, today: CivilDate): { startedOn: CivilDate; endsOn: CivilDate } => ({
  startedOn: today,
  endsOn: addMonths(today, programme.months),
})
