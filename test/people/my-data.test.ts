import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { consentEvent, consentNow, participant, participantPause, person } from '../../db/schema.ts'
import { runJobs } from '../../src/jobs.ts'
import { paths } from '../../src/paths.ts'
import { alongWith, type Browser, browser, field, freshApp, mailbox, type TestApp } from '../app.ts'
import { arrive, introduced, mailedLink, mailsTo } from '../introduced.ts'
import { AMIRA, BERT, CHLOE, type SignedUp, signUp } from '../people.ts'

const ownPage = (who: SignedUp) => paths.myData(who.participantId)

/** A browser that came by "Mijn gegevens of stoppen" in a mail. */
async function atOwnPage(t: TestApp, who: SignedUp): Promise<Browser> {
  const visitor = browser(t.app)
  await visitor.get(await mailedLink(t, who.participantId, { purpose: 'manage', about: '' }))
  return visitor
}

/** Opens a page and sends its form with these fields. */
async function send(visitor: Browser, page: string, action: string, fields: Record<string, string | string[]> = {}) {
  const html = await (await visitor.get(page)).text()
  return visitor.post(action, { ...alongWith(html), ...fields })
}

const stored = async (t: TestApp, id: string) =>
  (await t.db.q.select().from(participant).where(eq(participant.id, id)))[0]

test('one page shows all that is held: what was filled in, every consent with its words, every form', async () => {
  const { t, bert } = await introduced()
  const page = await (await (await atOwnPage(t, bert)).get(ownPage(bert))).text()
  for (const shown of [
    BERT.name,
    BERT.email,
    'Nederlands en Frans',
    'Voorstel van 4 mei 2027',
    'Ja, ik wil peter of meter worden. Stad Voorbeeld mag mijn gegevens gebruiken',
    'Nodig me ook uit voor volgende events voor ondernemers.',
    bert.signup.shortCode,
  ])
    expect(page).toContain(shown)
  expect(page).not.toContain(AMIRA.email)
})

test('a person corrects their own details, with the rules and the words of the sign-up form', async () => {
  const t = await freshApp()
  const bert = await signUp(t, BERT)
  const visitor = await atOwnPage(t, bert)
  const details = paths.myDetails(bert.participantId)
  const fields = {
    name: 'Bert Nieuw',
    topics: ['plan', 'legal'],
    sector: 'retail',
    languages: ['nl'],
    phone: '0470 12 34 56',
    business: 'Bakkerij Bert',
    businessVisible: 'yes',
    capacity: '3',
  }
  const sent = await send(visitor, details, details, fields)
  expect(sent.headers.get('Location')).toBe(`${ownPage(bert)}?done=details`)
  expect(await stored(t, bert.participantId)).toMatchObject({
    topics: ['plan', 'legal'],
    capacity: 3,
    sector: 'retail',
    phone: '0470 12 34 56',
  })
  expect(await t.db.q.select().from(person)).toMatchObject([{ name: 'Bert Nieuw' }])

  const wrong = await send(visitor, details, details, { ...fields, name: '', topics: [] })
  expect(wrong.status).toBe(422)
  const page = await wrong.text()
  expect(page).toContain('Vul je voornaam en naam in')
  expect(page).toContain('Kies minstens 1 thema')
  expect(page).toContain('value="Bakkerij Bert"')
})

test('the address is who somebody is: a form with another one changes nothing of it', async () => {
  const t = await freshApp()
  const amira = await signUp(t, AMIRA)
  const details = paths.myDetails(amira.participantId)
  const { topics, languages, name } = AMIRA
  const fields = { topics, languages, name, sector: 'horeca', email: 'chloe@example.org', stage: 'idea' }
  expect((await send(await atOwnPage(t, amira), details, details, fields)).status).toBe(303)
  expect(await t.db.q.select().from(person)).toMatchObject([{ email: AMIRA.email }])
  expect(await stored(t, amira.participantId)).toMatchObject({ stage: 'idea' })
})

test('even pauze, and weer mee', async () => {
  const t = await freshApp()
  const amira = await signUp(t, AMIRA)
  const visitor = await atOwnPage(t, amira)
  const pause = paths.myPause(amira.participantId)
  await send(visitor, ownPage(amira), pause, { wish: 'pause', sure: 'yes' })
  expect(await (await visitor.get(ownPage(amira))).text()).toContain('Je hebt even pauze')
  await send(visitor, ownPage(amira), pause, { wish: 'resume', sure: 'yes' })
  await send(visitor, ownPage(amira), pause, { wish: 'something', sure: 'yes' })
  const rows = await t.db.q.select().from(participantPause)
  expect(rows.map(({ paused, staffId }) => [paused, staffId])).toEqual([
    [true, null],
    [false, null],
  ])
})

test('invitations are stopped on their own; taking part goes on', async () => {
  const t = await freshApp()
  const bert = await signUp(t, BERT)
  const visitor = await atOwnPage(t, bert)
  await send(visitor, ownPage(bert), paths.myInvitations(bert.participantId), { sure: 'yes' })
  await send(visitor, ownPage(bert), paths.myInvitations(bert.participantId), { sure: 'yes' })
  const { subjectRef } = (await stored(t, bert.participantId)) ?? {}
  const now = await t.db.q
    .select()
    .from(consentNow)
    .where(eq(consentNow.subjectRef, subjectRef ?? ''))
  expect(now.map(({ purpose, state }) => `${purpose} ${state}`).sort()).toEqual(['P1 given', 'P4 withdrawn'])
  expect((await t.db.q.select().from(consentEvent)).filter(({ state }) => state === 'withdrawn')).toHaveLength(1)
})

test('stopping is one page and one button; a second tap sees the same end, and every link is dead', async () => {
  const { t, amira, bert } = await introduced()
  const visitor = await atOwnPage(t, amira)
  const page = paths.withdrawal(amira.participantId)
  const html = await (await visitor.get(page)).text()
  expect(html).toContain('Een voorstel dat nog loopt, stopt.')
  const form = { _csrf: field(html, '_csrf') }
  const secondTap = browser(t.app)
  for (const [name, value] of visitor.cookies) secondTap.cookies.set(name, value)

  for (const tap of [visitor, secondTap]) {
    const sent = await tap.post(page, form)
    expect([sent.status, sent.headers.get('Location')]).toEqual([303, paths.withdrawn()])
  }
  expect((await secondTap.get(ownPage(amira))).status).toBe(404)
  expect((await t.db.q.select().from(person)).map(({ email }) => email)).toEqual([BERT.email])
  expect((await mailsTo(t, bert.participantId)).filter((kind) => kind === 'not-on')).toHaveLength(1)
})

test('who already shared details reads so before stopping', async () => {
  const { t, id, amira } = await introduced()
  for (const side of ['mentor', 'mentee'] as const) {
    const visitor = await arrive(t, id, side)
    await send(visitor, paths.introduction(id, side), paths.answer(id, side), { answer: 'yes' })
  }
  const page = await (await atOwnPage(t, amira)).get(paths.withdrawal(amira.participantId))
  expect(await page.text()).toContain('Bert zag al je naam en je e-mailadres.')
})

test('a stranger sees and changes nothing of somebody else', async () => {
  const t = await freshApp()
  const [amira, chloe] = [await signUp(t, AMIRA), await signUp(t, CHLOE)]
  const visitor = await atOwnPage(t, chloe)
  const token = field(await (await visitor.get(ownPage(chloe))).text(), '_csrf')
  const absent = await (await visitor.get(paths.myData('01890000-0000-7000-8000-000000000000'))).text()
  const pages = [ownPage(amira), paths.myDetails(amira.participantId), paths.withdrawal(amira.participantId)]
  for (const path of [...pages, paths.signupProof(amira.signup.id)]) {
    const answer = await visitor.get(path)
    expect([answer.status, await answer.text()], path).toEqual([404, absent])
  }
  const posts = [paths.myPause(amira.participantId), paths.myInvitations(amira.participantId), ...pages.slice(1)]
  for (const path of [...posts, paths.signupProof(amira.signup.id)])
    expect((await visitor.post(path, { _csrf: token, wish: 'pause', mine: 'no' })).status, path).toBe(404)
  expect((await visitor.post(paths.withdrawal(chloe.participantId), { _csrf: 'x' })).status).toBe(403)
  expect(await t.db.q.select().from(person)).toHaveLength(2)
})

test('after erasure no file of the database holds the address, the name or the phone number', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'peter-meter-'))
  const { mailer, letters } = mailbox()
  const { t, amira } = await introduced({ url: `file:${join(folder, 'test.db')}`, mailer })
  await t.db.write([
    t.db.q.update(participant).set({ phone: '0470112233' }).where(eq(participant.id, amira.participantId)),
  ])
  await runJobs(t.deps)
  const page = paths.withdrawal(amira.participantId)
  await send(await atOwnPage(t, amira), page, page)
  await runJobs(t.deps)
  expect(letters.at(-1)?.to).toBe(AMIRA.email)

  const files = readdirSync(folder).map((file) => readFileSync(join(folder, file)))
  expect(files.length).toBeGreaterThan(0)
  for (const secret of [AMIRA.email, 'Testers', '0470112233'])
    expect(files.filter((bytes) => bytes.includes(secret))).toHaveLength(0)
  expect(files.some((bytes) => bytes.includes(BERT.email))).toBe(true)
  t.db.close()
})
