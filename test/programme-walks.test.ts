import { expect, test } from 'vitest'
import { checkinAsk, duo, duoEnd, outcome } from '../db/schema.ts'
import { addDays, civilDateOf, instantOf } from '../src/domain/civil-date.ts'
import { tierOf } from '../src/domain/duos/outcome.ts'
import { SIDES, type Side } from '../src/domain/facts.ts'
import { programmeOf } from '../src/domain/programmes.ts'
import { runJobs } from '../src/jobs.ts'
import { paths } from '../src/paths.ts'
import { alongWith, browser, field, type TestApp } from './app.ts'
import { introductionOf, mailedLink, mailsTo } from './introduced.ts'
import { at, follow, letterOf, type PairAt, pairIn, startDuo, textOf } from './pairs.ts'
import { daysLater } from './running.ts'
import { FATMA, signInStaff } from './staff.ts'

/* From the introduction to the outcome by requests alone, in the two programmes that ask more than two yes. */

const HOUR = 3_600_000
const to = (t: TestApp, day: string, time = '12:00') => {
  t.clock.now = instantOf(day, time)
}
const today = (t: TestApp) => civilDateOf(t.clock.now)

/** Answers the proposal as the link in its mail lets one. */
async function sayYes(pair: PairAt, side: Side) {
  const person = side === 'mentor' ? pair.mentorId : pair.menteeId
  const { visitor, path } = await follow(pair.t, await letterOf(pair.t, person, 'proposal'))
  const along = alongWith(await (await visitor.get(path)).text())
  expect((await visitor.post(paths.answer(pair.id, side), { ...along, answer: 'yes' })).status).toBe(303)
}

/** Bert proposes, Amira chooses, they meet, and a day later both say that it clicks and agree. */
async function meetAndStart(pair: PairAt, day: string): Promise<string> {
  const { t, id } = pair
  const slot = { slot: [`${day}T10:00`] }
  expect((await (await at(pair, 'mentor')).post(paths.meetings(id, 'mentor'), slot)).status).toBe(303)
  const { visitor, path } = await follow(t, await letterOf(t, pair.menteeId, 'meeting-proposed'))
  const html = await (await visitor.get(path)).text()
  const [, action = ''] = /action="([^"]*\/meetings\/[^"]*\/answer)"/.exec(html) ?? []
  const choice = { _csrf: field(html, '_csrf'), slot: String(instantOf(day, '10:00')) }
  expect((await visitor.post(action, choice)).headers.get('Location')).toContain('done=fixed')
  to(t, addDays(day, -1), '10:30')
  await runJobs(t.deps)
  expect(await mailsTo(t, pair.mentorId)).toContain('meeting-reminder')
  to(t, day, '11:00')
  expect((await (await at(pair, 'mentee')).click('yes')).status).toBe(409)
  t.clock.now += 24 * HOUR
  await runJobs(t.deps)
  for (const person of [pair.mentorId, pair.menteeId]) expect(await mailsTo(t, person)).toContain('click')
  return startDuo(pair)
}

/** The question of a month, answered from the link in its mail. */
async function answerMonth(pair: PairAt, side: Side, month: number, answer: string) {
  const person = side === 'mentor' ? pair.mentorId : pair.menteeId
  const { visitor, path } = await follow(pair.t, await letterOf(pair.t, person, 'checkin'))
  expect(path).toBe(paths.checkin(pair.id, side, `month-${month}`))
  const _csrf = field(await (await visitor.get(path)).text(), '_csrf')
  const sent = await visitor.post(path, { _csrf, answer })
  expect(sent.status).toBe(303)
  expect(await textOf(await visitor.get(path))).toContain('Noteer jullie gesprekken')
}

const noteMeeting = async (pair: PairAt, side: Side, minutes: string) =>
  (await at(pair, side)).post(paths.meetingNotes(pair.id, side), { day: today(pair.t), minutes })

test('DUO for a JOB: two yes, a meeting, a day to think, two clicks, the agreement, six months, a contract', async () => {
  const pair = await pairIn('duo-for-a-job')
  const { t, id } = pair
  for (const side of SIDES) await sayYes(pair, side)
  expect(await t.db.q.select().from(duo)).toEqual([])
  const duoId = await meetAndStart(pair, '2027-05-10')
  expect(await t.db.q.select().from(duo)).toMatchObject([{ startedOn: '2027-05-11', endsOn: '2027-11-11' }])

  for (let month = 1; month <= 5; month++) {
    to(t, `2027-${String(5 + month).padStart(2, '0')}-11`)
    await runJobs(t.deps)
    for (const side of SIDES) await answerMonth(pair, side, month, month === 3 ? 'could_be_better' : 'good')
    expect((await noteMeeting(pair, 'mentor', '180')).headers.get('Location')).toContain('done=noted')
    expect((await noteMeeting(pair, 'mentee', '120')).status).toBe(303)
  }
  const asked = (await t.db.q.select().from(checkinAsk)).map(({ milestone }) => milestone)
  expect(new Set(asked).size * 2).toBe(asked.length)
  const office = await signInStaff(t, FATMA)
  expect(await textOf(await office.get(paths.duo(duoId)))).toContain('Samen genoteerd: 15 uur in 5 gesprekken')

  to(t, '2027-11-11')
  await runJobs(t.deps)
  expect(await t.db.q.select().from(duoEnd)).toMatchObject([{ reason: 'completed', endedOn: '2027-11-11' }])
  // The mentor's word does not replace the mentee's, whose job waits for its contract.
  for (const [side, person, said] of [
    ['mentee', pair.menteeId, 'job'],
    ['mentor', pair.mentorId, 'nothing_yet'],
  ] as const) {
    const letter = await letterOf(t, person, 'end')
    expect(letter?.text.includes('Wil je nog een duo?')).toBe(side === 'mentee')
    const { visitor, path } = await follow(t, letter)
    expect(path).toBe(paths.duoEnd(id, side))
    const _csrf = field(await (await visitor.get(path)).text(), '_csrf')
    expect((await visitor.post(path, { _csrf, outcome: said, again: 'yes' })).status).toBe(303)
    expect(await textOf(await visitor.get(path))).toContain('Noteer jullie gesprekken')
  }
  expect(await t.db.q.select().from(outcome)).toEqual([])

  const fatma = await signInStaff(t, FATMA)
  const tell = (fields: Record<string, string>) => fatma.post(paths.duoOutcomes(duoId), { code: 'job', ...fields })
  expect(await textOf(await fatma.get(paths.today()))).toContain('Amira Testers zegt: “Werk”. Vul het contract in')
  expect((await tell({ moment: 'end' })).status).toBe(422)
  expect((await tell({ moment: 'end', starts: '2027-10-01', ends: '2027-12-31' })).status).toBe(303)
  expect((await tell({ moment: 'end', starts: '2027-10-01', ends: '2028-01-31' })).status).toBe(303)
  expect((await tell({ moment: 'year', starts: '2027-10-01' })).status).toBe(422)
  to(t, '2028-05-11')
  const later = await signInStaff(t, FATMA)
  const year = { moment: 'year', code: 'job', starts: '2028-04-01', ends: '' }
  expect((await later.post(paths.duoOutcomes(duoId), year)).status).toBe(303)
  const told = await t.db.q.select().from(outcome)
  const tiers = told.map(({ code, contractStartsOn: startsOn, contractEndsOn: endsOn }) =>
    tierOf(programmeOf('duo-for-a-job'), { code, contract: startsOn === null ? null : { startsOn, endsOn } }),
  )
  // Three months to the day is a step towards work; longer, or without an end, is work.
  expect(tiers).toEqual(['broad', 'direct', 'direct'])
  expect(told.at(-2)).toMatchObject({ moment: 'end', contractStartsOn: '2027-10-01', contractEndsOn: '2028-01-31' })
  expect(told.at(-1)).toMatchObject({ moment: 'year', contractStartsOn: '2028-04-01', contractEndsOn: null })
})

test('mentoring naar werk: the mentor first, then the same; silence is noticed by its own rhythm, and the attest follows', async () => {
  const pair = await pairIn('mentoring-naar-werk')
  const { t, id } = pair
  expect(await letterOf(t, pair.menteeId, 'proposal')).toBeNull()
  const mentee = browser(t.app)
  await mentee.get(await mailedLink(t, pair.menteeId, { purpose: 'manage', about: '' }))
  expect((await mentee.get(paths.introduction(id, 'mentee'))).status).toBe(404)
  await sayYes(pair, 'mentor')
  await sayYes(pair, 'mentee')
  const duoId = await meetAndStart(pair, '2027-05-12')

  const office = { ...FATMA, email: 'voka@example.org', programmes: ['mentoring-naar-werk'] }
  const items = async () => textOf(await (await signInStaff(t, office)).get(paths.today()))
  await daysLater(t, 34)
  expect(await items()).not.toContain('niets gehoord')
  await daysLater(t, 1)
  expect(await items()).toContain('al 35 dagen niets gehoord')
  expect(await mailsTo(t, pair.menteeId)).toContain('checkin')
  await answerMonth(pair, 'mentee', 1, 'not_met')
  expect(await items()).toContain('zegt dat ze elkaar nog niet zagen')
  await noteMeeting(pair, 'mentor', '120')
  expect((await introductionOf(t, id)).duoId).toBe(duoId)

  to(t, '2027-11-13')
  await runJobs(t.deps)
  to(t, '2027-11-21')
  await runJobs(t.deps)
  const thanks = await follow(t, await letterOf(t, pair.mentorId, 'thanks'))
  expect(thanks.path).toBe(paths.attest(pair.mentorId))
  expect(await textOf(await thanks.visitor.get(thanks.path))).toMatch(/Attest van mentor.*VDAB en Voka.*2 uur/)
})

test('the nudge on day 7 without a sign, "Zagen jullie elkaar?" on day 14; none once they met', async () => {
  const pair = await pairIn('duo-for-a-job')
  const { t } = pair
  for (const side of SIDES) await sayYes(pair, side)
  const kinds = async () => (await mailsTo(t, pair.menteeId)).filter((kind) => /^(nudge|met)$/.test(kind))
  for (const [days, expected] of [
    [6, []],
    [1, ['nudge']],
    [6, ['nudge']],
    [1, ['met', 'nudge']],
    [20, ['met', 'nudge']],
  ] as const) {
    await daysLater(t, days)
    expect(await kinds(), String(days)).toEqual(expected)
  }
  const letter = await letterOf(t, pair.menteeId, 'met')
  expect(letter?.text).toContain('zeiden 2 weken geleden allebei ja')
  const told = await pairIn('duo-for-a-job')
  for (const side of SIDES) await sayYes(told, side)
  const tell = { day: today(told.t), sure: 'yes' }
  await (await at(told, 'mentor')).post(paths.toldMeeting(told.id, 'mentor'), tell)
  await daysLater(told.t, 15)
  expect(await mailsTo(told.t, told.menteeId)).not.toContain('met')
  expect(await mailsTo(told.t, told.menteeId)).not.toContain('nudge')
})
