import { addDays, addMonths, type CivilDate, daysBetween } from '../civil-date.ts'
import type { Period, PeriodFacts } from './facts.ts'

export type RisingDuos = {
  /** How many duos had started on so many days after the first one of the period; the last point is the last day counted. */
  points: { day: number; count: number }[]
  days: number
  /** First days of months, or of years where the period is longer than two. */
  ticks: { day: number; on: CivilDate; of: 'month' | 'year' }[]
  /** How many had started by the last day of each of those months or years, until the last day counted. */
  sums: { until: CivilDate; count: number }[]
}

/** Duos that started, added up day by day. @param counted the part of the period that has happened. */
export function risingDuos({ duos }: Pick<PeriodFacts, 'duos'>, period: Period, counted: Period): RisingDuos {
  const startedOn = duos
    .map((duo) => duo.startedOn)
    .filter((day) => day >= counted.from && day <= counted.until)
    .sort()
  const dayOf = (day: CivilDate) => daysBetween(period.from, day)
  const points = startedOn.map((day, index) => ({ day: dayOf(day), count: index + 1 }))
  const last = { day: dayOf(counted.until) + 1, count: startedOn.length }
  const ticks = ticksOf(period)
  const ends = ticks.slice(1).map(({ on }) => addDays(on, -1))
  const untils = [...ends.filter((end) => end >= counted.from && end < counted.until), counted.until]
  return {
    points: [{ day: 0, count: 0 }, ...points, last],
    days: dayOf(period.until) + 1,
    ticks: ticks.map(({ on, of }) => ({ day: dayOf(on), on, of })),
    sums: untils.map((until) => ({ until, count: startedOn.filter((day) => day <= until).length })),
  }
}

const MOST_MONTHS = 24

function ticksOf({ from, until }: Period): { on: CivilDate; of: 'month' | 'year' }[] {
  const long = addMonths(from, MOST_MONTHS) < until
  const first = long ? `${from.slice(0, 4)}-01-01` : `${from.slice(0, 7)}-01`
  const ticks: CivilDate[] = []
  for (let on = first; on <= until; on = addMonths(on, long ? 12 : 1)) if (on >= from) ticks.push(on)
  return ticks.map((on) => ({ on, of: long ? 'year' : 'month' }))
}
