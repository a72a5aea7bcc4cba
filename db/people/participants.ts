import { desc, eq, inArray, type SQL, sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import type { Side } from '../../src/domain/facts.ts'
import { fold, type ParticipantState, participantState, placesLeft } from '../../src/domain/participant.ts'
import type { Missing } from '../../src/domain/readiness.ts'
import { participant, person, signup } from '../schema.ts'
import { eachOf } from './everybody.ts'
import { loadFacts } from './participant-facts.ts'

export const PAGE_SIZE = 50

export type ParticipantFilter = {
  programme: string
  /** Words, each of which stands in the name, the address, the business or the short code. */
  q: string
  side: Side | null
  state: ParticipantState | null
  /** An event: only who signed up there and was not seen yet. */
  unproved?: string | null | undefined
  /** From 1. */
  page: number
}

export type ListedParticipant = {
  id: string
  side: Side
  name: string
  business: string | null
  topics: string[]
  sector: string | null
  createdAt: number
  state: ParticipantState
  places: number
  proved: boolean
  missing: Missing[]
}

export type ParticipantList = {
  rows: ListedParticipant[]
  /** How many the filter finds, on all pages. */
  total: number
  /** How many the words find on this side and in this state; null is all. */
  count(side: Side | null, state: ParticipantState | null): number
}

/** A page of participants who are not erased, the newest first; in as many queries, whatever their number. */
export async function listParticipants(deps: Deps, filter: ParticipantFilter): Promise<ParticipantList> {
  const words = fold(filter.q).split(/\s+/).filter(Boolean).slice(0, MOST_WORDS)
  const accented = await accentedMatches(deps, filter.programme, words)
  const found = await findIds(deps, filter, searchOf(words, accented))
  const count: ParticipantList['count'] = (side, state) =>
    found.counts
      .filter((row) => (!side || row.side === side) && (!state || row.state === state))
      .reduce((sum, row) => sum + row.count, 0)
  return { rows: await loadRows(deps, found.ids), total: count(filter.side, filter.state), count }
}

const MOST_WORDS = 5

/** SQLite compares only a–z without regard to case: names with other letters are compared here. */
async function accentedMatches({ db }: Deps, programme: string, words: string[]): Promise<string[]> {
  if (words.length === 0) return []
  const rows = await db.q
    .select({ id: participant.id, name: person.name, email: person.email, business: participant.business })
    .from(participant)
    .innerJoin(person, eq(person.id, participant.personId))
    .where(
      sql`${participant.programme} = ${programme}
        AND (${person.name} GLOB ${NOT_ASCII} OR ${participant.business} GLOB ${NOT_ASCII})`,
    )
  return rows
    .filter((row) => {
      const text = fold(`${row.name} ${row.email} ${row.business ?? ''}`)
      return words.every((word) => text.includes(word))
    })
    .map((row) => row.id)
}

const NOT_ASCII = '*[^ -~]*'

function searchOf(words: string[], accented: string[]): SQL {
  if (words.length === 0) return sql`1`
  const each = words.map((word) => {
    const like = `%${word.replaceAll(/[%_\\]/g, '\\$&')}%`
    return sql`(${person.name} LIKE ${like} ESCAPE '\\' OR ${person.email} LIKE ${like} ESCAPE '\\'
      OR ${participant.business} LIKE ${like} ESCAPE '\\'
      OR EXISTS (SELECT 1 FROM ${signup} s WHERE s.participant_id = ${participant.id} AND s.short_code = ${word.toUpperCase()}))`
  })
  return sql`(EXISTS (SELECT 1 FROM ${person} WHERE ${person.id} = ${participant.personId}
      AND ${sql.join(each, sql` AND `)})
    OR ${participant.id} IN (SELECT value FROM json_each(${JSON.stringify(accented)})))`
}

type Found = { ids: string[]; counts: { side: Side; state: ParticipantState; count: number }[] }

/** One look at everybody gives both the page's ids and the counts. */
async function findIds(deps: Deps, filter: ParticipantFilter, search: SQL): Promise<Found> {
  const unproved = filter.unproved
    ? sql`NOT EXISTS (SELECT 1 FROM proof x WHERE x.participant_id = participant.id)
        AND participant.id IN (SELECT s.participant_id FROM signup s WHERE s.event_id = ${filter.unproved})`
    : sql`1`
  const people = await eachOf(deps, filter.programme, { where: sql`${search} AND ${unproved}` })
  const counts = new Map<string, Found['counts'][number]>()
  const ids: string[] = []
  for (const who of people) {
    const { id, side } = who
    const state = participantState(who)
    const counted = counts.get(`${side} ${state}`)
    if (counted) counted.count++
    else counts.set(`${side} ${state}`, { side, state, count: 1 })
    if ((!filter.side || side === filter.side) && (!filter.state || state === filter.state)) ids.push(id)
  }
  const from = (filter.page - 1) * PAGE_SIZE
  return {
    ids: ids
      .sort()
      .reverse()
      .slice(from, from + PAGE_SIZE),
    counts: [...counts.values()],
  }
}

async function loadRows(deps: Deps, ids: string[]): Promise<ListedParticipant[]> {
  if (ids.length === 0) return []
  const [facts, rows] = await Promise.all([
    loadFacts(deps, inArray(participant.id, ids)),
    deps.db.q
      .select({
        id: participant.id,
        side: participant.side,
        name: person.name,
        business: participant.business,
        topics: participant.topics,
        sector: participant.sector,
        createdAt: participant.createdAt,
      })
      .from(participant)
      .innerJoin(person, eq(person.id, participant.personId))
      .where(inArray(participant.id, ids))
      .orderBy(desc(participant.id)),
  ])
  const byId = new Map(facts.map((each) => [each.id, each]))
  return rows.flatMap((row) => {
    const known = byId.get(row.id)
    return known
      ? [
          {
            ...row,
            state: participantState(known),
            places: placesLeft(known),
            proved: known.proved,
            missing: known.missing,
          },
        ]
      : []
  })
}
