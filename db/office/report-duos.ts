import { sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import { addMonths, type CivilDate, civilDateOf } from '../../src/domain/civil-date.ts'
import { daysMet } from '../../src/domain/duos/hours.ts'
import { outcomeDueOn, tierOf } from '../../src/domain/duos/outcome.ts'
import type { DuoEndReason, OutcomeMoment, StopReason, Teller } from '../../src/domain/facts.ts'
import type { Programme } from '../../src/domain/programmes.ts'
import type { Period, ReportDuo } from '../../src/domain/report/facts.ts'
import { isOvertaken } from '../duos/outcomes.ts'
import { packed } from '../packed.ts'
import type { Canonical } from '../people/merged.ts'
import { loadFirstSignups } from './report-people.ts'

type DuoRow = [
  ...[id: string, mentorId: string, menteeId: string, signedUpAt: number, startedOn: CivilDate],
  ...[reason: DuoEndReason | null, endedOn: CivilDate | null, stopReasons: StopReason[]],
  ...[notes: [Teller, CivilDate, number][], atEnd: OutcomeColumns, afterYear: OutcomeColumns],
]
type OutcomeColumns = [code: string | null, contractStartsOn: CivilDate | null, contractEndsOn: CivilDate | null]

/**
 * Every duo that has begun, with at least the meetings and the outcomes that count in these days. A contract of which the
 * mentee told since makes the outcome unknown until staff wrote it down.
 */
export async function loadDuos(
  deps: Deps,
  programme: Programme,
  { of }: Canonical,
  whole: Period,
): Promise<ReportDuo[]> {
  const [rows, firstSignups] = await Promise.all([
    packed<DuoRow>(deps, {
      row: sql`d.id, mentor_id, mentee_id, p.created_at, started_on, e.reason, e.ended_on,
        json((SELECT json_group_array(r.reason) FROM duo_end_reason r WHERE r.duo_id = d.id)),
        json((${meetingsIn(whole)})), json_array(o.code, o.contract_starts_on, o.contract_ends_on),
        json_array(y.code, y.contract_starts_on, y.contract_ends_on)`,
      from: sql`FROM duo d JOIN participant p ON p.id = d.mentee_id LEFT JOIN duo_end e ON e.duo_id = d.id
        LEFT JOIN outcome o ON o.seq = ${latestIn(whole, 'end')} AND NOT ${isOvertaken}
        LEFT JOIN outcome y ON y.seq = ${latestIn(whole, 'year')}
        WHERE d.programme = ${programme.id} AND started_on <= ${civilDateOf(deps.now())}`,
      id: sql`d.id`,
    }),
    loadFirstSignups(deps),
  ])
  return rows.map(
    ([id, mentorId, own, signedUpAt, startedOn, reason, endedOn, stopReasons, notes, atEnd, afterYear]) => {
      const dueOn = (moment: OutcomeMoment) => outcomeDueOn({ startedOn, endedOn }, moment)
      const menteeId = of(own)
      return {
        id,
        mentorId: of(mentorId),
        menteeId,
        menteeSignedUpOn: civilDateOf(firstSignups.get(menteeId) ?? signedUpAt),
        startedOn,
        end: reason !== null && endedOn !== null ? { reason, on: endedOn } : null,
        stopReasons,
        meetings: daysMet(notes.map(([by, metOn, minutes]) => ({ by, metOn, minutes }))),
        outcomeOn: { end: dueOn('end'), year: dueOn('year') },
        outcomes: { end: outcomeOf(programme, atEnd), year: outcomeOf(programme, afterYear) },
      }
    },
  )
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

const meetingsIn = ({ from, until }: Period) => sql`
  SELECT json_group_array(json_array(l.by, l.met_on, l.minutes)) FROM meeting_log l
  WHERE l.duo_id = d.id AND l.met_on BETWEEN ${from} AND ${until} AND l.id NOT IN (SELECT log_id FROM meeting_log_void)`

/** `seq` of the latest of a moment, at least of duos of which one can be known within these days. */
const latestIn = ({ from, until }: Period, moment: OutcomeMoment) => sql`(SELECT max(x.seq) FROM outcome x
  WHERE x.duo_id = d.id AND x.moment = ${moment}
    AND e.ended_on <= ${until} AND (e.ended_on >= ${from} OR d.started_on >= ${addMonths(from, -13)}))`

function outcomeOf(programme: Programme, [code, startsOn, endsOn]: OutcomeColumns) {
  if (code === null) return null
  const tier = tierOf(programme, { code, contract: startsOn === null ? null : { startsOn, endsOn } })
  return { tier, known: !programme.outcomes.find(({ id }) => id === code)?.unknown }
}
