import { and, asc, eq, isNull, ne, sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import { WITHOUT_END } from '../../src/domain/event.ts'
import type { Side } from '../../src/domain/facts.ts'
import { firstName } from '../../src/domain/participant.ts'
import { attendance, event, participant, person, proof, staff } from '../schema.ts'

/** Somebody we may write to now: not erased, and with an active consent to take part. */
export type Recipient = {
  participantId: string
  email: string
  firstName: string
  programme: string
  side: Side
  topics: string[]
  generation: number
  createdAt: number
  /** Whether this mailbox, or this person at the desk, was ever seen. */
  proved: boolean
  /** The first event that they signed up at; none for who was added by hand. */
  event: { title: string; at: number } | null
}

/** Null for who withdrew, was erased or never was. Read this right before a mail leaves (trust: withdrawal). */
export async function recipient({ db: { q } }: Deps, participantId: string): Promise<Recipient | null> {
  const consenting = sql<number>`exists (select 1 from consenting c where c.participant_id = ${participantId} and c.purpose = 'P1')`
  const [[row], [seen], [first]] = await Promise.all([
    q
      .select({ participant, person, consenting })
      .from(participant)
      .innerJoin(person, eq(person.id, participant.personId))
      .where(eq(participant.id, participantId)),
    q.select({ id: proof.id }).from(proof).where(eq(proof.participantId, participantId)).limit(1),
    q
      .select({ title: event.title, at: attendance.at })
      .from(attendance)
      .innerJoin(event, eq(event.id, attendance.eventId))
      .where(and(eq(attendance.participantId, participantId), ne(event.closesAt, WITHOUT_END)))
      .orderBy(asc(attendance.at))
      .limit(1),
  ])
  if (row?.consenting !== 1) return null
  const { programme, side, topics, generation, createdAt } = row.participant
  return {
    participantId,
    email: row.person.email,
    firstName: firstName(row.person.name),
    programme,
    side,
    topics,
    generation,
    createdAt,
    proved: seen !== undefined,
    event: first ?? null,
  }
}

/** Somebody who may sign in, with the first programme of their association or partner; null for nobody. */
export async function staffRecipient(
  { db: { q } }: Deps,
  staffId: string,
): Promise<{ email: string; programme: string | null } | null> {
  const [row] = await q
    .select({
      email: staff.email,
      programme: sql<string | null>`coalesce(
        (SELECT min(w.programme) FROM staff_programme w WHERE w.staff_id = ${staffId}),
        (SELECT min(s.programme) FROM partner_programme s WHERE s.partner_id = ${staff.partnerId}))`,
    })
    .from(staff)
    .where(and(eq(staff.id, staffId), isNull(staff.disabledAt)))
  return row ?? null
}
