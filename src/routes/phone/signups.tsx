import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { handledAt } from '../../../db/forms.ts'
import { isTooOften } from '../../../db/rate.ts'
import { refusedWith, Unavailable } from '../../../db/refusal.ts'
import { type NewSignup, saveSignup, signupByFormKey } from '../../../db/signups/signups.ts'
import { nl } from '../../../views/words.ts'
import { rememberAddress, rememberPhone } from '../../access.ts'
import { keptSignupTexts } from '../../consent-texts.ts'
import type { Deps } from '../../deps.ts'
import { CODE_LENGTH, codeFrom, needsInvitation } from '../../domain/event.ts'
import { SIDES } from '../../domain/facts.ts'
import { missingFor, NOTHING_DONE } from '../../domain/readiness.ts'
import { BLANK_ANSWERS, checkAnswers, type SignupAnswers } from '../../domain/signup-answers.ts'
import { formFields } from '../../form-fields.ts'
import { sha256 } from '../../keys.ts'
import type { Env } from '../../middleware.ts'
import { paths } from '../../paths.ts'
import { doorFor, isOpen, type OpenDoor, shutPage } from '../../phone/event-door.tsx'
import { freshForm } from '../../phone/form-stamp.ts'
import { byInvitation, forgetInvited, invitedTo } from '../../phone/invited.ts'
import { readyPages } from '../../phone/ready-pages.ts'
import {
  checkPage,
  confirmationPage,
  type Entry,
  formPage,
  rolePage,
  type ShownForm,
} from '../../phone/signup-pages.tsx'
import { formPageOf, isEmailRight, readSentForm, signupBuckets } from '../../phone/signup-sending.ts'

const eventParams = z.object({ code: z.string() })
const sideParams = z.object({ code: z.string(), side: z.enum(SIDES) })

export function signupsRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>()
  const ready = readyPages(deps)
  const textsFor = keptSignupTexts(deps)

  app.get(paths.event(':code'), async (c) => {
    const door = await doorFor(deps, eventParams.parse(c.req.param()).code)
    if (!isOpen(door)) return shutPage(c, deps, door, 'asking')

    return ready(c, door.event.id, everythingOf(door), () => rolePage(deps, door))
  })

  app.get(paths.signupForm(':code', ':side'), async (c) => {
    const entry = await enter(c, deps, 'asking')
    if (entry instanceof Response) return entry

    return ready(c, formPageOf(entry), everythingOf(entry), () => formPage(deps, entry, BLANK_ANSWERS, []))
  })

  // "Wijzig" on the check page: the form again, with everything that was typed.
  app.post(paths.signupForm(':code', ':side'), async (c) => {
    const answers = answersOf(await formFields(c))
    const entry = await enter(c, deps, 'sending')
    if (entry instanceof Response) return entry

    return c.html(formPage(deps, entry, answers, []))
  })

  // Writes nothing: what was filled in travels on in the page.
  app.post(paths.signupCheck(':code', ':side'), async (c) => {
    const fields = await formFields(c)
    const entry = await enter(c, deps, 'sending')
    if (entry instanceof Response) return entry

    const answers = answersOf(fields)
    const checked = checkAnswers(entry.programme, entry.side, answers)
    if (checked.kind === 'problems') return c.html(formPage(deps, entry, answers, checked.problems), 422)

    const texts = await textsFor(entry)
    const fresh = await freshForm(deps, formPageOf(entry))
    const emailRight = isEmailRight(fields, checked.form)
    const shown = { form: checked.form, texts, agreed: false, invitations: false, emailRight, ...fresh }
    return c.html(checkPage(deps, entry, shown))
  })

  app.post(paths.signups(':code', ':side'), async (c) => {
    const fields = await formFields(c)
    const entry = await enter(c, deps, 'sending')
    if (entry instanceof Response) return (await sentBefore(c, deps, fields)) ?? entry

    const answers = answersOf(fields)
    const checked = checkAnswers(entry.programme, entry.side, answers)
    if (checked.kind === 'problems') return c.html(formPage(deps, entry, answers, checked.problems), 422)
    if (fields.get('message')) return c.html(robotPage(deps, entry, answers.email))

    const texts = await textsFor(entry)
    const { shown, hasty, objection } = await readSentForm(deps, entry, { form: checked.form, texts }, fields)
    if (objection) return (await sentBefore(c, deps, fields)) ?? c.html(checkPage(deps, entry, shown, objection), 422)

    try {
      const { event, invitation } = entry
      const { formKey, invitations } = shown
      const form = { ...checked.form, invitations }
      const phoneToken = await phoneTokenOf(deps, formKey)
      const buckets = await signupBuckets(c, deps, entry, form, hasty)
      const sent = { event, form, texts, buckets, formKey: await sha256(formKey), phoneToken }
      const { signup } = await saveInvited(deps, entry, sent)
      if (invitation) forgetInvited(c, deps, invitation)
      return confirm(c, deps, signup.id, { phoneToken, email: form.email })
    } catch (error) {
      if (refusedWith(error, 'ALREADY_WRITTEN')) return byInvitation(c, deps, entry)
      const earlier = refusedWith(error, 'FORM_SENT') ? await sentBefore(c, deps, fields) : null
      return earlier ?? notNow(c, deps, entry, shown, error)
    }
  })

  // Somebody reloads or shares the address of a page that only a form leads to.
  for (const path of [paths.signupCheck(':code', ':side'), paths.signups(':code', ':side')]) {
    app.get(path, async (c) => {
      const entry = await enter(c, deps, 'asking')
      return entry instanceof Response ? entry : c.redirect(paths.signupForm(entry.event.code, entry.side), 303)
    })
  }

  return app
}

/** The event and the side of this request; else the page that says why not. */
async function enter(c: Context, deps: Deps, coming: 'asking' | 'sending'): Promise<Entry | Response> {
  const params = sideParams.safeParse(c.req.param())
  if (!params.success) return c.notFound()
  const { code, side } = params.data
  const door = await doorFor(deps, code)
  if (!isOpen(door)) return shutPage(c, deps, door, coming)
  const entry = { ...door, side }
  const invited = await invitedTo(c, deps, { programme: door.programme.id, side })
  if (!invited && needsInvitation(entry)) return byInvitation(c, deps, entry)
  return { ...entry, invitation: invited?.invitation ?? null }
}

/** All that a page which is the same for everybody is made from. */
const everythingOf = ({ event, settings }: OpenDoor): string => JSON.stringify([event, settings])

/** Of a field that was sent more than once, the first counts. */
const answersOf = (fields: URLSearchParams): SignupAnswers => ({
  topics: fields.getAll('topics'),
  sector: fields.get('sector') ?? '',
  languages: fields.getAll('languages'),
  name: fields.get('name') ?? '',
  // The button "Ja, pas aan" brings the address that was probably meant.
  email: fields.get('suggestion') ?? fields.get('email') ?? '',
})

/** The secret of the phone follows from the form's own: the same form sent again gives the same phone the same cookie. */
const phoneTokenOf = (deps: Deps, formKey: string) => deps.keys.mac('phone', formKey)

function confirm(
  c: Context,
  deps: Deps,
  signupId: string,
  { phoneToken, email }: { phoneToken: string; email: string },
) {
  rememberPhone(c, deps, signupId, phoneToken)
  rememberAddress(c, deps, signupId, email)
  return c.redirect(paths.signup(signupId), 303)
}

/**
 * The answer to a form that was handled before, whatever changed since: a retry gets what the first send got. What was
 * erased meanwhile is not there any more, and is not made again.
 */
async function sentBefore(c: Context, deps: Deps, fields: URLSearchParams): Promise<Response | null> {
  const formKey = fields.get('_form') ?? ''
  const key = await sha256(formKey)
  const signup = await signupByFormKey(deps, key)
  if (!signup) {
    const location = await handledAt(deps.db, key)
    return location === null ? null : c.redirect(location, 303)
  }

  rememberPhone(c, deps, signup.id, await phoneTokenOf(deps, formKey))
  return c.redirect(paths.signup(signup.id), 303)
}

/** A machine filled in the field that nobody sees: it gets thanks, and nothing is written. */
function robotPage(deps: Deps, entry: Entry, email: string) {
  const shortCode = codeFrom(crypto.getRandomValues(new Uint8Array(CODE_LENGTH)))
  const nobody = { id: deps.newId(), at: deps.now(), shortCode, email }
  return confirmationPage(deps, entry, {
    ...nobody,
    standing: { kind: 'searching' },
    missing: missingFor(entry.programme, entry.side, NOTHING_DONE),
    saved: false,
    queue: null,
  })
}

/** Who came with an invitation that lets somebody else in meanwhile comes without one: Refused where that cannot be. */
async function saveInvited(deps: Deps, entry: Entry, sent: NewSignup) {
  if (!entry.invitation) return saveSignup(deps, sent)
  try {
    return await saveSignup(deps, { ...sent, invitationId: entry.invitation.id })
  } catch (error) {
    if (!refusedWith(error, 'ALREADY_WRITTEN') || needsInvitation(entry)) throw error
    return saveSignup(deps, sent)
  }
}

/** Too often, or the disk is not there: the same form again, to send once more. */
function notNow(c: Context, deps: Deps, entry: Entry, shown: ShownForm, error: unknown) {
  if (isTooOften(error)) {
    c.header('Retry-After', '60')
    return c.html(checkPage(deps, entry, shown, { notice: nl.common.tooOften }), 429)
  }
  if (!(error instanceof Unavailable)) throw error
  c.header('Retry-After', '30')
  return c.html(checkPage(deps, entry, shown, { notice: nl.signups.check.unavailable }), 503)
}
