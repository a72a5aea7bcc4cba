import type { FC } from 'hono/jsx'
import type { Period } from '../../src/domain/report/facts.ts'
import type { Change } from '../../src/domain/report/figures.ts'
import { DataTable } from '../parts.tsx'
import { civilDate } from '../words/format.ts'
import { changeText, columnText, figureLabel } from './figure.ts'
import type { ReportFrame } from './frame.tsx'

export type Changed = { before: Period; changes: Change[] }

/** What differs from the same days a year before. */
export const Changes: FC<{ frame: ReportFrame; changed: Changed }> = ({ frame, changed: { before, changes } }) => {
  const { words: all, programme } = frame
  const words = all.report
  const { columns } = words.changes
  return (
    <>
      <p>{words.changes.compared(words.period.range(civilDate(before.from), civilDate(before.until)))}</p>
      {changes.length === 0 ? (
        <p>{words.changes.none}</p>
      ) : (
        <DataTable
          shape="series"
          caption={words.sections.changes}
          columns={[
            { label: columns.figure },
            { label: columns.before, number: true },
            { label: columns.after, number: true },
            { label: columns.by, number: true },
          ]}
          rows={changes.map((change) => ({
            cells: [
              figureLabel(words, programme, change.id),
              columnText(words, change.before),
              columnText(words, change.after),
              changeText(words, change),
            ],
          }))}
        />
      )}
    </>
  )
}
