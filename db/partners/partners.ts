import { and, asc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import type { Side } from '../../src/domain/facts.ts'
import { isSameSends, type Sends } from '../../src/domain/invitation.ts'
import { fold } from '../../src/domain/participant.ts'
import { paths } from '../../src/paths.ts'
import { insertAudit } from '../audit.ts'
import type { Statement } from '../client.ts'
import { handledAt, insertFormKey, isFormTwice } from '../forms.ts'
import { Refused } from '../refusal.ts'
import { partner, partnerProgramme, staff, staffProgramme, staffSession } from '../schema.ts'

/**
 * An organisation that sends people. `closedAt` in milliseconds UTC; `programmes` are those that take people from it, and
 * those that let somebody of it in.
 */
export type Partner = { id: string; name: string; closedAt: number | null; sends: Sends[]; programmes: string[] }
/** Every partner with where it sends people, by name. */
export const listPartners = (deps: Deps): Promise<Partner[]> => partnersWhere(deps, undefined)

export async function partnerById(deps: Deps, id: string): Promise<Partner | null> {
  const [row] = await partnersWhere(deps, id)
  return row ?? null
}

/** Who can send people to this side now, by name. */
export const partnersSending = async (deps: Deps, programme: string, side: Side): Promise<Partner[]> =>
  (await listPartners(deps)).filter(
    ({ closedAt, sends }) => closedAt === null && sends.some((one) => isSameSends(one, { programme, side })),
  )

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
      // One name, however it is written: two who make it at once make one.
      ...(known ? [] : [insertFormKey(db, `partner:${fold(name)}`, location, now)]),
      ...(known ? [] : [db.q.insert(partner).values({ id, name, createdAt: now })]),
      ...sendsStatements(deps, id, sends),
      insertAudit(db, { at: now, staffId: by, action: known ? 'partner.changed' : 'partner.added', subject: id }),
    ])
    return location
  } catch (error) {
    const earlier = isFormTwice(error) ? await handledAt(db, formKey) : null
    if (earlier) return earlier
    if (!isFormTwice(error) && !isNameTaken(error)) throw error
    return addPartner(deps, { name, sends, by, formKey })
  }
}

/**
 * Of the programmes in `among`, the ways that a partner sends people from now on; of others, nothing changes. Its people
 * who were let in for these alone, send and follow people there too.
 */
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
    db.q.insert(staffProgramme).select(
      sql`select distinct m.id, s.programme, ${deps.now()} from staff m
        join partner_programme s on s.partner_id = m.partner_id and s.programme in ${list(among)}
        where m.partner_id = ${id} and exists (select 1 from staff_programme w where w.staff_id = m.id)
          and not exists (select 1 from staff_programme w where w.staff_id = m.id
            and (w.programme = s.programme or w.programme not in ${list(among)}))`,
    ),
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

async function partnersWhere({ db }: Deps, id: string | undefined): Promise<Partner[]> {
  const [rows, sends, letIn] = await Promise.all([
    db.q
      .select()
      .from(partner)
      .where(id === undefined ? undefined : eq(partner.id, id))
      .orderBy(asc(partner.name)),
    db.q
      .select()
      .from(partnerProgramme)
      .where(id === undefined ? undefined : eq(partnerProgramme.partnerId, id))
      .orderBy(asc(partnerProgramme.programme), asc(partnerProgramme.side)),
    db.q
      .selectDistinct({ partnerId: staff.partnerId, programme: staffProgramme.programme })
      .from(staffProgramme)
      .innerJoin(staff, eq(staff.id, staffProgramme.staffId))
      .where(id === undefined ? isNotNull(staff.partnerId) : eq(staff.partnerId, id)),
  ])
  return rows.map((row) => {
    const own = ({ partnerId }: { partnerId: string | null }) => partnerId === row.id
    const programmes = [...sends.filter(own), ...letIn.filter(own)].map(({ programme }) => programme)
    return {
      ...{ id: row.id, name: row.name, closedAt: row.closedAt, programmes: [...new Set(programmes)] },
      sends: sends.filter(own).map(({ programme, side }) => ({ programme, side })),
    }
  })
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

const list = (ids: readonly string[]) => sql`(SELECT value FROM json_each(${JSON.stringify(ids)}))`

const isNameTaken = (error: unknown): boolean =>
  error instanceof Refused && error.refusal.kind === 'unique' && error.refusal.columns === 'partner.name'
