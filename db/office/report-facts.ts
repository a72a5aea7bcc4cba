import { sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import { civilDateOf, civilYearOf } from '../../src/domain/civil-date.ts'
import type { Programme } from '../../src/domain/programmes.ts'
import type { PeopleFacts } from '../../src/domain/report/breakdown.ts'
import type { Period, PeriodFacts } from '../../src/domain/report/facts.ts'
import { loadMerged } from '../people/merged.ts'
import { loadDuos, loadDuosOf } from './report-duos.ts'
import { loadIntroductionSums } from './report-introductions.ts'
import { loadDescribed, loadSignupSums } from './report-people.ts'
import { stretchesOf } from './report-stretches.ts'

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
  const { id } = programme
  const stretches = stretchesOf(periods)
  const oneOf = await loadMerged(deps)
  const [events, signups, introductions, duos, caps] = await Promise.all([
    loadEvents(deps, id),
    loadSignupSums(deps, id, stretches),
    loadIntroductionSums(deps, id, stretches),
    loadDuos(deps, programme, oneOf, stretches.whole),
    loadCaps(deps, id),
  ])
  return { events, signups, introductions, duos, caps }
}

/** For the breakdowns of a year by what people told, and for the topics that were short in it. */
export async function loadPeopleFacts(deps: Deps, programme: string, year: number): Promise<PeopleFacts> {
  const oneOf = await loadMerged(deps)
  const [people, duos] = await Promise.all([
    loadDescribed(deps, programme, oneOf, year),
    loadDuosOf(deps, programme, oneOf, year),
  ])
  return { people, duos }
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

/** An event has happened once it began. */
async function loadEvents({ db, now }: Deps, programme: string): Promise<PeriodFacts['events']> {
  const rows = await db.q.all<{ id: string; startsAt: number }>(sql`
    SELECT id, starts_at AS startsAt FROM event
    WHERE programme = ${programme} AND starts_at <= ${now()} AND id NOT IN (SELECT event_id FROM standing_page)`)
  return rows.map(({ id, startsAt }) => ({ id, on: civilDateOf(startsAt) }))
}

const loadCaps = ({ db }: Deps, programme: string) =>
  db.q.all<{ year: number; cap: number }>(
    sql`SELECT year, cap FROM programme_cap WHERE programme = ${programme} ORDER BY year`,
  )
