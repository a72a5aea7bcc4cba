import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { saveAnswer, saveCorrection, saveReason } from '../../../db/introductions/answers.ts'
import { introductionById } from '../../../db/introductions/introductions.ts'
import { loadSettings } from '../../../db/settings.ts'
import { nl } from '../../../views/words.ts'
import { forgetVisits } from '../../access.ts'
import { isOtherText } from '../../agreement-texts.ts'
import type { Deps } from '../../deps.ts'
import { DECLINE_REASONS } from '../../domain/facts.ts'
import { programmeOf } from '../../domain/programmes.ts'
import type { Entry } from '../../entries.ts'
import { formFields } from '../../form-fields.ts'
import { firstMeetingFor } from '../../letters/calendar.ts'
import type { Env } from '../../middleware.ts'
import { messagePage, phonePage } from '../../page.tsx'
import { paths } from '../../paths.ts'
import { pageOf, type Showing } from '../../phone/answer-pages.tsx'
import { arrive, isPlace } from '../../phone/arrivals.ts'
import { enterIntroduction } from '../../phone/duo-visits.ts'
import { foreignForm, notChosen, notHere } from '../../phone/visit-pages.tsx'
import { isOwnForm } from '../../phone/visits.ts'

const arrivalParams = z.object({ token: z.string() })
const arrivalQuery = z.object({ at: z.string().refine(isPlace).nullable().catch(null) })
const DONE: Record<string, string> = {
  noted: nl.ownDuo.noted,
  'already-noted': nl.ownDuo.notedAlready,
  'note-void': nl.ownDuo.takenBack,
  ...nl.meetings.done,
  ...nl.firstWeeks.done,
}
const doneQuery = z.object({ done: z.string().nullable().catch(null) })
const answerForm = z.object({
  answer: z.enum(['yes', 'no', 'stop']),
  called: z.string().optional(),
  /** The version of the agreement that stood on the page. */
  agreement: z.string().optional(),
})
const reasonForm = z.object({ reason: z.enum(DECLINE_REASONS) })

/** Mailed links, and the pages of an introduction. GET never changes anything: scanners follow every link. */
export function answersRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>()

  app.get(paths.arrival(':token'), async (c) => {
    const { at } = arrivalQuery.parse(c.req.query())
    const destination = await arrive(c, deps, arrivalParams.parse(c.req.param()).token, at)
    if (destination) return c.redirect(destination, 303)

    return deadLink(c, deps)
  })

  app.get(paths.introduction(':id', ':side'), async (c) => {
    const entry = await enterIntroduction(c, deps)
    const { done } = doneQuery.parse(c.req.query())
    return entry
      ? show(c, deps, entry, { done: done !== null && Object.hasOwn(DONE, done) ? (DONE[done] ?? null) : null })
      : notHere(c, deps)
  })

  app.post(paths.answer(':id', ':side'), async (c) => {
    const entry = await enterIntroduction(c, deps)
    if (!entry) return notHere(c, deps)
    const fields = Object.fromEntries(await formFields(c))
    if (!isOwnForm(entry.visitor, fields._csrf)) return foreignForm(c, deps)
    const { intro, side, visitor } = entry
    const form = answerForm.safeParse(fields)
    if (!form.success) return show(c, deps, entry, { problem: nl.answers.choose })

    const { answer, called, agreement } = form.data
    if (answer === 'yes' && (await isOtherText(deps, programmeOf(intro.programme), agreement)))
      return show(c, deps, entry, { problem: nl.firstWeeks.otherText })
    const stop = answer === 'stop' ? 'stop' : 'stay'
    const isName = programmeOf(intro.programme).sides[side].calledAs.some((name) => name === called)
    const decision = await saveAnswer(deps, {
      introduction: intro,
      side,
      answer: answer === 'yes' ? 'yes' : 'no',
      stop,
      way: visitor.way,
      ...(called && isName ? { called } : {}),
    })

    if (decision.kind === 'closed' || decision.kind === 'not-asked') return showAgain(c, deps, entry, 410)
    if (decision.kind === 'already-answered' || stop === 'stay')
      return c.redirect(paths.introduction(intro.id, side), 303)
    forgetVisits(c, deps)
    return c.redirect(paths.withdrawn(), 303)
  })

  app.post(paths.answerReason(':id', ':side'), async (c) => {
    const entry = await enterIntroduction(c, deps)
    if (!entry) return notHere(c, deps)
    const fields = Object.fromEntries(await formFields(c))
    if (!isOwnForm(entry.visitor, fields._csrf)) return foreignForm(c, deps)
    const { intro, side, visitor } = entry
    const form = reasonForm.safeParse(fields)
    if (!form.success) return show(c, deps, entry, { reason: nl.answers.reasonMissing })

    const { kind } = await saveReason(deps, { introduction: intro, side, reason: form.data.reason })

    if (kind === 'no-answer') return showAgain(c, deps, entry, 409)
    const stops = form.data.reason === 'wants_out' && visitor.way === 'mail'
    return c.redirect(stops ? paths.withdrawal(visitor.participantId) : paths.introduction(intro.id, side), 303)
  })

  app.post(paths.correction(':id', ':side'), async (c) => {
    const entry = await enterIntroduction(c, deps)
    if (!entry) return notHere(c, deps)
    const fields = await formFields(c)
    if (!isOwnForm(entry.visitor, fields.get('_csrf'))) return foreignForm(c, deps)
    const { intro, side, visitor } = entry
    if (fields.get('sure') !== 'yes') return notChosen(c, deps, paths.introduction(intro.id, side))

    const decision = await saveCorrection(deps, { introduction: intro, side, way: visitor.way })

    if (decision.kind !== 'too-late') return c.redirect(paths.introduction(intro.id, side), 303)
    const link = { label: nl.checkins.toDuo, href: paths.introduction(intro.id, side) }
    const programme = programmeOf(intro.programme)
    const page = { title: nl.answers.tooLate, text: nl.answers.tooLateText, link, programme }
    return c.html(messagePage(deps, await loadSettings(deps.db), page), 409)
  })

  app.get(paths.firstMeeting(':id', ':side'), async (c) => {
    const entry = await enterIntroduction(c, deps)
    const file = entry && (await firstMeetingFor(deps, entry))
    if (!file) return notHere(c, deps)

    return c.body(file, 200, {
      'Content-Type': 'text/calendar; charset=utf-8; method=PUBLISH',
      'Content-Disposition': 'attachment; filename="kennismaking.ics"',
    })
  })

  return app
}

async function show(c: Context<Env>, deps: Deps, entry: Entry, showing: Showing = {}): Promise<Response> {
  const { title, status, body, error } = await pageOf(deps, entry, showing)
  return c.html(
    phonePage(
      deps,
      await loadSettings(deps.db),
      { title, programme: programmeOf(entry.intro.programme), error: error ?? false },
      body,
    ),
    status,
  )
}

/** The page as it has become meanwhile, under a status that says that this came too late. */
async function showAgain(
  c: Context<Env>,
  deps: Deps,
  { intro, ...entry }: Entry,
  status: 409 | 410,
): Promise<Response> {
  const now = (await introductionById(deps, intro.id)) ?? intro
  const { title, body } = await pageOf(deps, { ...entry, intro: now })
  return c.html(
    phonePage(deps, await loadSettings(deps.db), { title, programme: programmeOf(intro.programme) }, body),
    status,
  )
}

async function deadLink(c: Context<Env>, deps: Deps): Promise<Response> {
  const settings = await loadSettings(deps.db)
  const page = { title: nl.common.linkDead, text: nl.answers.askNewLink }
  return c.html(messagePage(deps, settings, page), 410)
}
