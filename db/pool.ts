import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Deps } from '../src/deps.ts'
import { civilDateOf, daysBetween } from '../src/domain/civil-date.ts'
import type { IdPairs } from '../src/domain/matching/score.ts'
import { placesLeft } from '../src/domain/participant.ts'
import type { Candidate, RunInput } from '../src/domain/proposals.ts'
import { type KnownFacts, loadFacts } from './participant-facts.ts'
import { leftOut, participant, person, pin } from './schema.ts'

export type Bar = { id: string; pairHash: string; mentorId: string | null; menteeId: string | null }

/** Everybody whom a run could place now, with what stands between them; in five queries. */
export async function loadPool(deps: Deps, programme: string): Promise<RunInput> {
  const here = and(eq(participant.programme, programme), isNull(participant.erasedAt))
  const [facts, people, out, pins, bars] = await Promise.all([
    loadFacts(deps, here),
    deps.db.q.select().from(participant).where(here),
    deps.db.q.select({ id: leftOut.participantId }).from(leftOut),
    deps.db.q.select({ menteeId: pin.menteeId, mentorId: pin.mentorId }).from(pin),
    activeBars(deps),
  ])
  const known = new Map(facts.map((each) => [each.id, each]))
  const left = new Set(out.map(({ id }) => id))
  const today = civilDateOf(deps.now())
  const free = people.flatMap((row) => {
    const places = left.has(row.id) ? 0 : placesOf(known.get(row.id))
    return places > 0 ? [{ side: row.side, personId: row.personId, candidate: candidateOf(row, places, today) }] : []
  })
  const ids = new Set(free.map(({ candidate }) => candidate.id))
  const inPool = ([menteeId, mentorId]: readonly [string, string]) => ids.has(menteeId) && ids.has(mentorId)
  const barred = bars.flatMap(({ mentorId, menteeId }) => (mentorId && menteeId ? [[menteeId, mentorId] as const] : []))
  return {
    mentees: free.filter(({ side }) => side === 'mentee').map(({ candidate }) => candidate),
    mentors: free.filter(({ side }) => side === 'mentor').map(({ candidate }) => candidate),
    pins: pins.map(({ menteeId, mentorId }) => [menteeId, mentorId] as const).filter(inPool),
    blocks: [...barred.filter(inPool), ...samePerson(free)],
    hashBlocks: [],
    busyTopics: busyTopics(people, known),
  }
}

/** The pairs that may not be proposed now: after a no, or blocked by staff. The ids are those it was written with. */
export async function activeBars({ db, now }: Deps): Promise<Bar[]> {
  const rows = await db.q.all<Bar>(sql`
    SELECT b.id, b.pair_hash AS pairHash, i.mentor_id AS mentorId, i.mentee_id AS menteeId
    FROM barred_pair b LEFT JOIN introduction i ON i.id = b.introduction_id
    WHERE b.until IS NULL OR b.until > ${now()}`)
  return rows.map((row) => ({ ...row, ...(blockedIds(row.id) ?? {}) }))
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

const placesOf = (facts: KnownFacts | undefined): number => (facts ? placesLeft(facts) : 0)

const candidateOf = (row: typeof participant.$inferSelect, places: number, today: string): Candidate => ({
  id: row.id,
  topics: row.topics,
  languages: row.languages,
  sector: row.sector,
  sameSectorWelcome: row.sameSectorWelcome,
  stage: row.stage,
  capacity: places,
  waitingDays: daysBetween(civilDateOf(row.createdAt), today),
})

function samePerson(free: { side: string; personId: string | null; candidate: Candidate }[]): IdPairs {
  const mentorOf = new Map(
    free.filter(({ side }) => side === 'mentor').map(({ personId, candidate }) => [personId, candidate.id]),
  )
  return free.flatMap(({ side, personId, candidate }) => {
    const mentorId = side === 'mentee' ? mentorOf.get(personId) : undefined
    return mentorId ? [[candidate.id, mentorId] as const] : []
  })
}

/** Topics of mentors who take part and have no place left. */
function busyTopics(people: (typeof participant.$inferSelect)[], known: Map<string, KnownFacts>): string[] {
  const busy = people.filter(({ id, side }) => {
    const facts = known.get(id)
    return side === 'mentor' && facts?.consenting && placesLeft(facts) === 0
  })
  return [...new Set(busy.flatMap(({ topics }) => topics))].sort()
}
