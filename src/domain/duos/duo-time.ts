import { addDays, addMonths, type CivilDate, daysBetween } from '../civil-date.ts'

/** `resumedOn` is the first day on which the duo goes on; null while nobody knows. */
export type Pause = { fromOn: CivilDate; resumedOn: CivilDate | null }

/** What moves the days of a duo. `endsOn` is the last day that it began with. */
export type DuoTime = {
  startedOn: CivilDate
  endsOn: CivilDate
  extensions: readonly { months: number }[]
  pauses: readonly Pause[]
}

/** The last day as it stands; null while the duo stands still and nobody knows until when. */
export const lastDayOf = (time: DuoTime): CivilDate | null =>
  afterPauses(addMonths(time.endsOn, extensionMonths(time)), time.pauses)

export const extensionMonths = ({ extensions }: DuoTime): number =>
  extensions.reduce((sum, { months }) => sum + months, 0)

/** Whether the duo stands still on this day. */
export const isPausedOn = ({ pauses }: Pick<DuoTime, 'pauses'>, day: CivilDate): boolean =>
  pauses.some(({ fromOn, resumedOn }) => fromOn <= day && (resumedOn === null || day < resumedOn))

/** A day of the duo's own count on the calendar: each pause that begins on or before it moves it on by its length. */
export function afterPauses(day: CivilDate, pauses: readonly Pause[]): CivilDate | null {
  let moved = day
  for (const { fromOn, resumedOn } of [...pauses].sort((a, b) => (a.fromOn < b.fromOn ? -1 : 1))) {
    if (fromOn > moved) continue
    if (resumedOn === null) return null
    moved = addDays(moved, daysBetween(fromOn, resumedOn))
  }
  return moved
}

export type PauseDecision =
  | { kind: 'paused'; endsOn: CivilDate | null }
  | { kind: 'already-paused'; from: CivilDate }
  | { kind: 'outside-duo'; from: CivilDate; until: CivilDate }
  | { kind: 'ends-before-start' | 'ended' }

/** A pause from a day on, open or (a holiday) until a known day. `endsOn` is the last day that the duo gets by it. */
export function decidePause(time: DuoTime, ended: boolean, pause: Pause): PauseDecision {
  if (ended) return { kind: 'ended' }
  if (pause.resumedOn !== null && pause.resumedOn <= pause.fromOn) return { kind: 'ends-before-start' }
  const other = time.pauses.find((each) => overlap(each, pause))
  if (other) return { kind: 'already-paused', from: other.fromOn }
  const until = lastDayOf(time)
  if (until === null) return { kind: 'ended' }
  if (pause.fromOn < time.startedOn || pause.fromOn >= until)
    return { kind: 'outside-duo', from: time.startedOn, until }
  return { kind: 'paused', endsOn: lastDayOf({ ...time, pauses: [...time.pauses, pause] }) }
}

/** One that is open reaches as far as is known: to no day yet. No other stands beside it before somebody closed it. */
const overlap = (known: Pause, { fromOn, resumedOn }: Pause): boolean =>
  known.resumedOn === null || (fromOn < known.resumedOn && (resumedOn === null || known.fromOn < resumedOn))

export type ResumeDecision = { kind: 'resumed'; endsOn: CivilDate } | { kind: 'not-paused' | 'ended' | 'before-pause' }

/** The open pause ends: `on` is the first day on which the duo goes on. */
export function decideResume(time: DuoTime, ended: boolean, on: CivilDate): ResumeDecision {
  if (ended) return { kind: 'ended' }
  const open = time.pauses.find(({ resumedOn }) => resumedOn === null)
  if (!open) return { kind: 'not-paused' }
  if (on <= open.fromOn) return { kind: 'before-pause' }
  const pauses = time.pauses.map((pause) => (pause === open ? { ...pause, resumedOn: on } : pause))
  const endsOn = lastDayOf({ ...time, pauses })
  return endsOn === null ? { kind: 'not-paused' } : { kind: 'resumed', endsOn }
}

/** It never was, or the duo goes on sooner. */
export const PAUSE_CORRECTIONS = ['back', 'sooner'] as const
export type PauseCorrection = (typeof PAUSE_CORRECTIONS)[number]

/** What staff put right: `resumedOn` is the earlier day from which the duo goes on, null takes the pause back. */
export type Correction = { pause: Pause; resumedOn: CivilDate | null }

export type CorrectionDecision =
  | { kind: 'corrected'; endsOn: CivilDate | null }
  | { kind: 'ended' | 'no-end-yet' | 'not-sooner' }
  | { kind: 'over-by-then'; endsOn: CivilDate }
  | { kind: 'other-after-end'; from: CivilDate }

/** A pause that was written down wrongly, as long as the duo would still run. `pause` is one of its own. */
export function decideCorrection(
  time: DuoTime,
  ended: boolean,
  { pause, resumedOn }: Correction,
  today: CivilDate,
): CorrectionDecision {
  if (ended) return { kind: 'ended' }
  if (resumedOn !== null) {
    if (pause.resumedOn === null) return { kind: 'no-end-yet' }
    if (resumedOn <= pause.fromOn || resumedOn >= pause.resumedOn) return { kind: 'not-sooner' }
  }
  const others = time.pauses.filter((each) => each !== pause)
  const pauses = resumedOn === null ? others : [...others, { ...pause, resumedOn }]
  const known = lastDayOf({ ...time, pauses: pauses.filter((each) => each.resumedOn !== null) })
  const after = others.find(({ fromOn }) => known !== null && fromOn >= known)
  if (after) return { kind: 'other-after-end', from: after.fromOn }
  const endsOn = lastDayOf({ ...time, pauses })
  return endsOn !== null && endsOn <= today ? { kind: 'over-by-then', endsOn } : { kind: 'corrected', endsOn }
}
