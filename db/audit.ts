import type { Database, Statement } from './client.ts'
import { audit } from './schema.ts'

/** What staff did, in codes and ids: 'introduction.sent', 'participant.shown', … */
export type AuditEntry = { at: number; staffId: string | null; action: string; subject: string; detail?: string }

export const insertAudit = (db: Database, entry: AuditEntry): Statement => db.q.insert(audit).values(entry)
