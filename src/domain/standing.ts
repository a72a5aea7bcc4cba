import type { Side } from './facts.ts'
import { type IntroductionFacts, introductionState } from './introduction.ts'
import type { ParticipantState } from './participant.ts'

/** Where somebody stands, as they read it themselves: what asks something of them first. */
export type Standing =
  | { kind: 'searching' | 'paused' | 'done' | 'past' | 'stopped' }
  | { kind: 'asked'; introductionId: string; expiresAt: number }
  | { kind: 'agreed' | 'duo' | 'waiting'; introductionId: string }

type Introduced = { id: string; facts: IntroductionFacts }

/** @param introductions of this participant, the newest first. `now` in milliseconds UTC. */
export function standingOf(state: ParticipantState, side: Side, introductions: Introduced[], now: number): Standing {
  if (state === 'stopped' || state === 'erased') return { kind: 'stopped' }
  if (state === 'kept_past') return { kind: 'past' }
  const open = introductions.map((introduction) => ({
    ...introduction,
    state: introductionState(introduction.facts, now),
  }))

  for (const { id, facts, state } of open) {
    const ask = facts.asks[side]
    if ((state === 'sent' || state === 'one_yes') && ask && !facts.answers[side])
      return { kind: 'asked', introductionId: id, expiresAt: ask.expiresAt }
  }
  const agreed = open.find(({ state }) => state === 'agreed')
  if (agreed) return { kind: 'agreed', introductionId: agreed.id }
  const duo = open.find(({ state }) => state === 'duo')
  if (duo && state === 'in_duo') return { kind: 'duo', introductionId: duo.id }
  const waiting = open.find(({ state, facts }) => state === 'one_yes' && facts.answers[side])
  if (waiting) return { kind: 'waiting', introductionId: waiting.id }
  return { kind: state === 'paused' || state === 'done' ? state : 'searching' }
}
