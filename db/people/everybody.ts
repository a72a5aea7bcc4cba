import { type SQL, sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import type { CivilDate } from '../../src/domain/civil-date.ts'
import type { Side } from '../../src/domain/facts.ts'
import type { ParticipantFacts } from '../../src/domain/participant.ts'
import { programmeOf } from '../../src/domain/programmes.ts'
import { asksPreparation, type Missing, missingFor } from '../../src/domain/readiness.ts'
import { isProved, preparationOf } from './participant-facts.ts'
import { hasIntake, isChecked, modulesDone } from './preparation.ts'
import { keeping } from './retention.ts'

/** Somebody who is not erased and no part of somebody else, with what `loadFacts` knows of them and the columns that were asked. */
export type Standing<Columns> = ParticipantFacts & {
  id: string
  proved: boolean
  unprepared: boolean
  missing: Missing[]
  columns: Columns
}

/**
 * Everybody of a programme, or whom the condition on `participant` finds. Ten thousand people are read side by side: the
 * driver spends 15 µs a row, so a side is one row; and what few have (a place, a pause) is read once, not asked of each.
 * @param columns a value of `participant`, as JSON keeps it.
 */
export async function everybody<Columns>(
  deps: Deps,
  programme: string,
  { columns = sql`null`, where = sql`1` }: { columns?: SQL; where?: SQL },
): Promise<Standing<Columns>[]> {
  const { q } = deps.db
  const { word, duoSince } = await keeping(deps)
  const [sides, held, kept, [paused], [completed]] = await Promise.all([
    // The index on programme and side gives both without sorting.
    q.all<{ side: Side; people: string }>(sql`
      SELECT side, json_group_array(json_array(participant.id, capacity, ${word}, ${isProved},
        ${preparedIn(programme)}, ${columns})) AS people
      FROM participant
      WHERE programme = ${programme} AND erased_at IS NULL
        AND person_id NOT IN (SELECT person_id FROM merged_away) AND ${where}
      GROUP BY programme, side`),
    placesHeld(deps, programme),
    inDuoSince(deps, programme, duoSince),
    q.all<{ ids: string }>(sql`
      SELECT json_group_array(x.participant_id) AS ids FROM participant_pause x
      WHERE x.paused AND x.seq = (
        SELECT max(y.seq) FROM participant_pause y WHERE y.participant_id = x.participant_id)`),
    q.all<{ ids: string }>(
      sql`SELECT json_group_array(participant_id) AS ids FROM done_mentee WHERE programme = ${programme}`,
    ),
  ])
  const away = new Set<string>(JSON.parse(paused?.ids ?? '[]'))
  const done = new Set<string>(JSON.parse(completed?.ids ?? '[]'))
  return sides.flatMap(({ side, people }) => {
    const rows: Packed<Columns>[] = JSON.parse(people)
    // By place: taking a list apart costs as much as reading it, ten thousand times over.
    return rows.map((row): Standing<Columns> => {
      const places = held.get(row[0])
      const keptPast = row[2] === 2 && places === undefined && !kept.has(row[0])
      const missing = row[4] ? missingFor(programmeOf(programme), side, preparationOf(row[4])) : NOTHING
      return {
        id: row[0],
        side,
        capacity: row[1],
        erased: false,
        consenting: row[2] === 1 || (row[2] === 2 && !keptPast),
        keptPast,
        paused: away.has(row[0]) || done.has(row[0]),
        done: done.has(row[0]),
        proved: row[3] === 1,
        held: places ?? NO_PLACES,
        missing,
        unprepared: missing.length > 0,
        columns: row[5],
      }
    })
  })
}

type Packed<Columns> = [
  id: string,
  capacity: number,
  word: number | null,
  proved: number,
  prepared: Parameters<typeof preparationOf>[0] | null,
  own: Columns,
]

const NOTHING: Missing[] = []
const NO_PLACES = { introductions: 0, duos: 0 }

/** Only of a programme that asks something before a first introduction. */
const preparedIn = (programme: string): SQL =>
  asksPreparation(programmeOf(programme))
    ? sql`json_object('conditionsChecked', ${isChecked}, 'intakeHeld', ${hasIntake}, 'modulesDone', json(${modulesDone}))`
    : sql`null`

/** Who holds how many places. The view is long to walk, and walked once. */
async function placesHeld({ db }: Deps, programme: string): Promise<Map<string, ParticipantFacts['held']>> {
  const [row] = await db.q.all<{ places: string }>(sql`
    SELECT json_group_array(json_array(mentor_id, mentee_id, duo_id IS NOT NULL)) AS places
    FROM held_place WHERE programme = ${programme}`)
  const places: [mentorId: string, menteeId: string, isDuo: number][] = JSON.parse(row?.places ?? '[]')
  const held = new Map<string, ParticipantFacts['held']>()
  for (const [mentorId, menteeId, isDuo] of places) {
    for (const id of [mentorId, menteeId]) {
      const { introductions, duos } = held.get(id) ?? NO_PLACES
      held.set(id, { introductions: introductions + 1 - isDuo, duos: duos + isDuo })
    }
  }
  return held
}

async function inDuoSince({ db }: Deps, programme: string, day: SQL<CivilDate>): Promise<Set<string>> {
  const [row] = await db.q.all<{ ids: string }>(sql`
    SELECT json_group_array(json_array(mentor_id, mentee_id)) AS ids
    FROM duo WHERE programme = ${programme} AND started_on >= ${day}`)
  const pairs: [string, string][] = JSON.parse(row?.ids ?? '[]')
  return new Set(pairs.flat())
}
