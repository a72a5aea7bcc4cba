import { describe, expect, test } from 'vitest'
import { publishTexts } from '../../db/people/consents.ts'
import { consentEvent, outbox, participant, signup } from '../../db/schema.ts'
import { paths } from '../../src/paths.ts'
import { browser, freshApp } from '../app.ts'
import {
  AMIRA_TYPES,
  BERT_TYPES,
  body,
  closeByHand,
  type Fields,
  fillIn,
  hiddenFields,
  rowCounts,
  signUpByForm,
} from '../signup-flow.ts'

describe('signing up', () => {
  test('a starter fills in one form, checks it, agrees, and is told what happens next', async () => {
    const t = await freshApp()
    const { sent, address, page } = await signUpByForm(t, 'mentee', AMIRA_TYPES)

    expect(sent.status).toBe(303)
    expect(page.status).toBe(200)
    const text = body(await page.text())
    expect(text).toContain('Je bent ingeschreven.')
    expect(text).toContain('We mailen je uiterlijk op 25 mei 2027')
    expect(text).toContain('We stuurden een mail naar amira@example.org.')
    const [row] = await t.db.q.select().from(signup)
    expect(text).toContain(row?.shortCode)
    expect(address).toBe(paths.signup(row?.id ?? ''))
  })

  test('it keeps what was filled in, one consent, and one receipt in the outbox', async () => {
    const t = await freshApp()
    await signUpByForm(t, 'mentor', BERT_TYPES)

    const [bert] = await t.db.q.select().from(participant)
    expect(bert).toMatchObject({
      side: 'mentor',
      topics: ['accounting', 'finance'],
      languages: ['nl', 'fr'],
      sector: 'horeca',
    })
    expect((await t.db.q.select().from(consentEvent)).map((row) => [row.purpose, row.state])).toEqual([['P1', 'given']])
    expect((await t.db.q.select().from(outbox)).map((row) => row.kind)).toEqual(['receipt'])
  })

  test('the second box is its own consent', async () => {
    const t = await freshApp()
    await signUpByForm(t, 'mentor', BERT_TYPES, { invitations: 'yes' })
    expect((await t.db.q.select().from(consentEvent)).map((row) => row.purpose)).toEqual(['P1', 'P4'])
  })

  test('"Ik weet het nog niet" and "Weet ik nog niet" are answers of a starter', async () => {
    const t = await freshApp()
    await signUpByForm(t, 'mentee', { ...AMIRA_TYPES, topics: 'unsure', sector: 'unsure' })
    const [amira] = await t.db.q.select().from(participant)
    expect(amira).toMatchObject({ topics: [], sector: null })
  })

  test('the check page writes nothing, and nothing on it is ticked', async () => {
    const t = await freshApp()
    const before = await rowCounts(t)
    const response = await browser(t.app).post(paths.signupCheck(t.code, 'mentee'), AMIRA_TYPES)
    const html = await response.text()

    expect(html.match(/type="checkbox"/g)).toHaveLength(2)
    expect(body(html)).not.toContain('checked')
    expect(await rowCounts(t)).toEqual(before)
  })

  test('the check page shows the consent text as published, and who sees what', async () => {
    const t = await freshApp()
    const response = await browser(t.app).post(paths.signupCheck(t.code, 'mentee'), AMIRA_TYPES)
    const text = body(await response.text())
    for (const part of [
      'Ja, ik zoek een peter of meter. Stad Voorbeeld mag mijn gegevens gebruiken',
      'Wie ziet wat?',
      'Hoelang?',
      'Stoppen?',
    ])
      expect(text).toContain(part)
  })

  test('"Wijzig" gives the form with everything that was typed, and writes nothing', async () => {
    const t = await freshApp()
    const phone = browser(t.app)
    const form = await fillIn(t, phone, 'mentee', AMIRA_TYPES)
    const before = await rowCounts(t)
    const response = await phone.post(paths.signupForm(t.code, 'mentee'), form)
    const html = await response.text()

    expect(response.status).toBe(200)
    for (const id of ['accounting', 'permits', 'horeca', 'nl'])
      expect(html).toMatch(new RegExp(`value="${id}" checked`))
    for (const value of ['Amira Testers', 'amira@example.org']) expect(html).toContain(`value="${value}"`)
    expect(await rowCounts(t)).toEqual(before)
  })

  test('a likely slip in the address is asked about, never refused, and mended by one tap', async () => {
    const t = await freshApp()
    const phone = browser(t.app)
    const check = paths.signupCheck(t.code, 'mentee')
    const asked = await phone.post(check, { ...AMIRA_TYPES, email: 'amira@gmial.com' })
    const html = await asked.text()
    expect(asked.status).toBe(200)
    expect(body(html)).toContain('Bedoel je amira@gmail.com?')

    const mended = await phone.post(check, { ...hiddenFields(html), suggestion: 'amira@gmail.com' })
    expect(hiddenFields(await mended.text()).email).toEqual(['amira@gmail.com'])
    const right = await phone.post(check, { ...hiddenFields(html), emailRight: 'amira@gmial.com' })
    const page = await right.text()
    expect(body(page)).not.toContain('Bedoel je')
    expect(hiddenFields(page)).toMatchObject({ email: ['amira@gmial.com'], emailRight: ['amira@gmial.com'] })
    const unticked = await phone.post(paths.signups(t.code, 'mentee'), hiddenFields(page))
    expect(body(await unticked.text())).not.toContain('Bedoel je')
    for (const email of ['a@hotmail.be', 'a@mail.com', 'a@mechelen.be'])
      expect(body(await (await phone.post(check, { ...AMIRA_TYPES, email })).text())).not.toContain('Bedoel je')
  })
})

describe('what stops a sign-up, with everything typed kept', () => {
  test('no tick: the words at the box, in the summary and in the title', async () => {
    const t = await freshApp()
    const { sent } = await signUpByForm(t, 'mentee', AMIRA_TYPES, { takingPart: [], invitations: 'yes' })
    const html = await sent.text()
    expect(sent.status).toBe(422)
    expect(html.match(/Vink aan dat je akkoord gaat, of stop hier/g)).toHaveLength(2)
    expect(html).toContain('<title>Fout: Klopt alles?')
    expect(html).toContain('value="yes" checked')
    expect(hiddenFields(html).name).toEqual(['Amira Testers'])
    expect((await rowCounts(t)).signup).toBe(0)
  })

  test('a consent text that changed since: shown anew, unticked, and the old tick counts for nothing', async () => {
    const t = await freshApp()
    const phone = browser(t.app)
    const form = await fillIn(t, phone, 'mentee', AMIRA_TYPES)
    await publishTexts(t.db, [{ code: 'P1:peter-meter:mentee', body: 'Ja, ik zoek een meter.' }], t.clock.now)
    const sent = await phone.post(paths.signups(t.code, 'mentee'), { ...form, takingPart: 'yes' })
    const html = await sent.text()

    expect(sent.status).toBe(422)
    expect(body(html)).toContain('Ja, ik zoek een meter.')
    expect(body(html)).toContain('is net veranderd')
    expect(body(html)).not.toContain('checked')
    expect((await rowCounts(t)).signup).toBe(0)

    const agreed = await phone.post(paths.signups(t.code, 'mentee'), { ...hiddenFields(html), takingPart: 'yes' })
    expect(agreed.status).toBe(303)
    const [consent] = await t.db.q.select().from(consentEvent)
    expect(consent?.textId).toBe('P1:peter-meter:mentee:2:nl-BE')
  })

  test('a form that we never showed: made-up key, moved stamp, other side', async () => {
    const t = await freshApp()
    const phone = browser(t.app)
    const form = { ...(await fillIn(t, phone, 'mentee', AMIRA_TYPES)), takingPart: 'yes' }
    const forged: ['mentor' | 'mentee', Fields][] = [
      ['mentee', { _form: 'x'.repeat(43) }],
      ['mentee', { shownAt: `${t.clock.now - 60_000}.${'x'.repeat(43)}` }],
      ['mentee', { shownAt: [] }],
      ['mentor', {}],
    ]
    for (const [side, changed] of forged) {
      const response = await phone.post(paths.signups(t.code, side), { ...form, ...changed })
      expect(response.status).toBe(422)
      expect(body(await response.text())).toContain('Je was even weg. Kijk je antwoorden na en ga verder.')
    }
    expect((await rowCounts(t)).signup).toBe(0)
  })

  test('the field that only machines see: thanks, and nothing is written', async () => {
    const t = await freshApp()
    const { sent } = await signUpByForm(t, 'mentee', AMIRA_TYPES, { message: 'Buy now' })
    expect(sent.status).toBe(200)
    expect(body(await sent.text())).toContain('Je bent ingeschreven.')
    expect(await rowCounts(t)).toMatchObject({ signup: 0, person: 0, outbox: 0, rate_bucket: 0 })
  })

  test('an event that closed: what was typed is said not to be kept', async () => {
    const t = await freshApp()
    const phone = browser(t.app)
    const form = { ...(await fillIn(t, phone, 'mentee', AMIRA_TYPES)), takingPart: 'yes' }
    await closeByHand(t)
    for (const path of [paths.signupForm, paths.signupCheck, paths.signups]) {
      const response = await phone.post(path(t.code, 'mentee'), form)
      const text = body(await response.text())
      expect(response.status).toBe(410)
      expect(text).toContain('Wat je invulde, is niet bewaard.')
      expect(text).toContain('Schrijf hier in')
    }
    expect((await rowCounts(t)).signup).toBe(0)
  })

  test('a post from another site', async () => {
    const t = await freshApp()
    const phone = browser(t.app)
    const form = { ...(await fillIn(t, phone, 'mentee', AMIRA_TYPES)), takingPart: 'yes' }
    const foreign = await phone.post(paths.signups(t.code, 'mentee'), form, { Origin: 'https://evil.example.org' })
    expect(foreign.status).toBe(403)
    expect((await rowCounts(t)).signup).toBe(0)
  })
})
