import { and, eq } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import { needsInvitation } from '../../src/domain/event.ts'
import { programmeOf } from '../../src/domain/programmes.ts'
import { retentionOf } from '../../src/domain/retention.ts'
import type { PendingSignup } from '../../src/domain/signup.ts'
import type { Statement } from '../client.ts'
import { openInvitationById, sentStatements } from '../partners/invitations.ts'
import { type ConsentText, insertConsents, textById } from '../people/consents.ts'
import { insertLinks } from '../people/links.ts'
import { type Subject, subjectOf } from '../people/subjects.ts'
import { attendance, participant, person, signup } from '../schema.ts'
import { loadSettings } from '../settings.ts'
import { eventById } from './events.ts'
import { extraStatements } from './signup-extras.ts'
import { givenConsents, newParticipant } from './signup-rows.ts'
import type { Signup } from './signups.ts'

export type Applied = { subject: Subject; statements: Statement[]; takingPart?: ConsentText }

/**
 * What was typed for an address that we knew, now that its owner said yes: the participant of that side is brought up
 * to date, or made when the person stood on the other side only. The sign-up is that participant's from then on. Null
 * where they would come in new by an invitation that somebody else used meanwhile.
 */
export async function appliedSignup(
  deps: Deps,
  known: Subject,
  { id, eventId, side, channel, staffId, shortCode }: Signup,
  { form, textIds, retentionMonths, extra = {}, invitationId, ...sent }: PendingSignup,
): Promise<Applied | null> {
  const { db } = deps
  const event = await eventById(db, eventId)
  if (!event) throw new Error('A sign-up of no event')
  const [existing] = await db.q
    .select({ id: participant.id })
    .from(participant)
    .where(
      and(
        eq(participant.personId, known.personId),
        eq(participant.programme, event.programme),
        eq(participant.side, side),
      ),
    )
  const invitation = invitationId ? await openInvitationById(deps, invitationId) : null
  const isUninvited = needsInvitation({ event, programme: programmeOf(event.programme), side }) && !invitation
  if (isUninvited && !existing && !sent.sentBy) return null
  const found = existing ? await subjectOf(deps, existing.id) : null
  const { subject, statements } = found ? update(deps, found, form) : await create(deps, known, event.programme, form)

  const texts = {
    takingPart: await shown(deps, textIds.takingPart),
    invitations: await shown(deps, textIds.invitations),
    notice: await shown(deps, textIds.notice),
    retentionMonths: retentionMonths ?? retentionOf(event.programme, await loadSettings(db)).retentionMonths,
  }
  const paper = channel === 'paper' && staffId ? { staffId, reference: shortCode } : undefined
  const acts = await givenConsents(deps, { form, event, texts, ...(paper ? { paper } : {}) }, subject)
  const attended = { eventId, participantId: subject.participantId, at: deps.now() }
  return {
    subject,
    takingPart: texts.takingPart,
    statements: [
      ...statements,
      db.q.update(person).set({ name: form.name }).where(eq(person.id, known.personId)),
      db.q.update(signup).set({ participantId: subject.participantId, pending: null }).where(eq(signup.id, id)),
      db.q.insert(attendance).values(attended).onConflictDoNothing(),
      insertConsents(db, acts),
      ...extraStatements(db, subject.participantId, extra),
      ...sentStatements(deps, invitation ? { ...sent, invitationId: invitation.id } : sent, subject.participantId),
    ],
  }
}

function update({ db }: Deps, subject: Subject, { topics, sector, languages }: PendingSignup['form']): Applied {
  const changed = { topics, sector, languages }
  return {
    subject,
    statements: [db.q.update(participant).set(changed).where(eq(participant.id, subject.participantId))],
  }
}

async function create(deps: Deps, known: Subject, programme: string, form: PendingSignup['form']): Promise<Applied> {
  const subject = { ...known, participantId: deps.newId(), ref: deps.newId(), salt: deps.newToken() }
  const row = {
    ...newParticipant(deps, programme, form),
    id: subject.participantId,
    personId: subject.personId,
    subjectRef: subject.ref,
    subjectSalt: subject.salt,
  }
  const manage = { purpose: 'manage' as const, participantId: subject.participantId, about: '', generation: 1 }
  return {
    subject,
    statements: [
      deps.db.q.insert(participant).values(row),
      ...(await insertLinks(deps.db, deps.keys, [manage], { now: deps.now(), newId: deps.newId })),
    ],
  }
}

async function shown({ db }: Deps, id: string): Promise<ConsentText> {
  const text = await textById(db, id)
  if (!text) throw new Error('A consent to a text that was never published')
  return text
}
