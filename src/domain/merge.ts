import type { Side } from './facts.ts'

/** A person with what stands on their name. `open`: a place is held by an introduction or a running duo. */
export type MergePerson = {
  id: string
  erased: boolean
  mergedInto: string | null
  participants: readonly { id: string; programme: string; side: Side; open: boolean }[]
}

export type MergeDecision =
  | { kind: 'merged'; moved: string[]; kept: string[] }
  | { kind: 'same-person' | 'gone' | 'already-merged' }
  | { kind: 'both-in-duo'; programme: string; side: Side }
  | { kind: 'against-themselves'; programme: string }

/**
 * Two addresses of one human become one person. What the second has on a side where the first has nothing moves
 * (`moved`, ids of participants); what both have stays where it is, and takes no part (`kept`), unless both hold a place
 * there: then staff end one first. Nobody may end up in an introduction or a duo with themselves.
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

  const all = new Set([...into.participants, ...from.participants].map(({ id }) => id))
  const own = pairs.find(({ mentorId, menteeId }) => all.has(mentorId) && all.has(menteeId))
  if (own) return { kind: 'against-themselves', programme: own.programme }

  const both = from.participants.filter((theirs) => twinOf(into, theirs) !== undefined)
  const clash = both.find((theirs) => theirs.open && twinOf(into, theirs)?.open)
  if (clash) return { kind: 'both-in-duo', programme: clash.programme, side: clash.side }
  const kept = both.map(({ id }) => id)
  return { kind: 'merged', moved: from.participants.map(({ id }) => id).filter((id) => !kept.includes(id)), kept }
}

const twinOf = ({ participants }: MergePerson, { programme, side }: { programme: string; side: Side }) =>
  participants.find((own) => own.programme === programme && own.side === side)
