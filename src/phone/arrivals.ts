import type { Context } from 'hono'
import { introductionById } from '../../db/introductions/introductions.ts'
import { type LinkSubject, linkForToken } from '../../db/people/links.ts'
import { signupById } from '../../db/signups/signups.ts'
import { visited } from '../../db/signups/visits.ts'
import { letIn } from '../access.ts'
import type { Deps } from '../deps.ts'
import type { Side } from '../domain/facts.ts'
import { sideOf } from '../domain/introduction.ts'
import { paths } from '../paths.ts'

/** A page behind the one that a link opens: a question of a duo ('day-14', 'month-3'), its end, or a page by name. */
export const isPlace = (text: string): boolean =>
  /^(day|month)-\d{1,3}$/.test(text) || Object.hasOwn(OWN_PLACES, text) || Object.hasOwn(PAIR_PLACES, text)

/** Behind somebody's own page, and behind the page of an introduction. */
const OWN_PLACES: Record<string, (participantId: string) => string> = { attest: paths.attest, again: paths.searchAgain }
const PAIR_PLACES: Record<string, (id: string, side: Side) => string> = {
  end: paths.duoEnd,
  click: paths.click,
  agreement: paths.agreement,
}

/**
 * Exchanges the token of a mailed link for a cookie. Writes nothing.
 * @returns the clean address that it opens; null for a token that is unknown, revoked or about something gone.
 */
export async function arrive(c: Context, deps: Deps, token: string, place: string | null): Promise<string | null> {
  const link = await linkForToken(deps, token)
  if (!link) return null
  if (link.purpose === 'signup') return arriveAtSignup(c, deps, link)

  const destination = link.purpose === 'manage' ? ownPath(link, place) : await introductionPath(deps, link, place)
  if (destination) await letIn(c, deps, link, link.generation)
  return destination
}

const ownPath = ({ participantId }: LinkSubject, place: string | null): string =>
  (OWN_PLACES[place ?? ''] ?? paths.myData)(participantId)

async function introductionPath(
  deps: Deps,
  { about, participantId }: LinkSubject,
  place: string | null,
): Promise<string | null> {
  const intro = await introductionById(deps, about)
  const side = intro && sideOf(intro, participantId)
  if (!side) return null
  if (place === null || Object.hasOwn(OWN_PLACES, place)) return paths.introduction(intro.id, side)
  return PAIR_PLACES[place]?.(intro.id, side) ?? paths.checkin(intro.id, side, place)
}

/** Once confirmed, the same link opens the person's own page (which may be the page of their other side). */
async function arriveAtSignup(c: Context, deps: Deps, link: LinkSubject): Promise<string | null> {
  const signup = await signupById(deps, link.about)
  if (!signup?.participantId) return null
  const owner = await visited(deps, signup.participantId)
  if (!owner?.signups.find((own) => own.id === signup.id)?.proved) {
    await letIn(c, deps, link, link.generation)
    return paths.signupProof(signup.id)
  }
  const { participantId, generation } = owner
  await letIn(c, deps, { purpose: 'manage', participantId, about: '' }, generation)
  return paths.myData(participantId)
}
