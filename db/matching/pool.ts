import { eq, sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import type { Waiting } from '../../src/domain/cap.ts'
import { civilDateOf, daysBetween } from '../../src/domain/civil-date.ts'
import type { Side } from '../../src/domain/facts.ts'
import type { IdPairs } from '../../src/domain/matching/score.ts'
import { placesLeft } from '../../src/domain/participant.ts'
import { programmeOf } from '../../src/domain/programmes.ts'
import type { Candidate, RunInput } from '../../src/domain/proposals.ts'
import { asksPreparation, countNotReady, type Missing, missingFor } from '../../src/domain/readiness.ts'
import { waitsSince } from '../duos/waiting.ts'
import { heldBySide, isConsenting, isPaused, preparationOf } from '../people/participant-facts.ts'
import { hasIntake, isChecked, modulesDone } from '../people/preparation.ts'
import { participant, person, pin } from '../schema.ts'

export type Bar = { id: string; pairHash: string; mentorId: string | null; menteeId: string | null }

/** Everybody whom a run could place now, with what stands between them; in three queries. */
export async function loadPool(deps: Deps, programme: string): Promise<RunInput> {
  const [people, pins, bars] = await Promise.all([
    loadPeople(deps, programme),
    deps.db.q.select({ menteeId: pin.menteeId, mentorId: pin.mentorId }).from(pin),
    activeBars(deps),
  ])
  const withPlace = people.filter(({ row, places }) => places > 0 && row.leftOut === 0)
  const free = withPlace.filter(({ missing }) => missing.length === 0)
  const notReady = countNotReady(withPlace.map(({ missing }) => missing))
  const ids = new Set(free.map(({ row }) => row.id))
  const inPool = ([menteeId, mentorId]: readonly [string, string]) => ids.has(menteeId) && ids.has(mentorId)
  const barred = bars.flatMap(({ mentorId, menteeId }) => (mentorId && menteeId ? [[menteeId, mentorId] as const] : []))
  const today = civilDateOf(deps.now())
  return {
    mentees: candidates(free, 'mentee', today),
    mentors: candidates(free, 'mentor', today),
    pins: pins.map(({ menteeId, mentorId }) => [menteeId, mentorId] as const).filter(inPool),
    blocks: [...barred.filter(inPool), ...samePerson(free)],
    hashBlocks: [],
    busyTopics: busyTopics(people),
    ...(notReady.people > 0 ? { notReady } : {}),
  }
}

/** Everybody on one side who would take a place and holds none, whether or not a run could place them now. */
export async function waitingOf(deps: Deps, programme: string, side: Side): Promise<Waiting[]> {
  const people = (await loadPeople(deps, programme)).filter(({ places }) => places > 0)
  const others = people.filter(({ row, missing }) => row.side !== side && row.leftOut === 0 && missing.length === 0)
  const topics = new Set(others.flatMap(({ row }) => row.topics))
  return people
    .filter(({ row }) => row.side === side)
    .map(({ row, missing }) => ({
      participantId: row.id,
      since: row.waitsSince,
      ready: missing.length === 0,
      leftOut: row.leftOut === 1,
      // Who does not know yet what to ask may be helped by anybody.
      counterpart: row.topics.length === 0 ? others.length > 0 : row.topics.some((topic) => topics.has(topic)),
    }))
}

/** As the query below packs it. */
type PoolRow = Omit<Candidate, 'capacity' | 'waitingDays' | 'sameSectorWelcome'> & {
  side: Side
  personId: string
  capacity: number
  sameSectorWelcome: number | null
  waitsSince: number
  consenting: number | null
  paused: number | null
  introductions: number
  duos: number
  leftOut: number
  prepared: Packed | null
}
/** Only of a programme that asks something before a first introduction. */
type Packed = Parameters<typeof preparationOf>[0]
type PoolPerson = { row: PoolRow; places: number; missing: Missing[] }

/**
 * Everybody of a programme who is not erased. The rows come packed in sixteen: the driver spends 15 µs a row, SQLite
 * one, and for 10,000 people that is 170 ms against 25.
 */
async function loadPeople({ db }: Deps, programme: string): Promise<PoolPerson[]> {
  const known = programmeOf(programme)
  const prepared = asksPreparation(known)
    ? sql`json_object('conditionsChecked', ${isChecked}, 'intakeHeld', ${hasIntake}, 'modulesDone', json(${modulesDone}))`
    : sql`null`
  const packed = await db.q.all<{ rows: string }>(sql`
    SELECT json_group_array(json_object('id', participant.id, 'side', side, 'personId', person_id, 'capacity', capacity,
      'topics', json(topics), 'languages', json(languages), 'sector', sector, 'sameSectorWelcome', same_sector_welcome,
      'stage', stage, 'waitsSince', ${waitsSince}, 'consenting', ${isConsenting}, 'paused', ${isPaused},
      'introductions', coalesce(held.introductions, 0), 'duos', coalesce(held.duos, 0),
      'leftOut', EXISTS (SELECT 1 FROM left_out o WHERE o.participant_id = participant.id),
      'prepared', ${prepared})) AS rows
    FROM ${participant} ${heldBySide}
    WHERE programme = ${programme} AND erased_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM merged_away m WHERE m.person_id = participant.person_id) GROUP BY substr(participant.id, -1)`)
  return packed
    .flatMap(({ rows }): PoolRow[] => JSON.parse(rows))
    .map((row) => ({
      row,
      places: placesOf(row),
      missing: row.prepared ? missingFor(known, row.side, preparationOf(row.prepared)) : [],
    }))
    .sort((a, b) => (a.row.id < b.row.id ? -1 : 1))
}

const placesOf = ({ side, consenting, paused, capacity, introductions, duos }: PoolRow): number =>
  placesLeft({
    side,
    erased: false,
    consenting: consenting === 1,
    paused: paused === 1,
    capacity,
    held: { introductions, duos },
  })

/** The pairs that may not be proposed now: after a no, or blocked by staff. The ids are those it was written with. */
export async function activeBars({ db, now }: Deps): Promise<Bar[]> {
  const rows = await db.q.all<Bar>(sql`
    SELECT b.id, b.pair_hash AS pairHash, i.mentor_id AS mentorId, i.mentee_id AS menteeId
    FROM barred_pair b LEFT JOIN introduction i ON i.id = b.introduction_id
    WHERE b.until IS NULL OR b.until > ${now()}`)
  // A no knows its introduction; only a block of staff's own has its two in its id.
  return rows.map((row) => (row.mentorId === null ? { ...row, ...blockedIds(row.id) } : row))
}

/** A block of staff's own carries in its id whom it was made for; the hash outlives their data. */
export const blockId = ({ mentorId, menteeId }: { mentorId: string; menteeId: string }, id: string): string =>
  `${mentorId}:${menteeId}:${id}`

export function blockedIds(barId: string): { mentorId: string; menteeId: string } | null {
  const [mentorId, menteeId, id] = barId.split(':')
  return mentorId && menteeId && id ? { mentorId, menteeId } : null
}

/** Of these pairs, those that a hash bars: people who were erased and came back under another id. */
export async function barredAmong(deps: Deps, pairs: IdPairs): Promise<IdPairs> {
  const hashes = new Set((await activeBars(deps)).map(({ pairHash }) => pairHash))
  if (hashes.size === 0 || pairs.length === 0) return []
  const emails = await emailsOf(deps, pairs.flat())
  const barred = await Promise.all(
    pairs.map(async (pair) => {
      const both = pair.flatMap((id) => emails.get(id) ?? []).sort()
      return hashes.has(await deps.keys.mac('pair', ...both))
    }),
  )
  return pairs.filter((_, index) => barred[index])
}

async function emailsOf({ db }: Deps, ids: string[]): Promise<Map<string, string>> {
  const rows = await db.q
    .select({ id: participant.id, email: person.emailNormalised })
    .from(participant)
    .innerJoin(person, eq(person.id, participant.personId))
    .where(sql`${participant.id} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`)
  return new Map(rows.map((row) => [row.id, row.email]))
}

/** A clock's hour lies on one date in Brussels, and many sign up within one: each is looked up once. */
function candidates(free: PoolPerson[], side: Side, today: string): Candidate[] {
  const waited = new Map<number, number>()
  const daysSince = (instant: number) => {
    const hour = instant - (instant % 3_600_000)
    const days = waited.get(hour) ?? daysBetween(civilDateOf(hour), today)
    waited.set(hour, days)
    return days
  }
  return free
    .filter(({ row }) => row.side === side)
    .map(({ row, places }) => ({
      id: row.id,
      topics: row.topics,
      languages: row.languages,
      sector: row.sector,
      sameSectorWelcome: row.sameSectorWelcome === null ? null : row.sameSectorWelcome === 1,
      stage: row.stage,
      capacity: places,
      waitingDays: daysSince(row.waitsSince),
    }))
}

function samePerson(free: PoolPerson[]): IdPairs {
  const mentors = free.filter(({ row }) => row.side === 'mentor').map(({ row }) => [row.personId, row.id] as const)
  const mentorOf = new Map(mentors)
  return free.flatMap(({ row }) => {
    const mentorId = row.side === 'mentee' ? mentorOf.get(row.personId) : undefined
    return mentorId ? [[row.id, mentorId] as const] : []
  })
}

/** Topics of mentors who take part and have no place left. */
function busyTopics(people: PoolPerson[]): string[] {
  const busy = people.filter(({ row, places }) => row.side === 'mentor' && row.consenting === 1 && places === 0)
  return [...new Set(busy.flatMap(({ row }) => row.topics))].sort()
}
