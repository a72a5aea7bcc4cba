import { sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import { civilDateOf, endOfDay, instantOf } from '../../src/domain/civil-date.ts'
import type { Side } from '../../src/domain/facts.ts'
import type { Channel, FunnelPerson, Period, ReportSignup } from '../../src/domain/report/facts.ts'
import type { FunnelFacts } from '../../src/domain/report/funnel.ts'
import { loadMerged } from '../people/merged.ts'
import { bothAgreed, importedNot } from './report-introductions.ts'

type Asked = { events: readonly { id: string }[]; period: Period }

/**
 * For the funnels of these events: who was there, and how far they came until now. Of a page without end, those who came
 * by it in the period.
 */
export async function loadFunnelFacts(deps: Deps, asked: Asked): Promise<FunnelFacts> {
  const [{ of }, rows] = await Promise.all([loadMerged(deps), loadThere(deps, asked)])
  const people = new Map<string, FunnelPerson>()
  const once = new Map<string, ReportSignup>()
  for (const { eventId, side, channel, steps, own } of rows) {
    const id = of(own)
    people.set(id, { id, side, steps: Math.max(steps, people.get(id)?.steps ?? 0) })
    const key = `${eventId} ${id}`
    if (eventId === null || (own !== id && once.has(key))) continue
    once.set(key, { participantId: id, eventId, channel })
  }
  return { people: [...people.values()], signups: [...once.values()] }
}

type There = { eventId: string | null; side: Side; channel: Channel; steps: number; ids: string }

/** Whoever was there, and without an event every row of who has several: what they did by another counts for all. */
async function loadThere({ db, now }: Deps, { events, period }: Asked) {
  const rows = await db.q.all<There>(sql`
    SELECT t.event_id AS eventId, p.side, ${FIRST_CHANNEL} AS channel, ${stepsUntil(civilDateOf(now()))} AS steps,
      json_group_array(p.id) AS ids
    FROM (SELECT a.event_id, a.participant_id FROM attendance a
      WHERE a.event_id IN (SELECT value FROM json_each(${JSON.stringify(events.map(({ id }) => id))}))
        AND (a.event_id NOT IN (SELECT event_id FROM standing_page)
          OR a.at BETWEEN ${instantOf(period.from, '00:00')} AND ${endOfDay(period.until)})
      UNION ALL SELECT NULL, participant_id FROM participant_twin
      UNION ALL SELECT NULL, of_id FROM participant_twin) t JOIN participant p ON p.id = t.participant_id
    GROUP BY 1, 2, 3, 4`)
  return rows.flatMap(({ ids, ...row }) => idsIn(ids).map((own) => ({ ...row, own })))
}

/** Of several forms the first says how somebody came in; an attendance outlives the form. */
const FIRST_CHANNEL = sql`coalesce((SELECT s.channel FROM signup s
  WHERE s.participant_id = p.id AND +s.event_id = t.event_id ORDER BY s.at, s.id LIMIT 1), 'erased')`

/** How many of the FUNNEL_STEPS: a step counts those before it, for an answer to an introduction proves the mailbox as well. */
const stepsUntil = (today: string) => sql`coalesce(
  (SELECT max(iif(e.reason = 'completed', 6, 5)) FROM duo d LEFT JOIN duo_end e ON e.duo_id = d.id
    WHERE (d.mentor_id = p.id OR d.mentee_id = p.id) AND d.started_on <= ${today}),
  (SELECT max(iif(${bothAgreed}, 4, 3)) FROM introduction i
    WHERE (i.mentor_id = p.id OR i.mentee_id = p.id) AND ${importedNot}),
  iif(EXISTS (SELECT 1 FROM proof r WHERE r.participant_id = p.id), 2, 1))`

const idsIn = (json: string): string[] => JSON.parse(json)
