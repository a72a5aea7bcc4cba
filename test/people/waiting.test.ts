import { beforeAll, expect, test } from 'vitest'
import { saveCap } from '../../db/office/caps.ts'
import { saveProof } from '../../db/people/personal-data.ts'
import { paths } from '../../src/paths.ts'
import { browser } from '../app.ts'
import { introduced, mailedLink } from '../introduced.ts'
import { BERT, CHLOE, signUp } from '../people.ts'
import { FATMA, type StaffBrowser, signInStaff } from '../staff.ts'

/* Bert and Amira are introduced, Chloe waits, and the year has one place. */

type Opening = Awaited<ReturnType<typeof introduced>>

let t: Opening['t']
let dirk: StaffBrowser
let chloe: Awaited<ReturnType<typeof signUp>>

const textOf = (html: string) =>
  html
    .replaceAll(/<style>.*?<\/style>/gs, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')

beforeAll(async () => {
  const opening = await introduced()
  t = opening.t
  chloe = await signUp(t, CHLOE)
  dirk = await signInStaff(t, { name: 'Els Baas', email: 'els@example.org', role: 'manager' })
})

const cap = (places: number) => dirk.post(paths.caps(), { programme: 'peter-meter', year: '2027', cap: String(places) })
const staffPage = async (path: string) => textOf(await (await dirk.get(path)).text())

async function ownPage({ participantId } = chloe) {
  const visitor = browser(t.app)
  await visitor.get(await mailedLink(t, participantId, { purpose: 'manage', about: '' }))
  return textOf(await (await visitor.get(paths.myData(participantId))).text())
}

test('while there is a place nobody reads of a queue; staff read who waits, and why', async () => {
  await cap(50)
  expect(await ownPage()).not.toContain('wachtlijst')
  const page = await staffPage(paths.waiting('', 'mentee'))
  expect(page).toContain('Plafond 50')
  expect(page).toContain('Chloe Vreemd 1')
  expect(page).toContain('Geen voorspelling')
  expect(page).not.toContain('Amira')
})

test('a full year is said to who waits, with their place, and to staff on Vandaag', async () => {
  await cap(1)
  expect(await ownPage()).toContain('Alle duo’s van dit jaar zijn volzet. Je staat op plaats 1 van 1 op de wachtlijst')
  expect(await staffPage(paths.waiting())).toContain('Vol. Een nieuw voorstel kan pas')
  expect(await staffPage(paths.today())).toContain('Het plafond is bereikt: 1 van 1')
})

test('a phone that signs up reads of the queue, never a place in it: it may be somebody else’s address', async () => {
  await cap(1)
  const page = textOf(await (await chloe.phone.get(paths.signup(chloe.signup.id))).text())
  expect(page).toContain('Alle duo’s van dit jaar zijn volzet')
  expect(page).not.toContain('plaats 1')
})

test('a cap below what is taken ends nothing, and says so', async () => {
  expect((await cap(0)).status).toBe(303)
  expect(await staffPage(paths.settings())).toContain(
    'Nu bezet: 1. Dat is meer dan het plafond: er start niets nieuws.',
  )
  expect((await t.db.client.execute('SELECT count(*) AS n FROM held_place')).rows[0]?.n).toBe(1)
  expect((await cap(-1)).status).toBe(422)
})

test('who waits is for those who may know them', async () => {
  const fatma = await signInStaff(t, FATMA)
  await saveCap(t.deps, { programme: 'peter-meter', year: 2027, cap: 50, staffId: dirk.staffId })
  expect(textOf(await (await fatma.get(`${paths.waiting()}?programme=peter-meter`)).text())).not.toContain('Chloe')
})

test('in a full year Vandaag leads who is ready to the queue, and the page of new runs says that it is full', async () => {
  const { participantId, signup } = chloe
  await saveProof(t.deps, { participantId, signupId: signup.id, how: 'desk', staffId: dirk.staffId })
  await cap(50)
  const row = async () =>
    /<tr(?:(?!<tr).)*klaar voor een voorstel.*?<\/tr>/s.exec(await (await dirk.get(paths.today())).text())?.[0]
  const full = 'Alle plaatsen van dit jaar zijn bezet.'
  expect(await row()).toContain(`href="${paths.matching('peter-meter')}"`)
  expect(await staffPage(paths.matching())).not.toContain(full)
  await cap(1)
  expect(await row()).toContain(paths.waiting('peter-meter', 'mentee').replaceAll('&', '&amp;'))
  expect(await row()).not.toContain('Voorstellen maken')
  expect(await staffPage(paths.matching())).toContain(full)
})

test('with one place left, who comes after the first reads so with their place; nobody is promised a proposal that no rule allows', async () => {
  await cap(2)
  const list = () => staffPage(paths.waiting('', 'mentee'))
  expect(await list()).toMatch(/Chloe Vreemd 1 [^.]*? Nu past niemand met een vrije plaats/)
  t.clock.now += 60_000
  await signUp(t, { ...BERT, name: 'Karel Vrij', email: 'karel@example.org' })
  const emma = await signUp(t, { ...CHLOE, name: 'Emma Later', email: 'emma@example.org' })
  t.clock.now += 60_000
  await signUp(t, { ...CHLOE, name: 'Fleur Anders', email: 'fleur@example.org', languages: ['en'] })
  const page = await list()
  expect(page).toMatch(/Chloe Vreemd 1 [^.]*? Kan mee in de volgende voorstellen/)
  expect(page).toMatch(/Emma Later 2 [^.]*? Wie langer wacht, vult de plaatsen/)
  expect(page).toMatch(/Fleur Anders 3 [^.]*? Nu past niemand met een vrije plaats/)
  expect(await ownPage()).not.toContain('wachtlijst')
  expect(await ownPage(emma)).toContain(
    'nog 1 plaats voor een duo, en wie langer wacht, gaat voor. Je staat op plaats 2 van 3',
  )
})
