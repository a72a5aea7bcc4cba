import { type SQL, sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import type { Teller, Way } from '../../src/domain/facts.ts'
import type { MailKind } from '../../src/domain/mails.ts'
import type { Statement } from '../client.ts'
import { meetingCancellation, outbox, outboxAbout } from '../schema.ts'

type CalledOff = { by: Teller; way: Way; staffId?: string | null }

/**
 * A pair or a duo ends: the meeting that it had agreed is off, and both get what takes it out of their calendars. For
 * the batch of the end, before it; found by the batch itself, so that a meeting agreed in the meantime is not missed.
 */
export const callOffStatements = (
  deps: Deps,
  introductionId: string,
  { by, way, staffId = null }: CalledOff,
): Statement[] => statements(deps, sql`i.id = ${introductionId}`, { by: sql`${by}`, way, staffId })

/** The same of everything that somebody who stops holds a place in. */
export const callOffAllOf = (deps: Deps, participantId: string, staffId: string | null): Statement[] =>
  statements(
    deps,
    sql`(i.mentor_id = ${participantId} or i.mentee_id = ${participantId})
      and i.id in (select h.introduction_id from held_place h)`,
    {
      by: sql`iif(i.mentor_id = ${participantId}, 'mentor', 'mentee')`,
      way: staffId === null ? 'mail' : 'staff',
      staffId,
    },
  )

/** The same of many that end at once. `which` is about `i`, and `s`, the meeting that stands. */
export const callOffAll = (deps: Deps, which: SQL): Statement[] =>
  statements(deps, which, { by: sql`'staff'`, way: 'mail', staffId: null })

/**
 * Who of staff would come along to a meeting that is called off gets what takes it out of their calendar; before the
 * cancellation, in its batch. `which` is about `s`, the meeting that stands.
 */
export const tellStaff = (deps: Deps, which: SQL): Statement[] =>
  mailsToStaff(deps, 'staff-meeting-cancelled', sql`standing_meeting s`, which)

/**
 * Who of staff comes along to a meeting gets it once it is agreed; who came along to the one that it moves, and does not to
 * this one, gets what takes that one out. After the answer that may have made it so, in its batch.
 */
export const tellStaffOfAgreement = (deps: Deps, meetingId: string): Statement[] => [
  ...mailsToStaff(deps, 'staff-meeting', sql`agreed_meeting s`, sql`s.meeting_id = ${meetingId}`),
  ...mailsToStaff(
    deps,
    'staff-meeting-cancelled',
    sql`agreed_meeting g join meeting n on n.id = g.meeting_id join agreed_meeting s on s.meeting_id = g.replaces_id`,
    sql`g.meeting_id = ${meetingId} and s.starts_at > ${deps.now()} and not (n.staff_joins and n.staff_id is m.staff_id)
      and not exists (select 1 from meeting_cancellation c where c.meeting_id = s.meeting_id)`,
  ),
]

function mailsToStaff({ db: { q }, now }: Deps, kind: MailKind, meetings: SQL, which: SQL): Statement[] {
  const at = now()
  const joined = sql`${meetings} join introduction i on i.id = s.introduction_id
    join meeting m on m.id = s.meeting_id and m.staff_joins and m.staff_id is not null`
  const key = sql`${`${kind}:`} || s.meeting_id`
  return [
    q
      .insert(outbox)
      .select(
        sql`select lower(hex(randomblob(16))), ${kind}, ${key}, null, m.staff_id, null, i.id, null, null, null,
          ${at}, ${at}, 0, 0, null, null, null from ${joined} where ${which}`,
      )
      .onConflictDoNothing({ target: outbox.dedupeKey }),
    q
      .insert(outboxAbout)
      .select(sql`select o.id, s.meeting_id from ${joined} join outbox o on o.dedupe_key = ${key} where ${which}`),
  ]
}

/** Which meetings the last mail to somebody who stopped takes out of their calendar; after that mail, in its batch. */
export const aboutCalledOff = ({ db, now }: Deps, outboxId: string, participantId: string): Statement =>
  db.q.insert(outboxAbout).select(
    sql`select ${outboxId}, group_concat(c.meeting_id) from meeting_cancellation c
      join meeting m on m.id = c.meeting_id join introduction i on i.id = m.introduction_id
      where c.at = ${now()} and (i.mentor_id = ${participantId} or i.mentee_id = ${participantId})
        and exists (select 1 from outbox o where o.id = ${outboxId})
      having count(*) > 0`,
  )

function statements(
  deps: Deps,
  which: SQL,
  { by, way, staffId }: { by: SQL; way: Way; staffId: string | null },
): Statement[] {
  const { q } = deps.db
  const at = deps.now()
  const off = sql`standing_meeting s join introduction i on i.id = s.introduction_id`
  const both = sql`(select 'mentor' as side union all select 'mentee') v`
  const key = sql`'meeting-cancelled:' || s.meeting_id || ':' || v.side`
  const toCome = sql`s.starts_at > ${at} and ${which}`
  return [
    q
      .insert(outbox)
      .select(
        sql`select lower(hex(randomblob(16))), 'meeting-cancelled', ${key}, iif(v.side = 'mentor', i.mentor_id, i.mentee_id),
          null, null, i.id, null, null, null, ${at}, ${at}, 0, 0, null, null, null
          from ${off} join ${both} where ${toCome}`,
      )
      .onConflictDoNothing({ target: outbox.dedupeKey }),
    q
      .insert(outboxAbout)
      .select(
        sql`select o.id, s.meeting_id from ${off} join ${both} join outbox o on o.dedupe_key = ${key} where ${toCome}`,
      ),
    ...tellStaff(deps, toCome),
    q
      .insert(meetingCancellation)
      .select(sql`select s.meeting_id, ${by}, ${way}, ${staffId}, ${at} from ${off} where ${toCome}`),
  ]
}
