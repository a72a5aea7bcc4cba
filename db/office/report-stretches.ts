import { type SQL, sql } from 'drizzle-orm'
import { addDays, endOfDay, instantOf } from '../../src/domain/civil-date.ts'
import type { Period } from '../../src/domain/report/facts.ts'

/** The days of some periods in stretches of which each lies wholly within or wholly outside each period. */
export type Stretches = {
  whole: Period
  /** First and last millisecond of `whole`. */
  instants: { from: number; until: number }
  /** Which stretch a column of civil dates, or of instants, lies in: what `period` asks for. */
  ofDate(column: SQL): SQL
  ofInstant(column: SQL): SQL
  period(stretch: number): Period
}

/** @param periods at least one. */
export function stretchesOf(periods: readonly Period[]): Stretches {
  const cuts = [...new Set(periods.flatMap(({ from, until }) => [from, addDays(until, 1)]))].sort()
  const [from, end] = [cuts[0], cuts.at(-1)]
  if (from === undefined || end === undefined) throw new Error('No periods')
  const until = addDays(end, -1)
  const before = (column: SQL, marks: (string | number)[]) => {
    const cases = marks.map((mark, index) => sql`WHEN ${column} < ${mark} THEN ${index}`)
    return sql`CASE ${sql.join(cases, sql` `)} ELSE ${marks.length} END`
  }
  const whole = { from, until }
  const ends = cuts.slice(1).map((cut) => addDays(cut, -1))
  const stretches = ends.map((end, index) => ({ from: cuts[index] ?? from, until: end }))
  return {
    whole,
    instants: { from: instantOf(from, '00:00'), until: endOfDay(until) },
    ofDate: (column) => before(column, cuts),
    ofInstant: (column) =>
      before(
        column,
        cuts.map((cut) => instantOf(cut, '00:00')),
      ),
    period: (stretch) => stretches[stretch - 1] ?? whole,
  }
}
