import { describe, expect, test } from 'vitest'
import { addDays, type CivilDate } from '../../src/domain/civil-date.ts'
import {
  type CheckinDuo,
  decideCheckinAnswer,
  dueCheckins,
  dueInFirstWeeks,
  milestonesOf,
} from '../../src/domain/duos/checkin.ts'
import { type DuoTime, lastDayOf } from '../../src/domain/duos/duo-time.ts'
import { PROGRAMMES, type Programme } from '../../src/domain/programmes.ts'

const duo: Programme = PROGRAMMES['duo-for-a-job']
const own: Programme = PROGRAMMES['peter-meter']

const time = (more: Partial<DuoTime> = {}): DuoTime => ({
  startedOn: '2027-05-08',
  endsOn: '2027-11-08',
  extensions: [],
  pauses: [],
  ...more,
})
const running = (more: Partial<CheckinDuo> = {}): CheckinDuo => ({
  time: time(),
  end: null,
  asked: [],
  knownSince: '2027-05-08',
  ...more,
})
const days = (programme: Programme, at: DuoTime) => milestonesOf(programme, at).map(({ id, dueOn }) => `${id} ${dueOn}`)

describe('the milestones of a duo', () => {
  test('of peter/meter: day 14, day 90, the end', () => {
    expect(milestonesOf(own, time())).toEqual([
      { id: 'day-14', kind: 'met', dueOn: '2027-05-22' },
      { id: 'day-90', kind: 'how', dueOn: '2027-08-06' },
      { id: 'end', kind: 'end', dueOn: '2027-11-08' },
    ])
  })

  test('of a monthly programme: by calendar, clamped from the start and not from each other', () => {
    expect(days(duo, time({ startedOn: '2027-08-31', endsOn: '2028-02-29' }))).toEqual([
      'month-1 2027-09-30',
      'month-2 2027-10-31',
      'month-3 2027-11-30',
      'month-4 2027-12-31',
      'month-5 2028-01-31',
      'end 2028-02-29',
    ])
  })

  test('an extension goes on asking, and moves the end', () => {
    expect(days(duo, time({ extensions: [{ months: 3 }] })).slice(-4)).toEqual([
      'month-6 2027-11-08',
      'month-7 2027-12-08',
      'month-8 2028-01-08',
      'end 2028-02-08',
    ])
    expect(days(own, time({ extensions: [{ months: 6 }] })).slice(-3)).toEqual([
      'month-6 2027-11-08',
      'month-9 2028-02-08',
      'end 2028-05-08',
    ])
  })

  test('a holiday moves what comes after it by its length', () => {
    const holiday = time({ pauses: [{ fromOn: '2027-07-01', resumedOn: '2027-07-22' }] })
    expect(days(duo, holiday)).toEqual([
      'month-1 2027-06-08',
      'month-2 2027-07-29',
      'month-3 2027-08-29',
      'month-4 2027-09-29',
      'month-5 2027-10-29',
      'end 2027-11-29',
    ])
  })

  test('a pause that begins on the day of a check-in moves that one too', () => {
    const holiday = time({ pauses: [{ fromOn: '2027-07-08', resumedOn: '2027-07-15' }] })
    expect(days(duo, holiday)).toContain('month-2 2027-07-15')
  })

  test('an open pause holds up all that follows', () => {
    expect(days(duo, time({ pauses: [{ fromOn: '2027-07-01', resumedOn: null }] }))).toEqual(['month-1 2027-06-08'])
  })

  test('a duo that moved in with a shorter time is not asked after its end', () => {
    expect(days(duo, time({ endsOn: '2027-06-20' }))).toEqual(['month-1 2027-06-08', 'end 2027-06-20'])
  })
})

describe('what is due', () => {
  const due = (more: Partial<CheckinDuo>, today: CivilDate) =>
    dueCheckins(duo, running(more), today).map(({ id }) => id)

  test('from its day on, and not the day before', () => {
    expect(due({}, '2027-06-07')).toEqual([])
    expect(due({}, '2027-06-08')).toEqual(['month-1'])
    expect(due({}, '2027-06-09')).toEqual(['month-1'])
  })

  test('what was asked is not asked twice, whatever the clock does', () => {
    expect(due({ asked: ['month-1'] }, '2027-06-08')).toEqual([])
    expect(due({ asked: ['month-1'] }, '2027-06-01')).toEqual([])
  })

  test('after a stopped clock all that was missed, the last one last', () => {
    expect(due({ asked: ['month-1'] }, '2027-08-20')).toEqual(['month-2', 'month-3'])
  })

  test('nothing of a duo that was stopped; of one that completed, the end', () => {
    expect(due({ end: 'early' }, '2027-12-01')).toEqual([])
    expect(due({ end: 'withdrawn' }, '2027-12-01')).toEqual([])
    expect(due({ end: 'completed' }, '2027-12-01')).toEqual(['end'])
  })

  test('nothing during a pause, what was due before it included', () => {
    const paused = time({ pauses: [{ fromOn: '2027-06-20', resumedOn: '2027-07-01' }] })
    expect(due({ time: paused }, '2027-06-20')).toEqual([])
    expect(due({ time: paused }, '2027-07-01')).toEqual(['month-1'])
  })

  test('a duo that moves in is not asked about its past', () => {
    expect(due({ knownSince: '2027-08-10' }, '2027-08-10')).toEqual([])
    expect(due({ knownSince: '2027-08-10' }, '2027-09-08')).toEqual(['month-4'])
  })

  test.each([duo, own])('day by day through pauses and an extension: none doubled, none missed ($id)', (programme) => {
    for (let n = 0; n < 60; n++) {
      const startedOn = addDays('2027-01-01', n * 13)
      let at: DuoTime = { startedOn, endsOn: addDays(startedOn, 184), extensions: [], pauses: [] }
      const asked: string[] = []
      for (let day = 0; day < 420; day++) {
        const today = addDays(startedOn, day)
        if (day === 20 + n) at = { ...at, pauses: [{ fromOn: today, resumedOn: null }] }
        if (day === 20 + n + (n % 25) + 1)
          at = { ...at, pauses: at.pauses.map(({ fromOn }) => ({ fromOn, resumedOn: today })) }
        if (day === 150 && n % 2 === 0) at = { ...at, extensions: [{ months: programme.extension.mostMonths }] }
        const lastDay = lastDayOf(at)
        const end = lastDay !== null && lastDay <= today ? ('completed' as const) : null
        asked.push(
          ...dueCheckins(programme, { time: at, end, asked, knownSince: startedOn }, today).map(({ id }) => id),
        )
      }
      expect(asked).toEqual(milestonesOf(programme, at).map(({ id }) => id))
    }
  })
})

describe('the first weeks after two yes', () => {
  const due = (today: CivilDate, more = {}) =>
    dueInFirstWeeks({ agreedOn: '2027-05-01', anySign: false, met: false, asked: [], ...more }, today)

  test('day 7 a nudge, day 14 whether they met, day 21 staff', () => {
    expect(due('2027-05-07')).toEqual([])
    expect(due('2027-05-08')).toEqual(['nudge'])
    expect(due('2027-05-15', { asked: ['nudge'] })).toEqual(['met'])
    expect(due('2027-05-22', { asked: ['nudge', 'met'] })).toEqual(['staff'])
  })

  test('who gave a sign is not nudged; who met is not asked', () => {
    expect(due('2027-05-15', { anySign: true })).toEqual(['met'])
    expect(due('2027-05-30', { anySign: true, met: true })).toEqual([])
  })
})

describe('answering a check-in', () => {
  const facts = { asked: ['mentor', 'mentee'] as const, answers: {}, ended: false }
  const tap = (more = {}, answer: 'good' | 'could_be_better' | 'stopped' = 'good', callMe = false) =>
    decideCheckinAnswer({ ...facts, ...more }, { side: 'mentor', answer, callMe })

  test('one tap: thanks, a call, or on to stopping', () => {
    expect(tap()).toEqual({ kind: 'answered', next: 'thanks' })
    expect(tap({}, 'good', true)).toEqual({ kind: 'answered', next: 'ring' })
    expect(tap({}, 'could_be_better')).toEqual({ kind: 'answered', next: 'ring' })
    expect(tap({}, 'stopped')).toEqual({ kind: 'answered', next: 'stop' })
  })

  test('twice, not asked, after the end', () => {
    expect(tap({ answers: { mentor: 'not_met' } })).toEqual({ kind: 'already-answered', answer: 'not_met' })
    expect(tap({ asked: ['mentee'] })).toEqual({ kind: 'not-asked' })
    expect(tap({ ended: true })).toEqual({ kind: 'closed' })
  })
})
