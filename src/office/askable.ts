import type { Participant } from '../../db/people/participant.ts'
import { PROGRAMMES, type Programme } from '../domain/programmes.ts'

/**
 * For which other programmes staff can ask a volunteer now: on the same side, where people sign up by themselves. Only
 * somebody who takes part and whose mailbox was proved gets such a mail, and once a programme at a time.
 */
export function askableFor(
  { side, programme, name, facts, twinOf }: Participant,
  asked: readonly { programme: string }[],
): Programme[] {
  if (side !== 'mentor' || name === null || twinOf !== null || !facts.consenting || !facts.proved) return []
  return Object.values<Programme>(PROGRAMMES).filter(
    ({ id, sides }) =>
      id !== programme && sides[side].entrances.includes('standing-page') && !asked.some((one) => one.programme === id),
  )
}
