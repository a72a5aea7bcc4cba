import { addDays, type CivilDate, civilDateOf } from '../civil-date.ts'
import { SIDES, type Side, type Teller } from '../facts.ts'

/** A proposal has at most so many dates: the other one chooses with one tap. */
export const MOST_SLOTS = 3
/** Each proposal is a mail to the other: so many a day of a pair, whoever makes them. */
export const MOST_PROPOSALS_A_DAY = 6
/** A date is proposed at least so many hours ahead, and at most so many days. */
export const NOTICE_HOURS = 12
export const HORIZON_DAYS = 60
export const MEETING_MINUTES = 60

/** Dates that somebody proposed for a first meeting, and what came of it. Instants are milliseconds UTC. */
export type Meeting = {
  id: string
  by: Teller
  slots: number[]
  minutes: number
  /** The meeting that this one moves, once it is agreed. */
  replacesId: string | null
  at: number
  /** Null is "none of these"; who proposed it has no answer. */
  answers: Partial<Record<Side, { slotAt: number | null; at: number }>>
  cancelled: { by: Teller; at: number } | null
  /** Of the duo, where one runs and does not stand still: what was proposed for later can no longer be chosen. */
  lastDay: CivilDate | null
}

export type MeetingState =
  | { kind: 'proposed'; waitingFor: Side[]; slots: number[] }
  | { kind: 'agreed'; startsAt: number }
  | { kind: 'none-fits' | 'cancelled' | 'moved' | 'passed-by' }
  | { kind: 'held'; startsAt: number }

/** The state at `now` of one meeting among all of its introduction, in order of `at`. Of open proposals the last counts. */
export function meetingState(meeting: Meeting, all: readonly Meeting[], now: number): MeetingState {
  if (meeting.cancelled) return { kind: 'cancelled' }
  const agreed = agreedSlot(meeting)
  if (agreed !== null && moverOf(meeting, all)) return { kind: 'moved' }
  if (agreed !== null) return { kind: agreed + meeting.minutes * 60_000 <= now ? 'held' : 'agreed', startsAt: agreed }
  if (Object.values(meeting.answers).some(({ slotAt }) => slotAt === null)) return { kind: 'none-fits' }
  // Staff proposed, and the two chose at the same moment, not the same.
  if (agreed === null && asked(meeting).length === 0) return { kind: 'none-fits' }
  if (all.indexOf(meeting) < all.length - 1) return { kind: 'moved' }
  const slots = openSlots(meeting).filter((slot) => slot > now)
  return slots.length === 0 ? { kind: 'passed-by' } : { kind: 'proposed', waitingFor: asked(meeting), slots }
}

/** The meeting that stands: agreed and to come, or else the last one that was held. */
export function currentMeeting(all: readonly Meeting[], now: number): { meeting: Meeting; startsAt: number } | null {
  const standing = all.flatMap((meeting) => {
    const state = meetingState(meeting, all, now)
    return state.kind === 'agreed' || state.kind === 'held' ? [{ meeting, startsAt: state.startsAt }] : []
  })
  return standing.findLast(({ startsAt }) => startsAt > now) ?? standing.at(-1) ?? null
}

/** When the last meeting that was held ended: from then on both think. Null while there was none. */
export function metAt(all: readonly Meeting[], now: number): number | null {
  const ends = all.flatMap((meeting) => {
    const state = meetingState(meeting, all, now)
    return state.kind === 'held' ? [state.startsAt + meeting.minutes * 60_000] : []
  })
  return ends.length > 0 ? Math.max(...ends) : null
}

export type ProposalDecision =
  | { kind: 'proposed'; replacesId: string | null }
  | { kind: 'no-slot' }
  | { kind: 'too-many-slots'; most: number }
  | { kind: 'too-soon'; slot: number }
  | { kind: 'after-end'; lastDay: CivilDate }
  | { kind: 'too-far'; slot: number }
  | { kind: 'twice'; slot: number }
  | { kind: 'answer-first'; meetingId: string }
  | { kind: 'closed' }

/** `open`: both said yes, and nothing has ended since. Who was asked for an answer gives that first. */
export function decideProposal(
  all: readonly Meeting[],
  { by, slots, open, lastDay }: { by: Teller; slots: readonly number[]; open: boolean; lastDay: CivilDate | null },
  now: number,
): ProposalDecision {
  if (!open) return { kind: 'closed' }
  if (slots.length === 0) return { kind: 'no-slot' }
  if (slots.length > MOST_SLOTS) return { kind: 'too-many-slots', most: MOST_SLOTS }
  const twice = slots.find((slot, index) => slots.indexOf(slot) !== index)
  if (twice !== undefined) return { kind: 'twice', slot: twice }
  const soon = slots.find((slot) => slot < now + NOTICE_HOURS * 3_600_000)
  if (soon !== undefined) return { kind: 'too-soon', slot: soon }
  const horizon = addDays(civilDateOf(now), HORIZON_DAYS)
  const far = slots.find((slot) => civilDateOf(slot) > horizon)
  if (far !== undefined) return { kind: 'too-far', slot: far }
  if (lastDay !== null && !slots.every((slot) => civilDateOf(slot) <= lastDay)) return { kind: 'after-end', lastDay }
  const waiting = all.find((meeting) => {
    const state = meetingState(meeting, all, now)
    return state.kind === 'proposed' && state.waitingFor.some((side) => side === by)
  })
  if (waiting) return { kind: 'answer-first', meetingId: waiting.id }
  const standing = currentMeeting(all, now)
  return { kind: 'proposed', replacesId: standing && standing.startsAt > now ? standing.meeting.id : null }
}

export type MeetingAnswerDecision =
  | { kind: 'agreed'; startsAt: number }
  | { kind: 'waits'; waitingFor: Side[] }
  | { kind: 'none-fits' }
  | { kind: 'already-answered'; slotAt: number | null }
  | { kind: 'own-proposal' | 'not-offered' | 'too-late' | 'closed' }

/** One tap on a slot, or null for none of them. */
export function decideMeetingAnswer(
  meeting: Meeting,
  all: readonly Meeting[],
  { side, slotAt, open }: { side: Side; slotAt: number | null; open: boolean },
  now: number,
): MeetingAnswerDecision {
  const given = meeting.answers[side]
  if (given) return { kind: 'already-answered', slotAt: given.slotAt }
  if (meeting.by === side) return { kind: 'own-proposal' }
  const state = meetingState(meeting, all, now)
  const standing = currentMeeting(all, now)
  const elsewhere = standing !== null && standing.startsAt > now && standing.meeting.id !== meeting.replacesId
  if (!open || elsewhere || (state.kind !== 'proposed' && state.kind !== 'passed-by')) return { kind: 'closed' }
  if (slotAt === null) return { kind: 'none-fits' }
  if (!openSlots(meeting).includes(slotAt)) return { kind: 'not-offered' }
  if (slotAt <= now) return { kind: 'too-late' }
  const waitingFor = asked(meeting).filter((other) => other !== side)
  return waitingFor.length > 0 ? { kind: 'waits', waitingFor } : { kind: 'agreed', startsAt: slotAt }
}

/** A proposal or an agreed meeting is cancelled until it begins. */
export function decideCancellation(
  meeting: Meeting,
  all: readonly Meeting[],
  now: number,
): { kind: 'cancelled' } | { kind: 'already-cancelled' } | { kind: 'too-late' } {
  const state = meetingState(meeting, all, now)
  if (state.kind === 'cancelled' || state.kind === 'moved') return { kind: 'already-cancelled' }
  if (state.kind === 'held' || (state.kind === 'agreed' && state.startsAt <= now)) return { kind: 'too-late' }
  return { kind: 'cancelled' }
}

/** The day before, to both; not to who agreed on that very day, for they have just read it. */
export function isMeetingReminderDue(all: readonly Meeting[], now: number): boolean {
  const standing = currentMeeting(all, now)
  if (!standing || standing.startsAt <= now) return false
  const dayBefore = addDays(civilDateOf(standing.startsAt), -1)
  return civilDateOf(now) >= dayBefore && civilDateOf(agreedAt(standing.meeting)) < dayBefore
}

/** "We zagen elkaar al": its one slot was over when it was written down. Nobody is asked, and no calendar gets it. */
export const isTold = ({ slots, minutes, at }: Meeting): boolean => {
  const [slot] = slots
  return slot !== undefined && slot + minutes * 60_000 <= at
}

/** The slot that everybody who was asked chose, or null. */
export function agreedSlot(meeting: Meeting): number | null {
  if (isTold(meeting)) return meeting.slots[0] ?? null
  const answers = Object.values(meeting.answers)
  const slot = answers.at(-1)?.slotAt ?? null
  return asked(meeting).length === 0 && answers.every(({ slotAt }) => slotAt === slot) ? slot : null
}

/** The later meeting that was agreed in place of this one. */
export const moverOf = (meeting: Meeting, all: readonly Meeting[]): Meeting | undefined =>
  all.find((later) => later.replacesId === meeting.id && agreedSlot(later) !== null)

/** When the last one of them agreed. */
export const agreedAt = (meeting: Meeting): number =>
  isTold(meeting) ? meeting.at : Math.max(...Object.values(meeting.answers).map(({ at }) => at))

/** Who still has to answer: the other side, or both when staff propose. */
const asked = (meeting: Meeting): Side[] => SIDES.filter((side) => side !== meeting.by && !meeting.answers[side])

/** What can still be chosen: after one of two chose, only that. */
function openSlots({ answers, slots, lastDay }: Meeting): number[] {
  const chosen = Object.values(answers).flatMap(({ slotAt }) => slotAt ?? [])
  return (chosen.length > 0 ? chosen : slots).filter((slot) => lastDay === null || civilDateOf(slot) <= lastDay)
}
