import type { ConflictingPin } from '../../../src/domain/proposals/proposals.ts'
import { listOf } from '../../words/format.ts'
import type { Words } from '../../words.ts'

/** Which pins cannot all be kept, and why. */
export function conflictText(
  { conflict: words }: Words['matching'],
  pin: ConflictingPin,
  nameOf: (id: string) => string,
): string {
  if (pin.code === 'too-many')
    return words[pin.code](nameOf(pin.mentorId), listOf(pin.menteeIds.map(nameOf)), pin.places)
  if (pin.code === 'two-mentors') return words[pin.code](listOf(pin.mentorIds.map(nameOf)), nameOf(pin.menteeId))
  return words[pin.code](nameOf(pin.mentorId), nameOf(pin.menteeId))
}

/** Whom these conflicts name. */
export const idsOfConflicts = (pins: ConflictingPin[]): string[] =>
  pins.flatMap((pin) => {
    if (pin.code === 'too-many') return [pin.mentorId, ...pin.menteeIds]
    return pin.code === 'two-mentors' ? [...pin.mentorIds, pin.menteeId] : [pin.mentorId, pin.menteeId]
  })
