import { describe, expect, test } from 'vitest'
import { undo } from '../duo-world.ts'
import { agreed, bar, closure, consent, duo, participant, running, sent, world } from '../world.ts'
import { type Attempt, cameByFile, triggersIn, tryEach } from './guard-attempts.ts'

/* SQL typed by hand that an auditor found let through: tried as test/guards/guards.test.ts tries the others. */

const signup = (id: string, { form = 'f', code = 'AAAA', phone = id, verb = 'INSERT' } = {}) =>
  `${verb} INTO signup (id, form_key, event_id, side, participant_id, short_code, phone_hash, channel, at)
   VALUES ('${id}', '${form}', 'e', 'mentee', 'amira', '${code}', '${phone}', 'phone', 1);`
const run = (verb = 'INSERT') => `${verb} INTO matching_run VALUES ('r', 'pm', 1, 'dirk', '{}', '{}');`
const act = (seq: number) =>
  consent('amira', 'P4').replace('(id,', '(seq, id,').replace("VALUES ('", `VALUES (${seq}, '`)
const audit = (seq: number) => `INSERT INTO audit (seq, at, action, subject) VALUES (${seq}, 1, 'a', 's')`
/** Two persons who were one, and are two again: bert went along, and back. */
const oneOnce = `INSERT INTO person_merge VALUES ('g', 'p-bert', 'p-amira', '["bert"]', 'dirk', 1);
  INSERT INTO person_unmerge VALUES ('g', 'dirk', 2);`

const RULES: Record<string, Attempt> = {
  signup_once: {
    code: 'FORM_SENT',
    before: [`INSERT INTO form_key VALUES ('f', '/', 1)`],
    sql: signup('s'),
  },
  signup_code_free: {
    code: 'CODE_TAKEN',
    before: [signup('s')],
    sql: signup('t', { form: 'g', verb: 'INSERT OR REPLACE' }),
  },
  duo_kept: { code: 'APPEND_ONLY', before: [running, closure('d')], sql: 'DELETE FROM duo' },
  duo_consent: {
    code: 'NO_CONSENT',
    before: [agreed, consent('amira', 'P1', 'withdrawn')],
    sql: duo('d', 'i', 'bert', 'amira'),
  },
  matching_run_once: { code: 'ALREADY_WRITTEN', before: [run()], sql: run('INSERT OR REPLACE') },
  matching_run_unchanged: { code: 'APPEND_ONLY', before: [run()], sql: `UPDATE matching_run SET result = '[]'` },
  programme_cap_number: { code: 'NOT_A_NUMBER', sql: `INSERT INTO programme_cap VALUES ('pm', 2029, 'veel')` },
  programme_cap_stays_number: { code: 'NOT_A_NUMBER', sql: `UPDATE programme_cap SET cap = 'veel'` },
  consent_event_last: { code: 'APPEND_ONLY', sql: act(-5) },
  audit_last: { code: 'APPEND_ONLY', before: [audit(7)], sql: audit(3) },
  participant_side_kept: {
    code: 'APPEND_ONLY',
    before: [sent],
    sql: `UPDATE participant SET side = 'mentor' WHERE id = 'amira'`,
  },
  participant_moves_by_merge: {
    code: 'NOT_MERGED',
    sql: `UPDATE participant SET person_id = 'p-chloe' WHERE id = 'bert'`,
  },
  participant_apart: {
    code: 'WRONG_PAIR',
    before: [oneOnce, sent],
    sql: `UPDATE participant SET person_id = 'p-amira' WHERE id = 'bert'`,
  },
}

/** Triggers that write instead of refusing; tested below by what they write. */
const WRITERS = ['pair_lift_takes_note', 'introduction_takes_duo']

tryEach(RULES)

test('each guard of this migration is tried', () => {
  expect([...Object.keys(RULES), ...WRITERS].sort()).toEqual(triggersIn('0015_notes_and_forms').sort())
})

describe('a sign-up', () => {
  test.each([
    ['the key of its form', signup('t', { code: 'BBBB', verb: 'INSERT OR REPLACE' })],
    ['its phone', signup('t', { form: 'g', code: 'BBBB', phone: 's', verb: 'INSERT OR REPLACE' })],
    ['its id', signup('s', { form: 'g', code: 'BBBB', phone: 't', verb: 'INSERT OR REPLACE' })],
  ])('is not written over by one with %s', async (_, other) => {
    const w = await world()
    await w.run(signup('s'))
    expect(await w.refusal(other)).toBe('FORM_SENT')
    expect(await w.refusal(signup('t', { form: 'g', code: 'BBBB' }))).toBe('let through')
  })
})

describe('an introduction that became a duo', () => {
  test('is deleted with its duo once that has ended, never before, and is not open again', async () => {
    const w = await world()
    await w.run(`${running} ${cameByFile} ${undo()}`)
    expect(await w.refusal('DELETE FROM introduction')).toBe('APPEND_ONLY')
    await w.run(closure('d'))
    expect(await w.refusal('DELETE FROM duo')).toBe('APPEND_ONLY')
    expect(await w.rows('SELECT * FROM held_place')).toEqual([])
    expect(await w.refusal('DELETE FROM introduction')).toBe('let through')
    expect(await w.rows('SELECT (SELECT count(*) FROM duo) + (SELECT count(*) FROM duo_end)')).toEqual([[0]])
    expect(await w.rows('PRAGMA foreign_key_check')).toEqual([])
  })

  test.each(['bert', 'amira'])('does not while %s has no active consent, and does with a new one', async (who) => {
    const w = await world()
    await w.run(agreed + consent(who, 'P1', 'withdrawn'))
    expect(await w.refusal(duo('d', 'i', 'bert', 'amira'))).toBe('NO_CONSENT')
    await w.run(consent(who, 'P1', 'confirmed'))
    expect(await w.refusal(duo('d', 'i', 'bert', 'amira'))).toBe('let through')
  })
})

test('a lift takes what was typed about that block, and about no other', async () => {
  const w = await world()
  await w.run(bar('x', 'NULL', 'bert:amira:1') + bar('y', 'NULL', 'bert:amira:2'))
  await w.run(`INSERT INTO pair_bar_note VALUES ('bert:amira:1', 'Liever niet'), ('bert:amira:2', 'Buren')`)
  await w.run(`INSERT INTO pair_lift (bar_id, at) VALUES ('bert:amira:1', 1)`)
  expect(await w.rows('SELECT bar_id FROM pair_bar_note')).toEqual([['bert:amira:2']])
})

test('the ledgers grow at their end, several rows at a time too', async () => {
  const w = await world()
  const [[last = 0] = []] = await w.rows('SELECT max(seq) FROM consent_event')
  expect(await w.refusal(act(0))).toBe('APPEND_ONLY')
  expect(await w.refusal(act(Number(last) + 5))).toBe('let through')
  expect(
    await w.refusal(`INSERT INTO audit (at, action, subject) VALUES (1, 'a', 's'), (1, 'b', 's'), (1, 'c', 's')`),
  ).toBe('let through')
})

describe('who somebody is', () => {
  test('a merge moves them, its undoing moves back whom it moved, and nobody else', async () => {
    const w = await world()
    await w.run(
      `${participant('dora', 'mentor')} INSERT INTO person_merge VALUES ('g', 'p-amira', 'p-dora', '["dora"]', 'dirk', 1);`,
    )
    expect(await w.refusal(`UPDATE participant SET person_id = 'p-amira' WHERE id = 'dora'`)).toBe('let through')
    const back = (id: string) => w.refusal(`UPDATE participant SET person_id = 'p-dora' WHERE id = '${id}'`)
    expect(await back('dora')).toBe('NOT_MERGED')
    await w.run(`INSERT INTO person_unmerge VALUES ('g', 'dirk', 2)`)
    expect([await back('amira'), await back('dora')]).toEqual(['NOT_MERGED', 'let through'])
  })

  test('erasure empties it, and what was erased stays so', async () => {
    const w = await world()
    await w.run(`UPDATE participant SET person_id = NULL, erased_at = 5 WHERE id = 'amira'`)
    expect(await w.refusal(`UPDATE participant SET person_id = 'p-amira', erased_at = NULL WHERE id = 'amira'`)).toBe(
      'NOT_MERGED',
    )
  })
})
