import { desc, eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { currentText, noticeCode } from '../../db/people/consents.ts'
import { audit, consentText, programmeCap, staff } from '../../db/schema.ts'
import { loadSettings } from '../../db/settings.ts'
import { takingPartCode } from '../../src/consent-texts.ts'
import { paths } from '../../src/paths.ts'
import { field, freshApp, type TestApp } from '../app.ts'
import { type StaffBrowser, signInStaff, staffMember } from '../staff.ts'

const CITY = {
  cityName: 'Stad Elders',
  serviceName: 'Economie',
  contactEmail: 'economie@elders.example.org',
  contactPhone: '015 00 00 00',
  dpoEmail: 'privacy@elders.example.org',
  retentionMonths: '24',
  duoRetentionMonths: '13',
}
/** Of the city's own service, as the form sends it. */
const PLACE = { role: 'member', workplace: '' }
const ELS = { name: 'Els Elders', email: 'els@example.org' }

let t: TestApp
let dirk: StaffBrowser

beforeEach(async () => {
  t = await freshApp()
  dirk = await signInStaff(t)
})

const shown = async () => (await dirk.get(paths.settings())).text()
const formKey = async () => field(await shown(), '_form')
const actions = async () => (await t.db.q.select({ action: audit.action }).from(audit)).map(({ action }) => action)

test('the city’s name, once saved, stands on every page and in the texts that people agree to', async () => {
  const answer = await dirk.post(paths.settings(), CITY)
  expect([answer.status, answer.headers.get('Location')]).toEqual([303, paths.settingsSaved()])
  expect((await loadSettings(t.db)).cityName).toBe('Stad Elders')
  expect(await (await t.app.request(paths.home())).text()).toContain('Stad Elders')

  const text = await currentText(t.db, takingPartCode('peter-meter', 'mentor'))
  expect(text.version).toBe(2)
  expect(text.body).toContain('Stad Elders mag mijn gegevens gebruiken')
})

test('an older text stays as it was', async () => {
  await dirk.post(paths.settings(), CITY)
  const rows = await t.db.q
    .select()
    .from(consentText)
    .where(eq(consentText.code, noticeCode('peter-meter')))
  expect(rows.map(({ version }) => version).sort()).toEqual([1, 2])
  expect(rows.find(({ version }) => version === 1)?.body).toContain('Stad Voorbeeld')
})

test('the same settings saved again, or ten times at once, publish one text and one line in the audit', async () => {
  const answers = await Promise.all(Array.from({ length: 10 }, () => dirk.post(paths.settings(), CITY)))
  expect(answers.every(({ status }) => status === 303)).toBe(true)
  await dirk.post(paths.settings(), CITY)
  expect((await currentText(t.db, noticeCode('peter-meter'))).version).toBe(2)
  const before = (await actions()).length
  await dirk.post(paths.settings(), CITY)
  expect((await actions()).length).toBe(before)
})

test.each([
  ['cityName', '', 'Vul dit in, met hoogstens 60 gewone tekens'],
  ['serviceName', 'Econo\u202Emie', 'Vul dit in, met hoogstens 60 gewone tekens'],
  ['contactEmail', 'economie', 'Vul een e-mailadres in zoals naam@voorbeeld.be'],
  ['retentionMonths', '0', 'Vul een getal in van 1 tot 60'],
  ['duoRetentionMonths', 'dertien', 'Vul een getal in van 7 tot 60'],
])('a wrong %s is said at its field, and nothing is saved', async (name, value, message) => {
  const answer = await dirk.post(paths.settings(), { ...CITY, [name]: value })
  const html = await answer.text()
  expect(answer.status).toBe(422)
  expect(html).toContain(`<a href="#${name}">${message}</a>`)
  expect(html).toContain('value="015 00 00 00"')
  expect((await loadSettings(t.db)).cityName).toBe('Stad Voorbeeld')
})

test('a cap is set for this year and the next, and for no other', async () => {
  const cap = (year: number, value: string) =>
    dirk.post(paths.caps(), { programme: 'peter-meter', year: String(year), cap: value })
  for (const year of [2027, 2028]) expect((await cap(year, '12')).status).toBe(303)
  const ofThis = t.db.q.select({ cap: programmeCap.cap }).from(programmeCap)
  const caps = await ofThis.where(eq(programmeCap.programme, 'peter-meter'))
  expect(caps).toEqual([{ cap: 12 }, { cap: 12 }])

  expect((await cap(2029, '12')).status).toBe(400)
  expect((await cap(2027, 'veel')).status).toBe(422)
  expect((await cap(2027, '-1')).status).toBe(422)
  expect((await dirk.post(paths.caps(), { programme: 'x', year: '2027', cap: '1' })).status).toBe(400)
  expect(await t.db.q.select().from(programmeCap)).toHaveLength(4)
})

test('a cap of zero is allowed, and a lower one says that it stops nothing', async () => {
  expect((await dirk.post(paths.caps(), { programme: 'peter-meter', year: '2027', cap: '0' })).status).toBe(303)
  expect(await shown()).toContain('Een lager getal stopt niets wat al loopt.')
})

test('a new member of staff can sign in', async () => {
  const answer = await dirk.post(paths.staffMembers(), { ...ELS, ...PLACE, _form: await formKey() })
  expect(answer.status).toBe(303)
  expect(await shown()).toContain('els@example.org')
  await dirk.post(paths.signIn(), { email: ELS.email })
  expect((await signInStaff(t, ELS)).staffId).toBeTruthy()
})

test('a member added twice by one form is one, by another form is said', async () => {
  const _form = await formKey()
  for (let i = 0; i < 2; i++)
    expect((await dirk.post(paths.staffMembers(), { ...ELS, ...PLACE, _form })).status).toBe(303)
  const again = await dirk.post(paths.staffMembers(), {
    ...ELS,
    ...PLACE,
    email: 'ELS@example.org',
    _form: await formKey(),
  })
  expect(again.status).toBe(422)
  expect(await again.text()).toContain('Met dit e-mailadres staat er al iemand in de lijst')
  expect(await t.db.q.select().from(staff)).toHaveLength(2)
})

test('a disabled member is out at once, and in again when allowed', async () => {
  const els = await signInStaff(t, ELS)
  for (let i = 0; i < 2; i++)
    expect((await dirk.post(paths.staffAccess(els.staffId), { access: 'no' })).status).toBe(303)
  expect((await els.get(paths.today())).headers.get('Location')).toBe('/sign-in')

  expect((await dirk.post(paths.staffAccess(els.staffId), { access: 'yes' })).status).toBe(303)
  expect((await els.get(paths.today())).headers.get('Location')).toBe('/sign-in')
  expect((await (await signInStaff(t, ELS)).get(paths.today())).status).not.toBe(303)
  expect((await actions()).filter((action) => action.startsWith('staff.dis'))).toHaveLength(1)
})

test('nobody disables themselves, or somebody who is not there', async () => {
  expect((await dirk.post(paths.staffAccess(dirk.staffId), { access: 'no' })).status).toBe(422)
  expect((await dirk.post(paths.staffAccess('x'), { access: 'no' })).status).toBe(404)
  expect((await dirk.post(paths.staffAccess(dirk.staffId), { access: 'maybe' })).status).toBe(400)
  const [row] = await t.db.q.select().from(staff).orderBy(desc(staff.createdAt))
  expect(row?.disabledAt).toBeNull()
})

test('settings change only with the session’s own token', async () => {
  const id = await staffMember(t, ELS)
  const posts: [string, Record<string, string>][] = [
    [paths.settings(), CITY],
    [paths.caps(), { programme: 'peter-meter', year: '2027', cap: '1' }],
    [paths.staffMembers(), { name: 'X', email: 'x@example.org' }],
    [paths.staffAccess(id), { access: 'no' }],
  ]
  for (const [path, fields] of posts) expect((await dirk.post(path, { ...fields, _csrf: 'x' })).status).toBe(403)
})
