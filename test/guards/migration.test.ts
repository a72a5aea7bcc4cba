import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { drizzle } from 'drizzle-orm/libsql'
import { migrate as runMigrations } from 'drizzle-orm/libsql/migrator'
import { expect, test } from 'vitest'
import { openDatabase } from '../../db/client.ts'
import { migrate } from '../../db/migrate.ts'
import { agreed, consent, introduction, participant, WORLD, worldOn } from '../world.ts'

/* What an installation that was used before keeps, changes and loses by a migration that moves what stood there. */

const MIGRATIONS = join(import.meta.dirname, '../../db/migrations')

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

test('the journal has every migration, in the order of their numbers and of their days: a number left out skips nothing', () => {
  const { entries } = JSON.parse(readFileSync(join(MIGRATIONS, 'meta/_journal.json'), 'utf8'))
  const tags = entries.map(({ tag }: { tag: string }) => tag)
  const files = readdirSync(MIGRATIONS).filter((file) => file.endsWith('.sql'))
  expect(tags).toEqual(files.map((file) => file.replace('.sql', '')).sort())
  expect(entries.map(({ idx }: { idx: number }) => idx)).toEqual(tags.map((tag: string) => Number(tag.slice(0, 4))))
  // The migrator runs what is dated after the last one that it ran.
  const days: number[] = entries.map(({ when }: { when: number }) => when)
  expect(days).toEqual([...new Set(days)].sort((a, b) => a - b))
})

test('what staff typed about a block moves to where it can be wiped; of who was erased, and of a block lifted, it goes', async () => {
  const w = await before('0015_notes_and_forms')
  await w.run(`${WORLD} ${participant('dora', 'mentor')}
    UPDATE participant SET person_id = NULL, erased_at = 5 WHERE id = 'dora'`)
  for (const [id, note] of [
    ['bert:amira:1', `'Buren'`],
    ['bert:amira:2', 'NULL'],
    ['bert:chloe:3', `'Opgelost'`],
    ['dora:amira:4', `'Van vroeger'`],
  ])
    await w.run(`INSERT INTO pair_bar (id, pair_hash, kind, note, at) VALUES ('${id}', 'x', 'block', ${note}, 1)`)
  await w.run(`INSERT INTO pair_lift (bar_id, at) VALUES ('bert:chloe:3', 1)`)

  await migrate(w.db)
  expect(await w.rows('SELECT * FROM pair_bar_note')).toEqual([['bert:amira:1', 'Buren']])
  expect(await w.rows('SELECT count(*) FROM pair_bar')).toEqual([[4]])
  expect(await w.rows(`SELECT count(*) FROM pragma_table_info('pair_bar') WHERE name = 'note'`)).toEqual([[0]])
  expect(await w.rows('PRAGMA foreign_key_check')).toEqual([])
  w.close()
})
