import { addMonths, type CivilDate } from './civil-date.ts'
import type { DuoEndReason } from './facts.ts'
import type { Programme } from './programmes.ts'

export type DuoFacts = {
  startedOn: CivilDate
  /** The last day as it stands; null while the duo stands still and nobody knows until when. */
  endsOn: CivilDate | null
  end: { reason: DuoEndReason; endedOn: CivilDate } | null
}

export type DuoState = 'running' | 'completed' | 'stopped'

/** The state on a date: a duo whose last day has passed is completed, also before anybody wrote it down. */
export function duoState(facts: DuoFacts, today: CivilDate): DuoState {
  if (facts.end) return facts.end.reason === 'completed' ? 'completed' : 'stopped'
  return facts.endsOn !== null && today >= facts.endsOn ? 'completed' : 'running'
}

/** The first and the last day of a duo that starts on `today`. */
export const duoPeriod = (programme: Programme, today: CivilDate): { startedOn: CivilDate; endsOn: CivilDate } => ({
  startedOn: today,
  endsOn: addMonths(today, programme.months),
})
