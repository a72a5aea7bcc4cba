import { eq, sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import { participant } from '../schema.ts'

/**
 * Since when a participant waits for a duo (milliseconds UTC): their sign-up or the end of the last duo that they
 * completed. One that ended early takes nobody's place in the queue away, on either side: they come back where they were.
 */
export const waitsSince = sql<number>`max(participant.created_at, coalesce(CASE participant.side
  WHEN 'mentor' THEN (SELECT max(e.at) FROM duo d JOIN duo_end e ON e.duo_id = d.id
    WHERE e.reason = 'completed' AND d.mentor_id = participant.id)
  ELSE (SELECT max(e.at) FROM duo d JOIN duo_end e ON e.duo_id = d.id
    WHERE e.reason = 'completed' AND d.mentee_id = participant.id) END, 0))`

/** @throws Error for nobody. */
export async function waitingSince({ db: { q } }: Deps, participantId: string): Promise<number> {
  const [row] = await q.select({ since: waitsSince }).from(participant).where(eq(participant.id, participantId))
  if (!row) throw new Error('Nobody waits')
  return row.since
}
