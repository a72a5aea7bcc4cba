import { civilDateOf, daysBetween } from './civil-date.ts'
import { SIDES, type Side } from './facts.ts'
import { type IntroductionFacts, introductionState, LAPSE_DAYS, REMINDER_DAYS } from './introduction.ts'
import type { Programme } from './programmes.ts'

/** An answer whose deadline is this near is said to expire soon. */
export const EXPIRES_SOON_DAYS = 2

/** From this share of the cap on, staff see it coming. */
export const CAP_NEAR = 0.9

/** From the day after both said yes, somebody waits for a name because of us. */
export const PROOF_URGENT_DAYS = 1

/** A first meeting that did not come by now needs a call. */
export const MEETING_URGENT_DAYS = 21

/** What an open introduction asks of staff. Instants in milliseconds UTC. */
export type Attention = { since: number; urgent: boolean } & (
  | { kind: 'late-answer'; side: Side; expiresAt: number }
  | { kind: 'waiting-proof'; side: Side }
  | { kind: 'waiting-place' }
  | { kind: 'first-meeting'; daysLeft: number }
)

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
  const urgent = daysBetween(today, civilDateOf(ask.expiresAt)) <= EXPIRES_SOON_DAYS
  return [{ kind: 'late-answer', side, since: ask.at, expiresAt: ask.expiresAt, urgent }]
}

function attentionForAgreed(
  facts: IntroductionFacts,
  programme: Programme,
  proved: Record<Side, boolean>,
  now: number,
): Attention[] {
  const since = Math.max(facts.answers.mentor?.at ?? 0, facts.answers.mentee?.at ?? 0)
  const days = daysBetween(civilDateOf(since), civilDateOf(now))
  const unseen = SIDES.filter((side) => !proved[side]).map((side) => ({
    kind: 'waiting-proof' as const,
    side,
    since,
    urgent: days >= PROOF_URGENT_DAYS,
  }))
  if (programme.starts !== 'when-agreed')
    return [
      ...unseen,
      { kind: 'first-meeting', since, daysLeft: LAPSE_DAYS - days, urgent: days >= MEETING_URGENT_DAYS },
    ]
  // Both said yes and were seen, and still no duo: the year's cap had no place for it.
  return unseen.length > 0 ? unseen : [{ kind: 'waiting-place', since, urgent: true }]
}
