import { type SQL, sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import { addDays, type CivilDate, civilDateOf } from '../../src/domain/civil-date.ts'
import { outcomeDueOn, tierOf } from '../../src/domain/duos/outcome.ts'
import type { DuoEndReason, OutcomeMoment, StopReason } from '../../src/domain/facts.ts'
import type { Programme } from '../../src/domain/programmes.ts'
import type { MeetingSum, Period, ReportDuo } from '../../src/domain/report/facts.ts'
import { isOvertaken } from '../duos/outcomes.ts'
import { packed } from '../packed.ts'
import type { Canonical } from '../people/merged.ts'

type DuoRow = [string, string, string, CivilDate, DuoEndReason | null, CivilDate | null]

/** Whose meetings are wanted: none, each day of them, or added up so that each of these periods can be counted. */
export type MeetingsWanted = 'none' | 'by-day' | readonly Period[]

/** Every duo that has begun. There are more meetings than all the rest: they are added up by the database. */
export async function loadDuos(
  deps: Deps,
  programme: Programme,
  { of }: Canonical,
  wanted: MeetingsWanted,
): Promise<ReportDuo[]> {
  const [rows, reasons, outcomes, meetings] = await Promise.all([
    packed<DuoRow>(deps, {
      row: sql`d.id, mentor_id, mentee_id, started_on, e.reason, e.ended_on`,
      from: sql`FROM duo d LEFT JOIN duo_end e ON e.duo_id = d.id
        WHERE d.programme = ${programme.id} AND started_on <= ${civilDateOf(deps.now())}`,
      id: sql`d.id`,
    }),
    loadReasons(deps, programme.id),
    loadOutcomes(deps, programme),
    loadMeetings(deps, programme.id, wanted),
  ])
  return rows.map(([id, mentorId, menteeId, startedOn, reason, endedOn]) => {
    const dueOn = (moment: OutcomeMoment) => outcomeDueOn({ startedOn, endedOn }, moment)
    return {
      id,
      mentorId: of(mentorId),
      menteeId: of(menteeId),
      startedOn,
      end: reason !== null && endedOn !== null ? { reason, on: endedOn } : null,
      stopReasons: reasons.get(id) ?? [],
      meetings: meetings.get(id) ?? [],
      outcomeOn: { end: dueOn('end'), year: dueOn('year') },
      outcomes: outcomes.get(id) ?? {},
    }
  })
}

async function loadReasons(deps: Deps, programme: string): Promise<Map<string, StopReason[]>> {
  const rows = await packed<[string, StopReason]>(deps, {
    row: sql`r.duo_id, r.reason`,
    from: sql`FROM duo_end_reason r JOIN duo d ON d.id = r.duo_id WHERE d.programme = ${programme}`,
    id: sql`r.duo_id`,
  })
  const reasons = new Map<string, StopReason[]>()
  for (const [duoId, reason] of rows) reasons.set(duoId, [...(reasons.get(duoId) ?? []), reason])
  return reasons
}

type OutcomeRow = [string, OutcomeMoment, string, CivilDate | null, CivilDate | null]

/** The latest of each moment; a contract of which the mentee told since makes it unknown until staff wrote it down. */
async function loadOutcomes(deps: Deps, programme: Programme): Promise<Map<string, ReportDuo['outcomes']>> {
  const rows = await packed<OutcomeRow>(deps, {
    row: sql`o.duo_id, o.moment, o.code, o.contract_starts_on, o.contract_ends_on`,
    from: sql`FROM outcome o JOIN duo d ON d.id = o.duo_id WHERE d.programme = ${programme.id}
      AND o.seq = (SELECT max(x.seq) FROM outcome x WHERE x.duo_id = o.duo_id AND x.moment = o.moment)
      AND NOT ${isOvertaken}`,
    id: sql`o.duo_id`,
  })
  const outcomes = new Map<string, ReportDuo['outcomes']>()
  for (const [duoId, moment, code, startsOn, endsOn] of rows) {
    const tier = tierOf(programme, { code, contract: startsOn === null ? null : { startsOn, endsOn } })
    const known = !programme.outcomes.find(({ id }) => id === code)?.unknown
    outcomes.set(duoId, { ...outcomes.get(duoId), [moment]: { tier, known } })
  }
  return outcomes
}

async function loadMeetings(deps: Deps, programme: string, wanted: MeetingsWanted): Promise<Map<string, MeetingSum[]>> {
  if (wanted === 'none') return new Map()
  if (wanted === 'by-day') {
    const days = await loadSums<CivilDate>(deps, programme, sql`met_on`, ALWAYS)
    return sumsOf(days, (on) => ({ from: on, until: on }))
  }
  // Every first day of a stretch that lies wholly within or wholly outside each period.
  const cuts = [...new Set(wanted.flatMap(({ from, until }) => [from, addDays(until, 1)]))].sort()
  const [first, last] = [cuts[0] ?? ALWAYS.from, cuts.at(-1) ?? ALWAYS.from]
  const stretch = sql.join(
    cuts.map((cut) => sql`(met_on >= ${cut})`),
    sql` + `,
  )
  const stretches = await loadSums<number>(deps, programme, stretch, { from: first, until: addDays(last, -1) })
  return sumsOf(stretches, (n) => ({ from: cuts[n - 1] ?? first, until: addDays(cuts[n] ?? last, -1) }))
}

const ALWAYS: Period = { from: '1970-01-01', until: '2999-12-31' }

type SumRow<Key> = [string, [Key, number, number][]]

const sumsOf = <Key>(rows: SumRow<Key>[], periodOf: (key: Key) => Period): Map<string, MeetingSum[]> =>
  new Map(rows.map(([id, sums]) => [id, sums.map(([key, times, minutes]) => ({ ...periodOf(key), times, minutes }))]))

/** By duo and key of the day. One note a day counts, as `daysMet` chooses it: the mentor's, else staff's, else the mentee's. */
const loadSums = <Key>(deps: Deps, programme: string, key: SQL, { from, until }: Period): Promise<SumRow<Key>[]> =>
  packed(deps, {
    row: sql`d.id, json((SELECT json_group_array(json_array(key, times, minutes)) FROM (
      SELECT ${key} AS key, count(*) AS times, sum(minutes) AS minutes FROM (
        SELECT l.met_on, l.minutes, min(iif(l.by = 'mentor', 0, iif(l.by = 'staff', 1, 2))) FROM meeting_log l
        WHERE l.duo_id = d.id AND l.met_on BETWEEN ${from} AND ${until}
          AND NOT EXISTS (SELECT 1 FROM meeting_log_void v WHERE v.log_id = l.id)
        GROUP BY l.met_on)
      GROUP BY 1)))`,
    from: sql`FROM duo d LEFT JOIN duo_end e ON e.duo_id = d.id
      WHERE d.programme = ${programme} AND d.started_on <= ${until} AND (e.ended_on IS NULL OR e.ended_on >= ${from})`,
    id: sql`d.id`,
  })
