import { and, count, eq, gte, inArray, lt, type SQL, sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import { instantOf } from '../../src/domain/civil-date.ts'
import type { Side } from '../../src/domain/facts.ts'
import { duo, introduction, participant } from '../schema.ts'

/** Counts of one programme in one calendar year (Brussels). People who were erased since still count: a number has no name. */
export type YearFigures = {
  signedUp: Record<Side, number>
  introductions: number
  /** Introductions sent this year to which both said yes, whatever came of them. */
  accepted: number
  duos: number
}

export async function yearFigures({ db: { q } }: Deps, programme: string, year: number): Promise<YearFigures> {
  const [from, until] = [instantOf(`${year}-01-01`, '00:00'), instantOf(`${year + 1}-01-01`, '00:00')]
  const sentInYear = and(
    eq(introduction.programme, programme),
    gte(introduction.sentAt, from),
    lt(introduction.sentAt, until),
  )
  const introductionsWhere = async (where: SQL | undefined) =>
    (await q.select({ n: count() }).from(introduction).where(where))[0]?.n ?? 0

  const [people, introductions, accepted, duos] = await Promise.all([
    q
      .select({ side: participant.side, n: count() })
      .from(participant)
      .where(
        and(eq(participant.programme, programme), gte(participant.createdAt, from), lt(participant.createdAt, until)),
      )
      .groupBy(participant.side),
    introductionsWhere(sentInYear),
    introductionsWhere(and(sentInYear, inArray(introduction.id, bothSaidYes))),
    q
      .select({ n: count() })
      .from(duo)
      .where(and(eq(duo.programme, programme), eq(duo.startYear, year))),
  ])
  const of = (side: Side) => people.find((row) => row.side === side)?.n ?? 0
  return {
    signedUp: { mentor: of('mentor'), mentee: of('mentee') },
    introductions,
    accepted,
    duos: duos[0]?.n ?? 0,
  }
}

/** Also those that ended since: the view agreed_introduction leaves them out. */
const bothSaidYes = sql`(SELECT a.introduction_id FROM introduction_answer a
  LEFT JOIN introduction_correction c ON c.introduction_id = a.introduction_id AND c.side = a.side
  WHERE a.answer = 'yes' AND c.introduction_id IS NULL
  GROUP BY a.introduction_id HAVING count(*) = 2)`
