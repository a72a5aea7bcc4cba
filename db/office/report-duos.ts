import { sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import { addMonths, type CivilDate, civilDateOf } from '../../src/domain/civil-date.ts'
import { outcomeDueOn, tierOf } from '../../src/domain/duos/outcome.ts'
import type { DuoEndReason, OutcomeMoment, StopReason } from '../../src/domain/facts.ts'
import type { Programme } from '../../src/domain/programmes.ts'
import type { MeetingSum, Period, ReportDuo } from '../../src/domain/report/facts.ts'
import { isOvertaken } from '../duos/outcomes.ts'
import { packed } from '../packed.ts'
import type { Canonical } from '../people/merged.ts'
import { loadFirstSignups } from './report-people.ts'
import type { Stretches } from './report-stretches.ts'

type DuoRow = [string, string, string, number, CivilDate, DuoEndReason | null, CivilDate | null]

/** Every duo that has begun. There are more meetings than all the rest: they are added up by the database. */
export async function loadDuos(
  deps: Deps,
  programme: Programme,
  { of }: Canonical,
  stretches: Stretches,
): Promise<ReportDuo[]> {
  const [rows, reasons, outcomes, meetings, firstSignups] = await Promise.all([
    packed<DuoRow>(deps, {
      row: sql`d.id, mentor_id, mentee_id, p.created_at, started_on, e.reason, e.ended_on`,
      from: sql`FROM duo d JOIN participant p ON p.id = d.mentee_id LEFT JOIN duo_end e ON e.duo_id = d.id
        WHERE d.programme = ${programme.id} AND started_on <= ${civilDateOf(deps.now())}`,
      id: sql`d.id`,
    }),
    loadReasons(deps, programme.id),
    loadOutcomes(deps, programme, stretches.whole),
    loadMeetings(deps, programme.id, stretches),
    loadFirstSignups(deps),
  ])
  return rows.map(([id, mentorId, own, signedUpAt, startedOn, reason, endedOn]) => {
    const dueOn = (moment: OutcomeMoment) => outcomeDueOn({ startedOn, endedOn }, moment)
    const menteeId = of(own)
    return {
      id,
      mentorId: of(mentorId),
      menteeId,
      menteeSignedUpOn: civilDateOf(firstSignups.get(menteeId) ?? signedUpAt),
      startedOn,
      end: reason !== null && endedOn !== null ? { reason, on: endedOn } : null,
      stopReasons: reasons.get(id) ?? [],
      meetings: meetings.get(id) ?? [],
      outcomeOn: { end: dueOn('end'), year: dueOn('year') },
      outcomes: outcomes.get(id) ?? {},
    }
  })
}

/** Who was in a duo that began in a year. */
export async function loadDuosOf(deps: Deps, programme: string, { of }: Canonical, year: number) {
  const rows = await packed<[string, string, CivilDate]>(deps, {
    row: sql`mentor_id, mentee_id, started_on`,
    from: sql`FROM duo d WHERE programme = ${programme} AND start_year = ${year} AND started_on <= ${civilDateOf(deps.now())}`,
    id: sql`d.id`,
  })
  return rows.map(([mentorId, menteeId, startedOn]) => ({ mentorId: of(mentorId), menteeId: of(menteeId), startedOn }))
}

/** Who was in a duo that has begun, and whether it reached its last day. */
export async function loadDuosCompleted(deps: Deps, programme: string, { of }: Canonical) {
  const rows = await packed<[string, string, 0 | 1]>(deps, {
    row: sql`mentor_id, mentee_id, e.reason IS 'completed'`,
    from: sql`FROM duo d LEFT JOIN duo_end e ON e.duo_id = d.id
      WHERE programme = ${programme} AND started_on <= ${civilDateOf(deps.now())}`,
    id: sql`d.id`,
  })
  return rows.map(([mentorId, menteeId, completed]) => ({
    ...{ mentorId: of(mentorId), menteeId: of(menteeId) },
    completed: completed === 1,
  }))
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

/**
 * The latest of each moment, at least of duos of which one can be known within these days; a contract of which the mentee
 * told since makes it unknown until staff wrote it down.
 */
async function loadOutcomes(
  deps: Deps,
  programme: Programme,
  { from, until }: Period,
): Promise<Map<string, ReportDuo['outcomes']>> {
  const rows = await packed<OutcomeRow>(deps, {
    row: sql`o.duo_id, o.moment, o.code, o.contract_starts_on, o.contract_ends_on`,
    from: sql`FROM duo d JOIN duo_end e ON e.duo_id = d.id JOIN outcome o ON o.duo_id = d.id
      WHERE d.programme = ${programme.id} AND e.ended_on <= ${until}
      AND (e.ended_on >= ${from} OR d.started_on >= ${addMonths(from, -13)})
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

type MeetingRow = [string, number, number, number]

/** By duo and stretch. One note a day counts, as `daysMet` chooses it: the mentor's, else staff's, else the mentee's. */
async function loadMeetings(deps: Deps, programme: string, stretches: Stretches): Promise<Map<string, MeetingSum[]>> {
  const { whole } = stretches
  const rows = await packed<MeetingRow>(deps, {
    row: sql`m.duo_id, m.stretch, m.times, m.minutes`,
    from: sql`FROM (
      SELECT duo_id, ${stretches.ofDate(sql`met_on`)} AS stretch, count(*) AS times, sum(minutes) AS minutes FROM (
        SELECT l.duo_id, l.met_on, l.minutes, min(iif(l.by = 'mentor', 0, iif(l.by = 'staff', 1, 2)))
        FROM meeting_log l
        WHERE l.duo_id IN (SELECT id FROM duo WHERE programme = ${programme}) AND l.met_on BETWEEN ${whole.from} AND ${whole.until}
          AND l.id NOT IN (SELECT log_id FROM meeting_log_void)
        GROUP BY l.duo_id, l.met_on)
      GROUP BY 1, 2) m`,
    id: sql`m.duo_id`,
  })
  const meetings = new Map<string, MeetingSum[]>()
  for (const [id, stretch, times, minutes] of rows) {
    const { from, until } = stretches.period(stretch)
    const own = meetings.get(id)
    if (own) own.push({ from, until, times, minutes })
    else meetings.set(id, [{ from, until, times, minutes }])
  }
  return meetings
}
