import { and, asc, eq, isNotNull, isNull } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import { paths } from '../../src/paths.ts'
import { insertAudit } from '../audit.ts'
import { insertFormKey, isFormTwice } from '../forms.ts'
import { Refused } from '../refusal.ts'
import { staff, staffSession } from '../schema.ts'
import { insertStaff, type StaffMember } from './staff.ts'

/** Everybody who can sign in or once could, the first first. */
export const listStaff = (deps: Deps): Promise<StaffMember[]> =>
  deps.db.q.select().from(staff).orderBy(asc(staff.createdAt), asc(staff.id))

/** Lets one more member sign in. 'known': the address is of a member already, allowed or not. */
export async function addStaff(
  deps: Deps,
  { name, email, by, formKey }: { name: string; email: string; by: string; formKey: string },
): Promise<'added' | 'known'> {
  const id = deps.newId()
  try {
    await deps.db.write([
      insertFormKey(deps.db, formKey, paths.settings(), deps.now()),
      ...insertStaff(deps, { id, name, email }),
      insertAudit(deps.db, { at: deps.now(), staffId: by, action: 'staff.added', subject: id }),
    ])
    return 'added'
  } catch (error) {
    if (isFormTwice(error)) return 'added'
    if (isAddressTaken(error)) return 'known'
    throw error
  }
}

/** Ends all sessions of a member at once; nobody disables themselves ('self'), so that somebody can always sign in. */
export async function disableStaff(
  deps: Deps,
  { id, by }: { id: string; by: string },
): Promise<'disabled' | 'self' | 'unknown'> {
  if (id === by) return 'self'
  const { db } = deps
  const now = deps.now()
  const member = await staffById(deps, id)
  if (!member) return 'unknown'
  if (member.disabledAt !== null) return 'disabled'
  await db.write([
    db.q
      .update(staff)
      .set({ disabledAt: now })
      .where(and(eq(staff.id, id), isNull(staff.disabledAt))),
    db.q.delete(staffSession).where(eq(staffSession.staffId, id)),
    insertAudit(db, { at: now, staffId: by, action: 'staff.disabled', subject: id }),
  ])
  return 'disabled'
}

/** Lets a disabled member sign in again. */
export async function enableStaff(deps: Deps, { id, by }: { id: string; by: string }): Promise<'enabled' | 'unknown'> {
  const { db } = deps
  const member = await staffById(deps, id)
  if (!member) return 'unknown'
  if (member.disabledAt === null) return 'enabled'
  await db.write([
    db.q
      .update(staff)
      .set({ disabledAt: null })
      .where(and(eq(staff.id, id), isNotNull(staff.disabledAt))),
    insertAudit(db, { at: deps.now(), staffId: by, action: 'staff.enabled', subject: id }),
  ])
  return 'enabled'
}

export const isAddressTaken = (error: unknown): boolean =>
  error instanceof Refused && error.refusal.kind === 'unique' && error.refusal.columns === 'staff.email'

async function staffById({ db }: Deps, id: string): Promise<StaffMember | undefined> {
  const [row] = await db.q.select().from(staff).where(eq(staff.id, id))
  return row
}
