import { describe, expect, test } from 'vitest'
import { publishTexts } from '../../db/people/consents.ts'
import { sayNotMe, withdraw } from '../../db/people/personal-data.ts'
import { formKey, rateBucket, signup } from '../../db/schema.ts'
import type { Signup } from '../../db/signups/signups.ts'
import { paths } from '../../src/paths.ts'
import { browser, freshApp, type TestApp } from '../app.ts'
import { AMIRA, signUp } from '../people.ts'
import { daysLater } from '../running.ts'
import { AMIRA_TYPES, body, closeByHand, fillIn, hiddenFields, rowCounts, signUpByForm } from '../signup-flow.ts'

describe('the same form again', () => {
  test('gives the same answer, and one sign-up, one participant, one mail', async () => {
    const t = await freshApp()
    const { phone, form, address } = await signUpByForm(t, 'mentee', AMIRA_TYPES)
    const before = await rowCounts(t)
    const again = await phone.post(paths.signups(t.code, 'mentee'), form)
    expect([again.status, again.headers.get('Location')]).toEqual([303, address])
    expect(await rowCounts(t)).toEqual(before)
  })

  test('two hundred times at once is one participant and one mail, and every answer is the same', async () => {
    const t = await freshApp()
    const phone = browser(t.app)
    const form = { ...(await fillIn(t, phone, 'mentee', AMIRA_TYPES)), takingPart: 'yes' }
    const answers = await Promise.all(
      Array.from({ length: 200 }, () => phone.post(paths.signups(t.code, 'mentee'), form)),
    )
    const seen = new Set(
      answers.map((one) => `${one.status} ${one.headers.get('Location')} ${one.headers.get('Set-Cookie')}`),
    )
    expect([...seen]).toEqual([expect.stringMatching(/^303 \/signups\//)])
    expect(await rowCounts(t)).toMatchObject({ person: 1, participant: 1, signup: 1, consent_event: 1, outbox: 1 })
  })

  test('still leads to the confirmation when the event has closed in between', async () => {
    const t = await freshApp()
    const { form, address } = await signUpByForm(t, 'mentee', AMIRA_TYPES)
    await closeByHand(t)
    const phone = browser(t.app)
    const again = await phone.post(paths.signups(t.code, 'mentee'), form)
    expect(again.headers.get('Location')).toBe(address)
    expect((await phone.get(address)).status).toBe(200)
  })

  test('still leads to the confirmation when the consent text has changed in between', async () => {
    const t = await freshApp()
    const { phone, form, address } = await signUpByForm(t, 'mentee', AMIRA_TYPES)
    await publishTexts(t.db, [{ code: 'P1:peter-meter:mentee', body: 'Ja, anders.' }], t.clock.now)
    expect((await phone.post(paths.signups(t.code, 'mentee'), form)).headers.get('Location')).toBe(address)
  })
})

describe('the same form again after what it made was erased', () => {
  const wholeOf = async (t: TestApp) => ({
    ...(await rowCounts(t)),
    form_key: (await t.db.q.select().from(formKey)).length,
  })

  test.each([
    ['because they stopped', (t: TestApp, row: Signup) => withdraw(t.deps, row.participantId!, { actor: 'self' })],
    ['because it was not them', (t: TestApp, row: Signup) => sayNotMe(t.deps, row)],
    ['because nobody confirmed it', (t: TestApp) => daysLater(t, 61)],
  ])('%s: makes nobody take part anew, and answers as before', async (_, erase) => {
    const t = await freshApp()
    const { phone, form, address } = await signUpByForm(t, 'mentee', AMIRA_TYPES)
    await erase(t, (await t.db.q.select().from(signup))[0]!)
    const before = await wholeOf(t)
    expect(before).toMatchObject({ person: 0, signup: 0, form_key: 1 })

    for (let n = 0; n < 2; n++) {
      const again = await phone.post(paths.signups(t.code, 'mentee'), form)
      expect([again.status, again.headers.get('Location')]).toEqual([303, address])
    }
    expect(await wholeOf(t)).toEqual(before)
    expect((await phone.get(address)).status).toBe(404)
    await closeByHand(t)
    expect((await phone.post(paths.signups(t.code, 'mentee'), form)).headers.get('Location')).toBe(address)
  })

  test('for an address that we knew: only that form is gone, and it stays gone', async () => {
    const t = await freshApp()
    await signUpByForm(t, 'mentee', AMIRA_TYPES)
    const { phone, form, address } = await signUpByForm(t, 'mentee', AMIRA_TYPES)
    const waiting = (await t.db.q.select().from(signup)).find(({ pending }) => pending !== null)
    await sayNotMe(t.deps, waiting!)
    const before = await wholeOf(t)
    expect(before).toMatchObject({ person: 1, signup: 1, form_key: 1 })
    expect((await phone.post(paths.signups(t.code, 'mentee'), form)).headers.get('Location')).toBe(address)
    expect(await wholeOf(t)).toEqual(before)
  })

  test('erased while their next form was being written, they sign up anew: nothing is kept with who is gone', async () => {
    const t = await freshApp()
    const amira = await signUp(t, AMIRA)
    let isFirst = true
    const write: typeof t.db.write = async (statements) => {
      if (isFirst) await withdraw(t.deps, amira.participantId, { actor: 'self' })
      isFirst = false
      return t.db.write(statements)
    }
    const again = await signUp({ ...t, deps: { ...t.deps, db: { ...t.db, write } } }, AMIRA)
    expect(again.participantId).not.toBe(amira.participantId)
    expect(await t.db.q.select({ id: signup.id, pending: signup.pending }).from(signup)).toEqual([
      { id: again.signup.id, pending: null },
    ])
  })

  test('another form for the same address is a new sign-up', async () => {
    const t = await freshApp()
    await signUpByForm(t, 'mentee', AMIRA_TYPES)
    const [row] = await t.db.q.select().from(signup)
    await withdraw(t.deps, row!.participantId!, { actor: 'self' })
    expect((await signUpByForm(t, 'mentee', AMIRA_TYPES)).sent.status).toBe(303)
    expect(await rowCounts(t)).toMatchObject({ person: 1, signup: 1 })
  })
})

describe('too often', () => {
  test('three hundred people behind one address all pass', async () => {
    const t = await freshApp()
    const statuses = new Set<number>()
    for (let n = 0; n < 300; n++) {
      const { sent } = await signUpByForm(t, 'mentee', { ...AMIRA_TYPES, email: `starter${n}@example.org` })
      statuses.add(sent.status)
      t.clock.now -= 4_000
    }
    expect([...statuses]).toEqual([303])
  })

  test('one address a seventh time in an hour: said, with everything kept, and works an hour later', async () => {
    const t = await freshApp()
    for (let n = 0; n < 6; n++) expect((await signUpByForm(t, 'mentee', AMIRA_TYPES)).sent.status).toBe(303)
    const { phone, form, sent } = await signUpByForm(t, 'mentee', AMIRA_TYPES)
    const html = await sent.text()
    expect(sent.status).toBe(429)
    expect(sent.headers.get('Retry-After')).toBe('60')
    expect(body(html)).toContain('Je probeerde het te vaak. Wacht 1 minuut.')
    expect(hiddenFields(html)).toMatchObject({
      name: ['Amira Testers'],
      email: ['amira@example.org'],
      topics: ['accounting', 'permits'],
    })
    expect((await rowCounts(t)).signup).toBe(6)

    t.clock.now += 3_600_000
    expect((await phone.post(paths.signups(t.code, 'mentee'), form)).status).toBe(303)
  })

  test('the limits stand apart: per event, per client and per address, and no address stands in a key', async () => {
    const t = await freshApp()
    await signUpByForm(t, 'mentee', AMIRA_TYPES)
    const rows = await t.db.q.select().from(rateBucket)
    expect(rows.map((row) => row.most).sort((a, b) => a - b)).toEqual([6, 600, 2000])
    expect(JSON.stringify(rows)).not.toMatch(/203\.0\.113|amira/)
  })

  test('haste alone stops nobody', async () => {
    const t = await freshApp()
    const phone = browser(t.app)
    const form = { ...(await fillIn(t, phone, 'mentee', AMIRA_TYPES)), takingPart: 'yes' }
    t.clock.now -= 4_500
    expect((await phone.post(paths.signups(t.code, 'mentee'), form)).status).toBe(303)
    expect((await t.db.q.select().from(rateBucket)).map((row) => row.most)).toContain(400)
  })
})
