import { sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import type { Side } from '../../src/domain/facts.ts'

/** Two participants of one human on the same side of a programme, which no merge can join into one row, are one in figures. */
export type Canonical = { merges: number; of(participantId: string): string }

/** Which participant of a programme stands for which, by the merges that hold now; in two queries. */
export async function loadMerged({ db }: Deps, programme: string): Promise<Canonical> {
  const merges = await db.q.all<{ kept: string; merged: string }>(sql`
    SELECT kept_id AS kept, merged_id AS merged FROM person_merge m
    WHERE NOT EXISTS (SELECT 1 FROM person_unmerge u WHERE u.merge_id = m.id)`)
  if (merges.length === 0) return { merges: 0, of: (id) => id }

  const into = new Map(merges.map(({ kept, merged }) => [merged, kept]))
  const people = await db.q.all<{ id: string; personId: string; side: Side }>(sql`
    SELECT id, person_id AS personId, side FROM participant WHERE programme = ${programme}
      AND person_id IN (SELECT merged_id FROM person_merge UNION SELECT kept_id FROM person_merge)`)
  const own = new Map(people.map(({ id, personId, side }) => [`${side} ${personId}`, id]))
  const canonical = new Map(
    people.map(({ id, personId, side }) => [id, own.get(`${side} ${lastOf(personId, into)}`) ?? id]),
  )
  return { merges: merges.length, of: (id) => canonical.get(id) ?? id }
}

/** Whoever was merged into somebody who was merged in turn. */
function lastOf(personId: string, into: ReadonlyMap<string, string>): string {
  const next = into.get(personId)
  return next === undefined ? personId : lastOf(next, into)
}
