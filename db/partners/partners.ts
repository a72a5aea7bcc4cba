import { and, asc, eq, inArray, isNotNull, isNull } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import type { Side } from '../../src/domain/facts.ts'
import { isSameSends, type Sends } from '../../src/domain/invitation.ts'
import { paths } from '../../src/paths.ts'
import { insertAudit } from '../audit.ts'
import type { Statement } from '../client.ts'
import { handledAt, insertFormKey, isFormTwice } from '../forms.ts'
import { insertStaff } from '../office/staff.ts'
import { isAddressTaken } from '../office/staff-members.ts'
import { Refused } from '../refusal.ts'
import { partner, partnerProgramme, staff, staffSession } from '../schema.ts'

/** An organisation that sends people. `closedAt` in milliseconds UTC. */
export type Partner = { id: string; name: string; closedAt: number | null; sends: Sends[] }
export type PartnerMember = { id: string; name: string; email: string; disabledAt: number | null }

/** Every partner with where it sends people, by name. */
export async function listPartners({ db }: Deps): Promise<Partner[]> {
  const [rows, sends] = await Promise.all([
    db.q.select().from(partner).orderBy(asc(partner.name)),
    db.q.select().from(partnerProgramme).orderBy(asc(partnerProgramme.programme), asc(partnerProgramme.side)),
  ])
  return rows.map(({ id, name, closedAt }) => ({
    id,
    name,
    closedAt,
    sends: sends.filter(({ partnerId }) => partnerId === id).map(({ programme, side }) => ({ programme, side })),
  }))
}

export async function partnerById(deps: Deps, id: string): Promise<Partner | null> {
  return (await listPartners(deps)).find((one) => one.id === id) ?? null
}

/** Who can send people to this side now, by name. */
export const partnersSending = async (deps: Deps, programme: string, side: Side): Promise<Partner[]> =>
  (await listPartners(deps)).filter(
    ({ closedAt, sends }) => closedAt === null && sends.some((one) => isSameSends(one, { programme, side })),
  )

export const membersOf = ({ db }: Deps, partnerId: string): Promise<PartnerMember[]> =>
  db.q
    .select({ id: staff.id, name: staff.name, email: staff.email, disabledAt: staff.disabledAt })
    .from(staff)
    .where(eq(staff.partnerId, partnerId))
    .orderBy(asc(staff.name))

type By = { by: string; formKey: string }

/**
 * Makes a partner that sends people there; of one with this name, those ways are added. Returns its page; of a form
 * that was sent before, the same one.
 */
export async function addPartner(
  deps: Deps,
  { name, sends, by, formKey }: By & { name: string; sends: Sends[] },
): Promise<string> {
  const { db } = deps
  const known = (await listPartners(deps)).find((one) => fold(one.name) === fold(name))
  const id = known?.id ?? deps.newId()
  const location = paths.partnerPage(id)
  const now = deps.now()
  try {
    await db.write([
      insertFormKey(db, formKey, location, now),
      ...(known ? [] : [db.q.insert(partner).values({ id, name, createdAt: now })]),
      ...sendsStatements(deps, id, sends),
      insertAudit(db, { at: now, staffId: by, action: known ? 'partner.changed' : 'partner.added', subject: id }),
    ])
    return location
  } catch (error) {
    if (isFormTwice(error)) return (await handledAt(db, formKey)) ?? location
    if (!isNameTaken(error)) throw error
    return addPartner(deps, { name, sends, by, formKey })
  }
}

/** Of the programmes in `among`, the ways that a partner sends people from now on; of others, nothing changes. */
export async function changeSends(
  deps: Deps,
  { id, sends, among, by }: { id: string; sends: Sends[]; among: string[]; by: string },
): Promise<void> {
  const { db } = deps
  await db.write([
    db.q
      .delete(partnerProgramme)
      .where(and(eq(partnerProgramme.partnerId, id), inArray(partnerProgramme.programme, among))),
    ...sendsStatements(deps, id, sends),
    insertAudit(db, { at: deps.now(), staffId: by, action: 'partner.changed', subject: id }),
  ])
}

/** Ends all sessions of its people at once; whom they sent stay who they are. Twice does nothing more. */
export async function closePartner(deps: Deps, { id, by }: { id: string; by: string }): Promise<void> {
  const { db } = deps
  const now = deps.now()
  if ((await partnerById(deps, id))?.closedAt !== null) return
  const people = db.q.select({ id: staff.id }).from(staff).where(eq(staff.partnerId, id))
  await db.write([
    db.q
      .update(partner)
      .set({ closedAt: now })
      .where(and(eq(partner.id, id), isNull(partner.closedAt))),
    db.q.delete(staffSession).where(inArray(staffSession.staffId, people)),
    insertAudit(db, { at: now, staffId: by, action: 'partner.closed', subject: id }),
  ])
}

export async function reopenPartner(deps: Deps, { id, by }: { id: string; by: string }): Promise<void> {
  const { db } = deps
  if ((await partnerById(deps, id))?.closedAt === null) return
  await db.write([
    db.q
      .update(partner)
      .set({ closedAt: null })
      .where(and(eq(partner.id, id), isNotNull(partner.closedAt))),
    insertAudit(db, { at: deps.now(), staffId: by, action: 'partner.reopened', subject: id }),
  ])
}

/** Lets one more person of a partner sign in. 'known': the address is of somebody who can sign in already. */
export async function addMember(
  deps: Deps,
  { partnerId, name, email, by, formKey }: By & { partnerId: string; name: string; email: string },
): Promise<'added' | 'known'> {
  const { db } = deps
  const id = deps.newId()
  try {
    await db.write([
      insertFormKey(db, formKey, paths.partnerPage(partnerId), deps.now()),
      ...insertStaff(deps, { id, name, email, role: 'partner', partnerId }),
      insertAudit(db, { at: deps.now(), staffId: by, action: 'partner.member-added', subject: id }),
    ])
    return 'added'
  } catch (error) {
    if (isFormTwice(error)) return 'added'
    if (isAddressTaken(error)) return 'known'
    throw error
  }
}

const sendsStatements = ({ db, now }: Deps, partnerId: string, sends: Sends[]): Statement[] =>
  sends.length > 0
    ? [
        db.q
          .insert(partnerProgramme)
          .values(sends.map(({ programme, side }) => ({ partnerId, programme, side, at: now() })))
          .onConflictDoNothing(),
      ]
    : []

/** Case does not make another organisation. */
const fold = (name: string) => name.trim().toLowerCase()

const isNameTaken = (error: unknown): boolean =>
  error instanceof Refused && error.refusal.kind === 'unique' && error.refusal.columns === 'partner.name'
