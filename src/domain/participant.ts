import type { Side } from './facts.ts'

export type ParticipantFacts = {
  side: Side
  erased: boolean
  consenting: boolean
  /** They never took their yes back, but the time for which they gave it ran out: they do not consent any more. */
  keptPast: boolean
  /** By their own wish, or staff's; or because they are `done`: no proposals. */
  paused: boolean
  /** A mentee whose duo was completed, and who did not ask for another. */
  done: boolean
  /** Introductions and duos that hold a place of theirs. */
  held: { introductions: number; duos: number }
  capacity: number
}

export const PARTICIPANT_STATES = [
  'new',
  'preparing',
  'ready',
  'introduced',
  'in_duo',
  'paused',
  'done',
  'kept_past',
  'stopped',
  'erased',
] as const
export type ParticipantState = (typeof PARTICIPANT_STATES)[number]

/** One state a person, the weightiest first: it says what staff can do now. `unprepared`: the programme asks more first. */
export function participantState(facts: ParticipantFacts & { proved: boolean; unprepared: boolean }): ParticipantState {
  if (facts.erased) return 'erased'
  if (!facts.consenting) return facts.keptPast ? 'kept_past' : 'stopped'
  if (facts.held.duos > 0) return 'in_duo'
  if (facts.held.introductions > 0) return 'introduced'
  if (facts.paused) return facts.done ? 'done' : 'paused'
  if (!facts.proved) return 'new'
  return facts.unprepared ? 'preparing' : 'ready'
}

/** Places for new introductions: none for who paused, is done, stopped or asked fewer. */
export function placesLeft(facts: ParticipantFacts): number {
  if (facts.erased || !facts.consenting || facts.paused) return 0
  const places = facts.side === 'mentee' ? 1 : facts.capacity
  return Math.max(0, places - facts.held.introductions - facts.held.duos)
}

/** One person is one address: case and surrounding space do not make another. */
export const normaliseEmail = (email: string): string => email.trim().normalize('NFC').toLowerCase()

/** What the other side reads before both said yes. */
export const firstName = (name: string): string => name.trim().split(/\s+/)[0] ?? ''

/** A first name that reads as one, for a mail: null for what looks like an address, an advert or a trick with signs. */
export const plainName = (name: string): string | null => (/^[\p{L}\p{M}'’-]{1,30}$/u.test(name) ? name : null)

/** A text as searches compare it, and names of organisations: without case, accents and space around it. */
export const fold = (text: string): string =>
  text.trim().normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('ı', 'i').toLowerCase()
