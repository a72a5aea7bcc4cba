import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types'
import { drizzle } from 'drizzle-orm/d1'
import type { Database, Statement } from './client.ts'
import { isUnavailable, Refused, refusalOf, Unavailable } from './refusal.ts'
import * as schema from './schema.ts'

/** Cloudflare D1: its batch is one transaction; it keeps its own writer queue and durability. */
export function openD1(binding: D1Database): Database {
  return {
    q: drizzle(binding, { schema }),
    write: async (statements) => {
      try {
        const results = await binding.batch<Record<string, unknown>>(statements.map((one) => prepare(binding, one)))
        return results.map((result) => result.results)
      } catch (cause) {
        const refusal = refusalOf(cause)
        if (refusal) throw new Refused(refusal, { cause })
        throw isUnavailable(cause) ? new Unavailable('write', { cause }) : cause
      }
    },
    close: () => undefined,
  }
}

function prepare(binding: D1Database, statement: Statement): D1PreparedStatement {
  const { sql, params } = statement.toSQL()
  return binding.prepare(sql).bind(...params)
}
