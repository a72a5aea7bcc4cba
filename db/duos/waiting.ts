import { eq, sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import { participant } from '../schema.ts'

/** A mentee waits again once they asked for another. */
const askedAgain = sql`coalesce(asked_at, ended_at)`

/**
 * Since when a participant waits for a duo (milliseconds UTC): their sign-up, or the last duo that they completed (a
 * mentor since its end, a mentee since they asked for another). One that ended early takes nobody's place in the queue
 * away, on either side: they come back where they were.
 */
export const waitsSince = sql<number>`max(participant.created_at, coalesce(CASE participant.side
  WHEN 'mentor' THEN (SELECT max(ended_at) FROM completed_duo WHERE mentor_id = participant.id)
  ELSE (SELECT max(${askedAgain}) FROM completed_duo WHERE mentee_id = participant.id) END, 0))`

/**
 * `at`: when a duo that they completed let them go, as in `waitsSince`. `silentSince`: its end, for a mentee who said
 * nothing of pauses since: they are done unless their last yes came later (view `done_mentee`); 0 for others.
 */
export type Completed = { id: string; at: number; silentSince: number }

/** The same of everybody of a programme, at one look: each as often as they completed a duo. */
export async function completedDuos({ db }: Deps, programme: string): Promise<Completed[]> {
  const [row] = await db.q.all<{ duos: string }>(sql`
    SELECT json_group_array(json_array(mentor_id, ended_at, mentee_id, iif(silent, 0, ${askedAgain}))) AS duos
    FROM completed_duo WHERE programme = ${programme}`)
  const duos: [string, number, string, number][] = JSON.parse(row?.duos ?? '[]')
  return duos.flatMap(([mentorId, endedAt, menteeId, askedAt]) => [
    { id: mentorId, at: endedAt, silentSince: 0 },
    { id: menteeId, at: askedAt || endedAt, silentSince: askedAt ? 0 : endedAt },
  ])
}

/** @throws Error for nobody. */
export async function waitingSince({ db: { q } }: Deps, participantId: string): Promise<number> {
  const [row] = await q.select({ since: waitsSince }).from(participant).where(eq(participant.id, participantId))
  if (!row) throw new Error('Nobody waits')
  return row.since
}
