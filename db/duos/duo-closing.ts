import { and, eq } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import { audit, staff } from '../schema.ts'

export type DuoClosing = { staffName: string | null; reason: string | null }

/** Who of staff ended this duo before its last day, and why (a code); null when nobody did. */
export async function closingOf({ db }: Deps, duoId: string): Promise<DuoClosing | null> {
  const [row] = await db.q
    .select({ staffName: staff.name, reason: audit.detail })
    .from(audit)
    .leftJoin(staff, eq(staff.id, audit.staffId))
    .where(and(eq(audit.action, 'duo.ended'), eq(audit.subject, duoId)))
  return row ?? null
}
