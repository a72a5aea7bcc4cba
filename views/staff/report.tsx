import type { Child, FC } from 'hono/jsx'
import type { Words } from '../words.ts'
import { Figures } from './desk.tsx'

export type ProgrammeReport = { title: string; figures: { label: string; value: Child }[] }

export const ReportPage: FC<{ words: Words['staff']['report']; year: number; programmes: ProgrammeReport[] }> = ({
  words,
  year,
  programmes,
}) => (
  <>
    <h1>{words.title}</h1>
    <p>{words.lead(year)}</p>
    {programmes.map(({ title, figures }) => (
      <section>
        <h2>{title}</h2>
        <Figures figures={figures} />
      </section>
    ))}
  </>
)
