import { desc, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import {
  agreement,
  audit,
  click,
  duo,
  introductionEnd,
  introductionExtension,
  meeting,
  meetingCancellation,
} from '../../db/schema.ts'
import { DAY_MS, instantOf } from '../../src/domain/civil-date.ts'
import { SIDES } from '../../src/domain/facts.ts'
import { runJobs } from '../../src/jobs.ts'
import { paths } from '../../src/paths.ts'
import { field } from '../app.ts'
import { introductionOf, mailsTo } from '../introduced.ts'
import { bodyOf, ELS } from '../office.ts'
import { agreedPair, at, letterOf, metPair, type PairAt, pairIn, textOf } from '../pairs.ts'
import { FATMA, signInStaff } from '../staff.ts'

/** Somebody of the association: the city sees figures only. */
async function office(pair: PairAt) {
  const { t, id } = pair
  const who = await signInStaff(t, FATMA)
  const path = paths.staffIntroduction(id)
  const page = async () => textOf(await who.get(path))
  const form = async () => field(await (await who.get(path)).text(), '_form')
  return { who, page, form, staffId: who.staffId }
}

test('staff propose moments and come along: both choose, both get it for their calendar, with staff in it', async () => {
  const pair = await agreedPair()
  const { t, id } = pair
  const { who, page, staffId } = await office(pair)
  const slots = ['2027-05-10T19:00', '2027-05-12T12:00', '']
  const sent = await who.post(paths.staffMeetings(id), {
    slot: slots,
    place: 'Huis van de Mens',
    joins: 'yes',
    _form: t.deps.newToken(),
  })
  expect(sent.headers.get('Location')).toContain('done=proposed')
  const [row] = await t.db.q.select().from(meeting)
  expect(row).toMatchObject({ by: 'staff', way: 'staff', staffJoins: true, staffId })
  for (const participantId of [pair.mentorId, pair.menteeId])
    expect((await letterOf(t, participantId, 'meeting-proposed'))?.text).toContain(
      'Onze medewerker stelt momenten voor',
    )
  const [bert, amira] = [await at(pair, 'mentor'), await at(pair, 'mentee')]
  expect(await bert.page()).toMatch(
    /Onze medewerker stelt deze momenten voor.*Huis van de Mens.*Een medewerker komt mee/,
  )

  const slot = String(instantOf('2027-05-12', '12:00'))
  const choose = { slot }
  expect((await bert.post(paths.meetingAnswer(id, 'mentor', row!.id), choose)).headers.get('Location')).toContain(
    'chosen',
  )
  expect(await bert.page()).toContain('Je koos dit moment. Amira kiest nu.')
  expect(await amira.page()).not.toContain('10 mei 2027')
  expect(await page()).toContain('Nog te kiezen: Amira Testers')
  await amira.post(paths.meetingAnswer(id, 'mentee', row!.id), choose)
  const letter = await letterOf(t, pair.menteeId, 'meeting')
  expect(letter?.text).toContain('Een medewerker komt mee.')
  expect(letter?.attachments?.[0]?.content).toContain('DESCRIPTION:Een medewerker komt mee.')
  expect(await page()).toContain('Ze zien elkaar op 12 mei 2027 om 12.00 uur')
  const file = await who.get(paths.staffMeetingCalendar(id, row!.id))
  expect(file.headers.get('Content-Type')).toContain('text/calendar')
  const ics = (await file.text()).replaceAll('\r\n ', '')
  for (const text of ['SUMMARY:Afspraak met Bert en Amira', 'MAILTO:fatma@example.org']) expect(ics).toContain(text)
  const city = await signInStaff(t)
  expect((await city.get(paths.staffMeetingCalendar(id, row!.id))).status).toBe(404)
  expect((await who.get(paths.staffMeetingCalendar(id, 'x'))).status).toBe(404)
})

test('both choose at the same moment: the same is agreed, with one mail to each; not the same fits nobody', async () => {
  for (const [one, other, kind] of [
    ['2027-05-10', '2027-05-10', 'meeting'],
    ['2027-05-10', '2027-05-12', 'meeting-none'],
  ] as const) {
    const pair = await agreedPair()
    const { who, page } = await office(pair)
    const slots = ['2027-05-10T19:00', '2027-05-12T19:00']
    await who.post(paths.staffMeetings(pair.id), { slot: slots, _form: pair.t.deps.newToken() })
    const [row] = await pair.t.db.q.select().from(meeting)
    const [bert, amira] = [await at(pair, 'mentor'), await at(pair, 'mentee')]
    const choose = (by: typeof bert, side: 'mentor' | 'mentee', day: string) =>
      by.post(paths.meetingAnswer(pair.id, side, row!.id), { slot: String(instantOf(day, '19:00')) })
    await Promise.all([choose(bert, 'mentor', one), choose(amira, 'mentee', other)])
    for (const id of [pair.mentorId, pair.menteeId]) {
      expect((await mailsTo(pair.t, id)).filter((sent) => /^meeting(-none)?$/.test(sent))).toEqual([kind])
      expect(await letterOf(pair.t, id, kind)).not.toBeNull()
    }
    expect(await page()).toContain(kind === 'meeting' ? 'Ze zien elkaar op 10 mei 2027' : 'Geen van de momenten paste')
  }
})

test('a proposal of staff says what is wrong and keeps what was typed; cancelling tells both', async () => {
  const pair = await agreedPair()
  const { who, page } = await office(pair)
  const path = paths.staffMeetings(pair.id)
  const _form = pair.t.deps.newToken()
  const refused = await who.post(path, { slot: '2027-05-04T15:00', place: 'Café', _form })
  expect([refused.status, await bodyOf(refused)]).toEqual([
    422,
    expect.stringMatching(/minstens 12 uur later[\s\S]*2027-05-04T15:00[\s\S]*Café/),
  ])
  expect((await who.post(path, { place: 'x'.repeat(101), slot: '2027-05-10T19:00', _form })).status).toBe(422)
  const send = (more = {}) => who.post(path, { slot: '2027-05-10T19:00', _form, ...more })
  expect([(await send()).status, (await send()).status]).toEqual([303, 303])
  const other = await send({ place: 'Elders' })
  expect([other.status, await bodyOf(other)]).toEqual([409, expect.stringMatching(/dit nog niet[\s\S]*Elders/)])
  expect((await who.post(path, { slot: '2027-05-10T19:00' })).status).toBe(400)
  expect(await pair.t.db.q.select().from(meeting)).toHaveLength(1)
  const [row] = await pair.t.db.q.select().from(meeting)
  const cancel = () => who.post(paths.staffMeetingCancellation(pair.id, row!.id), {})
  expect([(await cancel()).status, (await cancel()).status]).toEqual([303, 303])
  expect(await pair.t.db.q.select().from(meetingCancellation)).toMatchObject([{ by: 'staff', way: 'staff' }])
  for (const one of [pair.mentorId, pair.menteeId]) expect(await mailsTo(pair.t, one)).toContain('meeting-cancelled')
  expect((await who.post(paths.staffMeetingCancellation(pair.id, 'x'), {})).status).toBe(409)
  expect(await page()).toContain('Er staat geen afspraak')
})

test('by phone and at the desk: that they met, "klikt het?" and the agreement are kept as assisted, and start the duo', async () => {
  const pair = await agreedPair()
  const { t, id } = pair
  const { who, staffId } = await office(pair)
  expect((await who.post(paths.assistedClick(id), { side: 'mentor', click: 'yes' })).status).toBe(409)
  expect((await who.post(paths.staffToldMeeting(id), { day: '2027-05-03' })).status).toBe(422)
  expect((await who.post(paths.staffToldMeeting(id), { day: '2027-05-04' })).status).toBe(303)
  const early = await who.post(paths.assistedClick(id), { side: 'mentor', click: 'yes' })
  expect([early.status, await textOf(early)]).toEqual([409, expect.stringContaining('tijd om na te denken')])
  t.clock.now += DAY_MS
  const { who: later } = await office(pair)
  const missing = await later.post(paths.assistedClick(id), { side: 'mentor' })
  expect([missing.status, await textOf(missing)]).toEqual([422, expect.stringContaining('Kies een antwoord')])
  for (const side of SIDES) expect((await later.post(paths.assistedClick(id), { side, click: 'yes' })).status).toBe(303)
  expect((await later.post(paths.assistedClick(id), { side: 'mentor', click: 'no' })).status).toBe(409)
  expect(await t.db.q.select().from(click)).toMatchObject(SIDES.map(() => ({ way: 'staff', staffId })))

  const text = field(await (await later.get(paths.staffIntroduction(id))).text(), 'text')
  expect((await later.post(paths.assistedAgreement(id), { side: 'mentor', text })).status).toBe(422)
  for (const side of SIDES) {
    const agreed = await later.post(paths.assistedAgreement(id), { side, text, sure: 'yes' })
    expect(agreed.headers.get('Location')).toContain('done=agreed')
  }
  expect(await t.db.q.select().from(agreement)).toMatchObject(SIDES.map(() => ({ way: 'staff', staffId })))
  expect(await t.db.q.select().from(duo)).toHaveLength(1)
  const actions = (await t.db.q.select().from(audit).where(eq(audit.staffId, staffId))).map(({ action }) => action)
  for (const action of ['meeting.told', 'click.assisted', 'agreement.assisted']) expect(actions).toContain(action)
  expect(await textOf(await later.get(paths.staffIntroduction(id)))).toContain('Bekijk het duo')
})

test('Vandaag names who is not yet a duo after 21 days; more time is given once a form; after the last day it lapses', async () => {
  const pair = await agreedPair()
  const { t, id } = pair
  const today = async () => textOf(await (await office(pair)).who.get(paths.today()))
  t.clock.now += 20 * DAY_MS
  expect(await today()).not.toContain('zagen elkaar nog niet')
  t.clock.now += DAY_MS
  expect(await today()).toContain('Zeiden allebei ja en zagen elkaar nog niet (nog 21 dagen)')
  t.clock.now += 21 * DAY_MS
  const { who, form, page } = await office(pair)
  expect(await page()).toContain('Zonder duo stopt dit voorstel na 15 juni 2027')
  const _form = await form()
  for (let n = 0; n < 2; n++) expect((await who.post(paths.introductionExtensions(id), { _form })).status).toBe(303)
  expect(await t.db.q.select().from(introductionExtension)).toMatchObject([{ until: '2027-07-06' }])
  expect((await who.post(paths.introductionExtensions(id), {})).status).toBe(400)
  t.clock.now += 21 * DAY_MS
  await runJobs(t.deps)
  expect(await t.db.q.select().from(introductionEnd)).toEqual([])
  t.clock.now += DAY_MS
  await runJobs(t.deps)
  expect(await t.db.q.select().from(introductionEnd)).toMatchObject([{ reason: 'lapsed' }])
  const late = await (await office(pair)).who.post(paths.introductionExtensions(id), { _form: t.deps.newToken() })
  expect(late.status).toBe(409)
})

test('Vandaag says of what they wait: the click, then the agreement', async () => {
  const pair = await metPair()
  const { t } = pair
  const today = async () => textOf(await (await office(pair)).who.get(paths.today()))
  t.clock.now += 21 * DAY_MS
  expect(await today()).toContain('zeiden nog niet of het klikt')
  for (const side of SIDES) await (await at(pair, side)).click('yes')
  expect(await today()).toContain('Het klikt, maar ze gingen nog niet allebei akkoord')
})

test('nobody but the association that runs the programme does any of it, and not before two yes', async () => {
  const pair = await agreedPair()
  const { t, id } = pair
  const city = await signInStaff(t, ELS)
  const { who } = await office(pair)
  const early = await pairIn('duo-for-a-job')
  const { who: there } = await office(early)
  for (const [path, fields] of [
    [paths.staffMeetings, { slot: '2027-05-10T19:00', _form: t.deps.newToken() }],
    [paths.staffToldMeeting, { day: '2027-05-04' }],
    [paths.assistedClick, { side: 'mentor', click: 'yes' }],
    [paths.assistedAgreement, { side: 'mentor', sure: 'yes', text: 'x' }],
    [paths.introductionExtensions, { _form: t.deps.newToken() }],
  ] as const) {
    expect((await city.post(path(id), fields)).status, path(':id')).toBe(404)
    expect((await who.post(path('x'), fields)).status).toBe(404)
    expect([409, 422]).toContain((await there.post(path(early.id), fields)).status)
  }
  const done = await t.db.q.select().from(audit).orderBy(desc(audit.at))
  expect(done.filter(({ action }) => /meeting|click|agreement|extended/.test(action))).toEqual([])
  expect((await introductionOf(t, id)).duoId).toBeNull()
})
