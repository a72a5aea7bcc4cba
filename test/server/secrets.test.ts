import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { linkToken, linkTokenInUse } from '../../db/people/links.ts'
import { renewLinks } from '../../db/people/renewed-links.ts'
import { addressBlock, link, participant, signup } from '../../db/schema.ts'
import { createApp } from '../../src/app.tsx'
import { parseConfig } from '../../src/deps.ts'
import { DAY_MS } from '../../src/domain/civil-date.ts'
import { makeKeys } from '../../src/keys.ts'
import { paths } from '../../src/paths.ts'
import { alongWith, browser, SECRET, type TestApp } from '../app.ts'
import { arrive, introduced, introductionOf, mailedLink } from '../introduced.ts'
import { CHLOE, signUp } from '../people.ts'
import { AMIRA_TYPES, fillIn, signUpByForm } from '../signup-flow.ts'

/* The secret is changed: what was given out under the one before goes on working, what is new is made with the new one. */

const [NEXT, LATER] = ['the-next-secret-of-32-characters-or-more', 'and-the-one-after-it-of-32-characters-or-more']

/** The same installation, started again with these secrets. */
async function restarted(t: TestApp, secret: string, previous: string[], lasting?: string): Promise<TestApp> {
  const deps = { ...t.deps, keys: await makeKeys(secret, previous, lasting) }
  return { ...t, deps, app: await createApp(deps) }
}

/** Somebody's browser goes on at the app that was started again. */
function sameBrowser(t: TestApp, before: ReturnType<typeof browser>) {
  const after = browser(t.app)
  for (const [name, value] of before.cookies) after.cookies.set(name, value)
  return after
}

const manageLink = (t: TestApp, participantId: string) => mailedLink(t, participantId, { purpose: 'manage', about: '' })

test('a mailed link works after one change and after two, and a mail that is sent again holds the same one', async () => {
  const { t, bert } = await introduced()
  const mailed = await manageLink(t, bert.participantId)
  const subject = { purpose: 'manage' as const, participantId: bert.participantId, about: '', generation: 1 }
  for (const now of [await restarted(t, NEXT, [SECRET]), await restarted(t, LATER, [NEXT, SECRET])]) {
    expect((await now.app.request(mailed)).status).toBe(303)
    expect(paths.arrival(await linkTokenInUse(now.deps, subject))).toBe(mailed)
  }
})

test('a new link is made with the new secret', async () => {
  const { t } = await introduced()
  const now = await restarted(t, NEXT, [SECRET])
  const chloe = await signUp(now, CHLOE)
  const mailed = await manageLink(now, chloe.participantId)
  expect((await now.app.request(mailed)).status).toBe(303)
  expect(mailed).not.toBe(await manageLink(t, chloe.participantId))
  expect((await now.app.request(await manageLink(t, chloe.participantId))).status).toBe(410)
})

test('a visit and a form that were open go on; without the secret before, they end', async () => {
  const { t, id, amira } = await introduced()
  const visitor = await arrive(t, id, 'mentor')
  const address = paths.introduction(id, 'mentor')
  const form = { ...alongWith(await (await visitor.get(address)).text()), answer: 'yes' }
  const phone = browser(t.app)
  const typed = {
    ...(await fillIn(t, phone, 'mentee', { ...AMIRA_TYPES, email: 'chloe@example.org' })),
    takingPart: 'yes',
  }

  const cut = await restarted(t, NEXT, [])
  expect((await sameBrowser(cut, visitor).get(address)).status).toBe(404)
  expect((await browser(cut.app).post(paths.signups(t.code, 'mentee'), typed)).status).toBe(422)

  const now = await restarted(t, NEXT, [SECRET])
  expect((await sameBrowser(now, visitor).post(paths.answer(id, 'mentor'), form)).status).toBe(303)
  expect((await introductionOf(now, id)).facts.answers.mentor?.answer).toBe('yes')
  expect((await browser(now.app).post(paths.signups(t.code, 'mentee'), typed)).status).toBe(303)
  expect((await sameBrowser(now, amira.phone).get(paths.signup(amira.signup.id))).status).toBe(200)
})

test('an address that wants no mail and a pair stay known, whatever came after', async () => {
  const { t, bert, amira } = await introduced()
  const now = await restarted(t, LATER, [NEXT, SECRET])
  const addressHash = await t.deps.keys.mac('address', 'chloe@example.org')
  await t.db.write([t.db.q.insert(addressBlock).values({ addressHash, until: t.clock.now + DAY_MS })])

  expect((await signUpByForm(now, 'mentee', { ...AMIRA_TYPES, email: 'chloe@example.org' })).page.status).toBe(200)

  expect((await t.db.q.select().from(signup)).filter((row) => row.participantId === null)).toHaveLength(1)
  const pair = [bert, amira].map((one) => one.participantId)
  expect(await now.deps.keys.mac('pair', ...pair)).toBe(await t.deps.keys.mac('pair', ...pair))
})

test('a secret that leaked opens nothing any more, and still knows pairs and addresses', async () => {
  const { t, bert } = await introduced()
  const mailed = await manageLink(t, bert.participantId)
  const now = await restarted(t, NEXT, [], SECRET)
  expect((await now.app.request(mailed)).status).toBe(410)

  expect(await renewLinks(now.deps)).toBeGreaterThan(0)
  expect(await renewLinks(now.deps)).toBe(0)
  expect((await now.app.request(mailed)).status).toBe(410)
  const fromNowOn = await manageLink(now, bert.participantId)
  expect(fromNowOn).not.toBe(mailed)
  expect((await now.app.request(fromNowOn)).status).toBe(303)
  for (const purpose of ['pair', 'address'])
    expect(await now.deps.keys.mac(purpose, 'one', 'two')).toBe(await t.deps.keys.mac(purpose, 'one', 'two'))
  expect(await now.deps.keys.mac('invitation', 'one')).not.toBe(await t.deps.keys.mac('invitation', 'one'))
})

test('nobody can make a visit that lasts longer than a visit does', async () => {
  const { t, id, bert } = await introduced()
  const visitor = await arrive(t, id, 'mentor')
  const [name, value] = [...visitor.cookies].find(([cookie]) => cookie.includes('way_introduction')) ?? ['', '']
  expect(Number(value.split('.')[0])).toBeGreaterThan(t.clock.now)
  const address = paths.introduction(id, 'mentor')
  for (const [minutes, status] of [
    [30, 200],
    [31, 404],
  ] as const) {
    const expiresAt = t.clock.now + minutes * 60_000
    const mac = await t.deps.keys.mac('arrival', 'introduction', bert.participantId, id, 1, expiresAt)
    visitor.cookies.set(name, `${expiresAt}.${mac}`)
    expect((await visitor.get(address)).status).toBe(status)
  }
})

test('who was erased stays erased: no secret makes their links work again', async () => {
  const { t, bert } = await introduced()
  await t.db.write([t.db.q.delete(link).where(eq(link.participantId, bert.participantId))])
  await t.db.write([t.db.q.update(participant).set({ generation: 2 }).where(eq(participant.id, bert.participantId))])
  const now = await restarted(t, NEXT, [SECRET])
  for (const generation of [1, 2]) {
    const subject = { purpose: 'manage' as const, participantId: bert.participantId, about: '', generation }
    for (const keys of [t.deps.keys, now.deps.keys])
      expect((await now.app.request(paths.arrival(await linkToken(keys, subject)))).status).toBe(410)
  }
})

test('secrets before this one are a list, each as long as a secret', () => {
  expect(parseConfig({ SECRET: NEXT, SECRET_PREVIOUS: `${LATER}, ${SECRET}` }).previousSecrets).toEqual([LATER, SECRET])
  expect(parseConfig({ SECRET: NEXT }).previousSecrets).toEqual([])
  expect(() => parseConfig({ SECRET: NEXT, SECRET_PREVIOUS: `${LATER},short` })).toThrow(
    /^SECRET_PREVIOUS is not usable/,
  )
})
