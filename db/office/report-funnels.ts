import { sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import { endOfDay, instantOf } from '../../src/domain/civil-date.ts'
import type { Side } from '../../src/domain/facts.ts'
import type { Channel, Period, ProvedPerson, ReportSignup } from '../../src/domain/report/facts.ts'
import type { FunnelFacts } from '../../src/domain/report/funnel.ts'
import { packed } from '../packed.ts'
import { type Canonical, loadMerged } from '../people/merged.ts'
import { loadDuosCompleted } from './report-duos.ts'
import { bothAgreed, importedNot } from './report-introductions.ts'

/**
 * For the funnels of these events: who was there, and how far they came until now. Of a page without end, those who came
 * by it in the period.
 */
export async function loadFunnelFacts(
  deps: Deps,
  programme: string,
  { events, period }: { events: readonly { id: string }[]; period: Period },
): Promise<FunnelFacts> {
  const oneOf = await loadMerged(deps)
  const ids = JSON.stringify(events.map(({ id }) => id))
  const [there, channels, proved, introductions, duos] = await Promise.all([
    loadThere(deps, ids, period),
    loadChannels(deps, ids),
    loadProved(deps, oneOf, ids),
    loadIntroduced(deps, programme, oneOf, ids),
    loadDuosCompleted(deps, programme, oneOf),
  ])
  const people = new Map<string, ProvedPerson>()
  const once = new Map<string, ReportSignup>()
  for (const { eventId, side, own } of there) {
    const id = oneOf.of(own)
    people.set(id, { id, side, proved: proved.has(id) })
    const key = `${eventId} ${id}`
    if (own !== id && once.has(key)) continue
    // An attendance outlives the form, which alone knew how it came in.
    once.set(key, { participantId: id, eventId, channel: channels.get(`${eventId} ${own}`) ?? 'erased' })
  }
  return { people: [...people.values()], signups: [...once.values()], introductions, duos }
}

async function loadThere({ db }: Deps, events: string, { from, until }: Period) {
  const rows = await db.q.all<{ eventId: string; side: Side; ids: string }>(sql`
    SELECT a.event_id AS eventId, p.side, json_group_array(p.id) AS ids
    FROM attendance a JOIN participant p ON p.id = a.participant_id
    WHERE a.event_id IN (SELECT value FROM json_each(${events}))
      AND (a.event_id NOT IN (SELECT event_id FROM standing_page)
        OR a.at BETWEEN ${instantOf(from, '00:00')} AND ${endOfDay(until)})
    GROUP BY 1, 2`)
  return rows.flatMap(({ eventId, side, ids }) => idsIn(ids).map((own) => ({ eventId, side, own })))
}

/** By event and participant; of several forms the first says it. */
async function loadChannels({ db }: Deps, events: string): Promise<Map<string, Channel>> {
  const rows = await db.q.all<{ eventId: string; channel: Channel; ids: string }>(sql`
    SELECT s.event_id AS eventId, s.channel, json_group_array(s.participant_id) AS ids FROM signup s
    WHERE s.event_id IN (SELECT value FROM json_each(${events})) AND s.participant_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM signup x WHERE x.participant_id = s.participant_id AND +x.event_id = s.event_id
        AND (x.at, x.id) < (s.at, s.id))
    GROUP BY 1, 2`)
  return new Map(
    rows.flatMap(({ eventId, channel, ids }) => idsIn(ids).map((id) => [`${eventId} ${id}`, channel] as const)),
  )
}

/** Of whom a mailbox, a face or a sign-up was seen, by any of their rows. */
async function loadProved(deps: Deps, { of }: Canonical, events: string): Promise<Set<string>> {
  const rows = await packed<[string]>(deps, {
    row: sql`p.participant_id`,
    from: sql`FROM (SELECT DISTINCT participant_id FROM proof WHERE participant_id IN (${theirRows(events)})) p`,
    id: sql`p.participant_id`,
  })
  return new Set(rows.map(([id]) => of(id)))
}

async function loadIntroduced(deps: Deps, programme: string, { of }: Canonical, events: string) {
  const rows = await packed<[string, string, 0 | 1]>(deps, {
    row: sql`i.mentor_id, i.mentee_id, ${bothAgreed}`,
    from: sql`FROM introduction i WHERE i.programme = ${programme} AND ${importedNot}
      AND (i.mentor_id IN (${theirRows(events)}) OR i.mentee_id IN (${theirRows(events)}))`,
    id: sql`i.id`,
  })
  return rows.map(([mentorId, menteeId, agreed]) => ({
    ...{ mentorId: of(mentorId), menteeId: of(menteeId) },
    agreed: agreed === 1,
  }))
}

/** Of whoever was there, and every row of who has several. */
const theirRows = (events: string) => sql`
  SELECT participant_id FROM attendance WHERE event_id IN (SELECT value FROM json_each(${events}))
  UNION SELECT participant_id FROM participant_twin UNION SELECT of_id FROM participant_twin`

const idsIn = (json: string): string[] => JSON.parse(json)
