import { and, asc, eq, isNull, ne, sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import { WITHOUT_END } from '../../src/domain/event.ts'
import type { Side } from '../../src/domain/facts.ts'
import { firstName, type ParticipantState, participantState } from '../../src/domain/participant.ts'
import type { Missing } from '../../src/domain/readiness.ts'
import { factsOf } from '../people/participant-facts.ts'
import { attendance, event, participant, person, staff } from '../schema.ts'

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
  /** Their yes ran out, and nothing else keeps them: few mails still go. */
  keptPast: boolean
  state: ParticipantState
  /** What still has to be done before a first introduction. */
  missing: Missing[]
  /** The first event that they signed up at; none for who was added by hand. */
  event: { title: string; at: number } | null
}

/** Null for who withdrew, was erased or never was. Read this right before a mail leaves (trust: withdrawal). */
export async function recipient(deps: Deps, participantId: string): Promise<Recipient | null> {
  const { q } = deps.db
  const [[row], [first], facts] = await Promise.all([
    q
      .select({ participant, person })
      .from(participant)
      .innerJoin(person, eq(person.id, participant.personId))
      .where(eq(participant.id, participantId)),
    q
      .select({ title: event.title, at: attendance.at })
      .from(attendance)
      .innerJoin(event, eq(event.id, attendance.eventId))
      .where(and(eq(attendance.participantId, participantId), ne(event.closesAt, WITHOUT_END)))
      .orderBy(asc(attendance.at))
      .limit(1),
    factsOf(deps, participantId),
  ])
  if (!row || !facts || !(facts.consenting || facts.keptPast)) return null
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
    proved: facts.proved,
    keptPast: facts.keptPast,
    state: participantState(facts),
    missing: facts.missing,
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
