import type { FC, PropsWithChildren } from 'hono/jsx'
import { fundingsIn, type Programme } from '../../src/domain/programmes.ts'
import type { Period } from '../../src/domain/report/facts.ts'
import { isSamePeriod, QUARTERS, quarterPeriod, yearPeriod } from '../../src/domain/report/periods.ts'
import { paths } from '../../src/paths.ts'
import { Button, ErrorSummary, Form, Hidden, TextField } from '../form.tsx'
import { type Chip, Chips, Tabs } from '../staff/desk.tsx'
import { capitalised, civilDate } from '../words/format.ts'
import type { Words } from '../words.ts'
import { fundingText } from './figure.ts'

export type Part = 'figures' | 'events' | 'people' | 'years' | 'method'

/** What every page of the report knows. `counted` is the period until today; null when it has not begun. */
export type ReportFrame = {
  words: Words
  programme: Programme
  programmes: Programme[]
  period: Period
  counted: Period | null
  today: string
  /** Calendar years with something in them, the latest first. */
  years: number[]
  /** What was typed, when no period could be made of it. */
  typed: { from: string; until: string; problem: string } | null
}

const PATHS = {
  figures: paths.report,
  events: paths.reportEvents,
  people: paths.reportPeople,
  years: paths.reportYears,
  method: paths.reportMethod,
} satisfies Record<Part, (programme: string, from: string, until: string) => string>

const href = (part: Part, programme: string, { from, until }: Period) => PATHS[part](programme, from, until)

/** Title, programme, the parts of the report and, where the part is about one, its period. */
export const Frame: FC<PropsWithChildren<{ frame: ReportFrame; part: Part }>> = ({ frame, part, children }) => {
  const { words: all, programme, programmes, period, typed } = frame
  const words = all.report
  const parts = ['figures', 'events', 'people', 'years', 'method'] as const
  const others = programmes.map(({ id, name }) => ({
    label: capitalised(name),
    href: href(part, id, period),
    current: id === programme.id,
  }))
  return (
    <>
      <ErrorSummary title={all.common.problem} errors={typed ? [{ field: 'from', message: typed.problem }] : []} />
      <h1>
        {words.title}: {programme.name}
      </h1>
      {others.length > 1 && <Chips label={all.common.programmes} chips={others} />}
      <Tabs
        label={words.tabs.label}
        tabs={parts.map((each) => ({
          label: words.tabs[each],
          href: href(each, programme.id, period),
          current: each === part,
        }))}
      />
      {children}
    </>
  )
}

/** Year, quarter or dates of one's own: the address of the page says which. */
export const PeriodChoice: FC<{ frame: ReportFrame; part: Part }> = ({ frame, part }) => {
  const { programme, period, years, typed } = frame
  const words = frame.words.report.period
  const year = Number(period.from.slice(0, 4))
  const chip = (label: string, own: Period, current: boolean): Chip => ({
    label,
    href: href(part, programme.id, own),
    current,
  })
  const inYear =
    isSamePeriod(period, yearPeriod(year)) || QUARTERS.some((q) => isSamePeriod(period, quarterPeriod(year, q)))
  return (
    <div class="filters no-print">
      <Chips
        label={words.label}
        chips={years.map((each) => chip(String(each), yearPeriod(each), inYear && each === year))}
      />
      {inYear && (
        <Chips
          label={words.quarters}
          chips={[
            chip(words.whole, yearPeriod(year), isSamePeriod(period, yearPeriod(year))),
            ...QUARTERS.map((quarter) => {
              const own = quarterPeriod(year, quarter)
              return chip(words.quarter(quarter), own, isSamePeriod(period, own))
            }),
          ]}
        />
      )}
      <details open={!inYear || typed !== null}>
        <summary>{words.own}</summary>
        <Form action={PATHS[part]()} method="get" class="dates">
          <Hidden name="programme" value={programme.id} />
          <TextField
            name="from"
            type="date"
            label={words.from}
            value={typed?.from ?? period.from}
            error={typed?.problem}
          />
          <TextField name="until" type="date" label={words.until} value={typed?.until ?? period.until} />
          <Button kind="secondary">{words.show}</Button>
        </Form>
      </details>
    </div>
  )
}

/** Which days are counted, and with whose money. */
export const PeriodLine: FC<{ frame: ReportFrame }> = ({ frame }) => {
  const { words: all, programme, period, counted, today } = frame
  const words = all.report
  const fundings = fundingsIn(programme, period.from, period.until)
  return (
    <>
      <p class="lead">{words.period.range(civilDate(period.from), civilDate(period.until))}</p>
      <p>
        {counted === null && `${words.period.notBegun} `}
        {counted !== null && counted.until < period.until && `${words.period.today(civilDate(today))} `}
        {words.noNames}
      </p>
      {fundings.map((funding) => (
        <p>{fundingText(words, funding)}</p>
      ))}
    </>
  )
}
