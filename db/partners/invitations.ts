import { and, eq, inArray, isNull, lt, type SQL, sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import { DAY_MS } from '../../src/domain/civil-date.ts'
import { INVITATION_DAYS, MOST_INVITATIONS_AN_ADDRESS, type Sends } from '../../src/domain/invitation.ts'
import type { MailKind } from '../../src/domain/mails.ts'
import { normaliseEmail } from '../../src/domain/participant.ts'
import { sameOffice } from '../../src/domain/programmes.ts'
import { NOT_ME_DAYS } from '../../src/domain/signup.ts'
import { isMac, type Keys, macInUse, sha256 } from '../../src/keys.ts'
import type { Statement } from '../client.ts'
import { addressBlock, invitation, invitationUse, outbox, outboxAbout, partner, referral } from '../schema.ts'

export type Invitation = typeof invitation.$inferSelect
/** `by`: who asks. Null for staff, who ask somebody whom they know already. */
export type OpenInvitation = Invitation & { by: string | null }

/** The token in an invitation's mail: derived, so that neither the database nor the outbox holds one. */
export const invitationToken = (keys: Keys, id: string): Promise<string> => keys.mac('invitation', id)

/** The same of an invitation that was mailed before: under whatever secret was in use then. */
export const invitationTokenInUse = (keys: Keys, { id, tokenHash }: Invitation): Promise<string> =>
  macInUse(keys, tokenHash, 'invitation', id)

/** What stays of an address: the same keyed hash as of one that asked for no more mail. */
export const addressHash = (deps: Deps, email: string): Promise<string> =>
  deps.keys.mac('address', normaliseEmail(email))

export type NewInvitations = Sends & {
  partnerId: string
  staffId: string
  people: readonly { name: string; email: string }[]
}

/**
 * People are invited, and mailed: unless this partner invited them before, or the address got enough of such mails or
 * wants none. All of that the database decides, so that the answer is the same whatever is known of an address.
 * Refused (NOT_A_PARTNER) when this partner sends nobody there. An address stands in `people` once.
 */
export async function invitationStatements(
  deps: Deps,
  { programme, side, partnerId, staffId, people }: NewInvitations,
): Promise<Statement[]> {
  const { db } = deps
  const now = deps.now()
  const kind: MailKind = 'invitation'
  const rows = JSON.stringify(await Promise.all(people.map((one) => invitationRow(deps, one))))
  // In brackets: || binds as tightly as ->>.
  const of = (field: keyof InvitationRow) => sql`(r.value ->> ${field})`
  const isInvited = sql`exists (select 1 from invitation i where i.id = ${of('id')})`
  return [
    db.q.insert(invitation).select(
      sql`select ${of('id')}, ${of('tokenHash')}, ${programme}, ${side}, ${partnerId}, null, ${of('name')}, ${of('hash')},
        ${staffId}, ${now}, ${now + INVITATION_DAYS * DAY_MS} from json_each(${rows}) r
        where not exists (select 1 from invitation i where i.partner_id = ${partnerId} and i.programme = ${programme}
          and i.side = ${side} and i.address_hash = ${of('hash')})`,
    ),
    db.q.insert(outbox).select(
      sql`select ${of('mailId')}, ${kind}, ${`${kind}:`} || ${of('hash')} || ':' || ${of('id')}, null, null, null, null, null,
        null, ${of('email')}, ${now}, ${now}, 0, 0, null, null, null from json_each(${rows}) r
        where ${isInvited} and ${mayMail(deps, of('hash'))}`,
    ),
    db.q
      .insert(outboxAbout)
      .select(sql`select o.id, ${of('id')} from json_each(${rows}) r join outbox o on o.id = ${of('mailId')}`),
  ]
}

type InvitationRow = { id: string; mailId: string; tokenHash: string; hash: string; name: string; email: string }

async function invitationRow(deps: Deps, { name, email }: { name: string; email: string }): Promise<InvitationRow> {
  const id = deps.newId()
  const [token, hash] = await Promise.all([invitationToken(deps.keys, id), addressHash(deps, email)])
  return { id, mailId: deps.newId(), tokenHash: await sha256(token), hash, name, email: email.trim() }
}

/** Before the hash of an address that wants no invitations: its own sign-ups look for the hash alone. */
const REFUSED = 'invitations:'

/** Counted by the mails themselves: an invitation that is taken back was mailed all the same. */
function mayMail(deps: Deps, hash: SQL): SQL {
  const since = deps.now() - INVITATION_DAYS * DAY_MS
  return sql`(select count(*) from outbox o where o.dedupe_key >= 'invitation:' || ${hash} || ':'
      and o.dedupe_key < 'invitation:' || ${hash} || ';' and o.created_at > ${since}) < ${MOST_INVITATIONS_AN_ADDRESS}
    and not exists (select 1 from address_block b where b.address_hash in (${hash}, ${REFUSED} || ${hash})
      and b.until > ${deps.now()})`
}

/** The invitation behind a token that can still be used; null when unknown, used, expired or of a closed partner. */
export async function invitationForToken(deps: Deps, token: string): Promise<OpenInvitation | null> {
  const found = await openInvitation(deps, eq(invitation.tokenHash, await sha256(token)))
  return found && (await isMac(deps.keys, token, 'invitation', found.id)) ? found : null
}

export const openInvitationById = (deps: Deps, id: string): Promise<OpenInvitation | null> =>
  openInvitation(deps, eq(invitation.id, id))

async function openInvitation({ db, now }: Deps, which: SQL): Promise<OpenInvitation | null> {
  const [row] = await db.q
    .select({ invitation, by: partner.name, closedAt: partner.closedAt })
    .from(invitation)
    .leftJoin(partner, eq(partner.id, invitation.partnerId))
    .leftJoin(invitationUse, eq(invitationUse.invitationId, invitation.id))
    .where(and(which, isNull(invitationUse.invitationId), isNull(partner.closedAt)))
  return row && row.invitation.expiresAt >= now() ? { ...row.invitation, by: row.by } : null
}

/**
 * Somebody signed up with an invitation: whoever sent them may read how far they are. To stand in the batch of the
 * sign-up; writes nothing where the invitation is expired or for another side. Refused (ALREADY_WRITTEN) when somebody
 * else used it meanwhile: it lets one in.
 */
function useStatements({ db, now }: Deps, invitationId: string, participantId: string): Statement[] {
  const at = now()
  return [
    db.q.insert(invitationUse).select(
      sql`select i.id, p.id, ${at} from invitation i
        join participant p on p.id = ${participantId} and p.programme = i.programme and p.side = i.side
        where i.id = ${invitationId} and i.expires_at >= ${at}
          and not exists (select 1 from invitation_use u where u.invitation_id = i.id and u.participant_id = p.id)`,
    ),
    db.q.insert(referral).select(
      sql`select u.participant_id, i.partner_id, i.staff_id, ${at} from invitation_use u
        join invitation i on i.id = u.invitation_id
        where i.id = ${invitationId} and u.participant_id = ${participantId} and i.partner_id is not null
          and not exists (select 1 from referral r where r.participant_id = u.participant_id and r.partner_id = i.partner_id)`,
    ),
  ]
}

/** How somebody came who was sent: by the link of an invitation, or as they told at the desk. */
export type Sent = { invitationId?: string; sentBy?: { partnerId: string; staffId: string } }

/** What a sign-up writes of it, for its own batch. */
export const sentStatements = (deps: Deps, { invitationId, sentBy }: Sent, participantId: string): Statement[] => [
  ...(invitationId ? useStatements(deps, invitationId, participantId) : []),
  ...(sentBy ? [toldReferral(deps, participantId, sentBy)] : []),
]

/** Nothing where the partner is closed, or sends nobody to this side. */
const toldReferral = (
  { db, now }: Deps,
  participantId: string,
  { partnerId, staffId }: { partnerId: string; staffId: string },
): Statement =>
  db.q.insert(referral).select(
    sql`select p.id, o.id, ${staffId}, ${now()} from participant p
      join partner o on o.id = ${partnerId} and o.closed_at is null
      join partner_programme s on s.partner_id = o.id and s.programme = p.programme and s.side = p.side
      where p.id = ${participantId}
        and not exists (select 1 from referral r where r.participant_id = p.id and r.partner_id = o.id)`,
  )

/** Not used by somebody a moment ago, nor taken back. */
export const isOpenStill = (invitationId: string): SQL =>
  sql`exists (select 1 from invitation i where i.id = ${invitationId}
    and not exists (select 1 from invitation_use u where u.invitation_id = i.id))`

/**
 * An invitation is taken back, and the mail with it if it did not leave yet; to stand last in its batch. The last
 * statement gives the row of one that was still open: of another nothing goes.
 */
export const takeBackStatements = ({ db }: Deps, invitationId: string): Statement[] => [
  db.q
    .delete(outbox)
    .where(and(isNull(outbox.sentAt), inArray(outbox.id, mailOf(invitationId)), isOpenStill(invitationId))),
  db.q
    .delete(invitation)
    .where(and(eq(invitation.id, invitationId), isOpenStill(invitationId)))
    .returning({ id: invitation.id }),
]

/**
 * "Geen uitnodigingen": it goes, and partners make us write to that address for a while no more. Signing up stays possible.
 * False, and nothing happens, when it was used or taken back meanwhile.
 */
export async function refuseInvitation(deps: Deps, { id, addressHash: hash }: OpenInvitation): Promise<boolean> {
  const until = deps.now() + NOT_ME_DAYS * DAY_MS
  const [, , gone = []] = await deps.db.write([
    deps.db.q
      .insert(addressBlock)
      .select(sql`select ${`${REFUSED}${hash}`}, ${until} where ${isOpenStill(id)}`)
      .onConflictDoUpdate({ target: addressBlock.addressHash, set: { until } }),
    ...takeBackStatements(deps, id),
  ])
  await deps.db.checkpoint?.()
  return gone.length > 0
}

/**
 * Somebody who stops takes along every invitation that they used or were asked by, and what partners sent to their address
 * for this office. What waits there for another office is not this one's to take, and its partner reads nothing of it.
 */
export async function erasedInvitations(
  deps: Deps,
  { participantId, emailNormalised, programme }: { participantId: string; emailNormalised: string; programme: string },
): Promise<Statement[]> {
  const hash = await addressHash(deps, emailNormalised)
  const theirs = sql`select i.id from invitation i left join invitation_use u on u.invitation_id = i.id
    where u.participant_id = ${participantId} or i.asked_id = ${participantId}
      or (i.address_hash = ${hash} and u.participant_id is null and i.asked_id is null
        and i.programme in (select value from json_each(${JSON.stringify(sameOffice(programme))})))`
  const mails = sql`(select a.outbox_id from outbox_about a where a.about in (${theirs}))`
  return [
    deps.db.q.delete(outbox).where(and(isNull(outbox.sentAt), inArray(outbox.id, mails))),
    deps.db.q.delete(invitation).where(inArray(invitation.id, sql`(${theirs})`)),
  ]
}

/** Deletes what nobody answered in time, and the address of a mail about it that never left. @returns how many. */
export async function dropInvitations({ db, now }: Deps): Promise<number> {
  const [, gone = []] = await db.write([
    db.q
      .delete(outbox)
      .where(
        and(
          eq(outbox.kind, 'invitation'),
          isNull(outbox.sentAt),
          lt(outbox.createdAt, now() - INVITATION_DAYS * DAY_MS),
        ),
      ),
    db.q
      .delete(invitation)
      .where(
        and(
          lt(invitation.expiresAt, now()),
          sql`not exists (select 1 from invitation_use u where u.invitation_id = ${invitation.id})`,
        ),
      )
      .returning({ id: invitation.id }),
  ])
  if (gone.length > 0) await db.checkpoint?.()
  return gone.length
}

const mailOf = (invitationId: string) => sql`(select a.outbox_id from outbox_about a where a.about = ${invitationId})`
