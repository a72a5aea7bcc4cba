import type { Client, InStatement, ResultSet } from '@libsql/client'
import { createClient } from '@libsql/client'
import { isBusy, isRefusal, Unavailable } from './refusal.ts'

/** A client that offers single statements and batches, and whose connection can be trusted after a failure. */
export type Connection = Client & {
  /** Writes all or none; a lock is waited for until `giveUpAt` (milliseconds, Date.now()). */
  batchUntil(statements: InStatement[], giveUpAt: number): Promise<ResultSet[]>
}

/** Waiting inside SQLite freezes the event loop, so a lock is waited for in short native turns with pauses between. */
const NATIVE_WAIT_MS = 50
const RETRY_PAUSE_MS = 50
export const LOCK_PATIENCE_MS = 5_000

/**
 * FULL: what we answered "saved" to is on the disk. secure_delete: an erased address leaves the file. A room that signs
 * up touches pages all over: 16 MB of them stay in memory, and the log holds as much before it is written back. None
 * takes a lock.
 */
export const CONNECTION_PRAGMAS = [
  'PRAGMA synchronous = FULL',
  'PRAGMA foreign_keys = ON',
  'PRAGMA secure_delete = ON',
  'PRAGMA cache_size = -16384',
  'PRAGMA wal_autocheckpoint = 4000',
]
/** Kept in the file itself. */
export const FILE_PRAGMA = 'PRAGMA journal_mode = WAL'

/** Opens a file, ':memory:' or a remote libSQL address. @throws Unavailable when it cannot be opened or written. */
export async function connect(url: string, authToken?: string): Promise<Connection> {
  const kind = url === ':memory:' ? 'memory' : url.startsWith('file:') ? 'file' : 'remote'
  try {
    const client = createClient({
      url,
      ...(authToken ? { authToken } : {}),
      ...(kind === 'remote' ? {} : { concurrency: 1, timeout: NATIVE_WAIT_MS }),
    })
    return await guard(client, kind)
  } catch (cause) {
    throw new Unavailable('open', { cause })
  }
}

/**
 * After one SQLITE_BUSY, @libsql/client 0.18 keeps a connection that acknowledges writes and loses them
 * (libsql-client-ts#352). So the connection to a file that failed for any reason but a refusal is discarded at once,
 * and a busy one is tried again on a fresh connection. Interactive transactions are not offered.
 */
async function guard(client: Client, kind: 'file' | 'memory' | 'remote'): Promise<Connection> {
  const local = kind !== 'remote'
  const prepare = async () => {
    for (const pragma of local ? CONNECTION_PRAGMAS : []) await client.execute(pragma)
  }
  const discard = async () => {
    if (kind !== 'file') return
    await client.reconnect()
    await prepare()
  }
  const attempt = <T>(operation: () => Promise<T>, giveUpAt = Date.now() + LOCK_PATIENCE_MS) =>
    persist(operation, discard, giveUpAt)

  await prepare()
  if (local) await attempt(() => client.execute(FILE_PRAGMA))
  return {
    closed: client.closed,
    protocol: client.protocol,
    execute: (...args: Parameters<Client['execute']>) => attempt(() => client.execute(...args)),
    batch: (statements: InStatement[]) => attempt(() => client.batch(statements, 'write')),
    batchUntil: (statements, giveUpAt) => attempt(() => client.batch(statements, 'write'), giveUpAt),
    migrate: (statements: InStatement[]) => attempt(() => client.migrate(statements)),
    transaction: () => Promise.reject(new Error('Not offered: use a batch')),
    executeMultiple: () => Promise.reject(new Error('Not offered: use a batch')),
    sync: () => Promise.reject(new Error('Not offered')),
    reconnect: discard,
    close: () => client.close(),
  }
}

async function persist<T>(operation: () => Promise<T>, discard: () => Promise<void>, giveUpAt: number): Promise<T> {
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
