import { sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import { type CivilDate, civilDateOf } from '../../src/domain/civil-date.ts'
import type { DuoEndReason, OutcomeMoment, StopReason } from '../../src/domain/facts.ts'
import type { MeetingNote } from '../../src/domain/hours.ts'
import { outcomeDueOn, tierOf } from '../../src/domain/outcome.ts'
import type { Programme } from '../../src/domain/programmes.ts'
import type { Period, ReportDuo } from '../../src/domain/report/facts.ts'
import { packed } from '../packed.ts'
import type { Canonical } from '../people/merged.ts'

type DuoRow = [string, string, string, CivilDate, DuoEndReason | null, CivilDate | null]

/** Every duo that has begun, with what was noted of meetings in `notesIn`: there are more of those than of all the rest. */
export async function loadDuos(
  deps: Deps,
  programme: Programme,
  { of }: Canonical,
  notesIn: Period,
): Promise<ReportDuo[]> {
  const [rows, reasons, outcomes, notes] = await Promise.all([
    packed<DuoRow>(deps, {
      row: sql`d.id, mentor_id, mentee_id, started_on, e.reason, e.ended_on`,
      from: sql`FROM duo d LEFT JOIN duo_end e ON e.duo_id = d.id
        WHERE d.programme = ${programme.id} AND started_on <= ${civilDateOf(deps.now())}`,
      id: sql`d.id`,
    }),
    loadReasons(deps, programme.id),
    loadOutcomes(deps, programme),
    notesIn.from > notesIn.until ? new Map<string, MeetingNote[]>() : loadNotes(deps, programme.id, notesIn),
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
      notes: notes.get(id) ?? [],
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

/** The latest of each moment. */
async function loadOutcomes(deps: Deps, programme: Programme): Promise<Map<string, ReportDuo['outcomes']>> {
  const rows = await packed<OutcomeRow>(deps, {
    row: sql`o.duo_id, o.moment, o.code, o.contract_starts_on, o.contract_ends_on`,
    from: sql`FROM outcome o JOIN duo d ON d.id = o.duo_id WHERE d.programme = ${programme.id}
      AND o.seq = (SELECT max(x.seq) FROM outcome x WHERE x.duo_id = o.duo_id AND x.moment = o.moment)`,
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

/** One a duo and day, as `minutesMet` chooses it: the mentor's, else staff's, else the mentee's. */
async function loadNotes(deps: Deps, programme: string, { from, until }: Period): Promise<Map<string, MeetingNote[]>> {
  const rows = await packed<[string, [CivilDate, number][]]>(deps, {
    row: sql`d.id, json((SELECT json_group_array(json_array(met_on, minutes)) FROM (
      SELECT l.met_on, l.minutes, min(iif(l.by = 'mentor', 0, iif(l.by = 'staff', 1, 2))) FROM meeting_log l
      WHERE l.duo_id = d.id AND l.met_on BETWEEN ${from} AND ${until}
        AND NOT EXISTS (SELECT 1 FROM meeting_log_void v WHERE v.log_id = l.id)
      GROUP BY l.met_on)))`,
    from: sql`FROM duo d LEFT JOIN duo_end e ON e.duo_id = d.id
      WHERE d.programme = ${programme} AND d.started_on <= ${until} AND (e.ended_on IS NULL OR e.ended_on >= ${from})`,
    id: sql`d.id`,
  })
  return new Map(
    rows.map(([duoId, days]) => [duoId, days.map(([metOn, minutes]) => ({ by: 'mentor' as const, metOn, minutes }))]),
  )
}
