import type { Context } from 'hono'
import { lastGeneration, type Visited, visited } from '../../db/signups/visits.ts'
import { mailVisitor, type Opening, phoneAccess, type Visitor } from '../access.ts'
import type { Deps } from '../deps.ts'
import { sameSecret } from '../keys.ts'

/** Somebody at a page of an introduction: by a link in a mail of theirs, or on a phone whose own sign-up is theirs. */
export async function introductionVisitor(
  c: Context,
  deps: Deps,
  participantId: string,
  introductionId: string,
): Promise<Visitor | null> {
  const who = await visited(deps, participantId)
  if (!who) return null
  const openings: Opening[] = [{ purpose: 'introduction', participantId, about: introductionId }, manage(participantId)]
  return (await mailVisitor(c, deps, openings, who.generation)) ?? phoneVisitor(c, deps, who, who.signups)
}

/** Somebody at their own page: by a link in a mail, or on a phone whose own sign-up was proved. */
export async function ownVisitor(c: Context, deps: Deps, participantId: string): Promise<Visitor | null> {
  const who = await visited(deps, participantId)
  if (!who) return null
  const proved = who.signups.filter((signup) => signup.proved)
  const openings = [manage(participantId), ...introductionsOf(who)]
  return (await mailVisitor(c, deps, openings, who.generation)) ?? phoneVisitor(c, deps, who, proved)
}

/** Somebody who came by the mail about this sign-up: the mailbox alone can prove it. */
export async function proofVisitor(
  c: Context,
  deps: Deps,
  participantId: string,
  signupId: string,
): Promise<Visitor | null> {
  const who = await visited(deps, participantId)
  if (!who) return null
  const ownPages = who.introductionIds.map((about) => ({ purpose: 'introduction' as const, participantId, about }))
  const openings: Opening[] = [
    { purpose: 'signup', participantId, about: signupId },
    manage(participantId),
    ...ownPages,
  ]
  return mailVisitor(c, deps, openings, who.generation)
}

/** Whether this browser came by a link of somebody who stopped a moment ago: a second tap on the same button. */
export async function hasJustStopped(c: Context, deps: Deps, participantId: string): Promise<boolean> {
  const generation = await lastGeneration(deps, participantId)
  if (generation === null) return false
  return (await mailVisitor(c, deps, [manage(participantId)], generation)) !== null
}

/** Whether a form was made for this visit. */
export const isOwnForm = (visitor: Visitor, token: unknown): boolean =>
  typeof token === 'string' && sameSecret(token, visitor.csrf)

const introductionsOf = ({ participantId, introductionIds }: Visited): Opening[] =>
  introductionIds.map((about) => ({ purpose: 'introduction', participantId, about }))

const manage = (participantId: string): Opening => ({ purpose: 'manage', participantId, about: '' })

/**
 * A phone speaks from its own sign-up on, unless the address was known then (its owner has to say yes first) or its
 * owner proved another phone's sign-up and never this one's.
 */
async function phoneVisitor(
  c: Context,
  deps: Deps,
  { participantId }: Visited,
  signups: Visited['signups'],
): Promise<Visitor | null> {
  const someProved = signups.some(({ proved }) => proved)
  for (const signup of signups.filter(({ pending, proved }) => !pending && (proved || !someProved))) {
    const access = await phoneAccess(c, deps, signup)
    if (access) return { participantId, way: 'phone', signupId: signup.id, csrf: access.csrf }
  }
  return null
}
