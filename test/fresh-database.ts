import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '../db/client.ts'

export type OpenDatabase = Awaited<ReturnType<typeof openDatabase>>

const folder = mkdtempSync(join(tmpdir(), 'peter-meter-tests-'))
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))

const opened: { db: OpenDatabase; file: string }[] = []
let made = 0

/**
 * Gives databases of their own that all begin alike: copies of one that was made once in this process.
 * All migrations with their guards take ten times as long as the copy, and nearly every test wants them.
 */
export function freshDatabases(prepare: (db: OpenDatabase) => Promise<void>): () => Promise<OpenDatabase> {
  let original: Promise<string> | undefined
  return async () => {
    original ??= originalWith(prepare)
    const file = newFile()
    copyFileSync(await original, file)
    const db = await openDatabase(`file:${file}`)
    // What these files hold need not outlive a power cut; what the connection promises is for database.test.ts.
    await db.client.execute('PRAGMA synchronous = OFF')
    opened.push({ db, file })
    return db
  }
}

/** Closes and deletes all that was opened so far: after each file of tests. */
export function deleteFreshDatabases(): void {
  for (const { db, file } of opened.splice(0)) {
    db.close()
    for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true })
  }
}

async function originalWith(prepare: (db: OpenDatabase) => Promise<void>): Promise<string> {
  const file = newFile()
  const db = await openDatabase(`file:${file}`)
  await prepare(db)
  await db.checkpoint?.()
  db.close()
  return file
}

const newFile = () => join(folder, `${made++}.db`)
