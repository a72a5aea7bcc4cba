import { and, eq, gt, inArray, isNull, lt, lte, sql } from 'drizzle-orm'
import type { Deps } from '../src/deps.ts'
import { addDays, civilDateOf, DAY_MS, instantOf } from '../src/domain/civil-date.ts'
import { SIDES } from '../src/domain/facts.ts'
import { isLapsed, isReminderDue } from '../src/domain/introduction.ts'
import { ANSWER_PROMISE_DAYS, UNPROVED_DAYS, UNPROVED_REMINDER_DAYS } from '../src/domain/signup.ts'
import type { Statement } from './client.ts'
import { readyToStart, startedMails, startStatements } from './duos/duos.ts'
import { dropSignups } from './forms.ts'
import { endStatements, mailsAbout } from './introductions/introduction-statements.ts'
import { introductionById, introductionsWhere, openIntroductions } from './introductions/introductions.ts'
import { callOffStatements } from './introductions/meeting-ends.ts'
import { insertMails, type NewMail } from './outbox.ts'
import { isProved } from './people/participant-facts.ts'
import { keeping } from './people/retention.ts'
import { subjectOf } from './people/subjects.ts'
import { withdrawalStatements } from './people/withdrawals.ts'
import { Refused } from './refusal.ts'
import { addressBlock, formKey, introduction, outbox, participant, rateBucket, signup } from './schema.ts'

/** Counting windows are an hour at most; a form is not sent again after a month. */
const BUCKET_DAYS = 2
const FORM_KEY_DAYS = 31

/** Starts duos that waited: for a proof that came at the same moment as an answer, or for a place under the cap. */
export async function startDue(deps: Deps): Promise<number> {
  let started = 0
  for (const intro of await introductionsWhere(deps, sql`${introduction.id} in ${readyToStart}`)) {
    await tryBatch(deps, [...startStatements(deps, intro), ...startedMails(deps, intro)])
    if ((await introductionById(deps, intro.id))?.duoId) started++
  }
  return started
}

/** Ends agreed introductions that waited too long, with one neutral mail each; never one that waits for us: for a place. */
export async function lapseDue(deps: Deps): Promise<number> {
  let lapsed = 0
  const waits = new Set(
    (await deps.db.q.all<{ id: string }>(sql`select id from introduction where id in ${readyToStart}`)).map(
      ({ id }) => id,
    ),
  )
  for (const intro of await openIntroductions(deps)) {
    if (waits.has(intro.id)) continue
    if (!isLapsed(intro.facts, deps.now())) continue
    const off = callOffStatements(deps, intro.id, { by: 'staff', way: 'mail' })
    if (await tryBatch(deps, [...off, ...endStatements(deps, intro, { reason: 'lapsed', tell: SIDES })])) lapsed++
  }
  return lapsed
}

/** One reminder a side, halfway. */
export async function remindDue(deps: Deps): Promise<number> {
  const mails = (await openIntroductions(deps)).flatMap((intro) =>
    mailsAbout(
      deps,
      intro,
      'reminder',
      SIDES.filter((side) => isReminderDue(intro.facts, side, deps.now())),
    ),
  )
  return insertNew(deps, mails)
}

/**
 * "We mailen je uiterlijk op …, ook als we nog niemand vonden": once, to who was never introduced and may still be kept.
 * Who never confirmed is reminded of that instead, and hears this once they did.
 */
export async function promiseDue(deps: Deps): Promise<number> {
  const { word } = await keeping(deps)
  const rows = await deps.db.q
    .select({ id: participant.id })
    .from(participant)
    .where(
      and(
        isNull(participant.erasedAt),
        isProved,
        lt(participant.createdAt, startOfDayAgo(deps, ANSWER_PROMISE_DAYS)),
        sql`not exists (select 1 from introduction i where i.mentor_id = participant.id or i.mentee_id = participant.id)`,
        sql`coalesce((select x.paused from participant_pause x where x.participant_id = participant.id
          order by x.seq desc limit 1), 0) = 0`,
        // Who came by file never read that promise.
        sql`not exists (select 1 from import_item x where x.item_id = participant.id)`,
        sql`not exists (select 1 from outbox o where o.dedupe_key = 'still-looking:' || participant.id)`,
        gt(word, 0),
      ),
    )
  const mails = rows.map(({ id }) => ({
    id: deps.newId(),
    kind: 'still-looking' as const,
    dedupeKey: `still-looking:${id}`,
    participantId: id,
    now: deps.now(),
  }))
  return insertNew(deps, mails)
}

/** One reminder to an address that nobody ever proved. */
export async function proofRemindersDue(deps: Deps): Promise<number> {
  const rows = await deps.db.q
    .select({ participantId: participant.id, signupId: signup.id })
    .from(participant)
    .innerJoin(signup, and(eq(signup.participantId, participant.id), isNull(signup.pending)))
    .where(
      and(
        unproved(deps, UNPROVED_REMINDER_DAYS),
        sql`not exists (select 1 from outbox o where o.dedupe_key = 'proof-reminder:' || participant.id)`,
      ),
    )
  const mails = rows.map((row) => ({
    ...row,
    id: deps.newId(),
    kind: 'proof-reminder' as const,
    dedupeKey: `proof-reminder:${row.participantId}`,
    now: deps.now(),
  }))
  return insertNew(deps, mails)
}

/** Deletes what nobody proved: people who hold no place, and forms that wait for their owner's yes. */
export async function eraseUnproved(deps: Deps): Promise<number> {
  const rows = await deps.db.q
    .select({ id: participant.id })
    .from(participant)
    .where(
      and(
        unproved(deps, UNPROVED_DAYS),
        sql`not exists (select 1 from held_place h where h.mentor_id = participant.id or h.mentee_id = participant.id)`,
      ),
    )
  let erased = 0
  for (const { id } of rows) {
    const subject = await subjectOf(deps, id)
    if (
      subject &&
      (await tryBatch(deps, await withdrawalStatements(deps, subject, { actor: 'system', reason: 'unproved' })))
    )
      erased++
  }
  const before = startOfDayAgo(deps, UNPROVED_DAYS)
  const waiting = sql`${signup.pending} is not null and ${signup.at} < ${before}`
  const [, forms = []] = await deps.db.write(dropSignups(deps.db, waiting, deps.now()))
  if (erased + forms.length > 0) await deps.db.checkpoint?.()
  return erased + forms.length
}

/** Counters, form keys and address blocks that no longer say anything. */
export async function dropStale({ db, now }: Deps): Promise<number> {
  const gone = await db.write([
    db.q
      .delete(rateBucket)
      .where(lt(rateBucket.windowStart, now() - BUCKET_DAYS * DAY_MS))
      .returning({ key: rateBucket.key }),
    db.q
      .delete(formKey)
      .where(lt(formKey.at, now() - FORM_KEY_DAYS * DAY_MS))
      .returning({ key: formKey.key }),
    db.q.delete(addressBlock).where(lte(addressBlock.until, now())).returning({ until: addressBlock.until }),
  ])
  return gone.flat().length
}

const unproved = (deps: Deps, days: number) =>
  and(
    isNull(participant.erasedAt),
    lt(participant.createdAt, startOfDayAgo(deps, days)),
    sql`not exists (select 1 from proof p where p.participant_id = participant.id)`,
  )

/** Before this instant lies every day that is at least so many days ago, in Brussels. */
const startOfDayAgo = (deps: Deps, days: number): number =>
  instantOf(addDays(civilDateOf(deps.now()), 1 - days), '00:00')

/** A statement has at most 100 parameters on D1. */
const MAILS_A_STATEMENT = 6

async function insertNew(deps: Deps, mails: NewMail[]): Promise<number> {
  if (mails.length === 0) return 0
  const known = await knownKeys(deps, mails)
  const fresh = mails.filter(({ dedupeKey }) => !known.has(dedupeKey))
  for (let i = 0; i < fresh.length; i += MAILS_A_STATEMENT)
    await deps.db.write([insertMails(deps.db, fresh.slice(i, i + MAILS_A_STATEMENT))])
  return fresh.length
}

async function knownKeys({ db }: Deps, mails: NewMail[]): Promise<Set<string>> {
  const kinds = [...new Set(mails.map(({ kind }) => kind))]
  const rows = await db.q.select({ key: outbox.dedupeKey }).from(outbox).where(inArray(outbox.kind, kinds))
  return new Set(rows.map(({ key }) => key))
}

/** Whether the batch changed something; a refusal means that somebody else was first, or that it may not be yet. */
async function tryBatch(deps: Deps, batch: Statement[]): Promise<boolean> {
  if (batch.length === 0) return false
  try {
    await deps.db.write(batch)
    return true
  } catch (error) {
    if (error instanceof Refused) return false
    throw error
  }
}
