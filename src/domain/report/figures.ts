import type { Report } from '../report.ts'
import type { Share } from './statistics.ts'

/** What a figure counts and by which date it falls in the period; a percentage says of what. For JSON and the method note. */
export const FIGURES = {
  events: { unit: 'count', means: 'Events that began in the period.' },
  signups_mentor: { unit: 'count', means: 'Mentors who signed up for the first time in the period.' },
  signups_mentee: { unit: 'count', means: 'Mentees who signed up for the first time in the period.' },
  introductions_sent: { unit: 'count', means: 'Introductions sent in the period.' },
  introductions_open: { unit: 'count', means: 'Of those, still without two answers and not ended today.' },
  introductions_agreed: { unit: 'count', means: 'Of those, answered yes by both.' },
  introductions_accepted: {
    unit: 'percent',
    means: 'Answered yes by both, of the introductions sent in the period that are decided.',
  },
  days_to_duo_median: {
    unit: 'days',
    means:
      'Median of the days from a mentee’s sign-up to the start of that mentee’s first duo, for first duos started in the period.',
  },
  days_to_duo_p90: { unit: 'days', means: 'Nine in ten of those mentees waited no longer than this.' },
  duos_started: { unit: 'count', means: 'Duos whose first day is in the period.' },
  duos_running: { unit: 'count', means: 'Duos that had begun and not ended at the end of the last day.' },
  duos_completed: { unit: 'count', means: 'Duos that reached their last day in the period.' },
  duos_ended_early: {
    unit: 'count',
    means: 'Duos that ended in the period before their last day, for whatever reason.',
  },
  meetings: { unit: 'count', means: 'Meetings in the period that a duo noted; one that both noted counts once.' },
  hours: { unit: 'hours', means: 'Hours of those meetings, as the mentor noted them where the mentor did.' },
  mentors_met: { unit: 'count', means: 'Mentors with at least one such meeting.' },
  outcome_end_known: {
    unit: 'percent',
    means: 'Duos whose result at the end is known, of the duos that ended in the period.',
  },
  outcome_end_direct: {
    unit: 'percent',
    means: 'Duos with a direct result at the end, of the duos that ended in the period; not known counts as none.',
  },
  outcome_end_broad: {
    unit: 'percent',
    means: 'Duos with a result in the broad sense at the end, of the duos that ended in the period.',
  },
  outcome_year_known: {
    unit: 'percent',
    means:
      'Duos whose result after a year is known, of the ended duos that began twelve months before a day in the period.',
  },
  outcome_year_direct: {
    unit: 'percent',
    means: 'Duos with a direct result twelve months after their start, of the same duos.',
  },
  outcome_year_broad: {
    unit: 'percent',
    means: 'Duos with a result in the broad sense twelve months after their start, of the same duos.',
  },
} as const satisfies Record<string, { unit: 'count' | 'percent' | 'days' | 'hours'; means: string }>

export type FigureId = keyof typeof FIGURES

/** `part` and `of` stand beside every percentage; `value` is null where there is nothing to divide or to rank. */
export type Figure = { id: FigureId; value: number | null; part: number | null; of: number | null }

/** The report as one list, in the order of FIGURES: for tables, CSV and JSON. */
export function figuresOf(report: Report): Figure[] {
  const { introductions, daysToDuo, duos, meetings, outcomes } = report
  const days = (value: number | null) => ({ value, part: null, of: daysToDuo.of })
  const known = ({ known: part, of }: { known: number; of: number }) =>
    percent({ part, of, percent: of === 0 ? null : Math.round((100 * part) / of) })
  const values: Record<FigureId, Omit<Figure, 'id'>> = {
    events: count(report.events),
    signups_mentor: count(report.signups.mentor),
    signups_mentee: count(report.signups.mentee),
    introductions_sent: count(introductions.sent),
    introductions_open: count(introductions.open),
    introductions_agreed: count(introductions.agreed),
    introductions_accepted: percent(introductions.accepted),
    days_to_duo_median: days(daysToDuo.median),
    days_to_duo_p90: days(daysToDuo.p90),
    duos_started: count(duos.started),
    duos_running: count(duos.running),
    duos_completed: count(duos.completed),
    duos_ended_early: count(duos.endedEarly),
    meetings: count(meetings.times),
    hours: count(hoursMet(report)),
    mentors_met: count(meetings.mentors),
    outcome_end_known: known(outcomes.end),
    outcome_end_direct: percent(outcomes.end.direct),
    outcome_end_broad: percent(outcomes.end.broad),
    outcome_year_known: known(outcomes.year),
    outcome_year_direct: percent(outcomes.year.direct),
    outcome_year_broad: percent(outcomes.year.broad),
  }
  return FIGURE_IDS.map((id) => ({ id, ...values[id] }))
}

export const FIGURE_IDS: FigureId[] = [...typedKeys(FIGURES)]

/** To one decimal, wherever they are said. */
export const hoursMet = ({ meetings }: Report): number => Math.round(meetings.minutes / 6) / 10

/** What changed from one period to the next: `by` in the figure's own unit, percentages in points. */
export type Change = { id: FigureId; before: Figure; after: Figure; by: number }

/** The figures that both periods have and that differ, in the order of FIGURES. */
export function changesBetween(before: Report, after: Report): Change[] {
  const earlier = new Map(figuresOf(before).map((figure) => [figure.id, figure]))
  return figuresOf(after).flatMap((figure) => {
    const was = earlier.get(figure.id)
    if (!was || was.value === null || figure.value === null || was.value === figure.value) return []
    return [{ id: figure.id, before: was, after: figure, by: Math.round((figure.value - was.value) * 10) / 10 }]
  })
}

const count = (value: number) => ({ value, part: null, of: null })
const percent = ({ part, of, percent: value }: Share) => ({ value, part, of })

function* typedKeys<T extends object>(object: T): Generator<keyof T> {
  for (const key in object) yield key
}
