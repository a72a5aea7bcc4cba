import type { MailKind } from '../src/domain/mails.ts'
import type { Database, Statement } from './client.ts'
import { outbox } from './schema.ts'

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

/** Puts mails in the outbox, in the same batch as the fact that they tell of. */
export function insertMails(db: Database, mails: NewMail[]): Statement {
  const rows = mails.map(({ now, dueAt = now, ...mail }) => ({
    ...mail,
    createdAt: now,
    dueAt,
    leaseUntil: 0,
    attempts: 0,
  }))
  return db.q.insert(outbox).values(rows).onConflictDoNothing({ target: outbox.dedupeKey })
}
