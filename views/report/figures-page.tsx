import type { FC } from 'hono/jsx'
import type { Figure, FigureId } from '../../src/domain/report/figures.ts'
import { figuresOf } from '../../src/domain/report/figures.ts'
import type { Report } from '../../src/domain/report.ts'
import { paths } from '../../src/paths.ts'
import { ButtonLink } from '../form.tsx'
import { DataTable } from '../parts.tsx'
import { Columns, Figures } from '../staff/desk.tsx'
import { numberOf, percentOf } from '../words/format.ts'
import { type Changed, Changes } from './changes.tsx'
import { figureLabel, figureText, shareText, valueText } from './figure.ts'
import { Frame, PeriodChoice, PeriodLine, type ReportFrame } from './frame.tsx'
import { OutcomeChart, RisingChart, RisingTable, type Starts } from './pictures.tsx'

/** `setRules`: where the rules are set; null for who may not. */
type Props = { frame: ReportFrame; report: Report; starts: Starts; setRules: string | null; changed: Changed }

export const FiguresPage: FC<Props> = ({ frame, report, starts, setRules, changed }) => {
  const words = frame.words.report
  const figures = figuresOf(report)
  const rows = (...ids: FigureId[]) => figures.filter(({ id }) => ids.includes(id))
  return (
    <Frame frame={frame} part="figures">
      <PeriodChoice frame={frame} part="figures" />
      <PeriodLine frame={frame} />
      <Downloads frame={frame} />
      <Tiles frame={frame} figures={figures} />

      <h2>{words.sections.duos}</h2>
      <Columns
        aside={
          <>
            <RisingChart words={words} starts={starts} />
            <RisingTable words={words} starts={starts} />
          </>
        }
      >
        <FigureTable
          frame={frame}
          caption={words.captions.duos}
          figures={rows('duos_started', 'duos_running', 'duos_completed', 'duos_ended_early')}
        />
        <StopReasons frame={frame} report={report} />
      </Columns>

      <h2>{words.sections.outcomes}</h2>
      <Columns aside={<OutcomeChart words={words} report={report} />}>
        <FigureTable
          frame={frame}
          caption={words.captions.outcomes}
          figures={figures.filter(({ id }) => id.startsWith('outcome'))}
        />
        <p>
          {report.rules.broadIncludesDirect ? words.broad.yes : words.broad.no}{' '}
          {setRules && <a href={`${setRules}#report`}>{words.broad.change}</a>}
        </p>
      </Columns>

      <div class="halves">
        <section>
          <h2>{words.sections.people}</h2>
          <FigureTable
            frame={frame}
            caption={words.captions.people}
            figures={[
              ...rows('events', 'signups_mentor', 'signups_mentee'),
              ...rows('introductions_sent', 'introductions_open', 'introductions_agreed', 'introductions_accepted'),
              ...rows('days_to_duo_median', 'days_to_duo_p90'),
            ]}
          />
        </section>
        <section>
          <h2>{words.sections.meetings}</h2>
          <FigureTable
            frame={frame}
            caption={words.captions.meetings}
            figures={rows('meetings', 'hours', 'mentors_met')}
          />
          <h2>{words.sections.cap}</h2>
          <Caps frame={frame} report={report} />
        </section>
      </div>

      <h2>{words.sections.changes}</h2>
      <Changes frame={frame} changed={changed} />
    </Frame>
  )
}

/** Of days to come there is nothing to count. */
export const NotBegun: FC<{ frame: ReportFrame }> = ({ frame }) => (
  <Frame frame={frame} part="figures">
    <PeriodChoice frame={frame} part="figures" />
    <PeriodLine frame={frame} />
  </Frame>
)

const Downloads: FC<{ frame: ReportFrame }> = ({ frame: { words: all, programme, period } }) => {
  const words = all.report
  const year = period.until.slice(0, 4)
  return (
    <nav class="actions" aria-label={words.downloads}>
      <ButtonLink kind="primary" href={paths.councilAnswer(programme.id, year)}>
        {words.council}
      </ButtonLink>
      <ButtonLink href={paths.reportCsv(programme.id, period.from, period.until)} download>
        {words.csv}
      </ButtonLink>
      <ButtonLink href={paths.reportJson(programme.id, period.from, period.until)} download>
        {words.json}
      </ButtonLink>
    </nav>
  )
}

const TILES = ['duos_started', 'duos_running', 'outcome_end_direct', 'outcome_end_broad'] as const

const Tiles: FC<{ frame: ReportFrame; figures: Figure[] }> = ({ frame: { words, programme }, figures }) => (
  <Figures
    figures={TILES.flatMap((wanted) => figures.filter(({ id }) => id === wanted)).map(({ id, value, part, of }) => ({
      label: figureLabel(words.report, programme, id),
      value:
        value === null || part === null || of === null ? (
          valueText(words.report, value)
        ) : (
          <>
            {percentOf(value)} <span class="small">{words.report.partOf(numberOf(part), numberOf(of))}</span>
          </>
        ),
    }))}
  />
)

export const FigureTable: FC<{ frame: ReportFrame; caption: string; figures: Figure[] }> = ({
  frame: { words: all, programme },
  caption,
  figures,
}) => (
  <DataTable
    shape="plain"
    caption={caption}
    columns={[{ label: all.report.columns.figure }, { label: all.report.columns.value, number: true }]}
    rows={figures.map((figure) => ({
      cells: [figureLabel(all.report, programme, figure.id), figureText(all.report, programme, figure)],
    }))}
  />
)

const StopReasons: FC<{ frame: ReportFrame; report: Report }> = ({ frame, report: { duos, stopReasons } }) => {
  const words = frame.words.report
  if (duos.endedEarly === 0) return null
  const told = Object.entries(words.reasons).flatMap(([reason, label]) =>
    Object.entries(stopReasons).flatMap(([id, count]) => (id === reason && count > 0 ? [{ label, count }] : [])),
  )
  return (
    <>
      <DataTable
        shape="plain"
        caption={words.captions.reasons}
        columns={[{ label: words.columns.reason }, { label: words.columns.value, number: true }]}
        rows={told.map(({ label, count }) => ({
          cells: [
            label,
            shareText(words, {
              part: count,
              of: duos.endedEarly,
              percent: Math.round((100 * count) / duos.endedEarly),
            }),
          ],
        }))}
      />
      <p class="small">{words.reasonsNote}</p>
    </>
  )
}

const Caps: FC<{ frame: ReportFrame; report: Report }> = ({ frame, report }) => {
  const words = frame.words.report
  return (
    <DataTable
      shape="series"
      caption={words.captions.cap}
      columns={[
        { label: words.columns.year },
        { label: words.cap.startedOf, number: true },
        { label: words.cap.left, number: true },
      ]}
      rows={report.caps.map(({ year, cap, started }) => ({
        cells: [
          year,
          words.cap.of(numberOf(started), numberOf(cap)),
          started > cap ? words.cap.over(numberOf(started - cap)) : numberOf(cap - started),
        ],
      }))}
    />
  )
}
