import type { Context } from 'hono'
import { introductionById } from '../db/introductions.ts'
import { type LinkSubject, linkForToken } from '../db/links.ts'
import { signupById } from '../db/signups.ts'
import { visited } from '../db/visits.ts'
import { letIn } from './access.ts'
import type { Deps } from './deps.ts'
import { sideOf } from './domain/introduction.ts'
import { paths } from './paths.ts'

/**
 * Exchanges the token of a mailed link for a cookie. Writes nothing.
 * @returns the clean address that it opens; null for a token that is unknown, revoked or about something gone.
 */
export async function arrive(c: Context, deps: Deps, token: string): Promise<string | null> {
  const link = await linkForToken(deps.db, token)
  if (!link) return null
  if (link.purpose === 'signup') return arriveAtSignup(c, deps, link)

  const destination = link.purpose === 'manage' ? paths.myData(link.participantId) : await introductionPath(deps, link)
  if (destination) await letIn(c, deps, link, link.generation)
  return destination
}

async function introductionPath(deps: Deps, { about, participantId }: LinkSubject): Promise<string | null> {
  const intro = await introductionById(deps, about)
  const side = intro && sideOf(intro, participantId)
  return side ? paths.introduction(intro.id, side) : null
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
