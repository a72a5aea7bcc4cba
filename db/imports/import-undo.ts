import { eq, sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import { insertAudit } from '../audit.ts'
import type { Statement } from '../client.ts'
import { refusedWith } from '../refusal.ts'
import { consentEvent, duoEnd, importFile, importUndo, introduction, link, participant, person } from '../schema.ts'
import type { Batch } from './import-files.ts'

/** Why something that came by file stays: it has facts of its own by now. */
export const KEPT_REASONS = ['introduced', 'signed-up', 'acted', 'mailed', 'stopped', 'ended', 'changed'] as const
export type KeptReason = (typeof KEPT_REASONS)[number]

/** Of people the name; of a duo both. `id` is of the participant or the duo. */
export type Kept = { id: string; name: string; reason: KeptReason }

/** What would stay if this batch were undone now, or did stay. */
export async function keptOf({ db }: Deps, batch: Batch): Promise<Kept[]> {
  const verdicts = batch.kind === 'people' ? peopleVerdicts(batch) : duoVerdicts(batch)
  return db.q.all<Kept>(
    sql`SELECT id, coalesce(name, '') AS name, reason FROM (${verdicts}) WHERE reason IS NOT NULL LIMIT 200`,
  )
}

/**
 * Takes back what a batch made, all in one transaction, except what has facts of its own by now. The ledger keeps that
 * the consents of those who go are no longer valid. Twice does nothing more. @throws Unavailable.
 */
export async function undoImport(deps: Deps, batch: Batch, staffId: string): Promise<'undone' | 'already'> {
  const { q } = deps.db
  const at = deps.now()
  try {
    await deps.db.write([
      q.insert(importUndo).values({ batchId: batch.id, staffId, at }),
      ...(batch.kind === 'people' ? peopleStatements(deps, batch, staffId) : duoStatements(deps, batch, staffId)),
      q.delete(importFile).where(eq(importFile.id, batch.id)),
      insertAudit(deps.db, { at, staffId, action: 'import.undone', subject: batch.id, detail: batch.kind }),
    ])
  } catch (error) {
    if (refusedWith(error, 'ALREADY_WRITTEN')) return 'already'
    throw error
  }
  await deps.db.checkpoint?.()
  return 'undone'
}

/** Everybody of the batch who is still here, with why they stay; null for who goes. */
const peopleVerdicts = ({ id, at }: Batch) => sql`
  SELECT p.id AS id, o.name AS name,
    iif(p.erased_at IS NOT NULL, 'stopped',
    iif(EXISTS (SELECT 1 FROM introduction x WHERE x.mentor_id = p.id OR x.mentee_id = p.id), 'introduced',
    iif(EXISTS (SELECT 1 FROM signup x WHERE x.participant_id = p.id)
      OR EXISTS (SELECT 1 FROM attendance x WHERE x.participant_id = p.id), 'signed-up',
    iif(EXISTS (SELECT 1 FROM consent_event x WHERE x.subject_ref = p.subject_ref AND x.at > ${at}
        AND x.channel NOT LIKE 'import:%')
      OR EXISTS (SELECT 1 FROM proof x WHERE x.participant_id = p.id AND x.at > ${at})
      OR EXISTS (SELECT 1 FROM participant_pause x WHERE x.participant_id = p.id AND x.staff_id IS NULL)
      OR EXISTS (SELECT 1 FROM invitation_use x WHERE x.participant_id = p.id), 'acted',
    iif(EXISTS (SELECT 1 FROM outbox x WHERE x.participant_id = p.id), 'mailed',
    iif(EXISTS (SELECT 1 FROM note x WHERE x.participant_id = p.id)
      OR EXISTS (SELECT 1 FROM participant_pause x WHERE x.participant_id = p.id)
      OR EXISTS (SELECT 1 FROM intake x WHERE x.participant_id = p.id AND x.at > ${at})
      OR EXISTS (SELECT 1 FROM training x WHERE x.participant_id = p.id AND x.at > ${at})
      OR EXISTS (SELECT 1 FROM eligibility_check x WHERE x.participant_id = p.id AND x.at > ${at})
      OR EXISTS (SELECT 1 FROM referral x WHERE x.participant_id = p.id)
      OR EXISTS (SELECT 1 FROM person_merge x WHERE x.kept_id = p.person_id OR x.merged_id = p.person_id)
      OR p.id IN (SELECT x.subject FROM audit x WHERE x.at > ${at} AND x.action = 'participant.changed'),
      'changed', NULL)))))) AS reason
  FROM import_item i JOIN participant p ON p.id = i.item_id LEFT JOIN person o ON o.id = p.person_id
  WHERE i.batch_id = ${id} AND i.kind = 'participant'`

/** Every duo of the batch that is still here, with why it stays; null for what goes. */
const duoVerdicts = ({ id, at }: Batch) => sql`
  SELECT d.id AS id,
    (SELECT group_concat(o.name, ' – ') FROM participant p JOIN person o ON o.id = p.person_id
      WHERE p.id IN (d.mentor_id, d.mentee_id)) AS name,
    iif(EXISTS (SELECT 1 FROM checkin_answer x WHERE x.duo_id = d.id AND x.at > ${at})
      OR EXISTS (SELECT 1 FROM meeting_log x WHERE x.duo_id = d.id AND x.at > ${at})
      OR EXISTS (SELECT 1 FROM end_answer x WHERE x.duo_id = d.id)
      OR EXISTS (SELECT 1 FROM duo_remark x WHERE x.duo_id = d.id)
      OR EXISTS (SELECT 1 FROM meeting x WHERE x.introduction_id = d.introduction_id), 'acted',
    iif(EXISTS (SELECT 1 FROM outbox x WHERE x.duo_id = d.id OR x.introduction_id = d.introduction_id)
      OR EXISTS (SELECT 1 FROM checkin_ask x WHERE x.duo_id = d.id AND x.at > ${at}), 'mailed',
    iif(EXISTS (SELECT 1 FROM duo_end x WHERE x.duo_id = d.id AND x.at > ${at} AND x.reason <> 'completed'), 'ended',
    iif(EXISTS (SELECT 1 FROM coaching_note x WHERE x.duo_id = d.id)
      OR EXISTS (SELECT 1 FROM duo_pause x WHERE x.duo_id = d.id)
      OR EXISTS (SELECT 1 FROM duo_extension x WHERE x.duo_id = d.id)
      OR EXISTS (SELECT 1 FROM outcome x WHERE x.duo_id = d.id AND x.at > ${at}), 'changed', NULL)))) AS reason
  FROM import_item i JOIN duo d ON d.id = i.item_id
  WHERE i.batch_id = ${id} AND i.kind = 'duo'`

const going = (verdicts: ReturnType<typeof peopleVerdicts>) => sql`(SELECT id FROM (${verdicts}) WHERE reason IS NULL)`

function peopleStatements(deps: Deps, batch: Batch, staffId: string): Statement[] {
  const { q } = deps.db
  const goes = going(peopleVerdicts(batch))
  return [
    // Their facts go with them: the foreign keys say so.
    invalidation(deps, staffId, sql`e.subject_ref IN (SELECT p.subject_ref FROM participant p WHERE p.id IN ${goes})`),
    q.delete(participant).where(sql`${participant.id} IN (SELECT i.item_id FROM import_item i
      WHERE i.batch_id = ${batch.id} AND i.kind = 'participant') AND ${isInvalid}`),
    q.delete(person).where(sql`${person.id} IN (SELECT i.item_id FROM import_item i
        WHERE i.batch_id = ${batch.id} AND i.kind = 'person')
      AND NOT EXISTS (SELECT 1 FROM participant p WHERE p.person_id = person.id)
      AND NOT EXISTS (SELECT 1 FROM person_merge m WHERE m.merged_id = person.id OR m.kept_id = person.id)`),
  ]
}

// Names are spelled out: drizzle leaves the table away, which inside a subquery means another column.
/** The batch's own word that this consent is no longer valid: who got it goes. */
const isInvalid = sql`EXISTS (SELECT 1 FROM consent_now c WHERE c.subject_ref = participant.subject_ref
  AND c.purpose = 'P1' AND c.state = 'invalidated')`

function duoStatements(deps: Deps, batch: Batch, staffId: string): Statement[] {
  const { q } = deps.db
  const goes = going(duoVerdicts(batch))
  return [
    invalidation(
      deps,
      staffId,
      sql`e.purpose = 'P2' AND e.about IN (SELECT d.introduction_id FROM duo d WHERE d.id IN ${goes})`,
    ),
    q
      .delete(link)
      .where(
        sql`${link.purpose} = 'introduction' AND ${link.about} IN (SELECT d.introduction_id FROM duo d WHERE d.id IN ${goes})`,
      ),
    // The database deletes only what ended. Dated as the import, so that it counts as no fact of the duo's own.
    q.insert(duoEnd).select(
      sql`SELECT d.id, 'early', d.started_on, NULL, ${staffId}, ${batch.at} FROM duo d WHERE d.id IN ${goes}
        AND NOT EXISTS (SELECT 1 FROM duo_end x WHERE x.duo_id = d.id)`,
    ),
    // Its duo goes with it.
    q
      .delete(introduction)
      .where(sql`${introduction.id} IN (SELECT d.introduction_id FROM duo d WHERE d.id IN ${goes})`),
  ]
}

/** "Not valid": the latest word on these consents, which were never given here. */
const invalidation = ({ db, now }: Deps, staffId: string, which: ReturnType<typeof peopleVerdicts>): Statement =>
  db.q.insert(consentEvent).select(
    sql`SELECT NULL, lower(hex(randomblob(16))), e.schema_version, e.subject_ref, e.commitment, e.purpose, e.about,
      'invalidated', e.text_id, e.text_sha256, e.notice_version, e.notice_sha256, e.language, 'system', e.channel, 'staff',
      ${staffId}, 'import-undone', ${now()}, NULL, e.form_build
      FROM consent_event e JOIN consent_now c ON c.subject_ref = e.subject_ref AND c.purpose = e.purpose
        AND c.about = e.about AND c.state IN ('given', 'confirmed')
      WHERE e.state IN ('given', 'confirmed') AND ${which} ORDER BY e.seq`,
  )
