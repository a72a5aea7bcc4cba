import { type SQL, sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import { type CivilDate, civilDateOf, instantOf } from '../../src/domain/civil-date.ts'
import { type Kept, keepingSince, keptUntil } from '../../src/domain/retention.ts'
import { loadSettings } from '../settings.ts'

/** Whose time ran out, whether they hold a place or not: the same that `keptUntil` says of each, for many at once. */
export async function expiredIds(deps: Deps, where: SQL): Promise<Set<string>> {
  const today = civilDateOf(deps.now())
  const since = keepingSince(today, await loadSettings(deps.db))
  const [row] = await deps.db.q.all<{ ids: string }>(sql`
    SELECT json_group_array(p.id) AS ids FROM (
      SELECT subject_ref FROM consent_event
      WHERE subject_ref IN (SELECT p.subject_ref FROM participant p WHERE ${where}) GROUP BY subject_ref
      HAVING max(CASE WHEN purpose = 'P1' THEN valid_until END) < ${instantOf(today, '00:00')}
        AND coalesce(max(CASE WHEN purpose = 'P2' AND state = 'given' THEN at END), 0) < ${instantOf(since.yes, '00:00')}) e
    JOIN participant p ON p.subject_ref = e.subject_ref
    WHERE ${where} AND p.erased_at IS NULL
      AND p.id NOT IN (SELECT mentor_id FROM duo WHERE started_on >= ${since.duo})
      AND p.id NOT IN (SELECT mentee_id FROM duo WHERE started_on >= ${since.duo})`)
  return new Set<string>(JSON.parse(row?.ids ?? '[]'))
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
