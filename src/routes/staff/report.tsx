import { type Context, Hono } from 'hono'
import type { Child } from 'hono/jsx'
import * as z from 'zod'
import { loadPeopleFacts, loadPeriodFacts } from '../../../db/office/report-facts.ts'
import { loadReportRules } from '../../../db/office/report-rules.ts'
import type { Changed } from '../../../views/report/changes.tsx'
import { EventsPage } from '../../../views/report/events-page.tsx'
import { FiguresPage, NotBegun } from '../../../views/report/figures-page.tsx'
import type { Part, ReportFrame } from '../../../views/report/frame.tsx'
import { MethodPage } from '../../../views/report/method-page.tsx'
import { PeoplePage } from '../../../views/report/people-page.tsx'
import { YearsPage } from '../../../views/report/years-page.tsx'
import { nl } from '../../../views/words.ts'
import type { Deps } from '../../deps.ts'
import { SIDES } from '../../domain/facts.ts'
import { breakdown, lastClosedYear, POPULATIONS, topicSupply } from '../../domain/report/breakdown.ts'
import { untilToday } from '../../domain/report/facts.ts'
import { changesBetween } from '../../domain/report/figures.ts'
import { isSamePeriod, yearBefore, yearPeriod } from '../../domain/report/periods.ts'
import { risingDuos } from '../../domain/report/rising.ts'
import { makeReport, type PeriodFacts, type Report } from '../../domain/report.ts'
import { eventFunnels } from '../../office/report-events.ts'
import { attributesOf, reportFrame, valuesOf } from '../../office/report-view.ts'
import { managesCity } from '../../office/sight.ts'
import { showStaff } from '../../office/staff-page.tsx'
import type { StaffEnv } from '../../office/staff-session.ts'
import { paths } from '../../paths.ts'

const words = nl.report
const peopleQuery = z.object({ population: z.enum(POPULATIONS).catch('signed_up') })

/** The report of one programme, without a name; who reads figures only reads all of it. */
export function reportRoutes(deps: Deps): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()

  app.get(paths.report(), async (c) => {
    const frame = await reportFrame(c, deps)
    if (!frame.counted) return show(c, frame, 'figures', <NotBegun frame={frame} />)
    const { programme, period, counted } = frame
    const [facts, rules] = await Promise.all([
      loadPeriodFacts(deps, programme, [yearBefore(counted), counted]),
      loadReportRules(deps),
    ])
    const report = makeReport(facts, counted, rules)
    const year = Number(period.from.slice(0, 4))
    const cap = isSamePeriod(period, yearPeriod(year)) ? report.caps.find((own) => own.year === year)?.cap : undefined
    const starts = { ...risingDuos(facts, period, counted), cap: cap ?? null }
    const setRules = managesCity(c.get('signedIn')) ? paths.settings() : null
    const page = { frame, report, starts, setRules, changed: changedIn(facts, report) }
    return show(c, frame, 'figures', <FiguresPage {...page} />)
  })

  app.get(paths.reportEvents(), async (c) => {
    const frame = await reportFrame(c, deps)
    const events = await eventFunnels(deps, frame.programme, frame.period)
    return show(c, frame, 'events', <EventsPage frame={frame} events={events} />)
  })

  app.get(paths.reportPeople(), async (c) => {
    const frame = await reportFrame(c, deps)
    const { population } = peopleQuery.parse(c.req.query())
    const asked = Number(frame.period.until.slice(0, 4))
    const year = lastClosedYear(asked, frame.today)
    const facts = await loadPeopleFacts(deps, frame.programme.id, year)
    const breakdowns = SIDES.flatMap((side) =>
      attributesOf(frame.programme, side).map((attribute) =>
        breakdown(facts, { attribute, population, side, year }, valuesOf(frame.programme, attribute)),
      ),
    )
    const topics = topicSupply(facts, year, valuesOf(frame.programme, 'topics'))
    return show(c, frame, 'people', <PeoplePage {...{ frame, asked, year, population, breakdowns, topics }} />)
  })

  app.get(paths.reportYears(), async (c) => {
    const frame = await reportFrame(c, deps)
    const { programme, years, today } = frame
    const thisYear = untilToday(yearPeriod(Math.max(...years)), today)
    const earlier = years.slice(1).map(yearPeriod).reverse()
    const [facts, rules] = await Promise.all([
      loadPeriodFacts(deps, programme, [...earlier, yearBefore(thisYear), thisYear]),
      loadReportRules(deps),
    ])
    const report = makeReport(facts, thisYear, rules)
    const reports = [...earlier.map((period) => makeReport(facts, period, rules)), report]
    const page = { frame, reports, changed: changedIn(facts, report) }
    return show(c, frame, 'years', <YearsPage {...page} />)
  })

  app.get(paths.reportMethod(), async (c) => {
    const frame = await reportFrame(c, deps)
    const { broadIncludesDirect } = await loadReportRules(deps)
    return show(c, frame, 'method', <MethodPage frame={frame} broadIncludesDirect={broadIncludesDirect} />)
  })

  function show(c: Context<StaffEnv>, frame: ReportFrame, part: Part, page: Child) {
    const title = part === 'figures' ? words.title : `${words.title}: ${words.tabs[part]}`
    const failed = frame.typed ? ({ error: true, status: 422 } as const) : {}
    return showStaff(c, deps, { title, current: paths.report(), ...failed }, page)
  }

  return app
}

const changedIn = (facts: PeriodFacts, report: Report): Changed => {
  const before = yearBefore(report.period)
  return { before, changes: changesBetween(makeReport(facts, before, report.rules), report) }
}
