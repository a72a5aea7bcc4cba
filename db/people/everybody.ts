import { type SQL, sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import type { CivilDate } from '../../src/domain/civil-date.ts'
import type { Side } from '../../src/domain/facts.ts'
import type { ParticipantFacts } from '../../src/domain/participant.ts'
import { type Programme, programmeOf } from '../../src/domain/programmes.ts'
import { asksPreparation, type Missing, missingFor } from '../../src/domain/readiness.ts'
import { type Completed, completedDuos } from '../duos/waiting.ts'
import { type HeldPlace, heldPlaces } from '../introductions/held-places.ts'
import { isProved, preparationOf, saying } from './participant-facts.ts'
import { hasIntake, isChecked, modulesDone } from './preparation.ts'
import { keeping } from './retention.ts'

/** Somebody who is not erased and no part of somebody else, with what `loadFacts` knows of them and the columns that were asked. */
export type Standing<Columns> = ParticipantFacts & {
  id: string
  proved: boolean
  unprepared: boolean
  missing: Missing[]
  /** When their last completed duo let them go (milliseconds UTC), 0 without: they wait since then, or since they signed up. */
  completedAt: number
  columns: Columns
}

/**
 * `columns`: a value of `participant`, as JSON keeps it. `where`: a condition on it. `held`: all places that are held,
 * where they are at hand.
 */
type Looking = { columns?: SQL; where?: SQL; held?: HeldPlace[] }

/** Everybody of a programme, or whom the condition finds, side by side. */
export const everybody = async <Columns>(deps: Deps, programme: string, looking: Looking) => [
  ...(await eachOf<Columns>(deps, programme, looking)),
]

/**
 * The same, one after the other, for who only counts them. Ten thousand people are read at once: the driver spends 15 µs
 * a row, so a side is one row; and what few have (a place, a pause) is read once, not asked of each.
 */
export async function eachOf<Columns>(
  deps: Deps,
  programme: string,
  { columns = sql`null`, where = sql`1`, held: atHand }: Looking,
): Promise<Iterable<Standing<Columns>>> {
  const { q } = deps.db
  const { word, duoSince } = await keeping(deps)
  const [sides, places, kept, [paused], completed] = await Promise.all([
    // The index on programme and side gives both without sorting.
    q.all<PackedSide>(sql`
      SELECT side, json_array(json_group_array(participant.id), json_group_array(capacity), json_group_array(${word}),
        json_group_array(${isProved}), ${preparedIn(programme)}, json_group_array(${columns})) AS people
      FROM participant
      WHERE programme = ${programme} AND erased_at IS NULL
        AND person_id NOT IN (SELECT person_id FROM merged_away) AND ${where}
      GROUP BY programme, side`),
    atHand ?? heldPlaces(deps),
    inDuoSince(deps, programme, duoSince),
    q.all<{ ids: string }>(sql`
      SELECT json_group_array(x.participant_id) AS ids FROM participant_pause x
      WHERE x.paused AND x.seq = (
        SELECT max(y.seq) FROM participant_pause y WHERE y.participant_id = x.participant_id)`),
    completedDuos(deps, programme),
  ])
  const few = fewBy({ places, kept, paused: JSON.parse(paused?.ids ?? '[]'), completed })
  return standing(sides, programmeOf(programme), few)
}

function* standing<Columns>(
  sides: PackedSide[],
  programme: Programme,
  few: Map<string, Few>,
): Iterable<Standing<Columns>> {
  for (const { side, people } of sides) {
    const [ids, capacities, words, proved, prepared, own]: Packed<Columns> = JSON.parse(people)
    // By number: entries() would make a list a person.
    for (let n = 0; n < ids.length; n++) {
      const id = at(ids, n)
      const { held, kept, paused, silentSince, completedAt } = few.get(id) ?? PLAIN
      const said = at(words, n)
      const done = silentSince > 0 && Math.abs(said ?? 0) <= silentSince
      const missing = prepared ? missingFor(programme, side, preparationOf(at(prepared, n))) : NOTHING
      yield {
        id,
        side,
        capacity: at(capacities, n),
        erased: false,
        ...saying(said, kept),
        paused: paused || done,
        done,
        proved: at(proved, n) === 1,
        held,
        missing,
        unprepared: missing.length > 0,
        completedAt,
        columns: at(own, n),
      }
    }
  }
}

/** A side is one row: JSON of `Packed`. */
type PackedSide = { side: Side; people: string }

/** A list a column, for they are read in half the time of a list a person. */
type Packed<Columns> = [
  ids: string[],
  capacities: number[],
  words: (number | null)[],
  proved: number[],
  prepared: Parameters<typeof preparationOf>[0][] | null,
  own: Columns[],
]

/** @throws Error where the lists are not of one length. */
function at<Value>(list: Value[], n: number): Value {
  const found = list[n]
  if (found === undefined) throw new Error('A list is shorter than the others')
  return found
}

const NOTHING: Missing[] = []

/** Only of a programme that asks something before a first introduction. */
const preparedIn = (programme: string): SQL =>
  asksPreparation(programmeOf(programme))
    ? sql`json_group_array(json_object(
        'conditionsChecked', ${isChecked}, 'intakeHeld', ${hasIntake}, 'modulesDone', json(${modulesDone})))`
    : sql`null`

/** What few have: each is asked with one look. `kept`: by a place or a duo, when no consent keeps them. */
type Few = { held: ParticipantFacts['held']; kept: boolean; paused: boolean; silentSince: number; completedAt: number }

const PLAIN: Few = { held: { introductions: 0, duos: 0 }, kept: false, paused: false, silentSince: 0, completedAt: 0 }

type FewFacts = { places: HeldPlace[]; kept: string[]; paused: string[]; completed: Completed[] }

function fewBy({ places, kept, paused, completed }: FewFacts): Map<string, Few> {
  const few = new Map<string, Few>()
  const of = (id: string): Few => {
    const known = few.get(id) ?? { ...PLAIN }
    few.set(id, known)
    return known
  }
  for (const { mentorId, menteeId, isDuo } of places)
    for (const id of [mentorId, menteeId]) {
      const own = of(id)
      const { introductions, duos } = own.held
      own.held = isDuo ? { introductions, duos: duos + 1 } : { introductions: introductions + 1, duos }
      own.kept = true
    }
  for (const id of kept) of(id).kept = true
  for (const id of paused) of(id).paused = true
  for (const { id, at, silentSince } of completed) {
    const own = of(id)
    own.completedAt = Math.max(own.completedAt, at)
    own.silentSince = Math.max(own.silentSince, silentSince)
  }
  return few
}

async function inDuoSince({ db }: Deps, programme: string, day: SQL<CivilDate>): Promise<string[]> {
  const [row] = await db.q.all<{ ids: string }>(sql`
    SELECT json_group_array(json_array(mentor_id, mentee_id)) AS ids
    FROM duo WHERE programme = ${programme} AND started_on >= ${day}`)
  const pairs: [string, string][] = JSON.parse(row?.ids ?? '[]')
  return pairs.flat()
}
