import { eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { askStaffLink } from '../../db/office/staff.ts'
import { invitation, outbox, partner, staff, staffProgramme } from '../../db/schema.ts'
import { paths } from '../../src/paths.ts'
import type { TestApp } from '../app.ts'
import { before } from '../before.ts'
import { bodyOf } from '../office.ts'
import { FATMA, type StaffBrowser, signInStaff } from '../staff.ts'
import { JOB, madePartner, memberOf, openPartners, refer } from './partner-world.ts'

/* One organisation, two offices: OCMW sends people to DUO for a JOB, where Olga was let in, and to the city. */

let t: TestApp
let dirk: StaffBrowser
let dora: StaffBrowser
let olga: StaffBrowser
let ocmw: string

beforeEach(async () => {
  ;({ t, dora, olga, ocmw } = await openPartners())
  dirk = await signInStaff(t)
  await refer(t, olga)
})

const add = (who: StaffBrowser, name: string, sends = 'peter-meter:mentee') =>
  who.post(paths.partners(), { name, sends, _form: t.deps.newToken() })
const letIn = (who: StaffBrowser, email: string, _form = t.deps.newToken()) =>
  who.post(paths.partnerMembers(ocmw), { name: 'Omar Partner', email, _form })
const omar = { name: 'Omar Partner', email: 'omar@example.org' }
const list = async (who: StaffBrowser) => bodyOf(await who.get(paths.partner()))
const programmesOf = async (id: string) =>
  (await t.db.q.select().from(staffProgramme).where(eq(staffProgramme.staffId, id))).map(({ programme }) => programme)

test('who uses the name of another office’s partner finds nobody of it, and cannot stop anybody', async () => {
  expect((await add(dirk, ' öcmw ')).headers.get('Location')).toBe(paths.partnerPage(ocmw))
  expect(await t.db.q.select().from(partner)).toHaveLength(1)
  expect(await bodyOf(await dirk.get(paths.partnerPage(ocmw)))).not.toContain('olga@')
  expect(await bodyOf(await dirk.get(paths.partners()))).not.toContain('DUO for a JOB)')
  expect((await dirk.post(paths.partnerMemberAccess(ocmw, olga.staffId), { access: 'no' })).status).toBe(404)
  expect((await olga.get(paths.partner())).status).toBe(200)
})

test('whom one office lets in reads, sends and takes back nobody of the other', async () => {
  await add(dirk, 'OCMW')
  expect((await letIn(dirk, omar.email)).status).toBe(303)
  const his = await signInStaff(t, omar)
  expect(await programmesOf(his.staffId)).toEqual(['peter-meter'])
  expect(await list(his)).not.toContain('Amira')
  const [one] = await t.db.q.select().from(invitation)
  expect((await his.get(paths.referred(one?.id ?? ''))).status).toBe(404)
  expect((await his.post(paths.referredInvitation(one?.id ?? ''), {})).status).toBe(404)
  expect((await refer(t, his, { email: 'chloe@example.org' })).status).toBe(422)
  expect((await refer(t, his, { to: 'peter-meter:mentee', name: 'Chloe' })).status).toBe(303)
  expect(await list(his)).toContain('Chloe')
  expect(await list(olga)).not.toContain('Chloe')
  expect(await bodyOf(await dora.get(paths.partnerPage(ocmw)))).not.toContain(omar.email)
})

test('a partner without a way stays of who let its people in, and its sign-in mails too', async () => {
  await dora.post(paths.partnerSends(ocmw), { sends: [] })
  expect((await dirk.get(paths.partnerPage(ocmw))).status).toBe(404)
  expect((await dora.get(paths.partnerPage(ocmw))).status).toBe(200)
  await askStaffLink(t.deps, 'olga@example.org', [{ key: 'olga', most: 1, windowMinutes: 1 }])
  const [mail] = await t.db.q.select().from(outbox).where(eq(outbox.staffId, olga.staffId))
  const read = async (who: StaffBrowser) => (await who.get(paths.mail(mail?.id ?? ''))).status
  expect([await read(dirk), await read(dora), await read(await signInStaff(t, FATMA))]).toEqual([404, 200, 200])

  expect((await letIn(dora, omar.email)).status).toBe(409)
  // Of somebody who was let in for nothing, a link is nobody's.
  await t.db.write([t.db.q.delete(staffProgramme).where(eq(staffProgramme.staffId, olga.staffId))])
  expect([await read(dirk), await read(dora)]).toEqual([404, 404])
})

test('a partner that an office no longer has a way or people with is not there any more', async () => {
  await add(dirk, 'OCMW')
  const left = await dirk.post(paths.partnerSends(ocmw), { sends: [] })
  expect(left.headers.get('Location')).toBe(paths.partners())
  expect((await dirk.get(paths.partnerPage(ocmw))).status).toBe(404)

  // Of nobody is nobody's, until an office uses its name again.
  const vdab = await madePartner(t, 'VDAB', 'mentee')
  await dora.post(paths.partnerSends(vdab), { sends: [] })
  for (const who of [dirk, dora]) expect((await who.get(paths.partnerPage(vdab))).status).toBe(404)
  expect((await add(dora, 'vdab', `${JOB}:mentor`)).headers.get('Location')).toBe(paths.partnerPage(vdab))
  expect((await dora.get(paths.partnerPage(vdab))).status).toBe(200)
})

test('who was let in before that was asked reads nobody, until an office lets them in', async () => {
  await t.db.write([t.db.q.delete(staffProgramme).where(eq(staffProgramme.staffId, olga.staffId))])
  expect(await list(olga)).not.toContain('Amira')
  expect(await bodyOf(await dora.get(paths.partnerPage(ocmw)))).not.toContain('olga@')
  const _form = t.deps.newToken()
  const answers: Response[] = []
  const send = async () => answers.push(await letIn(dora, 'Olga@example.org', _form))
  before(t, 'staff_programme', send)
  expect((await letIn(dora, 'Olga@example.org')).status).toBe(422)
  await send()
  expect(answers.map(({ status }) => status)).toEqual([303, 303])
  expect(await list(olga)).toContain('Amira')
  expect(await t.db.q.select().from(staff).where(eq(staff.email, 'olga@example.org'))).toHaveLength(1)
})

test('another way that an office agrees on is for whom it let in alone', async () => {
  const both = { name: 'Noor', email: 'noor@example.org', role: 'manager' as const }
  const noor = await signInStaff(t, { ...both, programmes: [JOB, 'mentoring-naar-werk'] })
  const shared = await signInStaff(t, { ...memberOf(ocmw, 'Sam'), programmes: [JOB, 'peter-meter'] })
  const sends = [`${JOB}:mentee`, 'mentoring-naar-werk:mentee', 'mentoring-naar-werk:mentor']
  for (let i = 0; i < 2; i++) await noor.post(paths.partnerSends(ocmw), { sends })
  expect(await programmesOf(olga.staffId)).toEqual([JOB, 'mentoring-naar-werk'])
  expect(await programmesOf(shared.staffId)).toEqual([JOB, 'peter-meter'])
})
