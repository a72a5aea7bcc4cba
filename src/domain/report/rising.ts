import { addMonths, type CivilDate, daysBetween } from '../civil-date.ts'
import type { Period, PeriodFacts } from './facts.ts'

export type RisingDuos = {
  /** How many duos had started on so many days after the first one of the period; the last point is the last day counted. */
  points: { day: number; count: number }[]
  days: number
  /** First days of months, or of years where the period is longer than two. */
  ticks: { day: number; on: CivilDate; of: 'month' | 'year' }[]
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
  return {
    points: [{ day: 0, count: 0 }, ...points, last],
    days: dayOf(period.until) + 1,
    ticks: ticksOf(period).map(({ on, of }) => ({ day: dayOf(on), on, of })),
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
