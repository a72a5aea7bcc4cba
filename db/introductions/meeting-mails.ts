import { and, eq, isNotNull, or, sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import { SIDES, type Side } from '../../src/domain/facts.ts'
import type { MailKind } from '../../src/domain/mails.ts'
import type { Statement } from '../client.ts'
import { insertMails } from '../outbox.ts'
import { outbox, outboxAbout } from '../schema.ts'
import { insertMailIf, mailsAbout } from './introduction-statements.ts'
import type { Introduction } from './introductions.ts'

/** One occasion of one meeting. */
export const keyOf = (kind: MailKind, meetingId: string, side: Side): string => `${kind}:${meetingId}:${side}`

/** Whether a calendar of this participant, or this one of staff, may know one of these meetings: a mail that brought it left. */
export async function broughtTo({ db: { q } }: Deps, to: string, meetingIds: string[]): Promise<boolean> {
  const keys = meetingIds.flatMap((id) => [`staff-meeting:${id}`, ...SIDES.map((side) => keyOf('meeting', id, side))])
  const [row] = await q
    .select({ id: outbox.id })
    .from(outbox)
    .where(
      and(
        sql`${outbox.dedupeKey} in (select value from json_each(${JSON.stringify(keys)}))`,
        or(eq(outbox.participantId, to), eq(outbox.staffId, to)),
        isNotNull(outbox.sentAt),
      ),
    )
    .limit(1)
  return row !== undefined
}

/** To these sides, about this meeting. */
export function meetingMails(
  deps: Deps,
  intro: Introduction,
  meetingId: string,
  kind: MailKind,
  sides: Side[],
): Statement[] {
  const rows = sides.flatMap((side) =>
    mailsAbout(deps, intro, kind, [side]).map((mail) => ({ ...mail, dedupeKey: keyOf(kind, meetingId, side) })),
  )
  const about = rows.map(({ id }) => ({ outboxId: id, about: meetingId }))
  return [insertMails(deps.db, rows), deps.db.q.insert(outboxAbout).values(about)]
}

/** To both, once everybody who was asked chose, so many different slots together. */
export function mailsIfAll(
  deps: Deps,
  intro: Introduction,
  meetingId: string,
  { kind, slots }: { kind: MailKind; slots: number },
): Statement[] {
  const chosen = sql`(select count(a.slot_at) = iif(m.by = 'staff', 2, 1) and count(distinct a.slot_at) = ${slots}
    from meeting m join meeting_answer a on a.meeting_id = m.id where m.id = ${meetingId})`
  return SIDES.flatMap((side) => {
    const [mail] = mailsAbout(deps, intro, kind, [side])
    if (!mail) return []
    const row = { ...mail, dedupeKey: keyOf(kind, meetingId, side) }
    return [
      insertMailIf(deps, row, chosen),
      deps.db.q.insert(outboxAbout).select(sql`select o.id, ${meetingId} from outbox o where o.id = ${row.id}`),
    ]
  })
}
