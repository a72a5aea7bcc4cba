import { and, eq } from 'drizzle-orm'
import { introductionTexts } from '../../src/consent-texts.ts'
import type { Deps } from '../../src/deps.ts'
import { addMonths, civilDateOf, endOfDay } from '../../src/domain/civil-date.ts'
import { type Answer, type DeclineReason, otherSide, type Side, type Way } from '../../src/domain/facts.ts'
import {
  type AnswerDecision,
  type CorrectionDecision,
  decideAnswer,
  decideCorrection,
  participantOn,
} from '../../src/domain/introduction.ts'
import { insertAudit } from '../audit.ts'
import type { Statement } from '../client.ts'
import { startStatements } from '../duos/duos.ts'
import { insertConsents } from '../people/consents.ts'
import { actOf, type Subject, subjectOf } from '../people/subjects.ts'
import { withdrawalStatements } from '../people/withdrawals.ts'
import { Refused, refusedWith } from '../refusal.ts'
import { introductionAnswer, introductionCorrection, introductionReason } from '../schema.ts'
import { proofStatements } from '../signups/proofs.ts'
import { agreementOfYes } from './clicks.ts'
import { agreedMails, askStatements, endStatements, saidYesMail } from './introduction-statements.ts'
import { expireStatements, type Introduction, introductionById } from './introductions.ts'

/** `stop`: "nee, en ik wil stoppen" withdraws in the same batch. `staffId` when taken by phone or at the desk. */
export type NewAnswer = {
  introduction: Introduction
  side: Side
  answer: Answer
  stop: 'stay' | 'stop'
  way: Way
  reason?: DeclineReason
  /** "Hoe noemen we jou?": one of the programme's words for this side. */
  called?: string
  staffId?: string
}

export type NewCorrection = { introduction: Introduction; side: Side; way: Way; staffId?: string }

type Next = Extract<AnswerDecision, { kind: 'answered' }>['next']

const MOST_ATTEMPTS = 4

/**
 * Writes an answer with all that follows from it, in one batch; when the database refuses, what has happened in the
 * meantime is read and told. A duo that the year's cap has no place for waits: its introduction stays agreed.
 * @throws Unavailable.
 */
export async function saveAnswer(deps: Deps, input: NewAnswer): Promise<AnswerDecision> {
  let starting: 'start' | 'wait' = 'start'
  for (let attempt = 1; ; attempt++) {
    const intro = attempt === 1 ? input.introduction : await reload(deps, input.introduction)
    const decision = decideAnswer(intro.facts, input.side, input.answer, deps.now())
    if (decision.kind !== 'answered') return decision
    try {
      await deps.db.write(await answerBatch(deps, { ...input, introduction: intro }, decision.next, starting))
      if (input.stop === 'stop') await deps.db.checkpoint?.()
      return decision
    } catch (error) {
      if (!(error instanceof Refused) || attempt === MOST_ATTEMPTS) throw error
      if (refusedWith(error, 'CAP_REACHED')) starting = 'wait'
    }
  }
}

async function answerBatch(deps: Deps, input: NewAnswer, next: Next, starting: 'start' | 'wait'): Promise<Statement[]> {
  const { introduction: intro, side, way } = input
  const subject = await subjectOf(deps, participantOn(intro, side))
  if (!subject) throw new Refused({ kind: 'guard', code: 'NO_CONSENT' })
  return [
    ...(await expireStatements(deps)),
    ...(way === 'mail' ? await proofStatements(deps, subject, { signupId: null, how: 'link' }) : []),
    ...(input.answer === 'yes' ? await consentStatements(deps, input, subject) : []),
    answerRow(deps, input),
    ...(input.answer === 'yes' ? await agreementOfYes(deps, input) : []),
    ...(await consequences(deps, input, next)),
    // Decided by the facts in this very batch: the other side may have said yes since we looked.
    ...(input.answer === 'yes' ? agreedMails(deps, intro) : []),
    ...(input.answer === 'yes' && way !== 'staff' ? saidYesMail(deps, intro, side) : []),
    ...(input.answer === 'yes' && starting === 'start' ? startStatements(deps, intro) : []),
    ...assisted(deps, input, 'answer.assisted'),
    ...(input.stop === 'stop' ? await withdrawalStatements(deps, subject, withdrawalOf(input)) : []),
  ]
}

function answerRow(deps: Deps, { introduction: intro, side, answer, reason, called, way, staffId }: NewAnswer) {
  return deps.db.q.insert(introductionAnswer).values({
    introductionId: intro.id,
    side,
    answer,
    reason: reason ?? null,
    called: called ?? null,
    way,
    staffId: staffId ?? null,
    at: deps.now(),
  })
}

async function consequences(deps: Deps, { introduction: intro, side }: NewAnswer, next: Next): Promise<Statement[]> {
  if (next === 'end') return endStatements(deps, intro, { reason: 'declined', tell: [otherSide(side)] })
  if (next === 'ask-other-side') return askStatements(deps, intro, [otherSide(side)])
  return []
}

/** Purpose P2: this person's details, for that one other person. */
async function consentStatements(
  deps: Deps,
  { introduction: intro, way, staffId }: NewAnswer | NewCorrection,
  subject: Subject,
  state: 'given' | 'withdrawn' = 'given',
): Promise<Statement[]> {
  const { introduction: text, notice, retentionMonths } = await introductionTexts(deps, intro.programme)
  return [
    insertConsents(deps.db, [
      {
        ...(await actOf(deps, subject)),
        purpose: 'P2',
        about: intro.id,
        state,
        text,
        notice,
        method: way === 'staff' ? 'told-staff' : 'answer-button',
        channel: way,
        actor: way === 'staff' ? 'staff' : 'self',
        ...(staffId ? { actorRef: staffId } : {}),
        ...(state === 'given' ? { validUntil: endOfDay(addMonths(civilDateOf(deps.now()), retentionMonths)) } : {}),
      },
    ]),
  ]
}

const assisted = (deps: Deps, { introduction: intro, side, staffId }: NewAnswer | NewCorrection, action: string) =>
  staffId ? [insertAudit(deps.db, { at: deps.now(), staffId, action, subject: intro.id, detail: side })] : []

const withdrawalOf = ({ staffId }: NewAnswer) =>
  staffId ? { actor: 'staff' as const, staffId } : { actor: 'self' as const }

/** Takes a yes back, or lifts what a mistapped no barred. @throws Unavailable. */
export async function saveCorrection(deps: Deps, input: NewCorrection): Promise<CorrectionDecision> {
  for (let attempt = 1; ; attempt++) {
    const intro = attempt === 1 ? input.introduction : await reload(deps, input.introduction)
    const decision = decideCorrection(intro.facts, input.side, deps.now())
    if (decision.kind !== 'taken-back' && decision.kind !== 'no-lifted') return decision
    const subject = await subjectOf(deps, participantOn(intro, input.side))
    if (!subject) return { kind: 'gone' }
    try {
      await deps.db.write(await correctionBatch(deps, { ...input, introduction: intro }, decision.kind, subject))
      return decision
    } catch (error) {
      if (!(error instanceof Refused) || attempt === MOST_ATTEMPTS) throw error
    }
  }
}

async function correctionBatch(
  deps: Deps,
  input: NewCorrection,
  kind: 'taken-back' | 'no-lifted',
  subject: Subject,
): Promise<Statement[]> {
  const { introduction: intro, side, way, staffId } = input
  const row = { introductionId: intro.id, side, way, staffId: staffId ?? null, at: deps.now() }
  return [
    deps.db.q.insert(introductionCorrection).values(row),
    ...(kind === 'taken-back'
      ? [
          ...(await consentStatements(deps, input, subject, 'withdrawn')),
          ...endStatements(deps, intro, { reason: 'taken_back', tell: [otherSide(side)] }),
        ]
      : []),
    ...assisted(deps, input, 'answer.corrected'),
  ]
}

/** Why this side said no. Told twice, the first one stays. */
export async function saveReason(
  deps: Deps,
  { introduction: intro, side, reason }: { introduction: Introduction; side: Side; reason: DeclineReason },
): Promise<{ kind: 'saved' } | { kind: 'already-told' } | { kind: 'no-answer' }> {
  try {
    await deps.db.write([
      deps.db.q.insert(introductionReason).values({ introductionId: intro.id, side, reason, at: deps.now() }),
    ])
    return { kind: 'saved' }
  } catch (error) {
    if (refusedWith(error, 'ALREADY_WRITTEN')) return { kind: 'already-told' }
    if (refusedWith(error, 'NOT_ANSWERED')) return { kind: 'no-answer' }
    throw error
  }
}

/** Why this side said no, or null when it skipped that. */
export async function reasonOf({ db }: Deps, introductionId: string, side: Side): Promise<DeclineReason | null> {
  const [row] = await db.q
    .select({ reason: introductionReason.reason })
    .from(introductionReason)
    .where(and(eq(introductionReason.introductionId, introductionId), eq(introductionReason.side, side)))
  return row?.reason ?? null
}

async function reload(deps: Deps, { id }: Introduction): Promise<Introduction> {
  const found = await introductionById(deps, id)
  if (!found) throw new Error('An introduction was answered and is not there')
  return found
}
