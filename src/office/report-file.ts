import { reportEvents } from '../../db/office/report-events.ts'
import { loadReportFacts } from '../../db/office/report-facts.ts'
import { loadReportRules } from '../../db/office/report-rules.ts'
import { figureLabel, figureMeaning } from '../../views/report/figure.ts'
import type { ReportFrame } from '../../views/report/frame.tsx'
import { cellText, valueLabel } from '../../views/report/people-page.tsx'
import { nl } from '../../views/words.ts'
import type { Deps } from '../deps.ts'
import { SIDES } from '../domain/facts.ts'
import { fundingsIn } from '../domain/programmes.ts'
import { ATTRIBUTES, type Breakdown, breakdown, closedYears, POPULATIONS } from '../domain/report/breakdown.ts'
import { type Period, type ReportFacts, untilToday } from '../domain/report/facts.ts'
import { FIGURES, type FigureId, figuresOf } from '../domain/report/figures.ts'
import { FUNNEL_STEPS } from '../domain/report/funnel.ts'
import { yearPeriod } from '../domain/report/periods.ts'
import { LEAST_SHOWN } from '../domain/report/suppression.ts'
import { makeReport, type ReportRules } from '../domain/report.ts'
import { csvFile } from './csv-file.ts'
import { funnelsIn } from './report-events.ts'
import { valuesOf } from './report-view.ts'

/** Version of the shape that docs/report.md describes: a field that changes its meaning makes a new one. */
const VERSION = 1

export type ReportFile = Awaited<ReturnType<typeof reportFile>>

/** Every number of the report of one programme and period, for JSON; of a period that has not begun, zeros. */
export async function reportFile(deps: Deps, frame: ReportFrame) {
  const { programme, period, today, years } = frame
  const counted = untilToday(period, today)
  const [facts, events, rules] = await Promise.all([
    loadReportFacts(deps, programme),
    reportEvents(deps, programme.id),
    loadReportRules(deps),
  ])
  const report = makeReport(facts, counted, rules)
  return {
    schema: 'peter-meter/report',
    version: VERSION,
    programme: { id: programme.id, name: programme.name },
    period: { ...period, countedUntil: counted.until },
    madeOn: today,
    rules: { ...rules, leastShown: LEAST_SHOWN },
    funding: fundingsIn(programme, period.from, period.until),
    figures: figuresOf(report).map((figure) => ({ ...figure, ...described(frame, figure.id) })),
    stopReasons: Object.entries(report.stopReasons).map(([reason, count]) => ({ reason, count })),
    caps: report.caps,
    years: years.toReversed().map((year) => ({ year, figures: yearFigures(facts, year, today, rules) })),
    funnels: funnelsIn(facts, events, period).flatMap(({ title, on, funnels }) =>
      funnels.map(({ side, channel, steps }) => ({ event: { title, on }, side, channel, steps })),
    ),
    breakdowns: closedYears(period, today).flatMap((year) => breakdownsOf(frame, facts, year)),
  }
}

const described = ({ words, programme }: ReportFrame, id: FigureId) => ({
  unit: FIGURES[id].unit,
  label: figureLabel(words.report, programme, id),
  means: figureMeaning(words.report, programme, id),
})

const yearFigures = (facts: ReportFacts, year: number, today: string, rules: ReportRules) =>
  figuresOf(makeReport(facts, untilToday(yearPeriod(year), today), rules))

function breakdownsOf(frame: ReportFrame, facts: ReportFacts, year: number) {
  const { programme } = frame
  return POPULATIONS.flatMap((population) =>
    SIDES.flatMap((side) =>
      ATTRIBUTES.map((attribute) => {
        const of = { attribute, population, side, year }
        return { ...of, cells: cellsOf(frame, breakdown(facts, of, valuesOf(programme, attribute))) }
      }),
    ),
  )
}

const cellsOf = (frame: ReportFrame, { attribute, cells }: Breakdown) =>
  cells.map(({ id, shown }) => ({
    id,
    label: valueLabel(frame, attribute, id),
    shown: shown.kind,
    count: shown.kind === 'count' ? shown.count : null,
    text: cellText(nl.report.people, { shown }),
  }))

/** The same numbers as one table. */
export function reportCsv(file: ReportFile, period: Period): string {
  const { file: words, events, people } = nl.report
  const days = `${period.from}/${period.until}`
  const rows = [
    ...file.figures.map(({ label, value, part, of, unit }) => [
      ...[words.parts.figures, days, label, value, part, of, words.units[unit]],
    ]),
    ...file.stopReasons.map(({ reason, count }) => [
      ...[words.parts.reasons, days, reasonLabel(reason), count, null, null, words.units.count],
    ]),
    ...file.caps.map(({ year, started, cap }) => [
      ...[words.parts.cap, year, words.started, started, started, cap, words.units.count],
    ]),
    ...file.years.flatMap(({ year, figures }) =>
      figures.map(({ id, value, part, of }) => [
        ...[words.parts.years, year, labelIn(file, id), value, part, of, words.units[FIGURES[id].unit]],
      ]),
    ),
    ...file.funnels.flatMap(({ event, side, channel, steps }) =>
      FUNNEL_STEPS.map((step) => [
        ...[
          words.parts.funnel,
          event.on,
          `${event.title}, ${side}, ${events.channels[channel]}: ${events.steps[step]}`,
        ],
        ...[steps[step], null, null, words.units.count],
      ]),
    ),
    ...file.breakdowns.flatMap(({ year, side, population, attribute, cells }) =>
      cells.map(({ label, text }) => [
        ...[
          words.parts.breakdown,
          year,
          `${people.populations[population]}, ${side}, ${people.attributes[attribute]}: ${label}`,
        ],
        ...[text, null, null, words.units.count],
      ]),
    ),
  ]
  return csvFile([words.columns, ...rows])
}

const labelIn = ({ figures }: ReportFile, id: FigureId): string => figures.find((own) => own.id === id)?.label ?? id

const reasonLabel = (reason: string): string =>
  Object.entries(nl.report.reasons).find(([id]) => id === reason)?.[1] ?? reason
