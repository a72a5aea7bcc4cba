import type { Side } from './facts.ts'

/** A person with what stands on their name. `open`: a place is held by an introduction or a running duo. */
export type MergePerson = {
  id: string
  erased: boolean
  mergedInto: string | null
  /** Whether somebody else is part of this person. */
  keepsOthers: boolean
  participants: readonly { id: string; programme: string; side: Side; open: boolean }[]
}

export type MergeDecision =
  | { kind: 'merged'; moved: string[]; kept: string[] }
  | { kind: 'same-person' | 'gone' | 'already-merged' }
  | { kind: 'keeps-others' | 'both-in-duo' | 'other-way-round' }
  | { kind: 'against-themselves'; programme: string }

/**
 * Two addresses of one human become one person. What the second has on a side where the first has nothing moves
 * (`moved`, ids of participants); what both have stays where it is, and takes no part (`kept`). The second may hold no
 * place: somebody was asked, or said yes, to that address and name. Then the first is the one to give up, and where both
 * hold one, staff end one first. Nobody may end up in an introduction or a duo with themselves. Who has somebody as a part
 * stays the one who is kept: no chains.
 * @param pairs open introductions and running duos, as ids of participants.
 */
export function decideMerge(
  into: MergePerson,
  from: MergePerson,
  pairs: readonly { mentorId: string; menteeId: string; programme: string }[],
): MergeDecision {
  if (into.id === from.id) return { kind: 'same-person' }
  if (into.erased || from.erased) return { kind: 'gone' }
  if (into.mergedInto !== null || from.mergedInto !== null) return { kind: 'already-merged' }
  if (from.keepsOthers) return { kind: 'keeps-others' }

  const all = new Set([...into.participants, ...from.participants].map(({ id }) => id))
  const own = pairs.find(({ mentorId, menteeId }) => all.has(mentorId) && all.has(menteeId))
  if (own) return { kind: 'against-themselves', programme: own.programme }

  if (holdsPlace(from)) return { kind: holdsPlace(into) ? 'both-in-duo' : 'other-way-round' }
  const kept = from.participants.filter((theirs) => hasTwin(into, theirs)).map(({ id }) => id)
  return { kind: 'merged', moved: from.participants.map(({ id }) => id).filter((id) => !kept.includes(id)), kept }
}

const holdsPlace = ({ participants }: MergePerson): boolean => participants.some(({ open }) => open)

const hasTwin = ({ participants }: MergePerson, { programme, side }: { programme: string; side: Side }): boolean =>
  participants.some((own) => own.programme === programme && own.side === side)
