import { eq, sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import { participant } from '../schema.ts'

const completed = sql`FROM duo d JOIN duo_end e ON e.duo_id = d.id WHERE e.reason = 'completed'`

/**
 * Since when a participant waits for a duo (milliseconds UTC): their sign-up or the end of the last duo that they
 * completed. One that ended early takes nobody's place in the queue away, on either side: they come back where they were.
 */
export const waitsSince = sql<number>`max(participant.created_at, coalesce(CASE participant.side
  WHEN 'mentor' THEN (SELECT max(e.at) ${completed} AND d.mentor_id = participant.id)
  ELSE (SELECT max(e.at) ${completed} AND d.mentee_id = participant.id) END, 0))`

/** The end of the last duo that each completed: for looking at everybody of a programme at once. */
export async function lastCompleted({ db }: Deps, programme: string): Promise<Map<string, number>> {
  const [row] = await db.q.all<{ ends: string }>(sql`
    SELECT json_group_array(json_array(d.mentor_id, d.mentee_id, e.at)) AS ends ${completed} AND d.programme = ${programme}`)
  const ends: [mentorId: string, menteeId: string, at: number][] = JSON.parse(row?.ends ?? '[]')
  const last = new Map<string, number>()
  for (const [mentorId, menteeId, at] of ends)
    for (const id of [mentorId, menteeId]) last.set(id, Math.max(at, last.get(id) ?? 0))
  return last
}

/** @throws Error for nobody. */
export async function waitingSince({ db: { q } }: Deps, participantId: string): Promise<number> {
  const [row] = await q.select({ since: waitsSince }).from(participant).where(eq(participant.id, participantId))
  if (!row) throw new Error('Nobody waits')
  return row.since
}
