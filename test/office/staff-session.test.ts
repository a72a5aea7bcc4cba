import { expect, test } from 'vitest'
import { staffLinkFor } from '../../db/office/staff.ts'
import { staff, staffSession } from '../../db/schema.ts'
import { paths } from '../../src/paths.ts'
import { browser, freshApp, ORIGIN } from '../app.ts'
import { DIRK, signInStaff, staffMember } from '../staff.ts'

const MINUTE = 60_000

test('a disabled member is out at the next request', async () => {
  const t = await freshApp()
  const dirk = await signInStaff(t)
  await t.db.write([t.db.q.update(staff).set({ disabledAt: t.deps.now() })])
  expect((await dirk.get(paths.today())).headers.get('Location')).toBe('/sign-in')
})

test('a session ends after 30 minutes without use', async () => {
  const t = await freshApp()
  const dirk = await signInStaff(t)
  t.clock.now += 30 * MINUTE
  expect((await dirk.get(paths.today())).status).not.toBe(303)
  t.clock.now += 30 * MINUTE
  expect((await dirk.get(paths.today())).status).not.toBe(303)
  t.clock.now += 30 * MINUTE + 1
  expect((await dirk.get(paths.today())).status).toBe(303)
})

test('a session ends after 12 hours, however busy', async () => {
  const t = await freshApp()
  const dirk = await signInStaff(t)
  for (let i = 0; i < 24; i++) {
    t.clock.now += 30 * MINUTE
    expect((await dirk.get(paths.today())).status).not.toBe(303)
  }
  t.clock.now += 1
  expect((await dirk.get(paths.today())).status).toBe(303)
})

test('use is written down once a minute', async () => {
  const t = await freshApp()
  const dirk = await signInStaff(t)
  const seenAt = async () => (await t.db.q.select({ seenAt: staffSession.seenAt }).from(staffSession))[0]?.seenAt
  const entered = t.clock.now
  t.clock.now += MINUTE - 1
  await dirk.get(paths.today())
  expect(await seenAt()).toBe(entered)
  t.clock.now += 1
  await dirk.get(paths.today())
  expect(await seenAt()).toBe(entered + MINUTE)
})

test('signing out ends the session at the server too', async () => {
  const t = await freshApp()
  const dirk = await signInStaff(t)
  const cookie = dirk.cookies.get('staff') ?? ''
  const answer = await dirk.post(paths.signOut(), {})
  expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/sign-in'])
  expect(answer.headers.get('Clear-Site-Data')).toBe('"cache", "storage"')
  expect(dirk.cookies.has('staff')).toBe(false)

  dirk.cookies.set('staff', cookie)
  expect((await dirk.get(paths.today())).status).toBe(303)
})

test('a form without the session’s own token is refused', async () => {
  const t = await freshApp()
  const dirk = await signInStaff(t)
  const els = await signInStaff(t, { name: 'Els', email: 'els@example.org' })
  expect((await dirk.post(paths.signOut(), { _csrf: '' })).status).toBe(403)
  expect((await dirk.post(paths.signOut(), { _csrf: els.csrf })).status).toBe(403)
  expect((await dirk.post(paths.signOut(), {}, { 'X-CSRF-Token': els.csrf })).status).toBe(403)
  expect((await dirk.post(paths.signOut(), { _csrf: '' }, { 'X-CSRF-Token': dirk.csrf })).status).toBe(303)
})

test('without a session a form is refused, and htmx is sent to the sign-in page', async () => {
  const t = await freshApp()
  const phone = browser(t.app)
  expect((await phone.post(paths.signOut(), {})).status).toBe(401)
  const fragment = await phone.get(paths.today(), { 'HX-Request': 'true' })
  expect([fragment.status, fragment.headers.get('HX-Redirect')]).toEqual([401, '/sign-in'])
})

test('the cookie is Lax and out of reach of scripts; on https also Secure and bound to the host', async () => {
  const t = await freshApp()
  const link = await staffLinkFor(t.deps, await staffMember(t, DIRK))
  const answer = await browser(t.app).post(link, { sure: 'yes' })
  expect(answer.headers.getSetCookie()[0]).toMatch(/^staff=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax$/)

  t.deps.config.baseUrl = ORIGIN.replace('http:', 'https:')
  const again = await staffLinkFor(t.deps, await staffMember(t, DIRK))
  const body = new URLSearchParams({ sure: 'yes' })
  const secure = await t.app.request(again, { method: 'POST', body, headers: { 'Sec-Fetch-Site': 'same-origin' } })
  expect(secure.headers.getSetCookie()[0]).toMatch(/^__Host-staff=.*; HttpOnly; Secure; SameSite=Lax$/)
})

test('no page of staff opens without a session', async () => {
  const t = await freshApp()
  const routes = t.app.routes.filter(({ path, method }) => path.startsWith('/staff') && method !== 'ALL')
  expect(routes.length).toBeGreaterThan(0)
  for (const { path, method } of routes) {
    const address = path.replaceAll(/:\w+/g, 'x')
    const answer = await t.app.request(address, { method, headers: { Origin: ORIGIN } })
    expect([method, path, answer.status]).toEqual([method, path, method === 'GET' ? 303 : 401])
  }
})
