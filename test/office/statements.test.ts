import { beforeEach, expect, test } from 'vitest'
import { audit } from '../../db/schema.ts'
import { loadSettings } from '../../db/settings.ts'
import { paths } from '../../src/paths.ts'
import { freshApp, type TestApp } from '../app.ts'
import { bodyOf } from '../office.ts'
import { DORA } from '../partners/partner-world.ts'
import { type StaffBrowser, signInStaff } from '../staff.ts'

/* What every public site must say of itself: how accessible it is, and which version of the privacy notice one reads. */

const FOUND = { compliance: 'partial', assessor: 'outside', assessedOn: '2027-05-03', gaps: 'De affiche als pdf.' }

let t: TestApp
let dirk: StaffBrowser

beforeEach(async () => {
  t = await freshApp()
  dirk = await signInStaff(t)
})

const save = (more = {}, who = dirk) => who.post(paths.accessibilitySettings(), { ...FOUND, ...more })
const statement = async () => bodyOf(await t.app.request(paths.accessibility()))
const kept = async () => (await loadSettings(t.db)).accessibility
const today = async (who = dirk) => bodyOf(await who.get(paths.today()))

test('nothing is claimed before somebody looked, and the city’s managers are asked to let it be done', async () => {
  expect(await statement()).toContain('We weten nog niet of deze website voldoet aan WCAG 2.1')
  expect(await today()).toContain('Vul in hoe toegankelijk de website is')
  expect(await today(await signInStaff(t, DORA))).not.toContain('toegankelijk de website')
})

test('what was found stands in the statement: whether it complies, what does not, who looked and when', async () => {
  for (let i = 0; i < 2; i++) expect((await save()).status).toBe(303)
  const text = await statement()
  expect(text).toContain('Deze website voldoet gedeeltelijk aan WCAG 2.1, niveau AA (EN 301 549 v3.2.1).')
  expect(text).toContain('De affiche als pdf.')
  expect(text).toContain('Een onafhankelijke partij keek de website na op 3 mei 2027.')
  expect(await today()).not.toContain('hoe toegankelijk')
  const lines = (await t.db.q.select().from(audit)).filter(({ action }) => action === 'settings.changed')
  expect(lines).toHaveLength(1)
})

test.each([
  ['compliance', { compliance: '' }, 'Kies of de website voldoet'],
  ['assessor', { assessor: 'iemand' }, 'Kies wie het nakeek'],
  ['assessedOn', { assessedOn: '' }, 'Kies de dag waarop het nagekeken is'],
  ['assessedOn', { assessedOn: '2027-05-05' }, 'Deze dag is nog niet voorbij'],
  ['gaps', { gaps: ' ' }, 'Schrijf wat niet toegankelijk is'],
  ['gaps', { compliance: 'full' }, 'Voldoet de website volledig? Laat dit dan leeg'],
])('a wrong %s (%o) is said at its field, and nothing is kept', async (field, more, message) => {
  const answer = await save(more)
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain(`<a href="#${field}">${message}`)
  expect(await kept()).toBeNull()
})

test('of the city’s site only the city speaks', async () => {
  expect((await save({}, await signInStaff(t, DORA))).status).toBe(404)
  expect((await save({}, await signInStaff(t, { name: 'Els', email: 'els@example.org' }))).status).toBe(404)
  expect(await kept()).toBeNull()
})

test('a privacy notice says its version and since when it stands', async () => {
  const notice = async () => bodyOf(await t.app.request(paths.programmePrivacy('peter-meter')))
  expect(await notice()).toContain('Versie 1 van 4 mei 2027.')
  t.clock.now += 2 * 86_400_000
  dirk = await signInStaff(t)
  const { cityName: _, associations: __, bounds: ___, accessibility: ____, ...city } = await loadSettings(t.db)
  const sent = Object.fromEntries(Object.entries(city).map(([key, value]) => [key, String(value)]))
  await dirk.post(paths.settings(), { ...sent, cityName: 'Stad Elders' })
  expect(await notice()).toContain('Versie 2 van 6 mei 2027.')
})

test('a privacy notice promises nothing to do oneself that one cannot: a copy is asked', async () => {
  const text = await bodyOf(await t.app.request(paths.privacy()))
  expect(text).toContain('Wil je je gegevens meenemen? Mail naar economie@example.org.')
})
