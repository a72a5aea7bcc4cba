import type { CivilDate } from '../civil-date.ts'
import type { Programme } from '../programmes.ts'
import { type DuoTime, lastDayOf } from './duo-time.ts'

export type ExtensionDecision =
  | { kind: 'extended'; endsOn: CivilDate }
  | { kind: 'used-up'; times: number }
  | { kind: 'too-long'; most: number }
  | { kind: 'too-short' | 'ended' | 'paused' }

/** So many months more, as often as the programme allows; while the duo runs, and not while it stands still. */
export function decideExtension(
  { extension }: Programme,
  time: DuoTime,
  { months, ended }: { months: number; ended: boolean },
  today: CivilDate,
): ExtensionDecision {
  const last = lastDayOf(time)
  if (ended || (last !== null && today >= last)) return { kind: 'ended' }
  if (last === null) return { kind: 'paused' }
  if (time.extensions.length >= extension.times) return { kind: 'used-up', times: extension.times }
  if (!Number.isInteger(months) || months < 1) return { kind: 'too-short' }
  if (months > extension.mostMonths) return { kind: 'too-long', most: extension.mostMonths }
  const endsOn = lastDayOf({ ...time, extensions: [...time.extensions, { months }] })
  return endsOn === null ? { kind: 'paused' } : { kind: 'extended', endsOn }
}
