import type { Deps } from '../../src/deps.ts'
import type { Pair } from '../../src/domain/introduction.ts'
import { sendingOrder } from '../../src/domain/sending.ts'
import { waitsSince } from '../duos/waiting.ts'
import { isAmong } from '../packed.ts'
import { participant, pin } from '../schema.ts'

/** These pairs as they take the year's places: pins first, then the mentees as the waiting list has them. */
export async function inSendingOrder<P extends Pair>({ db: { q } }: Deps, pairs: readonly P[]): Promise<P[]> {
  if (pairs.length < 2) return [...pairs]
  const ids = pairs.map(({ menteeId }) => menteeId)
  const [waiting, pins] = await Promise.all([
    q.select({ id: participant.id, since: waitsSince }).from(participant).where(isAmong(participant.id, ids)),
    q.select({ menteeId: pin.menteeId, mentorId: pin.mentorId }).from(pin).where(isAmong(pin.menteeId, ids)),
  ])
  return sendingOrder(pairs, { since: new Map(waiting.map(({ id, since }) => [id, since])), pins })
}
