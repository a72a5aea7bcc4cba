import { expect, test } from 'vitest'
import { saveCheckinAnswer } from '../../db/duos/checkins.ts'
import { withdraw } from '../../db/people/personal-data.ts'
import {
  audit,
  checkinAnswer,
  coachingNote,
  duoEnd,
  duoEndReason,
  duoExtension,
  meetingLog,
  outcome,
} from '../../db/schema.ts'
import type { CheckinAnswer } from '../../src/domain/facts.ts'
import { paths } from '../../src/paths.ts'
import { mailsTo } from '../introduced.ts'
import { bodyOf } from '../office.ts'
import { letterOf } from '../pairs.ts'
import { CHLOE, signUp } from '../people.ts'
import { daysLater, duoOf, runningDuo } from '../running.ts'
import { type StaffBrowser, signInStaff } from '../staff.ts'

async function office(days = 0) {
  const run = await runningDuo()
  await daysLater(run.t, days)
  const dirk = await signInStaff(run.t)
  return { ...run, dirk, text: async (path = paths.duo(run.duoId)) => bodyOf(await dirk.get(path)) }
}

/** Signed in anew, so many days on. */
async function laterAs(run: Awaited<ReturnType<typeof office>>, days: number): Promise<StaffBrowser> {
  await daysLater(run.t, days)
  return signInStaff(run.t)
}

const answerOf = async (run: Awaited<ReturnType<typeof office>>, answer: CheckinAnswer, callMe = false) =>
  saveCheckinAnswer(run.t.deps, {
    duo: await duoOf(run.t, run.duoId),
    ...{ milestone: 'day-14', side: 'mentee', answer, callMe, remark: 'Druk druk', way: 'mail' },
  })

test('"bel me even" is on Vandaag until staff wrote a note; the duo says so too', async () => {
  const run = await office(14)
  expect(await run.text(paths.today())).not.toContain('Opvolging nodig')
  await answerOf(run, 'good', true)
  const today = await run.text(paths.today())
  expect(today).toContain('Opvolging nodig: Amira Testers vraagt om te bellen')
  expect(today).toContain(paths.duo(run.duoId))
  const list = await run.text(paths.duos())
  for (const chip of ['Opvolging nodig (1)', 'Lopend (1)', 'Loopt (0)', 'Resultaat onbekend (0)'])
    expect(list).toContain(chip)
  expect(list).toContain('Amira Testers vraagt om te bellen')
  expect(await run.text(`${paths.duos()}?state=open`)).toContain('Amira Testers')
  expect(await run.text()).toContain('Druk druk')

  const note = { body: 'Ik belde Amira.', _form: run.t.deps.newToken() }
  const both = await Promise.all([
    run.dirk.post(paths.duoNotes(run.duoId), note),
    run.dirk.post(paths.duoNotes(run.duoId), note),
  ])
  expect(both.map(({ status }) => status)).toEqual([303, 303])
  const other = await run.dirk.post(paths.duoNotes(run.duoId), { ...note, body: 'Bert belde mij.' })
  expect([other.status, await bodyOf(other)]).toEqual([
    409,
    expect.stringMatching(/dit nog niet[\s\S]*>Bert belde mij\.</),
  ])
  expect(await run.t.db.q.select().from(coachingNote)).toMatchObject([
    { body: 'Ik belde Amira.', staffId: run.dirk.staffId },
  ])
  expect(await run.text(paths.today())).not.toContain('Opvolging nodig')
  expect(await run.text(`${paths.duos()}?state=running`)).toContain('Amira Testers')
  expect(await run.text()).toContain('Notitie: Ik belde Amira.')
})

test('a duo of which nobody hears is noticed at day 21, and by its silence', async () => {
  const run = await office(20)
  expect(await run.text(paths.today())).not.toContain('Opvolging nodig')
  const dirk = await laterAs(run, 1)
  expect(await bodyOf(await dirk.get(paths.today()))).toContain('nog geen gesprek na 21 dagen')
})

test('staff answer for somebody: kept as assisted, once', async () => {
  const run = await office(14)
  const path = paths.duoCheckins(run.duoId)
  expect((await run.dirk.post(path, { answer: 'good' })).status).toBe(422)
  const answer = { question: 'mentor:day-14', answer: 'good' }
  expect((await run.dirk.post(path, answer)).status).toBe(303)
  expect((await run.dirk.post(path, answer)).status).toBe(409)
  expect((await run.dirk.post(path, { ...answer, question: 'mentor:day-15' })).status).toBe(409)
  expect(await run.t.db.q.select().from(checkinAnswer)).toMatchObject([
    { side: 'mentor', answer: 'good', way: 'staff', staffId: run.dirk.staffId },
  ])
  expect(await run.text()).toContain('opgeschreven door een medewerker')
  expect((await run.t.db.q.select().from(audit)).map(({ action }) => action)).toContain('checkin.assisted')
})

test('what is on its way when one of the two stops is not kept, and no name is there to choose any more', async () => {
  const { t, duoId, dirk, amira, text } = await office()
  await withdraw(t.deps, amira.participantId, { actor: 'self' })
  const sent = await Promise.all([
    dirk.post(paths.duoNotes(duoId), { body: 'Amira is ziek', _form: t.deps.newToken() }),
    dirk.post(paths.duoMeetings(duoId), { by: 'mentee', day: '2027-05-04', minutes: '60' }),
    dirk.post(paths.duoReasons(duoId), { by: 'mentee', reason: 'moved' }),
  ])
  expect(sent.map(({ status }) => status)).toEqual([409, 409, 409])
  expect(await bodyOf(sent[0]!)).toContain('Je notitie is niet bewaard')
  for (const table of [coachingNote, meetingLog, duoEndReason]) expect(await t.db.q.select().from(table)).toEqual([])
  const html = await text()
  expect(html).not.toMatch(/name="body"|value="mentee"/)
  expect(html).toContain('value="mentor"')
})

test('an extension has a reason, a most, and is given once; not after the end', async () => {
  const run = await office()
  const path = paths.duoExtensions(run.duoId)
  for (const wrong of [{ months: '3' }, { months: '7', why: 'goal_near' }, { months: 'x', why: 'other' }])
    expect((await run.dirk.post(path, wrong)).status).toBe(422)
  const extend = (months: string) => run.dirk.post(path, { months, why: 'goal_near' })
  const all = await Promise.all(['1', '2', '3'].map(extend))
  expect(all.map(({ status }) => status).sort()).toEqual([303, 409, 409])
  expect(await run.t.db.q.select().from(duoExtension)).toMatchObject([
    { months: 1, endsOn: '2027-12-04', reason: 'goal_near' },
  ])
  expect(await run.text()).toMatch(/Verlengd met 1 maand: Het doel is dichtbij<\/div><\/td>[^\n]{0,60}Dirk Dienst/)
  for (const { participantId } of [run.amira, run.bert])
    expect((await mailsTo(run.t, participantId)).filter((kind) => kind === 'duo-time')).toHaveLength(1)
  expect((await letterOf(run.t, run.amira.participantId, 'duo-time'))?.subject).toBe(
    'Jullie duo loopt nu tot 4 december 2027',
  )
  const later = await laterAs(run, 280)
  expect(await letterOf(run.t, run.amira.participantId, 'duo-time')).toBeNull()
  expect(await run.t.db.q.select().from(duoEnd)).toMatchObject([{ reason: 'completed', endedOn: '2027-12-04' }])
  expect((await later.post(path, { months: '1', why: 'other' })).status).toBe(409)
  expect((await later.post(paths.duoPauses(run.duoId), { from: '2028-02-10' })).status).toBe(409)
})

test('what came of a duo is written down at the end and a year after its start, the latest counts', async () => {
  const run = await office(100)
  const path = paths.duoOutcomes(run.duoId)
  const early = await run.dirk.post(path, { moment: 'end', code: 'plan_ready' })
  expect([early.status, (await bodyOf(early)).includes('Dit duo loopt nog')]).toEqual([409, true])
  const dirk = await laterAs(run, 84)
  expect(await bodyOf(await dirk.get(paths.today()))).toMatch(
    /Van 1 duo kennen we het resultaat bij het einde nog niet(?:(?!<\/tr>).)+?Sinds"[^\n]{0,20}<div>4 november 2027/,
  )
  expect(await bodyOf(await dirk.get(`${paths.duos()}?result=unknown`))).toContain('Amira Testers')
  expect((await dirk.post(path, { moment: 'end', code: 'rich' })).status).toBe(422)
  expect((await dirk.post(path, { moment: 'year', code: 'plan_ready' })).status).toBe(422)
  const contract = { starts: '2027-11-01', ends: '' }
  expect((await dirk.post(path, { moment: 'end', code: 'plan_ready', ...contract })).status).toBe(422)
  for (const code of ['plan_ready', 'business_started'])
    expect((await dirk.post(path, { moment: 'end', code })).status).toBe(303)
  expect((await run.t.db.q.select().from(outcome)).map(({ code, by }) => `${code} ${by}`)).toEqual([
    'plan_ready staff',
    'business_started staff',
  ])
  const html = await bodyOf(await dirk.get(paths.duo(run.duoId)))
  expect(html).toContain('Resultaat bij het einde: Zaak gestart')
  expect(await bodyOf(await dirk.get(paths.today()))).not.toContain('kennen we het resultaat')
  const due = await bodyOf(await dirk.get(`${paths.duos()}?result=unknown`))
  expect(due).not.toContain('Amira Testers')
  const year = await laterAs(run, 190)
  expect(await bodyOf(await year.get(paths.today()))).toContain(
    'Van 1 duo kennen we het resultaat 12 maanden na de start nog niet',
  )
  expect((await year.post(path, { moment: 'year', code: 'business_grown' })).status).toBe(303)
})

test('what came of a duo is asked as long as one of the two is there to tell it', async () => {
  const run = await office(100)
  const dirk = await laterAs(run, 84)
  const isAsked = async () => (await bodyOf(await dirk.get(paths.today()))).includes('kennen we het resultaat')
  const asked = [await isAsked()]
  for (const { participantId } of [run.amira, run.bert]) {
    await withdraw(run.t.deps, participantId, { actor: 'self' })
    asked.push(await isAsked())
  }
  expect(asked).toEqual([true, true, false])
})

test('not by who is not of staff, and not of a duo that is not there', async () => {
  const run = await office()
  const chloe = await signUp(run.t, CHLOE)
  const { duoNotes, duoCheckins, duoPauses, duoPauseCorrections, duoResume: resume, duoExtensions, duoOutcomes } = paths
  for (const path of [duoNotes, duoCheckins, duoPauses, duoPauseCorrections, resume, duoExtensions, duoOutcomes]) {
    expect((await chloe.phone.post(path(run.duoId), {})).status).toBe(401)
    expect((await run.dirk.post(path('x'), {})).status).toBe(404)
  }
})
