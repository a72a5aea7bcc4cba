import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import type { Deps } from '../../src/deps.ts'
import { civilDateOf } from '../../src/domain/civil-date.ts'
import type { ConsentState } from '../../src/domain/facts.ts'
import type { Statement } from '../client.ts'
import { dropSignups } from '../forms.ts'
import { dropRowsOf } from '../imports/import-files.ts'
import { aboutCalledOff, callOffAllOf } from '../introductions/meeting-ends.ts'
import { insertMails } from '../outbox.ts'
import { erasedInvitations } from '../partners/invitations.ts'
import {
  coachingNote,
  consentEvent,
  duoEnd,
  duoRemark,
  eligibilityCheck,
  intake,
  introductionEnd,
  leftOut,
  link,
  meetingPlace,
  mergedAway,
  note,
  outbox,
  pairBarNote,
  participant,
  participantPause,
  participantTwin,
  person,
  pin,
  proof,
  signup,
  training,
} from '../schema.ts'
import { formsElsewhere } from '../signups/forms-elsewhere.ts'
import { CONSENT_SCHEMA_VERSION, type ConsentAct, currentNotice, LANGUAGE } from './consents.ts'
import { asRead, whoeverCounts } from './one-human.ts'
import { actOf, type Subject, subjectOf } from './subjects.ts'

/** Why somebody stops: their own button, staff in their name, "dat was ik niet", or an address never proved. */
export type Withdrawal =
  | { actor: 'self'; reason?: string }
  | { actor: 'staff'; staffId: string; reason?: string }
  | { actor: 'not-me' }
  | { actor: 'system'; reason: 'unproved' }

/**
 * Everything that stopping means, for one batch: ledger, ends with one neutral mail to the other side, unsent mail
 * dropped, links dead, and the person's data gone. What is open is found by the batch itself, so that nothing that
 * started in the meantime is missed. What stays of the participant is a number.
 */
export async function withdrawalStatements(deps: Deps, asking: Subject, by: Withdrawal): Promise<Statement[]> {
  const asked = await asRead(deps, asking)
  // "Dat was ik niet" is about that one sign-up.
  const isWhole = by.actor === 'self' || by.actor === 'staff'
  const subject = isWhole ? await whoeverCounts(deps, asking) : asking
  return [
    asked,
    await asRead(deps, subject),
    ...(await ledgerStatements(deps, subject, by)),
    ...callOffAllOf(deps, subject.participantId, 'staffId' in by ? by.staffId : null),
    ...endStatements(deps, subject.participantId, by),
    ...(await erasedInvitations(deps, subject)),
    ...(by.actor === 'not-me' ? [] : (await formsElsewhere(deps, subject)).moved),
    ...erasureStatements(deps, subject),
    ...(await twinStatements(deps, subject, by)),
    ...(await mergedStatements(deps, subject)),
    ...farewell(deps, subject, by),
  ]
}

/** Who is one human with another row on the same side of the same programme stops there too, without a second farewell. */
async function twinStatements(deps: Deps, { participantId }: Subject, by: Withdrawal): Promise<Statement[]> {
  const twins = await deps.db.q
    .select({ id: participantTwin.participantId })
    .from(participantTwin)
    .where(eq(participantTwin.ofId, participantId))
  const subjects = await Promise.all(twins.map(({ id }) => subjectOf(deps, id)))
  const all = await Promise.all(
    subjects.map(async (twin) =>
      twin
        ? [
            ...(await ledgerStatements(deps, twin, by)),
            ...endStatements(deps, twin.participantId, by),
            ...(await erasedInvitations(deps, twin)),
            ...erasureStatements(deps, twin),
          ]
        : [],
    ),
  )
  return all.flat()
}

/** What waits at the other addresses of one human goes; the addresses themselves go with the last row of theirs. */
async function mergedStatements(deps: Deps, { participantId, personId, programme }: Subject): Promise<Statement[]> {
  const { q } = deps.db
  const others = await q
    .select({ emailNormalised: person.emailNormalised })
    .from(mergedAway)
    .innerJoin(person, eq(person.id, mergedAway.personId))
    .where(eq(mergedAway.keptId, personId))
  const waiting = await Promise.all(
    others.map(({ emailNormalised }) => erasedInvitations(deps, { participantId, emailNormalised, programme })),
  )
  return [
    ...waiting.flat(),
    q.delete(person).where(
      sql`${person.id} in (select m.person_id from merged_away m where m.kept_id = ${personId})
        and not exists (select 1 from participant p where p.person_id in (person.id, ${personId}))`,
    ),
  ]
}

const STATES = {
  self: 'withdrawn',
  staff: 'withdrawn',
  'not-me': 'invalidated',
  system: 'expired',
} satisfies Record<Withdrawal['actor'], ConsentState>

const METHODS = {
  self: 'withdraw-button',
  staff: 'told-staff',
  'not-me': 'not-me-button',
  system: 'system',
} satisfies Record<Withdrawal['actor'], ConsentAct['method']>

const ACTORS = { self: 'self', staff: 'staff', 'not-me': 'self', system: 'system' } as const

/**
 * Every consent that is active when the batch is written, also one that was given a moment ago. Of who is gone by then
 * all are tried, which refuses the batch (ERASED).
 */
async function ledgerStatements(deps: Deps, subject: Subject, by: Withdrawal): Promise<Statement[]> {
  const [notice, { commitment, at, build }] = await Promise.all([
    currentNotice(deps.db, subject.programme),
    actOf(deps, subject),
  ])
  const staffId = 'staffId' in by ? by.staffId : null
  const reason = 'reason' in by && by.reason ? by.reason : null
  return [
    deps.db.q.insert(consentEvent).select(
      sql`SELECT NULL, lower(hex(randomblob(16))), ${CONSENT_SCHEMA_VERSION}, ${subject.ref}, ${commitment}, c.purpose,
        c.about, ${STATES[by.actor]}, e.text_id, e.text_sha256, ${String(notice.version)}, ${notice.sha256}, ${LANGUAGE},
        ${METHODS[by.actor]}, 'withdrawal', ${ACTORS[by.actor]}, ${staffId}, ${reason}, ${at}, NULL, ${build}
        FROM consent_now c LEFT JOIN consent_event e ON e.seq = (SELECT max(x.seq) FROM consent_event x
          WHERE x.subject_ref = c.subject_ref AND x.purpose = c.purpose AND x.about = c.about AND x.text_id IS NOT NULL)
        WHERE c.subject_ref = ${subject.ref} AND (c.state IN ('given', 'confirmed')
          OR NOT EXISTS (SELECT 1 FROM participant p WHERE p.subject_ref = ${subject.ref}))
        ORDER BY c.purpose, c.about`,
    ),
  ]
}

function endStatements({ db, now }: Deps, participantId: string, by: Withdrawal): Statement[] {
  const at = now()
  const staffId = 'staffId' in by ? by.staffId : null
  const theirs = sql`(h.mentor_id = ${participantId} or h.mentee_id = ${participantId})`
  const other = sql`iif(h.mentor_id = ${participantId}, h.mentee_id, h.mentor_id)`
  const otherSide = sql`iif(h.mentor_id = ${participantId}, 'mentee', 'mentor')`
  const mine = sql`iif(h.mentor_id = ${participantId}, 'mentor', 'mentee')`
  // Identifiers of these mails are made by the database, which alone knows whom they are for.
  const mail = (kind: string, about: SQL, introductionId: SQL, duoId: SQL) =>
    sql`select lower(hex(randomblob(16))), ${kind}, ${kind} || ':' || ${about} || ':' || ${otherSide}, ${other}, null, null,
      ${introductionId}, ${duoId}, null, null, ${at}, ${at}, 0, 0, null, null, null from held_place h`
  return [
    db.q
      .insert(outbox)
      .select(
        sql`${mail('not-on', sql`h.introduction_id`, sql`h.introduction_id`, sql`null`)}
          join introduction_ask k on k.introduction_id = h.introduction_id and k.side = ${otherSide}
          where h.duo_id is null and ${theirs}`,
      )
      .onConflictDoNothing({ target: outbox.dedupeKey }),
    db.q
      .insert(outbox)
      .select(
        sql`${mail('duo-stopped', sql`h.duo_id`, sql`null`, sql`h.duo_id`)} where h.duo_id is not null and ${theirs}`,
      )
      .onConflictDoNothing({ target: outbox.dedupeKey }),
    db.q
      .insert(introductionEnd)
      .select(
        sql`select h.introduction_id, 'withdrawn', ${staffId}, ${at} from held_place h where h.duo_id is null and ${theirs}`,
      ),
    db.q.insert(duoEnd).select(
      sql`select h.duo_id, 'withdrawn', ${civilDateOf(at)}, ${mine}, ${staffId}, ${at} from held_place h
          where h.duo_id is not null and ${theirs}`,
    ),
  ]
}

function erasureStatements({ db, now }: Deps, { participantId, personId, programme }: Subject): Statement[] {
  const theirs = (column: SQLiteColumn) => eq(column, participantId)
  const ofTheirDuos = (column: SQLiteColumn) =>
    sql`${column} in (select id from duo where mentor_id = ${participantId} or mentee_id = ${participantId})`
  return [
    db.q.delete(outbox).where(and(theirs(outbox.participantId), isNull(outbox.sentAt))),
    db.q.delete(link).where(theirs(link.participantId)),
    ...dropSignups(db, theirs(signup.participantId), now()),
    db.q.delete(note).where(theirs(note.participantId)),
    dropRowsOf(db, { personId, programme }),
    // A block knows its two by its id, and its note may name both.
    db.q.delete(pairBarNote).where(sql`instr(':' || ${pairBarNote.barId} || ':', ${`:${participantId}:`}) > 0`),
    db.q.delete(pin).where(sql`${pin.mentorId} = ${participantId} or ${pin.menteeId} = ${participantId}`),
    db.q.delete(leftOut).where(theirs(leftOut.participantId)),
    db.q.delete(participantPause).where(theirs(participantPause.participantId)),
    db.q.delete(proof).where(theirs(proof.participantId)),
    // What either of the two, or staff, typed about a duo may name both.
    db.q.delete(duoRemark).where(ofTheirDuos(duoRemark.duoId)),
    db.q.delete(coachingNote).where(ofTheirDuos(coachingNote.duoId)),
    db.q.delete(meetingPlace).where(
      sql`${meetingPlace.meetingId} in (select m.id from meeting m join introduction i on i.id = m.introduction_id
          where i.mentor_id = ${participantId} or i.mentee_id = ${participantId})`,
    ),
    db.q
      .update(participant)
      .set({
        personId: null,
        subjectRef: null,
        subjectSalt: null,
        business: null,
        phone: null,
        erasedAt: now(),
        generation: sql`${participant.generation} + 1`,
      })
      .where(and(eq(participant.id, participantId), isNull(participant.erasedAt))),
    // Facts about a person, which the database keeps as long as there is one. That a partner sent somebody names nobody.
    ...[eligibilityCheck, intake, training].map((facts) => db.q.delete(facts).where(theirs(facts.participantId))),
    db.q
      .delete(person)
      .where(and(eq(person.id, personId), sql`not exists (select 1 from participant where person_id = ${personId})`)),
  ]
}

/** The one mail that outlives its person: without a name, and its address goes when it was sent. */
function farewell(deps: Deps, { participantId, email }: Subject, { actor }: Withdrawal): Statement[] {
  if (actor === 'not-me' || actor === 'system') return []
  const id = deps.newId()
  const mail = { kind: 'erased' as const, dedupeKey: `erased:${participantId}`, address: email, now: deps.now() }
  return [insertMails(deps.db, [{ id, ...mail }]), aboutCalledOff(deps, id, participantId)]
}
