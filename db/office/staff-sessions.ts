import { and, eq, isNull } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import { isSeenDue, isSessionAlive } from '../../src/domain/staff-session.ts'
import { sha256 } from '../../src/keys.ts'
import { Unavailable } from '../refusal.ts'
import { staff, staffSession } from '../schema.ts'

/** The active member of staff behind a session's token, or null when the session ended in whatever way. */
export async function staffOfSession(
  deps: Deps,
  token: string,
): Promise<{ id: string; name: string; email: string } | null> {
  const idHash = await sha256(token)
  const [row] = await deps.db.q
    .select({
      id: staff.id,
      name: staff.name,
      email: staff.email,
      createdAt: staffSession.createdAt,
      seenAt: staffSession.seenAt,
    })
    .from(staffSession)
    .innerJoin(staff, eq(staff.id, staffSession.staffId))
    .where(and(eq(staffSession.idHash, idHash), isNull(staff.disabledAt)))
  if (!row || !isSessionAlive(row, deps.now())) return null

  if (isSeenDue(row, deps.now())) await markSeen(deps, idHash)
  return { id: row.id, name: row.name, email: row.email }
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
