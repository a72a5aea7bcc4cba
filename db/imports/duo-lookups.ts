import { sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import { civilYearOf } from '../../src/domain/civil-date.ts'
import type { DuoRow } from '../../src/domain/imports/duos.ts'
import { programmeOf } from '../../src/domain/programmes.ts'
import { activeBars } from '../matching/pool.ts'
import { factsByIds, type KnownFacts } from '../people/participant-facts.ts'
import { knownPeople } from './people-lookups.ts'

/** What is known here of the people and the pairs of a file of duos. */
export type DuoSurroundings = {
  idOf(side: 'mentor' | 'mentee', email: string): string | null
  /** Whether staff made this address a part of somebody else's. */
  isGivenUp(email: string): boolean
  factsOf(id: string): KnownFacts | undefined
  /** Pairs with their first day: 'mentor:mentee:2026-05-08'. */
  duos: Set<string>
  /** Pairs that may not be together: 'mentor:mentee'. */
  barred: Set<string>
  caps: Map<number, { cap: number; taken: number }>
}

/** In five looks, however many rows there are. */
export async function lookAround(deps: Deps, programme: string, rows: DuoRow[]): Promise<DuoSurroundings> {
  const emails = rows.flatMap(({ mentor, mentee }) => [mentor, mentee])
  const people = await knownPeople(deps, programme, emails)
  const idOf: DuoSurroundings['idOf'] = (side, email) => people.get(email)?.sides[side] ?? null
  const ids = rows.flatMap(({ mentor, mentee }) => [idOf('mentor', mentor) ?? [], idOf('mentee', mentee) ?? []].flat())
  const [facts, duos, bars, caps] = await Promise.all([
    factsByIds(deps, ids),
    duosOf(deps, programme),
    activeBars(deps),
    capsOf(deps, programme, rows),
  ])
  const barred = bars.flatMap(({ mentorId, menteeId }) => (mentorId && menteeId ? [`${mentorId}:${menteeId}`] : []))
  const isGivenUp = (email: string) => people.get(email)?.givenUp ?? false
  return { idOf, isGivenUp, factsOf: (id) => facts.get(id), duos: new Set(duos), barred: new Set(barred), caps }
}

async function duosOf({ db }: Deps, programme: string): Promise<string[]> {
  const rows = await db.q.all<{ key: string }>(
    sql`SELECT mentor_id || ':' || mentee_id || ':' || started_on AS key FROM duo WHERE programme = ${programme}`,
  )
  return rows.map(({ key }) => key)
}

/** The cap of every year in which a duo of the file started; a year that nobody set one for has the programme's own. */
async function capsOf({ db }: Deps, programme: string, rows: DuoRow[]) {
  const years = yearsOf(rows)
  const found = await db.q.all<{ year: number; cap: number | null; taken: number }>(sql`
    SELECT y.value AS year, c.cap AS cap,
      (SELECT count(*) FROM duo d WHERE d.programme = ${programme} AND d.start_year = y.value)
      + (SELECT count(*) FROM held_place h WHERE h.programme = ${programme} AND h.duo_id IS NULL) AS taken
    FROM json_each(${JSON.stringify(years)}) y
    LEFT JOIN programme_cap c ON c.programme = ${programme} AND c.year = y.value`)
  const standard = programmeOf(programme).defaultCap
  return new Map(found.map(({ year, cap, taken }) => [year, { cap: cap ?? standard, taken }]))
}

export const yearOf = ({ startedOn }: Pick<DuoRow, 'startedOn'>): number => Number(startedOn.slice(0, 4))

export const yearsOf = (rows: DuoRow[]): number[] => [...new Set(rows.map(yearOf))].sort()

/** Past years in which a duo of the file started and for which nobody set a cap. */
export async function yearsWithoutCap(deps: Deps, programme: string, rows: DuoRow[]): Promise<number[]> {
  const now = civilYearOf(deps.now())
  const found = await deps.db.q.all<{ year: number }>(
    sql`SELECT year FROM programme_cap WHERE programme = ${programme}`,
  )
  const known = new Set(found.map(({ year }) => year))
  return yearsOf(rows).filter((year) => year < now && !known.has(year))
}
