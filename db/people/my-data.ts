import { and, desc, eq, isNull, ne, sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import { isStanding } from '../../src/domain/event.ts'
import type { ConsentState, Purpose, Side } from '../../src/domain/facts.ts'
import {
  consentEvent,
  consentText,
  doneMentee,
  event,
  participant,
  participantPause,
  person,
  proof,
  signup,
} from '../schema.ts'
import { type ConsentAct, currentNotice, insertConsents } from './consents.ts'
import { activeConsents, actOf, subjectOf } from './subjects.ts'

export type OwnConsent = {
  purpose: Purpose
  state: ConsentState
  at: number
  /** The words that were agreed to, exactly as they stood there. */
  text: string | null
}

/** `confirmed`: it was proved itself, or its owner's mailbox was by another mail and nothing of it waits for a yes. */
export type OwnSignup = {
  id: string
  event: string
  /** For which programme it is: not its participant's, as long as it waits for a yes to another. */
  programme: string
  /** It was filled in at the page between events. */
  standing: boolean
  at: number
  side: Side
  shortCode: string
  confirmed: boolean
}

/** Everything that we hold of one participant, for that person alone. Instants are milliseconds UTC. */
export type OwnData = Omit<typeof participant.$inferSelect, 'personId' | 'subjectRef' | 'subjectSalt' | 'erasedAt'> & {
  name: string
  email: string
  /** No proposals: by their own wish, or as a mentee whose duo was completed (`done`). */
  paused: boolean
  done: boolean
  proved: boolean
  consents: OwnConsent[]
  signups: OwnSignup[]
  /** The same person on the other side, or in another programme. */
  also: { id: string; programme: string; side: Side } | null
}

/** Null for who was erased. */
export async function ownData(deps: Deps, participantId: string): Promise<OwnData | null> {
  const { q } = deps.db
  const [row] = await q
    .select({ participant, person })
    .from(participant)
    .innerJoin(person, eq(person.id, participant.personId))
    .where(eq(participant.id, participantId))
  if (!row?.participant.subjectRef) return null
  const { personId: _, subjectRef, subjectSalt: __, erasedAt: ___, ...own } = row.participant
  const [consents, signups, [pause], done, seen, [also]] = await Promise.all([
    consentsOf(deps, subjectRef),
    signupsOf(deps, participantId),
    q
      .select({ paused: participantPause.paused })
      .from(participantPause)
      .where(eq(participantPause.participantId, participantId))
      .orderBy(desc(participantPause.seq))
      .limit(1),
    q.select().from(doneMentee).where(eq(doneMentee.participantId, participantId)),
    q.select({ how: proof.how }).from(proof).where(eq(proof.participantId, participantId)),
    q
      .select({ id: participant.id, programme: participant.programme, side: participant.side })
      .from(participant)
      .where(and(eq(participant.personId, row.person.id), ne(participant.id, participantId)))
      .limit(1),
  ])
  const { name, email } = row.person
  const mailbox = seen.some(({ how }) => how === 'link')
  return {
    ...own,
    name,
    email,
    paused: (pause?.paused ?? false) || done.length > 0,
    done: done.length > 0,
    proved: seen.length > 0,
    consents,
    signups: signups.map(({ proved, pending, ...own }) => ({ ...own, confirmed: proved || (mailbox && !pending) })),
    also: also ?? null,
  }
}

const consentsOf = ({ db: { q } }: Deps, subjectRef: string): Promise<OwnConsent[]> =>
  q
    .select({
      purpose: consentEvent.purpose,
      state: consentEvent.state,
      at: consentEvent.at,
      text: consentText.body,
    })
    .from(consentEvent)
    .leftJoin(consentText, eq(consentText.id, consentEvent.textId))
    .where(eq(consentEvent.subjectRef, subjectRef))
    .orderBy(consentEvent.seq)

async function signupsOf({ db: { q } }: Deps, participantId: string) {
  const rows = await q
    .select({
      id: signup.id,
      event: event.title,
      programme: event.programme,
      closesAt: event.closesAt,
      at: signup.at,
      side: signup.side,
      shortCode: signup.shortCode,
      pending: signup.pending,
      proof: proof.id,
    })
    .from(signup)
    .innerJoin(event, eq(event.id, signup.eventId))
    .leftJoin(proof, eq(proof.signupId, signup.id))
    .where(eq(signup.participantId, participantId))
    .orderBy(signup.at)
  return rows.map(({ proof: seen, pending, closesAt, ...own }) => ({
    ...own,
    standing: isStanding({ closesAt }),
    pending: pending !== null,
    proved: seen !== null,
  }))
}

/** What a person may correct alone; null is "liever niet". */
export type OwnDetails = Pick<
  OwnData,
  | 'name'
  | 'phone'
  | 'topics'
  | 'sector'
  | 'languages'
  | 'business'
  | 'businessVisible'
  | 'capacity'
  | 'sameSectorWelcome'
  | 'stage'
  | 'inCentre'
>

/** A smaller capacity ends nothing: it means no new introductions. Nothing happens to who was erased. */
export async function saveOwnDetails({ db }: Deps, participantId: string, details: OwnDetails): Promise<void> {
  const { name, ...fields } = details
  const owner = sql`(select person_id from participant where id = ${participantId})`
  await db.write([
    db.q
      .update(participant)
      .set(fields)
      .where(and(eq(participant.id, participantId), isNull(participant.erasedAt))),
    db.q.update(person).set({ name }).where(eq(person.id, owner)),
  ])
}

/** Even pauze: no new introductions; what is open or running goes on. Twice does nothing more. */
export async function saveOwnPause({ db, now }: Deps, participantId: string, wish: 'pause' | 'resume'): Promise<void> {
  await db.write([db.q.insert(participantPause).values({ participantId, paused: wish === 'pause', at: now() })])
}

/** No more invitations to events (purpose P4); taking part goes on. Twice does nothing more. */
export async function stopInvitations(deps: Deps, participantId: string): Promise<void> {
  const subject = await subjectOf(deps, participantId)
  const given = subject && (await activeConsents(deps, subject)).find(({ purpose }) => purpose === 'P4')
  if (!given) return
  const act: ConsentAct = {
    ...(await actOf(deps, subject)),
    purpose: 'P4',
    state: 'withdrawn',
    text: given.text,
    notice: await currentNotice(deps.db, subject.programme),
    method: 'withdraw-button',
    channel: 'my-data',
    actor: 'self',
  }
  await deps.db.write([insertConsents(deps.db, [act])])
}
