import { type SQL, sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import { type CivilDate, civilDateOf } from '../../src/domain/civil-date.ts'
import { type Kept, keptUntil } from '../../src/domain/retention.ts'
import { loadSettings } from '../settings.ts'

/** Whose time ran out: nobody of them holds a place. Only whose consent is past its end is looked at. */
export async function expiredIds(deps: Deps, where: SQL = sql`1`): Promise<Set<string>> {
  const rows = await deps.db.q.all<Kept & { id: string }>(sql`${keptOf} WHERE ${where} AND p.erased_at IS NULL
    AND p.subject_ref IN (SELECT c.subject_ref FROM consent_event c
      WHERE c.purpose = 'P1' AND c.valid_until < ${deps.now()})
    AND NOT EXISTS (SELECT 1 FROM held_place h WHERE h.mentor_id = p.id)
    AND NOT EXISTS (SELECT 1 FROM held_place h WHERE h.mentee_id = p.id)`)
  if (rows.length === 0) return new Set()
  const [settings, today] = [await loadSettings(deps.db), civilDateOf(deps.now())]
  return new Set(rows.filter((row) => (keptUntil(row, settings) ?? today) < today).map(({ id }) => id))
}

/** The last day on which we keep this participant, as long as no new yes or duo makes it later; null without an end. */
export async function keptUntilOf(deps: Deps, participantId: string): Promise<CivilDate | null> {
  const [row] = await deps.db.q.all<Kept>(sql`${keptOf} WHERE p.id = ${participantId}`)
  return row ? keptUntil(row, await loadSettings(deps.db)) : null
}

const keptOf = sql`SELECT p.id,
  (SELECT max(c.valid_until) FROM consent_event c WHERE c.subject_ref = p.subject_ref AND c.purpose = 'P1') AS until,
  (SELECT max(c.at) FROM consent_event c
    WHERE c.subject_ref = p.subject_ref AND c.purpose = 'P2' AND c.state = 'given') AS saidYesAt,
  (SELECT max(d.started_on) FROM duo d WHERE p.id IN (d.mentor_id, d.mentee_id)) AS duoStartedOn
  FROM participant p`
