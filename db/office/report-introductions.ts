import { sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import type { IntroductionSum, Period } from '../../src/domain/report/facts.ts'
import type { Stretches } from './report-stretches.ts'

/** Of an introduction `i`: both said yes, and neither took it back. */
export const bothAgreed = sql`((SELECT count(*) FROM introduction_answer a WHERE a.introduction_id = i.id AND a.answer = 'yes') = 2
  AND NOT EXISTS (SELECT 1 FROM introduction_correction c WHERE c.introduction_id = i.id))`

/** Of an introduction `i`: it was sent here, and did not move in by an import. */
export const importedNot = sql`i.id NOT IN (SELECT item_id FROM import_item WHERE kind = 'introduction')`

/** How many were sent in each stretch, and what became of them until now. */
export async function loadIntroductionSums(
  { db }: Deps,
  programme: string,
  { json }: Stretches,
): Promise<IntroductionSum[]> {
  const rows = await db.q.all<Period & { state: 'agreed' | 'ended' | 'open'; sent: number }>(sql`
    SELECT s.value ->> 'from' AS "from", s.value ->> 'until' AS until, count(*) AS sent,
      CASE WHEN ${bothAgreed} THEN 'agreed'
        WHEN EXISTS (SELECT 1 FROM introduction_end e WHERE e.introduction_id = i.id) THEN 'ended' ELSE 'open' END AS state
    FROM json_each(${json}) s CROSS JOIN introduction i
    WHERE i.programme = ${programme} AND i.sent_at BETWEEN s.value ->> 'first' AND s.value ->> 'last' AND ${importedNot}
    GROUP BY s.key, state`)
  return rows.map(({ state, sent, ...days }) => ({
    ...{ ...days, sent },
    ...{ agreed: state === 'agreed' ? sent : 0, ended: state === 'ended' ? sent : 0 },
  }))
}
