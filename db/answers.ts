import type { Deps } from '../src/deps.ts'
import type { Answer, DeclineReason, Side, Way } from '../src/domain/facts.ts'
import type { AnswerDecision, CorrectionDecision } from '../src/domain/introduction.ts'
import type { Introduction } from './introductions.ts'

/** `stop`: "nee, en ik wil stoppen" withdraws in the same batch. `staffId` when taken by phone or at the desk. */
export type NewAnswer = {
  introduction: Introduction
  side: Side
  answer: Answer
  stop: 'stay' | 'stop'
  way: Way
  reason?: DeclineReason
  /** "Hoe noemen we jou?" */
  called?: 'peter' | 'meter'
  staffId?: string
}

export type NewCorrection = { introduction: Introduction; side: Side; way: Way; staffId?: string }

export async function saveAnswer(_deps: Deps, _input: NewAnswer): Promise<AnswerDecision> {
  throw new Error('not yet')
}

export async function saveCorrection(_deps: Deps, _input: NewCorrection): Promise<CorrectionDecision> {
  throw new Error('not yet')
}
