import type { InStatement, InValue, ResultSet } from '@libsql/client'
import { drizzle } from 'drizzle-orm/libsql'
import type { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core'
import { type Connection, connect, LOCK_PATIENCE_MS } from './connection.ts'
import { isUnavailable, Refused, refusalOf, Unavailable } from './refusal.ts'
import * as schema from './schema.ts'

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

type Waiting = {
  statements: InStatement[]
  giveUpAt: number
  resolve(rows: Row[][]): void
  reject(reason: unknown): void
}

/** So many writes share one transaction: more would hold the event loop for longer than a person notices. */
const MOST_TOGETHER = 64

/**
 * One transaction at a time in this process; the others wait their turn without holding the event loop. What has
 * waited goes together: the disk is slow per transaction, not per row. When one of them is refused, nothing of the
 * turn was kept and each is written alone: a write fails for its own sake only, unless the disk fails them all.
 */
function writer(client: Connection): Database['write'] {
  let waiting: Waiting[] = []
  let writing = false

  async function writeAll() {
    writing = true
    while (waiting.length > 0) {
      await eventsHeard()
      const turn = waiting.slice(0, MOST_TOGETHER)
      waiting = waiting.slice(MOST_TOGETHER)
      if (!(await isWrittenTogether(client, turn))) for (const one of turn) await writeAlone(client, one)
    }
    writing = false
  }

  return async (statements) => {
    const built = statements.map(toStatement)
    return new Promise((resolve, reject) => {
      waiting.push({ statements: built, giveUpAt: Date.now() + LOCK_PATIENCE_MS, resolve, reject })
      if (!writing) void writeAll()
    })
  }
}

/** A write holds the event loop: before the next one, requests that came in meanwhile get to theirs. */
const eventsHeard = () => new Promise<void>((resolve) => setImmediate(resolve))

async function isWrittenTogether(client: Connection, turn: Waiting[]): Promise<boolean> {
  const [first] = turn
  if (!first || turn.length === 1) return false
  try {
    const rows = await run(
      client,
      turn.flatMap((one) => one.statements),
      first.giveUpAt,
    )
    for (const { statements, resolve } of turn) resolve(rows.splice(0, statements.length))
  } catch (error) {
    if (!(error instanceof Unavailable)) return false
    for (const { reject } of turn) reject(error)
  }
  return true
}

const writeAlone = (client: Connection, { statements, giveUpAt, resolve, reject }: Waiting): Promise<void> =>
  run(client, statements, giveUpAt).then(resolve, reject)

async function run(client: Connection, statements: InStatement[], giveUpAt: number): Promise<Row[][]> {
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
