import type { InStatement, InValue, ResultSet } from '@libsql/client'
import { drizzle } from 'drizzle-orm/libsql'
import type { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core'
import { type Connection, connect, LOCK_PATIENCE_MS } from './connection.ts'
import { isUnavailable, Refused, refusalOf, Unavailable } from './refusal.ts'
import * as schema from './schema.ts'
import { together } from './together.ts'

/** Reads and query building. Execute only selects on it: every change goes through `Database.write`. */
export type Queries = BaseSQLiteDatabase<'async', unknown, typeof schema>

/** A built, not yet executed drizzle query. */
export type Statement = { toSQL(): { sql: string; params: unknown[] } }

export type Row = Record<string, unknown>

export type Database = {
  q: Queries
  /**
   * Writes all statements in one transaction, or none.
   * @returns the rows of each statement that has a RETURNING clause.
   * @throws Refused when a guard, a unique key or a check said no (nothing was kept).
   * @throws Unavailable when the disk is full, failing or locked for longer than we wait (nothing was kept).
   */
  write(statements: Statement[]): Promise<Row[][]>
  /** Empties the write-ahead log, so that what was erased leaves the disk. Absent where there is no log of ours. */
  checkpoint?(): Promise<void>
  close(): void
}

/** A database of this process or on a server. @throws Unavailable when it cannot be opened or written. */
export async function openDatabase(url: string, authToken?: string): Promise<Database & { client: Connection }> {
  const client = await connect(url, authToken)
  const checkpoint = async () => {
    await client.execute('PRAGMA wal_checkpoint(TRUNCATE)')
  }
  return {
    q: drizzle(client, { schema }),
    client,
    write: writer(client),
    ...(url.startsWith('file:') ? { checkpoint } : {}),
    close: () => client.close(),
  }
}

const MOST_TOGETHER = 64

type Write = { statements: InStatement[]; giveUpAt: number }

/**
 * One transaction at a time in this process; the others wait their turn without holding the event loop. What has
 * waited shares the next one: the disk is slow per transaction, not per row.
 */
function writer(client: Connection): Database['write'] {
  const write = together<Write, Row[][]>({
    most: MOST_TOGETHER,
    all: async (writes) => {
      const giveUpAt = Math.min(...writes.map((one) => one.giveUpAt))
      const rows = await run(client, { statements: writes.flatMap((one) => one.statements), giveUpAt })
      return writes.map(({ statements }) => rows.splice(0, statements.length))
    },
    alone: (one) => run(client, one),
  })
  return async (statements) =>
    write({ statements: statements.map(toStatement), giveUpAt: Date.now() + LOCK_PATIENCE_MS })
}

async function run(client: Connection, { statements, giveUpAt }: Write): Promise<Row[][]> {
  try {
    const results = await client.batchUntil(statements, giveUpAt)
    return results.map((result) => result.rows.map((row) => named(result, row)))
  } catch (cause) {
    const refusal = refusalOf(cause)
    if (refusal) throw new Refused(refusal, { cause })
    throw isUnavailable(cause) ? new Unavailable('write', { cause }) : cause
  }
}

function toStatement(statement: Statement): InStatement {
  const { sql, params } = statement.toSQL()
  return { sql, args: params.map(toValue) }
}

/** drizzle has mapped every value to what SQLite stores; anything else is a bug of ours. */
function toValue(value: unknown): InValue {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value
  throw new TypeError(`A parameter of type ${typeof value} reached the database`)
}

const named = (result: ResultSet, row: ResultSet['rows'][number]): Row =>
  Object.fromEntries(result.columns.map((column, index) => [column, row[index]]))
