import { agreedAt, agreedSlot, isTold, type Meeting, moverOf } from './meeting.ts'

/** What a calendar is told (RFC 5546): the same `uid` with a higher `sequence` replaces what stands there. */
export type CalendarMessage = {
  method: 'REQUEST' | 'CANCEL'
  uid: string
  sequence: number
  meetingId: string
  startsAt: number
  minutes: number
  /** The instant of the fact that makes this message. */
  at: number
}

/**
 * Every message that the meetings of one introduction make, in order. A meeting that moves another keeps that one's
 * `uid`; what comes after a cancellation is new, for some calendars do not bring back what was cancelled.
 */
export function calendarMessages(all: readonly Meeting[]): CalendarMessage[] {
  return all.filter((meeting) => agreedSlot(meeting) !== null).flatMap((meeting) => messagesOf(meeting, all))
}

/** The last message about a meeting: what its `.ics` holds today. Null while no date is agreed. */
export const calendarMessageOf = (meeting: Meeting, all: readonly Meeting[]): CalendarMessage | null =>
  messagesOf(meeting, all).at(-1) ?? null

/**
 * What takes a meeting out of a calendar: of everybody once it is cancelled, and of who came along to it and does not to
 * the one that moves it. `movedTo` is when that one is. Null while it stands.
 */
export function calendarOffOf(
  meeting: Meeting,
  all: readonly Meeting[],
): { message: CalendarMessage; movedTo: number | null } | null {
  const message = calendarMessageOf(meeting, all)
  if (message === null || message.method === 'CANCEL') return message && { message, movedTo: null }
  const mover = moverOf(meeting, all)
  if (!mover) return null
  const off: CalendarMessage = { ...message, method: 'CANCEL', sequence: message.sequence + 1, at: agreedAt(mover) }
  return { message: off, movedTo: agreedSlot(mover) }
}

function messagesOf(meeting: Meeting, all: readonly Meeting[]): CalendarMessage[] {
  const startsAt = agreedSlot(meeting)
  if (startsAt === null || isTold(meeting)) return []
  const chain = movedBy(meeting, all)
  const request: CalendarMessage = {
    method: 'REQUEST',
    uid: chain[0]?.id ?? meeting.id,
    sequence: chain.length - 1,
    meetingId: meeting.id,
    startsAt,
    minutes: meeting.minutes,
    at: agreedAt(meeting),
  }
  if (!meeting.cancelled) return [request]
  return [request, { ...request, method: 'CANCEL', sequence: chain.length, at: meeting.cancelled.at }]
}

/** The meetings that this one moves, the first one first, and itself; none that was cancelled before it was agreed. */
function movedBy(meeting: Meeting, all: readonly Meeting[]): Meeting[] {
  const before = all.find(({ id }) => id === meeting.replacesId)
  const moves = before && agreedSlot(before) !== null && !before.cancelled
  return moves ? [...movedBy(before, all), meeting] : [meeting]
}
