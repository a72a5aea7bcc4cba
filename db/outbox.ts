import { and, eq, gte, isNull, lte, or, type SQL, sql } from 'drizzle-orm'
import type { Deps } from '../src/deps.ts'
import type { MailKind } from '../src/domain/mails.ts'
import { insertOf } from './built.ts'
import type { Database, Statement } from './client.ts'
import { outbox, participant } from './schema.ts'

/** A mail to send: ids only. `dedupeKey` names the occasion, so that one occasion never makes two mails. */
export type NewMail = {
  id: string
  kind: MailKind
  dedupeKey: string
  now: number
  dueAt?: number
  participantId?: string
  staffId?: string
  signupId?: string
  introductionId?: string
  duoId?: string
  staffLinkId?: string
  /** Only for the mail that outlives its person; emptied when sent. */
  address?: string
}

export type OutboxRow = typeof outbox.$inferSelect

/** Longer than a server may keep us waiting: a mail that is on its way is never taken up a second time. */
const LEASE_MINUTES = 5
/** Pauses after a failure that may pass, in minutes; the last one is repeated. */
const PAUSE_MINUTES = [1, 2, 5, 15, 30, 60]
/** About three days of trying. Then staff see it under Mails and can send it again. */
const MOST_ATTEMPTS = 72

/** Puts mails in the outbox, in the same batch as the fact that they tell of. */
export function insertMails(db: Database, mails: NewMail[]): Statement {
  const rows = mails.map(({ now, dueAt = now, ...mail }) => ({
    ...mail,
    createdAt: now,
    dueAt,
    leaseUntil: 0,
    attempts: 0,
  }))
  return insertRows(db, rows)
}

const insertRows = insertOf<typeof outbox.$inferInsert>(outbox, (q, row) =>
  q.insert(outbox).values(row).onConflictDoNothing({ target: outbox.dedupeKey }),
)

/** Takes up to `most` mails that are due, for as long as the lease; two servers never take the same one. */
export async function claimDue(deps: Deps, most: number): Promise<string[]> {
  const now = deps.now()
  const due = sql`select id from outbox where sent_at is null and failed_at is null
    and due_at <= ${now} and lease_until <= ${now} order by due_at, created_at, id limit ${most}`
  const [claimed = []] = await deps.db.write([
    deps.db.q
      .update(outbox)
      .set({ leaseUntil: now + LEASE_MINUTES * 60_000, attempts: sql`${outbox.attempts} + 1` })
      .where(sql`${outbox.id} in (${due})`)
      .returning({ id: outbox.id }),
  ])
  return claimed.map(({ id }) => String(id))
}

/** The mail as it stands, or null when it was dropped. */
export async function mailById({ db }: Deps, id: string): Promise<OutboxRow | null> {
  const [row] = await db.q.select().from(outbox).where(eq(outbox.id, id))
  return row ?? null
}

/** It left. An address that was kept for this one mail goes with it, also out of the log of writes. */
export async function markSent({ db, now }: Deps, { id, address }: OutboxRow): Promise<void> {
  const change = { sentAt: now(), address: null, lastError: null, leaseUntil: 0 }
  await db.write([db.q.update(outbox).set(change).where(eq(outbox.id, id))])
  if (address !== null) await db.checkpoint?.()
}

/** It may leave later: the pause grows with every attempt, and after days of trying staff have to look. */
export async function markLater({ db, now }: Deps, { id, attempts }: OutboxRow, code: string): Promise<void> {
  const minutes = PAUSE_MINUTES[Math.min(attempts, PAUSE_MINUTES.length) - 1] ?? 1
  const failedAt = attempts >= MOST_ATTEMPTS ? now() : null
  const change = { dueAt: now() + minutes * 60_000, leaseUntil: 0, lastError: code, failedAt }
  await db.write([db.q.update(outbox).set(change).where(eq(outbox.id, id))])
}

/** The server said a final no: staff see it under Mails. */
export async function markRefused({ db, now }: Deps, id: string, code: string): Promise<void> {
  const change = { failedAt: now(), leaseUntil: 0, lastError: code }
  await db.write([db.q.update(outbox).set(change).where(eq(outbox.id, id))])
}

/**
 * It waits for more than an hour although there is a server to send it: nobody takes it up, or every attempt of that hour
 * failed. One that was sent again, or is meant for a later day, counts from then on.
 */
export function waitsLong(now: number): SQL | undefined {
  const hourAgo = now - 3_600_000
  const isStuck = or(lte(outbox.dueAt, hourAgo), gte(outbox.attempts, PAUSE_MINUTES.length))
  return and(isNull(outbox.sentAt), isNull(outbox.failedAt), lte(outbox.createdAt, hourAgo), isStuck)
}

/** It no longer makes sense: its person withdrew, or what it told of is over. */
export async function dropMail({ db }: Deps, id: string): Promise<void> {
  await db.write([db.q.delete(outbox).where(and(eq(outbox.id, id), isNull(outbox.sentAt)))])
}

/** The programme that an erased person took part in, for the last mail to them; null when it is not known any more. */
export async function programmeOfErased({ db }: Deps, row: OutboxRow): Promise<string | null> {
  const [found] = await db.q
    .select({ programme: participant.programme })
    .from(participant)
    .where(eq(participant.id, erasedId(row)))
  return found?.programme ?? null
}

/** Whom a last mail is to: the occasion is theirs, for their address is nobody's any more. */
export const erasedId = ({ dedupeKey }: OutboxRow): string => dedupeKey.slice('erased:'.length)

/** A last mail that could not leave within a day goes, and its address with it. @returns how many. */
export async function dropLateFarewells({ db, now }: Deps): Promise<number> {
  const [gone = []] = await db.write([
    db.q
      .delete(outbox)
      .where(and(eq(outbox.kind, 'erased'), isNull(outbox.sentAt), lte(outbox.createdAt, now() - 24 * 3_600_000)))
      .returning({ id: outbox.id }),
  ])
  if (gone.length > 0) await db.checkpoint?.()
  return gone.length
}

/**
 * Staff send a mail again: one that never left is due at once; one that left goes out as a new mail (another
 * Message-ID, the same links). 'gone' when there is nothing left to send it to.
 */
export async function resend(deps: Deps, id: string, also: Statement[] = []): Promise<'queued' | 'gone'> {
  const row = await mailById(deps, id)
  if (!row || isForNobody(row)) return 'gone'
  const now = deps.now()
  const fresh = { dueAt: now, leaseUntil: 0, attempts: 0, failedAt: null, lastError: null, sentAt: null }
  const newId = deps.newId()
  await deps.db.write([
    ...also,
    row.sentAt === null
      ? deps.db.q.update(outbox).set(fresh).where(eq(outbox.id, id))
      : deps.db.q
          .insert(outbox)
          .values({ ...row, ...fresh, id: newId, dedupeKey: `${row.dedupeKey}:again:${newId}`, createdAt: now }),
  ])
  return 'queued'
}

/** It was for an address alone, which went with the mail. */
const isForNobody = ({ participantId, staffId, address }: OutboxRow): boolean =>
  participantId === null && staffId === null && address === null
