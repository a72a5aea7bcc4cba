import { beforeEach, expect, test } from 'vitest'
import { refusalOf } from '../../db/refusal.ts'
import { type World, world } from '../world.ts'

/*
 * I9 and its like: what exists once is held by a unique key. Each key is tried with a second row that shares nothing
 * else, and with the key dropped.
 */

type Row = Record<string, string | number | null>
type Twice = { table: string; row: Row; other: Row }

const signup: Row = {
  id: 's1',
  form_key: 'f1',
  event_id: 'e',
  side: 'mentee',
  participant_id: 'amira',
  short_code: 'AAAA',
  phone_hash: 'h1',
  channel: 'phone',
  at: 1,
}
const person: Row = { id: 'x1', email: 'x@example.org', email_normalised: 'x1@example.org', name: 'X', created_at: 1 }
const someone: Row = {
  id: 'y1',
  person_id: 'p-amira',
  programme: 'other',
  side: 'mentee',
  subject_ref: 'r1',
  subject_salt: 's',
  topics: '[]',
  languages: '[]',
  capacity: 1,
  business_visible: 0,
  generation: 1,
  created_at: 1,
}
const link: Row = {
  id: 'l1',
  token_hash: 't1',
  purpose: 'manage',
  participant_id: 'amira',
  about: '',
  generation: 1,
  created_at: 1,
}
const mail: Row = {
  id: 'm1',
  kind: 'receipt',
  dedupe_key: 'd1',
  participant_id: 'amira',
  created_at: 1,
  due_at: 1,
  lease_until: 0,
  attempts: 0,
}
const proof: Row = { id: 'q1', participant_id: 'amira', signup_id: null, how: 'link', at: 1 }
const event: Row = {
  id: 'e1',
  programme: 'pm',
  code: 'C7K2',
  title: 'E',
  place: 'Z',
  starts_at: 1,
  opens_at: 1,
  closes_at: 1,
  version: 1,
  created_at: 1,
}

const KEYS: Record<string, Twice> = {
  signup_form_key_unique: { table: 'signup', row: signup, other: { id: 's2', short_code: 'BBBB', phone_hash: 'h2' } },
  signup_short_code_unique: { table: 'signup', row: signup, other: { id: 's2', form_key: 'f2', phone_hash: 'h2' } },
  signup_phone_hash_unique: { table: 'signup', row: signup, other: { id: 's2', form_key: 'f2', short_code: 'BBBB' } },
  person_email_normalised_unique: { table: 'person', row: person, other: { id: 'x2', email: 'X@example.org' } },
  participant_person_programme_side: { table: 'participant', row: someone, other: { id: 'y2', subject_ref: 'r2' } },
  participant_subject_ref_unique: { table: 'participant', row: someone, other: { id: 'y2', side: 'mentor' } },
  link_token_hash_unique: { table: 'link', row: link, other: { id: 'l2', generation: 2 } },
  link_subject: { table: 'link', row: link, other: { id: 'l2', token_hash: 't2' } },
  outbox_dedupe_key_unique: { table: 'outbox', row: mail, other: { id: 'm2' } },
  proof_participant: { table: 'proof', row: proof, other: { id: 'q2' } },
  event_code_unique: { table: 'event', row: event, other: { id: 'e2' } },
  staff_email_unique: {
    table: 'staff',
    row: { id: 'a1', email: 'a@example.org', name: 'A', created_at: 1 },
    other: { id: 'a2' },
  },
  staff_link_token_hash_unique: {
    table: 'staff_link',
    row: { id: 'b1', token_hash: 't1', staff_id: null, created_at: 1, expires_at: 2 },
    other: { id: 'b2' },
  },
}

/** Primary keys cannot be dropped; each is tried with the same row twice. */
const PRIMARY: Record<string, Row> = {
  attendance: { event_id: 'e', participant_id: 'amira', at: 1 },
  form_key: { key: 'k1', location: '/', at: 1 },
  staff_link_use: { link_id: 'b1', at: 1 },
}

let w: World
beforeEach(async () => {
  w = await world()
  // The triggers that stop a REPLACE before it takes a key's row refuse first: each key holds without them too.
  for (const guard of ['signup_once', 'signup_code_free', 'participant_once']) await w.run(`DROP TRIGGER ${guard}`)
})

const insert = (table: string, row: Row) => {
  const values = Object.values(row).map((value) =>
    typeof value === 'string' ? `'${value}'` : String(value).toUpperCase(),
  )
  return `INSERT INTO ${table} (${Object.keys(row).join(', ')}) VALUES (${values.join(', ')})`
}

const refused = (sql: string) =>
  w.run(sql).then(
    () => 'let through',
    (error: unknown) => refusalOf(error)?.kind,
  )

test.each(Object.entries(KEYS))('%s', async (key, { table, row, other }) => {
  await w.run(insert(table, row))
  expect(await refused(insert(table, { ...row, ...other }))).toBe('unique')

  await w.run(`DROP INDEX ${key}`)
  expect(await refused(insert(table, { ...row, ...other }))).toBe('let through')
})

test.each(Object.entries(PRIMARY))('one row of %s', async (table, row) => {
  if (table === 'staff_link_use') await w.run(insert('staff_link', KEYS.staff_link_token_hash_unique?.row ?? {}))
  await w.run(insert(table, row))
  expect(await refused(insert(table, row))).toBe('unique')
})

test('a sign-up of the same phone proves it once', async () => {
  await w.run(insert('signup', signup))
  await w.run(insert('proof', { ...proof, signup_id: 's1' }))
  expect(await refused(insert('proof', { ...proof, id: 'q2', signup_id: 's1' }))).toBe('unique')
})

test('a bucket that is full refuses', async () => {
  const bucket = { key: 'b', window_start: 0, count: 3, most: 3 }
  await w.run(insert('rate_bucket', bucket))
  expect(await refused('UPDATE rate_bucket SET count = count + 1')).toBe('check')
})
