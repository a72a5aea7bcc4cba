import { waitingOf } from '../../db/matching/pool.ts'
import { capThisYear } from '../../db/office/caps.ts'
import { nl } from '../../views/words.ts'
import type { Deps } from '../deps.ts'
import { placesUnderCap, waitingList } from '../domain/cap.ts'
import type { Side } from '../domain/facts.ts'

/** Where somebody stands in the queue, in words, when no place of this year is left for them; null while there is one. */
export async function ownPlace(
  deps: Deps,
  { id, programme, side }: { id: string; programme: string; side: Side },
): Promise<string | null> {
  const use = await capThisYear(deps, programme)
  const everybody = waitingList(await waitingOf(deps, programme, side), use)
  const own = everybody.find(({ participantId }) => participantId === id)
  return own?.beyond ? nl.waiting.own(own.place, { of: everybody.length, left: placesUnderCap(use) }) : null
}

/** That there is a queue, without anybody's place in it: what a phone shows to whoever holds it. */
export const queueOf = async (deps: Deps, programme: string): Promise<string | null> =>
  placesUnderCap(await capThisYear(deps, programme)) > 0 ? null : nl.waiting.everybody
