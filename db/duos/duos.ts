import { and, eq, inArray, or, type SQL, sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import { type CivilDate, civilDateOf } from '../../src/domain/civil-date.ts'
import { type DuoFacts, duoPeriod } from '../../src/domain/duos/duo.ts'
import type { DuoTime, Pause } from '../../src/domain/duos/duo-time.ts'
import { type DuoEndReason, SIDES, type Side } from '../../src/domain/facts.ts'
import type { Pair } from '../../src/domain/introduction.ts'
import { programmeOf } from '../../src/domain/programmes.ts'
import type { Statement } from '../client.ts'
import { mailsIf } from '../introductions/introduction-statements.ts'
import { isAmong, packed } from '../packed.ts'
import { duo, duoExtension, standingPause } from '../schema.ts'

/** `at`: when the duo was written down here (milliseconds UTC). */
export type Duo = Pair & {
  id: string
  introductionId: string
  programme: string
  at: number
  facts: DuoFacts
  time: Omit<DuoTime, 'pauses'> & { pauses: readonly StandingPause[] }
}

export type StandingPause = Pause & { id: string }

export async function duoById(deps: Deps, id: string): Promise<Duo | null> {
  const [found] = await load(deps, eq(duo.id, id))
  return found ?? null
}

/** Those of these programmes that have not ended, the newest first. */
export const runningDuos = (deps: Deps, programmes: readonly string[]): Promise<Duo[]> =>
  load(
    deps,
    and(inArray(duo.programme, [...programmes]), sql`not exists (select 1 from duo_end e where e.duo_id = ${duo.id})`),
  )

/** These duos, the newest first. */
export const duosByIds = (deps: Deps, ids: readonly string[]): Promise<Duo[]> => load(deps, isAmong(duo.id, ids))

/** All duos of one participant, the newest first. */
export const duosOf = (deps: Deps, participantId: string): Promise<Duo[]> =>
  load(deps, or(eq(duo.mentorId, participantId), eq(duo.menteeId, participantId)))

/** Duos that still run, and those that completed and were not asked the questions of the end. */
export const duosToAsk = (deps: Deps): Promise<Duo[]> =>
  load(
    deps,
    sql`not exists (select 1 from duo_end e where e.duo_id = ${duo.id} and (e.reason <> 'completed'
      or exists (select 1 from checkin_ask k where k.duo_id = e.duo_id and k.milestone = 'end')))`,
  )

/**
 * The duo, as soon as all that its programme asks is there at this point of the batch: both said yes and both mailboxes
 * (or faces) were seen; where it has terms, both clicked and agreed. Starts nothing when not, or when it runs already,
 * so that of two who tap at once the second one starts it.
 */
export function startStatements(deps: Deps, intro: Pair & { id: string; programme: string }): Statement[] {
  const programme = programmeOf(intro.programme)
  const now = deps.now()
  const { startedOn, endsOn } = duoPeriod(programme, civilDateOf(now))
  const terms = programme.starts === 'when-agreed' ? sql`true` : termsMet()
  return [
    deps.db.q.insert(duo).select(
      sql`select ${deps.newId()}, i.id, i.programme, i.mentor_id, i.mentee_id, ${startedOn}, ${Number(startedOn.slice(0, 4))},
        ${endsOn}, ${now}
        from agreed_introduction g join introduction i on i.id = g.introduction_id
        where i.id = ${intro.id}
          and not exists (select 1 from duo d where d.introduction_id = i.id)
          and exists (select 1 from proof p where p.participant_id = i.mentor_id)
          and exists (select 1 from proof p where p.participant_id = i.mentee_id)
          and ${terms}`,
    ),
    ...(programme.starts === 'when-agreed' ? [] : startedMails(deps, intro)),
  ]
}

/** "Jullie zijn een duo", to both, once, if at this point of the batch the duo is there. */
export const startedMails = (deps: Deps, intro: Pair & { id: string }): Statement[] =>
  mailsIf(
    deps,
    intro,
    { kind: 'duo-started', sides: SIDES },
    sql`exists (select 1 from duo d where d.introduction_id = ${intro.id})`,
  )

/** All that this pair could do for its duo is done: the year has no place for it yet. */
export async function waitsForPlace(deps: Deps, { id, duoId }: { id: string; duoId: string | null }): Promise<boolean> {
  if (duoId !== null) return false
  const waiting = await deps.db.q.all(sql`select 1 where ${id} in ${readyToStart}`)
  return waiting.length > 0
}

/** Pairs that agreed, were seen and did all that their terms ask, and have no duo: `startStatements` decides. */
export const readyToStart = sql`(select i.id from held_place h join introduction i on i.id = h.introduction_id
  where h.duo_id is null
    and exists (select 1 from agreed_introduction g where g.introduction_id = i.id)
    and exists (select 1 from proof p where p.participant_id = i.mentor_id)
    and exists (select 1 from proof p where p.participant_id = i.mentee_id)
    and (not exists (select 1 from introduction_terms t where t.introduction_id = i.id) or ${termsMet()}))`

function termsMet(): SQL {
  return sql`exists (
  select 1 from introduction_terms t where t.introduction_id = i.id
    and (not t.needs_clicks
      or (select count(*) from click c where c.introduction_id = i.id and c.click = 'yes') = 2)
    and (not t.needs_agreement or (select count(*) from agreement a where a.introduction_id = i.id) = 2))`
}

/** Three queries, however many duos there are. */
async function load(deps: Deps, where: SQL | undefined): Promise<Duo[]> {
  const rows = await duoRows(deps, where)
  if (rows.length === 0) return []
  const { q } = deps.db
  const ids = rows.map(({ id }) => id)
  const [extensions, pauses] = await Promise.all([
    q
      .select({ duoId: duoExtension.duoId, months: duoExtension.months })
      .from(duoExtension)
      .where(isAmong(duoExtension.duoId, ids)),
    q
      .select({
        id: standingPause.id,
        duoId: standingPause.duoId,
        fromOn: standingPause.fromOn,
        resumedOn: standingPause.resumedOn,
      })
      .from(standingPause)
      .where(isAmong(standingPause.duoId, ids)),
  ])
  const [extensionsOf, pausesOf] = [byDuo(extensions), byDuo(pauses)]
  return rows.map(({ startedOn, endsOn, lastDay, end, ...row }) => {
    const own = pausesOf.get(row.id) ?? []
    const time = { startedOn, endsOn, extensions: extensionsOf.get(row.id) ?? [], pauses: own }
    const standsStill = own.some(({ resumedOn }) => resumedOn === null)
    return { ...row, time, facts: { startedOn, endsOn: standsStill ? null : lastDay, end } }
  })
}

type Packed = [
  ...[id: string, introductionId: string, programme: string, mentorId: string, menteeId: string, at: number],
  ...[startedOn: CivilDate, endsOn: CivilDate, lastDay: CivilDate],
  ...([reason: DuoEndReason, endedOn: CivilDate, side: Side | null] | [null, null, null]),
]

async function duoRows(deps: Deps, where: SQL | undefined) {
  const rows = await packed<Packed>(deps, {
    row: sql`duo.id, introduction_id, programme, mentor_id, mentee_id, duo.at, started_on, duo.ends_on, l.ends_on,
      e.reason, e.ended_on, e.side`,
    from: sql`FROM duo JOIN duo_last_day l ON l.duo_id = duo.id LEFT JOIN duo_end e ON e.duo_id = duo.id WHERE ${where}`,
    id: sql`duo.id`,
  })
  return rows
    .map(
      ([id, introductionId, programme, mentorId, menteeId, at, startedOn, endsOn, lastDay, reason, endedOn, side]) => {
        const end = reason === null ? null : { reason, endedOn, side }
        return { id, introductionId, programme, mentorId, menteeId, at, startedOn, endsOn, lastDay, end }
      },
    )
    .sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1))
}

/** Facts of many duos, by duo. */
export function byDuo<Fact extends { duoId: string }>(facts: Fact[]): Map<string, Fact[]> {
  const grouped = new Map<string, Fact[]>()
  for (const fact of facts) {
    const own = grouped.get(fact.duoId)
    if (own) own.push(fact)
    else grouped.set(fact.duoId, [fact])
  }
  return grouped
}
