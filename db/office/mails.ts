import { and, desc, eq, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import * as z from 'zod'
import type { Deps } from '../../src/deps.ts'
import { MAIL_KINDS, MAIL_STATES, type MailKind, type MailState, mailState } from '../../src/domain/mails.ts'
import { paths } from '../../src/paths.ts'
import { insertAudit } from '../audit.ts'
import { insertFormKey, isFormTwice } from '../forms.ts'
import { resend } from '../outbox.ts'
import { outbox, participant, person, staff } from '../schema.ts'
import { type MailReader, mayRead } from './mail-readers.ts'

export const MAILS_A_PAGE = 50

/** A mail in the list of staff. `to` is a name; null when its person is not there any more. */
export type ListedMail = {
  id: string
  kind: MailKind
  to: string | null
  /** The partner that sent somebody who is no participant: of them we keep no name here. */
  via: string | null
  state: MailState
  createdAt: number
  sentAt: number | null
  /** On its way until then. */
  leaseUntil: number
  attempts: number
  lastError: string | null
}

/** A page of the mails that this reader may see, the newest first, and how many there are in each state. `page` counts from 1. */
export async function listMails(
  deps: Deps,
  reader: MailReader,
  { state, page }: { state: MailState | null; page: number },
): Promise<{ rows: ListedMail[]; counts: Record<MailState, number> }> {
  const [rows, counts] = await Promise.all([
    select(deps, and(state ? inState[state] : undefined, mayRead(reader)), {
      limit: MAILS_A_PAGE,
      offset: (page - 1) * MAILS_A_PAGE,
    }),
    countStates(deps, reader),
  ])
  return { rows, counts }
}

/** Null also for a mail that is not this reader's to see. */
export async function listedMail(deps: Deps, reader: MailReader, id: string): Promise<ListedMail | null> {
  const [row] = await select(deps, and(eq(outbox.id, id), mayRead(reader)), { limit: 1, offset: 0 })
  return row ?? null
}

/** That staff read somebody's mail is written down, each time. */
export async function noteMailRead(deps: Deps, { id, staffId }: { id: string; staffId: string }): Promise<void> {
  await deps.db.write([insertAudit(deps.db, { at: deps.now(), staffId, action: 'mail.read', subject: id })])
}

/** Sends a mail again, once a form. 'gone' when there is nothing left to send, or nobody to send it to. */
export async function sendAgain(
  deps: Deps,
  { id, staffId, formKey }: { id: string; staffId: string; formKey: string },
): Promise<'queued' | 'gone'> {
  const now = deps.now()
  try {
    return await resend(deps, id, [
      insertFormKey(deps.db, formKey, paths.mails(), now),
      insertAudit(deps.db, { at: now, staffId, action: 'mail.resent', subject: id }),
    ])
  } catch (error) {
    if (!isFormTwice(error)) throw error
    return 'queued'
  }
}

const inState = {
  waiting: and(isNull(outbox.sentAt), isNull(outbox.failedAt)),
  sent: isNotNull(outbox.sentAt),
  failed: and(isNull(outbox.sentAt), isNotNull(outbox.failedAt)),
} satisfies Record<MailState, SQL | undefined>

const mailKind = z.enum(MAIL_KINDS)

/** Mails to participants, which are nearly all, along their index and by programme; the others one by one. */
async function countStates({ db }: Deps, reader: MailReader): Promise<Record<MailState, number>> {
  const counts = sql.join(
    MAIL_STATES.map((state) => sql`count(*) FILTER (WHERE ${inState[state]}) AS ${sql.identifier(state)}`),
    sql`, `,
  )
  const rows = await db.q.all<Record<MailState, number>>(sql`
    SELECT ${counts} FROM participant p JOIN outbox ON outbox.participant_id = p.id
    WHERE p.programme IN ${reader.named} AND outbox.staff_id IS NULL AND outbox.kind <> 'receipt-again'
    UNION ALL
    SELECT ${counts} FROM participant p JOIN outbox ON outbox.participant_id = p.id
    WHERE outbox.kind = 'receipt-again' AND ${mayRead(reader)}
    UNION ALL
    SELECT ${counts} FROM outbox WHERE outbox.participant_id IS NULL AND ${mayRead(reader)}`)
  const total = (state: MailState) => rows.reduce((sum, row) => sum + row[state], 0)
  return { waiting: total('waiting'), sent: total('sent'), failed: total('failed') }
}

const invitedBy = sql<string | null>`(SELECT o.name FROM outbox_about a JOIN invitation i ON i.id = a.about
  JOIN partner o ON o.id = i.partner_id WHERE a.outbox_id = outbox.id)`

/** What is known of somebody elsewhere is not for who reads the mail about their form: the form's own name is. */
const shownName = sql<string | null>`CASE WHEN outbox.kind = 'receipt-again' THEN coalesce(
  (SELECT json_extract(s.pending, '$.form.name') FROM signup s JOIN event e ON e.id = s.event_id
    WHERE s.id = outbox.signup_id AND e.programme <> ${participant.programme}), ${person.name}) ELSE ${person.name} END`

async function select(
  { db }: Deps,
  where: SQL | undefined,
  { limit, offset }: { limit: number; offset: number },
): Promise<ListedMail[]> {
  const rows = await db.q
    .select({
      id: outbox.id,
      kind: outbox.kind,
      person: shownName,
      colleague: staff.name,
      via: invitedBy,
      createdAt: outbox.createdAt,
      sentAt: outbox.sentAt,
      failedAt: outbox.failedAt,
      leaseUntil: outbox.leaseUntil,
      attempts: outbox.attempts,
      lastError: outbox.lastError,
    })
    .from(outbox)
    .leftJoin(participant, eq(participant.id, outbox.participantId))
    .leftJoin(person, eq(person.id, participant.personId))
    .leftJoin(staff, eq(staff.id, outbox.staffId))
    .where(where)
    .orderBy(desc(outbox.createdAt), desc(outbox.id))
    .limit(limit)
    .offset(offset)
  return rows.map(({ person, colleague, failedAt, ...row }) => ({
    ...row,
    kind: mailKind.parse(row.kind),
    to: person ?? colleague,
    state: mailState({ sentAt: row.sentAt, failedAt }),
  }))
}
