import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { lastSettings, loadSettings } from '../db/settings.ts'
import { nl } from '../views/words.ts'
import type { Deps } from './deps.ts'
import { failurePage } from './failure-page.tsx'
import { bodyWithin, type Env, failures, headers, ownOrigin, requestLog, styleHash } from './middleware.ts'
import { type PartnerEnv, requirePartner, requireStaff, type StaffEnv } from './office/staff-session.ts'
import { messagePage } from './page.tsx'
import { paths } from './paths.ts'
import { referralFileRoutes } from './routes/partner/referral-file.tsx'
import { partnerReferralsRoutes } from './routes/partner/referrals.tsx'
import { afterDuoRoutes } from './routes/phone/after-duo.tsx'
import { answersRoutes } from './routes/phone/answers.tsx'
import { checkinsRoutes } from './routes/phone/checkins.tsx'
import { confirmationsRoutes } from './routes/phone/confirmations.tsx'
import { duoEndsRoutes } from './routes/phone/duo-ends.tsx'
import { firstWeeksRoutes } from './routes/phone/first-weeks.tsx'
import { invitationsRoutes } from './routes/phone/invitations.tsx'
import { meetingsRoutes } from './routes/phone/meetings.tsx'
import { myDataRoutes } from './routes/phone/my-data.tsx'
import { ownDuoRoutes } from './routes/phone/own-duo.tsx'
import { pagesRoutes } from './routes/phone/pages.tsx'
import { proofsRoutes } from './routes/phone/proofs.tsx'
import { signupsRoutes } from './routes/phone/signups.tsx'
import { colleaguesRoutes } from './routes/staff/colleagues.tsx'
import { duoCareRoutes } from './routes/staff/duos/duo-care.tsx'
import { duoRecordsRoutes } from './routes/staff/duos/duo-records.tsx'
import { duosRoutes } from './routes/staff/duos/duos.tsx'
import { staffFirstWeeksRoutes } from './routes/staff/duos/first-weeks.tsx'
import { eventsRoutes } from './routes/staff/events.tsx'
import { importRoutes } from './routes/staff/import.tsx'
import { importsRoutes } from './routes/staff/imports.tsx'
import { introductionsRoutes } from './routes/staff/introductions.tsx'
import { mailsRoutes } from './routes/staff/mails.tsx'
import { matchingRoutes } from './routes/staff/matching/matching.tsx'
import { ownPairRoutes } from './routes/staff/matching/own-pair.tsx'
import { sendingRoutes } from './routes/staff/matching/sending.tsx'
import { topicsRoutes } from './routes/staff/matching/topics.tsx'
import { whatIfRoutes } from './routes/staff/matching/what-if.tsx'
import { wishesRoutes } from './routes/staff/matching/wishes.tsx'
import { workbenchRoutes } from './routes/staff/matching/workbench.tsx'
import { partnersRoutes } from './routes/staff/partners.tsx'
import { askingsRoutes } from './routes/staff/people/askings.tsx'
import { mergesRoutes } from './routes/staff/people/merges.tsx'
import { participantRoutes } from './routes/staff/people/participant.tsx'
import { participantDetailsRoutes } from './routes/staff/people/participant-details.tsx'
import { participantsRoutes } from './routes/staff/people/participants.tsx'
import { readinessRoutes } from './routes/staff/people/readiness.tsx'
import { waitingRoutes } from './routes/staff/people/waiting.tsx'
import { reportRoutes } from './routes/staff/report.tsx'
import { reportFilesRoutes } from './routes/staff/report-files.tsx'
import { settingsRoutes } from './routes/staff/settings.tsx'
import { signInRoutes } from './routes/staff/sign-in.tsx'
import { todayRoutes } from './routes/staff/today.tsx'
import { wipedTextsRoutes } from './routes/staff/wiped-texts.tsx'
import { typedIn } from './typed-text.ts'

const MOST_BODY_BYTES = 64 * 1024
/** More is refused before it is read; the largest file of five thousand volunteers that we saw is a quarter of it. */
const MOST_IMPORT_BYTES = 4 * 1024 * 1024
/** A file of a partner, as it comes in and as it goes on to be written. */
const MOST_REFERRALS_BYTES = 500 * 1024
const REFERRAL_PATHS: string[] = [paths.referralFile(), paths.referralFilePeople()]

/** The whole app on the given outside world. The same in Node, in workerd and in tests. */
export async function createApp(deps: Deps): Promise<Hono<Env>> {
  const app = new Hono<Env>()

  app.use(requestLog(deps))
  app.use(headers(deps.config, await styleHash(deps.css)))
  app.on(['POST', 'PUT', 'PATCH', 'DELETE'], '*', ownOrigin(deps.config), bodyLimits(deps))

  app.route('/', pagesRoutes(deps))
  app.route('/', signupsRoutes(deps))
  app.route('/', invitationsRoutes(deps))
  app.route('/', confirmationsRoutes(deps))
  app.route('/', answersRoutes(deps))
  app.route('/', checkinsRoutes(deps))
  app.route('/', duoEndsRoutes(deps))
  app.route('/', afterDuoRoutes(deps))
  app.route('/', ownDuoRoutes(deps))
  app.route('/', meetingsRoutes(deps))
  app.route('/', firstWeeksRoutes(deps))
  app.route('/', proofsRoutes(deps))
  app.route('/', myDataRoutes(deps))
  app.route('/', signInRoutes(deps))
  app.route('/', staffApp(deps))
  app.route('/', partnerApp(deps))

  const notFound = async (c: Context<Env>) => {
    const settings = await loadSettings(deps.db)
    return c.html(messagePage(deps, settings, { ...notFoundAt(c.req.path), typed: await typedIn(c) }), 404)
  }
  app.notFound(notFound)
  app.onError(
    failures(deps, async (c, status) =>
      status === 404 ? notFound(c) : c.html(await failurePage(c, deps, status), status),
    ),
  )
  return app
}

/** What is not there, with a way on that fits who asked. */
function notFoundAt(path: string) {
  const { notFound: title, notFoundText, notFoundInside, toHome, toToday } = nl.common
  const isIn = (home: string) => path.startsWith(`${home}/`)
  if (isIn(paths.today())) return { title, text: notFoundInside, link: { label: toToday, href: paths.today() } }
  if (isIn(paths.partner()))
    return { title, text: notFoundInside, link: { label: nl.partners.own.back, href: paths.partner() } }
  return { title, text: notFoundText, link: { label: toHome, href: paths.home() } }
}

function staffApp(deps: Deps): Hono<StaffEnv> {
  const staff = new Hono<StaffEnv>()
  staff.use('/staff', requireStaff(deps))
  staff.use('/staff/*', requireStaff(deps))
  staff.route('/', todayRoutes(deps))
  staff.route('/', eventsRoutes(deps))
  staff.route('/', participantsRoutes(deps))
  staff.route('/', participantRoutes(deps))
  staff.route('/', participantDetailsRoutes(deps))
  staff.route('/', readinessRoutes(deps))
  staff.route('/', askingsRoutes(deps))
  staff.route('/', mergesRoutes(deps))
  staff.route('/', importsRoutes(deps))
  staff.route('/', importRoutes(deps))
  staff.route('/', matchingRoutes(deps))
  staff.route('/', workbenchRoutes(deps))
  staff.route('/', whatIfRoutes(deps))
  staff.route('/', topicsRoutes(deps))
  staff.route('/', wishesRoutes(deps))
  staff.route('/', wipedTextsRoutes(deps))
  staff.route('/', ownPairRoutes(deps))
  staff.route('/', introductionsRoutes(deps))
  staff.route('/', staffFirstWeeksRoutes(deps))
  staff.route('/', sendingRoutes(deps))
  staff.route('/', duosRoutes(deps))
  staff.route('/', duoCareRoutes(deps))
  staff.route('/', duoRecordsRoutes(deps))
  staff.route('/', waitingRoutes(deps))
  staff.route('/', reportRoutes(deps))
  staff.route('/', reportFilesRoutes(deps))
  staff.route('/', mailsRoutes(deps))
  staff.route('/', settingsRoutes(deps))
  staff.route('/', colleaguesRoutes(deps))
  staff.route('/', partnersRoutes(deps))
  return staff
}

function partnerApp(deps: Deps): Hono<PartnerEnv> {
  const partner = new Hono<PartnerEnv>()
  partner.use('/partner', requirePartner(deps))
  partner.use('/partner/*', requirePartner(deps))
  partner.route('/', partnerReferralsRoutes(deps))
  partner.route('/', referralFileRoutes(deps))
  return partner
}

function bodyLimits(deps: Deps): MiddlewareHandler<Env> {
  const forms = bodyWithin(MOST_BODY_BYTES, (c) => c.html(tooLarge(deps), 413))
  const file = (most: number, form: string) =>
    bodyWithin(most + MOST_BODY_BYTES, (c) => c.html(tooLargeFile(deps, most, form), 413))
  const imports = file(MOST_IMPORT_BYTES, paths.imports())
  const referrals = file(MOST_REFERRALS_BYTES, paths.referralFile())
  return (c, next) => {
    if (c.req.path === paths.imports()) return imports(c, next)
    return (REFERRAL_PATHS.includes(c.req.path) ? referrals : forms)(c, next)
  }
}

function tooLargeFile(deps: Deps, most: number, form: string) {
  const { tooLargeTitle: title, tooLarge, toForm: label } = nl.imports
  return messagePage(deps, lastSettings(deps.db), { title, text: tooLarge(most), link: { label, href: form } })
}

function tooLarge(deps: Deps) {
  const { tooLarge: title, tooLargeText: text } = nl.common
  return messagePage(deps, lastSettings(deps.db), { title, text })
}
