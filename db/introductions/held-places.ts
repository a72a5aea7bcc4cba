import { sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import type { Pair } from '../../src/domain/introduction.ts'

/** A place that an open introduction holds, or a running duo. */
export type HeldPlace = Pair & { introductionId: string; programme: string; isDuo: boolean }

/** All of them. The view is long to walk: who asks several things of it walks it once. */
export async function heldPlaces({ db }: Deps): Promise<HeldPlace[]> {
  const [row] = await db.q.all<{ places: string }>(sql`
    SELECT json_group_array(json_array(introduction_id, programme, mentor_id, mentee_id, duo_id IS NOT NULL)) AS places
    FROM held_place`)
  const places: [string, string, string, string, number][] = JSON.parse(row?.places ?? '[]')
  return places.map(([introductionId, programme, mentorId, menteeId, isDuo]) => ({
    introductionId,
    programme,
    mentorId,
    menteeId,
    isDuo: isDuo === 1,
  }))
}
