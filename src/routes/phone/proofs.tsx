import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { introductionsOf } from '../../../db/introductions/introductions.ts'
import { type OwnSignup, ownData } from '../../../db/people/my-data.ts'
import { saveProof, sayNotMe } from '../../../db/people/personal-data.ts'
import { loadSettings } from '../../../db/settings.ts'
import { type Signup, signupById } from '../../../db/signups/signups.ts'
import { visited } from '../../../db/signups/visits.ts'
import { ProofQuestion } from '../../../views/phone/my-data.tsx'
import { dateTimeOf } from '../../../views/words/format.ts'
import { nl } from '../../../views/words.ts'
import { forgetVisits, letIn, type Visitor } from '../../access.ts'
import type { Deps } from '../../deps.ts'
import { introductionPage, sideOf } from '../../domain/introduction.ts'
import { normaliseEmail } from '../../domain/participant.ts'
import { type Programme, programmeOf } from '../../domain/programmes.ts'
import { isOtherAddress } from '../../domain/signup.ts'
import { formFields } from '../../form-fields.ts'
import type { Env } from '../../middleware.ts'
import { phonePage } from '../../page.tsx'
import { paths } from '../../paths.ts'
import { foreignForm, notHere } from '../../phone/visit-pages.tsx'
import { isOwnForm, proofVisitor } from '../../phone/visits.ts'

const words = nl.myData
const signupParams = z.object({ id: z.string() })
const proofForm = z.object({ mine: z.enum(['yes', 'no']) })

type Entry = { signup: Signup; shown: OwnSignup; programme: Programme; visitor: Visitor }

/** "Klopt het dat je dit zelf vroeg?": asked of the mailbox alone, never of the phone that filled in the form. */
export function proofsRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>()

  app.get(paths.signupProof(':id'), async (c) => {
    const entry = await enter(c, deps)
    if (!entry) return notHere(c, deps)

    return entry.shown.confirmed ? goTo(c, deps, entry.visitor.participantId, 'already') : show(c, deps, entry)
  })

  app.post(paths.signupProof(':id'), async (c) => {
    const entry = await enter(c, deps)
    if (!entry) return notHere(c, deps)
    const { signup, visitor } = entry
    const fields = Object.fromEntries(await formFields(c))
    if (!isOwnForm(visitor, fields._csrf)) return foreignForm(c, deps)
    const form = proofForm.safeParse(fields)
    if (!form.success) return show(c, deps, entry, words.proofChoose)

    if (form.data.mine === 'no') {
      if (!(await sayNotMe(deps, signup))) return notHere(c, deps)
      return signup.pending ? goTo(c, deps, visitor.participantId, 'form-erased') : leave(c, deps)
    }
    const { participantId } = visitor
    const proved = await saveProof(deps, { participantId, signupId: signup.id, how: 'link' })

    return proved ? goTo(c, deps, proved.participantId, 'confirmed') : notHere(c, deps)
  })

  return app
}

async function enter(c: Context<Env>, deps: Deps): Promise<Entry | null> {
  const signup = await signupById(deps, signupParams.parse(c.req.param()).id)
  if (!signup?.participantId) return null
  const [visitor, own] = await Promise.all([
    proofVisitor(c, deps, signup.participantId, signup.id),
    ownData(deps, signup.participantId),
  ])
  const shown = own?.signups.find(({ id }) => id === signup.id)
  // A form with an address that was given up is no question to whoever reads the mails of the one that stayed.
  if (own && isOtherAddress(signup.pending, normaliseEmail(own.email))) return null
  if (!visitor || !own || !shown) return null
  // What waits may be for another programme than the one that they take part in.
  return { signup, shown, programme: programmeOf(signup.pending ? shown.programme : own.programme), visitor }
}

async function show(c: Context<Env>, deps: Deps, { signup, shown, programme, visitor }: Entry, problem?: string) {
  const body = (
    <ProofQuestion
      action={paths.signupProof(signup.id)}
      csrf={visitor.csrf}
      moment={dateTimeOf(shown.at)}
      facts={[
        { label: shown.standing ? words.proofForm : words.proofEvent, value: shown.event },
        { label: words.role, value: programme.sides[shown.side].role },
        { label: words.proofCode, value: shown.shortCode },
      ]}
      no={signup.pending ? words.proofNoKnown : words.proofNo}
      problem={problem}
    />
  )
  const page = phonePage(
    deps,
    await loadSettings(deps.db),
    { title: words.proof, programme, error: problem !== undefined },
    body,
  )
  return c.html(page, problem ? 422 : 200)
}

/** Lets the mailbox in at its own page, or at the introduction that waits for it. */
async function goTo(c: Context<Env>, deps: Deps, participantId: string, done: 'confirmed' | 'already' | 'form-erased') {
  const who = await visited(deps, participantId)
  if (!who) return notHere(c, deps)
  await letIn(c, deps, { purpose: 'manage', participantId, about: '' }, who.generation)
  const waiting = (await introductionsOf(deps, participantId)).find((intro) => {
    const side = sideOf(intro, participantId)
    return side && ['agreed', 'question'].includes(introductionPage(intro.facts, side, deps.now()))
  })
  const side = waiting && sideOf(waiting, participantId)
  if (waiting && side && done === 'confirmed') return c.redirect(paths.introduction(waiting.id, side), 303)
  return c.redirect(`${paths.myData(participantId)}?done=${done}`, 303)
}

function leave(c: Context<Env>, deps: Deps) {
  forgetVisits(c, deps)
  return c.redirect(paths.withdrawn(), 303)
}
