import type { FC } from 'hono/jsx'
import { OUTCOME_MOMENTS } from '../../src/domain/facts.ts'
import type { RisingDuos } from '../../src/domain/report/rising.ts'
import type { OutcomeFigures, Report } from '../../src/domain/report.ts'
import { Columns, type YearColumn } from '../charts/columns.tsx'
import { RisingLine } from '../charts/rising.tsx'
import { Shares } from '../charts/shares.tsx'
import { DataTable } from '../parts.tsx'
import { civilDate, monthLetter, numberOf } from '../words/format.ts'
import { type ReportWords, shareText } from './figure.ts'

/** In three parts that add up, whether or not the broad sense includes the direct results. */
const partsOf = ({ of, direct, none }: OutcomeFigures) => ({
  direct: direct.part,
  broad: of - direct.part - none.part,
  none: none.part,
})

export const OutcomeChart: FC<{ words: ReportWords; report: Report }> = ({ words, report: { outcomes } }) => {
  const moments = OUTCOME_MOMENTS.map((moment) => ({ moment, label: words.moments[moment], figures: outcomes[moment] }))
  const shown = moments.filter(({ figures }) => figures.of > 0)
  const [first] = shown
  if (!first) return null
  return (
    <Shares
      id="outcomes"
      title={shown.length === 1 ? words.charts.outcomesAt[first.moment] : words.charts.outcomes}
      text={words.charts.outcomesText(
        shown
          .map(
            ({ label, figures: { direct, broad } }) =>
              `${label}: ${words.outcomes.direct} ${shareText(words, direct)}, ${words.outcomes.broad} ${shareText(words, broad)}.`,
          )
          .join(' '),
      )}
      shares={shown.map(({ label, figures }) => ({ label, parts: partsOf(figures) }))}
      legend={{ direct: words.outcomes.direct, broad: words.outcomes.broadMore, none: words.outcomes.none }}
    />
  )
}

/** `cap` where the period is a calendar year. */
export type Starts = RisingDuos & { cap: number | null }

export const RisingChart: FC<{ words: ReportWords; starts: Starts }> = ({
  words,
  starts: { cap, ticks, sums: _sums, ...rising },
}) => {
  const count = rising.points.at(-1)?.count ?? 0
  return (
    <RisingLine
      id="started"
      title={words.charts.started}
      text={words.charts.startedText(numberOf(count), cap === null ? null : numberOf(cap))}
      limit={cap}
      limitLabel={cap === null ? words.cap.line : `${words.cap.line} ${numberOf(cap)}`}
      ticks={ticks.map(({ day, on, of }) => ({ day, label: of === 'year' ? on.slice(0, 4) : monthLetter(on) }))}
      {...rising}
    />
  )
}

/** The same line in numbers: at the end of each month, or of each year of a longer period. */
export const RisingTable: FC<{ words: ReportWords; starts: Starts }> = ({ words, starts: { sums } }) => (
  <DataTable
    shape="plain"
    caption={words.charts.started}
    columns={[{ label: words.charts.startedUntil }, { label: words.charts.startedTogether, number: true }]}
    rows={sums.map(({ until, count }) => ({ cells: [civilDate(until), numberOf(count)] }))}
  />
)

/** "Plafond 80", where every year has the same. */
function capLabel({ cap: { line } }: ReportWords, columns: YearColumn[]): string {
  const [cap, ...others] = new Set(columns.flatMap((column) => (column.cap === null ? [] : [column.cap])))
  return cap === undefined || others.length > 0 ? line : `${line} ${numberOf(cap)}`
}

export const YearsChart: FC<{ words: ReportWords; columns: YearColumn[] }> = ({ words, columns }) => (
  <Columns
    id="years"
    title={words.charts.years}
    text={words.charts.yearsText(
      columns
        .map(
          ({ label, count, cap }) => `${label}: ${cap === null ? count : words.cap.of(numberOf(count), numberOf(cap))}`,
        )
        .join(', '),
    )}
    columns={columns}
    legend={{ count: words.figures.duos_started.label, cap: capLabel(words, columns) }}
  />
)
