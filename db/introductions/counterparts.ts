import { and, desc, eq, exists, isNull } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import type { Side } from '../../src/domain/facts.ts'
import { type Pair, participantOn } from '../../src/domain/introduction.ts'
import { firstName } from '../../src/domain/participant.ts'
import { introducedPerson, introduction, participant, person, proof, revealedContact } from '../schema.ts'

/** What the two of an introduction may know of each other before both said yes. */
export type Counterpart = {
  firstName: string
  topics: string[]
  sector: string | null
  /** Only when its owner lets people see it before. */
  business: string | null
}

/**
 * Who stands on this side of a pair, by the name that they had when the two were introduced: a merge since gives them no
 * other. Null for somebody who was erased.
 */
export async function counterpart({ db }: Deps, pair: Pair, side: Side): Promise<Counterpart | null> {
  const [row] = await db.q
    .select({
      name: person.name,
      topics: participant.topics,
      sector: participant.sector,
      business: participant.business,
      businessVisible: participant.businessVisible,
    })
    .from(introduction)
    .innerJoin(participant, eq(participant.id, participantOn(pair, side)))
    .innerJoin(
      introducedPerson,
      and(eq(introducedPerson.introductionId, introduction.id), eq(introducedPerson.participantId, participant.id)),
    )
    .innerJoin(person, eq(person.id, introducedPerson.personId))
    .where(and(eq(introduction.mentorId, pair.mentorId), eq(introduction.menteeId, pair.menteeId)))
    .orderBy(desc(introduction.sentAt))
    .limit(1)
  if (!row) return null
  const { name, businessVisible, business, ...shown } = row
  return { ...shown, firstName: firstName(name), business: businessVisible ? business : null }
}

export type Contact = { name: string; email: string; phone: string | null; business: string | null }

/** How the viewer came in: by mail, or on the phone of a sign-up. */
export type ViewerWay = { way: 'mail' } | { way: 'phone'; signupId: string }

/** The other's contact details, or null as long as the database does not reveal them to this viewer (docs/invariants.md I5). */
export async function contactFor(
  { db }: Deps,
  introductionId: string,
  viewerId: string,
  viewer: ViewerWay,
): Promise<Contact | null> {
  const theirWay =
    viewer.way === 'mail'
      ? and(
          isNull(revealedContact.viewerSignupId),
          exists(db.q.select({ id: proof.id }).from(proof).where(eq(proof.participantId, viewerId))),
        )
      : eq(revealedContact.viewerSignupId, viewer.signupId)
  const [row] = await db.q
    .select({
      name: revealedContact.name,
      email: revealedContact.email,
      phone: revealedContact.phone,
      business: revealedContact.business,
    })
    .from(revealedContact)
    .where(and(eq(revealedContact.introductionId, introductionId), eq(revealedContact.viewerId, viewerId), theirWay))
    .limit(1)
  return row ?? null
}
