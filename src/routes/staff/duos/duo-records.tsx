import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { saveEndAnswer } from '../../../../db/duos/duo-answers.ts'
import { endDuo, saveStopReason } from '../../../../db/duos/duo-ends.ts'
import { type Duo, duoById } from '../../../../db/duos/duos.ts'
import { saveMeetingNote, saveNoteVoid } from '../../../../db/duos/meeting-notes.ts'
import type { CareForm } from '../../../../views/staff/duos/duo-form-parts.tsx'
import { nl } from '../../../../views/words.ts'
import type { Deps } from '../../../deps.ts'
import { civilDateOf } from '../../../domain/civil-date.ts'
import { duoState } from '../../../domain/duos/duo.ts'
import { SIDES, STOP_REASONS } from '../../../domain/facts.ts'
import { participantOn } from '../../../domain/introduction.ts'
import { endAnswerForm } from '../../../end-answer-form.ts'
import { showDuo } from '../../../office/duo-page.tsx'
import { ifNamed } from '../../../office/sight.ts'
import { refuseForm } from '../../../office/staff-page.tsx'
import type { StaffEnv } from '../../../office/staff-session.ts'
import { paths } from '../../../paths.ts'

const words = nl.duos
const params = z.object({ id: z.string() })
const by = z.enum([...SIDES, 'staff'])
const metForm = z.object({ by, day: z.iso.date().catch(''), minutes: z.coerce.number().int().catch(0) })
const unmetForm = z.object({ note: z.string().min(1) })
const reasonForm = z.object({ by, reason: z.enum(STOP_REASONS) })
const sideForm = z.object({ side: z.enum(SIDES) })
const typedForm = z.record(z.string(), z.string().catch(''))

/** What staff write down of a duo: its meetings, its early end and whose reason that was, what the two say at its end. */
export function duoRecordsRoutes(deps: Deps): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()

  app.post(paths.duoMeetings(':id'), async (c) => {
    const { duo, fields, staffId } = await load(c)
    if (!duo) return c.notFound()
    const sent = metForm.safeParse(fields)
    if (!sent.success) return wrong(c, duo, 'met', words.metMissing)

    const { day: metOn, minutes, by: teller } = sent.data
    const note = { duo, by: teller, metOn, minutes, way: 'staff', staffId } as const
    const { kind } = await saveMeetingNote(deps, note)
    if (kind === 'gone') return changed(c, duo, words.tellerGone)
    return kind === 'noted' ? done(c, duo, 'met') : wrong(c, duo, 'met', words.metWrong[kind])
  })

  app.post(paths.duoMeetingVoid(':id'), async (c) => {
    const { duo, fields, staffId } = await load(c)
    if (!duo) return c.notFound()
    const sent = unmetForm.safeParse(fields)
    if (!sent.success) return wrong(c, duo, 'unmet', words.unmetMissing)

    const { kind } = await saveNoteVoid(deps, { duo, by: null, staffId, noteId: sent.data.note })
    return kind === 'not-yours' ? c.notFound() : done(c, duo, 'unmet')
  })

  app.post(paths.duoReasons(':id'), async (c) => {
    const { duo, fields, staffId } = await load(c)
    if (!duo) return c.notFound()
    const sent = reasonForm.safeParse(fields)
    if (!sent.success) return wrong(c, duo, 'reason', words.closeMissing)
    // A duo that completed did not end early: nobody is asked why.
    if (duo.facts.end?.reason === 'completed') return changed(c, duo)

    const told = await saveStopReason(deps, { duo, staffId, ...sent.data })
    if (told === 'saved') return done(c, duo, 'reasoned')
    return changed(c, duo, words.reasonNot[told])
  })

  app.post(paths.duoClosure(':id'), async (c) => {
    const { duo, fields, staffId } = await load(c)
    if (!duo) return c.notFound()
    const sent = reasonForm.safeParse(fields)
    if (!sent.success) return wrong(c, duo, 'close', words.closeMissing)
    // A duo whose last day has passed is complete, also before the job has written that down.
    if (duoState(duo.facts, civilDateOf(deps.now())) !== 'running') return changed(c, duo, words.alreadyEnded)

    const { kind } = await endDuo(deps, { duo, staffId, ...sent.data })
    return kind === 'ended' ? done(c, duo, 'closed') : changed(c, duo, words.alreadyEnded)
  })

  app.post(paths.duoEndAnswers(':id'), async (c) => {
    const { duo, fields, staffId } = await load(c)
    if (!duo) return c.notFound()
    const which = sideForm.safeParse(fields)
    if (!which.success) return refuseForm(c, deps)
    const { side } = which.data

    const given = { ...endAnswerForm.parse(fields), duo, side, way: 'staff', staffId } as const
    const decision = await saveEndAnswer(deps, given)

    if (decision.kind === 'answered')
      return decision.next === 'stop'
        ? c.redirect(`${paths.participant(participantOn(duo, side))}?done=wantsOut`, 303)
        : done(c, duo, 'answered')
    if (decision.kind === 'nothing-said') return wrong(c, duo, `end-${side}`, nl.checkins.endMissing)
    if (decision.kind === 'unknown-outcome' || decision.kind === 'not-a-mentor') return refuseForm(c, deps)
    return changed(c, duo, words.endNot[decision.kind])
  })

  async function load(c: Context<StaffEnv>) {
    const { id } = params.parse(c.req.param())
    const [duo, fields] = await Promise.all([duoById(deps, id), c.req.parseBody()])
    return { duo: ifNamed(c, duo), fields, staffId: c.get('signedIn').staffId }
  }

  const done = (c: Context<StaffEnv>, { id }: Duo, what: keyof typeof words.done) =>
    c.redirect(`${paths.duo(id)}?done=${what}`, 303)

  /** The form again, open, with what was typed and what to do. */
  async function wrong(c: Context<StaffEnv>, duo: Duo, form: CareForm, text: string) {
    const typed = typedForm.parse(await c.req.parseBody())
    return showDuo(c, deps, duo, { problem: { form, text }, typed, status: 422 })
  }

  /** The duo as it has become meanwhile. */
  async function changed(c: Context<StaffEnv>, { id }: Duo, text: string = words.notNow) {
    const now = await duoById(deps, id)
    return now ? showDuo(c, deps, now, { notice: { kind: 'error', text }, status: 409 }) : c.notFound()
  }

  return app
}
