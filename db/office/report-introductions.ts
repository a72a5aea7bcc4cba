import { sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import type { IntroductionSum } from '../../src/domain/report/facts.ts'
import type { Stretches } from './report-stretches.ts'

/** Of an introduction `i`: both said yes, and neither took it back. */
export const bothAgreed = sql`(NOT EXISTS (SELECT 1 FROM introduction_correction c WHERE c.introduction_id = i.id)
  AND (SELECT count(*) FROM introduction_answer a WHERE a.introduction_id = i.id AND a.answer = 'yes') = 2)`

/** Of an introduction `i`: it was sent here, and did not move in by an import. */
export const importedNot = sql`i.id NOT IN (SELECT item_id FROM import_item WHERE kind = 'introduction')`

/** How many were sent in each stretch, and what became of them until now. */
export async function loadIntroductionSums(
  { db }: Deps,
  programme: string,
  stretches: Stretches,
): Promise<IntroductionSum[]> {
  const { from, until } = stretches.instants
  const rows = await db.q.all<{ stretch: number; agreed: 0 | 1; ended: 0 | 1; sent: number }>(sql`
    SELECT ${stretches.ofInstant(sql`i.sent_at`)} AS stretch, ${bothAgreed} AS agreed,
      EXISTS (SELECT 1 FROM introduction_end e WHERE e.introduction_id = i.id) AS ended, count(*) AS sent
    FROM introduction i WHERE i.programme = ${programme} AND i.sent_at BETWEEN ${from} AND ${until} AND ${importedNot}
    GROUP BY 1, 2, 3`)
  return rows.map(({ stretch, agreed, ended, sent }) => ({
    ...stretches.period(stretch),
    ...{ sent, agreed: agreed === 1 ? sent : 0, ended: agreed === 0 && ended === 1 ? sent : 0 },
  }))
}
