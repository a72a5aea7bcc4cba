import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { saveCancellation, saveMeetingAnswer, saveProposal, saveTold } from '../../../db/introductions/meetings.ts'
import { loadSettings } from '../../../db/settings.ts'
import { type MeetingTyped, MOST_PLACE } from '../../../views/phone/meetings.tsx'
import { civilDate } from '../../../views/words/format.ts'
import { nl } from '../../../views/words.ts'
import type { Deps } from '../../deps.ts'
import { instantOfWallTime } from '../../domain/civil-date.ts'
import { programmeOf } from '../../domain/programmes.ts'
import { onlyVisible } from '../../domain/signup-answers.ts'
import type { Entry } from '../../entries.ts'
import { formFields } from '../../form-fields.ts'
import { agreedMeetingFor } from '../../letters/calendar.ts'
import type { Env } from '../../middleware.ts'
import { messagePage, phonePage } from '../../page.tsx'
import { paths } from '../../paths.ts'
import { pageOf } from '../../phone/answer-pages.tsx'
import { enterAgreed } from '../../phone/duo-visits.ts'
import { foreignForm, notChosen, notHere } from '../../phone/visit-pages.tsx'
import { isOwnForm } from '../../phone/visits.ts'

const words = nl.meetings
const params = z.object({ meeting: z.string() })
const formKey = z.string().min(20).max(64)
const toldForm = z.object({ day: z.iso.date() })
const answerForm = z.object({ slot: z.union([z.literal('none'), z.coerce.number().int()]) })

/** A first meeting: dates proposed by one of the two, one chosen by the other, and cancelling. */
export function meetingsRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>()

  app.post(paths.meetings(':id', ':side'), async (c) => {
    const entry = await enterAgreed(c, deps)
    if (!entry) return notHere(c, deps)
    const fields = await formFields(c)
    const key = formKey.safeParse(fields.get('_form'))
    if (!isOwnForm(entry.visitor, fields.get('_csrf')) || !key.success) return foreignForm(c, deps)
    const typed = fields.getAll('slot').filter((slot) => slot !== '')
    const place = onlyVisible(fields.get('place') ?? '').trim()
    const slots = typed.flatMap((slot) => instantOfWallTime(slot) ?? [])
    const wrong = (problem: string, status?: 409 | 429) => again(c, entry, { slots: typed, place, problem }, status)
    if (slots.length < typed.length) return wrong(words.problems['not-a-time'])
    if (place.length > MOST_PLACE) return wrong(words.problems.long)

    const { intro, side, visitor, open } = entry
    const acting = { intro, by: side, way: visitor.way, open, formKey: key.data }
    const decision = await saveProposal(deps, { ...acting, slots, place: place === '' ? null : place })

    if (decision.kind === 'proposed') return done(c, entry, 'proposed')
    if (decision.kind === 'other-sent') return wrong(nl.common.otherSent, 409)
    if (decision.kind === 'after-end') return wrong(words.afterEnd(civilDate(decision.lastDay)))
    return wrong(words.problems[decision.kind], decision.kind === 'too-many' ? 429 : undefined)
  })

  app.post(paths.meetingAnswer(':id', ':side', ':meeting'), async (c) => {
    const entry = await enterAgreed(c, deps)
    if (!entry) return notHere(c, deps)
    const fields = Object.fromEntries(await formFields(c))
    const { intro, side, visitor, open } = entry
    if (!isOwnForm(visitor, fields._csrf)) return foreignForm(c, deps)
    const sent = answerForm.safeParse(fields)
    if (!sent.success) return notChosen(c, deps, paths.introduction(intro.id, side))

    const meetingId = params.parse(c.req.param()).meeting
    const slotAt = sent.data.slot === 'none' ? null : sent.data.slot
    const { kind } = await saveMeetingAnswer(deps, { intro, side, way: visitor.way, meetingId, slotAt, open })

    if (kind === 'agreed') return done(c, entry, 'fixed')
    if (kind === 'waits') return done(c, entry, 'chosen')
    if (kind === 'none-fits') return done(c, entry, 'none')
    return kind === 'already-answered' ? c.redirect(paths.introduction(intro.id, side), 303) : changed(c, entry)
  })

  app.post(paths.meetingCancellation(':id', ':side', ':meeting'), async (c) => {
    const entry = await enterAgreed(c, deps)
    if (!entry) return notHere(c, deps)
    const { intro, side, visitor, stands } = entry
    const fields = await formFields(c)
    if (!isOwnForm(visitor, fields.get('_csrf'))) return foreignForm(c, deps)
    if (!stands) return changed(c, entry)
    if (fields.get('sure') !== 'yes') return notChosen(c, deps, paths.introduction(intro.id, side))

    const meetingId = params.parse(c.req.param()).meeting
    const { kind } = await saveCancellation(deps, { intro, by: side, way: visitor.way, meetingId })

    if (kind === 'withdrawn') return done(c, entry, kind)
    return kind === 'cancelled' || kind === 'already-cancelled' ? done(c, entry, 'cancelled') : changed(c, entry)
  })

  app.get(paths.meetingCalendar(':id', ':side', ':meeting'), async (c) => {
    const entry = await enterAgreed(c, deps)
    const { meeting: meetingId } = params.parse(c.req.param())
    const file =
      entry?.stands &&
      (await agreedMeetingFor(deps, { intro: entry.intro, participantId: entry.visitor.participantId, meetingId }))
    if (!file) return notHere(c, deps)

    return c.body(file, 200, {
      'Content-Type': 'text/calendar; charset=utf-8; method=REQUEST',
      'Content-Disposition': 'attachment; filename="afspraak.ics"',
    })
  })

  app.post(paths.toldMeeting(':id', ':side'), async (c) => {
    const entry = await enterAgreed(c, deps)
    if (!entry) return notHere(c, deps)
    const fields = Object.fromEntries(await formFields(c))
    const { intro, side, visitor, open } = entry
    if (!isOwnForm(visitor, fields._csrf)) return foreignForm(c, deps)
    if (fields.sure !== 'yes') return notChosen(c, deps, paths.introduction(intro.id, side))
    const sent = toldForm.safeParse(fields)
    const day = sent.success ? sent.data.day : ''

    const decision = await saveTold(deps, { intro, by: side, way: visitor.way, open, day })

    if (decision.kind === 'closed') return changed(c, entry)
    if (decision.kind !== 'wrong-day') return c.redirect(`${paths.introduction(intro.id, side)}?done=told`, 303)
    const problem = nl.firstWeeks.toldWrong(civilDate(decision.from), civilDate(decision.until))
    const { title, body } = await pageOf(deps, entry, { told: { day: fields.day ?? '', problem } })
    return c.html(
      phonePage(
        deps,
        await loadSettings(deps.db),
        { title, programme: programmeOf(entry.intro.programme), error: true },
        body,
      ),
      422,
    )
  })

  const done = (c: Context<Env>, { intro, side }: Entry, what: keyof typeof words.done) =>
    c.redirect(`${paths.introduction(intro.id, side)}?done=${what}`, 303)

  async function again(c: Context<Env>, entry: Entry, meeting: MeetingTyped, status: 409 | 422 | 429 = 422) {
    const { title, body } = await pageOf(deps, entry, { meeting })
    return c.html(
      phonePage(
        deps,
        await loadSettings(deps.db),
        { title, programme: programmeOf(entry.intro.programme), error: true },
        body,
      ),
      status,
    )
  }

  async function changed(c: Context<Env>, { intro, side }: Entry) {
    const link = { label: nl.checkins.toDuo, href: paths.introduction(intro.id, side) }
    const page = { title: words.changed, text: words.changedText, link, programme: programmeOf(intro.programme) }
    return c.html(messagePage(deps, await loadSettings(deps.db), page), 409)
  }

  return app
}
