import type { Deps } from '../src/deps.ts'
import type { Signup } from './signups.ts'

export type Withdrawal = { actor: 'self' | 'staff'; staffId?: string; reason?: string }
export type Proof = { participantId: string; signupId: string; how: 'link' | 'desk'; staffId?: string }

/** Stops and erases one participant in one batch. Twice does nothing more. */
export async function withdraw(_deps: Deps, _participantId: string, _by: Withdrawal): Promise<void> {
  throw new Error('not yet')
}

/** The mailbox or the person was seen: this sign-up is theirs. Twice does nothing more. */
export async function saveProof(_deps: Deps, _proof: Proof): Promise<void> {
  throw new Error('not yet')
}

/** "Dat was ik niet": erases what that sign-up made and writes to the address no more for a while. */
export async function sayNotMe(_deps: Deps, _signup: Signup): Promise<void> {
  throw new Error('not yet')
}
