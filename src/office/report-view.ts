import type { Context } from 'hono'
import * as z from 'zod'
import { firstYearOf } from '../../db/office/report-facts.ts'
import type { ReportFrame } from '../../views/report/frame.tsx'
import { nl } from '../../views/words.ts'
import type { Deps } from '../deps.ts'
import { civilDateOf, civilYearOf } from '../domain/civil-date.ts'
import type { Side } from '../domain/facts.ts'
import type { Programme } from '../domain/programmes.ts'
import { ATTRIBUTES, type Attribute } from '../domain/report/breakdown.ts'
import { type Period, untilToday } from '../domain/report/facts.ts'
import { decidePeriod, yearPeriod } from '../domain/report/periods.ts'
import { LANGUAGES, SECTORS } from '../domain/sectors.ts'
import { chosenProgramme, figureProgrammes } from './sight.ts'
import type { StaffEnv } from './staff-session.ts'

const asked = z.object({
  programme: z.string().optional(),
  from: z.string().optional(),
  until: z.string().optional(),
})

/** What a page of the report is about: `?programme=`, `?from=` and `?until=`; without dates, this year. */
export async function reportFrame(c: Context<StaffEnv>, deps: Deps): Promise<ReportFrame> {
  const { from, until, programme: wanted } = asked.parse(c.req.query())
  const programmes = figureProgrammes(c.get('signedIn'))
  const programme = programmes.find(({ id }) => id === wanted) ?? chosenProgramme(c)
  const today = civilDateOf(deps.now())
  const thisYear = civilYearOf(deps.now())
  const decision = from === undefined && until === undefined ? null : decidePeriod(from ?? '', until ?? '')
  const period = decision?.kind === 'period' ? decision.period : yearPeriod(thisYear)
  const { problem, problems } = nl.report.period
  const typed =
    decision && decision.kind !== 'period'
      ? { from: from ?? '', until: until ?? '', problem: problem(problems[decision.kind], thisYear) }
      : null
  const first = Math.min(thisYear, await firstYearOf(deps, programme.id))
  return {
    words: nl,
    programme,
    programmes,
    period,
    counted: countedOf(period, today),
    today,
    years: Array.from({ length: thisYear - first + 1 }, (_, index) => thisYear - index),
    typed,
  }
}

/** The part of a period that has happened; null when it has not begun. */
const countedOf = (period: Period, today: string): Period | null =>
  period.from > today ? null : untilToday(period, today)

/** Every value that people of a programme can have told, in the order of its list. */
export const valuesOf = ({ topics }: Programme, attribute: Attribute): readonly string[] =>
  ({ sector: SECTORS, topics: topics.map(({ id }) => id), languages: LANGUAGES, inCentre: ['yes', 'no'] })[attribute]

/** What people of a side are asked, and so can be told apart by. */
export const attributesOf = ({ sides }: Programme, side: Side): Attribute[] =>
  ATTRIBUTES.filter((attribute) => attribute !== 'inCentre' || sides[side].details.includes(attribute))
