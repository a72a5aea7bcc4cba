import { expect, test } from 'vitest'
import {
  agreement,
  batch,
  cancellation,
  checkinAnswer,
  checkinAsk,
  click,
  completion,
  eligibility,
  endAnswer,
  extension,
  intake,
  item,
  log,
  logVoid,
  meeting,
  meetingAnswer,
  merge,
  moreTime,
  outcome,
  partner,
  pause,
  referral,
  resume,
  resumeOf,
  sooner,
  stopReason,
  takenBack,
  terms,
  training,
  undo,
  unmerge,
} from '../duo-world.ts'
import { agreed, closure, duo, end, running, sent, world } from '../world.ts'
import { type Attempt, triggersIn, tryEach } from './guard-attempts.ts'

/* Every guard between two yes and the outcome, tried as test/guards/guards.test.ts tries the others. */

const ended = running + closure('d')
const clicked = click('mentor') + click('mentee')
const asked = running + checkinAsk()
const start = duo('d', 'i', 'bert', 'amira')
const corrigible = running + pause('p') + resume()
const erased = (id: string) => `UPDATE participant SET person_id = NULL, erased_at = 5 WHERE id = '${id}';`
const coachingNote = `INSERT INTO coaching_note VALUES ('n', 'd', 'Belt graag', 1, 'dirk')`
const remark = `INSERT INTO duo_remark VALUES ('r', 'd', 'mentee', 'day-14', 'Fijn', 1)`
const place = `INSERT INTO meeting_place VALUES ('m', 'Bij Bert')`

const RULES: Record<string, Attempt> = {
  duo_terms_met: { code: 'TERMS_OPEN', before: [agreed, terms(), clicked, agreement('mentor')], sql: start },
  meeting_open: { code: 'INTRODUCTION_CLOSED', before: [sent], sql: meeting('m') },
  meeting_answer_open: {
    code: 'MEETING_CLOSED',
    before: [agreed, meeting('m'), cancellation],
    sql: meetingAnswer('mentee', 5000),
  },
  meeting_answer_offered: { code: 'NOT_OFFERED', before: [agreed, meeting('m')], sql: meetingAnswer('mentee', 5001) },
  click_open: { code: 'INTRODUCTION_CLOSED', before: [agreed, end('i', 'pulled')], sql: click('mentor') },
  click_before_duo: { code: 'DUO_STARTED', before: [running], sql: click('mentor') },
  click_in_time: { code: 'CLICK_EARLY', before: [agreed], sql: click('mentor', 'yes', 8999) },
  agreement_open: { code: 'INTRODUCTION_CLOSED', before: [sent], sql: agreement('mentor') },
  introduction_extension_open: { code: 'INTRODUCTION_CLOSED', before: [running], sql: moreTime() },
  checkin_answer_running: { code: 'DUO_ENDED', before: [asked, closure('d')], sql: checkinAnswer() },
  meeting_log_within_duo: { code: 'OUTSIDE_DUO', before: [running], sql: log('l', '2027-05-07') },
  meeting_log_once_a_day: { code: 'ALREADY_WRITTEN', before: [running, log('l')], sql: log('l2') },
  duo_pause_running: { code: 'DUO_ENDED', before: [ended], sql: pause('p') },
  duo_pause_within_duo: { code: 'OUTSIDE_DUO', before: [running], sql: pause('p', '2027-11-08') },
  duo_pause_once_a_time: { code: 'ALREADY_PAUSED', before: [running, pause('p')], sql: pause('q', '2027-08-01') },
  duo_resume_before_next: {
    code: 'ALREADY_PAUSED',
    before: [running, pause('q', '2027-08-01'), resumeOf('q', '2027-08-15', '2027-11-22'), pause('p')],
    sql: resume('2027-08-02', '2027-12-24'),
  },
  coaching_note_of_both: { code: 'ERASED', before: [running, erased('amira')], sql: coachingNote },
  duo_remark_of_both: { code: 'ERASED', before: [running, erased('bert')], sql: remark },
  meeting_place_of_both: { code: 'ERASED', before: [agreed, meeting('m'), erased('amira')], sql: place },
  meeting_log_by_who_is_here: { code: 'ERASED', before: [running, erased('bert')], sql: log('l') },
  duo_end_reason_by_who_is_here: { code: 'ERASED', before: [ended, erased('bert')], sql: stopReason() },
  duo_resume_running: { code: 'DUO_ENDED', before: [running, pause('p'), closure('d')], sql: resume() },
  duo_resume_after_pause: { code: 'OUTSIDE_DUO', before: [running, pause('p')], sql: resume('2027-07-01') },
  duo_resume_ends_later: {
    code: 'ENDS_EARLIER',
    before: [running, pause('p')],
    sql: resume('2027-07-15', '2027-11-08'),
  },
  duo_pause_correction_running: { code: 'DUO_ENDED', before: [corrigible, closure('d')], sql: takenBack('c') },
  duo_pause_correction_standing: { code: 'ALREADY_WRITTEN', before: [corrigible, takenBack('b')], sql: takenBack('c') },
  duo_pause_correction_sooner: {
    code: 'OUTSIDE_DUO',
    before: [corrigible, sooner('b', '2027-07-10')],
    sql: sooner('c', '2027-07-10'),
  },
  duo_pause_correction_others_within: {
    code: 'OUTSIDE_DUO',
    before: [corrigible, pause('q', '2027-11-10')],
    sql: takenBack('c'),
  },
  duo_resume_standing: { code: 'ALREADY_WRITTEN', before: [running, pause('p'), takenBack('c')], sql: resume() },
  duo_extension_running: { code: 'DUO_ENDED', before: [ended], sql: extension('x') },
  duo_extension_ends_later: { code: 'ENDS_EARLIER', before: [running], sql: extension('x', '2027-11-08') },
  duo_end_after_start: { code: 'OUTSIDE_DUO', before: [running], sql: closure('d', -1) },
  duo_end_on_last_day: {
    code: 'ENDS_EARLIER',
    before: [running, extension('x')],
    sql: completion('2027-11-08'),
  },
  duo_end_reason_after_end: { code: 'DUO_RUNNING', before: [running], sql: stopReason() },
  end_answer_after_end: { code: 'DUO_RUNNING', before: [running], sql: endAnswer() },
  end_answer_by_who_is_here: { code: 'ERASED', before: [ended, erased('bert')], sql: endAnswer() },
  outcome_after_end: { code: 'DUO_RUNNING', before: [running], sql: outcome('o') },
  person_merge_open: {
    code: 'ALREADY_MERGED',
    before: [merge('g', 'p-bert', 'p-carl')],
    sql: merge('h', 'p-carl', 'p-amira'),
  },
}

/** By table: what comes first, the fact, the same fact again with other words, and a column to change. */
const FACTS: Record<string, { before: string[]; fact: string; again: string; column: string; code?: string }> = {
  eligibility_check: { before: [sent], fact: eligibility(), again: eligibility(2), column: 'at' },
  intake: { before: [sent], fact: intake(), again: intake('2027-05-02'), column: 'at' },
  training: { before: [sent], fact: training(), again: training('2027-05-02'), column: 'at' },
  referral: { before: [partner], fact: referral(), again: referral(2), column: 'at' },
  introduction_extension: { before: [agreed], fact: moreTime(), again: moreTime('2027-08-01'), column: 'until' },
  introduction_terms: { before: [sent], fact: terms(), again: terms(0, 0), column: 'needs_clicks' },
  meeting: { before: [agreed], fact: meeting('m'), again: meeting('m', 'mentee'), column: 'minutes' },
  meeting_answer: {
    before: [agreed, meeting('m')],
    fact: meetingAnswer('mentee', 5000),
    again: meetingAnswer('mentee', 6000),
    column: 'at',
    code: 'ALREADY_ANSWERED',
  },
  meeting_cancellation: { before: [agreed, meeting('m')], fact: cancellation, again: cancellation, column: 'at' },
  click: {
    before: [agreed],
    fact: click('mentor'),
    again: click('mentor', 'yes', 9001),
    column: 'earliest_at',
    code: 'ALREADY_ANSWERED',
  },
  agreement: { before: [agreed], fact: agreement('mentor'), again: agreement('mentor'), column: 'at' },
  checkin_ask: { before: [running], fact: checkinAsk(), again: checkinAsk(), column: 'at' },
  checkin_answer: {
    before: [asked],
    fact: checkinAnswer(),
    again: checkinAnswer('stopped'),
    column: 'at',
    code: 'ALREADY_ANSWERED',
  },
  meeting_log: { before: [running], fact: log('l'), again: log('l', '2027-05-21'), column: 'minutes' },
  meeting_log_void: { before: [running, log('l')], fact: logVoid, again: logVoid, column: 'at' },
  duo_pause: {
    before: [running],
    fact: pause('p') + resume(),
    again: pause('p', '2027-08-01'),
    column: 'at',
  },
  duo_resume: {
    before: [running, pause('p')],
    fact: resume(),
    again: resume('2027-08-01', '2027-12-08'),
    column: 'at',
  },
  duo_pause_correction: { before: [corrigible], fact: sooner('c', '2027-07-10'), again: takenBack('c'), column: 'at' },
  duo_extension: { before: [running], fact: extension('x'), again: extension('x', '2028-03-08'), column: 'months' },
  duo_end_reason: { before: [ended], fact: stopReason(), again: stopReason('moved'), column: 'at' },
  end_answer: { before: [ended], fact: endAnswer(), again: endAnswer('stop'), column: 'at', code: 'ALREADY_ANSWERED' },
  outcome: { before: [ended], fact: outcome('o'), again: outcome('o', 'not_known'), column: 'at' },
  person_merge: {
    before: [],
    fact: `${merge('g', 'p-bert', 'p-carl')} ${unmerge}`,
    again: merge('g', 'p-bert', 'p-amira'),
    column: 'at',
  },
  person_unmerge: { before: [merge('g', 'p-bert', 'p-carl')], fact: unmerge, again: unmerge, column: 'at' },
  import_batch: { before: [], fact: batch(), again: batch(2), column: 'at' },
  import_item: { before: [batch()], fact: item, again: item, column: 'kind' },
  import_undo: { before: [batch()], fact: undo(), again: undo(3), column: 'at' },
}

const factGuards = Object.fromEntries(
  Object.entries(FACTS).flatMap(([table, { before, fact, again, column, code = 'ALREADY_WRITTEN' }]) => {
    const steps = [...before, fact]
    return [
      [`${table}_once`, { code, before: [...steps, 'PRAGMA foreign_keys = OFF'], sql: replacing(again) }],
      [`${table}_unchanged`, { code: 'APPEND_ONLY', before: steps, sql: `UPDATE ${table} SET ${column} = ${column}` }],
      [
        `${table}_kept`,
        { code: 'APPEND_ONLY', before: [...steps, 'PRAGMA foreign_keys = OFF'], sql: `DELETE FROM ${table}` },
      ],
    ]
  }),
) satisfies Record<string, Attempt>

const GUARDS: Record<string, Attempt> = { ...RULES, ...factGuards }

/** Writes instead of refusing; tested in test/guards/duo-facts.test.ts by what it writes. */
const WRITERS = ['click_no_bars_pair']

function replacing(sql: string): string {
  return sql.replace('INSERT', 'INSERT OR REPLACE')
}

tryEach(GUARDS)

test('every trigger of the duo model is tried here, and stands in the database', async () => {
  const migrations = [
    '0004_duo_guards',
    '0006_first_weeks',
    '0016_end_after_start',
    '0022_duos_middle_and_end',
    '0028_end_by_who_is_here',
    '0038_pause_corrected',
  ]
  const triggers = [...new Set(migrations.flatMap(triggersIn))].sort()
  expect([...Object.keys(GUARDS), ...WRITERS].sort()).toEqual(triggers)
  const w = await world()
  const standing = new Set((await w.rows(`SELECT name FROM sqlite_master WHERE type = 'trigger'`)).flat())
  expect(triggers.filter((name) => !standing.has(name))).toEqual([])
})

test('a duo may end on the day on which it starts', async () => {
  const w = await world()
  await w.run(running)
  expect(await w.refusal(closure('d', 0))).toBe('let through')
})
