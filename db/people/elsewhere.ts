import { type SQL, sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import { sameOffice } from '../../src/domain/programmes.ts'

/*
 * One address is one person, in every programme. What somebody gave one office is not shown to another, and not changed
 * by it, because that other one typed the same address: only the owner of the mailbox brings the two together.
 */

/** Whether this person takes part where the office of this programme names nobody. */
export async function standsElsewhere({ db }: Deps, personId: string, programme: string): Promise<boolean> {
  const [row] = await db.q.all<{ elsewhere: number }>(
    sql`SELECT ${takesPartElsewhere(sql`${personId}`, programme)} AS elsewhere`,
  )
  return row?.elsewhere === 1
}

/** The same, as the database asks it. */
export const takesPartElsewhere = (personId: SQL, programme: string): SQL =>
  sql`EXISTS (SELECT 1 FROM participant q WHERE q.person_id = ${personId}
    AND q.programme NOT IN (SELECT value FROM json_each(${JSON.stringify(sameOffice(programme))})))`
