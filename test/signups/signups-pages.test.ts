import { gzipSync } from 'node:zlib'
import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { event, eventDoor } from '../../db/schema.ts'
import { DEFAULT_SETTINGS, saveSettings } from '../../db/settings.ts'
import { standingPageOf } from '../../db/signups/standing.ts'
import { createApp } from '../../src/app.tsx'
import { DAY_MS } from '../../src/domain/civil-date.ts'
import { paths } from '../../src/paths.ts'
import { browser, freshApp, START, type TestApp } from '../app.ts'
import { AMIRA_TYPES, body, rowCounts, signUpByForm } from '../signup-flow.ts'
import { staffMember } from '../staff.ts'

const MOST_BYTES = 14 * 1024
describe('the code of an event', () => {
  test('leads in any case to the two roles, with the effort that each asks', async () => {
    const t = await freshApp()
    for (const code of [t.code, t.code.toLowerCase(), `${t.code.slice(0, 2)}-${t.code.slice(2)}`]) {
      const response = await t.app.request(paths.event(code))
      const html = await response.text()
      expect(response.status, code).toBe(200)
      expect(html).toContain(`href="/e/${t.code}/mentor"`)
      expect(html).toContain(`href="/e/${t.code}/mentee"`)
      expect(body(html)).toContain('Reken op 1 à 2 uur per maand, 6 maanden lang.')
    }
  })

  test('that nobody knows is a 404 with the same question, what was typed, and what to do', async () => {
    const t = await freshApp()
    for (const path of ['/e/ZZZZ', '/e/zzzz/mentee', `/e/${'x'.repeat(500)}`, '/e/%00', '/e/<script>']) {
      const response = await t.app.request(path)
      const text = body(await response.text())
      expect(response.status, path).toBe(404)
      expect(text).toContain('We vinden geen event met deze code. Kijk op de affiche.')
      expect(text).toContain('name="code"')
      expect(text).toContain('Lukt het niet? Mail naar economie@example.org.')
      expect(text).toContain('Geen event of geen code?')
      expect(text).not.toContain('balie')
    }
    expect(await (await t.app.request('/e/zzzz')).text()).toContain('value="ZZZZ"')
    expect((await browser(t.app).post('/e/ZZZZ/mentee/signups', AMIRA_TYPES)).status).toBe(404)
  })

  test('with a role that does not exist is not there', async () => {
    const t = await freshApp()
    for (const side of ['peter', 'MENTEE', '__proto__'])
      expect((await t.app.request(`/e/${t.code}/${side}`)).status).toBe(404)
  })
})

describe('an event', () => {
  test('that is over says so and where to sign up now, on every page', async () => {
    const t = await freshApp()
    const standing = await standingPageOf(t.db, 'peter-meter')
    t.clock.now += 30 * DAY_MS
    for (const path of [paths.event(t.code), paths.signupForm(t.code, 'mentor')]) {
      const response = await t.app.request(path)
      const text = body(await response.text())
      expect(response.status).toBe(410)
      expect(text).toContain('Je kunt hier niet meer inschrijven')
      expect(text).toContain('Het event is voorbij.')
      expect(text).toContain('Wil je toch meedoen?')
      expect(text).toContain(`href="${paths.event(standing?.code ?? '')}"`)
    }
  })

  test('without end takes over, until staff close it: then it says whom to mail', async () => {
    const t = await freshApp()
    const standing = await standingPageOf(t.db, 'peter-meter')
    t.clock.now += 3_000 * DAY_MS
    const page = paths.event(standing?.code ?? '')
    expect(body(await (await t.app.request(page)).text())).not.toContain('2027')
    await door(t, false, standing?.code)
    const closed = await t.app.request(page)
    expect(closed.status).toBe(410)
    expect(body(await closed.text())).toContain('Wil je toch meedoen? Mail naar economie@example.org.')
  })

  test('without end has no side for who must be sent, but says by whom', async () => {
    const t = await freshApp()
    const { code = '' } = (await standingPageOf(t.db, 'mentoring-naar-werk')) ?? {}
    const roles = body(await (await t.app.request(paths.event(code))).text())
    expect(roles).toContain(`href="${paths.signupForm(code, 'mentor')}"`)
    expect(roles).not.toContain(paths.signupForm(code, 'mentee'))
    expect(roles).toContain('met een uitnodiging via VDAB')
    const form = await t.app.request(paths.signupForm(code, 'mentee'))
    expect([form.status, body(await form.text())]).toEqual([403, expect.stringContaining('uitnodiging nodig')])
  })

  test('without end sends nobody to a desk: it says whom to mail, in the name of who answers for it', async () => {
    const t = await freshApp()
    const { code = '' } = (await standingPageOf(t.db, 'duo-for-a-job')) ?? {}
    for (const path of [paths.event(code), paths.signupForm(code, 'mentor')]) {
      const text = body(await (await t.app.request(path)).text())
      expect(text).toContain('Lukt het niet? Mail naar duo-for-a-job@example.org.')
      expect(text).not.toContain('balie')
    }
    const atEvent = body(await (await t.app.request(paths.event(t.code))).text())
    expect(atEvent).toContain('aan de balie. Geen balie? Mail naar economie@example.org.')
  })

  test('without end is found on the front page while it is open, beside the way in for staff', async () => {
    const t = await freshApp()
    const standing = await standingPageOf(t.db, 'peter-meter')
    const front = async () => (await t.app.request(paths.home())).text()
    expect(await front()).toContain(`href="${paths.event(standing?.code ?? '')}"`)
    expect(await front()).toContain(`href="${paths.signIn()}"`)
    await door(t, false, standing?.code)
    expect(await front()).not.toContain(`href="${paths.event(standing?.code ?? '')}"`)
  })

  test('that staff closed before its time does not say that it is over, and opens again at once', async () => {
    const t = await freshApp()
    await door(t, false)
    const closed = body(await (await t.app.request(paths.event(t.code))).text())
    expect(closed).toContain('De inschrijving is gesloten.')
    expect(closed).not.toContain('voorbij')
    await door(t, true)
    expect((await t.app.request(paths.event(t.code))).status).toBe(200)
  })

  test('that is not open yet says from when', async () => {
    const t = await freshApp()
    await t.db.write([t.db.q.update(event).set({ opensAt: START + DAY_MS })])
    const response = await t.app.request(paths.event(t.code))
    const text = body(await response.text())
    expect(response.status).toBe(200)
    expect(text).toContain('Dat kan vanaf 5 mei 2027 om 14.00 uur.')

    const sent = await browser(t.app).post(paths.signupCheck(t.code, 'mentee'), AMIRA_TYPES)
    expect(sent.status).toBe(409)
    expect(body(await sent.text())).toContain('Wat je invulde, is niet bewaard.')
  })
})

describe('a page that is the same for everybody', () => {
  const publicPages = (code: string) => [
    paths.event(code),
    paths.signupForm(code, 'mentor'),
    paths.signupForm(code, 'mentee'),
  ]

  test('is one response of at most 14 KB, and asks for nothing else', async () => {
    const t = await freshApp()
    const check = await browser(t.app).post(paths.signupCheck(t.code, 'mentee'), AMIRA_TYPES)
    const { page } = await signUpByForm(t, 'mentee', AMIRA_TYPES)
    const pages = [...publicPages(t.code).map((path) => t.app.request(path)), check, page]
    for (const response of await Promise.all(pages)) {
      const html = await response.text()
      expect(gzipSync(html).length).toBeLessThanOrEqual(MOST_BYTES)
      // An icon of no bytes, in the page itself: it keeps the browser from asking for one.
      const rest = html.replace('<link rel="icon" href="data:,"/>', '')
      expect(rest.length).toBeLessThan(html.length)
      expect(rest).not.toMatch(/<(script|link|img|iframe|object|video)\b|@import|url\(|\bsrc=|srcset=/)
    }
  })

  test('holds no value of a visitor: the same bytes for everybody, and nothing is remembered', async () => {
    const t = await freshApp()
    for (const path of publicPages(t.code)) {
      const [one, two] = await Promise.all([t.app.request(path), t.app.request(path)])
      expect(one.headers.get('Set-Cookie')).toBeNull()
      expect(await one.text()).toBe(await two.text())
    }
    expect((await t.app.request(paths.signupForm(t.code, 'mentee'))).headers.get('Cache-Control')).toBe('no-cache')
  })

  test('has Dutch ticked, and nothing else', async () => {
    const t = await freshApp()
    for (const path of publicPages(t.code).slice(1)) {
      const html = await (await t.app.request(path)).text()
      expect(html.match(/value="(\w+)" checked/g)).toEqual(['value="nl" checked'])
    }
  })

  test('changes with the event and with the city', async () => {
    const t = await freshApp()
    const [before] = await Promise.all([(await t.app.request(paths.event(t.code))).text()])
    await t.db.write([t.db.q.update(event).set({ title: 'Anders', version: 2 })])
    const renamed = await (await t.app.request(paths.event(t.code))).text()
    expect([before?.includes('Anders'), renamed.includes('Anders')]).toEqual([false, true])

    const staffId = await staffMember(t, { name: 'Dirk', email: 'dirk@example.org' })
    await saveSettings(t.deps, { ...DEFAULT_SETTINGS, cityName: 'Stad Elders' }, staffId)
    expect(await (await t.app.request(paths.event(t.code))).text()).toContain('Stad Elders')
  })

  test('is packed once, for who takes it packed', async () => {
    const t = await freshApp()
    let packed = 0
    const gzip = (text: string) => {
      packed++
      return new Uint8Array(gzipSync(text))
    }
    const app = await createApp({ ...t.deps, gzip })
    const path = paths.signupForm(t.code, 'mentee')
    const plain = await (await t.app.request(path)).text()
    const accepted: [string, boolean][] = [
      ['gzip, deflate, br', true],
      ['br;q=1.0, gzip;q=0.5', true],
      ['*', true],
      ['gzip;q=0', false],
      ['br', false],
      ['', false],
    ]
    for (const [encodings, isPacked] of accepted) {
      const response = await app.request(path, { headers: { 'Accept-Encoding': encodings } })
      expect(response.headers.get('Vary')).toBe('Accept-Encoding')
      expect(response.headers.get('Content-Encoding'), encodings).toBe(isPacked ? 'gzip' : null)
      const stream = isPacked ? response.body?.pipeThrough(new DecompressionStream('gzip')) : response.body
      expect(await new Response(stream).text()).toBe(plain)
    }
    expect(packed).toBe(1)
  })
})

test('a page to which only a form leads sends a visitor to that form', async () => {
  const t = await freshApp()
  for (const path of [paths.signupCheck(t.code, 'mentee'), paths.signups(t.code, 'mentee')]) {
    const response = await t.app.request(path)
    expect([response.status, response.headers.get('Location')]).toEqual([303, paths.signupForm(t.code, 'mentee')])
  }
  expect((await rowCounts(t)).signup).toBe(0)
})

async function door(t: TestApp, open: boolean, code = t.code) {
  const staffId = await staffMember(t, { name: 'Dirk', email: 'dirk@example.org' })
  const [row] = await t.db.q.select().from(event).where(eq(event.code, code))
  await t.db.write([t.db.q.insert(eventDoor).values({ eventId: row?.id ?? '', open, at: t.clock.now, staffId })])
}
