import { describe, expect, test } from 'vitest'
import { instantOf } from '../../src/domain/civil-date.ts'
import {
  currentMeeting,
  decideCancellation,
  decideMeetingAnswer,
  decideProposal,
  isMeetingReminderDue,
  type Meeting,
  meetingState,
  metAt,
} from '../../src/domain/duos/meeting.ts'
import { calendarMessageOf } from '../../src/domain/duos/meeting-calendar.ts'
import type { Side, Teller } from '../../src/domain/facts.ts'

const HOUR = 3_600_000
const NOW = instantOf('2027-05-10', '09:00')
const TUESDAY = instantOf('2027-05-18', '10:00')
const FRIDAY = instantOf('2027-05-21', '10:00')

const proposal = (id: string, by: Teller, slots = [TUESDAY, FRIDAY], more: Partial<Meeting> = {}): Meeting => ({
  id,
  by,
  slots,
  minutes: 60,
  replacesId: null,
  at: NOW,
  answers: {},
  cancelled: null,
  lastDay: null,
  ...more,
})
const agreedOn = (id: string, slotAt: number, more: Partial<Meeting> = {}): Meeting =>
  proposal(id, 'mentor', [slotAt], { answers: { mentee: { slotAt, at: NOW } }, ...more })
const answer = (meeting: Meeting, side: Side, slotAt: number | null, now = NOW, open = true) =>
  decideMeetingAnswer(meeting, [meeting], { side, slotAt, open }, now)

describe('proposing dates', () => {
  const propose = (slots: number[], all: Meeting[] = [], by: Teller = 'mentor', open = true) =>
    decideProposal(all, { by, slots, open, lastDay: null }, NOW)

  test('one to three dates go to the other', () => {
    expect(propose([TUESDAY, FRIDAY])).toEqual({ kind: 'proposed', replacesId: null })
  })

  test('no date, a fourth date, the same date twice', () => {
    expect(propose([])).toEqual({ kind: 'no-slot' })
    expect(propose([1, 2, 3, 4].map((n) => TUESDAY + n * HOUR)).kind).toBe('too-many-slots')
    expect(propose([TUESDAY, TUESDAY])).toEqual({ kind: 'twice', slot: TUESDAY })
  })

  test('a date within twelve hours, and one after sixty days, is named', () => {
    expect(propose([TUESDAY, NOW + 12 * HOUR - 1])).toEqual({ kind: 'too-soon', slot: NOW + 12 * HOUR - 1 })
    expect(propose([NOW + 12 * HOUR]).kind).toBe('proposed')
    const lastDay = instantOf('2027-07-09', '23:00')
    expect(propose([lastDay]).kind).toBe('proposed')
    expect(propose([lastDay + 2 * HOUR])).toEqual({ kind: 'too-far', slot: lastDay + 2 * HOUR })
  })

  test('no date after the last day of the duo, and none of those that stood can still be chosen', () => {
    const lastDay = '2027-05-18'
    const until = (slots: number[]) => decideProposal([], { by: 'mentor', slots, open: true, lastDay }, NOW).kind
    expect([until([TUESDAY]), until([TUESDAY, FRIDAY])]).toEqual(['proposed', 'after-end'])
    const stood = proposal('m', 'mentor', [TUESDAY, FRIDAY], { lastDay })
    expect(meetingState(stood, [stood], NOW)).toMatchObject({ kind: 'proposed', slots: [TUESDAY] })
    expect(answer(stood, 'mentee', FRIDAY)).toEqual({ kind: 'not-offered' })
    const over = { ...stood, lastDay: '2027-05-17' }
    expect(meetingState(over, [over], NOW)).toEqual({ kind: 'passed-by' })
  })

  test('who was asked answers first; who asked may ask anew', () => {
    const open = [proposal('m', 'mentor')]
    expect(propose([FRIDAY], open, 'mentee')).toEqual({ kind: 'answer-first', meetingId: 'm' })
    expect(propose([FRIDAY], open, 'mentor').kind).toBe('proposed')
  })

  test('after an agreed date it moves that one', () => {
    expect(propose([FRIDAY], [agreedOn('m', TUESDAY)], 'mentee')).toEqual({ kind: 'proposed', replacesId: 'm' })
  })

  test('after the introduction ended nothing is proposed', () => {
    expect(propose([TUESDAY], [], 'mentor', false)).toEqual({ kind: 'closed' })
  })
})

describe('agreeing by one tap', () => {
  test('the other side chooses, and it is agreed', () => {
    expect(answer(proposal('m', 'mentor'), 'mentee', FRIDAY)).toEqual({ kind: 'agreed', startsAt: FRIDAY })
  })

  test('a second tap changes nothing', () => {
    expect(answer(agreedOn('m', TUESDAY), 'mentee', FRIDAY)).toEqual({ kind: 'already-answered', slotAt: TUESDAY })
  })

  test('the wrong person: who proposed it', () => {
    expect(answer(proposal('m', 'mentor'), 'mentor', TUESDAY)).toEqual({ kind: 'own-proposal' })
  })

  test('the wrong state: cancelled, ended, or a date that was not offered', () => {
    const cancelled = proposal('m', 'mentor', [TUESDAY], { cancelled: { by: 'mentor', at: NOW } })
    expect(answer(cancelled, 'mentee', TUESDAY)).toEqual({ kind: 'closed' })
    expect(answer(proposal('m', 'mentor'), 'mentee', TUESDAY, NOW, false)).toEqual({ kind: 'closed' })
    expect(answer(proposal('m', 'mentor'), 'mentee', TUESDAY + HOUR)).toEqual({ kind: 'not-offered' })
  })

  test('too late: the date has passed', () => {
    expect(answer(proposal('m', 'mentor'), 'mentee', TUESDAY, TUESDAY)).toEqual({ kind: 'too-late' })
    expect(answer(proposal('m', 'mentor'), 'mentee', TUESDAY, TUESDAY - 1).kind).toBe('agreed')
  })

  test('of two open proposals only the last one is answered', () => {
    const [first, second] = [proposal('m', 'mentor'), proposal('n', 'mentor', [FRIDAY])]
    const answerOf = (meeting: Meeting) =>
      decideMeetingAnswer(meeting, [first, second], { side: 'mentee', slotAt: FRIDAY, open: true }, NOW)
    expect(answerOf(first)).toEqual({ kind: 'closed' })
    expect(answerOf(second)).toEqual({ kind: 'agreed', startsAt: FRIDAY })
  })

  test('a proposal made before another date was agreed is not agreed beside it', () => {
    const [agreed, open] = [agreedOn('m', TUESDAY), proposal('n', 'mentor', [FRIDAY])]
    const answers = { side: 'mentee', slotAt: FRIDAY, open: true } as const
    expect(decideMeetingAnswer(open, [agreed, open], answers, NOW)).toEqual({ kind: 'closed' })
    const moving = { ...open, replacesId: 'm' }
    expect(decideMeetingAnswer(moving, [agreed, moving], answers, NOW).kind).toBe('agreed')
  })

  test('after a meeting that was held, a next one is agreed', () => {
    const [held, next] = [agreedOn('m', TUESDAY), proposal('n', 'mentor', [FRIDAY])]
    const answers = { side: 'mentee', slotAt: FRIDAY, open: true } as const
    expect(decideMeetingAnswer(next, [held, next], answers, TUESDAY + HOUR).kind).toBe('agreed')
  })

  test('none of them fits', () => {
    expect(answer(proposal('m', 'mentor'), 'mentee', null)).toEqual({ kind: 'none-fits' })
  })

  test('staff ask both; the second is asked about what the first chose', () => {
    const asked = proposal('m', 'staff')
    expect(answer(asked, 'mentee', TUESDAY)).toEqual({ kind: 'waits', waitingFor: ['mentor'] })
    const half = { ...asked, answers: { mentee: { slotAt: TUESDAY, at: NOW } } }
    expect(meetingState(half, [half], NOW)).toEqual({ kind: 'proposed', waitingFor: ['mentor'], slots: [TUESDAY] })
    expect(answer(half, 'mentor', FRIDAY)).toEqual({ kind: 'not-offered' })
    expect(answer(half, 'mentor', TUESDAY)).toEqual({ kind: 'agreed', startsAt: TUESDAY })
  })
})

describe('states', () => {
  test('a proposal whose dates all passed has gone by', () => {
    const meeting = proposal('m', 'mentor')
    expect(meetingState(meeting, [meeting], TUESDAY)).toMatchObject({ kind: 'proposed', slots: [FRIDAY] })
    expect(meetingState(meeting, [meeting], FRIDAY)).toEqual({ kind: 'passed-by' })
  })

  test('a meeting is held when its time is over, and from then on both think', () => {
    const meeting = agreedOn('m', TUESDAY)
    expect(meetingState(meeting, [meeting], TUESDAY + HOUR - 1).kind).toBe('agreed')
    expect(metAt([meeting], TUESDAY + HOUR - 1)).toBeNull()
    expect(meetingState(meeting, [meeting], TUESDAY + HOUR).kind).toBe('held')
    expect(metAt([meeting], TUESDAY + HOUR)).toBe(TUESDAY + HOUR)
  })

  test('the old date stands until the new one is agreed', () => {
    const first = agreedOn('m', TUESDAY)
    const asked = proposal('n', 'mentee', [FRIDAY], { replacesId: 'm' })
    expect(currentMeeting([first, asked], NOW)?.startsAt).toBe(TUESDAY)
    const moved = { ...asked, answers: { mentor: { slotAt: FRIDAY, at: NOW + 1 } } }
    expect(meetingState(first, [first, moved], NOW)).toEqual({ kind: 'moved' })
    expect(currentMeeting([first, moved], NOW)?.startsAt).toBe(FRIDAY)
  })
})

describe('cancelling', () => {
  const cancel = (meeting: Meeting, now: number) => decideCancellation(meeting, [meeting], now)

  test('until it begins, once', () => {
    expect(cancel(agreedOn('m', TUESDAY), TUESDAY - 1)).toEqual({ kind: 'cancelled' })
    expect(cancel(agreedOn('m', TUESDAY), TUESDAY)).toEqual({ kind: 'too-late' })
    const gone = agreedOn('m', TUESDAY, { cancelled: { by: 'mentee', at: NOW } })
    expect(cancel(gone, NOW)).toEqual({ kind: 'already-cancelled' })
  })
})

describe('what a calendar is told', () => {
  const first = agreedOn('m', TUESDAY)
  const moved = agreedOn('n', FRIDAY, { replacesId: 'm', at: NOW + 1 })
  const told = (all: Meeting[]) =>
    all.map((meeting) => calendarMessageOf(meeting, all)).map((say) => say && [say.method, say.uid, say.sequence])

  test('nothing of a date that nobody agreed to', () => {
    expect(told([proposal('m', 'mentor')])).toEqual([null])
  })

  test('a change keeps its uid and counts on, twice as well', () => {
    const again = agreedOn('o', FRIDAY + HOUR, { replacesId: 'n' })
    expect(told([first, moved, again])).toEqual([
      ['REQUEST', 'm', 0],
      ['REQUEST', 'm', 1],
      ['REQUEST', 'm', 2],
    ])
  })

  test('a cancellation takes out what stands there, and what follows is new', () => {
    const gone = { ...moved, cancelled: { by: 'mentor' as const, at: NOW + 2 } }
    expect(told([first, gone, agreedOn('o', FRIDAY, { replacesId: 'n' })])).toEqual([
      ['REQUEST', 'm', 0],
      ['CANCEL', 'm', 2],
      ['REQUEST', 'o', 0],
    ])
  })
})

describe('the reminder', () => {
  const due = (meeting: Meeting, now: number) => isMeetingReminderDue([meeting], now)

  test('is due the day before, and still an hour before', () => {
    const meeting = agreedOn('m', TUESDAY)
    expect(due(meeting, instantOf('2027-05-16', '23:59'))).toBe(false)
    expect(due(meeting, instantOf('2027-05-17', '00:00'))).toBe(true)
    expect(due(meeting, TUESDAY - HOUR)).toBe(true)
    expect(due(meeting, TUESDAY)).toBe(false)
  })

  test('not for who agreed the day before, nor of what was cancelled', () => {
    const late = instantOf('2027-05-17', '08:00')
    expect(due(agreedOn('m', TUESDAY, { answers: { mentee: { slotAt: TUESDAY, at: late } } }), late + HOUR)).toBe(false)
    const gone = agreedOn('m', TUESDAY, { cancelled: { by: 'mentee', at: NOW } })
    expect(due(gone, instantOf('2027-05-17', '08:00'))).toBe(false)
  })
})
