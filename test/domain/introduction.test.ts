import { describe, expect, test } from 'vitest'
import { addDays, addMonths, civilDateOf, DAY_MS, endOfDay, instantOf } from '../../src/domain/civil-date.ts'
import { duoPeriod, duoState } from '../../src/domain/duos/duo.ts'
import type { Answer, Side } from '../../src/domain/facts.ts'
import {
  answerDeadline,
  decideAnswer,
  decideCorrection,
  decideMoreTime,
  EXTENSION_DAYS,
  type IntroductionFacts,
  introductionPage,
  introductionState,
  isLapsed,
  isReminderDue,
  lapsesAfter,
  sharedBetween,
  sidesAskedFirst,
} from '../../src/domain/introduction.ts'
import { PROGRAMMES, type Programme } from '../../src/domain/programmes.ts'

const SENT = Date.UTC(2027, 4, 4, 12)
const together = PROGRAMMES['peter-meter']
const mentorFirst: Programme = { ...together, asks: 'mentor-first', starts: 'after-click' }

/** An introduction sent on 4 May 2027, and what happened since. */
function facts(programme: Programme, happened: Partial<IntroductionFacts> = {}): IntroductionFacts {
  const asks = Object.fromEntries(
    sidesAskedFirst(programme).map((side) => [side, { at: SENT, expiresAt: answerDeadline(SENT) }]),
  )
  return { sentAt: SENT, asks, answers: {}, corrections: {}, end: null, duo: null, ...happened }
}

const said = (answers: Partial<Record<Side, Answer>>, at = SENT + DAY_MS) => ({
  answers: Object.fromEntries(Object.entries(answers).map(([side, answer]) => [side, { answer, at }])),
})

describe('who is asked, and what an answer means', () => {
  test('both at once: the first yes waits, the second agrees', () => {
    expect(decideAnswer(facts(together), 'mentee', 'yes', SENT)).toEqual({ kind: 'answered', next: 'wait' })
    const one = facts(together, said({ mentee: 'yes' }))
    expect(decideAnswer(one, 'mentor', 'yes', SENT + DAY_MS)).toEqual({ kind: 'answered', next: 'agreed' })
  })

  test('mentor first: the mentee is asked after the mentor’s yes, and knows of nothing before', () => {
    const sent = facts(mentorFirst)
    expect(introductionPage(sent, 'mentee', SENT)).toBe('not-asked')
    expect(decideAnswer(sent, 'mentee', 'yes', SENT)).toEqual({ kind: 'not-asked' })
    expect(decideAnswer(sent, 'mentor', 'yes', SENT)).toEqual({ kind: 'answered', next: 'ask-other-side' })
    expect(decideAnswer(sent, 'mentor', 'no', SENT)).toEqual({ kind: 'answered', next: 'end' })
  })

  test('mentor first: the mentee has ten days of their own', () => {
    const later = SENT + 9 * DAY_MS
    const asked = facts(mentorFirst, {
      ...said({ mentor: 'yes' }, later),
      asks: {
        mentor: { at: SENT, expiresAt: answerDeadline(SENT) },
        mentee: { at: later, expiresAt: answerDeadline(later) },
      },
    })
    expect(decideAnswer(asked, 'mentee', 'yes', SENT + 15 * DAY_MS)).toEqual({ kind: 'answered', next: 'agreed' })
    expect(introductionState(asked, SENT + 25 * DAY_MS)).toBe('expired')
  })

  test('an answer counts until the last second of the tenth day in Brussels', () => {
    const last = endOfDay('2027-05-14')
    expect(decideAnswer(facts(together), 'mentor', 'yes', last)).toMatchObject({ kind: 'answered' })
    expect(decideAnswer(facts(together), 'mentor', 'yes', last + 1)).toEqual({ kind: 'closed', reason: 'expired' })
  })

  test('answered once, whatever comes after', () => {
    const answered = facts(together, { ...said({ mentor: 'no' }), end: { reason: 'declined', at: SENT + DAY_MS } })
    expect(decideAnswer(answered, 'mentor', 'yes', SENT + DAY_MS)).toEqual({ kind: 'already-answered', answer: 'no' })
    expect(decideAnswer(answered, 'mentee', 'yes', SENT + DAY_MS)).toEqual({ kind: 'closed', reason: 'declined' })
  })
})

describe('states', () => {
  test('two yes never expire; they lapse after 42 days', () => {
    const agreed = facts(together, said({ mentor: 'yes', mentee: 'yes' }))
    expect(introductionState(agreed, SENT + 40 * DAY_MS)).toBe('agreed')
    expect(isLapsed(agreed, SENT + 43 * DAY_MS)).toBe(false)
    expect(isLapsed(agreed, SENT + 44 * DAY_MS)).toBe(true)
  })

  test('more time is counted from the last day that they had, or from today; only of two yes without a duo', () => {
    const agreed = facts(together, said({ mentor: 'yes', mentee: 'yes' }))
    const first = lapsesAfter(agreed)
    const once = decideMoreTime(agreed, SENT + 10 * DAY_MS)
    expect(once).toEqual({ kind: 'extended', until: addDays(first, EXTENSION_DAYS) })
    const extended = { ...agreed, extendedUntil: addDays(first, EXTENSION_DAYS) }
    expect(lapsesAfter(extended)).toBe(addDays(first, EXTENSION_DAYS))
    expect(isLapsed(extended, SENT + 44 * DAY_MS)).toBe(false)
    expect(isLapsed(extended, SENT + 66 * DAY_MS)).toBe(true)
    expect(lapsesAfter({ ...agreed, extendedUntil: addDays(first, -1) })).toBe(first)
    expect(decideMoreTime(facts(together, said({ mentor: 'yes' })), SENT + DAY_MS)).toEqual({ kind: 'closed' })
  })

  test('what each side sees of a no: the one a thank-you, the other a neutral sentence', () => {
    const ended = facts(together, { ...said({ mentor: 'no', mentee: 'yes' }), end: { reason: 'declined', at: SENT } })
    expect(introductionPage(ended, 'mentor', SENT)).toBe('declined')
    expect(introductionPage(ended, 'mentee', SENT)).toBe('closed')
  })

  test('who stayed silent reads that it expired, who said yes that it does not go on', () => {
    const silent = facts(together, said({ mentor: 'yes' }))
    expect(introductionPage(silent, 'mentee', SENT + 20 * DAY_MS)).toBe('expired')
    expect(introductionPage(silent, 'mentor', SENT + 20 * DAY_MS)).toBe('closed')
  })

  test('a reminder from the fifth day on, to who did not answer, while it is open', () => {
    const one = facts(together, said({ mentor: 'yes' }))
    expect(isReminderDue(one, 'mentee', SENT + 4 * DAY_MS)).toBe(false)
    expect(isReminderDue(one, 'mentee', SENT + 5 * DAY_MS)).toBe(true)
    expect(isReminderDue(one, 'mentor', SENT + 5 * DAY_MS)).toBe(false)
    expect(isReminderDue(one, 'mentee', SENT + 11 * DAY_MS)).toBe(false)
  })

  test('a yes is taken back until both said yes; a no is lifted at any time, once', () => {
    expect(decideCorrection(facts(together), 'mentor', SENT).kind).toBe('nothing-to-correct')
    expect(decideCorrection(facts(together, said({ mentor: 'yes' })), 'mentor', SENT + DAY_MS).kind).toBe('taken-back')
    const agreed = facts(together, said({ mentor: 'yes', mentee: 'yes' }))
    expect(decideCorrection(agreed, 'mentor', SENT + DAY_MS).kind).toBe('too-late')
    const no = facts(together, { ...said({ mentor: 'no' }), end: { reason: 'declined', at: SENT } })
    expect(decideCorrection(no, 'mentor', SENT + 90 * DAY_MS).kind).toBe('no-lifted')
    const twice = { ...no, corrections: { mentor: { at: SENT } } }
    expect(decideCorrection(twice, 'mentor', SENT).kind).toBe('nothing-to-correct')
  })

  test('what two people share keeps the order of the first; an unknown sector is shared with nobody', () => {
    const me = { topics: ['finance', 'plan', 'legal'], sector: null }
    expect(sharedBetween(me, { topics: ['legal', 'finance'], sector: null })).toEqual({
      topics: ['finance', 'legal'],
      sector: null,
    })
  })
})

describe('dates of a duo', () => {
  test.each([
    ['2027-05-04', '2027-11-04'],
    ['2027-08-31', '2028-02-29'],
    ['2026-08-31', '2027-02-28'],
    ['2028-02-29', '2028-08-29'],
    ['2027-12-31', '2028-06-30'],
  ])('a duo of six months that starts on %s ends on %s', (startedOn, endsOn) => {
    expect(duoPeriod(together, startedOn)).toEqual({ startedOn, endsOn })
  })

  test('it runs until its last day has come, written down or not', () => {
    const period = { startedOn: '2027-05-04', endsOn: '2027-11-04', end: null }
    expect(duoState(period, '2027-11-03')).toBe('running')
    expect(duoState(period, '2027-11-04')).toBe('completed')
    expect(duoState({ ...period, end: { reason: 'early', endedOn: '2027-06-01' } }, '2027-06-02')).toBe('stopped')
  })

  test('a year of five digits would come before all others: no date is later than the last of four', () => {
    expect([addDays('9999-12-30', 1), addDays('9999-12-31', 1)]).toEqual(['9999-12-31', '9999-12-31'])
    expect([addMonths('9999-06-30', 6), addMonths('9999-07-01', 6)]).toEqual(['9999-12-30', '9999-12-31'])
  })

  test('New Year in Brussels comes an hour before it does in UTC', () => {
    expect(civilDateOf(Date.UTC(2027, 11, 31, 22, 59, 59, 999))).toBe('2027-12-31')
    expect(civilDateOf(Date.UTC(2027, 11, 31, 23))).toBe('2028-01-01')
  })

  test('every hour of two years has the date of a calendar in Brussels, and so has the millisecond before it', () => {
    const calendar = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Brussels' })
    for (let at = Date.UTC(2027, 0, 1); at < Date.UTC(2029, 0, 1); at += 3_600_000)
      expect([civilDateOf(at), civilDateOf(at - 1)]).toEqual([calendar.format(at), calendar.format(at - 1)])
  })

  test('a deadline is the end of a day, also over both nights on which the clocks change', () => {
    const spring = answerDeadline(instantOf('2027-03-20', '12:00'))
    expect([civilDateOf(spring), civilDateOf(spring + 1)]).toEqual(['2027-03-30', '2027-03-31'])
    const autumn = answerDeadline(instantOf('2027-10-25', '23:30'))
    expect([civilDateOf(autumn), civilDateOf(autumn + 1)]).toEqual(['2027-11-04', '2027-11-05'])
    expect(endOfDay('2027-03-28') - instantOf('2027-03-28', '00:00') + 1).toBe(23 * 3_600_000)
    expect(endOfDay('2027-10-31') - instantOf('2027-10-31', '00:00') + 1).toBe(25 * 3_600_000)
  })
})
