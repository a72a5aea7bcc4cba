import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { drizzle } from 'drizzle-orm/libsql'
import { migrate as runMigrations } from 'drizzle-orm/libsql/migrator'
import { expect, test } from 'vitest'
import { openDatabase } from '../db/client.ts'
import { migrate } from '../db/migrate.ts'
import { agreed, consent, introduction, participant, WORLD, worldOn } from './world.ts'

/* What an installation that was used before keeps, changes and loses by a migration that moves what stood there. */

const MIGRATIONS = join(import.meta.dirname, '../db/migrations')

/** An open database as it was before this migration. */
async function before(migration: string) {
  const folder = mkdtempSync(join(tmpdir(), 'peter-meter-migration-'))
  cpSync(MIGRATIONS, folder, { recursive: true })
  const file = join(folder, 'meta/_journal.json')
  const journal = JSON.parse(readFileSync(file, 'utf8'))
  journal.entries = journal.entries.filter(({ tag }: { tag: string }) => tag < migration)
  writeFileSync(file, JSON.stringify(journal))
  const db = await openDatabase(`file:${join(folder, 'test.db')}`)
  await runMigrations(drizzle(db.client), { migrationsFolder: folder })
  const close = () => {
    db.close()
    rmSync(folder, { recursive: true, force: true })
  }
  return { db, close, ...worldOn(db.client) }
}

const elsewhere = (id: string) => `
  INSERT INTO participant (id, person_id, programme, side, subject_ref, subject_salt, topics, languages, capacity, business_visible, generation, created_at)
  VALUES ('${id}-there', 'p-${id}', 'other', 'mentor', 'ref-there-${id}', 'salt', '[]', '[]', 1, 0, 1, 1);`

test('a telephone number goes along to the one programme of its person; of two nobody knows which, and it is asked again', async () => {
  const w = await before('0011_ready_and_phones')
  await w.run(WORLD.replace(/INSERT INTO preparation_asked[^;]*;/, ''))
  await w.run(`${participant('dora', 'mentor')} ${elsewhere('carl')}
    UPDATE person SET phone = '0470 ' || id WHERE id <> 'p-chloe';
    UPDATE participant SET person_id = NULL, erased_at = 5 WHERE id = 'dora'`)
  await w.run(agreed + consent('bert', 'P2', 'given', 'i') + consent('amira', 'P2', 'given', 'i'))

  await migrate(w.db)
  expect(await w.rows('SELECT id, phone FROM participant ORDER BY id')).toEqual([
    ['amira', '0470 p-amira'],
    ['bert', '0470 p-bert'],
    ['carl', null],
    ['carl-there', null],
    ['chloe', null],
    ['dora', null],
  ])
  expect(await w.rows('SELECT viewer_id, name, phone FROM revealed_contact ORDER BY viewer_id')).toEqual([
    ['amira', 'bert', '0470 p-bert'],
    ['bert', 'amira', '0470 p-amira'],
  ])
  expect(await w.rows(`SELECT count(*) FROM pragma_table_info('person') WHERE name = 'phone'`)).toEqual([[0]])
  expect(await w.rows('PRAGMA foreign_key_check')).toEqual([])
  w.close()
})

test('who was introduced before stays so; the next introduction waits for the start that says what each side asks', async () => {
  const w = await before('0011_ready_and_phones')
  await w.run(WORLD.replace(/INSERT INTO preparation_asked[^;]*;/, '') + agreed)
  await migrate(w.db)
  expect(await w.rows('SELECT introduction_id FROM agreed_introduction')).toEqual([['i']])
  const next = introduction('j', 'carl', 'chloe')
  expect(await w.refusal(next)).toBe('NOT_READY')
  await w.run(`INSERT INTO preparation_asked VALUES ('pm', 'mentor', 0, 0, '[]'), ('pm', 'mentee', 0, 0, '[]')`)
  expect(await w.refusal(next)).toBe('let through')
  w.close()
})
