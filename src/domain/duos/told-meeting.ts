import { type CivilDate, civilDateOf, endOfDay } from '../civil-date.ts'
import { MEETING_MINUTES, type Meeting, metAt } from './meeting.ts'

export type ToldDecision =
  | { kind: 'told'; slotAt: number }
  | { kind: 'already-met' }
  | { kind: 'wrong-day'; from: CivilDate; until: CivilDate }
  | { kind: 'closed' }

/**
 * "We zagen elkaar al, op …", told by one of the two or by staff: a meeting that they agreed between themselves. Of its
 * hour nothing is known, so that it counts as late as that day allows: the time to think is never shorter than said.
 * @param since when both said yes. `open`: nothing has ended since.
 */
export function decideTold(
  all: readonly Meeting[],
  { day, since, open }: { day: CivilDate; since: number; open: boolean },
  now: number,
): ToldDecision {
  if (!open) return { kind: 'closed' }
  if (metAt(all, now) !== null) return { kind: 'already-met' }
  const [from, until] = [civilDateOf(since), civilDateOf(now)]
  if (day < from || day > until) return { kind: 'wrong-day', from, until }
  return { kind: 'told', slotAt: Math.min(endOfDay(day), now) - MEETING_MINUTES * 60_000 }
}
