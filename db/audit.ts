import { type SQL, sql } from 'drizzle-orm'
import type { Database, Statement } from './client.ts'
import { audit } from './schema.ts'

/** What staff did, in codes and ids: 'introduction.sent', 'participant.shown', … */
export type AuditEntry = { at: number; staffId: string | null; action: string; subject: string; detail?: string }

export const insertAudit = (db: Database, entry: AuditEntry): Statement => db.q.insert(audit).values(entry)

/** The same, where this is so when the batch is written. */
export const insertAuditWhere = ({ q }: Database, entry: Omit<AuditEntry, 'detail'>, isSo: SQL): Statement =>
  q
    .insert(audit)
    .select(sql`select null, ${entry.at}, ${entry.staffId}, ${entry.action}, ${entry.subject}, null where ${isSo}`)
