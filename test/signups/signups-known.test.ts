import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { addressBlock, consentEvent, outbox, participant, person, signup } from '../../db/schema.ts'
import { signupById } from '../../db/signups/signups.ts'
import { DAY_MS } from '../../src/domain/civil-date.ts'
import { paths } from '../../src/paths.ts'
import { type Browser, browser, freshApp, type TestApp } from '../app.ts'
import { AMIRA, signUp } from '../people.ts'
import { AMIRA_TYPES, body, type Fields, hiddenFields, rowCounts, signUpByForm } from '../signup-flow.ts'

/*
 * Whoever types somebody's address learns nothing: a new, a known and a blocked address get the same pages,
 * byte for byte but for the code, the ids and the address itself.
 */

const STARTERS = { new: 'new@example.org', known: 'amira@example.org', blocked: 'block@example.org' }
type Case = keyof typeof STARTERS

test.each([['known'], ['blocked']] as const)('a %s address gets the same pages as a new one', async (other) => {
  const t = await appWithHistory()
  const [expected, seen] = [await everyPage(t, 'new'), await everyPage(t, other)]
  expect(seen.map((page) => page.name)).toEqual(expected.map((page) => page.name))
  for (const [n, page] of seen.entries()) expect(page, page.name).toEqual(expected[n])
})

test('the page of a known address stays the same when its owner is in the middle of something', async () => {
  const t = await appWithHistory()
  const { phone, address, page } = await signUpByForm(t, 'mentee', { ...AMIRA_TYPES, email: STARTERS.known })
  const before = await page.text()
  await t.db.write([t.db.q.update(participant).set({ topics: ['growth'], sector: 'care' })])
  expect(await (await phone.get(address)).text()).toBe(before)
  expect(before).not.toMatch(/Boek|Amira/)
})

describe('a sign-up for a known address', () => {
  test('changes nothing of its owner: it waits, and another mail goes to the mailbox', async () => {
    const t = await appWithHistory()
    const [amira] = await t.db.q.select().from(participant)
    await signUpByForm(t, 'mentee', { ...AMIRA_TYPES, name: 'Iemand Anders', topics: 'growth' }, { invitations: 'yes' })

    expect((await t.db.q.select().from(participant))[0]).toEqual(amira)
    expect((await t.db.q.select().from(person))[0]?.name).toBe(AMIRA.name)
    const pending = (await t.db.q.select().from(signup)).at(-1)?.pending
    expect(pending).toMatchObject({ form: { name: 'Iemand Anders', topics: ['growth'], invitations: true } })
    expect((await t.db.q.select().from(consentEvent)).length).toBe(1)
    expect((await t.db.q.select().from(outbox)).map((row) => row.kind)).toEqual(['receipt', 'receipt-again'])
  })

  test('gets at most two receipts in seven days', async () => {
    const t = await appWithHistory()
    for (let n = 0; n < 5; n++) await signUpByForm(t, 'mentee', AMIRA_TYPES)
    expect((await t.db.q.select().from(outbox)).length).toBe(2)
    expect((await rowCounts(t)).signup).toBe(6)
  })

  test('sent all at once by many gets no more receipts than one after the other', async () => {
    const t = await appWithHistory()
    const forms = await Promise.all(Array.from({ length: 6 }, () => signUpByForm(t, 'mentee', AMIRA_TYPES)))
    expect(forms.map((one) => one.sent.status)).toEqual(Array(6).fill(303))
    expect((await t.db.q.select().from(outbox)).length).toBe(2)
  })

  test('of somebody on the other side waits too', async () => {
    const t = await appWithHistory()
    await signUpByForm(t, 'mentor', AMIRA_TYPES)
    expect((await rowCounts(t)).participant).toBe(1)
  })
})

test('a sign-up for an address that said "dat was ik niet" keeps nothing that was typed, and sends nothing', async () => {
  const t = await appWithHistory()
  const before = await rowCounts(t)
  const { address } = await signUpByForm(t, 'mentee', { ...AMIRA_TYPES, email: STARTERS.blocked, name: 'Spot Vogel' })
  const row = await signupById(t.deps, address.split('/').at(-1) ?? '')
  expect(row).toMatchObject({ participantId: null, pending: null })
  expect(await rowCounts(t)).toMatchObject({
    person: before.person,
    participant: before.participant,
    outbox: before.outbox,
  })

  await t.db.write([t.db.q.update(addressBlock).set({ until: t.clock.now })])
  await signUpByForm(t, 'mentee', { ...AMIRA_TYPES, email: STARTERS.blocked })
  expect((await rowCounts(t)).person).toBe((before.person ?? 0) + 1)
})

describe('another browser', () => {
  test('does not see the confirmation: it is as if it were not there', async () => {
    const t = await freshApp()
    const { address } = await signUpByForm(t, 'mentee', AMIRA_TYPES)
    const chloe = browser(t.app)
    for (const path of [address, `${address}/extra`]) {
      const [theirs, nobodys] = await Promise.all([chloe.get(path), chloe.get(path.replace(/\w(?=(\/extra)?$)/, '_'))])
      expect(theirs.status).toBe(404)
      expect(await theirs.text()).toBe(await nobodys.text())
    }
    expect((await chloe.post(`${address}/extra`, { phone: '015 29 70 00' })).status).toBe(404)
  })

  test('with somebody else’s cookie does not see it either', async () => {
    const t = await freshApp()
    const amira = await signUpByForm(t, 'mentee', AMIRA_TYPES)
    const chloe = await signUpByForm(t, 'mentee', { ...AMIRA_TYPES, email: 'chloe@example.org' })
    const token = cookieOf(chloe.phone, chloe.address)
    const thief = browser(t.app)
    thief.cookies.set(`phone_${amira.address.slice(-12)}`, token)
    expect((await thief.get(amira.address)).status).toBe(404)
  })
})

/** Amira is known, and the blocked address has asked us never to write again. */
async function appWithHistory(): Promise<TestApp> {
  const t = await freshApp()
  await signUp(t, AMIRA)
  const addressHash = await t.deps.keys.mac('address', STARTERS.blocked)
  await t.db.write([t.db.q.insert(addressBlock).values({ addressHash, until: t.clock.now + 90 * DAY_MS })])
  return t
}

/** All that a phone sees from the first post on, with what may differ made equal. */
async function everyPage(t: TestApp, kind: Case) {
  const email = STARTERS[kind]
  const { phone, sent, address, page } = await signUpByForm(t, 'mentee', { ...AMIRA_TYPES, email })
  const [row] = await t.db.q
    .select()
    .from(signup)
    .where(eq(signup.id, address.split('/').at(-1) ?? ''))
  const show = async (name: string, response: Response) => ({
    name,
    status: response.status,
    headers: plain([...response.headers].map(([key, value]) => `${key}: ${value}`).join('\n')),
    text: plain(await response.text()),
  })
  const plain = (text: string) =>
    text
      .replaceAll(row?.id ?? '', 'ID')
      .replaceAll(row?.id.slice(-12) ?? '', 'ID')
      .replaceAll(row?.shortCode ?? '', 'CODE')
      .replaceAll(email, 'ADDRESS')
      .replaceAll(encodeURIComponent(email), 'ADDRESS')
      .replaceAll(/(?<=value="|phone_ID=)[\w-]{43}/g, 'SECRET')

  const extra = await phone.get(`${address}/extra`)
  const shown = await show('extra', extra.clone())
  const csrf = { _csrf: hiddenFields(await extra.text())._csrf ?? [] }
  const saved = await phone.post(`${address}/extra`, { ...csrf, stage: 'idea', phone: '015 29 70 00' } satisfies Fields)
  return [
    await show('sent', sent),
    await show('confirmation', page),
    shown,
    await show('wrong', await phone.post(`${address}/extra`, { ...csrf, phone: 'x' })),
    await show('saved', saved),
    await show('after', await phone.get(saved.headers.get('Location') ?? '')),
    await show('extra again', await phone.get(`${address}/extra`)),
  ]
}

const cookieOf = (phone: Browser, address: string): string => phone.cookies.get(`phone_${address.slice(-12)}`) ?? ''

test('the pages that are compared are the real ones', async () => {
  const t = await appWithHistory()
  const pages = await everyPage(t, 'known')
  expect(pages.map((page) => page.status)).toEqual([303, 200, 200, 422, 303, 200, 200])
  expect(body(pages[1]?.text ?? '')).toContain('We stuurden een mail naar ADDRESS')
  expect(body(pages[5]?.text ?? '')).toContain('We bewaarden wat je invulde')
  expect(paths.signup('ID')).toBe('/signups/ID')
})
