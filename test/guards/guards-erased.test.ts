import { expect, test } from 'vitest'
import { unmerge } from '../duo-world.ts'
import { bar, consent, participant, world } from '../world.ts'
import { type Attempt, triggersIn, tryEach } from './guard-attempts.ts'

/* What may never be typed about who was erased, nor go to the other of two persons who were one by mistake. */

const erased = (id: string) => `UPDATE participant SET person_id = NULL, erased_at = 5 WHERE id = '${id}';`
const blocked = bar('x', 'NULL', 'bert:amira:1')
const blockNote = `INSERT INTO pair_bar_note VALUES ('bert:amira:1', 'Buren')`
const note = (id = 'n') => `INSERT INTO note VALUES ('${id}', 'amira', 'Belt graag', 1, 'dirk')`
/** Dora became part of bert, and came along with her row. */
const oneByMistake = `${participant('dora', 'mentee')}
  INSERT INTO person_merge VALUES ('g', 'p-bert', 'p-dora', '["dora"]', 'dirk', 0);
  UPDATE participant SET person_id = 'p-bert' WHERE id = 'dora';`
const laterFile = `INSERT INTO import_batch VALUES ('b', 'pm', 'people', 1, 0, 'dirk', 9);`

const RULES: Record<string, Attempt> = {
  pair_bar_note_of_both: { code: 'ERASED', before: [blocked, erased('amira')], sql: blockNote },
  note_of_erased: { code: 'ERASED', before: [erased('amira')], sql: note() },
  participant_erased_stays: {
    code: 'ERASED',
    before: [erased('amira')],
    sql: `UPDATE participant SET phone = '0470 00 00 00' WHERE id = 'amira'`,
  },
  consent_end_of_who_is_here: {
    code: 'ERASED',
    before: [`UPDATE participant SET person_id = NULL, erased_at = 5, subject_ref = NULL WHERE id = 'amira'`],
    sql: consent('amira', 'P1', 'withdrawn'),
  },
  pin_of_erased: {
    code: 'ERASED',
    before: [erased('bert')],
    sql: `INSERT INTO pin VALUES ('amira', 'bert', 1, 'dirk')`,
  },
  left_out_of_erased: {
    code: 'ERASED',
    before: [erased('amira')],
    sql: `INSERT INTO left_out VALUES ('amira', 1, 'dirk')`,
  },
  participant_pause_of_erased: {
    code: 'ERASED',
    before: [erased('amira')],
    sql: `INSERT INTO participant_pause (participant_id, paused, at) VALUES ('amira', 1, 1)`,
  },
  eligibility_check_of_erased: {
    code: 'ERASED',
    before: [erased('amira')],
    sql: `INSERT INTO eligibility_check VALUES ('amira', 'dirk', 1)`,
  },
  intake_of_erased: {
    code: 'ERASED',
    before: [erased('amira')],
    sql: `INSERT INTO intake VALUES ('x', 'amira', '2027-05-03', 'dirk', 1)`,
  },
  training_of_erased: {
    code: 'ERASED',
    before: [erased('amira')],
    sql: `INSERT INTO training (participant_id, module, done_on, staff_id, at) VALUES ('amira', 'm', '2027-05-03', 'dirk', 1)`,
  },
  person_unmerge_unless_agreed: { code: 'AGREED_SINCE', before: [oneByMistake], sql: unmerge },
}

/** Triggers that write, leave away or stand on a view instead; tested below by what they do. */
const OTHERS = ['participant_takes_note', 'consent_confirmed_once', 'signup_as_read_still']

tryEach(RULES)

test('each guard of these migrations is tried', () => {
  const made = ['0017_erased_stays_erased', '0029_gone_says_no_more', '0034_of_who_is_gone'].flatMap(triggersIn)
  expect([...Object.keys(RULES), ...OTHERS].sort()).toEqual(made.sort())
})

test('of who is here a note, a block and a phone number are written down', async () => {
  const w = await world()
  await w.run(blocked)
  for (const sql of [blockNote, note(), `UPDATE participant SET phone = '1', business = 'Zaak' WHERE id = 'amira'`])
    expect(await w.refusal(sql)).toBe('let through')
})

test('nobody is erased while their phone number or business stays', async () => {
  for (const field of ['phone', 'business']) {
    const w = await world()
    await w.run(`UPDATE participant SET ${field} = 'x' WHERE id = 'amira'`)
    expect(await w.refusal(erased('amira'))).toBe('ERASED')
    expect(await w.refusal(erased('bert'))).toBe('let through')
  }
})

test('who is deleted takes along what was typed about a block of theirs, and of nobody else’s', async () => {
  const w = await world()
  await w.run(participant('dora', 'mentor') + blocked + bar('y', 'NULL', 'dora:amira:2') + blockNote)
  await w.run(`INSERT INTO pair_bar_note VALUES ('dora:amira:2', 'Familie')`)
  await w.run(`DELETE FROM participant WHERE id = 'dora'`)
  expect(await w.rows('SELECT bar_id FROM pair_bar_note')).toEqual([['bert:amira:1']])
})

test('what was agreed before the merge, or withdrawn since, keeps no two from being two again', async () => {
  const w = await world()
  await w.run(oneByMistake.replace(`'dirk', 0)`, `'dirk', 1)`))
  await w.run(consent('dora', 'P4', 'withdrawn').replace(/'self', 1/, `'self', 5`))
  expect(await w.refusal(unmerge)).toBe('let through')
})

test('a consent that came by a file since the merge does', async () => {
  const w = await world()
  await w.run(oneByMistake.replace(`'dirk', 0)`, `'dirk', 1)`) + laterFile)
  await w.run(consent('dora', 'P4').replace('event:e', 'import:b'))
  expect(await w.refusal(unmerge)).toBe('AGREED_SINCE')
})

test('a consent is confirmed once, and again after it was given anew', async () => {
  const w = await world()
  await w.run(
    consent('amira', 'P1', 'confirmed') + consent('amira', 'P1', 'confirmed').replace(/VALUES \('/, "VALUES ('again-"),
  )
  const states = () => w.rows(`SELECT state FROM consent_event WHERE subject_ref = 'ref-amira' ORDER BY seq`)
  expect((await states()).flat()).toEqual(['given', 'confirmed'])
  for (const state of ['given', 'confirmed'])
    await w.run(consent('amira', 'P1', state).replace(/VALUES \('/, "VALUES ('later-"))
  expect((await states()).flat()).toEqual(['given', 'confirmed', 'given', 'confirmed'])
})

test('a batch that read a form says so, and is refused once the form asks something else or nothing any more', async () => {
  const w = await world()
  await w.run(`INSERT INTO signup (id, form_key, event_id, side, participant_id, short_code, phone_hash, pending, channel, at)
    VALUES ('s', 'k', 'e', 'mentee', 'amira', 'B7K2', 'h', '{"a":1}', 'phone', 1)`)
  const read = (id: string, pending: string) => w.refusal(`INSERT INTO signup_as_read VALUES ('${id}', ${pending})`)
  expect([await read('s', `'{"a":1}'`), await read('s', `'{"a":2}'`), await read('t', 'NULL')]).toEqual([
    'let through',
    'WRONG_SIGNUP',
    'WRONG_SIGNUP',
  ])
  await w.run(`UPDATE signup SET pending = NULL`)
  expect([await read('s', `'{"a":1}'`), await read('s', 'NULL')]).toEqual(['WRONG_SIGNUP', 'let through'])
})
