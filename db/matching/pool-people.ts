import { type SQL, sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import type { Side } from '../../src/domain/facts.ts'
import { placesLeft } from '../../src/domain/participant.ts'
import { programmeOf } from '../../src/domain/programmes.ts'
import type { Candidate, RunInput } from '../../src/domain/proposals.ts'
import { asksPreparation, countNotReady, type Missing, missingFor, type NotReady } from '../../src/domain/readiness.ts'
import { waitsSince } from '../duos/waiting.ts'
import { heldBySide, isConsenting, isPaused, preparationOf } from '../people/participant-facts.ts'
import { hasIntake, isChecked, modulesDone } from '../people/preparation.ts'
import { participant } from '../schema.ts'

/** Everybody of a programme with what decides whether a run could place them: read whole, or only to be counted. */

/** The same people for pages that only count: topics and places, in no order, for a third of the time. */
export type PoolPlaces = Record<'mentees' | 'mentors', Pick<Candidate, 'topics' | 'capacity'>[]> &
  Pick<RunInput, 'notReady'> & { standing: Record<Side, PlaceStanding> }

/** Of those with a place: nobody saw them yet, or they have another place that an introduction or duo holds. */
export type PlaceStanding = { unproved: number; busy: number }

export async function loadPlaces({ db }: Deps, programme: string): Promise<PoolPlaces> {
  const found = await db.q.all<{ rows: string }>(sql`
    SELECT json_group_array(json_array(${standing(programme)}, topics,
      EXISTS (SELECT 1 FROM proof x WHERE x.participant_id = participant.id))) AS rows ${inProgramme(programme)}`)
  const topicsOf = unpacker()
  const people = found
    .flatMap(({ rows }): [...StandingRow, string, number][] => JSON.parse(rows))
    .map((packed) =>
      standingOf(programme, {
        row: {
          side: packed[0],
          capacity: packed[1],
          consenting: packed[2],
          paused: packed[3],
          introductions: packed[4],
          duos: packed[5],
          leftOut: packed[6],
          prepared: packed[7],
          topics: topicsOf(packed[8]),
          proved: packed[9],
        },
      }),
    )
  const { free, notReady } = placeable(people)
  const on = (side: Side) =>
    free.filter(({ row }) => row.side === side).map(({ row, places }) => ({ topics: row.topics, capacity: places }))
  const isBusy = ({ introductions, duos }: Standing) => introductions + duos > 0
  const standsOn = (side: Side): PlaceStanding => {
    const own = free.filter(({ row }) => row.side === side)
    const busy = own.filter(({ row }) => isBusy(row)).length
    return { busy, unproved: own.filter(({ row }) => !isBusy(row) && row.proved === 0).length }
  }
  const stand = { mentor: standsOn('mentor'), mentee: standsOn('mentee') }
  return { mentees: on('mentee'), mentors: on('mentor'), standing: stand, ...(notReady.people > 0 ? { notReady } : {}) }
}

/** What decides whether somebody has a place, as the queries pack it. */
type Standing = {
  side: Side
  capacity: number
  consenting: number | null
  paused: number | null
  introductions: number
  duos: number
  leftOut: number
  prepared: Packed | null
}
type StandingRow = [
  side: Side,
  capacity: number,
  consenting: number | null,
  paused: number | null,
  introductions: number,
  duos: number,
  leftOut: number,
  prepared: Packed | null,
]
/** Only of a programme that asks something before a first introduction. */
type Packed = Parameters<typeof preparationOf>[0]

type Known = Omit<Candidate, 'capacity' | 'waitingDays' | 'sameSectorWelcome'> & {
  personId: string
  sameSectorWelcome: number | null
  waitsSince: number
}
type Stood<Row extends Standing> = { row: Row; places: number; missing: Missing[] }
export type PoolPerson = Stood<Standing & Known>

/** Needs `heldBySide` joined. */
function standing(programme: string): SQL {
  const prepared = asksPreparation(programmeOf(programme))
    ? sql`json_object('conditionsChecked', ${isChecked}, 'intakeHeld', ${hasIntake}, 'modulesDone', json(${modulesDone}))`
    : sql`null`
  return sql`side, capacity, ${isConsenting}, ${isPaused}, coalesce(held.introductions, 0), coalesce(held.duos, 0),
    EXISTS (SELECT 1 FROM left_out o WHERE o.participant_id = participant.id), ${prepared}`
}

/**
 * Everybody who is not erased, a row a side: the driver spends 15 µs a row, SQLite one, and the index on programme and
 * side gives both without sorting.
 */
const inProgramme = (programme: string, ids?: string[]): SQL => sql`
  FROM ${participant} ${heldBySide}
  WHERE programme = ${programme} AND erased_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM merged_away m WHERE m.person_id = participant.person_id)
    AND ${ids ? sql`participant.id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))` : sql`1`}
  GROUP BY programme, side`

/** Everybody of a programme, or those of these who are in it, by id. */
export async function loadPeople({ db }: Deps, programme: string, ids?: string[]): Promise<PoolPerson[]> {
  const found = await db.q.all<{ rows: string }>(sql`
    SELECT json_group_array(json_array(${standing(programme)}, topics, languages, participant.id, person_id, sector,
      same_sector_welcome, stage, ${waitsSince})) AS rows ${inProgramme(programme, ids)}`)
  const listOf = unpacker()
  return found
    .flatMap(({ rows }): [...StandingRow, ...KnownRow][] => JSON.parse(rows))
    .map((packed) => standingOf(programme, { row: personOf(packed, listOf) }))
    .sort((a, b) => (a.row.id < b.row.id ? -1 : 1))
}
type KnownRow = [
  topics: string,
  languages: string,
  id: string,
  personId: string,
  sector: string | null,
  sameSectorWelcome: number | null,
  stage: Candidate['stage'],
  waitsSince: number,
]

/** By place and in one object: taking a list apart costs as much as reading it, ten thousand times over. */
const personOf = (packed: [...StandingRow, ...KnownRow], listOf: (list: string) => string[]): Standing & Known => ({
  side: packed[0],
  capacity: packed[1],
  consenting: packed[2],
  paused: packed[3],
  introductions: packed[4],
  duos: packed[5],
  leftOut: packed[6],
  prepared: packed[7],
  topics: listOf(packed[8]),
  languages: listOf(packed[9]),
  id: packed[10],
  personId: packed[11],
  sector: packed[12],
  sameSectorWelcome: packed[13],
  stage: packed[14],
  waitsSince: packed[15],
})

/** Ten thousand people know some hundreds of lists: each is read once. */
function unpacker(): (list: string) => string[] {
  const known = new Map<string, string[]>()
  return (list) => {
    const before = known.get(list)
    if (before) return before
    const found: string[] = JSON.parse(list)
    known.set(list, found)
    return found
  }
}

function standingOf<Row extends Standing>(programme: string, { row }: { row: Row }): Stood<Row> {
  const missing = row.prepared ? missingFor(programmeOf(programme), row.side, preparationOf(row.prepared)) : []
  return { row, places: placesOf(row), missing }
}

/** Who of them has a place to fill now, and of who would have one, how many are not ready. */
export function placeable<Row extends Standing>(people: Stood<Row>[]): { free: Stood<Row>[]; notReady: NotReady } {
  const withPlace = people.filter(({ row, places }) => places > 0 && row.leftOut === 0)
  return {
    free: withPlace.filter(({ missing }) => missing.length === 0),
    notReady: countNotReady(withPlace.map(({ missing }) => missing)),
  }
}

const placesOf = ({ side, consenting, paused, capacity, introductions, duos }: Standing): number =>
  placesLeft({
    side,
    erased: false,
    consenting: consenting === 1,
    paused: paused === 1,
    capacity,
    held: { introductions, duos },
  })
