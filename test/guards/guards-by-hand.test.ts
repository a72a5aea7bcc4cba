import { describe, expect, test } from 'vitest'
import { partner, undo } from '../duo-world.ts'
import { bar, closure, introduction, running, type World, world } from '../world.ts'
import { type Attempt, cameByFile, triggersIn, tryEach } from './guard-attempts.ts'

/* SQL typed by hand against what the other guards take for granted: who a row is about, and that what was counted or used stays. */

const signup = (id: string, participant: string) => `
  INSERT INTO signup (id, form_key, event_id, side, participant_id, short_code, phone_hash, channel, at)
  VALUES ('${id}', 'f-${id}', 'e', 'mentee', '${participant}', 'C-${id}', 'h-${id}', 'phone', 1);`
const proof = `INSERT INTO proof (id, participant_id, signup_id, how, at) VALUES ('x', 'amira', 's', 'link', 1);`
const note = (id: string, about = 'carl') => `INSERT INTO note VALUES ('${id}', '${about}', 'Belt graag', 1, 'dirk');`
const erased = (id: string) => `UPDATE participant SET person_id = NULL, erased_at = 5 WHERE id = '${id}';`
const blocked = bar('x', 'NULL', 'bert:amira:1')
const blockNote = `INSERT INTO pair_bar_note VALUES ('bert:amira:1', 'Buren');`
const lift = `INSERT INTO pair_lift (bar_id, at) VALUES ('bert:amira:1', 1);`
const used = `${partner} INSERT INTO partner_programme VALUES ('ocmw', 'pm', 'mentee', 1);
  INSERT INTO invitation (id, token_hash, programme, side, partner_id, name, address_hash, staff_id, at, expires_at)
  VALUES ('i', 't', 'pm', 'mentee', 'ocmw', 'Amira', 'h', 'dirk', 1, 9000);
  INSERT INTO invitation_use VALUES ('i', 'amira', 5);`
const session = `
  INSERT INTO staff (id, email, name, created_at) VALUES ('olga', 'olga@example.org', 'Olga', 1);
  INSERT INTO staff_session VALUES ('s', 'dirk', 1, 1);`
/** Another person, programme or side on a row that stands. */
const over = (id: string, columns: { person?: string; side?: string; ref?: string } = {}) => `
  INSERT OR REPLACE INTO participant (id, person_id, programme, side, subject_ref, subject_salt, topics, languages, capacity, business_visible, generation, created_at)
  VALUES ('${id}', '${columns.person ?? 'p-carl'}', 'pm', '${columns.side ?? 'mentee'}', '${columns.ref ?? 'new'}', 'salt', '[]', '[]', 1, 0, 1, 1)`

const IN_2027 = Date.UTC(2027, 11, 31, 22, 59)

const RULES: Record<string, Attempt> = {
  participant_side_kept: { code: 'APPEND_ONLY', sql: `UPDATE participant SET side = 'mentee' WHERE id = 'carl'` },
  participant_stays: { code: 'APPEND_ONLY', sql: `UPDATE participant SET programme = 'other' WHERE id = 'carl'` },
  participant_once: { code: 'ALREADY_WRITTEN', sql: over('carl') },
  introduction_of_duo_kept: {
    code: 'APPEND_ONLY',
    before: [running, closure('d')],
    sql: 'DELETE FROM introduction',
  },
  introduction_of_its_year: {
    code: 'CAP_REACHED',
    sql: introduction('i', 'bert', 'amira', { year: 2028, at: IN_2027 }),
  },
  introduction_not_blocked: {
    code: 'PAIR_BARRED',
    before: [blocked],
    sql: introduction('i', 'bert', 'amira', { hash: 'forged' }),
  },
  proof_unchanged: {
    code: 'APPEND_ONLY',
    before: [signup('s', 'amira'), signup('t', 'chloe'), proof],
    sql: `UPDATE proof SET signup_id = 't'`,
  },
  signup_of_same_person: {
    code: 'WRONG_SIGNUP',
    before: [signup('s', 'chloe')],
    sql: `UPDATE signup SET participant_id = 'amira'`,
  },
  signup_of_erased: { code: 'ERASED', before: [erased('amira')], sql: signup('s', 'amira') },
  signup_keeps_keys: {
    code: 'APPEND_ONLY',
    before: [signup('s', 'amira')],
    sql: `UPDATE signup SET form_key = 'again'`,
  },
  form_key_unchanged: {
    code: 'APPEND_ONLY',
    before: [`INSERT INTO form_key VALUES ('f', '/', 1)`],
    sql: `UPDATE form_key SET key = 'again'`,
  },
  invitation_use_kept: { code: 'APPEND_ONLY', before: [used], sql: 'DELETE FROM invitation_use' },
  staff_session_stays: { code: 'APPEND_ONLY', before: [session], sql: `UPDATE staff_session SET staff_id = 'olga'` },
  note_unchanged: { code: 'APPEND_ONLY', before: [note('n')], sql: `UPDATE note SET participant_id = 'amira'` },
  pair_bar_note_unchanged: {
    code: 'APPEND_ONLY',
    before: [blocked, blockNote],
    sql: `UPDATE pair_bar_note SET body = 'Familie'`,
  },
  pair_bar_note_of_block: { code: 'APPEND_ONLY', before: [blocked, lift], sql: blockNote },
}

/** Triggers that write instead of refusing; tested below by what they write. */
const WRITERS = ['participant_erased_takes_notes']

tryEach(RULES)

test('each guard of this migration is tried', () => {
  expect([...Object.keys(RULES), ...WRITERS].sort()).toEqual(triggersIn('0019_by_hand').sort())
})

const refusals = (w: World, statements: string[]) =>
  statements.reduce<Promise<string[]>>(
    async (before, sql) => [...(await before), await w.refusal(sql)],
    Promise.resolve([]),
  )

describe('a participant', () => {
  test('keeps the id and the consents that are theirs, until they are erased', async () => {
    const w = await world()
    const set = (change: string) => `UPDATE participant SET ${change} WHERE id = 'carl'`
    expect(await refusals(w, [set(`id = 'k'`), set(`subject_ref = 'k'`), set('subject_ref = NULL')])).toEqual(
      Array(3).fill('APPEND_ONLY'),
    )
    expect(
      await refusals(w, [set('capacity = 3'), set('subject_ref = NULL, person_id = NULL, erased_at = 5')]),
    ).toEqual(Array(2).fill('let through'))
  })

  test('is not written over by one with their place, nor by one with their consents', async () => {
    const w = await world()
    const place = over('k', { side: 'mentor' })
    const consents = over('k', { person: 'p-bert', ref: 'ref-carl' })
    expect(await refusals(w, [place, consents, over('k')])).toEqual([
      'ALREADY_WRITTEN',
      'ALREADY_WRITTEN',
      'let through',
    ])
  })

  test('who is erased takes along what was typed about them, and about nobody else', async () => {
    const w = await world()
    await w.run(note('n') + note('m', 'chloe') + blocked + blockNote + bar('y', 'NULL', 'carl:amira:2'))
    await w.run(`INSERT INTO pair_bar_note VALUES ('carl:amira:2', 'Familie'); ${erased('carl')}`)
    expect(await w.rows('SELECT id FROM note UNION ALL SELECT bar_id FROM pair_bar_note')).toEqual([
      ['m'],
      ['bert:amira:1'],
    ])
  })
})

test('a duo that was counted is taken back with its import alone, and only once that is undone', async () => {
  const w = await world()
  await w.run(running + closure('d') + cameByFile)
  expect(await w.refusal('DELETE FROM introduction')).toBe('APPEND_ONLY')
  await w.run(undo())
  expect(await w.refusal('DELETE FROM introduction')).toBe('let through')
})

test('a year of the cap begins at midnight in Brussels', async () => {
  const w = await world()
  const sent = (year: number, at: number) => w.refusal(introduction(`i${year}`, 'bert', 'amira', { year, at }))
  expect(await sent(2027, IN_2027 + 60_000)).toBe('CAP_REACHED')
  expect(await sent(2028, IN_2027 + 60_000)).toBe('let through')
})

test('a block holds under another hash until it ends or is lifted, and for that pair alone', async () => {
  const w = await world()
  const until = Date.UTC(2027, 4, 5)
  await w.run(bar('x', String(until), 'bert:amira:1'))
  const forged = (id: string, mentee: string, at: number) => introduction(id, 'bert', mentee, { hash: id, at })
  expect(await w.refusal(forged('i', 'amira', until - 1))).toBe('PAIR_BARRED')
  expect(await w.refusal(forged('j', 'amira', until))).toBe('let through')
  await w.run(`UPDATE participant SET capacity = 3 WHERE id = 'bert'`)
  expect(await w.refusal(forged('k', 'chloe', until - 1))).toBe('let through')
})

test('a sign-up goes between two that are, or were, one person', async () => {
  const w = await world()
  await w.run(`${signup('s', 'chloe')} INSERT INTO person_merge VALUES ('g', 'p-amira', 'p-chloe', '[]', 'dirk', 1);
    INSERT INTO person_unmerge VALUES ('g', 'dirk', 2);`)
  const to = (id: string) => w.refusal(`UPDATE signup SET participant_id = '${id}'`)
  expect([await to('amira'), await to('chloe'), await to('bert')]).toEqual([
    'let through',
    'let through',
    'WRONG_SIGNUP',
  ])
  expect(await w.refusal('UPDATE signup SET participant_id = NULL')).toBe('WRONG_SIGNUP')
})
