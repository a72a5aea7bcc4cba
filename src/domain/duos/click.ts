import { type Answer, otherSide, SIDES, type Side } from '../facts.ts'
import type { Programme } from '../programmes.ts'

/** "Klikt het?" of two people who met. Instants are milliseconds UTC. */
export type ClickFacts = {
  /** When their last meeting ended, or when one of them says that they met; null while they have not. */
  metAt: number | null
  clicks: Partial<Record<Side, { click: Answer; at: number }>>
  agreements: Partial<Record<Side, { at: number }>>
  duoStarted: boolean
  /** The introduction or its duo ended. */
  ended: boolean
}

export type ClickDecision =
  | { kind: 'answered'; next: 'wait' | 'agree' | 'start' | 'end' }
  | { kind: 'too-early'; from: number }
  | { kind: 'already-answered'; click: Answer }
  | { kind: 'not-met' | 'not-asked' | 'closed' }

/** The first instant at which "klikt het?" may be answered, when they met at `metAt`. */
export const clickFrom = ({ thinkHours }: Programme, metAt: number): number => metAt + thinkHours * 3_600_000

/** A no needs no thinking time to be heard later, but has it too: nobody is hurried, either way. */
export function decideClick(
  programme: Programme,
  facts: ClickFacts,
  side: Side,
  click: Answer,
  now: number,
): ClickDecision {
  if (programme.starts !== 'after-click') return { kind: 'not-asked' }
  const given = facts.clicks[side]
  if (given) return { kind: 'already-answered', click: given.click }
  if (facts.ended || facts.duoStarted) return { kind: 'closed' }
  if (facts.metAt === null || facts.metAt > now) return { kind: 'not-met' }
  const from = clickFrom(programme, facts.metAt)
  if (now < from) return { kind: 'too-early', from }
  if (click === 'no') return { kind: 'answered', next: 'end' }
  const clicks = { ...facts.clicks, [side]: { click, at: now } }
  if (facts.clicks[otherSide(side)]?.click !== 'yes') return { kind: 'answered', next: 'wait' }
  return { kind: 'answered', next: startsAfterClick(programme, { ...facts, clicks }) ? 'start' : 'agree' }
}

/** How far two people are who said yes and have no duo yet: what has to happen next. */
export type Towards = 'meet' | 'click' | 'agree' | 'place'

/** Null where two yes are enough, and once the duo started or all ended. */
export function towardsDuo(programme: Programme, facts: ClickFacts, now: number): Towards | null {
  if (programme.starts !== 'after-click' || facts.duoStarted || facts.ended) return null
  if (SIDES.every((side) => facts.clicks[side]?.click === 'yes'))
    return startsAfterClick(programme, facts) ? 'place' : 'agree'
  return facts.metAt === null || facts.metAt > now ? 'meet' : 'click'
}

/** What one of the two has to do next, or waits for. */
export type OwnStep =
  | { kind: 'meet' | 'click' | 'wait-click' | 'agree' | 'wait-agreement' | 'wait-place' }
  | { kind: 'think'; from: number }

export function ownStep(programme: Programme, facts: ClickFacts, side: Side, now: number): OwnStep | null {
  switch (towardsDuo(programme, facts, now)) {
    case null:
      return null
    case 'place':
      return { kind: 'wait-place' }
    case 'agree':
      return { kind: facts.agreements[side] ? 'wait-agreement' : 'agree' }
    case 'meet':
      return { kind: facts.clicks[side] ? 'wait-click' : 'meet' }
    case 'click': {
      if (facts.clicks[side]) return { kind: 'wait-click' }
      const from = clickFrom(programme, facts.metAt ?? now)
      return now < from ? { kind: 'think', from } : { kind: 'click' }
    }
  }
}

export type AgreementDecision =
  | { kind: 'agreed'; next: 'wait' | 'start' }
  | { kind: 'already-agreed' | 'not-asked' | 'closed' }

/** Read and agreed by one side; before or after the click. */
export function decideAgreement(programme: Programme, facts: ClickFacts, side: Side, now: number): AgreementDecision {
  if (programme.agreement !== 'own-page') return { kind: 'not-asked' }
  if (facts.agreements[side]) return { kind: 'already-agreed' }
  if (facts.ended) return { kind: 'closed' }
  const agreements = { ...facts.agreements, [side]: { at: now } }
  return { kind: 'agreed', next: startsAfterClick(programme, { ...facts, agreements }) ? 'start' : 'wait' }
}

/** Whether the duo starts now: both clicked and, where the programme has an agreement to sign, both agreed. */
export function startsAfterClick(programme: Programme, facts: ClickFacts): boolean {
  if (programme.starts !== 'after-click' || facts.duoStarted || facts.ended) return false
  const clicked = SIDES.every((side) => facts.clicks[side]?.click === 'yes')
  return clicked && (programme.agreement !== 'own-page' || SIDES.every((side) => facts.agreements[side]))
}

/** What a duo of this programme must wait for, as `introduction_terms` keeps it; null where two yes are enough. */
export const termsOf = (programme: Programme): { needsClicks: boolean; needsAgreement: boolean } | null =>
  programme.starts === 'after-click' ? { needsClicks: true, needsAgreement: programme.agreement === 'own-page' } : null
