import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import { MOST_REFERRALS_A_DAY, type Referral, type Sends } from '../../src/domain/invitation.ts'
import { normaliseEmail, participantState } from '../../src/domain/participant.ts'
import { type ReferralStatus, referralStatus } from '../../src/domain/staff-role.ts'
import { paths } from '../../src/paths.ts'
import { insertAudit, insertAuditWhere } from '../audit.ts'
import { writeTyped } from '../forms.ts'
import { factsByIds } from '../people/participant-facts.ts'
import { countAgainst } from '../rate.ts'
import { duo, duoEnd, invitation, invitationUse, participant, partner, person, referral } from '../schema.ts'
import { addressHash, invitationStatements, isOpenStill, takeBackStatements } from './invitations.ts'

/**
 * Somebody whom a partner sent, as that partner may read it: the name that it typed itself (of who came by paper, their
 * own; null once they stopped), and how far they are. Nothing else about a person leaves this file.
 */
export type Referred = Sends & {
  id: string
  name: string | null
  status: ReferralStatus
  at: number
  isWaiting: boolean
}

/** Somebody of a partner, who reads of whom it sent to these programmes alone. */
export type PartnerEyes = { partnerId: string; programmes: readonly string[] }

/** Whom this partner sent to these programmes, the newest first. */
export async function referredBy(deps: Deps, eyes: PartnerEyes): Promise<Referred[]> {
  const [invited, came] = await Promise.all([invitedBy(deps, eyes), cameFor(deps, eyes)])
  const waiting = invited
    .filter(({ usedBy }) => usedBy === null)
    .map(({ usedBy: _, ...row }) => ({ ...row, status: 'invited' as const, isWaiting: true }))
  const names = new Map(
    invited.flatMap(({ id, usedBy, name }) => (usedBy === null ? [] : ([[usedBy, { id, name }]] as const))),
  )
  const ids = came.map(({ participantId }) => participantId)
  const [facts, completed] = await Promise.all([factsByIds(deps, ids), withCompletedDuo(deps, ids)])
  const referred = came.flatMap(({ participantId, ...row }) => {
    const known = facts.get(participantId)
    if (!known) return []
    const status = referralStatus(participantState(known), completed.has(participantId))
    return [{ ...row, id: participantId, ...names.get(participantId), status, isWaiting: false }]
  })
  return [...waiting, ...referred].sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1))
}

/** The partners that sent this participant, by name, and when. */
export const sendersOf = ({ db }: Deps, participantId: string): Promise<{ name: string; at: number }[]> =>
  db.q
    .select({ name: partner.name, at: referral.at })
    .from(referral)
    .innerJoin(partner, eq(partner.id, referral.partnerId))
    .where(eq(referral.participantId, participantId))
    .orderBy(partner.name)

/** Null for who does not exist and for who was sent by somebody else. */
export const referredById = async (deps: Deps, eyes: PartnerEyes, id: string): Promise<Referred | null> =>
  (await referredBy(deps, eyes)).find((one) => one.id === id) ?? null

export type NewReferrals = Sends & { partnerId: string; staffId: string; formKey: string; people: Referral[] }

/**
 * Invites these people in one batch, or nobody. Twice with one form invites once.
 * @throws Refused: NOT_A_PARTNER, or check 'rate_within_limit' when the partner sent too many today.
 */
export async function refer(deps: Deps, { people, formKey, ...by }: NewReferrals): Promise<'saved' | 'other-sent'> {
  const { db } = deps
  const now = deps.now()
  const bucket = {
    key: `referrals:${by.partnerId}`,
    most: MOST_REFERRALS_A_DAY,
    windowMinutes: 24 * 60,
    times: people.length,
  }
  const typed = [by.programme, by.side, ...people.flatMap(({ name, email }) => [name, email])]
  return writeTyped(deps, { key: formKey, location: paths.partner(), typed }, [
    countAgainst(db, [bucket], now),
    ...(await invitationStatements(deps, { ...by, people })),
    insertAudit(db, {
      at: now,
      staffId: by.staffId,
      action: 'partner.referred',
      subject: by.partnerId,
      detail: String(people.length),
    }),
  ])
}

/** Of these addresses (normalised), those that this partner sent to this side already: it knows that itself. */
export async function sentAlready(
  deps: Deps,
  partnerId: string,
  { programme, side }: Sends,
  emails: string[],
): Promise<Set<string>> {
  const rows = await deps.db.q
    .select({ hash: invitation.addressHash })
    .from(invitation)
    .where(and(eq(invitation.partnerId, partnerId), eq(invitation.programme, programme), eq(invitation.side, side)))
  if (rows.length === 0) return new Set()
  const hashes = new Set(rows.map(({ hash }) => hash))
  const addresses = [...new Set(emails.map(normaliseEmail))]
  const known = await Promise.all(addresses.map(async (email) => hashes.has(await addressHash(deps, email))))
  return new Set(addresses.filter((_, index) => known[index]))
}

/** A partner takes an invitation back that nobody used. Null when it is not theirs, or was used. */
export async function takeBack(
  deps: Deps,
  eyes: PartnerEyes,
  { id, staffId }: { id: string; staffId: string },
): Promise<'taken-back' | null> {
  const one = await referredById(deps, eyes, id)
  if (!one?.isWaiting) return null
  const entry = { at: deps.now(), staffId, action: 'partner.took-back', subject: id }
  const [, , gone = []] = await deps.db.write([
    insertAuditWhere(deps.db, entry, isOpenStill(id)),
    ...takeBackStatements(deps, id),
  ])
  await deps.db.checkpoint?.()
  return gone.length > 0 ? 'taken-back' : null
}

const invitedBy = ({ db, now }: Deps, { partnerId, programmes }: PartnerEyes) =>
  db.q
    .select({
      id: invitation.id,
      name: sql<string>`${invitation.name}`,
      programme: invitation.programme,
      side: invitation.side,
      at: invitation.at,
      usedBy: invitationUse.participantId,
    })
    .from(invitation)
    .leftJoin(invitationUse, eq(invitationUse.invitationId, invitation.id))
    .where(
      and(
        eq(invitation.partnerId, partnerId),
        inArray(invitation.programme, [...programmes]),
        sql`(${invitationUse.participantId} is not null or ${invitation.expiresAt} >= ${now()})`,
      ),
    )

const cameFor = ({ db }: Deps, { partnerId, programmes }: PartnerEyes) =>
  db.q
    .select({
      participantId: participant.id,
      // Of who was made part of somebody else since: not the name of somebody whom they never sent. Of who stopped: none.
      name: sql<
        string | null
      >`iif(${participant.erasedAt} is null, coalesce((select b.name from moved_row o join person b on b.id = o.person_id
        where o.participant_id = ${participant.id} and o.at >= ${referral.at}), ${person.name}), null)`,
      programme: participant.programme,
      side: participant.side,
      at: referral.at,
    })
    .from(referral)
    .innerJoin(participant, eq(participant.id, referral.participantId))
    .leftJoin(person, eq(person.id, participant.personId))
    .where(and(eq(referral.partnerId, partnerId), inArray(participant.programme, [...programmes])))
    .orderBy(desc(referral.at))

/** Whose duo ran its time. */
async function withCompletedDuo({ db }: Deps, ids: string[]): Promise<Set<string>> {
  const among = sql`(SELECT value FROM json_each(${JSON.stringify(ids)}))`
  const rows = await db.q
    .select({ mentorId: duo.mentorId, menteeId: duo.menteeId })
    .from(duo)
    .innerJoin(duoEnd, and(eq(duoEnd.duoId, duo.id), eq(duoEnd.reason, 'completed')))
    .where(sql`${duo.mentorId} IN ${among} OR ${duo.menteeId} IN ${among}`)
  return new Set(rows.flatMap(({ mentorId, menteeId }) => [mentorId, menteeId]))
}
