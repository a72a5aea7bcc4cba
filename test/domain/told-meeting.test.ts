import { describe, expect, test } from 'vitest'
import { endOfDay, instantOf } from '../../src/domain/civil-date.ts'
import {
  currentMeeting,
  isMeetingReminderDue,
  isTold,
  type Meeting,
  meetingState,
  metAt,
} from '../../src/domain/duos/meeting.ts'
import { calendarMessageOf } from '../../src/domain/duos/meeting-calendar.ts'
import { decideTold } from '../../src/domain/duos/told-meeting.ts'

const HOUR = 3_600_000
const NOW = instantOf('2027-05-10', '09:00')
const TUESDAY = instantOf('2027-05-18', '10:00')

const proposal = (id: string, slots: number[], more: Partial<Meeting> = {}): Meeting => {
  const open = { replacesId: null, answers: {}, cancelled: null, lastDay: null }
  return { id, by: 'mentee', slots, minutes: 60, at: NOW, ...open, ...more }
}

describe('a meeting that they agreed between themselves', () => {
  const since = instantOf('2027-05-08', '10:00')
  const tell = (day: string, all: Meeting[] = [], open = true, now = NOW) => decideTold(all, { day, since, open }, now)
  const told = proposal('t', [NOW - 2 * HOUR])

  test('counts as late as its day allows, so that nobody has less time to think', () => {
    expect(tell('2027-05-09')).toEqual({ kind: 'told', slotAt: endOfDay('2027-05-09') - HOUR })
    expect(tell('2027-05-10')).toEqual({ kind: 'told', slotAt: NOW - HOUR })
  })

  test('is of a day between two yes and today, once, while nothing has ended', () => {
    for (const day of ['2027-05-07', '2027-05-11', ''])
      expect(tell(day)).toEqual({ kind: 'wrong-day', from: '2027-05-08', until: '2027-05-10' })
    expect(tell('2027-05-09', [told])).toEqual({ kind: 'already-met' })
    expect(tell('2027-05-09', [], false)).toEqual({ kind: 'closed' })
  })

  test('was held, asks nobody, and stands in no calendar', () => {
    expect(isTold(told)).toBe(true)
    expect(isTold(proposal('p', [TUESDAY]))).toBe(false)
    expect(meetingState(told, [told], NOW)).toEqual({ kind: 'held', startsAt: NOW - 2 * HOUR })
    expect(metAt([told], NOW)).toBe(NOW - HOUR)
    expect(calendarMessageOf(told, [told])).toBeNull()
    expect(isMeetingReminderDue([told], NOW)).toBe(false)
  })

  test('leaves what they agreed for later standing', () => {
    const later = proposal('l', [TUESDAY], { answers: { mentor: { slotAt: TUESDAY, at: NOW } } })
    expect(currentMeeting([later, told], NOW)?.meeting.id).toBe('l')
    expect(currentMeeting([later, told], TUESDAY + 2 * HOUR)?.meeting.id).toBe('t')
  })
})
