import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { saveAnswer } from '../../db/introductions/answers.ts'
import { saveOwnPause } from '../../db/people/my-data.ts'
import { saveProof, withdraw } from '../../db/people/personal-data.ts'
import { participant, signup } from '../../db/schema.ts'
import { DAY_MS } from '../../src/domain/civil-date.ts'
import { paths } from '../../src/paths.ts'
import { type Browser, freshApp, type TestApp } from '../app.ts'
import { introduced, introductionOf } from '../introduced.ts'
import { AMIRA, BERT, type SignedUp, signUp } from '../people.ts'
import { AMIRA_TYPES, body, type Fields, hiddenFields, signUpByForm } from '../signup-flow.ts'

const pageOf = async ({ phone, signup: own }: Pick<SignedUp, 'phone' | 'signup'>) =>
  body(await (await phone.get(paths.signup(own.id))).text())

describe('where one stands, on the phone that signed up', () => {
  test('an introduction that waits for an answer, with its deadline and the way to it', async () => {
    const { amira, id } = await introduced()
    const page = await pageOf(amira)
    expect(page).toContain('<h1>We vonden iemand voor jou</h1>')
    expect(page).toContain(amira.signup.shortCode)
    expect(page).not.toContain('Je bent ingeschreven')
    expect(page).toContain('Antwoord uiterlijk op 14 mei 2027')
    expect(page).toContain(`href="${paths.introduction(id, 'mentee')}"`)
  })

  test('waiting for the other, and both said yes', async () => {
    const { t, amira, bert, id } = await introduced()
    await sayYes(t, id, 'mentee')
    expect(await pageOf(amira)).toContain('We wachten op het antwoord van de andere persoon.')
    expect(await pageOf(bert)).toContain('We vonden iemand voor jou')

    await sayYes(t, id, 'mentor')
    expect(await pageOf(amira)).toContain('Jullie zeiden allebei ja')
    expect(await pageOf(amira)).toContain(`href="${paths.introduction(id, 'mentee')}"`)
  })

  test('a duo that runs', async () => {
    const { t, amira, bert, id } = await introduced()
    for (const one of [amira, bert])
      await saveProof(t.deps, { participantId: one.participantId, signupId: one.signup.id, how: 'link' })
    for (const side of ['mentor', 'mentee'] as const) await sayYes(t, id, side)
    expect(await pageOf(amira)).toContain('Jouw duo loopt')
  })

  test('an introduction that expired: we look on, and nobody says who did not answer', async () => {
    const { t, amira } = await introduced()
    t.clock.now += 20 * DAY_MS
    const page = await pageOf(amira)
    expect(page).toContain('We zoeken iemand die bij jou past.')
    expect(page).not.toContain('Bert')
  })

  test('a pause is said', async () => {
    const t = await freshApp()
    const amira = await signUp(t, AMIRA)
    await saveOwnPause(t.deps, amira.participantId, 'pause')
    expect(await pageOf(amira)).toContain('Je nam even pauze.')
  })

  test('after stopping the page is gone with all the rest', async () => {
    const t = await freshApp()
    const amira = await signUp(t, AMIRA)
    await withdraw(t.deps, amira.participantId, { actor: 'self' })
    expect((await amira.phone.get(paths.signup(amira.signup.id))).status).toBe(404)
  })

  test('a phone whose sign-up its owner never proved sees nothing once another phone’s was proved', async () => {
    const { t, amira } = await introduced()
    const other = await signUpByForm(t, 'mentee', AMIRA_TYPES)
    const signupId = other.address.split('/').at(-1) ?? ''
    await saveProof(t.deps, { participantId: amira.participantId, signupId, how: 'link' })

    expect(body(await (await other.phone.get(other.address)).text())).toContain('We vonden iemand voor jou')
    expect(await pageOf(amira)).toContain('We zoeken iemand die bij jou past.')
    expect(await saveExtras(amira, { stage: 'started' })).toBe(303)
    expect((await participantOf(t, amira)).stage).toBeNull()
  })
})

describe('the optional page', () => {
  test('of a starter keeps how far, the telephone and the place; what is left open changes nothing', async () => {
    const t = await freshApp()
    const amira = await signUp(t, AMIRA)
    expect(await saveExtras(amira, { stage: 'nearly', phone: ' 015 29 70 00 ', inCentre: 'no' })).toBe(303)
    expect(await participantOf(t, amira)).toMatchObject({ stage: 'nearly', inCentre: false, sector: 'horeca' })
    expect((await participantOf(t, amira)).phone).toBe('015 29 70 00')

    await saveExtras(amira, { inCentre: 'yes' })
    expect(await participantOf(t, amira)).toMatchObject({ stage: 'nearly', inCentre: true })
    expect((await participantOf(t, amira)).phone).toBe('015 29 70 00')
  })

  test('of a peter or meter keeps the business, the places and the own sector', async () => {
    const t = await freshApp()
    const bert = await signUp(t, BERT)
    await saveExtras(bert, {
      business: 'Bakkerij Bert',
      businessVisible: 'yes',
      capacity: '3',
      sameSectorWelcome: 'no',
    })
    expect(await participantOf(t, bert)).toMatchObject({
      business: 'Bakkerij Bert',
      businessVisible: true,
      capacity: 3,
      sameSectorWelcome: false,
    })
  })

  test('asks a starter nothing of a peter or meter, and keeps nothing of it', async () => {
    const t = await freshApp()
    const amira = await signUp(t, AMIRA)
    const page = body(await (await amira.phone.get(paths.signupExtra(amira.signup.id))).text())
    expect(page).not.toMatch(/name="(business|capacity|sameSectorWelcome)"/)
    await saveExtras(amira, { capacity: '5', business: 'x', generation: '9', erasedAt: '1' })
    expect(await participantOf(t, amira)).toMatchObject({ capacity: 1, business: null, generation: 1, erasedAt: null })
  })

  test('twice is the same as once', async () => {
    const t = await freshApp()
    const bert = await signUp(t, BERT)
    for (let n = 0; n < 2; n++) await saveExtras(bert, { capacity: '2' })
    expect((await participantOf(t, bert)).capacity).toBe(2)
  })

  test.each([
    [{ phone: 'bel mij' }, 'Vul een telefoonnummer in zoals 0470 12 34 56'],
    [{ business: 'x'.repeat(101) }, 'Deze naam mag hoogstens 100 tekens lang zijn'],
    [{ business: 'Bak\u202Ekerij' }, 'In deze naam staat een onzichtbaar teken.'],
    [{ capacity: '6' }, 'Kies een antwoord uit de lijst'],
    [{ inCentre: 'maybe' }, 'Kies een antwoord uit de lijst'],
  ])('%j is refused with what is wrong, and the rest is kept', async (wrong, words) => {
    const t = await freshApp()
    const bert = await signUp(t, BERT)
    const response = await sendExtras(bert, { business: 'Bakkerij Bert', sameSectorWelcome: 'yes', ...wrong })
    const html = await response.text()
    expect(response.status).toBe(422)
    expect(body(html).split(words).length - 1).toBe(2)
    expect(html).toMatch(/name="sameSectorWelcome"[^>]*value="yes" checked/)
    expect((await participantOf(t, bert)).sameSectorWelcome).toBeNull()
  })

  test('without the token of this phone nothing is kept', async () => {
    const t = await freshApp()
    const bert = await signUp(t, BERT)
    expect((await bert.phone.post(paths.signupExtra(bert.signup.id), { capacity: '5' })).status).toBe(403)
    expect((await sendExtras(bert, { _csrf: 'x'.repeat(43), capacity: '5' })).status).toBe(403)
    expect((await participantOf(t, bert)).capacity).toBe(1)
  })

  test('for a known address waits with the rest until its owner says yes', async () => {
    const t = await freshApp()
    const amira = await signUp(t, AMIRA)
    const { phone, address } = await signUpByForm(t, 'mentee', AMIRA_TYPES)
    const [row] = (await t.db.q.select().from(signup)).slice(-1)
    if (!row) throw new Error('no sign-up')
    await saveExtras({ phone, signup: row }, { stage: 'idea' })
    await saveExtras({ phone, signup: row }, { phone: '015 29 70 00' })
    expect(address).toBe(paths.signup(row.id))
    expect((await participantOf(t, amira)).stage).toBeNull()

    await saveProof(t.deps, { participantId: amira.participantId, signupId: row.id, how: 'link' })
    expect((await participantOf(t, amira)).stage).toBe('idea')
    expect((await participantOf(t, amira)).phone).toBe('015 29 70 00')
  })

  test('never shows what we keep', async () => {
    const t = await freshApp()
    const bert = await signUp(t, BERT)
    await saveExtras(bert, { business: 'Bakkerij Bert', phone: '015 29 70 00' })
    const page = body(await (await bert.phone.get(paths.signupExtra(bert.signup.id))).text())
    expect(page).not.toMatch(/Bakkerij|015 29/)
  })
})

async function sayYes(t: TestApp, id: string, side: 'mentor' | 'mentee') {
  const introduction = await introductionOf(t, id)
  await saveAnswer(t.deps, { introduction, side, answer: 'yes', stop: 'stay', way: 'phone' })
}

type Own = { phone: Browser; signup: { id: string } }

async function sendExtras({ phone, signup: own }: Own, fields: Fields): Promise<Response> {
  const page = await phone.get(paths.signupExtra(own.id))
  const { _csrf = [] } = hiddenFields(await page.text())
  return phone.post(paths.signupExtra(own.id), { _csrf, ...fields })
}

const saveExtras = async (own: Own, fields: Fields) => (await sendExtras(own, fields)).status

async function participantOf(t: TestApp, { participantId }: { participantId: string }) {
  const [row] = await t.db.q.select().from(participant).where(eq(participant.id, participantId))
  if (!row) throw new Error('no participant')
  return row
}
