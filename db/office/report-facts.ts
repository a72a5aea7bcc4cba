import { sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import { civilDateOf, civilYearOf, endOfDay, instantOf } from '../../src/domain/civil-date.ts'
import type { Programme } from '../../src/domain/programmes.ts'
import type { PeopleFacts } from '../../src/domain/report/breakdown.ts'
import type { Period, PeriodFacts, ReportFacts, ReportIntroduction } from '../../src/domain/report/facts.ts'
import type { FunnelFacts } from '../../src/domain/report/funnel.ts'
import { packed } from '../packed.ts'
import { type Canonical, loadMerged } from '../people/merged.ts'
import { loadDuos, type MeetingsWanted } from './report-duos.ts'
import { loadDescribed, loadPeople, loadProved, loadSignups } from './report-people.ts'

/*
 * What happened in a programme until now, without a name; a dozen queries at most, however much it is. Somebody whose
 * two addresses were merged is one. Who was erased still counts. What moved in by an import is no introduction that was
 * sent here; its duo counts from its first day.
 */

/** For the figures of each of these periods. */
export async function loadPeriodFacts(
  deps: Deps,
  programme: Programme,
  periods: readonly Period[],
): Promise<PeriodFacts> {
  const whole = {
    from: periods.map(({ from }) => from).sort()[0] ?? ALWAYS.from,
    until:
      periods
        .map(({ until }) => until)
        .sort()
        .at(-1) ?? ALWAYS.until,
  }
  return loadWithin(deps, programme, whole, periods)
}

async function loadWithin(
  deps: Deps,
  programme: Programme,
  whole: Period,
  meetings: MeetingsWanted,
): Promise<PeriodFacts> {
  const { id } = programme
  const oneOf = await loadMerged(deps)
  const [events, people, introductions, duos, caps] = await Promise.all([
    loadEvents(deps, id),
    loadPeople(deps, id, oneOf),
    loadIntroductions(deps, id, oneOf, whole),
    loadDuos(deps, programme, oneOf, meetings),
    loadCaps(deps, id),
  ])
  return { events, people, introductions, duos, caps }
}

/** For the funnels, from the first day until now. */
export async function loadFunnelFacts(deps: Deps, programme: Programme): Promise<FunnelFacts> {
  const oneOf = await loadMerged(deps)
  const [people, signups, introductions, duos] = await Promise.all([
    loadProved(deps, programme.id, oneOf),
    loadSignups(deps, programme.id, oneOf),
    loadIntroductions(deps, programme.id, oneOf, ALWAYS),
    loadDuos(deps, programme, oneOf, 'none'),
  ])
  return { people, signups, introductions, duos }
}

/** For breakdowns by what people told, and for topics that are short. */
export async function loadPeopleFacts(deps: Deps, programme: Programme): Promise<PeopleFacts> {
  const oneOf = await loadMerged(deps)
  const [people, duos] = await Promise.all([
    loadDescribed(deps, programme.id, oneOf),
    loadDuos(deps, programme, oneOf, 'none'),
  ])
  return { people, duos }
}

/** All of it. */
export async function loadReportFacts(deps: Deps, programme: Programme): Promise<ReportFacts> {
  const [period, { people: proved, signups }, { people: described }] = await Promise.all([
    loadWithin(deps, programme, ALWAYS, 'by-day'),
    loadFunnelFacts(deps, programme),
    loadPeopleFacts(deps, programme),
  ])
  const seen = new Set(proved.filter((person) => person.proved).map(({ id }) => id))
  return { ...period, signups, people: described.map((person) => ({ ...person, proved: seen.has(person.id) })) }
}

/** The calendar year of the first event, sign-up or duo; this one before there is any. */
export async function firstYearOf({ db, now }: Deps, programme: string): Promise<number> {
  const [first] = await db.q.all<{ at: number; startedOn: string | null }>(sql`
    SELECT min(coalesce((SELECT min(starts_at) FROM event WHERE programme = ${programme}
        AND id NOT IN (SELECT event_id FROM standing_page)), ${now()}),
      coalesce((SELECT min(created_at) FROM participant WHERE programme = ${programme}), ${now()})) AS at,
      (SELECT min(started_on) FROM duo WHERE programme = ${programme}) AS startedOn`)
  const here = civilYearOf(first?.at ?? now())
  return first?.startedOn ? Math.min(here, Number(first.startedOn.slice(0, 4))) : here
}

const ALWAYS: Period = { from: '1970-01-01', until: '2999-12-31' }

/** An event has happened once it began. */
async function loadEvents({ db, now }: Deps, programme: string): Promise<ReportFacts['events']> {
  const rows = await db.q.all<{ id: string; startsAt: number }>(sql`
    SELECT id, starts_at AS startsAt FROM event
    WHERE programme = ${programme} AND starts_at <= ${now()} AND id NOT IN (SELECT event_id FROM standing_page)`)
  return rows.map(({ id, startsAt }) => ({ id, on: civilDateOf(startsAt) }))
}

const loadCaps = ({ db }: Deps, programme: string) =>
  db.q.all<{ year: number; cap: number }>(
    sql`SELECT year, cap FROM programme_cap WHERE programme = ${programme} ORDER BY year`,
  )

type IntroductionRow = [string, string, string, number, number | null, number | null]

async function loadIntroductions(
  deps: Deps,
  programme: string,
  { of }: Canonical,
  { from, until }: Period,
): Promise<ReportIntroduction[]> {
  const rows = await packed<IntroductionRow>(deps, {
    row: sql`i.id, i.mentor_id, i.mentee_id, i.sent_at,
      (SELECT max(a.at) FROM introduction_answer a WHERE a.introduction_id = i.id AND a.answer = 'yes'
        AND NOT EXISTS (SELECT 1 FROM introduction_correction c WHERE c.introduction_id = i.id AND c.side = a.side)
        HAVING count(*) = 2),
      (SELECT e.at FROM introduction_end e WHERE e.introduction_id = i.id)`,
    from: sql`FROM introduction i LEFT JOIN import_item m ON m.kind = 'introduction' AND m.item_id = i.id
      WHERE i.programme = ${programme} AND m.item_id IS NULL
        AND i.sent_at BETWEEN ${instantOf(from, '00:00')} AND ${endOfDay(until)}`,
    id: sql`i.id`,
  })
  return rows.map(([id, mentorId, menteeId, sentAt, agreedAt, endedAt]) => ({
    id,
    mentorId: of(mentorId),
    menteeId: of(menteeId),
    sentOn: civilDateOf(sentAt),
    agreedOn: agreedAt === null ? null : civilDateOf(agreedAt),
    endedOn: endedAt === null ? null : civilDateOf(endedAt),
  }))
}
