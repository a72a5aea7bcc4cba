import type { Context } from 'hono'
import type { Bucket } from '../../db/rate.ts'
import { EMAIL_RIGHT, shownTextIds } from '../../views/phone/signups-check.tsx'
import { nl } from '../../views/words.ts'
import type { Deps } from '../deps.ts'
import { normaliseEmail } from '../domain/participant.ts'
import { FILL_SECONDS, type SignupForm } from '../domain/signup.ts'
import { freshForm, shownAt } from './form-stamp.ts'
import type { Entry, ShownForm } from './signup-pages.tsx'

/** What a room of people can send from one address, and far below what a machine can. */
const WINDOW_MINUTES = 10
const MOST_PER_EVENT = 2_000
const MOST_PER_CLIENT = 600
/** Haste proves nothing (a quick thumb, a filled-in page): it only counts against a lower limit. */
const MOST_HASTY_PER_CLIENT = 400
const MOST_PER_ADDRESS = 6
const ADDRESS_MINUTES = 60

/** A sent form with what it was shown with; `objection` says why it must be looked at again. */
export type SentForm = { shown: ShownForm; hasty: boolean; objection: { error?: string; notice?: string } | null }

/** Reads the last page of the form against what stands on it now. */
export async function readSentForm(
  deps: Deps,
  entry: Entry,
  { form, texts }: Pick<ShownForm, 'form' | 'texts'>,
  fields: URLSearchParams,
): Promise<SentForm> {
  const { lookAgain, newTexts, noConsent } = nl.signups.check
  const sent = { formKey: fields.get('_form') ?? '', stamp: fields.get('shownAt') ?? '' }
  const at = await shownAt(deps, sent, formPageOf(entry))
  const emailRight = isEmailRight(fields, form)
  const untouched = { form, texts, agreed: false, invitations: false, emailRight }
  if (at === null) {
    const shown = { ...untouched, ...(await freshForm(deps, formPageOf(entry))) }
    return { shown, hasty: true, objection: { notice: lookAgain } }
  }

  const hasty = deps.now() - at < FILL_SECONDS * 1000
  if (fields.get('texts') !== shownTextIds(texts))
    return { shown: { ...untouched, ...sent }, hasty, objection: { notice: newTexts } }

  const agreed = fields.get('takingPart') === 'yes'
  const invitations = fields.get('invitations') === 'yes'
  const shown = { form, texts, agreed, invitations, emailRight, ...sent }
  return { shown, hasty, objection: agreed ? null : { error: noConsent } }
}

/** Of another address than the one that is sent, nobody said so. */
export const isEmailRight = (fields: URLSearchParams, { email }: Pick<SignupForm, 'email'>): boolean =>
  fields.get(EMAIL_RIGHT) === email

/** The page for which a form's key is worth something. */
export const formPageOf = ({ event, side }: Entry): string => `${event.id}:${side}`

/** Each limit on its own: a crowd behind one address, a flood at one event, one address signed up again and again. */
export async function signupBuckets(
  c: Context,
  deps: Deps,
  { event }: Entry,
  { email }: Pick<SignupForm, 'email'>,
  hasty: boolean,
): Promise<Bucket[]> {
  const [client, address] = await Promise.all([
    deps.keys.mac('client', deps.clientAddress(c)),
    deps.keys.mac('address', normaliseEmail(email)),
  ])
  const window = { windowMinutes: WINDOW_MINUTES }
  return [
    { key: `signup:event:${event.id}`, most: MOST_PER_EVENT, ...window },
    { key: `signup:client:${client}`, most: MOST_PER_CLIENT, ...window },
    ...(hasty ? [{ key: `signup:hasty:${client}`, most: MOST_HASTY_PER_CLIENT, ...window }] : []),
    { key: `signup:address:${address}`, most: MOST_PER_ADDRESS, windowMinutes: ADDRESS_MINUTES },
  ]
}
