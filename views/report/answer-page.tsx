import type { FC } from 'hono/jsx'
import { OUTCOME_MOMENTS } from '../../src/domain/facts.ts'
import { figuresOf } from '../../src/domain/report/figures.ts'
import type { Report } from '../../src/domain/report.ts'
import { paths } from '../../src/paths.ts'
import { DataTable } from '../parts.tsx'
import { capitalised, numberOf } from '../words/format.ts'
import { answerText } from './answer-text.ts'
import { figureLabel, figureText, shareText } from './figure.ts'
import type { ReportFrame } from './frame.tsx'
import { OutcomeChart, YearsChart } from './pictures.tsx'

export type YearLine = { year: number; started: number; cap: number }

type Props = { frame: ReportFrame; from: string; year: number; report: Report; years: YearLine[]; made: string }

const SHOWN = [
  'signups_mentor',
  'signups_mentee',
  'introductions_accepted',
  'days_to_duo_median',
  'duos_started',
  'duos_running',
  'duos_completed',
  'duos_ended_early',
  'hours',
  'outcome_end_known',
] as const

/** One side of A4 that answers a question of the council: text to copy, figures, two pictures with their tables. */
export const AnswerPage: FC<Props> = ({ frame, from, year, report, years, made }) => {
  const { words: all, programme } = frame
  const words = all.report
  const figures = figuresOf(report)
  return (
    <div class="a4">
      <p class="no-print">
        <a href={paths.report(programme.id, `${year}-01-01`, `${year}-12-31`)}>{words.toReport}</a>
      </p>
      <p class="small">
        {from} · {words.answer.question}
      </p>
      <h1>{capitalised(words.answer.title(programme.name, year))}</h1>
      <h2 class="no-print">{words.answer.copy}</h2>
      <p class="small no-print">
        {words.answer.copyHint} {words.answer.print}
      </p>
      <div class="copy">
        {answerText(frame, year, report).map((line) => (
          <p>{line}</p>
        ))}
      </div>
      <div class="halves">
        <section>
          <OutcomeChart words={words} report={report} />
          <Outcomes frame={frame} report={report} />
          <DataTable
            shape="plain"
            caption={words.answer.figures}
            columns={[{ label: words.columns.figure }, { label: words.columns.value, number: true }]}
            rows={SHOWN.flatMap((wanted) => figures.filter(({ id }) => id === wanted)).map((figure) => ({
              cells: [figureLabel(words, programme, figure.id), figureText(words, programme, figure)],
            }))}
          />
        </section>
        <section>
          <YearsChart
            words={words}
            columns={years.map((own) => ({ label: String(own.year), count: own.started, cap: own.cap || null }))}
          />
          <DataTable
            shape="series"
            caption={words.charts.years}
            columns={[
              { label: words.columns.year },
              { label: words.cap.started, number: true },
              { label: words.cap.line, number: true },
            ]}
            rows={years.map((own) => ({ cells: [own.year, numberOf(own.started), numberOf(own.cap)] }))}
          />
        </section>
      </div>
      <p class="small">
        {words.answer.source(made)} {report.rules.broadIncludesDirect ? words.broad.yes : words.broad.no}
      </p>
    </div>
  )
}

const Outcomes: FC<{ frame: ReportFrame; report: Report }> = ({ frame, report: { outcomes } }) => {
  const words = frame.words.report
  return (
    <DataTable
      shape="series"
      caption={words.captions.outcomes}
      columns={[
        { label: words.columns.figure },
        { label: words.outcomes.direct, number: true },
        { label: words.outcomes.broad, number: true },
      ]}
      rows={OUTCOME_MOMENTS.map((moment) => ({
        cells: [
          words.moments[moment],
          shareText(words, outcomes[moment].direct),
          shareText(words, outcomes[moment].broad),
        ],
      }))}
    />
  )
}
