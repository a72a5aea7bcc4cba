import { eq, sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import { type Answer, DECLINE_REASONS, type DeclineReason, type Side, type Way } from '../../src/domain/facts.ts'
import type { IntroductionFacts, Pair } from '../../src/domain/introduction.ts'
import { introduction, introductionAnswer, introductionReason, staff } from '../schema.ts'

export type IntroductionLine = Pair & { id: string; sentAt: number; duoId: string | null; facts: IntroductionFacts }

/**
 * Every introduction of a programme with its facts, the newest first; in one query. The rows come packed in sixteen:
 * the driver spends more on a row than SQLite does.
 */
export async function introductionLines({ db }: Deps, programme: string): Promise<IntroductionLine[]> {
  const packed = await db.q.all<{ rows: string }>(sql`
    SELECT json_group_array(json_object(
      'id', i.id, 'mentorId', i.mentor_id, 'menteeId', i.mentee_id, 'sentAt', i.sent_at, 'duoId', d.id,
      'facts', json_object('sentAt', i.sent_at,
        'asks', json((SELECT json_group_object(side, json_object('at', at, 'expiresAt', expires_at))
          FROM introduction_ask k WHERE k.introduction_id = i.id)),
        'answers', json((SELECT json_group_object(side, json_object('answer', answer, 'at', at))
          FROM introduction_answer a WHERE a.introduction_id = i.id)),
        'corrections', json((SELECT json_group_object(side, json_object('at', at))
          FROM introduction_correction c WHERE c.introduction_id = i.id)),
        'end', json((SELECT json_object('reason', e.reason, 'at', e.at)
          FROM introduction_end e WHERE e.introduction_id = i.id)),
        'duo', json(iif(d.id IS NULL, 'null', json_object('startedOn', d.started_on)))))) AS rows
    FROM introduction i LEFT JOIN duo d ON d.introduction_id = i.id
    WHERE i.programme = ${programme} GROUP BY substr(i.id, -1)`)
  return packed
    .flatMap(({ rows }): IntroductionLine[] => JSON.parse(rows))
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
