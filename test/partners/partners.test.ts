import { eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { audit, invitation, partner, partnerProgramme, staff } from '../../db/schema.ts'
import { paths } from '../../src/paths.ts'
import { field, ORIGIN, type TestApp } from '../app.ts'
import { before } from '../before.ts'
import { bodyOf } from '../office.ts'
import { FATMA, type StaffBrowser, signInStaff } from '../staff.ts'
import { DORA, JOB, memberOf, openPartners, refer } from './partner-world.ts'

let t: TestApp
let dora: StaffBrowser
let olga: StaffBrowser
let ocmw: string

beforeEach(async () => {
  const office = await openPartners()
  t = office.t
  dora = office.dora
  olga = office.olga
  ocmw = office.ocmw
})

const names = async () => (await t.db.q.select().from(partner)).map(({ name }) => name)
const formKey = async (path: string) => field(await (await dora.get(path)).text(), '_form')
const upload = (who: StaffBrowser, bytes: BlobPart, to = `${JOB}:mentee`) => {
  const body = new FormData()
  body.append('_csrf', who.csrf)
  body.append('to', to)
  body.append('file', new File([bytes], 'mensen.csv'))
  return who.request(paths.referralFile(), { method: 'POST', body, headers: { Origin: 'http://localhost:3000' } })
}

test('a partner is made once, for a side of a programme of this office alone', async () => {
  const form = { name: 'VDAB', sends: [`${JOB}:mentee`, 'peter-meter:mentee'], _form: await formKey(paths.partners()) }
  const made = [await dora.post(paths.partners(), form), await dora.post(paths.partners(), form)]
  expect(made.map(({ status }) => status)).toEqual([303, 303])
  expect(await names()).toEqual(['OCMW', 'VDAB'])
  expect((await t.db.q.select().from(partnerProgramme)).map(({ programme }) => programme)).toEqual([JOB, JOB])

  for (const typed of [{ name: ' ' }, {}]) {
    const wrong = await dora.post(paths.partners(), { ...typed, _form: await formKey(paths.partners()) })
    expect(wrong.status).toBe(422)
    const html = await wrong.text()
    for (const said of ['#name">Vul', '#sends">']) expect(html).toContain(`<a href="${said}`)
  }
})

test('the organisation that another office works with gets a second way, and no second name', async () => {
  const dirk = await signInStaff(t)
  const _form = field(await (await dirk.get(paths.partners())).text(), '_form')
  expect(await bodyOf(await dirk.get(paths.partners()))).not.toContain('OCMW</a>')
  expect((await dirk.get(paths.partnerPage(ocmw))).status).toBe(404)

  await dirk.post(paths.partners(), { name: 'ocmw', sends: 'peter-meter:mentee', _form })
  expect(await names()).toEqual(['OCMW'])
  const page = await bodyOf(await dirk.get(paths.partnerPage(ocmw)))
  expect(page).toContain('Alleen wie dat programma ook beheert')
  expect(page).not.toContain('DUO for a JOB')
  expect((await dirk.post(paths.partnerDoor(ocmw), { open: 'no' })).status).toBe(409)
  // What the association agreed on stays, whatever the city ticks.
  await dirk.post(paths.partnerSends(ocmw), { sends: [] })
  expect(await t.db.q.select().from(partnerProgramme)).toMatchObject([{ programme: JOB, side: 'mentee' }])

  // Two who make one at once write its name each in their own way.
  const add = (name: string, sends: string) =>
    dirk.post(paths.partners(), { name, sends: `peter-meter:${sends}`, _form: t.deps.newToken() })
  before(t, 'partner', () => add('Unizo', 'mentor'))
  await add('UNIZO', 'mentee')
  expect(await names()).toEqual(['OCMW', 'Unizo'])
})

test('only who manages the programme comes here; of another office it is not there', async () => {
  const fatma = await signInStaff(t, FATMA)
  for (const who of [fatma, olga]) expect((await who.get(paths.partners())).status).toBe(404)
  for (const path of [paths.partnerDoor(ocmw), paths.partnerSends(ocmw), paths.partnerMembers(ocmw)])
    expect((await (await signInStaff(t)).post(path, { open: 'no' })).status, path).toBe(404)
  expect((await dora.post(paths.partnerDoor(ocmw), { open: 'no', _csrf: 'x' })).status).toBe(403)
  expect((await dora.post(paths.partnerDoor(ocmw), { open: 'perhaps' })).status).toBe(400)
})

test('somebody of a partner signs in by a mailed link, to the partner’s own pages and no others', async () => {
  const added = await dora.post(paths.partnerMembers(ocmw), {
    name: 'Omar',
    email: 'omar@example.org',
    _form: await formKey(paths.partnerPage(ocmw)),
  })
  expect(added.status).toBe(303)
  const omar = await signInStaff(t, memberOf(ocmw, 'Omar'))
  expect((await omar.get(paths.today())).headers.get('Location')).toBe(paths.partner())
  expect(await bodyOf(await omar.get(paths.partner()))).toContain('Omar')
  for (const path of [paths.participants(), paths.settings(), paths.report()])
    expect((await omar.get(path)).status, path).toBe(404)
  expect((await dora.get(paths.partner())).status).toBe(404)

  const known = await dora.post(paths.partnerMembers(ocmw), {
    name: 'Omar',
    email: 'OMAR@example.org',
    _form: await formKey(paths.partnerPage(ocmw)),
  })
  expect(known.status).toBe(422)
})

test('nobody of a closed partner is in, or gets in, until it is open again', async () => {
  for (let i = 0; i < 2; i++) expect((await dora.post(paths.partnerDoor(ocmw), { open: 'no' })).status).toBe(303)
  expect((await olga.get(paths.partner())).headers.get('Location')).toBe(paths.signIn())
  await expect(signInStaff(t, memberOf(ocmw, 'Olga'))).rejects.toThrow('Not signed in')
  const more = { name: 'Omar', email: 'omar@example.org', _form: await formKey(paths.partnerPage(ocmw)) }
  expect((await dora.post(paths.partnerMembers(ocmw), more)).status).toBe(409)

  await dora.post(paths.partnerDoor(ocmw), { open: 'yes' })
  expect((await (await signInStaff(t, memberOf(ocmw, 'Olga'))).get(paths.partner())).status).toBe(200)
  const actions = (await t.db.q.select().from(audit)).map(({ action }) => action)
  expect(actions.filter((action) => action === 'partner.closed')).toHaveLength(1)
})

test('one person’s access is stopped and given back, and of another partner’s person it is not there', async () => {
  const access = (id: string, wish: string) => dora.post(paths.partnerMemberAccess(ocmw, id), { access: wish })
  expect((await access(olga.staffId, 'no')).status).toBe(303)
  expect((await olga.get(paths.partner())).headers.get('Location')).toBe(paths.signIn())
  expect((await access(olga.staffId, 'yes')).status).toBe(303)
  for (const id of [dora.staffId, 'nobody']) expect((await access(id, 'no')).status).toBe(404)
  const [row] = await t.db.q.select().from(staff).where(eq(staff.email, DORA.email))
  expect(row?.disabledAt).toBeNull()
})

test('what is no longer agreed cannot be sent: the form that was open says so', async () => {
  await dora.post(paths.partnerSends(ocmw), { sends: [] })
  expect((await refer(t, olga)).status).toBe(422)
  expect(await bodyOf(await olga.get(paths.partner()))).toContain('Er is nog niet afgesproken')
})

test('a file is shown row by row before anything is written, and its good rows are sent once', async () => {
  await refer(t, olga)
  const file =
    'Voornaam;Naam;E-mailadres\nChloe;Vreemd;chloe@example.org\n;;x@example.org\nAn;Twee;chloe@example.org\nBo;Drie;geen\nAmira;T;AMIRA@example.org\n'
  const shown = await upload(olga, file)
  const html = await shown.text()
  expect(shown.status).toBe(200)
  for (const text of [
    '1 persoon is klaar',
    'Rij 3: de naam ontbreekt',
    'Rij 4: dit adres staat al hoger in het bestand',
    'Rij 5: het e-mailadres klopt niet',
    'Rij 6: deze persoon staat al in jullie lijst',
  ])
    expect(html).toContain(text)
  expect(await t.db.q.select().from(invitation)).toHaveLength(1)

  const rows = /name="rows" value="([^"]*)"/.exec(html)?.[1] ?? ''
  const send = (more = {}) =>
    olga.post(paths.referralFilePeople(), { to: `${JOB}:mentee`, rows, _form: field(html, '_form'), ...more })
  expect((await send()).status).toBe(422)
  for (let i = 0; i < 2; i++) expect((await send({ agreed: 'yes' })).status).toBe(303)
  const people = await t.db.q.select().from(invitation)
  expect(people.map(({ name }) => name).sort()).toEqual(['Amira van het OCMW', 'Chloe Vreemd'])
})

test('fifty megabytes are refused as a file, with the size that a partner can send and the way back', async () => {
  const body = new ReadableStream({ pull: (stream) => stream.enqueue(new Uint8Array(64 * 1024)) })
  const type = 'multipart/form-data; boundary=x'
  const headers = { Origin: ORIGIN, 'Content-Length': String(50 * 1024 * 1024), 'Content-Type': type }
  const request = { method: 'POST', headers, body, duplex: 'half' } as RequestInit
  for (const path of [paths.referralFile(), paths.referralFilePeople()]) {
    const answer = await olga.request(path, request)
    expect(answer.status).toBe(413)
    const html = await bodyOf(answer)
    expect(html).toContain('Dit bestand is te groot')
    expect(html).toContain('Splits het bestand in delen van hoogstens 500 kB')
    expect(html).toContain(`href="${paths.referralFile()}">Terug naar het formulier</a>`)
  }
})

test.each([
  ['empty', '', 'Kies een bestand'],
  ['no-columns', 'a;b\n1;2\n', 'We vinden de kolommen'],
  ['no-rows', 'Naam;E-mail\n', 'Er staan geen rijen'],
  ['too-many-rows', `Naam,Email\n${'An,an@example.org\n'.repeat(501)}`, 'Er staan 501 rijen in'],
  ['not-text', 'PK\u0003\u0004', 'Dit is geen csv-bestand'],
  ['open-quote', 'Naam;E-mail\nAn;an@example.org\n"Bo;bo@example.org\n', 'Rij 3: hier begint een aanhalingsteken'],
])('a file that cannot be read says what to do: %s', async (_, bytes, message) => {
  const answer = await upload(olga, bytes)
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain(message)
})

test('a file in Windows-1252 keeps its accents, and 500 rows go in one batch', async () => {
  const bytes = Uint8Array.from([...'Naam;Mail\nZo\u00eb;zoe@example.org\n'].map((sign) => sign.charCodeAt(0)))
  expect(await (await upload(olga, bytes)).text()).toContain('Zoë')

  const many = `Naam;Mail\n${Array.from({ length: 500 }, (_, n) => `Persoon ${n};p${n}@example.org`).join('\n')}`
  const html = await (await upload(olga, many)).text()
  const rows = /name="rows" value="([^"]*)"/.exec(html)?.[1] ?? ''
  const sent = await olga.post(paths.referralFilePeople(), {
    to: `${JOB}:mentee`,
    rows,
    agreed: 'yes',
    _form: field(html, '_form'),
  })
  expect(sent.status).toBe(303)
  expect(await t.db.q.select().from(invitation)).toHaveLength(500)
})
