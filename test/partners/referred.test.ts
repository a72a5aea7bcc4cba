import { beforeEach, expect, test } from 'vitest'
import { saveProof, withdraw } from '../../db/people/personal-data.ts'
import { introduction, invitation, person, referral, signup } from '../../db/schema.ts'
import { standingPageOf } from '../../db/signups/standing.ts'
import { paths } from '../../src/paths.ts'
import { browser, type TestApp } from '../app.ts'
import { arrive } from '../introduced.ts'
import { bodyOf } from '../office.ts'
import { daysLater, runningDuo } from '../running.ts'
import { FATMA, type StaffBrowser, signInStaff, staffMember } from '../staff.ts'
import {
  AMIRA_JOB,
  comeInvited,
  confirmFirst,
  JOB,
  madePartner,
  memberOf,
  openPartners,
  refer,
  signUpStanding,
} from './partner-world.ts'

let t: TestApp
let olga: StaffBrowser
let ocmw: string

beforeEach(async () => {
  const office = await openPartners()
  t = office.t
  olga = office.olga
  ocmw = office.ocmw
})

const list = async (who = olga) => bodyOf(await who.get(paths.partner()))
const invitations = () => t.db.q.select().from(invitation)

test('who signs up by the link is theirs to follow: how far, and not a word more; who stops is there without a name', async () => {
  await refer(t, olga)
  const { phone, sent } = await comeInvited(t, 'amira@example.org')
  expect(sent.status).toBe(303)
  expect(await t.db.q.select().from(referral)).toMatchObject([{ partnerId: ocmw, staffId: olga.staffId }])
  expect([...phone.cookies.keys()].some((name) => name.includes('invited'))).toBe(false)
  expect(await list()).toContain('Uitgenodigd')

  const participantId = await confirmFirst(t)
  const html = await list()
  expect(html).toMatch(/Amira van het OCMW.*Ingeschreven/s)
  for (const hidden of ['Testers', 'amira@example.org', 'horeca', 'Cv of brief']) expect(html).not.toContain(hidden)

  await withdraw(t.deps, participantId, { actor: 'self' })
  for (const page of [await list(), await bodyOf(await olga.get(paths.referred(participantId)))]) {
    expect(page).toMatch(/Iemand die niet meer meedoet.*Gestopt/s)
    expect(page).not.toContain('Amira')
  }
})

test('somebody whom we knew is theirs once the mailbox said yes, and stays one person', async () => {
  await signUpStanding(t, browser(t.app), 'mentee', AMIRA_JOB)
  await confirmFirst(t)
  await refer(t, olga)
  await comeInvited(t, 'amira@example.org')
  expect(await t.db.q.select().from(referral)).toEqual([])

  const [again] = (await t.db.q.select().from(signup)).filter(({ pending }) => pending !== null)
  await saveProof(t.deps, { participantId: again?.participantId ?? '', signupId: again?.id ?? '', how: 'link' })
  expect(await t.db.q.select().from(referral)).toHaveLength(1)
  expect(await t.db.q.select().from(person)).toHaveLength(1)
})

test('another partner’s person is not there: the same 404 as for nobody', async () => {
  await refer(t, olga)
  const [mine] = await invitations()
  const stranger = await signInStaff(t, memberOf(await madePartner(t, 'VDAB', 'mentee'), 'Vera'))
  expect(await list(stranger)).not.toContain('Amira')
  for (const id of [mine?.id ?? '', 'nobody']) {
    expect((await stranger.get(paths.referred(id))).status).toBe(404)
    expect((await stranger.post(paths.referredInvitation(id), {})).status).toBe(404)
  }
  expect((await olga.get(paths.referred(mine?.id ?? ''))).status).toBe(200)
})

test('who says at the desk who sent them is in that partner’s list, under their own name', async () => {
  const fatma = await signInStaff(t, FATMA)
  const standing = await standingPageOf(t.db, JOB)
  const paper = { signedOn: '2027-05-03', place: 'map-3', consent: 'yes', event: standing?.id ?? '' }
  const form = { programme: JOB, side: 'mentee', partner: ocmw, seen: 'yes', ...AMIRA_JOB, ...paper }
  expect(await bodyOf(await fatma.get(paths.newParticipant(JOB)))).toContain(`<option value="${ocmw}">OCMW`)
  const added = await fatma.post(paths.participants(), { ...form, _form: t.deps.newToken() })
  expect(added.status).toBe(303)
  expect(await t.db.q.select().from(referral)).toMatchObject([{ partnerId: ocmw, staffId: fatma.staffId }])
  expect(await list()).toMatch(/Amira Testers.*Ingeschreven/s)
  expect(await bodyOf(await fatma.get(added.headers.get('Location') ?? ''))).toContain('Gestuurd door OCMW')

  const vdab = await madePartner(t, 'VDAB', 'mentor')
  await fatma.post(paths.participants(), {
    ...form,
    email: 'chloe@example.org',
    partner: vdab,
    _form: t.deps.newToken(),
  })
  expect(await t.db.q.select().from(referral)).toHaveLength(1)
})

test('how far goes on to the duo and its end, and never with whom', async () => {
  const { t: city, amira } = await runningDuo()
  t = city
  const partnerId = await madePartner(t, 'Starterspunt', 'mentee', 'peter-meter')
  const sam = memberOf(partnerId, 'Sam', 'peter-meter')
  const { participantId } = amira
  const staffId = await staffMember(t, sam)
  await t.db.write([t.db.q.insert(referral).values({ participantId, partnerId, staffId, at: t.clock.now })])
  const shown = async () => list(await signInStaff(t, sam))
  expect(await shown()).toMatch(/Amira Testers.*success">In een duo/s)
  await daysLater(t, 190)
  const html = await shown()
  expect(html).toMatch(/Amira Testers.*success">Duo afgerond/s)
  for (const hidden of ['Bert', 'horeca', 'amira@']) expect(html).not.toContain(hidden)

  const own = await arrive(t, await introductionIdOf(), 'mentee')
  expect(await bodyOf(await own.get(paths.myData(participantId)))).toContain(
    'Starterspunt ziet alleen hoever je staat.',
  )
})

const introductionIdOf = async () => (await t.db.q.select().from(introduction))[0]?.id ?? ''
