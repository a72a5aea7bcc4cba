import { and, eq, sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import { DAY_MS } from '../../src/domain/civil-date.ts'
import { INVITATION_DAYS, type Sends } from '../../src/domain/invitation.ts'
import { sha256 } from '../../src/keys.ts'
import { insertAudit } from '../audit.ts'
import { insertFormKey, isFormTwice } from '../forms.ts'
import { insertMails } from '../outbox.ts'
import { refusedWith } from '../refusal.ts'
import { invitation, outboxAbout, participant, person } from '../schema.ts'
import { addressHash, type Invitation, invitationToken } from './invitations.ts'

/**
 * What the participant who was asked gave us, to fill in a form with; null while nobody proved the mailbox, for who was
 * erased, and when the row is of another address by now than the one that the mail went to: a merge made it so, or undid it.
 */
export async function askedPerson(deps: Deps, { askedId, addressHash: asked }: Invitation) {
  if (askedId === null) return null
  const [row] = await deps.db.q
    .select({ name: person.name, email: person.email, languages: participant.languages, sector: participant.sector })
    .from(participant)
    .innerJoin(person, eq(person.id, participant.personId))
    .where(and(eq(participant.id, askedId), sql`exists (select 1 from proof x where x.participant_id = ${askedId})`))
  return row && (await addressHash(deps, row.email)) === asked ? row : null
}

/** The programmes for which staff asked this participant, and when; until the question expires. */
export const askedFor = ({ db }: Deps, participantId: string): Promise<{ programme: string; at: number }[]> =>
  db.q
    .select({ programme: invitation.programme, at: invitation.at })
    .from(invitation)
    .where(eq(invitation.askedId, participantId))

export type Asking = Sends & { participantId: string; staffId: string; formKey: string }

/**
 * Asks a participant, by one mail, for another programme. Somebody who takes part there already gets the same mail: that
 * there were none would tell so to whoever asks. Twice asks once.
 */
export async function askFor(deps: Deps, { participantId, programme, side, staffId, formKey }: Asking): Promise<void> {
  const { db, newId } = deps
  const now = deps.now()
  const known = (await askedFor(deps, participantId)).some((one) => one.programme === programme)
  const [who] = await db.q
    .select({ email: person.emailNormalised })
    .from(participant)
    .innerJoin(person, eq(person.id, participant.personId))
    .where(eq(participant.id, participantId))
  if (known || !who) return
  const [id, mailId] = [newId(), newId()]
  const mail = { id: mailId, kind: 'asked' as const, dedupeKey: `asked:${id}`, participantId, now }
  const row = {
    id,
    tokenHash: await sha256(await invitationToken(deps.keys, id)),
    programme,
    side,
    askedId: participantId,
    addressHash: await addressHash(deps, who.email),
    staffId,
    at: now,
    expiresAt: now + INVITATION_DAYS * DAY_MS,
  }
  try {
    await db.write([
      insertFormKey(db, formKey, '', now),
      db.q.insert(invitation).values(row),
      insertMails(db, [mail]),
      db.q.insert(outboxAbout).values({ outboxId: mailId, about: id }),
      insertAudit(db, { at: now, staffId, action: 'participant.asked', subject: participantId, detail: programme }),
    ])
  } catch (error) {
    // Somebody else of staff asked the same at that moment.
    if (!isFormTwice(error) && !refusedWith(error, 'ALREADY_WRITTEN')) throw error
  }
}
