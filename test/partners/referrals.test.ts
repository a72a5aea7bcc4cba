import { eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { markSent, resend } from '../../db/outbox.ts'
import { withdraw } from '../../db/people/personal-data.ts'
import { addressBlock, invitation, invitationUse, outbox, participant, referral } from '../../db/schema.ts'
import { standingPageOf } from '../../db/signups/standing.ts'
import { runJobs } from '../../src/jobs.ts'
import { renderLetter } from '../../src/letters/letters.ts'
import { paths } from '../../src/paths.ts'
import { browser, field, type TestApp } from '../app.ts'
import { before } from '../before.ts'
import { bodyOf, DAY } from '../office.ts'
import { hiddenFields } from '../signup-flow.ts'
import { FATMA, type StaffBrowser, signInStaff } from '../staff.ts'
import {
  AMIRA_JOB,
  comeInvited,
  confirmFirst,
  invitedLink,
  JOB,
  madePartner,
  memberOf,
  openPartners,
  refer,
  signUpStanding,
} from './partner-world.ts'

let t: TestApp
let olga: StaffBrowser

beforeEach(async () => {
  const office = await openPartners()
  t = office.t
  olga = office.olga
})

const list = async (who = olga) => bodyOf(await who.get(paths.partner()))
const invitations = () => t.db.q.select().from(invitation)
const mails = () => t.db.q.select().from(outbox).where(eq(outbox.kind, 'invitation'))

test('a partner sends somebody: one mail, no participant, and of the address only a hash', async () => {
  const sent = await refer(t, olga)
  expect([sent.status, sent.headers.get('Location')]).toEqual([303, `${paths.partner()}?done=sent`])
  expect(await list()).toMatch(/Amira van het OCMW.*Uitgenodigd/s)
  expect(await t.db.q.select().from(participant)).toEqual([])
  expect(JSON.stringify(await invitations())).not.toContain('amira@')

  const [mail] = await mails()
  const letter = mail && (await renderLetter(t.deps, mail))
  expect(letter?.to).toBe('amira@example.org')
  expect(letter?.text).toContain('OCMW denkt dat DUO for a JOB iets voor jou is')
  expect(letter?.text).not.toContain('Amira')
})

test('a form sent twice invites once, another person in it is not lost, and a person twice is said', async () => {
  const _form = t.deps.newToken()
  for (let i = 0; i < 2; i++) {
    const sent = await refer(t, olga, { _form })
    expect([sent.status, sent.headers.get('Location')]).toEqual([303, `${paths.partner()}?done=sent`])
  }
  const other = await refer(t, olga, { _form, name: 'Chloe', email: 'chloe@example.org' })
  expect([other.status, await bodyOf(other)]).toEqual([
    409,
    expect.stringMatching(/dit nog niet[\s\S]*chloe@example\.org/),
  ])
  expect(await invitations()).toHaveLength(1)
  const again = await refer(t, olga, { email: 'AMIRA@example.org' })
  expect([again.status, await mails()]).toEqual([422, expect.objectContaining({ length: 1 })])
  expect(await again.text()).toContain('Deze persoon staat al in jullie lijst')
})

test.each([
  ['name', { name: ' ' }, 'Vul je voornaam en naam in'],
  ['email', { email: 'amira' }, 'Vul een e-mailadres in zoals naam@voorbeeld.be'],
  ['agreed', { agreed: '' }, 'Vink aan dat de mail mag'],
  ['to', { to: 'peter-meter:mentee' }, 'Kies waarvoor'],
  ['to', { to: `${JOB}:mentor` }, 'Kies waarvoor'],
])('what is wrong is said at its field, and nothing is sent: %s', async (name, wrong, message) => {
  const answer = await refer(t, olga, wrong)
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain(`<a href="#${name}">${message}`)
  const old = await refer(t, olga, { ...wrong, _form: '' })
  expect([old.status, await bodyOf(old)]).toEqual([400, expect.stringContaining('amira')])
  expect(await invitations()).toEqual([])
})

test('a known and an unknown address get the same answer, and the list says the same of both', async () => {
  await signUpStanding(t, browser(t.app), 'mentee', AMIRA_JOB)
  const [known, unknown] = [
    await refer(t, olga),
    await refer(t, olga, { email: 'nobody@example.org', name: 'Niemand' }),
  ]
  expect([known.status, known.headers.get('Location')]).toEqual([unknown.status, unknown.headers.get('Location')])
  expect((await list()).match(/class="pill neutral">Uitgenodigd/g)).toHaveLength(2)
  expect(await mails()).toHaveLength(2)
})

test('whoever asks, an address gets at most two such mails in a month, and none after it said so', async () => {
  for (const name of ['VDAB', 'Seniorendienst'])
    await refer(t, await signInStaff(t, memberOf(await madePartner(t, name, 'mentee'), name)))
  await refer(t, olga)
  expect([(await invitations()).length, (await mails()).length]).toEqual([3, 2])

  await refer(t, olga, { email: 'chloe@example.org', name: 'Chloe' })
  const phone = browser(t.app)
  const page = (await phone.get(await invitedLink(t, 'chloe@example.org'))).headers.get('Location') ?? ''
  const shown = await (await phone.get(page)).text()
  expect((await phone.post(`${page}/refusal`, { _csrf: field(shown, '_csrf') })).status).toBe(422)
  expect((await phone.post(`${page}/refusal`, { _csrf: 'x', sure: 'yes' })).status).toBe(403)
  expect((await phone.post(`${page}/refusal`, { _csrf: field(shown, '_csrf'), sure: 'yes' })).status).toBe(200)
  expect(await list()).not.toContain('Chloe')
  // Signing up by herself stays possible.
  await signUpStanding(t, phone, 'mentee', { ...AMIRA_JOB, email: 'chloe@example.org' })
  expect(await t.db.q.select().from(participant)).toHaveLength(1)
  const before = (await mails()).length
  await refer(t, olga, { email: 'chloe@example.org', name: 'Chloe' })
  expect((await mails()).length).toBe(before)
})

test('the page of an invitation says who asks and what they will see; the form says it again', async () => {
  await refer(t, olga)
  const phone = browser(t.app)
  const arrived = await phone.get(await invitedLink(t, 'amira@example.org'))
  const html = await (await phone.get(arrived.headers.get('Location') ?? '')).text()
  expect(html).toContain('OCMW stuurde je deze uitnodiging.')
  expect(html).toContain('Niet met wie, niet waarom.')
  expect(html).toContain(
    'Voor wie hoogstens 34 jaar is. Dit komt eerst: nakijken of je kunt meedoen en een gesprek met ons.',
  )
  expect(html).not.toContain('Amira')
  for (let i = 0; i < 20; i++) await browser(t.app).get(await invitedLink(t, 'amira@example.org'))
  expect(await t.db.q.select().from(invitationUse)).toEqual([])
  expect((await browser(t.app).get(arrived.headers.get('Location') ?? '')).status).toBe(410)
})

test('a link works once, and not after thirty days: then it is gone', async () => {
  await refer(t, olga)
  await comeInvited(t, 'amira@example.org')
  expect((await browser(t.app).get(await invitedLink(t, 'amira@example.org'))).status).toBe(410)

  await refer(t, olga, { email: 'chloe@example.org', name: 'Chloe' })
  const link = await invitedLink(t, 'chloe@example.org')
  t.clock.now += 30 * DAY + 1
  expect((await browser(t.app).get(link)).status).toBe(410)
  await runJobs(t.deps)
  expect((await invitations()).map(({ name }) => name)).toEqual(['Amira van het OCMW'])
  expect(JSON.stringify(await t.db.q.select().from(outbox))).not.toContain('chloe@')
})

test.each([
  ['mentoring-naar-werk', [303, 403, 403], 1],
  [JOB, [303, 303, 303], 3],
])('one invitation of %s on three phones at once lets one in by it', async (programme, answers, people) => {
  const partnerId = await madePartner(t, 'VDAB', 'mentee', programme)
  const vic = await signInStaff(t, memberOf(partnerId, 'Vic', programme))
  await refer(t, vic, { to: `${programme}:mentee` })
  const link = await invitedLink(t, 'amira@example.org')
  const { code = '' } = (await standingPageOf(t.db, programme)) ?? {}
  const forms = await Promise.all(
    ['A', 'B', 'C'].map(async (name) => {
      const phone = browser(t.app)
      await phone.get(link)
      const typed = { ...AMIRA_JOB, name: `Gast ${name}`, email: `gast${name}@example.org` }
      const check = await phone.post(paths.signupCheck(code, 'mentee'), typed)
      return { phone, fields: { ...hiddenFields(await check.text()), takingPart: 'yes' } }
    }),
  )
  t.clock.now += 5000
  const sent = await Promise.all(forms.map(({ phone, fields }) => phone.post(paths.signups(code, 'mentee'), fields)))
  expect(sent.map(({ status }) => status).sort()).toEqual(answers)
  expect(await t.db.q.select().from(participant).where(eq(participant.programme, programme))).toHaveLength(people)
  expect(await t.db.q.select().from(referral).where(eq(referral.partnerId, partnerId))).toHaveLength(1)
})

test('an invitation is taken back while nobody used it, and no later', async () => {
  await refer(t, olga)
  const [one] = await invitations()
  expect((await olga.post(paths.referredInvitation(one?.id ?? ''), {})).status).toBe(303)
  expect([await invitations(), await mails()]).toEqual([[], []])
  expect((await olga.post(paths.referredInvitation(one?.id ?? ''), {})).status).toBe(404)

  await refer(t, olga)
  const [two] = await invitations()
  await comeInvited(t, 'amira@example.org')
  expect((await olga.post(paths.referredInvitation(two?.id ?? ''), {})).status).toBe(409)
  expect(await t.db.q.select().from(referral)).toHaveLength(1)
})

test('used at the moment that it is taken back or refused, an invitation is used, and that is said', async () => {
  await refer(t, olga)
  const [one] = await invitations()
  before(t, 'invitation', () => comeInvited(t, 'amira@example.org'))
  expect((await olga.post(paths.referredInvitation(one?.id ?? ''), {})).status).toBe(409)

  await refer(t, olga, { email: 'chloe@example.org', name: 'Chloe' })
  const phone = browser(t.app)
  const page = (await phone.get(await invitedLink(t, 'chloe@example.org'))).headers.get('Location') ?? ''
  const _csrf = field(await (await phone.get(page)).text(), '_csrf')
  before(t, 'invitation', () =>
    comeInvited(t, 'chloe@example.org', { ...AMIRA_JOB, name: 'Chloe', email: 'chloe@example.org' }),
  )
  expect((await phone.post(`${page}/refusal`, { _csrf, sure: 'yes' })).status).toBe(410)
  expect([await t.db.q.select().from(invitationUse), await t.db.q.select().from(addressBlock)]).toEqual([
    [expect.anything(), expect.anything()],
    [],
  ])
})

test('who stops takes the partner’s name for them along', async () => {
  await refer(t, olga)
  await comeInvited(t, 'amira@example.org')
  await refer(t, olga, { email: 'chloe@example.org', name: 'Chloe' })
  await withdraw(t.deps, await confirmFirst(t), { actor: 'self' })
  expect((await invitations()).map(({ name }) => name)).toEqual(['Chloe'])
  expect(await list()).not.toContain('Amira')
})

test('a mail to who was sent is not sent twice: its address is gone with it', async () => {
  await refer(t, olga)
  const [mail] = await mails()
  if (!mail) throw new Error('no mail')
  await markSent(t.deps, mail)
  expect(await resend(t.deps, mail.id)).toBe('gone')
  const fatma = await signInStaff(t, FATMA)
  expect(await bodyOf(await fatma.get(paths.mails()))).toContain('Gestuurd door OCMW')
})
