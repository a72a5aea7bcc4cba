import { expect, test } from 'vitest'
import { savePause, saveResume } from '../../db/duos/duo-care.ts'
import { endDuo } from '../../db/duos/duo-ends.ts'
import { endIntroduction } from '../../db/introductions/introductions.ts'
import { withdraw } from '../../db/people/personal-data.ts'
import { meeting, meetingCancellation, meetingPlace, outbox } from '../../db/schema.ts'
import { DAY_MS, instantOf } from '../../src/domain/civil-date.ts'
import { MOST_PROPOSALS_A_DAY } from '../../src/domain/duos/meeting.ts'
import type { Side } from '../../src/domain/facts.ts'
import { runJobs } from '../../src/jobs.ts'
import { renderLetter } from '../../src/letters/letters.ts'
import { paths } from '../../src/paths.ts'
import { field } from '../app.ts'
import { introductionOf, mailsTo } from '../introduced.ts'
import { agreedPair, at, letterOf, mailsLeft, metPair, type Place, textOf } from '../pairs.ts'
import { BERT } from '../people.ts'
import { duoOf, runningDuo } from '../running.ts'
import { DIRK, signInStaff, staffMember } from '../staff.ts'

/** Bert and Amira agreed on this day at 19.00, and got it by mail. */
async function agreeOn(pair: Place, day: string): Promise<string> {
  const { t, id } = pair
  const known = (await t.db.q.select().from(meeting)).length
  const [bert, amira] = [await at(pair, 'mentor'), await at(pair, 'mentee')]
  await bert.post(paths.meetings(id, 'mentor'), { slot: `${day}T19:00` })
  const row = (await t.db.q.select().from(meeting))[known]
  t.clock.now += 1000
  await amira.post(paths.meetingAnswer(id, 'mentee', row!.id), { slot: String(instantOf(day, '19:00')) })
  t.clock.now += 1000
  await mailsLeft(t)
  return row!.id
}

const calendar = async (pair: Place, participantId: string) => {
  const letter = await letterOf(pair.t, participantId, 'meeting-cancelled')
  const ics = (letter?.attachments?.[0]?.content ?? '').replaceAll('\r\n ', '')
  const line = (name: string) => new RegExp(`^${name}[:;](.*?)\\r?$`, 'm').exec(ics)?.[1] ?? ''
  return { text: letter?.text, method: line('METHOD'), uid: line('UID'), sequence: line('SEQUENCE') }
}

const takenOut = (uid: string, sequence = '1') => ({ method: 'CANCEL', uid: `${uid}@localhost`, sequence })

test('staff pull a pair with a meeting: both lose it in their calendar, in the same batch', async () => {
  const pair = await agreedPair()
  const { t, id, staffId } = pair
  const uid = await agreeOn(pair, '2027-05-12')
  const introduction = await introductionOf(t, id)
  expect(await endIntroduction(t.deps, { introduction, reason: 'pulled', staffId })).toEqual({ kind: 'ended' })
  expect(await t.db.q.select().from(meetingCancellation)).toMatchObject([{ meetingId: uid, by: 'staff', staffId }])
  for (const who of [pair.mentorId, pair.menteeId]) {
    expect(await calendar(pair, who)).toMatchObject(takenOut(uid))
    expect((await calendar(pair, who)).text).toContain(
      'De afspraak van woensdag 12 mei 2027 om 19.00 uur gaat niet door.',
    )
    expect(await letterOf(t, who, 'meeting')).toBeNull()
  }
  t.clock.now = instantOf('2027-05-11', '12:00')
  await runJobs(t.deps)
  expect(await mailsTo(t, pair.menteeId)).not.toContain('meeting-reminder')
})

test('a meeting that was moved is called off once, as the one that stands', async () => {
  const pair = await agreedPair()
  const uid = await agreeOn(pair, '2027-05-12')
  const second = await agreeOn(pair, '2027-05-20')
  const introduction = await introductionOf(pair.t, pair.id)
  await endIntroduction(pair.t.deps, { introduction, reason: 'pulled', staffId: pair.staffId })
  expect(await pair.t.db.q.select().from(meetingCancellation)).toMatchObject([{ meetingId: second }])
  expect(await calendar(pair, pair.mentorId)).toMatchObject(takenOut(uid, '2'))
})

test('a no to "klikt het?" and a duo that stops call off what was to come; what was held stays', async () => {
  const clicked = await metPair()
  await agreeOn(clicked, '2027-05-12')
  await (await at(clicked, 'mentee')).click('no')
  expect(await clicked.t.db.q.select().from(meetingCancellation)).toMatchObject([{ by: 'mentee', way: 'mail' }])
  expect(await calendar(clicked, clicked.mentorId)).toMatchObject({ method: 'CANCEL' })

  const run = await runningDuo()
  const pair = { t: run.t, id: run.introId }
  await agreeOn(pair, '2027-05-12')
  run.t.clock.now = instantOf('2027-05-13', '12:00')
  await agreeOn(pair, '2027-05-20')
  const duo = await duoOf(run.t, run.duoId)
  const both = await Promise.all([
    endDuo(run.t.deps, { duo, side: 'mentor' }),
    endDuo(run.t.deps, { duo, side: 'mentor' }),
  ])
  expect(both.map(({ kind }) => kind).sort()).toEqual(['already-ended', 'ended'])
  expect(await run.t.db.q.select().from(meetingCancellation)).toHaveLength(1)
  for (const { participantId } of [run.amira, run.bert])
    expect(await calendar(pair, participantId)).toMatchObject({ method: 'CANCEL', sequence: '1' })
})

test('who stops loses it in their calendar too, with the last mail to them, and nobody is named', async () => {
  const pair = await agreedPair()
  const { t } = pair
  const uid = await agreeOn(pair, '2027-05-12')
  await withdraw(t.deps, pair.mentorId, { actor: 'self' })
  expect(await t.db.q.select().from(meetingCancellation)).toMatchObject([{ by: 'mentor', way: 'mail' }])
  expect(await calendar(pair, pair.menteeId)).toMatchObject(takenOut(uid))
  const rows = await t.db.q.select().from(outbox)
  const farewell = await renderLetter(t.deps, rows.find(({ kind }) => kind === 'erased')!)
  expect(farewell?.to).toBe(BERT.email)
  const file = (farewell?.attachments?.[0]?.content ?? '').replaceAll('\r\n ', '')
  for (const text of ['METHOD:CANCEL', `UID:${uid}@localhost`, 'SEQUENCE:1', 'je duopartner'])
    expect(file).toContain(text)
  expect(file).not.toMatch(/Amira/)
  expect(await (await letterOf(t, pair.menteeId, 'meeting-cancelled'))?.text).not.toMatch(/Bert/)
})

test('a duo whose last day has come keeps no meeting of later: both lose it in the batch that completes it, once', async () => {
  const run = await runningDuo()
  const pair = { t: run.t, id: run.introId }
  run.t.clock.now = instantOf('2027-11-02', '12:00')
  const staffId = await staffMember(run.t, DIRK)
  const stillness = { staffId, fromOn: '2027-11-02', resumedOn: null }
  await savePause(run.t.deps, { duo: await duoOf(run.t, run.duoId), ...stillness })
  const uid = await agreeOn(pair, '2027-11-10')
  const bert = await at(pair, 'mentor')
  expect((await bert.post(paths.meetings(pair.id, 'mentor'), { slot: '2027-11-12T19:00' })).status).toBe(303)
  const amira = await at(pair, 'mentee')
  expect(await amira.page()).toContain('Welk past jou?')
  await saveResume(run.t.deps, { duo: await duoOf(run.t, run.duoId), staffId, on: '2027-11-03' })
  expect((await duoOf(run.t, run.duoId)).facts.endsOn).toBe('2027-11-05')
  expect(await amira.page()).not.toContain('Welk past jou?')
  const { id } = (await run.t.db.q.select().from(meeting).orderBy(meeting.at)).at(-1)!
  const slot = String(instantOf('2027-11-12', '19:00'))
  expect((await amira.post(paths.meetingAnswer(pair.id, 'mentee', id), { slot })).status).toBe(409)
  run.t.clock.now = instantOf('2027-11-06', '06:00')
  await Promise.all([runJobs(run.t.deps), runJobs(run.t.deps)])
  expect((await duoOf(run.t, run.duoId)).facts.end?.reason).toBe('completed')
  expect(await run.t.db.q.select().from(meetingCancellation)).toMatchObject([{ meetingId: uid, by: 'staff' }])
  for (const { participantId } of [run.amira, run.bert])
    expect(await calendar(pair, participantId)).toMatchObject(takenOut(uid))
})

test('a meeting on the last day of a duo stands: both and staff see it, and call it off until it begins', async () => {
  const run = await runningDuo()
  const { t, introId: id } = run
  const pair = { t, id }
  t.clock.now = instantOf('2027-11-02', '12:00')
  const uid = await agreeOn(pair, '2027-11-04')
  t.clock.now = instantOf('2027-11-04', '08:00')
  await runJobs(t.deps)
  expect((await duoOf(t, run.duoId)).facts.end?.reason).toBe('completed')
  expect(await t.db.q.select().from(meetingCancellation)).toEqual([])
  t.clock.now = instantOf('2027-11-04', '19:00') - 1000
  const [bert, amira, dirk] = [await at(pair, 'mentor'), await at(pair, 'mentee'), await signInStaff(t, DIRK)]
  for (const page of [await bert.page(), await amira.page()]) {
    expect(page).toContain('Jullie zien elkaar op donderdag 4 november 2027 om 19.00 uur.')
    expect(page).not.toContain('Verplaatsen')
  }
  const staffPage = await (await dirk.get(paths.staffIntroduction(id))).text()
  for (const shown of ['Ze zien elkaar op 4 november 2027', `action="${paths.staffMeetingCancellation(id, uid)}"`])
    expect(staffPage).toContain(shown)
  expect(staffPage).not.toContain('Stel momenten voor')
  expect((await amira.visitor.get(paths.meetingCalendar(id, 'mentee', uid))).status).toBe(200)
  expect((await bert.post(paths.meetings(id, 'mentor'), { slot: '2027-11-04T21:00' })).status).toBe(422)

  const byStaff = async () => (await dirk.post(paths.staffMeetingCancellation(id, uid), {})).status
  const byAmira = async () => (await amira.post(paths.meetingCancellation(id, 'mentee', uid), { sure: 'yes' })).status
  t.clock.now += 1000
  expect([await byStaff(), await byAmira()]).toEqual([409, 409])
  t.clock.now -= 1000
  expect([await byStaff(), await byAmira()]).toEqual([303, 303])
  expect(await t.db.q.select().from(meetingCancellation)).toMatchObject([{ meetingId: uid, by: 'staff', way: 'staff' }])
  for (const { participantId } of [run.amira, run.bert])
    expect(await calendar(pair, participantId)).toMatchObject(takenOut(uid))
  for (const page of [await bert.page(), await textOf(await dirk.get(paths.staffIntroduction(id)))])
    expect(page).not.toContain('zien elkaar op')
})

test('who stops without a meeting, or before its mail left, gets a last mail without a file', async () => {
  const [without, waiting] = [await agreedPair(), await agreedPair()]
  await agreeOn(waiting, '2027-05-12')
  await waiting.t.db.write([waiting.t.db.q.update(outbox).set({ sentAt: null })])
  for (const { t, mentorId } of [without, waiting]) {
    await withdraw(t.deps, mentorId, { actor: 'self' })
    const rows = await t.db.q.select().from(outbox)
    const farewell = await renderLetter(t.deps, rows.find(({ kind }) => kind === 'erased')!)
    expect([farewell?.to, farewell?.attachments]).toEqual([BERT.email, undefined])
  }
  expect(await mailsTo(without.t, without.menteeId)).not.toContain('meeting-cancelled')
})

test('the day before there is a reminder while a pair waits for its duo', async () => {
  const pair = await agreedPair()
  await agreeOn(pair, '2027-05-12')
  pair.t.clock.now = instantOf('2027-05-11', '08:00')
  await Promise.all([runJobs(pair.t.deps), runJobs(pair.t.deps)])
  const reminded = (await mailsTo(pair.t, pair.menteeId)).filter((kind) => kind === 'meeting-reminder')
  expect(reminded).toHaveLength(1)
})

test('where they would meet is forgotten three months after a pair ended without a duo', async () => {
  const pair = await agreedPair()
  const { t, id } = pair
  const bert = await at(pair, 'mentor')
  await bert.post(paths.meetings(id, 'mentor'), { slot: '2027-05-12T19:00', place: 'Bij Amira om de hoek' })
  const introduction = await introductionOf(t, id)
  await endIntroduction(t.deps, { introduction, reason: 'pulled', staffId: pair.staffId })
  const places = async () => (await t.db.q.select().from(meetingPlace)).length
  t.clock.now = instantOf('2027-08-04', '12:00')
  await runJobs(t.deps)
  expect(await places()).toBe(1)
  t.clock.now += 24 * 3_600_000
  await runJobs(t.deps)
  expect(await places()).toBe(0)
  expect(await t.db.q.select().from(meeting)).toHaveLength(1)
})

test('a double tap proposes once; another place in the same form is not lost; a pair proposes so often a day', async () => {
  const pair = await agreedPair()
  const { t, id, menteeId } = pair
  const [bert, amira] = [await at(pair, 'mentor'), await at(pair, 'mentee')]
  const html = await (await bert.visitor.get(paths.introduction(id, 'mentor'))).text()
  const tap = (more: Record<string, string>, who = bert, side: Side = 'mentor') =>
    who.post(paths.meetings(id, side), { slot: '2027-05-10T19:00', place: 'Café', ...more })
  const form = { _form: field(html, '_form') }
  for (const { status } of await Promise.all([tap(form), tap(form)])) expect(status).toBe(303)
  const other = await tap({ ...form, place: 'Park' })
  expect([other.status, await other.text()]).toEqual([409, expect.stringMatching(/dit nog niet[\s\S]*value="Park"/)])
  expect((await tap({ _form: '' })).status).toBe(403)
  const ids = async () => (await t.db.q.select().from(meeting).orderBy(meeting.at)).map((row) => row.id)
  const mails = async () => (await mailsTo(t, menteeId)).filter((kind) => kind === 'meeting-proposed')
  expect([await ids(), await mails()]).toMatchObject([{ length: 1 }, { length: 1 }])

  for (let n = 1; n < MOST_PROPOSALS_A_DAY; n++) {
    t.clock.now += 1000
    await tap({ slot: `2027-05-1${n}T19:00` })
  }
  const last = (await ids()).at(-1) ?? ''
  expect((await amira.post(paths.meetingAnswer(id, 'mentee', last), { slot: 'none' })).status).toBe(303)
  const tooMany = await tap({}, amira, 'mentee')
  expect([tooMany.status, await tooMany.text()]).toEqual([429, expect.stringContaining('probeer het morgen opnieuw')])
  expect(await ids()).toHaveLength(MOST_PROPOSALS_A_DAY)
  t.clock.now += DAY_MS
  expect((await tap({}, await at(pair, 'mentee'), 'mentee')).status).toBe(303)
})
