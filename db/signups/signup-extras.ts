import { and, eq, isNull } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import type { SignupExtra } from '../../src/domain/signup.ts'
import type { Database, Statement } from '../client.ts'
import { refusedWith } from '../refusal.ts'
import { participant, signup } from '../schema.ts'
import { formAsRead, type Signup, signupById, speaksForParticipant } from './signups.ts'

/**
 * Keeps what was added after a sign-up: with its participant or, for an address that we knew, with what waits for
 * its owner's yes. For an address that asked us never to write again, nothing is kept.
 */
export async function saveExtra(deps: Deps, own: Signup, extra: SignupExtra): Promise<void> {
  const statements = await extraBatch(deps, own, extra)
  if (statements.length === 0) return
  try {
    await deps.db.write([formAsRead(own), ...statements])
  } catch (error) {
    // Its owner said yes or no, or more was added, at the same moment.
    if (!refusedWith(error, 'WRONG_SIGNUP')) throw error
    const now = await signupById(deps, own.id)
    if (now) await saveExtra(deps, now, extra)
  }
}

/** Writes the answers into a participant who was not erased; a question left open changes nothing. */
export const extraStatements = ({ q }: Database, participantId: string, extra: SignupExtra): Statement[] =>
  isAnswered(extra)
    ? [
        q
          .update(participant)
          .set(extra)
          .where(and(eq(participant.id, participantId), isNull(participant.erasedAt))),
      ]
    : []

async function extraBatch(deps: Deps, own: Signup, extra: SignupExtra): Promise<Statement[]> {
  if (!isAnswered(extra) || own.participantId === null) return []
  if (own.pending === null)
    return (await speaksForParticipant(deps, own)) ? extraStatements(deps.db, own.participantId, extra) : []

  const answered = Object.fromEntries(Object.entries(extra).filter(([, answer]) => answer !== undefined))
  const pending = { ...own.pending, extra: { ...own.pending.extra, ...answered } }
  return [deps.db.q.update(signup).set({ pending }).where(eq(signup.id, own.id))]
}

const isAnswered = (extra: SignupExtra): boolean => Object.values(extra).some((answer) => answer !== undefined)
