import { agreedAt, agreedSlot, isTold, type Meeting, moverOf } from './meeting.ts'

/** What a calendar is told (RFC 5546): the same `uid` with a higher `sequence` replaces what stands there. */
export type CalendarMessage = {
  method: 'REQUEST' | 'CANCEL'
  uid: string
  sequence: number
  /** The meetings whose mails are about this entry: those that this one moved, the first one first, and itself. */
  chain: string[]
  startsAt: number
  minutes: number
  /** The instant of the fact that makes this message. */
  at: number
}

/**
 * The last message about a meeting: what its `.ics` holds today. Null while no date is agreed. A meeting that moves another
 * keeps that one's `uid`; what comes after a cancellation is new, for some calendars do not bring back what was cancelled.
 */
export function calendarMessageOf(meeting: Meeting, all: readonly Meeting[]): CalendarMessage | null {
  const startsAt = agreedSlot(meeting)
  if (startsAt === null || isTold(meeting)) return null
  const chain = movedBy(meeting, all)
  const request: CalendarMessage = {
    method: 'REQUEST',
    uid: chain[0]?.id ?? meeting.id,
    sequence: chain.length - 1,
    chain: chain.map(({ id }) => id),
    startsAt,
    minutes: meeting.minutes,
    at: agreedAt(meeting),
  }
  return meeting.cancelled
    ? { ...request, method: 'CANCEL', sequence: chain.length, at: meeting.cancelled.at }
    : request
}

type Joined = Meeting & { staffId: string | null; staffJoins: boolean }

/**
 * The last message about a meeting to who of staff comes along. In their calendar stand only the meetings that they come
 * along to: one that moves such a meeting, and that they join too, keeps its `uid`; one without them takes it out, and what
 * they join after that is new. `movedTo` is when the one without them is. Null while no date is agreed.
 */
export function staffCalendarMessageOf(
  meeting: Joined,
  all: readonly Joined[],
): { message: CalendarMessage; movedTo: number | null } | null {
  const theirs = all.filter(({ staffJoins, staffId }) => staffJoins && staffId === meeting.staffId)
  const message = calendarMessageOf(meeting, theirs)
  const mover = moverOf(meeting, all)
  if (message?.method !== 'REQUEST' || !mover) return message && { message, movedTo: null }
  const off: CalendarMessage = { ...message, method: 'CANCEL', sequence: message.sequence + 1, at: agreedAt(mover) }
  return { message: off, movedTo: agreedSlot(mover) }
}

/** The meetings that this one moves, the first one first, and itself; none that was cancelled before it was agreed. */
function movedBy(meeting: Meeting, all: readonly Meeting[]): Meeting[] {
  const before = all.find(({ id }) => id === meeting.replacesId)
  const moves = before && agreedSlot(before) !== null && !before.cancelled
  return moves ? [...movedBy(before, all), meeting] : [meeting]
}
