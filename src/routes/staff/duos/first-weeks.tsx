import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { saveAgreement, saveClick } from '../../../../db/introductions/clicks.ts'
import { type Introduction, introductionById } from '../../../../db/introductions/introductions.ts'
import { saveCancellation, saveProposal, saveTold } from '../../../../db/introductions/meetings.ts'
import { saveMoreTime } from '../../../../db/introductions/more-time.ts'
import { liftBlock } from '../../../../db/matching/wishes.ts'
import { MOST_PLACE } from '../../../../views/phone/meetings.tsx'
import type { FirstWeeksProblem } from '../../../../views/staff/duos/first-weeks.tsx'
import { civilDate, dateTimeOf } from '../../../../views/words/format.ts'
import { nl } from '../../../../views/words.ts'
import type { Deps } from '../../../deps.ts'
import { instantOfWallTime } from '../../../domain/civil-date.ts'
import { ANSWERS, SIDES } from '../../../domain/facts.ts'
import { programmeOf } from '../../../domain/programmes.ts'
import { onlyVisible } from '../../../domain/signup-answers.ts'
import { barringClick, calendarFor, pairState } from '../../../office/first-weeks.ts'
import { showIntroduction } from '../../../office/introduction-page.tsx'
import { ifNamed } from '../../../office/sight.ts'
import { refuseForm } from '../../../office/staff-page.tsx'
import type { StaffEnv } from '../../../office/staff-session.ts'
import { paths } from '../../../paths.ts'

const words = nl.staffFirstWeeks
const problems = nl.meetings.problems
const params = z.object({ id: z.string(), meeting: z.string().optional() })
const proposalForm = z.object({
  slot: z.union([z.string().transform((one) => [one]), z.array(z.string())]).catch([]),
  place: z.string().transform(onlyVisible).pipe(z.string().trim()).catch(''),
  joins: z.unknown().optional(),
})
const toldForm = z.object({ day: z.string().catch('') })
const sideForm = z.object({ side: z.enum(SIDES) })
const clickForm = z.object({ click: z.enum(ANSWERS) })
const agreementForm = z.object({ sure: z.literal('yes'), text: z.string() })
const formKey = z.object({ _form: z.string().min(20).max(64) })

/** What staff do between two yes and a duo: a meeting, answers in somebody's name, more time. */
export function staffFirstWeeksRoutes(deps: Deps): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()

  app.post(paths.staffMeetings(':id'), async (c) => {
    const intro = await load(c)
    if (!intro) return c.notFound()
    const fields = await c.req.parseBody({ all: true })
    const key = formKey.safeParse(fields)
    if (!key.success) return refuseForm(c, deps)
    const { slot, place, joins } = proposalForm.parse(fields)
    const typed = slot.filter((one) => one !== '')
    const slots = typed.flatMap((one) => instantOfWallTime(one) ?? [])
    const wrong = (text: string, status?: 409 | 429) =>
      again(c, intro, { form: 'propose', text, slots: typed, place }, status)
    if (slots.length < typed.length) return wrong(problems['not-a-time'])
    if (place.length > MOST_PLACE) return wrong(problems.long)

    const proposal = {
      slots,
      place: place === '' ? null : place,
      staffJoins: joins !== undefined,
      formKey: key.data._form,
    }
    const decision = await saveProposal(deps, { ...(await acting(c, intro)), ...proposal })

    const { kind } = decision
    if (kind === 'closed') return changed(c, intro)
    if (kind === 'proposed') return done(c, intro, 'proposed')
    if (kind === 'other-sent') return wrong(nl.common.otherSent, 409)
    if (kind === 'after-end') return wrong(words.afterEnd(civilDate(decision.lastDay)))
    return wrong(problems[kind], kind === 'too-many' ? 429 : undefined)
  })

  app.get(paths.staffMeetingCalendar(':id', ':meeting'), async (c) => {
    const intro = await load(c)
    const { meeting = '' } = params.parse(c.req.param())
    const file = intro && (await calendarFor(deps, intro, { id: meeting, email: c.get('signedIn').email }))
    if (!file) return c.notFound()

    return c.body(file, 200, {
      'Content-Type': 'text/calendar; charset=utf-8; method=REQUEST',
      'Content-Disposition': 'attachment; filename="afspraak.ics"',
    })
  })

  app.post(paths.staffMeetingCancellation(':id', ':meeting'), async (c) => {
    const intro = await load(c)
    const { meeting } = params.parse(c.req.param())
    if (!intro || !meeting) return c.notFound()

    const { kind } = await saveCancellation(deps, { ...(await acting(c, intro)), meetingId: meeting })

    if (kind === 'withdrawn') return done(c, intro, kind)
    return kind === 'cancelled' || kind === 'already-cancelled' ? done(c, intro, 'cancelled') : changed(c, intro)
  })

  app.post(paths.staffToldMeeting(':id'), async (c) => {
    const intro = await load(c)
    if (!intro) return c.notFound()
    const { day } = toldForm.parse(await c.req.parseBody())

    const decision = await saveTold(deps, { ...(await acting(c, intro)), day })

    if (decision.kind === 'closed') return changed(c, intro)
    if (decision.kind !== 'wrong-day') return done(c, intro, 'told')
    const text = nl.firstWeeks.toldWrong(civilDate(decision.from), civilDate(decision.until))
    return again(c, intro, { form: 'tell', text, day })
  })

  app.post(paths.assistedClick(':id'), async (c) => {
    const intro = await load(c)
    if (!intro) return c.notFound()
    const fields = await c.req.parseBody()
    const which = sideForm.safeParse(fields)
    if (!which.success) return refuseForm(c, deps)
    const { side } = which.data
    const sent = clickForm.safeParse(fields)
    if (!sent.success) return again(c, intro, { form: `click-${side}`, text: words.clickMissing })

    const decision = await saveClick(deps, { ...assisted(c, intro), side, click: sent.data.click })

    if (decision.kind === 'answered') return done(c, intro, 'clicked')
    if (decision.kind === 'already-answered') return changed(c, intro, words.refused.already)
    if (decision.kind === 'not-met') return changed(c, intro, words.refused['not-met'])
    const early = decision.kind === 'too-early' ? words.refused['too-early'](dateTimeOf(decision.from)) : undefined
    return changed(c, intro, early)
  })

  app.post(paths.clickCorrection(':id'), async (c) => {
    const intro = await load(c)
    if (!intro) return c.notFound()
    const barring = await barringClick(deps, intro)
    if (!barring) return changed(c, intro)

    await liftBlock(deps, barring.barId, c.get('signedIn').staffId)

    return done(c, intro, 'lifted')
  })

  app.post(paths.assistedAgreement(':id'), async (c) => {
    const intro = await load(c)
    if (!intro || programmeOf(intro.programme).agreement !== 'own-page') return c.notFound()
    const fields = await c.req.parseBody()
    const which = sideForm.safeParse(fields)
    if (!which.success) return refuseForm(c, deps)
    const { side } = which.data
    const sent = agreementForm.safeParse(fields)
    if (!sent.success) return again(c, intro, { form: `agree-${side}`, text: words.agreeMissing })

    const { kind } = await saveAgreement(deps, { ...assisted(c, intro), side, read: sent.data.text })

    if (kind === 'agreed') return done(c, intro, 'agreed')
    if (kind === 'other-text') return again(c, intro, { form: `agree-${side}`, text: nl.firstWeeks.otherText })
    return changed(c, intro, kind === 'already-agreed' ? words.refused.already : undefined)
  })

  app.post(paths.introductionExtensions(':id'), async (c) => {
    const intro = await load(c)
    if (!intro) return c.notFound()
    const sent = formKey.safeParse(await c.req.parseBody())
    if (!sent.success) return refuseForm(c, deps)

    const { staffId } = c.get('signedIn')
    const location = paths.staffIntroduction(intro.id)
    const { kind } = await saveMoreTime(deps, { intro, staffId, formKey: sent.data._form, location })

    return kind === 'extended' ? done(c, intro, 'extended') : changed(c, intro)
  })

  const load = async (c: Context<StaffEnv>) => ifNamed(c, await introductionById(deps, params.parse(c.req.param()).id))

  /** Staff by themselves. */
  const acting = async (c: Context<StaffEnv>, intro: Introduction) => {
    const { staffId } = c.get('signedIn')
    return {
      intro,
      by: 'staff' as const,
      way: 'staff' as const,
      staffId,
      open: (await pairState(deps, intro)) === 'open',
    }
  }

  /** Staff for one of the two. */
  const assisted = (c: Context<StaffEnv>, introduction: Introduction) =>
    ({ introduction, way: 'staff', staffId: c.get('signedIn').staffId }) as const

  const done = (c: Context<StaffEnv>, { id }: Introduction, what: keyof typeof words.done) =>
    c.redirect(`${paths.staffIntroduction(id)}?done=${what}`, 303)

  const again = (c: Context<StaffEnv>, intro: Introduction, wrong: FirstWeeksProblem, status: 409 | 422 | 429 = 422) =>
    showIntroduction(c, deps, intro, { wrong, status })

  /** As it stands now: it became something else in the meantime. */
  async function changed(c: Context<StaffEnv>, { id }: Introduction, text: string = words.refused.changed) {
    const now = await introductionById(deps, id)
    return now ? showIntroduction(c, deps, now, { notice: { kind: 'error', text }, status: 409 }) : c.notFound()
  }

  return app
}
