import { type SQL, sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import { type CivilDate, civilDateOf, instantOf } from '../../src/domain/civil-date.ts'
import { type Kept, keepingSince, keptUntil, type RetentionMonths, retentionOf } from '../../src/domain/retention.ts'
import { loadSettings, type Settings } from '../settings.ts'

/**
 * What keeps a `participant`, for everybody at once: the same that `keptUntil` says of one.
 * `word`: their last word on P1 in the ledger: 0 is no, else when they said yes (milliseconds UTC), negative for a yes
 * that keeps nobody any longer unless a duo does; null while nothing was said. Nearly everybody's last yes still keeps
 * them: only of others the whole ledger is asked.
 * `duoSince`: the day from which the start of a duo still keeps its two. Both read the `programme` of the row at hand.
 */
export async function keeping(deps: Deps): Promise<{ word: SQL<number | null>; duoSince: SQL<CivilDate> }> {
  const today = civilDateOf(deps.now())
  const settings = await loadSettings(deps.db)
  const yesSince = ofProgramme(settings, (months) => instantOf(keepingSince(today, months).yes, '00:00'))
  const duoSince = ofProgramme(settings, (months) => keepingSince(today, months).duo)
  const keepsUntil = instantOf(today, '00:00')
  const ranOut = sql`(
    SELECT max(c.valid_until) < ${keepsUntil} AND coalesce(max(CASE WHEN ${isYesWithoutEnd} THEN c.at END), 0) < ${yesSince}
    FROM consent_event c WHERE c.subject_ref = participant.subject_ref AND c.purpose IN ('P1', 'P2'))`
  const word = sql<number | null>`(
    SELECT CASE
      WHEN e.state NOT IN ('given', 'confirmed') THEN 0
      WHEN e.valid_until >= ${keepsUntil} OR NOT coalesce(${ranOut}, 0) THEN e.at
      ELSE -e.at END
    FROM consent_event e WHERE e.subject_ref = participant.subject_ref AND e.purpose = 'P1' AND e.about = ''
    ORDER BY e.seq DESC LIMIT 1)`
  return { word, duoSince }
}

/** The last day on which we keep this participant, as long as no new yes or duo makes it later; null without an end. */
export async function keptUntilOf(deps: Deps, participantId: string): Promise<CivilDate | null> {
  const [row] = await deps.db.q.all<Kept & { programme: string }>(sql`SELECT p.programme AS programme,
    (SELECT max(c.valid_until) FROM consent_event c
      WHERE c.subject_ref = p.subject_ref AND c.purpose IN ('P1', 'P2')) AS until,
    (SELECT max(c.at) FROM consent_event c
      WHERE c.subject_ref = p.subject_ref AND ${isYesWithoutEnd}) AS saidYesAt,
    (SELECT max(d.started_on) FROM duo d WHERE p.id IN (d.mentor_id, d.mentee_id)) AS duoStartedOn
    FROM participant p WHERE p.id = ${participantId}`)
  return row ? keptUntil(row, retentionOf(row.programme, await loadSettings(deps.db))) : null
}

const isYesWithoutEnd = sql`c.purpose = 'P2' AND c.state = 'given' AND c.valid_until IS NULL`

/** The same for every programme, but for an association that keeps people as long as it says itself. */
function ofProgramme<Value>(settings: Settings, value: (months: RetentionMonths) => Value): SQL<Value> {
  const own = Object.keys(settings.associations).map(
    (programme) => sql` WHEN programme = ${programme} THEN ${value(retentionOf(programme, settings))}`,
  )
  return sql<Value>`(CASE${sql.join(own)} WHEN 1 THEN ${value(settings)} END)`
}
