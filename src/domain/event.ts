import type { Side } from './facts.ts'
import type { Programme } from './programmes.ts'

/** Signs of codes that people type: no 0 O 1 I L, which look alike on a poster. */
export const CODE_SIGNS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'
export const CODE_LENGTH = 4

/** Any case, any spaces: what a person typed as the code. */
export const normaliseCode = (typed: string): string => typed.replaceAll(/[\s-]/g, '').toUpperCase()

/** A code from random bytes (at least CODE_LENGTH of them). */
export const codeFrom = (bytes: Uint8Array): string =>
  Array.from(bytes.subarray(0, CODE_LENGTH), (byte) => CODE_SIGNS[byte % CODE_SIGNS.length]).join('')

export type EventFacts = {
  opensAt: number
  closesAt: number
  /** The latest time that staff opened or closed it by hand. */
  door: { open: boolean; at: number } | null
}

/** Of the sign-up page of a programme between its events: it is open without end. 1 January 9999, in milliseconds UTC. */
export const WITHOUT_END = Date.UTC(9999, 0, 1)

/** Whether this is such a page, and no event that people go to. */
export const isStanding = ({ closesAt }: Pick<EventFacts, 'closesAt'>): boolean => closesAt === WITHOUT_END

/** Some sides take only people whom a partner sends; at an event, whoever stands there may sign up. */
export const needsInvitation = (at: {
  event: Pick<EventFacts, 'closesAt'>
  programme: Programme
  side: Side
}): boolean => isStanding(at.event) && !at.programme.sides[at.side].entrances.includes('standing-page')

export type EventState = 'not-yet' | 'open' | 'closed'

/** Whether people can sign up at `now` (milliseconds UTC). What staff did by hand wins over the times. */
export function eventState(facts: EventFacts, now: number): EventState {
  if (facts.door) return facts.door.open ? 'open' : 'closed'
  if (now < facts.opensAt) return 'not-yet'
  return now < facts.closesAt ? 'open' : 'closed'
}

/** Unless staff say otherwise, people can sign up until so many hours after the start: also the day after. */
export const OPEN_AFTER_START_HOURS = 36

export type EventTimes = { startsAt: number; opensAt: number; closesAt: number }

export type TimesDecision = { kind: 'fits'; times: EventTimes } | { kind: 'closes-too-soon' }

/** The times of an event (milliseconds UTC); open from `now`, and until OPEN_AFTER_START_HOURS, where staff chose none. */
export function decideTimes(
  chosen: { startsAt: number; opensAt: number | null; closesAt: number | null },
  now: number,
): TimesDecision {
  const opensAt = chosen.opensAt ?? Math.min(now, chosen.startsAt)
  const closesAt = chosen.closesAt ?? chosen.startsAt + OPEN_AFTER_START_HOURS * 3_600_000
  if (closesAt <= opensAt) return { kind: 'closes-too-soon' }
  return { kind: 'fits', times: { startsAt: chosen.startsAt, opensAt, closesAt } }
}
