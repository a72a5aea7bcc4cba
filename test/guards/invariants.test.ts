import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@libsql/client'
import { beforeEach, describe, expect, test } from 'vitest'
import { openDatabase } from '../../db/client.ts'
import { migrate } from '../../db/migrate.ts'
import {
  agreed,
  answer,
  asked,
  bar,
  closure,
  consent,
  correction,
  duo,
  end,
  introduction,
  participant,
  running,
  sent,
  WORLD,
  type World,
  world,
  worldOn,
} from '../world.ts'

/* The invariants I1–I8 and I10 as sentences, tried on the database itself. */

let w: World

beforeEach(async () => {
  w = await world()
})

describe('I2 and I3: no row is no place', () => {
  test('a year without a cap has no place', async () => {
    expect(await w.refusal(introduction('i', 'bert', 'amira', { year: 2031 }))).toBe('CAP_REACHED')
  })

  test('a lowered capacity means no new ones, and ends nothing', async () => {
    await w.run(sent + `UPDATE participant SET capacity = 0 WHERE id = 'bert'`)
    expect(await w.refusal(answer('i', 'mentor', 'yes'))).toBe('let through')
    expect(await w.refusal(introduction('j', 'bert', 'chloe'))).toBe('MENTOR_FULL')
  })

  test('a place is free again after its end, or its duo’s end', async () => {
    await w.run(running + closure('d'))
    expect(await w.refusal(introduction('j', 'bert', 'amira') + asked('j'))).toBe('let through')
    await w.run(end('j', 'pulled'))
    expect(await w.refusal(introduction('k', 'bert', 'chloe'))).toBe('let through')
  })

  test('an open introduction reserves a place under the cap', async () => {
    await w.run(`UPDATE programme_cap SET cap = 1; ${introduction('i', 'bert', 'amira')}`)
    expect(await w.refusal(introduction('j', 'carl', 'chloe'))).toBe('CAP_REACHED')
  })
})

describe('I4: the latest consent counts', () => {
  test('given again after a withdrawal', async () => {
    await w.run(consent('amira', 'P1', 'withdrawn') + consent('amira', 'P1', 'confirmed'))
    expect(await w.refusal(introduction('i', 'bert', 'amira'))).toBe('let through')
  })

  test('the other side’s consent is needed too', async () => {
    await w.run(consent('bert', 'P1', 'withdrawn'))
    expect(await w.refusal(introduction('i', 'bert', 'amira'))).toBe('NO_CONSENT')
  })
})

describe('I6: one answer a side, in time', () => {
  test('the deadline itself still counts', async () => {
    await w.run(sent)
    expect(await w.refusal(answer('i', 'mentor', 'yes', 2000))).toBe('let through')
  })

  test('a side that was not asked cannot answer', async () => {
    await w.run(introduction('i', 'bert', 'amira') + `INSERT INTO introduction_ask VALUES ('i', 'mentor', 1000, 2000)`)
    expect(await w.refusal(answer('i', 'mentee', 'yes'))).toBe('ANSWER_LATE')
  })

  test('a yes can be taken back while the other has not said yes', async () => {
    await w.run(sent + answer('i', 'mentor', 'yes'))
    expect(await w.refusal(correction('i', 'mentor'))).toBe('let through')
    await w.run(answer('i', 'mentee', 'yes'))
    expect(await w.refusal(duo('d', 'i', 'bert', 'amira'))).toBe('NOT_AGREED')
  })
})

describe('I8: a no bars the pair until it is lifted', () => {
  test('the no itself writes the bar, also under another hash', async () => {
    await w.run(sent + answer('i', 'mentee', 'no') + end('i', 'declined'))
    expect(await w.rows('SELECT id, pair_hash, kind FROM pair_bar')).toEqual([['i:mentee', 'bert-amira', 'no']])
    expect(await w.refusal(introduction('j', 'bert', 'amira'))).toBe('PAIR_BARRED')
    expect(await w.refusal(introduction('j', 'bert', 'amira', { hash: 'forged' }))).toBe('PAIR_BARRED')
    expect(await w.refusal(introduction('j', 'bert', 'chloe'))).toBe('let through')
  })

  test('a mis-tapped no, corrected, lifts it', async () => {
    await w.run(sent + answer('i', 'mentee', 'no') + end('i', 'declined') + correction('i', 'mentee'))
    expect(await w.refusal(introduction('j', 'bert', 'amira'))).toBe('let through')
  })

  test('a block with an end date holds until that date', async () => {
    const until = Date.UTC(2027, 4, 5)
    await w.run(bar('bert-amira', String(until)))
    expect(await w.refusal(introduction('i', 'bert', 'amira', { at: until - 1 }))).toBe('PAIR_BARRED')
    expect(await w.refusal(introduction('i', 'bert', 'amira', { at: until }))).toBe('let through')
  })
})

describe('I5: contact details are read through one view', () => {
  const seen = (viewer: string) =>
    w.rows(`SELECT email, viewer_signup_id FROM revealed_contact WHERE viewer_id = '${viewer}' ORDER BY 2`)
  const both = consent('bert', 'P2', 'given', 'i') + consent('amira', 'P2', 'given', 'i')

  test('after both said yes, each sees the other by a mailed link', async () => {
    await w.run(agreed + both)
    expect(await seen('bert')).toEqual([['amira@example.org', null]])
    expect(await seen('amira')).toEqual([['bert@example.org', null]])
    expect(await seen('chloe')).toEqual([])
  })

  test.each([
    ['one yes', sent + answer('i', 'mentor', 'yes') + both],
    ['a consent for this introduction is missing', agreed + consent('bert', 'P2', 'given', 'i')],
    ['somebody withdrew from this introduction', `${agreed + both} ${consent('amira', 'P2', 'withdrawn', 'i')}`],
    ['somebody stopped', `${agreed + both} ${consent('bert', 'P1', 'withdrawn')}`],
    ['it ended', `${agreed + both} ${end('i', 'lapsed')}`],
  ])('nothing is seen when %s', async (_, facts) => {
    await w.run(facts)
    expect([...(await seen('bert')), ...(await seen('amira'))]).toEqual([])
  })

  test('a phone sees it once its own sign-up was proved', async () => {
    const signup = `INSERT INTO signup (id, form_key, event_id, side, participant_id, short_code, phone_hash, channel, at) VALUES ('s', 'f', 'e', 'mentee', 'amira', 'AAAA', 'h', 'phone', 1);`
    await w.run(agreed + both + signup)
    expect(await seen('amira')).toEqual([['bert@example.org', null]])
    await w.run(`INSERT INTO proof (id, participant_id, signup_id, how, at) VALUES ('x', 'amira', 's', 'desk', 1)`)
    expect(await seen('amira')).toEqual([
      ['bert@example.org', null],
      ['bert@example.org', 's'],
    ])
  })
})

test('retention may delete what ended, its facts with it', async () => {
  await w.run(sent + answer('i', 'mentor', 'no') + end('i', 'declined'))
  expect(await w.refusal(`DELETE FROM introduction WHERE id = 'i'`)).toBe('let through')
  expect(
    await w.rows('SELECT (SELECT count(*) FROM introduction_answer) + (SELECT count(*) FROM introduction_end)'),
  ).toEqual([[0]])
})

describe('I1, I2, I3 raced: 200 at once, exactly one wins', () => {
  test.each([
    ['I1: one mentee', (n: number) => introduction(`i${n}`, `mentor${n}`, 'amira')],
    ['I2: one mentor’s only place', (n: number) => introduction(`i${n}`, 'bert', `mentee${n}`)],
    ['I3: the programme’s last place', (n: number) => introduction(`i${n}`, `mentor${n}`, `mentee${n}`)],
  ])('%s', async (name, attempt) => {
    for (let n = 0; n < 200; n++) await w.run(participant(`mentor${n}`, 'mentor') + participant(`mentee${n}`, 'mentee'))
    if (name.startsWith('I3')) await w.run('UPDATE programme_cap SET cap = 1')

    const results = await Promise.all(Array.from({ length: 200 }, (_, n) => w.refusal(attempt(n))))

    expect(results.filter((result) => result === 'let through')).toHaveLength(1)
    expect(await w.rows('SELECT count(*) FROM introduction')).toEqual([[1]])
  })
})

test('a second process is refused by the same guards', async () => {
  const url = `file:${mkdtempSync(join(tmpdir(), 'invariants-'))}/test.db`
  const ours = await openDatabase(url)
  await migrate(ours)
  await worldOn(ours.client).run(WORLD + introduction('i', 'bert', 'amira'))

  const theirs = worldOn(createClient({ url }))

  expect(await theirs.refusal(introduction('j', 'carl', 'amira'))).toBe('MENTEE_PLACED')
})
