import { and, asc, eq, gte, isNull, notExists, or, sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import type { StaffRole } from '../../src/domain/facts.ts'
import type { MailKind } from '../../src/domain/mails.ts'
import { normaliseEmail } from '../../src/domain/participant.ts'
import { MAILED_LINK_MINUTES, PRINTED_LINK_MINUTES } from '../../src/domain/staff-session.ts'
import { type Keys, sha256 } from '../../src/keys.ts'
import { paths } from '../../src/paths.ts'
import { insertAudit } from '../audit.ts'
import type { Statement } from '../client.ts'
import { type Bucket, countAgainst } from '../rate.ts'
import { outbox, partner, staff, staffLink, staffLinkUse, staffProgramme, staffSession } from '../schema.ts'

export type StaffMember = typeof staff.$inferSelect

/** A sign-in link that still works; `member` is null for the first one, which makes the first member of staff. */
export type OpenStaffLink = { id: string; member: { id: string; name: string } | null }

/** Who a link lets in: its member, or the person that it makes the first member. */
export type Entering = { kind: 'member'; id: string } | { kind: 'first'; name: string; email: string }

/** The token of a sign-in link: derived, so that the database and the outbox hold none. */
export const staffLinkToken = (keys: Keys, linkId: string): Promise<string> => keys.mac('staff-link', linkId)

/**
 * The path of a new link that needs no mail, while nobody of staff has signed in yet, or nobody can any more; else null.
 * It makes the first member of staff (earlier ones of that kind stop working), or signs in the oldest when there is one.
 */
export async function firstStaffLink(deps: Deps): Promise<string | null> {
  const [used] = await deps.db.q.select({ id: staffLinkUse.linkId }).from(staffLinkUse).limit(1)
  const oldest = await oldestActiveStaff(deps)
  if (oldest) return used ? null : staffLinkFor(deps, oldest.id)

  const { path, statements } = await printedLink(deps, null)
  const uses = deps.db.q.select({ id: staffLinkUse.linkId }).from(staffLinkUse)
  await deps.db.write([
    deps.db.q
      .delete(staffLink)
      .where(and(isNull(staffLink.staffId), notExists(uses.where(eq(staffLinkUse.linkId, staffLink.id))))),
    ...statements,
  ])
  return path
}

/** The path of a new sign-in link for this member, to print where only the operator reads it. */
export async function staffLinkFor(deps: Deps, staffId: string): Promise<string> {
  const { path, statements } = await printedLink(deps, staffId)
  await deps.db.write(statements)
  return path
}

/** Who of the city's own service came first and is not disabled, or null. */
export async function oldestActiveStaff(deps: Deps): Promise<StaffMember | null> {
  const [row] = await deps.db.q
    .select()
    .from(staff)
    .where(and(isNull(staff.disabledAt), isNull(staff.partnerId), isOfCity))
    .orderBy(asc(staff.createdAt), asc(staff.id))
    .limit(1)
  return row ?? null
}

// Spelled out: drizzle drops the table's name in a select from one table.
const isOfCity = sql`NOT EXISTS (SELECT 1 FROM staff_programme w WHERE w.staff_id = staff.id)`

/**
 * Mails a sign-in link when the address is one of an active member; to the asker it is the same either way.
 * @throws Refused with check 'rate_within_limit' when a bucket is full.
 */
export async function askStaffLink(deps: Deps, email: string, buckets: Bucket[]): Promise<void> {
  const { db } = deps
  const now = deps.now()
  const linkId = deps.newId()
  const tokenHash = await sha256(await staffLinkToken(deps.keys, linkId))
  const expiresAt = now + MAILED_LINK_MINUTES * 60_000
  const kind: MailKind = 'staff-sign-in'
  const member = sql`from staff m where m.email = ${normaliseEmail(email)} and m.disabled_at is null
    and not exists (select 1 from partner p where p.id = m.partner_id and p.closed_at is not null)`
  await db.write([
    countAgainst(db, buckets, now),
    // The database finds the member: the same statements, and about the same time, for an address that is nobody's.
    db.q.insert(staffLink).select(sql`select ${linkId}, ${tokenHash}, m.id, ${now}, ${expiresAt} ${member}`),
    db.q
      .insert(outbox)
      .select(sql`select ${deps.newId()}, ${kind}, ${`${kind}:${linkId}`}, null, m.id, null, null, null,
      ${linkId}, null, ${now}, ${now}, 0, 0, null, null, null ${member}`),
  ])
}

/** The link of this token if it can still be used; null when unknown, used, expired, of a disabled member or a closed partner. */
export async function openStaffLink(deps: Deps, token: string): Promise<OpenStaffLink | null> {
  const [row] = await deps.db.q
    .select({ id: staffLink.id, member: { id: staff.id, name: staff.name } })
    .from(staffLink)
    .leftJoin(staff, eq(staff.id, staffLink.staffId))
    .leftJoin(partner, eq(partner.id, staff.partnerId))
    .leftJoin(staffLinkUse, eq(staffLinkUse.linkId, staffLink.id))
    .where(
      and(
        eq(staffLink.tokenHash, await sha256(token)),
        isNull(staffLinkUse.linkId),
        gte(staffLink.expiresAt, deps.now()),
        or(isNull(staffLink.staffId), isNull(staff.disabledAt)),
        isNull(partner.closedAt),
      ),
    )
  return row ?? null
}

/**
 * Uses up the link and starts a session. Returns the session's token, of which only a hash is stored.
 * @throws Refused (unique 'staff_link_use.link_id') when the link was used meanwhile.
 */
export async function spendStaffLink(deps: Deps, linkId: string, who: Entering): Promise<string> {
  const { db } = deps
  const now = deps.now()
  const token = deps.newToken()
  const staffId = who.kind === 'member' ? who.id : deps.newId()
  const idHash = await sha256(token)
  await db.write([
    ...(who.kind === 'first' ? insertStaff(deps, { ...who, id: staffId, role: 'manager' }) : []),
    db.q.insert(staffLinkUse).values({ linkId, at: now }),
    db.q.insert(staffSession).values({ idHash, staffId, createdAt: now, seenAt: now }),
    insertAudit(db, { at: now, staffId, action: 'staff.signed-in', subject: staffId }),
  ])
  return token
}

/** Without programmes or a partner: of the city's own service. */
type NewStaff = {
  id: string
  name: string
  email: string
  role: StaffRole
  partnerId?: string
  programmes?: readonly string[]
}

/** Somebody new who can sign in. The database refuses an address that another has (unique 'staff.email'). */
export const insertStaff = (
  deps: Deps,
  { id, name, email, role, partnerId, programmes = [] }: NewStaff,
): Statement[] => {
  const at = deps.now()
  const rows = programmes.map((programme) => ({ staffId: id, programme, at }))
  return [
    deps.db.q.insert(staff).values({ id, name, email: normaliseEmail(email), createdAt: at, role, partnerId }),
    ...(rows.length > 0 ? [deps.db.q.insert(staffProgramme).values(rows)] : []),
  ]
}

async function printedLink(deps: Deps, staffId: string | null): Promise<{ path: string; statements: Statement[] }> {
  const id = deps.newId()
  const path = paths.signInLink(await staffLinkToken(deps.keys, id))
  const link = await linkRow(deps, id, staffId, PRINTED_LINK_MINUTES)
  return { path, statements: [link.statement] }
}

/** In an object: a query that an async function returns would be executed. */
async function linkRow(
  deps: Deps,
  id: string,
  staffId: string | null,
  minutes: number,
): Promise<{ statement: Statement }> {
  const now = deps.now()
  const tokenHash = await sha256(await staffLinkToken(deps.keys, id))
  return {
    statement: deps.db.q
      .insert(staffLink)
      .values({ id, tokenHash, staffId, createdAt: now, expiresAt: now + minutes * 60_000 }),
  }
}
