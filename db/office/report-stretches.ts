import { addDays, endOfDay, instantOf } from '../../src/domain/civil-date.ts'
import type { Period } from '../../src/domain/report/facts.ts'

export type Stretches = {
  whole: Period
  /** For `json_each`: `from` and `until`, and of each its `first` and `last` millisecond. */
  json: string
}

/**
 * The days of some periods in stretches of which each lies wholly within or wholly outside each period.
 * @param periods at least one.
 */
export function stretchesOf(periods: readonly Period[]): Stretches {
  const cuts = [...new Set(periods.flatMap(({ from, until }) => [from, addDays(until, 1)]))].sort()
  const [from, end] = [cuts[0], cuts.at(-1)]
  if (from === undefined || end === undefined) throw new Error('No periods')
  const stretches = cuts.slice(1).map((cut, index) => ({ from: cuts[index] ?? from, until: addDays(cut, -1) }))
  return {
    whole: { from, until: addDays(end, -1) },
    json: JSON.stringify(
      stretches.map((days) => ({ ...days, first: instantOf(days.from, '00:00'), last: endOfDay(days.until) })),
    ),
  }
}
