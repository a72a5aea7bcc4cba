import type { FC } from 'hono/jsx'
import { FIGURE_IDS, figuresOf } from '../../src/domain/report/figures.ts'
import type { Report } from '../../src/domain/report.ts'
import { DataTable } from '../parts.tsx'
import { Columns } from '../staff/desk.tsx'
import { numberOf } from '../words/format.ts'
import { type Changed, Changes } from './changes.tsx'
import { columnText, figureLabel } from './figure.ts'
import { Frame, type ReportFrame } from './frame.tsx'
import { YearsChart } from './pictures.tsx'

/** `reports`: one a calendar year, the first year first. */
export const YearsPage: FC<{ frame: ReportFrame; reports: Report[]; changed: Changed }> = ({
  frame,
  reports,
  changed,
}) => {
  const { words: all, programme, today } = frame
  const words = all.report
  const years = reports.map((report) => {
    const year = Number(report.period.from.slice(0, 4))
    const figures = figuresOf(report)
    const cap = report.caps.find((own) => own.year === year) ?? { cap: 0 }
    return { year, figures, started: report.duos.started, cap: cap.cap }
  })
  const label = (year: number) => (today.startsWith(String(year)) ? words.years.running(year) : String(year))
  return (
    <Frame frame={frame} part="years">
      <p class="lead">{words.years.lead}</p>
      <Columns
        aside={
          <YearsChart
            words={words}
            columns={years.map(({ year, started, cap }) => ({
              label: String(year),
              count: started,
              cap: cap > 0 ? cap : null,
            }))}
          />
        }
      >
        <DataTable
          shape="series"
          caption={words.years.caption}
          columns={[
            { label: words.columns.figure },
            ...years.map(({ year }) => ({ label: label(year), number: true })),
          ]}
          rows={[
            ...FIGURE_IDS.map((id) => ({
              cells: [
                figureLabel(words, programme, id),
                ...years.flatMap(({ figures }) =>
                  figures.filter((figure) => figure.id === id).map((figure) => columnText(words, figure)),
                ),
              ],
            })),
            { cells: [words.cap.line, ...years.map(({ cap }) => numberOf(cap))] },
          ]}
        />
      </Columns>
      <h2>{words.sections.changes}</h2>
      <Changes frame={frame} changed={changed} />
    </Frame>
  )
}
