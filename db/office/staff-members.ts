import { and, asc, eq, isNotNull, isNull, notInArray, or, sql } from 'drizzle-orm'
import * as z from 'zod'
import type { Deps } from '../../src/deps.ts'
import type { Office, Workplace } from '../../src/domain/staff-role.ts'
import { paths } from '../../src/paths.ts'
import { insertAudit } from '../audit.ts'
import { insertFormKey, isFormTwice } from '../forms.ts'
import { Refused } from '../refusal.ts'
import { staff, staffProgramme, staffSession } from '../schema.ts'
import { insertStaff, type StaffMember } from './staff.ts'

export type Colleague = StaffMember & { office: Office; hasSignedIn: boolean }

/** Everybody of every office who can sign in or once could, the first first; not who signs in for a partner. */
export async function listStaff({ db }: Deps): Promise<Colleague[]> {
  const rows = await db.q
    .select({
      member: staff,
      programmes: sql<string>`(SELECT json_group_array(w.programme) FROM staff_programme w WHERE w.staff_id = staff.id)`,
      hasSignedIn: sql<number>`EXISTS (
        SELECT 1 FROM staff_link l JOIN staff_link_use u ON u.link_id = l.id WHERE l.staff_id = staff.id)`,
    })
    .from(staff)
    .where(isNull(staff.partnerId))
    .orderBy(asc(staff.createdAt), asc(staff.id))
  return rows.map(({ member, programmes, hasSignedIn }) => ({
    ...member,
    office: { role: member.role, partnerId: null, programmes: namesOf.parse(JSON.parse(programmes)) },
    hasSignedIn: hasSignedIn === 1,
  }))
}

const namesOf = z.array(z.string())

export type NewColleague = Workplace & { name: string; email: string; by: string; formKey: string }

/** Lets one more colleague sign in. 'known': the address is of somebody already, allowed or not. */
export async function addStaff(
  deps: Deps,
  { role, programmes, name, email, by, formKey }: NewColleague,
): Promise<'added' | 'known'> {
  const id = deps.newId()
  try {
    await deps.db.write([
      insertFormKey(deps.db, formKey, paths.settings(), deps.now()),
      ...insertStaff(deps, { id, name, email, role, programmes }),
      insertAudit(deps.db, {
        at: deps.now(),
        staffId: by,
        action: 'staff.added',
        subject: id,
        detail: detailOf({ role, programmes }),
      }),
    ])
    return 'added'
  } catch (error) {
    if (isFormTwice(error)) return 'added'
    if (isAddressTaken(error)) return 'known'
    throw error
  }
}

/** Where a colleague works from now on, also in a session that is open. Twice it changes nothing more. */
export async function saveWorkplace(
  deps: Deps,
  { id, office }: Colleague,
  { role, programmes, by }: Workplace & { by: string },
): Promise<void> {
  const { db } = deps
  const at = deps.now()
  if (detailOf({ role, programmes }) === detailOf(office)) return
  await db.write([
    db.q
      .update(staff)
      .set({ role })
      .where(and(eq(staff.id, id), isManagerStill(by))),
    db.q
      .delete(staffProgramme)
      .where(and(eq(staffProgramme.staffId, id), notInArray(staffProgramme.programme, [...programmes]))),
    ...programmes.map((programme) =>
      db.q.insert(staffProgramme).values({ staffId: id, programme, at }).onConflictDoNothing(),
    ),
    insertAudit(db, {
      at,
      staffId: by,
      action: 'staff.role',
      subject: id,
      detail: detailOf({ role, programmes }),
    }),
  ])
}

/** Ends all sessions of somebody at once; nobody disables themselves ('self'), so that somebody can always sign in. */
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
      .where(and(eq(staff.id, id), isNull(staff.disabledAt), or(isNotNull(staff.partnerId), isManagerStill(by)))),
    db.q.delete(staffSession).where(eq(staffSession.staffId, id)),
    insertAudit(db, { at: now, staffId: by, action: 'staff.disabled', subject: id }),
  ])
  return 'disabled'
}

/** Lets somebody who was disabled sign in again. */
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

/** Two managers who put each other out at the same moment: the second no longer may. */
const isManagerStill = (by: string) =>
  sql`EXISTS (SELECT 1 FROM staff b WHERE b.id = ${by} AND b.disabled_at IS NULL
    AND (b.role IS NULL OR b.role = 'manager'))`

const detailOf = ({ role, programmes }: Pick<Office, 'role' | 'programmes'>): string =>
  [role ?? 'manager', ...[...programmes].sort()].join(' ')

async function staffById({ db }: Deps, id: string): Promise<StaffMember | undefined> {
  const [row] = await db.q.select().from(staff).where(eq(staff.id, id))
  return row
}
