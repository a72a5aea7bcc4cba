import { eq, sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import {
  type Answer,
  DECLINE_REASONS,
  type DeclineReason,
  type EndReason,
  type Side,
  type Way,
} from '../../src/domain/facts.ts'
import type { IntroductionFacts, Pair } from '../../src/domain/introduction.ts'
import { packed } from '../packed.ts'
import { introduction, introductionAnswer, introductionReason, staff } from '../schema.ts'
import { openIntroductions } from './introductions.ts'

/** What is over says how; of what is open, what happened says it. */
export type IntroductionLine = Pair & { id: string; sentAt: number } & (
    | { closed: EndReason | 'duo' }
    | { closed: null; facts: IntroductionFacts }
  )

/** Every introduction of a programme, the newest first; the facts of those that are open are all that is read. */
export async function introductionLines(deps: Deps, programme: string): Promise<IntroductionLine[]> {
  const [rows, open] = await Promise.all([
    packed<[string, string, string, number, number, EndReason | null]>(deps, {
      row: sql`i.id, i.mentor_id, i.mentee_id, i.sent_at,
        exists (select 1 from duo d where d.introduction_id = i.id),
        (select e.reason from introduction_end e where e.introduction_id = i.id)`,
      from: sql`from introduction i where i.programme = ${programme}`,
      id: sql`i.id`,
    }),
    openIntroductions(deps),
  ])
  const factsOf = new Map(open.map(({ id, facts }) => [id, facts]))
  return rows
    .flatMap(([id, mentorId, menteeId, sentAt, hasDuo, reason]): IntroductionLine[] => {
      const line = { id, mentorId, menteeId, sentAt }
      const facts = factsOf.get(id)
      const closed = hasDuo === 1 ? 'duo' : reason
      if (closed !== null) return [{ ...line, closed }]
      return facts ? [{ ...line, closed, facts }] : []
    })
    .sort((a, b) => b.sentAt - a.sentAt || (a.id < b.id ? 1 : -1))
}

export type AnswerRecord = {
  side: Side
  answer: Answer
  at: number
  way: Way
  staffName: string | null
  reason: DeclineReason | null
}

/** Who answered when and how, with the reason of a no when one was given; and who of staff sent it. */
export async function answersOf({ db }: Deps, id: string): Promise<{ answers: AnswerRecord[]; sentBy: string | null }> {
  const [answers, [sender]] = await Promise.all([
    db.q
      .select({
        side: introductionAnswer.side,
        answer: introductionAnswer.answer,
        at: introductionAnswer.at,
        way: introductionAnswer.way,
        staffName: staff.name,
        reason: introductionReason.reason,
        reasonAtOnce: introductionAnswer.reason,
      })
      .from(introductionAnswer)
      .leftJoin(staff, eq(staff.id, introductionAnswer.staffId))
      .leftJoin(
        introductionReason,
        sql`${introductionReason.introductionId} = ${introductionAnswer.introductionId}
          AND ${introductionReason.side} = ${introductionAnswer.side}`,
      )
      .where(eq(introductionAnswer.introductionId, id)),
    db.q
      .select({ name: staff.name })
      .from(introduction)
      .innerJoin(staff, eq(staff.id, introduction.staffId))
      .where(eq(introduction.id, id)),
  ])
  return {
    sentBy: sender?.name ?? null,
    // Staff write the reason with the answer; a person is asked for it afterwards.
    answers: answers.map(({ reasonAtOnce, ...answer }) => ({
      ...answer,
      reason: answer.reason ?? DECLINE_REASONS.find((each) => each === reasonAtOnce) ?? null,
    })),
  }
}
