import { sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import type { Side } from '../../src/domain/facts.ts'
import { placesLeft } from '../../src/domain/participant.ts'
import type { Candidate, RunInput } from '../../src/domain/proposals/proposals.ts'
import { countNotReady, type NotReady } from '../../src/domain/readiness.ts'
import { everybody, type Standing } from '../people/everybody.ts'
import { leftOut } from '../schema.ts'

/** Everybody of a programme with what decides whether a run could place them: read whole, or only to be counted. */

/** The same people for pages that only count: topics and places, in no order, for half of the time. */
export type PoolPlaces = Record<'mentees' | 'mentors', Pick<Candidate, 'topics' | 'capacity'>[]> &
  Pick<RunInput, 'notReady'> & { standing: Record<Side, PlaceStanding> }

/** Of those with a place: nobody saw them yet, or they have another place that an introduction or duo holds. */
export type PlaceStanding = { unproved: number; busy: number }

export async function loadPlaces(deps: Deps, programme: string): Promise<PoolPlaces> {
  const [people, out] = await Promise.all([
    everybody<string>(deps, programme, { columns: sql`topics` }),
    leftOutIds(deps),
  ])
  const { free, notReady } = placeable(people.map((who) => stoodOf(who, out)))
  const topicsOf = unpacker()
  const on = (side: Side) =>
    free
      .filter(({ who }) => who.side === side)
      .map(({ who, places }) => ({ topics: topicsOf(who.columns), capacity: places }))
  const isBusy = ({ held }: Standing<string>) => held.introductions + held.duos > 0
  const standsOn = (side: Side): PlaceStanding => {
    const own = free.filter(({ who }) => who.side === side)
    const busy = own.filter(({ who }) => isBusy(who)).length
    return { busy, unproved: own.filter(({ who }) => !isBusy(who) && !who.proved).length }
  }
  const stand = { mentor: standsOn('mentor'), mentee: standsOn('mentee') }
  return { mentees: on('mentee'), mentors: on('mentor'), standing: stand, ...(notReady.people > 0 ? { notReady } : {}) }
}

type Stood<Columns> = { who: Standing<Columns>; places: number; leftOut: boolean }

const stoodOf = <Columns>(who: Standing<Columns>, out: Set<string>): Stood<Columns> => ({
  who,
  places: placesLeft(who),
  leftOut: out.has(who.id),
})

async function leftOutIds({ db }: Deps): Promise<Set<string>> {
  const rows = await db.q.select({ id: leftOut.participantId }).from(leftOut)
  return new Set(rows.map(({ id }) => id))
}

/** Who of them has a place to fill now, and of who would have one, how many are not ready. */
export function placeable<Person extends Stood<unknown>>(people: Person[]): { free: Person[]; notReady: NotReady } {
  const withPlace = people.filter(({ places, leftOut }) => places > 0 && !leftOut)
  return {
    free: withPlace.filter(({ who }) => !who.unprepared),
    notReady: countNotReady(withPlace.map(({ who }) => who.missing)),
  }
}

export type PoolPerson = Stood<unknown> &
  Pick<Candidate, 'topics' | 'languages' | 'sector' | 'sameSectorWelcome' | 'stage'> & {
    personId: string
    waitsSince: number
  }

/** Everybody of a programme, or those of these who are in it, by id. */
export async function loadPeople(deps: Deps, programme: string, ids?: string[]): Promise<PoolPerson[]> {
  const [people, out] = await Promise.all([
    everybody<Known>(deps, programme, {
      columns: sql`json_array(topics, languages, person_id, sector, same_sector_welcome, stage, created_at)`,
      ...(ids ? { where: sql`participant.id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))` } : {}),
    }),
    leftOutIds(deps),
  ])
  const listOf = unpacker()
  return people
    .map((who): PoolPerson => {
      const { columns: known } = who
      return {
        who,
        places: placesLeft(who),
        leftOut: out.has(who.id),
        topics: listOf(known[0]),
        languages: listOf(known[1]),
        personId: known[2],
        sector: known[3],
        sameSectorWelcome: known[4] === null ? null : known[4] === 1,
        stage: known[5],
        waitsSince: Math.max(known[6], who.completedAt),
      }
    })
    .sort((a, b) => (a.who.id < b.who.id ? -1 : 1))
}

type Known = [
  topics: string,
  languages: string,
  personId: string,
  sector: string | null,
  sameSectorWelcome: number | null,
  stage: Candidate['stage'],
  createdAt: number,
]

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
