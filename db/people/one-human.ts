import { eq, sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import type { Statement } from '../client.ts'
import { participantTwin } from '../schema.ts'
import { type Subject, subjectOf } from './subjects.ts'

/* Rows of one human on the same side of the same programme, which staff merged: what is done to one is done to all. */

/** Who stops at an address that was given up stops altogether: the row that counts, else their own. */
export async function whoeverCounts(deps: Deps, asking: Subject): Promise<Subject> {
  const [twin] = await deps.db.q
    .select({ ofId: participantTwin.ofId })
    .from(participantTwin)
    .where(eq(participantTwin.participantId, asking.participantId))
  return (twin && (await subjectOf(deps, twin.ofId))) ?? asking
}

/** Refuses the batch when who is one human with them is no longer what we read. */
export async function asRead({ db }: Deps, { participantId }: Subject): Promise<Statement> {
  const [row] = await db.q.all<{ twins: string | null }>(sql`
    SELECT group_concat(t.pair) AS twins FROM (
      SELECT participant_id || ':' || of_id AS pair FROM participant_twin
      WHERE ${participantId} IN (participant_id, of_id) ORDER BY 1) t`)
  const params = [participantId, row?.twins ?? null]
  return { toSQL: () => ({ sql: 'INSERT INTO human_as_read (participant_id, twins) VALUES (?, ?)', params }) }
}
