import { eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { firstStaffLink } from '../../db/office/staff.ts'
import { currentNotice } from '../../db/people/consents.ts'
import { audit, outbox, staff, staffProgramme } from '../../db/schema.ts'
import { loadSettings } from '../../db/settings.ts'
import { signupTexts } from '../../src/consent-texts.ts'
import { paths } from '../../src/paths.ts'
import { freshApp, type TestApp } from '../app.ts'
import { type Colleague, FATMA, type StaffBrowser, signInStaff, staffMember } from '../staff.ts'

const ELS: Colleague = { name: 'Els Dienst', email: 'els@example.org' }
/** Keeps the settings of two programmes. */
const DORA: Colleague = {
  ...{ name: 'Dora Vereniging', email: 'dora@example.org', role: 'manager' },
  programmes: ['duo-for-a-job', 'mentoring-naar-werk'],
}
const NEW = { name: 'Fien Vereniging', email: 'fien@example.org', role: 'member', workplace: '' }

let t: TestApp
let dirk: StaffBrowser

beforeEach(async () => {
  t = await freshApp()
  dirk = await signInStaff(t)
})

const add = (who: StaffBrowser, more: Record<string, string>, _form = t.deps.newToken()) =>
  who.post(paths.staffMembers(), { ...NEW, ...more, _form })
const idOf = async (email: string) => (await t.db.q.select().from(staff).where(eq(staff.email, email)))[0]?.id ?? ''
const officeOf = async (id: string) => {
  const [row] = await t.db.q.select({ role: staff.role }).from(staff).where(eq(staff.id, id))
  const rows = await t.db.q.select().from(staffProgramme).where(eq(staffProgramme.staffId, id))
  return [row?.role, ...rows.map(({ programme }) => programme).sort()]
}
const written = async (action: string) => t.db.q.select().from(audit).where(eq(audit.action, action))

test('the city lets in the first person of an association, who then sees its people and lets in the others', async () => {
  expect((await add(dirk, { workplace: 'duo-for-a-job' })).status).toBe(303)
  const id = await idOf(NEW.email)
  expect(await officeOf(id)).toEqual(['manager', 'duo-for-a-job'])
  expect(await written('staff.added')).toMatchObject([{ subject: id, detail: 'manager duo-for-a-job' }])
  expect(await (await dirk.get(paths.settings())).text()).toContain('als eerste beheerder van DUO for a JOB')

  const fien = await signInStaff(t, { name: NEW.name, email: NEW.email })
  expect(await (await fien.get(paths.participants())).text()).toContain('Jongeren')
  expect(await (await dirk.get(paths.settings())).text()).toContain('laat zelf mensen inloggen voor DUO for a JOB')
  expect((await add(dirk, { workplace: 'duo-for-a-job', email: 'x@example.org' })).status).toBe(400)
  expect((await add(fien, { workplace: 'duo-for-a-job', email: 'y@example.org' })).status).toBe(303)
  expect(await officeOf(await idOf('y@example.org'))).toEqual(['member', 'duo-for-a-job'])
})

test('until that first person comes, who added them reads the link to hand over; nobody else does, and later nobody', async () => {
  await staffMember(t, { ...ELS, role: 'manager' })
  const els = await signInStaff(t, ELS)
  await add(dirk, { workplace: 'duo-for-a-job' })
  await dirk.post(paths.signIn(), { email: NEW.email })
  const [mail] = await t.db.q.select({ id: outbox.id }).from(outbox).where(eq(outbox.kind, 'staff-sign-in'))
  const reads = async (who: StaffBrowser) => (await who.get(paths.mail(mail?.id ?? ''))).status
  expect([await reads(dirk), await reads(els)]).toEqual([200, 404])
  const fien = await signInStaff(t, { name: NEW.name, email: NEW.email })
  expect([await reads(dirk), await reads(fien)]).toEqual([404, 200])
})

test('an association works only for its own: nobody of the city, and no programme of another', async () => {
  const dora = await signInStaff(t, DORA)
  expect((await add(dora, { workplace: '' })).status).toBe(400)
  expect((await add(dora, { workplace: 'peter-meter' })).status).toBe(400)
  expect((await add(dora, { workplace: 'duo-for-a-job', role: 'partner' })).status).toBe(400)
  expect(await idOf(NEW.email)).toBe('')
})

test('a role counts from the next page on, also in a session that is open; sent twice it is written once', async () => {
  const els = await signInStaff(t, ELS)
  expect((await els.get(paths.settings())).status).toBe(404)
  for (let i = 0; i < 2; i++)
    expect((await dirk.post(paths.staffMember(els.staffId), { role: 'manager' })).status).toBe(303)
  expect((await els.get(paths.settings())).status).toBe(200)
  expect(await written('staff.role')).toMatchObject([{ subject: els.staffId, detail: 'manager' }])

  await els.post(paths.staffMember(dirk.staffId), { role: 'member' })
  expect((await dirk.get(paths.settings())).status).toBe(404)
  expect((await dirk.post(paths.staffMember(els.staffId), { role: 'member' })).status).toBe(404)
})

test('of two managers who take the other’s role at once, one stays', async () => {
  const els = await signInStaff(t, { ...ELS, role: 'manager' })
  await Promise.all([
    dirk.post(paths.staffMember(els.staffId), { role: 'member' }),
    els.post(paths.staffMember(dirk.staffId), { role: 'member' }),
  ])
  const roles = [await officeOf(dirk.staffId), await officeOf(els.staffId)].flat()
  expect(roles.filter((role) => role === 'manager')).toHaveLength(1)
})

test('programmes are given and taken, never the last one, and never one’s own role', async () => {
  const dora = await signInStaff(t, DORA)
  const fatma = await signInStaff(t, FATMA)
  const give = (programmes: string[], role = 'member') =>
    dora.post(paths.staffMember(fatma.staffId), { role, programmes })
  expect((await give(['duo-for-a-job', 'mentoring-naar-werk'])).status).toBe(303)
  expect(await officeOf(fatma.staffId)).toEqual(['member', 'duo-for-a-job', 'mentoring-naar-werk'])
  expect(await (await fatma.get(paths.participants())).text()).toContain('aria-label="Programma"')
  expect((await give(['mentoring-naar-werk'])).status).toBe(303)
  const none = await give([])
  expect([none.status, await none.text()]).toEqual([422, expect.stringContaining('Kies minstens 1 programma')])
  expect((await give(['peter-meter'])).status).toBe(400)
  expect(await officeOf(fatma.staffId)).toEqual(['member', 'mentoring-naar-werk'])
  const own = await dora.post(paths.staffMember(dora.staffId), { role: 'member', programmes: ['duo-for-a-job'] })
  expect([own.status, await own.text()]).toEqual([422, expect.stringContaining('Je kunt je eigen rol niet wijzigen')])
})

test('who keeps no settings, or those of another office, changes nobody', async () => {
  const [els, dora, fatma] = [await signInStaff(t, ELS), await signInStaff(t, DORA), await signInStaff(t, FATMA)]
  const tries: [StaffBrowser, string][] = [
    [els, dirk.staffId],
    [fatma, dora.staffId],
    [dora, els.staffId],
    [dirk, fatma.staffId],
  ]
  for (const [who, id] of tries) {
    expect((await who.post(paths.staffMember(id), { role: 'manager' })).status).toBe(404)
    expect((await who.post(paths.staffAccess(id), { access: 'no' })).status).toBe(404)
  }
  expect((await add(els, {})).status).toBe(404)
  expect([await written('staff.role'), await written('staff.disabled'), await written('staff.added')]).toEqual([
    [],
    [],
    [],
  ])
})

const CONTACT = { contactEmail: 'duo@example.org', contactPhone: '02 000 00 00', dpoEmail: 'dpo@example.org' }

test('an association fills in where people reach it: its own notice changes, the city’s does not', async () => {
  const dora = await signInStaff(t, DORA)
  const asked = async () => (await (await dora.get(paths.today())).text()).match(/Vul in waar mensen jullie bereiken/g)
  expect(await asked()).toHaveLength(2)
  const months = { retentionMonths: '36', duoRetentionMonths: '18' }
  const sent = { programme: 'duo-for-a-job', ...CONTACT, ...months }
  const save = (more = {}) => dora.post(paths.associations(), { ...sent, ...more })
  const notices = async () =>
    Promise.all(['duo-for-a-job', 'peter-meter'].map(async (id) => (await currentNotice(t.db, id)).version))
  for (let i = 0; i < 2; i++) expect((await save()).status).toBe(303)
  expect(await notices()).toEqual([2, 1])
  expect(await asked()).toHaveLength(1)
  expect(await written('settings.changed')).toMatchObject([{ subject: 'duo-for-a-job' }])
  const page = await (await t.app.request(paths.programmePrivacy('duo-for-a-job'))).text()
  expect(page).toContain(
    'Verantwoordelijk voor je gegevens in DUO for a JOB: DUO for a JOB vzw. Mail naar duo@example.org.',
  )
  expect(page).toContain(paths.programmePrivacy('mentoring-naar-werk'))
  for (const said of [
    '36 maanden na je laatste ja',
    '18 maanden na de start',
    'Wanneer we met je praatten',
    'contract',
  ])
    expect(page).toContain(said)
  expect((await signupTexts(t.deps, 'duo-for-a-job', 'mentee')).retentionMonths).toBe(36)
  const citys = await (await t.app.request(paths.privacy())).text()
  for (const said of ['duo@example.org', '36 maanden', 'Wanneer we met je praatten', 'contract'])
    expect(citys).not.toContain(said)

  const wrong = await save({ dpoEmail: 'dpo' })
  expect([wrong.status, await wrong.text()]).toEqual([422, expect.stringContaining('href="#dpoEmail-duo-for-a-job"')])
  expect(await (await save({ retentionMonths: '0' })).text()).toContain('href="#retentionMonths-duo-for-a-job"')
  expect((await save({ programme: 'peter-meter' })).status).toBe(404)
  expect((await dirk.post(paths.associations(), sent)).status).toBe(404)
  expect((await dora.post(paths.settings(), CONTACT)).status).toBe(404)
  expect((await loadSettings(t.db)).associations).toEqual({
    'duo-for-a-job': { ...CONTACT, retentionMonths: 36, duoRetentionMonths: 18 },
  })
})

test('caps are set of every programme whose figures one reads', async () => {
  const dora = await signInStaff(t, DORA)
  const cap = (who: StaffBrowser, programme: string) => who.post(paths.caps(), { programme, year: '2027', cap: '7' })
  expect((await cap(dirk, 'duo-for-a-job')).status).toBe(303)
  expect((await cap(dora, 'duo-for-a-job')).status).toBe(303)
  expect((await cap(dora, 'peter-meter')).status).toBe(400)
  expect((await cap(await signInStaff(t, FATMA), 'duo-for-a-job')).status).toBe(404)
})

test('the link that the terminal prints is never one of an association', async () => {
  const other = await freshApp()
  await staffMember(other, DORA)
  const link = await firstStaffLink(other.deps)
  expect(await (await other.app.request(link ?? '')).text()).toContain('name="email"')
  await staffMember(other, ELS)
  expect(await (await other.app.request((await firstStaffLink(other.deps)) ?? '')).text()).toContain('Dag Els')
})

test('a notice of a programme that does not exist is not there', async () => {
  expect((await t.app.request(paths.programmePrivacy('niets'))).status).toBe(404)
})
