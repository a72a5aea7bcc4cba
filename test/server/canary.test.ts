import { expect, test } from 'vitest'
import { saveAnswer } from '../../db/introductions/answers.ts'
import { participant, person } from '../../db/schema.ts'
import { SIDES } from '../../src/domain/facts.ts'
import { browser, freshApp, type TestApp } from '../app.ts'
import { arrive, introduce, introductionOf } from '../introduced.ts'
import { AMIRA, BERT, signUp } from '../people.ts'
import { signInStaff } from '../staff.ts'

/* The canary of I5 is not blind: a page that tells too much fails whatever test reads it. */

/** An app with a page that tells every address, and one that tells every number. */
async function leaky(): Promise<TestApp> {
  const t = await freshApp()
  t.app.get('/leak', async (c) => c.html((await t.db.q.select().from(person)).map(({ email }) => email).join(' ')))
  t.app.get('/leak.ics', async (c) =>
    c.body((await t.db.q.select().from(participant)).map(({ phone }) => `TEL:${phone}`).join(), 200, {
      'Content-Type': 'text/calendar; charset=utf-8',
    }),
  )
  return t
}

test('a page with somebody’s address fails for a stranger, and for who is somebody else', async () => {
  const t = await leaky()
  const bert = await signUp(t, BERT)
  await expect(browser(t.app).get('/leak')).rejects.toThrow('/leak shows bert@example.org')
  await expect((async () => t.app.request('/leak'))()).rejects.toThrow('bert@example.org')
  expect((await bert.phone.get('/leak')).status).toBe(200)
  const amira = await signUp(t, AMIRA)
  await expect(amira.phone.get('/leak')).rejects.toThrow('bert@example.org')
  expect((await (await signInStaff(t)).get('/leak')).status).toBe(200)
})

test('a number too, however it is written; what a browser typed itself may be shown to it', async () => {
  const t = await leaky()
  await signUp(t, BERT)
  await t.db.write([t.db.q.update(participant).set({ phone: '0470 12 34 56' })])
  const stranger = browser(t.app)
  await expect(stranger.get('/leak.ics')).rejects.toThrow('470123456')
  await stranger.post('/nowhere', { phone: '+32 470/12.34.56', email: 'Bert@example.org' })
  for (const path of ['/leak.ics', '/leak']) expect((await stranger.get(path)).status).toBe(200)
})

test('once both said yes each may read the other, by a mailed link; by a phone that nobody confirmed still not', async () => {
  const t = await leaky()
  const [amira, bert] = [await signUp(t, AMIRA), await signUp(t, BERT)]
  const id = await introduce(t, bert, amira)
  const visitor = await arrive(t, id, 'mentee')
  await expect(visitor.get('/leak')).rejects.toThrow('bert@example.org')
  for (const side of SIDES)
    await saveAnswer(t.deps, {
      introduction: await introductionOf(t, id),
      side,
      answer: 'yes',
      stop: 'stay',
      way: 'mail',
    })
  expect((await visitor.get('/leak')).status).toBe(200)
  await expect(amira.phone.get('/leak')).rejects.toThrow('bert@example.org')
})
