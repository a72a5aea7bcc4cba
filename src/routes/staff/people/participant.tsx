import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { introductionsOf } from '../../../../db/introductions/introductions.ts'
import { askedFor } from '../../../../db/partners/asking.ts'
import { sendersOf } from '../../../../db/partners/referred.ts'
import {
  namesOf,
  otherRoleOf,
  type Participant,
  participantById,
  recordsOf,
  showContact,
} from '../../../../db/people/participant.ts'
import { saveNote, savePause } from '../../../../db/people/participant-changes.ts'
import { countsForNobody, saveProof, withdraw } from '../../../../db/people/personal-data.ts'
import { refusedWith } from '../../../../db/refusal.ts'
import { signupById } from '../../../../db/signups/signups.ts'
import { ParticipantPage, type ParticipantProps } from '../../../../views/staff/people/participant.tsx'
import { nl, wordsFor } from '../../../../views/words.ts'
import type { Deps } from '../../../deps.ts'
import { otherSide } from '../../../domain/facts.ts'
import { introductionState, participantOn, sideOf } from '../../../domain/introduction.ts'
import { programmeOf } from '../../../domain/programmes.ts'
import { onlyVisible } from '../../../domain/signup-answers.ts'
import { askableFor } from '../../../office/askable.ts'
import { ifNamed } from '../../../office/sight.ts'
import { refuseForm, showStaff } from '../../../office/staff-page.tsx'
import type { StaffEnv } from '../../../office/staff-session.ts'
import { paths } from '../../../paths.ts'

const words = nl.participants
const current = paths.participants()

const params = z.object({ id: z.string() })
const isDone = (code: string): code is keyof typeof words.done => Object.hasOwn(words.done, code)
const doneQuery = z.object({ done: z.string().refine(isDone).nullable().catch(null) })
const noteForm = z.object({ _form: z.string().min(20).max(64), body: z.string() })
const noteBody = z
  .string()
  .transform(onlyVisible)
  .pipe(z.string().trim().min(1, words.noteMissing).max(2000, words.noteLong))
const pauseForm = z.object({ wish: z.enum(['pause', 'resume']) })
const isHow = (code: string): code is keyof typeof words.withdrawReasons => Object.hasOwn(words.withdrawReasons, code)
const withdrawalForm = z.object({
  how: z.string(words.withdrawHowMissing).refine(isHow, words.withdrawHowMissing),
  sure: z.literal('yes', words.withdrawSureMissing),
})

type Showing = Partial<Pick<ParticipantProps, 'contact' | 'done' | 'problems' | 'typed'>> & { status?: 409 | 422 }

export function participantRoutes(deps: Deps): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()

  app.get(paths.participant(':id'), async (c) => {
    const who = await load(c)
    return who ? page(c, who, { done: doneQuery.parse(c.req.query()).done }) : c.notFound()
  })

  // A post because it writes who looked; its answer is the page itself, so that no address holds what was shown.
  app.post(paths.participantContact(':id'), async (c) => {
    const who = await load(c)
    const contact = who ? await showContact(deps, who.id, c.get('signedIn').staffId) : null
    return who ? page(c, who, { contact }) : c.notFound()
  })

  app.post(paths.participantNotes(':id'), async (c) => {
    const who = await load(c)
    if (!who?.name) return c.notFound()
    const sent = noteForm.safeParse(await c.req.parseBody())
    if (!sent.success) return refuseForm(c, deps)
    const body = noteBody.safeParse(sent.data.body)
    if (!body.success)
      return page(c, who, { problems: { body: body.error.issues[0]?.message }, typed: { note: sent.data.body } })

    const location = `${paths.participant(who.id)}?done=noted`
    const note = { body: body.data, formKey: sent.data._form, location }
    try {
      const kept = await saveNote(deps, { participantId: who.id, staffId: c.get('signedIn').staffId }, note)
      if (kept === 'saved') return c.redirect(location, 303)
    } catch (error) {
      if (!refusedWith(error, 'ERASED')) throw error
      return c.notFound()
    }
    return page(c, who, { problems: { body: nl.common.otherSent }, typed: { note: sent.data.body }, status: 409 })
  })

  app.post(paths.participantPause(':id'), async (c) => {
    const who = await load(c)
    if (!who?.name) return c.notFound()
    const sent = pauseForm.safeParse(await c.req.parseBody())
    if (!sent.success) return refuseForm(c, deps)
    // The page says which of their rows counts.
    if (who.twinOf !== null) return page(c, who, { problems: {}, status: 409 })
    const { wish } = sent.data

    if (who.facts.paused !== (wish === 'pause'))
      await savePause(deps, { participantId: who.id, staffId: c.get('signedIn').staffId }, wish)
    return c.redirect(`${paths.participant(who.id)}?done=${wish === 'pause' ? 'paused' : 'resumed'}`, 303)
  })

  app.post(paths.participantWithdrawal(':id'), async (c) => {
    const who = await load(c)
    if (!who) return c.notFound()
    const sent = withdrawalForm.safeParse(await c.req.parseBody())
    if (!sent.success && who.name) return page(c, who, { problems: problemsOf(sent.error) })

    if (sent.success && who.name)
      await withdraw(deps, who.id, { actor: 'staff', staffId: c.get('signedIn').staffId, reason: sent.data.how })
    return c.redirect(`${paths.participant(who.id)}?done=withdrawn`, 303)
  })

  app.post(paths.deskProof(':id'), async (c) => {
    const signup = await signupById(deps, params.parse(c.req.param()).id)
    const who = signup?.participantId ? ifNamed(c, await participantById(deps, signup.participantId)) : null
    if (!signup || !who) return c.notFound()

    const { staffId } = c.get('signedIn')
    const proof = { participantId: who.id, signupId: signup.id, how: 'desk' as const, staffId }
    const saved = await saveProof(deps, proof)
    if (!saved && (await signupById(deps, signup.id))?.pending) {
      const done = (await countsForNobody(deps, signup)) ? 'otherAddress' : 'waitsForMail'
      return c.redirect(`${paths.participant(who.id)}?done=${done}`, 303)
    }
    return saved ? c.redirect(`${paths.participant(saved.participantId)}?done=seen`, 303) : c.notFound()
  })

  const load = async (c: Context<StaffEnv>) => ifNamed(c, await participantById(deps, params.parse(c.req.param()).id))

  async function page(c: Context<StaffEnv>, who: Participant, { status = 422, ...showing }: Showing) {
    const [records, history, otherRole, asked, sentBy] = await Promise.all([
      recordsOf(deps, who.id),
      historyOf(who),
      otherRoleOf(deps, who),
      askedFor(deps, who.id),
      sendersOf(deps, who.id),
    ])
    const problems = showing.problems ?? {}
    const props = {
      contact: null,
      done: null,
      typed: { note: '' },
      ...showing,
      problems,
      records,
      history,
      otherRole,
      asked,
      askable: askableFor(who, asked),
      sentBy,
      who,
    }
    const { csrf } = c.get('signedIn')
    const failed = showing.problems ? ({ error: true, status } as const) : {}
    const programme = programmeOf(who.programme)
    return showStaff(
      c,
      deps,
      { title: who.name ?? words.erasedName, current, programme, ...failed },
      <ParticipantPage
        {...props}
        words={wordsFor(programme)}
        programme={programme}
        csrf={csrf}
        formKey={deps.newToken()}
      />,
    )
  }

  async function historyOf(who: Participant): Promise<ParticipantProps['history']> {
    const introductions = await introductionsOf(deps, who.id)
    const other = (intro: (typeof introductions)[number]) =>
      participantOn(intro, otherSide(sideOf(intro, who.id) ?? who.side))
    const names = await namesOf(deps, introductions.map(other))
    return introductions.map((intro) => ({
      id: intro.id,
      with: names.get(other(intro)) ?? words.erasedName,
      state: introductionState(intro.facts, deps.now()),
      sentAt: intro.sentAt,
      duoId: intro.duoId,
    }))
  }

  return app
}

function problemsOf(error: z.ZodError): ParticipantProps['problems'] {
  const message = (field: string) => error.issues.find(({ path }) => path[0] === field)?.message
  return { how: message('how'), sure: message('sure') }
}
