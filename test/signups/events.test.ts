import { eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { audit, event, eventDoor } from '../../db/schema.ts'
import { listEvents } from '../../db/signups/events.ts'
import { paths } from '../../src/paths.ts'
import { field, freshApp, START, type TestApp } from '../app.ts'
import { AMIRA, BERT, CHLOE, signUp } from '../people.ts'
import { type StaffBrowser, signInStaff } from '../staff.ts'

const FORM = {
  programme: 'peter-meter',
  title: 'Ondernemerscafé',
  place: 'Predikheren',
  starts: '2027-06-03T19:30',
  opens: '',
  closes: '',
}

let t: TestApp
let dirk: StaffBrowser

const events = () => listEvents(t.db, ['peter-meter'])

beforeEach(async () => {
  t = await freshApp()
  dirk = await signInStaff(t)
})

const formKey = async () => field(await (await dirk.get(paths.newEvent())).text(), '_form')

async function create(more: Partial<typeof FORM> = {}) {
  const answer = await dirk.post(paths.events(), { ...FORM, ...more, _form: await formKey() })
  const [row] = (await events()).filter(({ code }) => code !== t.code)
  if (!row) throw new Error('no event')
  return { answer, row, page: paths.eventPage(row.id) }
}

/** The edit form of an event, as its page shows it. */
async function editForm(page: string) {
  const html = await (await dirk.get(page)).text()
  const forms = html.slice(html.indexOf('name="version"') - 400)
  return { ...FORM, version: field(forms, 'version'), _form: field(forms, '_form') }
}

test('an event is made with Brussels times, a code of its own and a page', async () => {
  const { answer, row, page } = await create()
  expect([answer.status, answer.headers.get('Location')]).toEqual([303, page])
  expect(row.startsAt).toBe(Date.UTC(2027, 5, 3, 17, 30))
  expect(row.opensAt).toBe(START)
  expect(row.closesAt).toBe(row.startsAt + 36 * 3_600_000)
  expect(row.code).toMatch(/^[A-HJKMNP-Z2-9]{4}$/)

  const html = await (await dirk.get(page)).text()
  expect(html).toContain('Ondernemerscafé')
  expect(html).toContain('3 juni 2027 om 19.30 uur')
})

test('a form sent twice makes one event and gives the same answer', async () => {
  const _form = await formKey()
  const answers = await Promise.all(Array.from({ length: 20 }, () => dirk.post(paths.events(), { ...FORM, _form })))
  expect(new Set(answers.map((answer) => answer.headers.get('Location'))).size).toBe(1)
  expect(await t.db.q.select().from(event).where(eq(event.title, FORM.title))).toHaveLength(1)
})

test.each([
  ['title', { title: ' ' }, 'Vul een titel in'],
  ['title', { title: 'x'.repeat(81) }, 'De titel mag hoogstens 80 tekens lang zijn'],
  ['title', { title: 'Ca\u202Efé' }, 'Hier staat een onzichtbaar teken'],
  ['place', { place: '' }, 'Vul een plaats in'],
  ['starts', { starts: '' }, 'Kies een dag en een uur voor de start'],
  ['starts', { starts: '2027-02-30T19:00' }, 'Kies een dag en een uur voor de start'],
  ['opens', { opens: 'morgen' }, 'Kies een dag en een uur, of laat dit leeg'],
  ['closes', { opens: '2027-06-05T10:00', closes: '2027-06-05T10:00' }, 'Inschrijven moet langer open zijn'],
])('a wrong %s is said at its field and the rest stays typed', async (name, wrong, message) => {
  const answer = await dirk.post(paths.events(), { ...FORM, place: 'Lamot', ...wrong, _form: await formKey() })
  const html = await answer.text()
  expect(answer.status).toBe(422)
  expect(html).toContain(message)
  expect(html).toContain(`href="#${name}"`)
  if (name !== 'place') expect(html).toContain('value="Lamot"')
  expect(await events()).toHaveLength(1)
})

test('a form whose hidden fields are not ours is refused', async () => {
  const { page, row } = await create()
  expect((await dirk.post(paths.events(), FORM)).status).toBe(400)
  expect((await dirk.post(paths.events(), { ...FORM, _form: await formKey(), programme: 'x' })).status).toBe(400)
  expect((await dirk.post(page, { ...(await editForm(page)), version: 'x' })).status).toBe(400)
  expect((await dirk.post(paths.eventDoor(row.id), { open: 'maybe' })).status).toBe(400)
})

test('an event is changed, and the change is in the audit', async () => {
  const { page, row } = await create()
  const answer = await dirk.post(page, { ...(await editForm(page)), title: 'Ander café' })
  expect(answer.headers.get('Location')).toBe(page)
  const [changed] = await t.db.q.select().from(event).where(eq(event.id, row.id))
  expect([changed?.title, changed?.version]).toEqual(['Ander café', 2])
  const actions = await t.db.q.select({ action: audit.action }).from(audit).where(eq(audit.subject, row.id))
  expect(actions.map(({ action }) => action)).toEqual(['event.created', 'event.changed'])
})

test('the same change sent twice is one change', async () => {
  const { page, row } = await create()
  const form = { ...(await editForm(page)), title: 'Ander café' }
  for (let i = 0; i < 2; i++) expect((await dirk.post(page, form)).status).toBe(303)
  expect((await t.db.q.select().from(event).where(eq(event.id, row.id)))[0]?.version).toBe(2)
})

test('who changes an event that somebody changed meanwhile is told who, and loses nothing typed', async () => {
  const { page, row } = await create()
  const els = await signInStaff(t, { name: 'Els Elders', email: 'els@example.org' })
  const [hers, his] = [await editForm(page), await editForm(page)]
  expect((await els.post(page, { ...hers, place: 'Lamot' })).status).toBe(303)

  const stale = await dirk.post(page, { ...his, title: 'Van Dirk' })
  const html = await stale.text()
  expect(stale.status).toBe(409)
  expect(html).toContain('Els Elders wijzigde dit event')
  expect(html).toContain('Lamot')
  expect(html).toContain('value="Van Dirk"')
  expect((await t.db.q.select().from(event).where(eq(event.id, row.id)))[0]?.title).toBe(FORM.title)

  const again = { ...his, title: 'Van Dirk', version: field(html, 'version'), _form: field(html, '_form') }
  expect((await dirk.post(page, again)).status).toBe(303)
})

test('of 20 changes from one version at the same time, one is kept', async () => {
  const { page } = await create()
  const forms = await Promise.all(Array.from({ length: 20 }, () => editForm(page)))
  const answers = await Promise.all(forms.map((form, n) => dirk.post(page, { ...form, title: `Titel ${n}` })))
  expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
  expect(answers.filter(({ status }) => status === 409)).toHaveLength(19)
})

test('the door is closed and opened by hand, once however often asked', async () => {
  const { page, row } = await create()
  const door = paths.eventDoor(row.id)
  for (let i = 0; i < 2; i++) expect((await dirk.post(door, { open: 'no' })).headers.get('Location')).toBe(page)
  expect(await t.db.q.select().from(eventDoor)).toHaveLength(1)
  expect(await (await dirk.get(page)).text()).toContain('Met de hand gesloten')
  await dirk.post(door, { open: 'yes' })
  expect(await (await dirk.get(page)).text()).toContain('Met de hand geopend')
})

test('an event that is not there is not found', async () => {
  for (const path of [paths.eventPage('x'), paths.poster('x')]) expect((await dirk.get(path)).status).toBe(404)
  expect((await dirk.post(paths.eventPage('x'), { ...FORM })).status).toBe(404)
  expect((await dirk.post(paths.eventDoor('x'), { open: 'no' })).status).toBe(404)
})

test('the page of an event counts who signed up, per side', async () => {
  for (const form of [AMIRA, BERT, CHLOE]) await signUp(t, form)
  const [seeded] = await events()
  const html = await (await dirk.get(paths.eventPage(seeded?.id ?? ''))).text()
  expect(html).toMatch(/peters en meters<br\/>1 nog niet bevestigd<\/dt><dd>1</)
  expect(html).toMatch(/starters<br\/>2 nog niet bevestigd<\/dt><dd>2</)
})

test('the poster says where to go, what to type and where the privacy statement is', async () => {
  const { row } = await create()
  const html = await (await dirk.get(paths.poster(row.id))).text()
  for (const text of [
    'Start je? Of help je een starter?',
    'localhost:3000',
    row.code,
    'Tip: zet wifi uit, gebruik je mobiele data',
    'Geen smartphone? Vraag het papieren formulier.',
    'localhost:3000/privacy',
    '<svg',
  ])
    expect(html).toContain(text)
})

test('the address in the QR code, all capitals, leads to the event', async () => {
  const answer = await t.app.request(paths.eventInCapitals(t.code))
  expect([answer.status, answer.headers.get('Location')]).toEqual([303, paths.event(t.code)])
})

test('a post without the session’s token changes nothing', async () => {
  const _form = await formKey()
  expect((await dirk.post(paths.events(), { ...FORM, _form, _csrf: '' })).status).toBe(403)
  expect(await events()).toHaveLength(1)
})
