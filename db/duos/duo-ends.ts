import { eq, sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import { addDays, civilDateOf, instantOf } from '../../src/domain/civil-date.ts'
import { otherSide, SIDES, type Side, type StopReason, type Teller } from '../../src/domain/facts.ts'
import { participantOn } from '../../src/domain/introduction.ts'
import { insertAudit } from '../audit.ts'
import type { Statement } from '../client.ts'
import { callOffAll, callOffStatements } from '../introductions/meeting-ends.ts'
import { insertMails } from '../outbox.ts'
import { refusedWith } from '../refusal.ts'
import { duoEnd, duoEndReason } from '../schema.ts'
import type { Duo } from './duos.ts'

/**
 * Who ends a duo before its last day: one of the two (`side`; with `staffId`, as they told staff), or staff. Whose
 * `reason` staff write down (`by`) says nothing of who ended it.
 */
export type DuoStop = { duo: Duo; reason?: StopReason } & (
  | { side: Side; staffId?: string; by?: never }
  | { side?: never; staffId: string; by?: Teller }
)

/** The end, and one short mail to who did not end it, without the reason: that is read by staff only. */
export function stopStatements(deps: Deps, { duo, side, staffId, reason, by }: DuoStop): Statement[] {
  const at = deps.now()
  const told = side ? [otherSide(side)] : SIDES
  const mails = told.map((to) => ({
    id: deps.newId(),
    kind: 'duo-stopped' as const,
    dedupeKey: `duo-stopped:${duo.id}:${to}`,
    participantId: participantOn(duo, to),
    duoId: duo.id,
    now: at,
  }))
  const end = { duoId: duo.id, reason: 'early' as const, endedOn: civilDateOf(at), at }
  const acting = staffId ? { way: 'staff' as const, staffId } : { way: 'mail' as const }
  return [
    ...callOffStatements(deps, duo.introductionId, { by: side ?? 'staff', ...acting }),
    deps.db.q.insert(duoEnd).values({ ...end, side: side ?? null, staffId: staffId ?? null }),
    ...(reason ? [reasonRow(deps, { duo, by: by ?? side ?? 'staff', reason })] : []),
    insertMails(deps.db, mails),
    ...(staffId
      ? [
          insertAudit(deps.db, {
            at,
            staffId,
            action: 'duo.ended',
            subject: duo.id,
            ...(reason ? { detail: reason } : {}),
          }),
        ]
      : []),
  ]
}

export async function endDuo(deps: Deps, stop: DuoStop): Promise<{ kind: 'ended' } | { kind: 'already-ended' }> {
  try {
    await deps.db.write(stopStatements(deps, stop))
    return { kind: 'ended' }
  } catch (error) {
    if (refusedWith(error, 'ALREADY_WRITTEN')) return { kind: 'already-ended' }
    throw error
  }
}

/**
 * Writes down that duos whose last day has come are complete; one that stands still has none. What they had agreed for
 * that day stands: it is noted with the others. What they had agreed for later is off. @returns how many.
 */
export async function completeDue(deps: Deps): Promise<number> {
  const today = civilDateOf(deps.now())
  const over = sql`duo_last_day l
    where l.ends_on <= ${today}
      and not exists (select 1 from standing_pause p where p.duo_id = l.duo_id and p.resumed_on is null)
      and not exists (select 1 from duo_end e where e.duo_id = l.duo_id)`
  const written = await deps.db.write([
    ...callOffAll(
      deps,
      sql`s.starts_at >= ${instantOf(addDays(today, 1), '00:00')}
        and i.id in (select d.introduction_id from duo d where d.id in (select l.duo_id from ${over}))`,
    ),
    deps.db.q
      .insert(duoEnd)
      .select(sql`select l.duo_id, 'completed', l.ends_on, null, null, ${deps.now()} from ${over}`)
      .returning({ duoId: duoEnd.duoId }),
  ])
  return written.at(-1)?.length ?? 0
}

/**
 * Why it ended, as one of the two or staff tell it afterwards; `staffId`: who wrote it down. Told twice, the first stays.
 * `gone`: who tells it was erased.
 */
export async function saveStopReason(
  deps: Deps,
  { staffId, ...told }: { duo: Duo; by: Teller; reason: StopReason; staffId?: string },
): Promise<'saved' | 'already-told' | 'still-running' | 'gone'> {
  const { duo, by } = told
  const audit = { at: deps.now(), action: 'duo.reason', subject: duo.id, detail: by }
  try {
    await deps.db.write([reasonRow(deps, told), ...(staffId ? [insertAudit(deps.db, { ...audit, staffId })] : [])])
    return 'saved'
  } catch (error) {
    if (refusedWith(error, 'ALREADY_WRITTEN')) return 'already-told'
    if (refusedWith(error, 'DUO_RUNNING')) return 'still-running'
    if (refusedWith(error, 'ERASED')) return 'gone'
    throw error
  }
}

const reasonRow = ({ db, now }: Deps, { duo, by, reason }: { duo: Duo; by: Teller; reason: StopReason }) =>
  db.q.insert(duoEndReason).values({ duoId: duo.id, by, reason, at: now() })

/** Why a duo ended early, per who told it; for staff. */
export const reasonsOf = ({ db: { q } }: Deps, duoId: string): Promise<{ by: Teller; reason: StopReason }[]> =>
  q.select({ by: duoEndReason.by, reason: duoEndReason.reason }).from(duoEndReason).where(eq(duoEndReason.duoId, duoId))
