import { loadPeopleFacts, loadPeriodFacts } from '../../db/office/report-facts.ts'
import { loadReportRules } from '../../db/office/report-rules.ts'
import { figureLabel, figureMeaning } from '../../views/report/figure.ts'
import type { ReportFrame } from '../../views/report/frame.tsx'
import { cellText, valueLabel } from '../../views/report/people-page.tsx'
import { nl } from '../../views/words.ts'
import type { Deps } from '../deps.ts'
import { SIDES } from '../domain/facts.ts'
import { fundingsIn } from '../domain/programmes.ts'
import {
  type Breakdown,
  breakdown,
  closedYears,
  type PeopleFacts,
  POPULATIONS,
  topicSupply,
} from '../domain/report/breakdown.ts'
import { type Period, untilToday } from '../domain/report/facts.ts'
import { FIGURES, type FigureId, figuresOf } from '../domain/report/figures.ts'
import { FUNNEL_STEPS } from '../domain/report/funnel.ts'
import { yearPeriod } from '../domain/report/periods.ts'
import { type Cell, LEAST_SHOWN } from '../domain/report/suppression.ts'
import { makeReport } from '../domain/report.ts'
import { csvFile } from './csv-file.ts'
import { eventFunnels } from './report-events.ts'
import { attributesOf, valuesOf } from './report-view.ts'

/** Version of the shape that docs/report.md describes: a field that changes its meaning makes a new one. */
const VERSION = 1

export type ReportFile = Awaited<ReturnType<typeof reportFile>>

/** Every number of the report of one programme and period, for JSON; of a period that has not begun, zeros. */
export async function reportFile(deps: Deps, frame: ReportFrame) {
  const { programme, period, today, years } = frame
  const counted = untilToday(period, today)
  const yearly = years.toReversed().map((year) => ({ year, counted: untilToday(yearPeriod(year), today) }))
  const closed = closedYears(period, today)
  const [facts, events, rules, people] = await Promise.all([
    loadPeriodFacts(deps, programme, [counted, ...yearly.map((own) => own.counted)]),
    eventFunnels(deps, programme, period),
    loadReportRules(deps),
    Promise.all(closed.map(async (year) => ({ year, facts: await loadPeopleFacts(deps, programme.id, year) }))),
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
    years: yearly.map((own) => ({ year: own.year, figures: figuresOf(makeReport(facts, own.counted, rules)) })),
    funnels: events.flatMap(({ title, on, funnels }) =>
      funnels.map(({ side, channel, steps }) => ({ event: { title, on }, side, channel, steps })),
    ),
    breakdowns: people.flatMap(({ year, facts: own }) => breakdownsOf(frame, own, year)),
    topicSupply: people.flatMap(({ year, facts: own }) => topicsOf(frame, own, year)),
  }
}

const described = ({ words, programme }: ReportFrame, id: FigureId) => ({
  unit: FIGURES[id].unit,
  label: figureLabel(words.report, programme, id),
  means: figureMeaning(words.report, programme, id),
})

function breakdownsOf(frame: ReportFrame, facts: PeopleFacts, year: number) {
  const { programme } = frame
  return POPULATIONS.flatMap((population) =>
    SIDES.flatMap((side) =>
      attributesOf(programme, side).map((attribute) => {
        const of = { attribute, population, side, year }
        return { ...of, cells: cellsOf(frame, breakdown(facts, of, valuesOf(programme, attribute))) }
      }),
    ),
  )
}

const cellsOf = (frame: ReportFrame, { attribute, cells }: Breakdown) =>
  cells.map(({ id, shown }) => ({ id, label: valueLabel(frame, attribute, id), ...shownOf(shown) }))

function topicsOf(frame: ReportFrame, facts: PeopleFacts, year: number) {
  const topics = topicSupply(facts, year, valuesOf(frame.programme, 'topics'))
  return topics.map(({ id, asked, offered, short }) => ({
    ...{ year, id, label: valueLabel(frame, 'topics', id) },
    ...{ asked: shownOf(asked), offered: shownOf(offered), short },
  }))
}

const shownOf = (shown: Cell['shown']) => ({
  shown: shown.kind,
  count: shown.kind === 'count' ? shown.count : null,
  text: cellText(nl.report.people, { shown }),
})

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
    ...file.topicSupply.flatMap(({ year, label, asked, offered, short }) => [
      [words.parts.topics, year, words.asked(label), asked.text, null, null, words.units.count],
      [words.parts.topics, year, words.offered(label), offered.text, null, null, words.units.count],
      [words.parts.topics, year, words.short(label), short ? 1 : 0, null, null, words.units.yes],
    ]),
  ]
  return csvFile([words.columns, ...rows])
}

const labelIn = ({ figures }: ReportFile, id: FigureId): string => figures.find((own) => own.id === id)?.label ?? id

const reasonLabel = (reason: string): string =>
  Object.entries(nl.report.reasons).find(([id]) => id === reason)?.[1] ?? reason
