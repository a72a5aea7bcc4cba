import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { introductionsOf } from '../../../db/introductions/introductions.ts'
import { factsOf } from '../../../db/people/participant-facts.ts'
import { loadSettings } from '../../../db/settings.ts'
import { type EventRow, eventById } from '../../../db/signups/events.ts'
import { saveExtra } from '../../../db/signups/signup-extras.ts'
import { type Signup, signupById, speaksForParticipant } from '../../../db/signups/signups.ts'
import { ExtraForm, extraTitles } from '../../../views/phone/signups-done.tsx'
import type { ShownStanding } from '../../../views/phone/signups-standing.tsx'
import { civilDate } from '../../../views/words/format.ts'
import { phoneAccess, rememberedAddress } from '../../access.ts'
import type { Deps } from '../../deps.ts'
import { civilDateOf } from '../../domain/civil-date.ts'
import { participantState } from '../../domain/participant.ts'
import { type Programme, programmeOf } from '../../domain/programmes.ts'
import { type Missing, missingFor, NOTHING_DONE } from '../../domain/readiness.ts'
import { BLANK_EXTRA, checkExtra, type ExtraAnswers, type ExtraProblem } from '../../domain/signup-answers.ts'
import { type Standing, standingOf } from '../../domain/standing.ts'
import { formFields } from '../../form-fields.ts'
import { sameSecret } from '../../keys.ts'
import type { Env } from '../../middleware.ts'
import { phonePage } from '../../page.tsx'
import { paths } from '../../paths.ts'
import { queueOf } from '../../phone/own-place.ts'
import { confirmationPage } from '../../phone/signup-pages.tsx'
import { foreignForm } from '../../phone/visit-pages.tsx'

const params = z.object({ id: z.string() })

/** What the phone that signed up shows afterwards. */
export function confirmationsRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>()

  app.get(paths.signup(':id'), async (c) => {
    const own = await ownSignup(c, deps)
    if (!own) return c.notFound()

    const { id, at, shortCode, side } = own.signup
    const [settings, place] = await Promise.all([loadSettings(deps.db), placeOf(deps, own.signup)])
    const { standing, missing } = await knownTo(deps, own.signup, place.programme)
    const email = rememberedAddress(c, deps, id)
    const saved = c.req.query('saved') !== undefined
    return c.html(
      confirmationPage(
        deps,
        { settings, side, ...place },
        {
          id,
          at,
          shortCode,
          email,
          saved,
          queue: await queueOf(deps, place.programme.id),
          standing: shown(standing, side),
          missing,
        },
      ),
    )
  })

  app.get(paths.signupExtra(':id'), async (c) => {
    const own = await ownSignup(c, deps)
    if (!own) return c.notFound()

    return c.html(await extraPage(deps, own, BLANK_EXTRA, []))
  })

  app.post(paths.signupExtra(':id'), async (c) => {
    const fields = await formFields(c)
    const own = await ownSignup(c, deps)
    if (!own) return c.notFound()
    if (!sameSecret(fields.get('_csrf') ?? '', own.csrf)) return foreignForm(c, deps)

    const answers = extraAnswersOf(fields)
    const { programme } = await placeOf(deps, own.signup)
    const checked = checkExtra(programme.sides[own.signup.side].details, answers)
    if (checked.kind === 'problems') return c.html(await extraPage(deps, own, answers, checked.problems), 422)

    await saveExtra(deps, own.signup, checked.extra)
    return c.redirect(paths.signupSaved(own.signup.id), 303)
  })

  return app
}

type Own = { signup: Signup; csrf: string }

/** The sign-up of this address when this phone made it; absent and somebody else's are the same. */
async function ownSignup(c: Context, deps: Deps): Promise<Own | null> {
  const signup = await signupById(deps, params.parse(c.req.param()).id)
  const access = signup && (await phoneAccess(c, deps, signup))
  return signup && access ? { signup, csrf: access.csrf } : null
}

type Known = { standing: Standing; missing: Missing[] }

/** A phone that does not speak for its participant learns no more than everybody does who just signed up. */
async function knownTo(deps: Deps, signup: Signup, programme: Programme): Promise<Known> {
  const nothing: Known = {
    standing: { kind: 'searching' },
    missing: missingFor(programme, signup.side, NOTHING_DONE),
  }
  if (signup.participantId === null || !(await speaksForParticipant(deps, signup))) return nothing
  const [facts, introductions] = await Promise.all([
    factsOf(deps, signup.participantId),
    introductionsOf(deps, signup.participantId),
  ])
  if (!facts) return nothing
  const standing = standingOf(participantState(facts), facts.side, introductions, deps.now())
  return { standing, missing: facts.missing }
}

function shown(standing: Standing, side: Signup['side']): ShownStanding {
  if (!('introductionId' in standing)) return standing
  const href = paths.introduction(standing.introductionId, side)
  if (standing.kind !== 'asked') return { kind: standing.kind, href }
  return { kind: 'asked', href, deadline: civilDate(civilDateOf(standing.expiresAt)) }
}

const extraAnswersOf = (fields: URLSearchParams): ExtraAnswers => ({
  business: fields.get('business') ?? '',
  businessVisible: fields.get('businessVisible') ?? '',
  capacity: fields.get('capacity') ?? '',
  sameSectorWelcome: fields.get('sameSectorWelcome') ?? '',
  stage: fields.get('stage') ?? '',
  phone: fields.get('phone') ?? '',
  inCentre: fields.get('inCentre') ?? '',
})

async function placeOf({ db }: Deps, { eventId }: Signup): Promise<{ event: EventRow; programme: Programme }> {
  const event = await eventById(db, eventId)
  if (!event) throw new Error('A sign-up of no event')
  return { event, programme: programmeOf(event.programme) }
}

async function extraPage(deps: Deps, { signup, csrf }: Own, answers: ExtraAnswers, problems: ExtraProblem[]) {
  const [settings, { programme }] = await Promise.all([loadSettings(deps.db), placeOf(deps, signup)])
  return phonePage(
    deps,
    settings,
    { title: extraTitles(programme, signup.side).title, programme, error: problems.length > 0 },
    <ExtraForm
      programme={programme}
      side={signup.side}
      answers={answers}
      problems={problems}
      action={paths.signupExtra(signup.id)}
      csrf={csrf}
      back={paths.signup(signup.id)}
    />,
  )
}
