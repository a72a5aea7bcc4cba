import { desc, eq, inArray, type SQL, sql } from 'drizzle-orm'
import type { Deps } from '../src/deps.ts'
import { civilDateOf } from '../src/domain/civil-date.ts'
import { type DuoFacts, duoPeriod } from '../src/domain/duo.ts'
import type { DuoTime } from '../src/domain/duo-time.ts'
import { SIDES } from '../src/domain/facts.ts'
import { type Pair, participantOn } from '../src/domain/introduction.ts'
import { programmeOf } from '../src/domain/programmes.ts'
import { insertAudit } from './audit.ts'
import type { Statement } from './client.ts'
import { insertMails } from './outbox.ts'
import { refusedWith } from './refusal.ts'
import { duo, duoEnd, duoExtension, duoLastDay, duoPause, duoResume } from './schema.ts'

/** `at`: when the duo was written down here (milliseconds UTC). */
export type Duo = Pair & {
  id: string
  introductionId: string
  programme: string
  at: number
  facts: DuoFacts
  time: DuoTime
}

export async function duoById(deps: Deps, id: string): Promise<Duo | null> {
  const [found] = await load(deps, eq(duo.id, id))
  return found ?? null
}

/** All duos of a programme, the newest first. */
export const listDuos = (deps: Deps, { programme }: { programme: string }): Promise<Duo[]> =>
  load(deps, eq(duo.programme, programme))

/**
 * The duo, where the programme starts it at two yes: at this point of the batch both must have said yes and both
 * mailboxes (or faces) must have been seen. Starts nothing when they have not, or when it runs already.
 */
export function startStatements(deps: Deps, intro: Pair & { id: string; programme: string }): Statement[] {
  const programme = programmeOf(intro.programme)
  if (programme.starts !== 'when-agreed') return []
  const now = deps.now()
  const { startedOn, endsOn } = duoPeriod(programme, civilDateOf(now))
  return [
    deps.db.q.insert(duo).select(
      sql`select ${deps.newId()}, i.id, i.programme, i.mentor_id, i.mentee_id, ${startedOn}, ${Number(startedOn.slice(0, 4))},
        ${endsOn}, ${now}
        from agreed_introduction g join introduction i on i.id = g.introduction_id
        where i.id = ${intro.id}
          and not exists (select 1 from duo d where d.introduction_id = i.id)
          and exists (select 1 from proof p where p.participant_id = i.mentor_id)
          and exists (select 1 from proof p where p.participant_id = i.mentee_id)`,
    ),
  ]
}

/** Staff end a duo before its last day; both get one short mail, without the reason (a code): that is the audit's. */
export async function endDuo(
  deps: Deps,
  { duo: ending, staffId, reason }: { duo: Duo; staffId: string; reason?: string },
): Promise<{ kind: 'ended' } | { kind: 'already-ended' }> {
  const at = deps.now()
  const mails = SIDES.map((side) => ({
    id: deps.newId(),
    kind: 'duo-stopped' as const,
    dedupeKey: `duo-stopped:${ending.id}:${side}`,
    participantId: participantOn(ending, side),
    duoId: ending.id,
    now: at,
  }))
  try {
    await deps.db.write([
      deps.db.q
        .insert(duoEnd)
        .values({ duoId: ending.id, reason: 'early', endedOn: civilDateOf(at), side: null, staffId, at }),
      insertMails(deps.db, mails),
      insertAudit(deps.db, {
        at,
        staffId,
        action: 'duo.ended',
        subject: ending.id,
        ...(reason ? { detail: reason } : {}),
      }),
    ])
    return { kind: 'ended' }
  } catch (error) {
    if (refusedWith(error, 'ALREADY_WRITTEN')) return { kind: 'already-ended' }
    throw error
  }
}

/** Writes down that duos whose last day has passed are complete; one that stands still has none. @returns how many. */
export async function completeDue(deps: Deps): Promise<number> {
  const [written] = await deps.db.write([
    deps.db.q
      .insert(duoEnd)
      .select(
        sql`select l.duo_id, 'completed', l.ends_on, null, null, ${deps.now()} from duo_last_day l
          where l.ends_on <= ${civilDateOf(deps.now())}
            and not exists (select 1 from duo_pause p where p.duo_id = l.duo_id
              and not exists (select 1 from duo_resume r where r.pause_id = p.id))
            and not exists (select 1 from duo_end e where e.duo_id = l.duo_id)`,
      )
      .returning({ duoId: duoEnd.duoId }),
  ])
  return written?.length ?? 0
}

/** Three queries, however many duos there are. */
async function load({ db: { q } }: Deps, where: SQL | undefined): Promise<Duo[]> {
  const ids = q.select({ id: duo.id }).from(duo).where(where)
  const [rows, extensions, pauses] = await Promise.all([
    q
      .select({ duo, end: duoEnd, lastDay: duoLastDay.endsOn })
      .from(duo)
      .innerJoin(duoLastDay, eq(duoLastDay.duoId, duo.id))
      .leftJoin(duoEnd, eq(duoEnd.duoId, duo.id))
      .where(where)
      .orderBy(desc(duo.at), desc(duo.id)),
    q
      .select({ duoId: duoExtension.duoId, months: duoExtension.months })
      .from(duoExtension)
      .where(inArray(duoExtension.duoId, ids)),
    q
      .select({ duoId: duoPause.duoId, fromOn: duoPause.fromOn, resumedOn: duoResume.resumedOn })
      .from(duoPause)
      .leftJoin(duoResume, eq(duoResume.pauseId, duoPause.id))
      .where(inArray(duoPause.duoId, ids)),
  ])
  const [extensionsOf, pausesOf] = [byDuo(extensions), byDuo(pauses)]
  return rows.map(({ duo: { startedOn, endsOn, startYear: _, ...row }, end, lastDay }) => {
    const own = pausesOf.get(row.id) ?? []
    const time = { startedOn, endsOn, extensions: extensionsOf.get(row.id) ?? [], pauses: own }
    const standsStill = own.some(({ resumedOn }) => resumedOn === null)
    return { ...row, time, facts: { startedOn, endsOn: standsStill ? null : lastDay, end } }
  })
}

/** Facts of many duos, by duo. */
export function byDuo<Fact extends { duoId: string }>(facts: Fact[]): Map<string, Fact[]> {
  const grouped = new Map<string, Fact[]>()
  for (const fact of facts) grouped.set(fact.duoId, [...(grouped.get(fact.duoId) ?? []), fact])
  return grouped
}
