import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { saveCheckinAnswer } from '../../../../db/duos/checkins.ts'
import {
  saveCoachingNote,
  saveExtension,
  savePause,
  savePauseCorrection,
  saveResume,
} from '../../../../db/duos/duo-care.ts'
import { type Duo, duoById } from '../../../../db/duos/duos.ts'
import { saveOutcome } from '../../../../db/duos/outcomes.ts'
import type { CareForm } from '../../../../views/staff/duos/duo-form-parts.tsx'
import { civilDate } from '../../../../views/words/format.ts'
import { nl } from '../../../../views/words.ts'
import type { Deps } from '../../../deps.ts'
import { CHECKIN_ANSWERS, EXTENSION_REASONS, OUTCOME_MOMENTS, SIDES } from '../../../domain/facts.ts'
import { programmeOf } from '../../../domain/programmes.ts'
import { onlyVisible } from '../../../domain/signup-answers.ts'
import { showDuo } from '../../../office/duo-page.tsx'
import { ifNamed } from '../../../office/sight.ts'
import { refuseForm } from '../../../office/staff-page.tsx'
import type { StaffEnv } from '../../../office/staff-session.ts'
import { paths } from '../../../paths.ts'

const words = nl.duos
const params = z.object({ id: z.string() })
const day = z.iso.date()
const maybeDay = z.union([day, z.literal('').transform(() => null)]).default(null)
const noteForm = z.object({ _form: z.string().min(20).max(64), body: z.string() })
const noteBody = z
  .string()
  .transform(onlyVisible)
  .pipe(z.string().trim().min(1, words.noteMissing).max(2000, words.noteLong))
const answerForm = z.object({
  question: z.templateLiteral([z.enum(SIDES), ':', z.string()]),
  answer: z.enum(CHECKIN_ANSWERS),
  call: z.string().optional(),
})
const pauseForm = z.object({ from: day, until: maybeDay })
const correctForm = z.union([
  z.object({ pause: z.string(), how: z.literal('back') }).transform(({ pause }) => ({ pause, resumedOn: null })),
  z.object({ pause: z.string(), how: z.literal('sooner'), sooner: day.catch('') }).transform(({ pause, sooner }) => {
    return { pause, resumedOn: sooner }
  }),
])
const resumeForm = z.object({ on: day })
const extendForm = z.object({ months: z.coerce.number().int(), why: z.enum(EXTENSION_REASONS) })
const outcomeForm = z.object({
  moment: z.enum(OUTCOME_MOMENTS),
  code: z.string().min(1),
  starts: maybeDay,
  ends: maybeDay,
})
const typedForm = z.record(z.string(), z.string().catch(''))

/** What staff do for a duo: notes, answers in somebody's name, pauses, an extension, what came of it. */
export function duoCareRoutes(deps: Deps): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()

  app.post(paths.duoNotes(':id'), async (c) => {
    const { duo, fields, staffId } = await load(c)
    if (!duo) return c.notFound()
    const sent = noteForm.safeParse(fields)
    if (!sent.success) return refuseForm(c, deps)
    const body = noteBody.safeParse(sent.data.body)
    if (!body.success) return wrong(c, duo, 'note', body.error.issues[0]?.message ?? words.noteMissing)

    const kept = await saveCoachingNote(deps, { duo, staffId, body: body.data, formKey: sent.data._form })
    if (kept === 'other-sent') return wrong(c, duo, 'note', nl.common.otherSent, 409)
    return kept === 'saved' ? c.redirect(`${paths.duo(duo.id)}?done=noted`, 303) : changed(c, duo, words.noteGone)
  })

  app.post(paths.duoCheckins(':id'), async (c) => {
    const { duo, fields, staffId } = await load(c)
    if (!duo) return c.notFound()
    const sent = answerForm.safeParse(fields)
    if (!sent.success) return wrong(c, duo, 'answer', words.answerMissing)

    const { question, answer, call } = sent.data
    const side = question.startsWith('mentor:') ? 'mentor' : 'mentee'
    const milestone = question.slice(question.indexOf(':') + 1)
    const given = { duo, side, milestone, answer, callMe: call !== undefined, remark: null } as const
    const { kind } = await saveCheckinAnswer(deps, { ...given, way: 'staff', staffId })
    return kind === 'answered' ? c.redirect(`${paths.duo(duo.id)}?done=answered`, 303) : changed(c, duo)
  })

  app.post(paths.duoPauses(':id'), async (c) => {
    const { duo, fields, staffId } = await load(c)
    if (!duo) return c.notFound()
    const sent = pauseForm.safeParse(fields)
    if (!sent.success) return wrong(c, duo, 'pause', words.pauseWrong)

    const { from: fromOn, until: resumedOn } = sent.data
    const decision = await savePause(deps, { duo, staffId, fromOn, resumedOn })
    if (decision.kind === 'paused') return c.redirect(`${paths.duo(duo.id)}?done=paused`, 303)
    if (decision.kind === 'ended' || decision.kind === 'changed') return changed(c, duo)
    const { kind } = decision
    const taken = kind === 'already-paused' ? words.pauseTaken(civilDate(decision.from)) : null
    return wrong(c, duo, 'pause', taken ?? words.pauseWrong)
  })

  app.post(paths.duoPauseCorrections(':id'), async (c) => {
    const { duo, fields, staffId } = await load(c)
    if (!duo) return c.notFound()
    const sent = correctForm.safeParse(fields)
    if (!sent.success) return wrong(c, duo, 'correct', words.correctMissing)

    const pause = duo.time.pauses.find(({ id }) => id === sent.data.pause)
    if (!pause) return changed(c, duo)
    const decision = await savePauseCorrection(deps, { duo, staffId, pause, resumedOn: sent.data.resumedOn })
    const { kind } = decision
    if (kind === 'corrected') return c.redirect(`${paths.duo(duo.id)}?done=corrected`, 303)
    if (kind === 'ended' || kind === 'changed') return changed(c, duo)
    if (kind === 'over-by-then') return wrong(c, duo, 'correct', words.overByThen(civilDate(decision.endsOn)))
    if (kind === 'other-after-end') return wrong(c, duo, 'correct', words.otherAfterEnd(civilDate(decision.from)))
    return wrong(c, duo, 'correct', kind === 'no-end-yet' ? words.noEndYet : words.notSooner)
  })

  app.post(paths.duoResume(':id'), async (c) => {
    const { duo, fields, staffId } = await load(c)
    if (!duo) return c.notFound()
    const sent = resumeForm.safeParse(fields)
    if (!sent.success) return wrong(c, duo, 'resume', words.resumeWrong)

    const { kind } = await saveResume(deps, { duo, staffId, on: sent.data.on })
    if (kind === 'resumed') return c.redirect(`${paths.duo(duo.id)}?done=resumed`, 303)
    return kind === 'before-pause' ? wrong(c, duo, 'resume', words.resumeWrong) : changed(c, duo)
  })

  app.post(paths.duoExtensions(':id'), async (c) => {
    const { duo, fields, staffId } = await load(c)
    if (!duo) return c.notFound()
    const { mostMonths } = programmeOf(duo.programme).extension
    const sent = extendForm.safeParse(fields)
    if (!sent.success) return wrong(c, duo, 'extend', words.extendWrong(mostMonths))

    const { months, why: reason } = sent.data
    const { kind } = await saveExtension(deps, { duo, staffId, months, reason })
    if (kind === 'extended') return c.redirect(`${paths.duo(duo.id)}?done=extended`, 303)
    if (kind === 'too-long' || kind === 'too-short') return wrong(c, duo, 'extend', words.extendWrong(mostMonths))
    return changed(c, duo, words.extendNot)
  })

  app.post(paths.duoOutcomes(':id'), async (c) => {
    const { duo, fields, staffId } = await load(c)
    if (!duo) return c.notFound()
    const sent = outcomeForm.safeParse(fields)
    if (!sent.success) return wrong(c, duo, 'outcome', outcomeProblem(sent.error))

    const { moment, code, starts, ends } = sent.data
    const contract = starts === null ? null : { startsOn: starts, endsOn: ends }
    const { kind } = await saveOutcome(deps, { duo, staffId, moment, code, contract })
    if (kind === 'recorded') return c.redirect(`${paths.duo(duo.id)}?done=recorded`, 303)
    return kind === 'still-running'
      ? changed(c, duo, words.outcomeWrong[kind])
      : wrong(c, duo, 'outcome', words.outcomeWrong[kind])
  })

  async function load(c: Context<StaffEnv>) {
    const { id } = params.parse(c.req.param())
    const [duo, fields] = await Promise.all([duoById(deps, id), c.req.parseBody()])
    return { duo: ifNamed(c, duo), fields, staffId: c.get('signedIn').staffId }
  }

  /** The form again, open, with what was typed and what to do. */
  async function wrong(c: Context<StaffEnv>, duo: Duo, form: CareForm, text: string, status: 409 | 422 = 422) {
    const typed = typedForm.parse(await c.req.parseBody())
    return showDuo(c, deps, duo, { problem: { form, text }, typed, status })
  }

  /** The duo as it has become meanwhile. */
  async function changed(c: Context<StaffEnv>, { id }: Duo, text: string = words.notNow) {
    const now = await duoById(deps, id)
    return now ? showDuo(c, deps, now, { notice: { kind: 'error', text }, status: 409 }) : c.notFound()
  }

  return app
}

/** The first field that is wrong. */
function outcomeProblem({ issues }: z.ZodError): string {
  const field = issues[0]?.path[0]
  if (field === 'starts') return nl.common.noSuchDay(words.contractStarts)
  return field === 'ends' ? nl.common.noSuchDay(words.contractEnds) : words.outcomeWrong['unknown-code']
}
