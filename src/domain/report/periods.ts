import { addDays, addMonths, type CivilDate } from '../civil-date.ts'
import type { Period } from './facts.ts'

/** Years that a report may be asked of: earlier there was no programme, later there is no plan. */
export const FIRST_YEAR = 2000
export const LAST_YEAR = 2100

export const yearPeriod = (year: number): Period => ({ from: `${year}-01-01`, until: `${year}-12-31` })

export const QUARTERS = [1, 2, 3, 4] as const
export type Quarter = (typeof QUARTERS)[number]

export function quarterPeriod(year: number, quarter: Quarter): Period {
  const from = `${year}-${String(3 * quarter - 2).padStart(2, '0')}-01`
  return { from, until: addDays(addMonths(from, 3), -1) }
}

export const isSamePeriod = (a: Period, b: Period): boolean => a.from === b.from && a.until === b.until

/** The same days a year before: what a period is compared with, also while it has not ended. */
export const yearBefore = ({ from, until }: Period): Period => ({
  from: addMonths(from, -12),
  until: addMonths(until, -12),
})

export type PeriodProblem = 'not-a-date' | 'ends-before-start' | 'out-of-range'

/** A period as somebody typed it, both days included. */
export function decidePeriod(
  from: string,
  until: string,
): { kind: 'period'; period: Period } | { kind: PeriodProblem } {
  if (!isDate(from) || !isDate(until)) return { kind: 'not-a-date' }
  if (until < from) return { kind: 'ends-before-start' }
  if (from < `${FIRST_YEAR}-01-01` || until > `${LAST_YEAR}-12-31`) return { kind: 'out-of-range' }
  return { kind: 'period', period: { from, until } }
}

/** 31 February is none. */
function isDate(text: CivilDate): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(Date.parse(`${text}T00:00:00Z`))) return false
  return addDays(text, 0) === text
}
