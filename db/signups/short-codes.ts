import { sql } from 'drizzle-orm'
import { CODE_LENGTH, codeFrom } from '../../src/domain/event.ts'
import { once } from '../built.ts'
import type { Database } from '../client.ts'
import { signup } from '../schema.ts'

/**
 * Gives, `count` times, a code that no sign-up has yet: what a phone shows at the desk. Asked before they are written,
 * because one that is taken would refuse a whole batch: of 10,000 sign-ups, half of the batches of 64.
 */
export async function freeShortCodes(db: Database, count: number): Promise<() => string> {
  const free = new Set<string>()
  while (free.size < count) {
    const drawn = draw(count - free.size)
    const taken = new Set((await takenOf(db).all({ codes: JSON.stringify(drawn) })).map(({ code }) => code))
    for (const code of drawn) if (!taken.has(code)) free.add(code)
  }
  const codes = free.values()
  return () => {
    const next = codes.next()
    if (next.done) throw new Error(`More than ${count} codes`)
    return next.value
  }
}

function draw(count: number): string[] {
  const bytes = crypto.getRandomValues(new Uint8Array(count * CODE_LENGTH))
  return Array.from({ length: count }, (_, n) => codeFrom(bytes.subarray(n * CODE_LENGTH)))
}

const takenOf = once(({ q }) =>
  q
    .select({ code: signup.shortCode })
    .from(signup)
    .where(sql`${signup.shortCode} IN (SELECT value FROM json_each(${sql.placeholder('codes')}))`)
    .prepare(),
)
