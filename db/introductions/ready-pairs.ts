import type { Deps } from '../../src/deps.ts'
import { factsByIds } from '../people/participant-facts.ts'
import { type NewIntroductions, type SendResult, sendIntroductions } from './introductions.ts'

/**
 * Sends each pair of people who are ready for a first introduction, as `sendIntroductions`; of the others it says
 * NOT_READY. What was written down about somebody is never undone, so nobody stops being ready meanwhile.
 */
export async function sendWhoIsReady(deps: Deps, input: NewIntroductions): Promise<SendResult[]> {
  const facts = await factsByIds(
    deps,
    input.pairs.flatMap(({ mentorId, menteeId }) => [mentorId, menteeId]),
  )
  const isReady = (id: string) => !facts.get(id)?.unprepared
  const ready = input.pairs.filter(({ mentorId, menteeId }) => isReady(mentorId) && isReady(menteeId))
  const sent = await sendIntroductions(deps, { ...input, pairs: ready })
  return input.pairs.map(({ mentorId, menteeId }) => {
    const result = sent.find((one) => one.mentorId === mentorId && one.menteeId === menteeId)
    return result ?? { mentorId, menteeId, result: { kind: 'refused', code: 'NOT_READY' } }
  })
}
