import { civilDateOf, daysBetween } from './civil-date.ts'
import { SIDES, type Side } from './facts.ts'
import { type IntroductionFacts, introductionState, LAPSE_DAYS, REMINDER_DAYS } from './introduction.ts'
import type { Programme } from './programmes.ts'

/** An answer whose deadline is this near is said to expire soon. */
export const EXPIRES_SOON_DAYS = 2

/** From this share of the cap on, staff see it coming. */
export const CAP_NEAR = 0.9

/** What an open introduction asks of staff. Instants in milliseconds UTC. */
export type Attention =
  | { kind: 'late-answer'; side: Side; since: number; expiresAt: number; soon: boolean }
  | { kind: 'waiting-proof'; side: Side; since: number }
  | { kind: 'waiting-place'; since: number }
  | { kind: 'first-meeting'; since: number; daysLeft: number }

/** @param proved whose mailbox or face was seen. */
export function attentionFor(
  facts: IntroductionFacts,
  programme: Programme,
  proved: Record<Side, boolean>,
  now: number,
): Attention[] {
  const state = introductionState(facts, now)
  if (state === 'agreed') return attentionForAgreed(facts, programme, proved, now)
  if (state === 'sent' || state === 'one_yes') return SIDES.flatMap((side) => lateAnswer(facts, side, now))
  return []
}

export const isCapNear = ({ cap, taken }: { cap: number; taken: number }): boolean => taken >= cap * CAP_NEAR

function lateAnswer(facts: IntroductionFacts, side: Side, now: number): Attention[] {
  const ask = facts.asks[side]
  if (!ask || facts.answers[side]) return []
  const today = civilDateOf(now)
  if (daysBetween(civilDateOf(ask.at), today) < REMINDER_DAYS) return []
  const soon = daysBetween(today, civilDateOf(ask.expiresAt)) <= EXPIRES_SOON_DAYS
  return [{ kind: 'late-answer', side, since: ask.at, expiresAt: ask.expiresAt, soon }]
}

function attentionForAgreed(
  facts: IntroductionFacts,
  programme: Programme,
  proved: Record<Side, boolean>,
  now: number,
): Attention[] {
  const since = Math.max(facts.answers.mentor?.at ?? 0, facts.answers.mentee?.at ?? 0)
  const unseen = SIDES.filter((side) => !proved[side]).map((side) => ({ kind: 'waiting-proof' as const, side, since }))
  // Both said yes and were seen, and still no duo: the year's cap had no place for it.
  if (programme.starts === 'when-agreed') return unseen.length > 0 ? unseen : [{ kind: 'waiting-place', since }]
  const daysLeft = LAPSE_DAYS - daysBetween(civilDateOf(since), civilDateOf(now))
  return [...unseen, { kind: 'first-meeting', since, daysLeft }]
}
