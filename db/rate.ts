import { sql } from 'drizzle-orm'
import { insertOf } from './built.ts'
import type { Database, Statement } from './client.ts'
import { Refused } from './refusal.ts'
import { rateBucket } from './schema.ts'

/** At most `most` in each window; `times` counts more than one at once. The key holds no address in clear. */
export type Bucket = { key: string; most: number; windowMinutes: number; times?: number }

/** Counts against every bucket. The batch that would pass a limit is refused as a whole. */
export function countAgainst(db: Database, buckets: Bucket[], now: number): Statement {
  const rows = buckets.map(({ key, most, windowMinutes, times = 1 }) => {
    const window = windowMinutes * 60_000
    return { key, most, windowStart: now - (now % window), count: times }
  })
  return countRows(db, rows)
}

const countRows = insertOf<typeof rateBucket.$inferInsert>(rateBucket, (q, row) =>
  q
    .insert(rateBucket)
    .values(row)
    .onConflictDoUpdate({
      target: [rateBucket.key, rateBucket.windowStart],
      set: { count: sql`${rateBucket.count} + excluded.count` },
    }),
)

export const isTooOften = (error: unknown): boolean =>
  error instanceof Refused && error.refusal.kind === 'check' && error.refusal.name === 'rate_within_limit'
