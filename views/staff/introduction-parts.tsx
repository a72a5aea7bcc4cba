import type { FC } from 'hono/jsx'
import type { IntroductionState } from '../../src/domain/introduction.ts'
import { type Kind, Pill } from '../parts.tsx'
import type { Words } from '../words.ts'

export const IntroductionPill: FC<{ words: Words['introductions']; state: IntroductionState }> = ({ words, state }) => (
  <Pill kind={STATE_TONE[state]}>{words.state[state]}</Pill>
)

const STATE_TONE = {
  sent: 'info',
  one_yes: 'info',
  agreed: 'success',
  duo: 'success',
  declined: 'neutral',
  expired: 'warning',
  withdrawn: 'neutral',
  pulled: 'neutral',
  lapsed: 'warning',
  taken_back: 'neutral',
} satisfies Record<IntroductionState, Kind | 'neutral'>
