import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { createClient, type Transaction } from '@libsql/client'
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { openDatabase } from '../../db/client.ts'
import { LOCK_PATIENCE_MS } from '../../db/connection.ts'
import { migrate } from '../../db/migrate.ts'
import { Refused, refusalOf, Unavailable } from '../../db/refusal.ts'
import { formKey } from '../../db/schema.ts'
import { temporaryFolder } from '../server/server-process.ts'

const migrated = join(temporaryFolder(), 'migrated.db')
let url: string
let other: ReturnType<typeof createClient>

beforeAll(async () => {
  const db = await openDatabase(`file:${migrated}`)
  await migrate(db)
  await db.checkpoint?.()
  db.close()
})

beforeEach(() => {
  const file = join(temporaryFolder(), 'test.db')
  copyFileSync(migrated, file)
  url = `file:${file}`
  other = createClient({ url, timeout: 500 })
})

afterEach(() => {
  vi.useRealTimers()
  other.close()
})

/** Another process holds the write lock until it is told to let go. */
const lock = (): Promise<Transaction> => other.transaction('write')

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

const keysSeenByOthers = async () =>
  (await other.execute('SELECT key FROM form_key ORDER BY key')).rows.map((row) => row.key)

const row = (key: string) => ({ key, location: '/', at: 1 })

describe('a lock of another process', () => {
  test('is waited for, and nothing is lost', async () => {
    const db = await openDatabase(url)
    const held = await lock()
    const writing = ['a', 'b', 'c'].map((key) => db.write([db.q.insert(formKey).values(row(key))]))
    await pause(300)
    await held.commit()

    await Promise.all(writing)

    expect(await keysSeenByOthers()).toEqual(['a', 'b', 'c'])
  })

  test('that lasts is said, and every write after it that we acknowledge is there', async () => {
    const db = await openDatabase(url)
    const held = await lock()
    vi.useFakeTimers({ toFake: ['Date'] })
    const writing = db.write([db.q.insert(formKey).values(row('busy'))])
    vi.advanceTimersByTime(LOCK_PATIENCE_MS)
    expect(await Promise.race([writing.catch(() => 'given up'), pause(300)])).toBeUndefined()
    vi.advanceTimersByTime(1)
    await expect(writing).rejects.toThrow(Unavailable)
    await held.commit()

    await db.write([db.q.insert(formKey).values(row('batch'))])
    await db.client.execute("INSERT INTO form_key VALUES ('single', '/', 1)")

    expect(await keysSeenByOthers()).toEqual(['batch', 'single'])
  })

  test('would lose an acknowledged write with the bare client (the reason for the guard)', async () => {
    const bare = createClient({ url })
    const held = await lock()
    await expect(bare.execute("INSERT INTO form_key VALUES ('busy', '/', 1)")).rejects.toThrow()
    await held.commit()
    await bare.batch(["INSERT INTO form_key VALUES ('batch', '/', 1)"], 'write').catch(() => undefined)
    await bare.execute("INSERT INTO form_key VALUES ('single', '/', 1)")

    expect(await keysSeenByOthers()).toEqual([])
    bare.close()
  })

  test('leaves reading possible', async () => {
    const db = await openDatabase(url)
    const held = await lock()
    expect(await db.q.select().from(formKey)).toEqual([])
    await held.commit()
  })
})

test('the connection is safe from the start, and again after one was discarded', async () => {
  const db = await openDatabase(url)
  const pragmas = async () =>
    Promise.all(
      ['journal_mode', 'synchronous', 'foreign_keys', 'secure_delete'].map(
        async (name) => Object.values((await db.client.execute(`PRAGMA ${name}`)).rows[0] ?? {})[0],
      ),
    )
  expect(await pragmas()).toEqual(['wal', 2, 1, 1])

  await db.client.reconnect()

  expect(await pragmas()).toEqual(['wal', 2, 1, 1])
})

test('a batch is kept whole or not at all', async () => {
  const db = await openDatabase(url)
  const twice = [db.q.insert(formKey).values(row('a')), db.q.insert(formKey).values(row('a'))]
  await expect(db.write(twice)).rejects.toThrow(Refused)
  expect(await keysSeenByOthers()).toEqual([])
})

test('interactive transactions are not offered', async () => {
  const db = await openDatabase(url)
  await expect(db.client.transaction('write')).rejects.toThrow('Not offered')
})

test('a folder that is not there is said', async () => {
  await expect(openDatabase('file:/nowhere/at/all.db')).rejects.toThrow(Unavailable)
})

test('a file that is full says so, keeps nothing, and takes writes again once there is room', async () => {
  const db = await openDatabase(url)
  const { rows } = await db.client.execute('PRAGMA page_count')
  await db.client.execute(`PRAGMA max_page_count = ${Number(rows[0]?.page_count) + 1}`)
  const big = 'x'.repeat(100_000)
  await expect(db.write([db.q.insert(formKey).values({ ...row('big'), location: big })])).rejects.toThrow(Unavailable)

  await db.write([db.q.insert(formKey).values({ ...row('small'), location: big })])

  expect(await keysSeenByOthers()).toEqual(['small'])
})

describe('a refusal is read out of the three shapes of error', () => {
  test.each([
    [
      'a file',
      Object.assign(new Error('SQLITE_CONSTRAINT_TRIGGER: MENTOR_FULL: no place'), { code: 'SQLITE_CONSTRAINT' }),
    ],
    ['a remote server', new Error('SQLite error: MENTOR_FULL: no place')],
    ['D1', new Error('D1_ERROR: MENTOR_FULL: no place: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_TRIGGER)')],
    [
      'drizzle',
      new Error('Failed query: insert CAP_REACHED: x', { cause: new Error('SQLite error: MENTOR_FULL: no') }),
    ],
  ])('%s', (_, error) => {
    expect(refusalOf(error)).toEqual({ kind: 'guard', code: 'MENTOR_FULL' })
  })

  test('unique keys, checks and references are told apart', () => {
    expect(refusalOf(new Error('UNIQUE constraint failed: signup.form_key'))).toEqual({
      kind: 'unique',
      columns: 'signup.form_key',
    })
    expect(refusalOf(new Error('CHECK constraint failed: rate_within_limit'))).toEqual({
      kind: 'check',
      name: 'rate_within_limit',
    })
    expect(refusalOf(new Error('FOREIGN KEY constraint failed'))).toEqual({ kind: 'reference' })
    expect(refusalOf(new Error('database is locked'))).toBeNull()
  })
})
