import { expect, test } from 'vitest'
import { Unavailable } from '../../db/refusal.ts'
import { event, rateBucket } from '../../db/schema.ts'
import { loadSettings, saveSettings } from '../../db/settings.ts'
import { createApp } from '../../src/app.tsx'
import { paths } from '../../src/paths.ts'
import { browser, field, freshApp, ORIGIN, type TestApp } from '../app.ts'
import { device, missingForBrowserTests } from '../chromium.ts'
import { bodyOf } from '../office.ts'
import { signInStaff } from '../staff.ts'

/* When the disk says no: what people read, and what becomes of what they typed. */

const CITY = {
  cityName: 'Stad Elders',
  serviceName: 'Economie',
  contactEmail: 'a@example.org',
  contactPhone: '',
  dpoEmail: 'b@example.org',
  retentionMonths: 24,
  duoRetentionMonths: 13,
}
const EVENT = {
  programme: 'peter-meter',
  title: 'Tweede ‘event’',
  place: 'Zaal "B"',
  starts: '2027-06-01T19:00',
  opens: '',
  closes: '',
}

/** The same app on a disk that is full while `disk.full` says so. */
async function onFullDisk(t: TestApp) {
  const disk = { full: true }
  const write: typeof t.db.write = (batch) => (disk.full ? Promise.reject(new Unavailable('write')) : t.db.write(batch))
  return { disk, app: await createApp({ ...t.deps, db: { ...t.db, write } }) }
}

const hidden = (html: string) =>
  Object.fromEntries(
    [...html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
      name,
      value.replaceAll('&quot;', '"').replaceAll('&#39;', "'"),
    ]),
  )

test('pages that are made without the database carry the name of the city as it was last read', async () => {
  const t = await freshApp()
  const { staffId, csrf } = await signInStaff(t)
  await saveSettings(t.deps, CITY, staffId)
  await loadSettings(t.db)
  const dirk = await signInStaff(t)
  const large = await dirk.post(paths.events(), { title: 'x'.repeat(70_000), _csrf: csrf })
  expect([large.status, await large.text()]).toEqual([413, expect.stringContaining('Stad Elders')])
  t.db.close()
  const gone = await t.app.request(paths.event(t.code))
  expect(gone.status).toBeGreaterThanOrEqual(500)
  expect(await gone.text()).toContain('Stad Elders')
})

test('a form of staff that met a full disk stands there to be sent again, as it was typed, once', async () => {
  const t = await freshApp()
  const { app, disk } = await onFullDisk(t)
  disk.full = false
  const dirk = await signInStaff({ ...t, app })
  disk.full = true
  const _form = field(await (await dirk.get(paths.newEvent())).text(), '_form')
  const refused = await dirk.post(paths.events(), { ...EVENT, _form })
  expect([refused.status, refused.headers.get('Retry-After')]).toEqual([503, '30'])
  const page = await bodyOf(refused)
  expect(page).toContain('Je antwoorden zijn niet bewaard.')
  const again = hidden(page)
  expect(again).toEqual({ ...EVENT, _form, _csrf: dirk.csrf })
  expect(page).toContain(`<form action="${paths.events()}"`)

  disk.full = false
  for (let i = 0; i < 2; i++) expect((await dirk.post(paths.events(), again)).status).toBe(303)
  expect((await t.db.q.select().from(event)).filter(({ title }) => title === EVENT.title)).toHaveLength(1)
})

test('of the sign-up the page says that it is the sign-up; a page that was only asked for has nothing to send again', async () => {
  const t = await freshApp()
  const app = await createApp({ ...t.deps, db: { ...t.db, q: t.db.q } })
  t.db.close()
  const page = await bodyOf(await app.request(paths.event(t.code)))
  expect(page).toMatch(/De inschrijving is even niet beschikbaar|Er ging iets mis bij ons/)
  expect(page).not.toContain('Verstuur opnieuw')
})

test('ready means that the disk takes a write, and a crowd of questions writes no more than thirty times a minute', async () => {
  const t = await freshApp()
  for (let i = 0; i < 40; i++) expect((await t.app.request(paths.ready())).status).toBe(200)
  expect(await t.db.q.select().from(rateBucket)).toMatchObject([{ key: 'ready', count: 30 }])

  t.clock.now += 60_000
  const limit = () => t.db.client.execute('PRAGMA max_page_count = 1')
  for (const size of [300, 30, 1]) {
    for (let n = 0, full = false; !full; n++) {
      await limit()
      const args = [`${n}`.padStart(size, 'x'), n]
      full = await t.db.client.execute({ sql: 'INSERT INTO rate_bucket VALUES (?, ?, 1, 1)', args }).then(
        () => false,
        () => true,
      )
    }
  }
  await limit()
  const full = await t.app.request(paths.ready())
  expect([full.status, full.headers.get('Retry-After')]).toEqual([503, '30'])
  expect((await t.app.request(paths.ready())).status).toBe(200)
})

test.runIf(missingForBrowserTests() === null)(
  'in a browser, back keeps what was typed, and one button sends the whole form again',
  async () => {
    const t = await freshApp()
    const { app, disk } = await onFullDisk(t)
    const dirk = browser(app)
    disk.full = false
    const signedIn = await signInStaff({ ...t, app })
    for (const [name, value] of signedIn.cookies) dirk.cookies.set(name, value)
    disk.full = true
    const desk = await device({ viewport: { width: 375, height: 740 } })
    await desk.context.route('**/*', async (route) => {
      const { pathname } = new URL(route.request().url())
      if (pathname.startsWith('/assets/')) return route.fulfill({ contentType: 'text/javascript', body: '' })
      const init = { method: route.request().method(), body: route.request().postData(), headers: { Origin: ORIGIN } }
      const answer = await dirk.request(pathname, {
        ...init,
        headers: { ...init.headers, 'Content-Type': 'application/x-www-form-urlencoded' },
      })
      if (answer.status === 303) return route.fulfill({ body: 'made' })
      return route.fulfill({
        status: answer.status,
        headers: Object.fromEntries(answer.headers),
        body: await answer.text(),
      })
    })
    await desk.page.goto(`${ORIGIN.replace('http:', 'https:')}${paths.newEvent()}`)
    await desk.page.fill('[name=title]', EVENT.title)
    await desk.page.fill('[name=place]', EVENT.place)
    await desk.page.fill('[name=starts]', EVENT.starts)
    await desk.page.click('main form button.button')
    await desk.page.waitForSelector('text=Verstuur opnieuw')
    await desk.page.goBack()
    expect(await desk.page.inputValue('[name=title]')).toBe(EVENT.title)
    await desk.page.goForward()
    await desk.page.waitForSelector('text=Verstuur opnieuw')
    disk.full = false
    await desk.page.click('text=Verstuur opnieuw')
    expect(await desk.page.textContent('body')).toContain('made')
    expect((await t.db.q.select().from(event)).map(({ title, place }) => [title, place])).toContainEqual([
      EVENT.title,
      EVENT.place,
    ])
    await desk.context.close()
  },
  60_000,
)
