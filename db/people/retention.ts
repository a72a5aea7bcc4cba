import { type SQL, sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import { type CivilDate, civilDateOf, instantOf } from '../../src/domain/civil-date.ts'
import { type Kept, keepingSince, keptUntil } from '../../src/domain/retention.ts'
import { loadSettings } from '../settings.ts'

/** Whether the time of a `participant` ran out: what `keptUntil` says of one, as 0 or 1 for everybody at once. */
export async function pastKeeping(deps: Deps): Promise<SQL<number>> {
  const today = civilDateOf(deps.now())
  const since = keepingSince(today, await loadSettings(deps.db))
  return sql<number>`(
    coalesce((SELECT max(c.valid_until) FROM consent_event c
      WHERE c.subject_ref = participant.subject_ref AND c.purpose = 'P1') < ${instantOf(today, '00:00')}, 0)
    AND NOT EXISTS (SELECT 1 FROM consent_event c WHERE c.subject_ref = participant.subject_ref
      AND c.purpose = 'P2' AND c.state = 'given' AND c.at >= ${instantOf(since.yes, '00:00')})
    AND NOT EXISTS (SELECT 1 FROM duo d WHERE d.mentor_id = participant.id AND d.started_on >= ${since.duo})
    AND NOT EXISTS (SELECT 1 FROM duo d WHERE d.mentee_id = participant.id AND d.started_on >= ${since.duo}))`
}

/** The last day on which we keep this participant, as long as no new yes or duo makes it later; null without an end. */
export async function keptUntilOf(deps: Deps, participantId: string): Promise<CivilDate | null> {
  const [row] = await deps.db.q.all<Kept>(sql`SELECT
    (SELECT max(c.valid_until) FROM consent_event c WHERE c.subject_ref = p.subject_ref AND c.purpose = 'P1') AS until,
    (SELECT max(c.at) FROM consent_event c
      WHERE c.subject_ref = p.subject_ref AND c.purpose = 'P2' AND c.state = 'given') AS saidYesAt,
    (SELECT max(d.started_on) FROM duo d WHERE p.id IN (d.mentor_id, d.mentee_id)) AS duoStartedOn
    FROM participant p WHERE p.id = ${participantId}`)
  return row ? keptUntil(row, await loadSettings(deps.db)) : null
}
