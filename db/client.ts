import type { Client, InStatement, ResultSet } from '@libsql/client'
import { createClient } from '@libsql/client'
import { drizzle } from 'drizzle-orm/libsql'
import type { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core'
import { isRefusal, Refused, refusalOf, Unavailable } from './refusal.ts'
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
  close(): void
}

/** Waiting inside SQLite freezes the event loop, so the lock is waited for in short native turns with pauses between. */
const NATIVE_WAIT_MS = 50
const RETRY_PAUSE_MS = 50
const LOCK_PATIENCE_MS = 5_000

/** WAL + FULL: what we answered "saved" to is on the disk. secure_delete: an erased address leaves the file. */
const FILE_PRAGMAS = [
  'PRAGMA journal_mode = WAL',
  'PRAGMA synchronous = FULL',
  'PRAGMA foreign_keys = ON',
  'PRAGMA secure_delete = ON',
]

/** @throws Unavailable when the file cannot be opened or written. */
export async function openDatabase(url: string, authToken?: string): Promise<Database & { client: Client }> {
  const file = url.startsWith('file:') || url === ':memory:'
  const client = guard(connect(url, authToken, file), file ? FILE_PRAGMAS : [])
  await client.ready
  return { q: drizzle(client, { schema }), client, write: writer(client), close: () => client.close() }
}

function connect(url: string, authToken: string | undefined, file: boolean): Client {
  try {
    return createClient({
      url,
      ...(authToken ? { authToken } : {}),
      ...(file ? { concurrency: 1, timeout: NATIVE_WAIT_MS } : {}),
    })
  } catch (cause) {
    throw new Unavailable('open', { cause })
  }
}

type GuardedClient = Client & { ready: Promise<void> }

/**
 * After one SQLITE_BUSY, @libsql/client keeps a connection that acknowledges writes and loses them
 * (libsql-client-ts#352). So a connection that failed for any reason but a refusal is discarded at once,
 * and a busy one is tried again on a fresh connection. Interactive transactions are not offered.
 */
function guard(client: Client, pragmas: string[]): GuardedClient {
  const prepare = async () => {
    for (const pragma of pragmas) await client.execute(pragma)
  }

  const discard = async () => {
    if (pragmas.length === 0) return
    await client.reconnect()
    await prepare().catch(() => undefined)
  }

  async function attempt<T>(operation: () => Promise<T>): Promise<T> {
    const giveUpAt = Date.now() + LOCK_PATIENCE_MS
    for (;;) {
      try {
        return await operation()
      } catch (error) {
        if (isRefusal(error)) throw error
        await discard()
        if (!isBusy(error) || Date.now() > giveUpAt) throw error
        await new Promise((resolve) => setTimeout(resolve, RETRY_PAUSE_MS))
      }
    }
  }

  return {
    closed: client.closed,
    protocol: client.protocol,
    execute: (...args: Parameters<Client['execute']>) => attempt(() => client.execute(...args)),
    batch: (statements: InStatement[]) => attempt(() => client.batch(statements, 'write')),
    migrate: (statements: InStatement[]) => attempt(() => client.migrate(statements)),
    transaction: () => Promise.reject(new Error('Interactive transactions are not offered: use write()')),
    executeMultiple: () => Promise.reject(new Error('Not offered: use write()')),
    sync: () => Promise.resolve(undefined),
    reconnect: discard,
    close: () => client.close(),
    ready: attempt(prepare).catch((cause) => {
      throw new Unavailable('open', { cause })
    }),
  }
}

/** One writer at a time in this process; the others wait without holding the event loop. */
function writer(client: Client): Database['write'] {
  let last: Promise<unknown> = Promise.resolve()
  return (statements) => {
    const turn = last.then(() => run(client, statements))
    last = turn.catch(() => undefined)
    return turn
  }
}

async function run(client: Client, statements: Statement[]): Promise<Row[][]> {
  try {
    const results = await client.batch(statements.map(toStatement), 'write')
    return results.map((result) => result.rows.map((row) => named(result, row)))
  } catch (error) {
    const refusal = refusalOf(error)
    throw refusal ? new Refused(refusal, { cause: error }) : new Unavailable('write', { cause: error })
  }
}

function toStatement(statement: Statement): InStatement {
  const { sql, params } = statement.toSQL()
  return { sql, args: params as never[] }
}

const named = (result: ResultSet, row: ResultSet['rows'][number]): Row =>
  Object.fromEntries(result.columns.map((column, index) => [column, row[index]]))

const isBusy = (error: unknown) => /SQLITE_(BUSY|LOCKED)|database (table )?is locked/i.test(textOf(error))

const textOf = (error: unknown): string =>
  error instanceof Error ? `${'code' in error ? String(error.code) : ''} ${error.message} ${textOf(error.cause)}` : ''
