/** Civil dates in Belgium, as 'YYYY-MM-DD'. A duo lasts from date to date, whatever the clocks do in between. */
export type CivilDate = string

const ZONE = 'Europe/Brussels'
export const DAY_MS = 86_400_000

const parts = new Intl.DateTimeFormat('en-CA', { timeZone: ZONE, year: 'numeric', month: '2-digit', day: '2-digit' })
const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
})

/** The date on a calendar in Brussels at this instant (milliseconds UTC). */
export function civilDateOf(instant: number): CivilDate {
  const day = Math.floor(instant / DAY_MS)
  const { date, next, nextAt } = days.get(day) ?? kept(day)
  return instant < nextAt ? date : next
}

// Intl takes 4 µs a date, and a report dates every sign-up of years: of each day in UTC is kept when Brussels turns to
// the next. It is ahead of UTC, so at midnight there both have the same date.
const days = new Map<number, { date: CivilDate; next: CivilDate; nextAt: number }>()

function kept(day: number) {
  const date = new Date(day * DAY_MS).toISOString().slice(0, 10)
  const next = addDays(date, 1)
  const turn = { date, next, nextAt: instantOf(next, '00:00') }
  days.set(day, turn)
  return turn
}

/** The year in Brussels at this instant: New Year's Eve at 23.30 UTC is next year. */
export const civilYearOf = (instant: number): number => Number(civilDateOf(instant).slice(0, 4))

/** What a wall clock in Brussels shows at this instant: 'YYYY-MM-DDTHH:MM', as a form's field holds it. */
export const wallTimeOf = (instant: number): string => `${civilDateOf(instant)}T${clock.format(instant).slice(0, 5)}`

/** The instant of what a form's field holds ('YYYY-MM-DDTHH:MM' in Brussels); null when no calendar has it. */
export function instantOfWallTime(wallTime: string): number | null {
  const [, date, time] = /^(\d{4}-\d{2}-\d{2})T(([01]\d|2[0-3]):[0-5]\d)/.exec(wallTime) ?? []
  if (date === undefined || time === undefined || Number.isNaN(Date.parse(`${date}T00:00:00Z`))) return null
  const instant = instantOf(date, time)
  return civilDateOf(instant) === date ? instant : null
}

/** Four digits sort as days do; five would come before all of them. So nothing is later than this. */
const LAST_DATE: CivilDate = '9999-12-31'

export function addDays(date: CivilDate, days: number): CivilDate {
  const later = new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString()
  return later.startsWith('+') ? LAST_DATE : later.slice(0, 10)
}

/** The same day of a later month, or that month's last day: 31 August + 6 months = 28 (or 29) February. */
export function addMonths(date: CivilDate, months: number): CivilDate {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
  const count = year * 12 + month - 1 + months
  const [there, then] = [Math.floor(count / 12), (count % 12) + 1]
  if (there > 9999) return LAST_DATE
  const lastDay = new Date(Date.UTC(there, then, 0)).getUTCDate()
  return `${digits(there, 4)}-${digits(then, 2)}-${digits(Math.min(day, lastDay), 2)}`
}

const digits = (n: number, length: number): string => String(n).padStart(length, '0')

/** Days from one date to another; negative when `to` comes first. */
export const daysBetween = (from: CivilDate, to: CivilDate): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS)

/**
 * The instant (milliseconds UTC) at which a wall clock in Brussels shows this date and time ('19:00' or '19:00:30').
 * A time that the clocks skip in spring counts as one hour later; one that they show twice in autumn is the first.
 */
export function instantOf(date: CivilDate, time: string): number {
  const wall = Date.parse(`${date}T${time.length === 5 ? `${time}:00` : time}Z`)
  const summer = wall - 2 * 3_600_000
  return offsetAt(summer) === 2 * 3_600_000 ? summer : wall - 3_600_000
}

/** The last millisecond of a date: "uiterlijk op 18 mei" means all of 18 May. */
export const endOfDay = (date: CivilDate): number => instantOf(addDays(date, 1), '00:00') - 1

function offsetAt(instant: number): number {
  const shown = Date.parse(`${parts.format(instant)}T${clock.format(instant)}Z`)
  return shown - Math.floor(instant / 1000) * 1000
}
