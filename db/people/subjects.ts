import { and, eq, inArray } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import type { Purpose } from '../../src/domain/facts.ts'
import { consentEvent, consentNow, participant, person } from '../schema.ts'
import { type ConsentAct, type ConsentText, commitmentOf, textById } from './consents.ts'

/** A participant as the consent ledger knows one: by a random reference, and a salt that erasure destroys. */
export type Subject = {
  participantId: string
  personId: string
  programme: string
  ref: string
  salt: string
  emailNormalised: string
  email: string
}

/** Null for somebody who was erased. */
export async function subjectOf({ db }: Deps, participantId: string): Promise<Subject | null> {
  const [row] = await db.q
    .select({
      participantId: participant.id,
      personId: person.id,
      programme: participant.programme,
      ref: participant.subjectRef,
      salt: participant.subjectSalt,
      emailNormalised: person.emailNormalised,
      email: person.email,
    })
    .from(participant)
    .innerJoin(person, eq(person.id, participant.personId))
    .where(eq(participant.id, participantId))
  if (!row?.ref || !row.salt) return null
  return { ...row, ref: row.ref, salt: row.salt }
}

/** What every act of this subject carries; the caller adds purpose, state, texts, method, channel and actor. */
export const actOf = async (deps: Deps, { ref, salt, emailNormalised }: Subject) => ({
  id: deps.newId(),
  subjectRef: ref,
  commitment: await commitmentOf(salt, emailNormalised),
  at: deps.now(),
  build: deps.config.build,
})

/** The consents that are active now, each with the text that was agreed to. */
export async function activeConsents(
  deps: Deps,
  { ref }: Subject,
): Promise<{ purpose: Purpose; about: string; state: ConsentAct['state']; at: number; text: ConsentText | null }[]> {
  const now = await deps.db.q
    .select()
    .from(consentNow)
    .where(and(eq(consentNow.subjectRef, ref), inArray(consentNow.state, ['given', 'confirmed'])))
  const acts = await deps.db.q
    .select({ purpose: consentEvent.purpose, about: consentEvent.about, textId: consentEvent.textId })
    .from(consentEvent)
    .where(eq(consentEvent.subjectRef, ref))
    .orderBy(consentEvent.seq)
  return Promise.all(
    now.map(async ({ purpose, about, state, at }) => {
      const textId = acts.findLast((act) => act.purpose === purpose && act.about === about && act.textId)?.textId
      return { purpose, about, state, at, text: textId ? await textById(deps.db, textId) : null }
    }),
  )
}
