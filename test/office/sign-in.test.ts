import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { firstStaffLink, staffLinkFor, staffLinkToken } from '../../db/office/staff.ts'
import { outbox, staff, staffLink, staffSession } from '../../db/schema.ts'
import { paths } from '../../src/paths.ts'
import { browser, freshApp, type TestApp } from '../app.ts'
import { DIRK, staffMember } from '../staff.ts'

const MINUTE = 60_000

/** The path of the link in the newest sign-in mail. */
async function mailedLink(t: TestApp): Promise<string> {
  const [mail] = await t.db.q.select().from(outbox).where(eq(outbox.kind, 'staff-sign-in')).orderBy(outbox.id)
  return paths.signInLink(await staffLinkToken(t.deps.keys, mail?.staffLinkId ?? ''))
}

async function asked() {
  const t = await freshApp()
  await staffMember(t, DIRK)
  const phone = browser(t.app)
  await phone.post(paths.signIn(), { email: ' Dirk@Example.org ' })
  return { t, phone, link: await mailedLink(t) }
}

test('a mailed link lets a member of staff in, after the button', async () => {
  const { phone, link } = await asked()
  expect(await (await phone.get(link)).text()).toContain('Dag Dirk')
  expect((await phone.get(paths.today())).headers.get('Location')).toBe('/sign-in')

  const entered = await phone.post(link, { sure: 'yes' })
  expect([entered.status, entered.headers.get('Location')]).toEqual([303, '/staff'])
  expect((await phone.get(paths.today())).status).not.toBe(303)
})

test('opening the link, however often and however, uses nothing up', async () => {
  const { t, phone, link } = await asked()
  for (let i = 0; i < 20; i++) await browser(t.app).get(link)
  await t.app.request(link, { method: 'HEAD' })
  expect(await t.db.q.select().from(staffSession)).toEqual([])
  expect((await phone.post(link, { sure: 'yes' })).status).toBe(303)
})

test('a scanner that presses the button without choosing uses nothing up, and is told what is missing', async () => {
  const { t, phone, link } = await asked()
  for (const nothing of [{}, { sure: '' }, { sure: 'no' }]) {
    const pressed = await phone.post(link, nothing)
    expect(pressed.status).toBe(422)
    expect(await pressed.text()).toContain('Vink aan dat je nu wilt inloggen op dit toestel')
  }
  expect(await (await phone.get(link)).text()).not.toMatch(/<input[^>]* checked/)
  expect(await t.db.q.select().from(staffSession)).toEqual([])
  expect((await phone.post(link, { sure: 'yes' })).status).toBe(303)
})

test('a link works once, also for 100 at the same time', async () => {
  const { t, link } = await asked()
  const answers = await Promise.all(Array.from({ length: 100 }, () => browser(t.app).post(link, { sure: 'yes' })))
  expect(answers.filter((answer) => answer.status === 303)).toHaveLength(1)
  expect(answers.filter((answer) => answer.status === 410)).toHaveLength(99)
  expect(await t.db.q.select().from(staffSession)).toHaveLength(1)
})

test('who presses twice is in all the same', async () => {
  const { phone, link } = await asked()
  await phone.post(link, { sure: 'yes' })
  expect((await phone.post(link, { sure: 'yes' })).headers.get('Location')).toBe('/staff')
})

test('a mailed link works for 10 minutes and not a millisecond longer', async () => {
  const { t, phone, link } = await asked()
  t.clock.now += 10 * MINUTE
  expect((await phone.get(link)).status).toBe(200)
  t.clock.now += 1
  expect((await phone.get(link)).status).toBe(410)
  const late = await phone.post(link, { sure: 'yes' })
  expect(late.status).toBe(410)
  expect(await late.text()).toContain('Deze link werkt niet meer. Vraag een nieuwe link.')
})

test('an unknown token opens nothing', async () => {
  const { phone } = await asked()
  expect((await phone.get(paths.signInLink('x'.repeat(43)))).status).toBe(410)
  expect((await phone.post(paths.signInLink('x'.repeat(43)), {})).status).toBe(410)
})

test('no token of a link or a session is in the database', async () => {
  const { t, phone, link } = await asked()
  await phone.post(link, { sure: 'yes' })
  const rows = JSON.stringify([
    await t.db.q.select().from(staffLink),
    await t.db.q.select().from(staffSession),
    await t.db.q.select().from(outbox),
  ])
  expect(rows).not.toContain(link.split('/').at(-1))
  expect(rows).not.toContain(phone.cookies.get('staff'))
})

test('a known and an unknown address get the same answer, byte for byte', async () => {
  const t = await freshApp()
  await staffMember(t, DIRK)
  const pages = []
  for (const email of ['dirk@example.org', 'nobody@example.org']) {
    const phone = browser(t.app)
    const answer = await phone.post(paths.signIn(), { email })
    const location = answer.headers.get('Location') ?? ''
    pages.push([answer.status, location, await (await phone.get(location)).text()])
  }
  expect(pages[0]).toEqual(pages[1])
  expect(await t.db.q.select().from(outbox)).toHaveLength(1)
})

test('a disabled member gets no link, and an earlier one stops working', async () => {
  const { t, phone, link } = await asked()
  await t.db.write([t.db.q.update(staff).set({ disabledAt: t.deps.now() })])
  expect((await phone.get(link)).status).toBe(410)
  expect((await phone.post(link, { sure: 'yes' })).status).toBe(410)
  await phone.post(paths.signIn(), { email: DIRK.email })
  expect(await t.db.q.select().from(outbox)).toHaveLength(1)
})

test('too many questions for one address are refused, for another they are not', async () => {
  const t = await freshApp()
  const phone = browser(t.app)
  const ask = async (email: string) => (await phone.post(paths.signIn(), { email })).status
  for (let i = 0; i < 5; i++) expect(await ask('dirk@example.org')).toBe(303)
  expect(await ask('dirk@example.org')).toBe(429)
  expect(await ask('els@example.org')).toBe(303)
})

test('one client cannot try address after address', async () => {
  const t = await freshApp()
  const phone = browser(t.app)
  const ask = async (n: number) => (await phone.post(paths.signIn(), { email: `person${n}@example.org` })).status
  for (let n = 0; n < 30; n++) expect(await ask(n)).toBe(303)
  expect(await ask(30)).toBe(429)
})

test('an address that is none is said at the field, and stays typed', async () => {
  const t = await freshApp()
  const answer = await browser(t.app).post(paths.signIn(), { email: 'dirk' })
  expect(answer.status).toBe(422)
  const page = await answer.text()
  expect(page).toContain('Vul een e-mailadres in zoals naam@voorbeeld.be')
  expect(page).toContain('value="dirk"')
  // No form of ours.
  expect(await (await browser(t.app).post(paths.signIn(), {})).text()).toContain(
    '<a href="#email">Vul je e-mailadres in',
  )
})

test('the first link makes the first member of staff, once', async () => {
  const t = await freshApp()
  const link = (await firstStaffLink(t.deps)) ?? ''
  const phone = browser(t.app)
  expect(await (await phone.get(link)).text()).toContain('Word de eerste medewerker')
  for (const wrong of [{ sure: '' }, { email: '' }, { name: '' }, { name: 'x'.repeat(5000) }, { name: 'Di\u202Erk' }])
    expect(
      (await phone.post(link, { name: 'Dirk Dienst', email: 'dirk@example.org', sure: 'yes', ...wrong })).status,
    ).toBe(422)

  expect((await phone.post(link, { name: 'Dirk Dienst', email: 'Dirk@example.org', sure: 'yes' })).status).toBe(303)
  expect(await t.db.q.select({ email: staff.email }).from(staff)).toEqual([{ email: 'dirk@example.org' }])
  expect((await browser(t.app).post(link, { name: 'Chloe', email: 'chloe@example.org' })).status).toBe(410)
  expect(await t.db.q.select().from(staff)).toHaveLength(1)
})

test('a new first link ends the earlier one, and there is none after the first sign-in', async () => {
  const t = await freshApp()
  const [earlier, newest] = [(await firstStaffLink(t.deps)) ?? '', (await firstStaffLink(t.deps)) ?? '']
  const phone = browser(t.app)
  expect((await phone.get(earlier)).status).toBe(410)
  expect((await phone.post(newest, { name: 'Dirk', email: 'dirk@example.org', sure: 'yes' })).status).toBe(303)
  expect(await firstStaffLink(t.deps)).toBeNull()
})

test('the first link, raced 100 times, makes one member', async () => {
  const t = await freshApp()
  const link = (await firstStaffLink(t.deps)) ?? ''
  const enter = (n: number) => browser(t.app).post(link, { name: 'Dirk', email: `dirk${n}@example.org`, sure: 'yes' })
  const answers = await Promise.all(Array.from({ length: 100 }, (_, n) => enter(n)))
  expect(answers.filter((answer) => answer.status === 303)).toHaveLength(1)
  expect(await t.db.q.select().from(staff)).toHaveLength(1)
})

test('a printed link works for an hour', async () => {
  const t = await freshApp()
  const link = await staffLinkFor(t.deps, await staffMember(t, DIRK))
  t.clock.now += 60 * MINUTE
  expect((await browser(t.app).get(link)).status).toBe(200)
  t.clock.now += 1
  expect((await browser(t.app).get(link)).status).toBe(410)
})
