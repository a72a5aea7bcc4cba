import type { Deps } from '../../src/deps.ts'
import type { Statement } from '../client.ts'
import { type ConsentAct, type ConsentText, currentNotice, insertConsents } from '../people/consents.ts'
import { activeConsents, actOf, type Subject } from '../people/subjects.ts'
import { proof } from '../schema.ts'

export type Seen = {
  /** Null: the mailbox was seen by an answer, which says nothing about the phone that signed up. */
  signupId: string | null
  how: 'link' | 'desk'
  staffId?: string | undefined
}

/**
 * The proof and, the first time, consent P1 'confirmed': whose consent it was is known from now on. `givenText` is the
 * text of a consent that this same batch gives.
 */
export async function proofStatements(
  deps: Deps,
  subject: Subject,
  { signupId, how, staffId }: Seen,
  givenText?: ConsentText,
): Promise<Statement[]> {
  const at = deps.now()
  const row = { id: deps.newId(), participantId: subject.participantId, signupId, how, at, staffId: staffId ?? null }
  const takingPart = (await activeConsents(deps, subject)).find((consent) => consent.purpose === 'P1')
  const text = givenText ?? (takingPart?.state === 'given' ? takingPart.text : null)
  return [
    deps.db.q.insert(proof).values(row).onConflictDoNothing(),
    ...(text ? [insertConsents(deps.db, [await confirmation(deps, subject, text, { how, staffId })])] : []),
  ]
}

async function confirmation(
  deps: Deps,
  subject: Subject,
  text: ConsentText,
  { how, staffId }: Pick<Seen, 'how' | 'staffId'>,
): Promise<ConsentAct> {
  return {
    ...(await actOf(deps, subject)),
    purpose: 'P1',
    state: 'confirmed',
    text,
    notice: await currentNotice(deps.db, subject.programme),
    method: how === 'desk' ? 'told-staff' : 'answer-button',
    channel: how === 'desk' ? 'desk' : 'mail',
    actor: staffId ? 'staff' : 'self',
    ...(staffId ? { actorRef: staffId } : {}),
  }
}
