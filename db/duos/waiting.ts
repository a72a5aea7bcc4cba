import { eq, sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import { participant } from '../schema.ts'

const completed = sql`FROM duo d JOIN duo_end e ON e.duo_id = d.id WHERE e.reason = 'completed'`

/** A mentee waits again once they asked for another. */
const askedAgain = sql`coalesce((SELECT min(x.at) FROM participant_pause x
  WHERE x.participant_id = d.mentee_id AND NOT x.paused AND x.at >= e.at), e.at)`

/**
 * Since when a participant waits for a duo (milliseconds UTC): their sign-up, or the last duo that they completed (a
 * mentor since its end, a mentee since they asked for another). One that ended early takes nobody's place in the queue
 * away, on either side: they come back where they were.
 */
export const waitsSince = sql<number>`max(participant.created_at, coalesce(CASE participant.side
  WHEN 'mentor' THEN (SELECT max(e.at) ${completed} AND d.mentor_id = participant.id)
  ELSE (SELECT max(${askedAgain}) ${completed} AND d.mentee_id = participant.id) END, 0))`

/** The same of who completed a duo, by the last one: for looking at everybody of a programme at once. */
export async function lastCompleted({ db }: Deps, programme: string): Promise<Map<string, number>> {
  const [row] = await db.q.all<{ ends: string }>(sql`
    SELECT json_group_array(json_array(d.mentor_id, e.at, d.mentee_id, ${askedAgain})) AS ends
    ${completed} AND d.programme = ${programme}`)
  const ends: [mentorId: string, endedAt: number, menteeId: string, askedAt: number][] = JSON.parse(row?.ends ?? '[]')
  const last = new Map<string, number>()
  const later = (id: string, at: number) => last.set(id, Math.max(at, last.get(id) ?? 0))
  for (const [mentorId, endedAt, menteeId, askedAt] of ends) {
    later(mentorId, endedAt)
    later(menteeId, askedAt)
  }
  return last
}

/** @throws Error for nobody. */
export async function waitingSince({ db: { q } }: Deps, participantId: string): Promise<number> {
  const [row] = await q.select({ since: waitsSince }).from(participant).where(eq(participant.id, participantId))
  if (!row) throw new Error('Nobody waits')
  return row.since
}
