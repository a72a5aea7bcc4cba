import { eq, sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import type { Waiting } from '../../src/domain/cap.ts'
import { civilDateOf, daysBetween } from '../../src/domain/civil-date.ts'
import type { Side } from '../../src/domain/facts.ts'
import type { IdPairs } from '../../src/domain/matching/score.ts'
import { programmeOf } from '../../src/domain/programmes.ts'
import { type Candidate, pairableOn, type RunInput } from '../../src/domain/proposals/proposals.ts'
import { packed } from '../packed.ts'
import { participant, person, pin } from '../schema.ts'
import { loadPeople, type PoolPerson, placeable } from './pool-people.ts'

export type Bar = { id: string; pairHash: string; mentorId: string | null; menteeId: string | null }

/** Everybody whom a run could place now, with what stands between them; in three queries. */
export async function loadPool(deps: Deps, programme: string): Promise<RunInput> {
  const [people, pins, bars] = await Promise.all([loadPeople(deps, programme), allPins(deps), activeBars(deps)])
  return inputOf(people, { pins, bars, today: civilDateOf(deps.now()) })
}

/** The pins whose two could both be placed now. */
export async function activePins(deps: Deps, programme: string): Promise<IdPairs> {
  const pins = await allPins(deps)
  if (pins.length === 0) return []
  return pins.filter(bothAmong(placeable(await loadPeople(deps, programme, pins.flat())).free))
}

/** Everybody on one side who would take a place and holds none, whether or not a run could place them now. */
export async function waitingOf(deps: Deps, programme: string, side: Side): Promise<Waiting[]> {
  const [people, bars] = await Promise.all([loadPeople(deps, programme), activeBars(deps)])
  const input = inputOf(people, { pins: [], bars, today: civilDateOf(deps.now()) })
  const matchable = pairableOn(side, input, programmeOf(programme).weights)
  return people
    .filter(({ who, places }) => who.side === side && places > 0)
    .map(({ who, waitsSince, leftOut }) => ({
      participantId: who.id,
      since: waitsSince,
      ready: !who.unprepared,
      leftOut,
      counterpart: matchable.has(who.id),
    }))
}

function inputOf(people: PoolPerson[], { pins, bars, today }: { pins: IdPairs; bars: Bar[]; today: string }): RunInput {
  const { free, notReady } = placeable(people)
  const inPool = bothAmong(free)
  const barred = bars.flatMap(({ mentorId, menteeId }) => (mentorId && menteeId ? [[menteeId, mentorId] as const] : []))
  return {
    mentees: candidates(free, 'mentee', today),
    mentors: candidates(free, 'mentor', today),
    pins: pins.filter(inPool),
    blocks: [...barred.filter(inPool), ...samePerson(free)],
    hashBlocks: [],
    busyTopics: busyTopics(people),
    ...(notReady.people > 0 ? { notReady } : {}),
  }
}

function bothAmong(free: PoolPerson[]): (pair: readonly [string, string]) => boolean {
  const ids = new Set(free.map(({ who }) => who.id))
  return ([menteeId, mentorId]) => ids.has(menteeId) && ids.has(mentorId)
}

async function allPins({ db: { q } }: Deps): Promise<IdPairs> {
  const pins = await q.select({ menteeId: pin.menteeId, mentorId: pin.mentorId }).from(pin)
  return pins.map(({ menteeId, mentorId }) => [menteeId, mentorId] as const)
}

/** The pairs that may not be proposed now: after a no, or blocked by staff. The ids are those it was written with. */
export async function activeBars(deps: Deps): Promise<Bar[]> {
  const rows = await packed<[id: string, pairHash: string, mentorId: string | null, menteeId: string | null]>(deps, {
    row: sql`b.id, b.pair_hash, i.mentor_id, i.mentee_id`,
    from: sql`FROM barred_pair b LEFT JOIN introduction i ON i.id = b.introduction_id
      WHERE b.until IS NULL OR b.until > ${deps.now()}`,
    id: sql`b.id`,
  })
  // A no knows its introduction; only a block of staff's own has its two in its id.
  return rows.map(([id, pairHash, mentorId, menteeId]) => ({
    id,
    pairHash,
    ...(mentorId === null ? (blockedIds(id) ?? { mentorId, menteeId }) : { mentorId, menteeId }),
  }))
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
    .filter(({ who }) => who.side === side)
    .map((one) => ({
      id: one.who.id,
      topics: one.topics,
      languages: one.languages,
      sector: one.sector,
      sameSectorWelcome: one.sameSectorWelcome,
      stage: one.stage,
      capacity: one.places,
      waitingDays: daysSince(one.waitsSince),
    }))
}

function samePerson(free: PoolPerson[]): IdPairs {
  const mentorOf = new Map<string, string>()
  for (const { who, personId } of free) if (who.side === 'mentor') mentorOf.set(personId, who.id)
  const pairs: [string, string][] = []
  for (const { who, personId } of free) {
    const mentorId = who.side === 'mentee' ? mentorOf.get(personId) : undefined
    if (mentorId) pairs.push([who.id, mentorId])
  }
  return pairs
}

/** Topics of mentors who take part and have no place left. */
function busyTopics(people: PoolPerson[]): string[] {
  const busy = people.filter(({ who, places }) => who.side === 'mentor' && who.consenting && places === 0)
  return [...new Set(busy.flatMap(({ topics }) => topics))].sort()
}
