import { civilDateOf, daysBetween } from './civil-date.ts'
import type { Towards } from './duos/click.ts'
import { SIDES, type Side } from './facts.ts'
import { agreedAt, type IntroductionFacts, introductionState, lapsesAfter, REMINDER_DAYS } from './introduction.ts'

/** An answer whose deadline is this near is said to expire soon. */
export const EXPIRES_SOON_DAYS = 2

/** From this share of the cap on, staff see it coming. */
export const CAP_NEAR = 0.9

/** From the day after both said yes, somebody waits for a name because of us. */
export const PROOF_URGENT_DAYS = 1

/** Two who said yes and are no duo by now need a call; near the day on which it lapses, at once. */
export const FIRST_WEEKS_DAYS = 21
export const LAPSES_SOON_DAYS = 7

/** What an open introduction asks of staff. Instants in milliseconds UTC. */
export type Attention = { since: number; urgent: boolean } & (
  | { kind: 'late-answer'; side: Side; expiresAt: number }
  | { kind: 'waiting-proof'; side: Side }
  | { kind: 'waiting-place' }
  | { kind: 'first-weeks'; step: Exclude<Towards, 'place'>; daysLeft: number }
)

/**
 * @param proved whose mailbox or face was seen.
 * @param towards how far two yes are on the way to their duo; null where two yes are enough.
 */
export function attentionFor(
  facts: IntroductionFacts,
  { proved, towards }: { proved: Record<Side, boolean>; towards: Towards | null },
  now: number,
): Attention[] {
  const state = introductionState(facts, now)
  if (state === 'agreed') return attentionForAgreed(facts, proved, towards, now)
  if (state === 'sent' || state === 'one_yes') return SIDES.flatMap((side) => lateAnswer(facts, side, now))
  return []
}

export const isCapNear = ({ cap, taken }: { cap: number; taken: number }): boolean => taken >= cap * CAP_NEAR

function lateAnswer(facts: IntroductionFacts, side: Side, now: number): Attention[] {
  const ask = facts.asks[side]
  if (!ask || facts.answers[side]) return []
  const today = civilDateOf(now)
  if (daysBetween(civilDateOf(ask.at), today) < REMINDER_DAYS) return []
  const urgent = daysBetween(today, civilDateOf(ask.expiresAt)) <= EXPIRES_SOON_DAYS
  return [{ kind: 'late-answer', side, since: ask.at, expiresAt: ask.expiresAt, urgent }]
}

function attentionForAgreed(
  facts: IntroductionFacts,
  proved: Record<Side, boolean>,
  towards: Towards | null,
  now: number,
): Attention[] {
  const since = agreedAt(facts)
  const today = civilDateOf(now)
  const days = daysBetween(civilDateOf(since), today)
  const unseen = SIDES.filter((side) => !proved[side]).map((side) => ({
    kind: 'waiting-proof' as const,
    side,
    since,
    urgent: days >= PROOF_URGENT_DAYS,
  }))
  if (towards !== null && towards !== 'place') {
    const daysLeft = daysBetween(today, lapsesAfter(facts))
    const urgent = daysLeft <= LAPSES_SOON_DAYS
    return days < FIRST_WEEKS_DAYS
      ? unseen
      : [...unseen, { kind: 'first-weeks', step: towards, since, daysLeft, urgent }]
  }
  // Both said yes and all that the programme asks is done, and still no duo: the year's cap had no place for it.
  return unseen.length > 0 ? unseen : [{ kind: 'waiting-place', since, urgent: true }]
}
