import { and, eq, or } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import { introduction, participant, proof, signup } from '../schema.ts'
import { isOfWhoItIs } from './signups.ts'

/** What decides whether a browser belongs to a participant. */
export type Visited = {
  participantId: string
  generation: number
  introductionIds: string[]
  signups: { id: string; phoneHash: string; pending: boolean; proved: boolean }[]
}

/** Null for nobody and for who was erased. */
export async function visited({ db: { q } }: Deps, participantId: string): Promise<Visited | null> {
  const [[row], signups, proofs, introductions] = await Promise.all([
    q
      .select({ generation: participant.generation, erasedAt: participant.erasedAt })
      .from(participant)
      .where(eq(participant.id, participantId)),
    q
      .select({ id: signup.id, phoneHash: signup.phoneHash, pending: signup.pending })
      .from(signup)
      .where(and(eq(signup.participantId, participantId), isOfWhoItIs)),
    q.select({ signupId: proof.signupId }).from(proof).where(eq(proof.participantId, participantId)),
    q
      .select({ id: introduction.id })
      .from(introduction)
      .where(or(eq(introduction.mentorId, participantId), eq(introduction.menteeId, participantId))),
  ])
  if (!row || row.erasedAt !== null) return null
  const proved = new Set(proofs.map((seen) => seen.signupId))
  return {
    participantId,
    generation: row.generation,
    introductionIds: introductions.map(({ id }) => id),
    signups: signups.map(({ pending, ...own }) => ({
      ...own,
      pending: pending !== null,
      proved: proved.has(own.id),
    })),
  }
}

/** The newest sign-up of this participant that nobody has confirmed, or null. */
export async function signupToProve(deps: Deps, participantId: string): Promise<string | null> {
  const who = await visited(deps, participantId)
  return who?.signups.findLast((own) => !own.proved)?.id ?? null
}

/** Whether the owner of its address, or staff who saw the person, said that this sign-up is theirs. */
export async function isConfirmed({ db }: Deps, signupId: string): Promise<boolean> {
  const [row] = await db.q.select({ id: proof.id }).from(proof).where(eq(proof.signupId, signupId)).limit(1)
  return row !== undefined
}

/** The generation that the links of an erased participant had; null for who is not erased. */
export async function lastGeneration({ db }: Deps, participantId: string): Promise<number | null> {
  const [row] = await db.q
    .select({ generation: participant.generation, erasedAt: participant.erasedAt })
    .from(participant)
    .where(eq(participant.id, participantId))
  return row && row.erasedAt !== null ? row.generation - 1 : null
}
