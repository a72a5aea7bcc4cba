import { beforeEach, expect, test } from 'vitest'
import {
  agreement,
  checkinAnswer,
  checkinAsk,
  click,
  completion,
  eligibility,
  endAnswer,
  extension,
  intake,
  log,
  logVoid,
  meeting,
  meetingAnswer,
  merge,
  outcome,
  pause,
  resume,
  sooner,
  stopReason,
  terms,
  training,
  undo,
  unmerge,
} from '../duo-world.ts'
import { agreed, answer, closure, consent, duo, end, introduction, running, sent, type World, world } from '../world.ts'
import { cameByFile } from './guard-attempts.ts'

/* What the facts of the duo model mean together; each guard alone is tried in test/guards/guards-duo.test.ts. */

let w: World

beforeEach(async () => {
  w = await world()
})

const start = duo('d', 'i', 'bert', 'amira')

test('who reads the agreement at the answer agrees with their own yes; who signs it later, once both said yes', async () => {
  await w.run(sent)
  const [own, other] = [answer('i', 'mentor', 'yes'), answer('i', 'mentee', 'yes')]
  expect(await w.refusal(agreement('mentor'))).toBe('INTRODUCTION_CLOSED')
  await w.run(own)
  expect(await w.refusal(agreement('mentee'))).toBe('INTRODUCTION_CLOSED')
  expect(await w.refusal(agreement('mentor'))).toBe('let through')
  await w.run(other + end('i', 'pulled'))
  expect(await w.refusal(agreement('mentee'))).toBe('INTRODUCTION_CLOSED')

  const later = await world()
  await later.run(sent + terms() + own)
  expect(await later.refusal(agreement('mentor'))).toBe('INTRODUCTION_CLOSED')
  await later.run(other)
  expect(await later.refusal(agreement('mentor'))).toBe('let through')
})

test('where the programme says so, a duo starts once both clicked and both agreed', async () => {
  await w.run(agreed + terms())
  for (const step of [click('mentor'), click('mentee'), agreement('mentor')]) {
    expect(await w.refusal(start)).toBe('TERMS_OPEN')
    await w.run(step)
  }
  await w.run(agreement('mentee'))
  expect(await w.refusal(start)).toBe('let through')
})

test('without terms a duo starts at two yes, as it always did', async () => {
  await w.run(agreed)
  expect(await w.refusal(start)).toBe('let through')
})

test('a click that is a no counts for nothing, and bars the pair', async () => {
  await w.run(agreed + terms(1, 0) + click('mentor') + click('mentee', 'no'))
  expect(await w.refusal(start)).toBe('TERMS_OPEN')
  await w.run(end('i', 'declined'))
  expect(await w.rows('SELECT id, pair_hash, kind FROM pair_bar')).toEqual([['i:click:mentee', 'bert-amira', 'no']])
  expect(await w.refusal(introduction('j', 'bert', 'amira'))).toBe('PAIR_BARRED')
})

test('who proposed a meeting does not answer it; staff’s own is answered by both, also with none of them', async () => {
  await w.run(agreed + meeting('m', 'mentor'))
  expect(await w.refusal(meetingAnswer('mentor', 5000))).toBe('NOT_OFFERED')
  await w.run(meetingAnswer('mentee', 'NULL'))

  const other = await world()
  await other.run(agreed + meeting('m', 'staff') + meetingAnswer('mentor', 5000))
  expect(await other.refusal(meetingAnswer('mentee', 5000))).toBe('let through')
})

test('no meeting is proposed or answered after the introduction or its duo ended', async () => {
  await w.run(running + meeting('m') + closure('d'))
  expect(await w.refusal(meeting('m2'))).toBe('INTRODUCTION_CLOSED')
  expect(await w.refusal(meetingAnswer('mentee', 5000))).toBe('MEETING_CLOSED')
})

test('a question is answered by the side that was asked, about a milestone that was asked', async () => {
  await w.run(running + checkinAsk('month-1', 'mentee'))
  expect(await w.refusal(checkinAnswer())).toBe('reference')
})

test('a slip of the thumb is taken back, and the same day can be noted again', async () => {
  await w.run(running + log('l') + logVoid)
  expect(await w.refusal(log('l2'))).toBe('let through')
})

test('a meeting after the last day of an ended duo is refused, one on that day is not', async () => {
  await w.run(running + closure('d'))
  expect(await w.refusal(log('l', '2027-06-02'))).toBe('OUTSIDE_DUO')
  expect(await w.refusal(log('l', '2027-06-01'))).toBe('let through')
})

test('a mentee is done with a completed duo until they go on, or say yes to taking part once more', async () => {
  const done = () => w.rows('SELECT participant_id FROM done_mentee')
  const wish = (paused: number, at: number) =>
    w.run(`INSERT INTO participant_pause (participant_id, paused, at) VALUES ('amira', ${paused}, ${at})`)
  await w.run(running)
  await wish(0, 9000)
  expect(await done()).toEqual([])
  await w.run(completion('2027-11-08'))
  expect(await done()).toEqual([['amira']])
  await w.run(consent('amira', 'P1', 'withdrawn').replace(/'self', 1/, `'self', 9901`))
  await w.run(consent('amira', 'P4').replace(/'self', 1/, `'self', 9901`))
  expect(await done()).toEqual([['amira']])
  await w.run(consent('amira', 'P1', 'confirmed').replace(/'self', 1/, `'self', 9902`))
  expect(await done()).toEqual([])

  const other = await world()
  await other.run(`${running}${completion('2027-11-08')}
    INSERT INTO participant_pause (participant_id, paused, at) VALUES ('amira', 0, 9900)`)
  expect(await other.rows('SELECT participant_id FROM done_mentee')).toEqual([])
})

test('who is still here tells of meetings and why it ended; staff do while one of the two is', async () => {
  const gone = (id: string) => w.run(`UPDATE participant SET person_id = NULL, erased_at = 5 WHERE id = '${id}'`)
  const byStaff = log('s').replace("'mentor'", "'staff'")
  await w.run(running + closure('d'))
  await gone('amira')
  for (const fact of [log('l'), stopReason()]) expect(await w.refusal(fact)).toBe('let through')
  const told = stopReason().replace('mentor', 'staff')
  expect(await w.refusal(told)).toBe('let through')
  await gone('bert')
  expect(await w.refusal(byStaff)).toBe('ERASED')
})

test('a contract ends on or after its first day, and has one', async () => {
  await w.run(running + closure('d'))
  const contract = (id: string, from: string, to: string) =>
    `INSERT INTO outcome (id, duo_id, moment, code, contract_starts_on, contract_ends_on, by, at) VALUES ('${id}', 'd', 'end', 'job', ${from}, ${to}, 'staff', 1);`
  expect(await w.refusal(contract('o', `'2027-06-02'`, `'2027-06-01'`))).toBe('check')
  expect(await w.refusal(contract('o', 'NULL', `'2027-06-01'`))).toBe('check')
  expect(await w.refusal(contract('o', `'2027-06-01'`, 'NULL'))).toBe('let through')
})

test('a merge that was undone can be made again; nobody is merged with themselves', async () => {
  await w.run(merge('g', 'p-bert', 'p-carl'))
  expect(await w.refusal(merge('h', 'p-amira', 'p-carl'))).toBe('ALREADY_MERGED')
  await w.run(unmerge)
  expect(await w.refusal(merge('h', 'p-amira', 'p-carl'))).toBe('let through')
  expect(await w.refusal(merge('k', 'p-bert', 'p-bert'))).toBe('check')
})

test('what staff write down for one of the two names who wrote it, and what they tell themselves names nobody', async () => {
  await w.run(running + closure('d'))
  const [byStaff, byNobody] = [endAnswer().replace(`'mail'`, `'staff'`), endAnswer()]
  expect(await w.refusal(byStaff)).toBe('check')
  const named = (sql: string) => sql.replace('way, at)', 'way, staff_id, at)').replace(/, (9960\))/, `, 'dirk', $1`)
  expect(await w.refusal(named(byNobody))).toBe('check')
  expect(await w.refusal(named(byStaff))).toBe('let through')
})

test('what was checked of a person can be taken back until an introduction is built on it, and goes with the person', async () => {
  const taken = [`DELETE FROM eligibility_check`, `DELETE FROM intake`, `DELETE FROM training`]
  await w.run(eligibility() + intake() + training())
  for (const sql of taken) expect(await w.refusal(sql)).toBe('let through')
  await w.run(eligibility() + intake() + training() + sent)
  for (const sql of taken) expect(await w.refusal(sql)).toBe('APPEND_ONLY')
  await w.run(`UPDATE participant SET person_id = NULL, erased_at = 5 WHERE id = 'amira'`)
  expect(await w.refusal(`DELETE FROM eligibility_check`)).toBe('let through')
})

test('an import is undone from its last fact to its first: an ended duo goes with all that was noted of it', async () => {
  await w.run(
    running + terms() + checkinAsk() + checkinAnswer() + log('l') + pause('p') + resume() + sooner('c', '2027-07-10'),
  )
  await w.run(extension('x'))
  await w.run(closure('d') + stopReason() + outcome('o'))
  await w.run(`${cameByFile} ${undo()} DELETE FROM introduction`)
  const left = [
    'introduction_terms',
    'checkin_ask',
    'checkin_answer',
    'meeting_log',
    'duo_pause',
    'duo_resume',
    'duo_pause_correction',
    'duo_extension',
    'duo_end_reason',
    'outcome',
  ]
  for (const table of left) expect([table, await w.rows(`SELECT count(*) FROM ${table}`)]).toEqual([table, [[0]]])
})

test('nothing of it is asked of an introduction that was only sent', async () => {
  await w.run(sent)
  expect(await w.refusal(click('mentor'))).toBe('INTRODUCTION_CLOSED')
})
