import { and, desc, eq, isNull, ne, or, sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import { type CivilDate, civilDateOf } from '../../src/domain/civil-date.ts'
import type { Pair } from '../../src/domain/introduction.ts'
import { normaliseEmail, type ParticipantState, participantState, placesLeft } from '../../src/domain/participant.ts'
import { isOtherAddress } from '../../src/domain/signup.ts'
import { insertAudit } from '../audit.ts'
import {
  consentEvent,
  event,
  leftOut,
  mergedAway,
  note,
  participant,
  participantTwin,
  person,
  proof,
  signup,
  staff,
} from '../schema.ts'
import { type KnownFacts, loadFacts } from './participant-facts.ts'
import { keptUntilOf } from './retention.ts'

/** Somebody on one side of a programme, without contact details. `name` is null once erased. Instants are ms UTC. */
export type Participant = Omit<
  typeof participant.$inferSelect,
  'subjectRef' | 'subjectSalt' | 'generation' | 'phone'
> & {
  name: string | null
  facts: KnownFacts
  state: ParticipantState
  places: number
  leftOut: boolean
  /** The row of the same human that counts in place of this one: two addresses that were merged. */
  twinOf: string | null
}

export async function participantById(deps: Deps, id: string): Promise<Participant | null> {
  const [[row], [facts]] = await Promise.all([
    deps.db.q
      .select({ participant, name: person.name, leftOut: leftOut.participantId, twinOf: participantTwin.ofId })
      .from(participant)
      .leftJoin(person, eq(person.id, participant.personId))
      .leftJoin(leftOut, eq(leftOut.participantId, participant.id))
      .leftJoin(participantTwin, eq(participantTwin.participantId, participant.id))
      .where(eq(participant.id, id)),
    loadFacts(deps, eq(participant.id, id)),
  ])
  if (!row || !facts) return null
  const { subjectRef: _, subjectSalt: __, generation: ___, phone: ____, ...known } = row.participant
  const state = participantState(facts)
  const { name, twinOf } = row
  const places = twinOf === null ? placesLeft(facts) : 0
  return { ...known, name, twinOf, facts, state, places, leftOut: row.leftOut !== null }
}

/** The names of these participants; who was erased is not in it. */
export async function namesOf({ db }: Deps, ids: string[]): Promise<Map<string, string>> {
  const rows = await db.q
    .select({ id: participant.id, name: person.name })
    .from(participant)
    .innerJoin(person, eq(person.id, participant.personId))
    .where(sql`${participant.id} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`)
  return new Map(rows.map((row) => [row.id, row.name]))
}

/** The participant with this address on this side, or null. */
export async function participantForEmail(
  { db }: Deps,
  { programme, side, email }: Pick<typeof participant.$inferSelect, 'programme' | 'side'> & { email: string },
): Promise<string | null> {
  const [row] = await db.q
    .select({ id: participant.id })
    .from(person)
    .leftJoin(mergedAway, eq(mergedAway.personId, person.id))
    .innerJoin(participant, sql`${participant.personId} = coalesce(${mergedAway.keptId}, ${person.id})`)
    .where(
      and(
        eq(person.emailNormalised, normaliseEmail(email)),
        eq(participant.programme, programme),
        eq(participant.side, side),
      ),
    )
  return row?.id ?? null
}

/** `phone` as it was given in this programme, on this side. */
export type Contact = { email: string; phone: string | null }

/** Shows the contact details to a member of staff, and writes down that it did. Null once erased. */
export async function showContact(deps: Deps, id: string, staffId: string): Promise<Contact | null> {
  const [contact] = await deps.db.q
    .select({ email: person.email, phone: participant.phone })
    .from(participant)
    .innerJoin(person, eq(person.id, participant.personId))
    .where(eq(participant.id, id))
  if (!contact) return null
  await deps.db.write([insertAudit(deps.db, { at: deps.now(), staffId, action: 'participant.shown', subject: id })])
  return contact
}

export type SignupRecord = {
  id: string
  shortCode: string
  at: number
  channel: 'phone' | 'paper'
  eventTitle: string
  /** Typed over what we knew, and waiting for its owner's yes. */
  pending: boolean
  /** It waits, and nobody can confirm it: typed with an address that was given up. */
  otherAddress: boolean
  /** Its own, or else those of the mailbox by other mails. */
  proofs: { how: 'link' | 'desk'; at: number; staffName: string | null }[]
  /** Nobody knows yet that it is theirs. */
  unproved: boolean
}

export type ConsentRecord = Pick<
  typeof consentEvent.$inferSelect,
  'id' | 'purpose' | 'about' | 'state' | 'method' | 'at' | 'reason'
> & { staffName: string | null }

export type NoteRecord = { id: string; body: string; at: number; staffName: string }

/** The last day; `isOver` also of somebody whom a place keeps on. */
export type KeptUntil = { day: CivilDate; isOver: boolean }

/** What happened around one participant: the newest first, in a few queries. */
export async function recordsOf(deps: Deps, id: string) {
  const [signups, proofs, consents, notes, until] = await Promise.all([
    signupsOf(deps, id),
    proofsOf(deps, id),
    consentsOf(deps, id),
    notesOf(deps, id),
    keptUntilOf(deps, id),
  ])
  const takingPart = consents.find(({ purpose }) => purpose === 'P1')?.state
  const isKept = takingPart === 'given' || takingPart === 'confirmed'
  return {
    signups: signups.map(({ email, ...row }): SignupRecord => {
      const pending = row.pending !== null
      const otherAddress = isOtherAddress(row.pending, email)
      const own = proofs.filter((each) => each.signupId === row.id)
      const others = pending ? [] : proofs.filter((each) => each.signupId === null)
      const unproved = !otherAddress && (pending || proofs.length === 0)
      return { ...row, pending, otherAddress, proofs: own.length > 0 ? own : others, unproved }
    }),
    consents: consents satisfies ConsentRecord[],
    notes: notes satisfies NoteRecord[],
    keptUntil: until === null || !isKept ? null : { day: until, isOver: until < civilDateOf(deps.now()) },
  }
}

const signupsOf = ({ db }: Deps, id: string) =>
  db.q
    .select({
      id: signup.id,
      shortCode: signup.shortCode,
      at: signup.at,
      channel: signup.channel,
      pending: signup.pending,
      eventTitle: event.title,
      email: person.emailNormalised,
    })
    .from(signup)
    .innerJoin(event, eq(event.id, signup.eventId))
    .innerJoin(participant, eq(participant.id, signup.participantId))
    .innerJoin(person, eq(person.id, participant.personId))
    // A sign-up for another programme that waits for a yes is not for the eyes of this one's staff.
    .where(and(eq(signup.participantId, id), eq(event.programme, participant.programme)))
    .orderBy(desc(signup.at))

const proofsOf = ({ db }: Deps, id: string) =>
  db.q
    .select({ signupId: proof.signupId, how: proof.how, at: proof.at, staffName: staff.name })
    .from(proof)
    .leftJoin(staff, eq(staff.id, proof.staffId))
    .where(eq(proof.participantId, id))

const consentsOf = ({ db }: Deps, id: string) =>
  db.q
    .select({
      id: consentEvent.id,
      purpose: consentEvent.purpose,
      about: consentEvent.about,
      state: consentEvent.state,
      method: consentEvent.method,
      at: consentEvent.at,
      reason: consentEvent.reason,
      staffName: staff.name,
    })
    .from(consentEvent)
    .innerJoin(participant, eq(participant.subjectRef, consentEvent.subjectRef))
    .leftJoin(staff, eq(staff.id, consentEvent.actorRef))
    .where(eq(participant.id, id))
    .orderBy(desc(consentEvent.seq))

const notesOf = ({ db }: Deps, id: string) =>
  db.q
    .select({ id: note.id, body: note.body, at: note.at, staffName: staff.name })
    .from(note)
    .innerJoin(staff, eq(staff.id, note.staffId))
    .where(eq(note.participantId, id))
    .orderBy(desc(note.at), desc(note.id))

/** The same person on the other side of the same programme, or null. */
export async function otherRoleOf({ db }: Deps, { id, personId, programme }: Participant): Promise<string | null> {
  if (personId === null) return null
  const [row] = await db.q
    .select({ id: participant.id })
    .from(participant)
    .where(and(eq(participant.personId, personId), eq(participant.programme, programme), ne(participant.id, id)))
  return row?.id ?? null
}

/**
 * The programme of this mentor and this mentee; null unless both are there, not erased and no part of somebody else, on
 * their side of the same one.
 */
export async function pairProgramme({ db }: Deps, { mentorId, menteeId }: Pair): Promise<string | null> {
  const rows = await db.q
    .select({ programme: participant.programme })
    .from(participant)
    .where(
      and(
        isNull(participant.erasedAt),
        sql`participant.id not in (select participant_id from participant_twin)`,
        or(
          and(eq(participant.id, mentorId), eq(participant.side, 'mentor')),
          and(eq(participant.id, menteeId), eq(participant.side, 'mentee')),
        ),
      ),
    )
  const [one, other] = rows
  return one && other && one.programme === other.programme ? one.programme : null
}
