import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { insertAudit } from '../../../db/audit.ts'
import { loadPeriodFacts } from '../../../db/office/report-facts.ts'
import { loadReportRules, saveReportRules } from '../../../db/office/report-rules.ts'
import { loadSettings } from '../../../db/settings.ts'
import { AnswerPage } from '../../../views/report/answer-page.tsx'
import type { ReportFrame } from '../../../views/report/frame.tsx'
import { civilDate } from '../../../views/words/format.ts'
import { nl } from '../../../views/words.ts'
import type { Deps } from '../../deps.ts'
import { civilYearOf } from '../../domain/civil-date.ts'
import { untilToday } from '../../domain/report/facts.ts'
import { FIRST_YEAR, LAST_YEAR, yearPeriod } from '../../domain/report/periods.ts'
import { makeReport } from '../../domain/report.ts'
import { reportCsv, reportFile } from '../../office/report-file.ts'
import { reportFrame } from '../../office/report-view.ts'
import { managesCity } from '../../office/sight.ts'
import { refuseForm, showStaff } from '../../office/staff-page.tsx'
import type { StaffEnv } from '../../office/staff-session.ts'
import { paths } from '../../paths.ts'
import { speakerFor } from '../../speaker.ts'

const words = nl.report
const YEARS_SHOWN = 5
const rulesForm = z.object({ broadIncludesDirect: z.enum(['yes', 'no']) })

/** The report as it leaves the office: a page for the council, and files; each download is in the audit. */
export function reportFilesRoutes(deps: Deps): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()

  app.get(paths.councilAnswer(), async (c) => {
    const [frame, settings] = await Promise.all([reportFrame(c, deps), loadSettings(deps.db)])
    const { programme, today } = frame
    const year = yearAsked(c, civilYearOf(deps.now()))
    const period = untilToday(yearPeriod(year), today)
    const [facts, rules] = await Promise.all([loadPeriodFacts(deps, programme, [period]), loadReportRules(deps)])
    const report = makeReport(facts, period, rules)
    const { caps } = makeReport(facts, { from: `${year - YEARS_SHOWN + 1}-01-01`, until: period.until }, rules)
    const begun = caps.findIndex(({ started }) => started > 0)
    const page = {
      frame,
      year,
      report,
      years: caps.slice(begun),
      from: speakerFor(c.get('signedIn'), programme, settings).signature,
      made: civilDate(today),
    }
    return showStaff(c, deps, { title: words.answer.question, current: paths.report() }, <AnswerPage {...page} />)
  })

  app.get(paths.reportCsv(), async (c) => {
    const frame = await reportFrame(c, deps)
    const file = await reportFile(deps, frame)
    await noteDownload(c, frame, 'csv')
    return send(c, frame, reportCsv(file, frame.period), 'csv', 'text/csv; charset=utf-8')
  })

  app.get(paths.reportJson(), async (c) => {
    const frame = await reportFrame(c, deps)
    const file = await reportFile(deps, frame)
    await noteDownload(c, frame, 'json')
    return send(c, frame, JSON.stringify(file, null, 2), 'json', 'application/json; charset=utf-8')
  })

  app.post(paths.reportRules(), async (c) => {
    if (!managesCity(c.get('signedIn'))) return c.notFound()
    const sent = rulesForm.safeParse(await c.req.parseBody())
    if (!sent.success) return refuseForm(c, deps)

    const broadIncludesDirect = sent.data.broadIncludesDirect === 'yes'
    await saveReportRules(deps, { broadIncludesDirect }, c.get('signedIn').staffId)

    return c.redirect(paths.settingsSaved(), 303)
  })

  const noteDownload = (c: Context<StaffEnv>, { programme, period }: ReportFrame, kind: 'csv' | 'json') =>
    deps.db.write([
      insertAudit(deps.db, {
        at: deps.now(),
        staffId: c.get('signedIn').staffId,
        action: 'report.downloaded',
        subject: programme.id,
        detail: `${kind} ${period.from} ${period.until}`,
      }),
    ])

  return app
}

function yearAsked(c: Context<StaffEnv>, thisYear: number): number {
  return z.coerce
    .number()
    .int()
    .min(FIRST_YEAR)
    .max(LAST_YEAR)
    .catch(thisYear)
    .parse(c.req.query('year') ?? thisYear)
}

function send(c: Context<StaffEnv>, { programme, period }: ReportFrame, body: string, kind: string, type: string) {
  c.header(
    'Content-Disposition',
    `attachment; filename="${words.file.name(programme.id, period.from, period.until)}.${kind}"`,
  )
  c.header('Cache-Control', 'no-store')
  return c.body(body, 200, { 'Content-Type': type })
}
