import { and, eq, isNull } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import type { Office } from '../../src/domain/staff-role.ts'
import { isSeenDue, isSessionAlive } from '../../src/domain/staff-session.ts'
import { sha256 } from '../../src/keys.ts'
import { Unavailable } from '../refusal.ts'
import { partner, staff, staffProgramme, staffSession } from '../schema.ts'

export type SessionMember = {
  id: string
  name: string
  email: string
  office: Office
  partner: { id: string; name: string } | null
}

/**
 * The active member of staff, or of a partner that is not closed, behind a session's token; null when the session ended
 * in whatever way.
 */
export async function staffOfSession(deps: Deps, token: string): Promise<SessionMember | null> {
  const idHash = await sha256(token)
  const rows = await deps.db.q
    .select({
      id: staff.id,
      name: staff.name,
      email: staff.email,
      role: staff.role,
      partner: { id: partner.id, name: partner.name },
      programme: staffProgramme.programme,
      createdAt: staffSession.createdAt,
      seenAt: staffSession.seenAt,
    })
    .from(staffSession)
    .innerJoin(staff, eq(staff.id, staffSession.staffId))
    .leftJoin(partner, eq(partner.id, staff.partnerId))
    .leftJoin(staffProgramme, eq(staffProgramme.staffId, staff.id))
    .where(and(eq(staffSession.idHash, idHash), isNull(staff.disabledAt), isNull(partner.closedAt)))
    .orderBy(staffProgramme.programme)
  const [row] = rows
  if (!row || !isSessionAlive(row, deps.now())) return null

  if (isSeenDue(row, deps.now())) await markSeen(deps, idHash)
  const programmes = rows.flatMap(({ programme }) => programme ?? [])
  const office = { role: row.role, partnerId: row.partner?.id ?? null, programmes }
  return { id: row.id, name: row.name, email: row.email, office, partner: row.partner }
}

export async function endSession(deps: Deps, token: string): Promise<void> {
  await deps.db.write([deps.db.q.delete(staffSession).where(eq(staffSession.idHash, await sha256(token)))])
}

async function markSeen(deps: Deps, idHash: string): Promise<void> {
  try {
    await deps.db.write([
      deps.db.q.update(staffSession).set({ seenAt: deps.now() }).where(eq(staffSession.idHash, idHash)),
    ])
  } catch (error) {
    // On a full disk staff can still read: the session then only ends a little sooner.
    if (!(error instanceof Unavailable)) throw error
  }
}
