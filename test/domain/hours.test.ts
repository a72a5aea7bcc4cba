import { describe, expect, test } from 'vitest'
import { decideNote, decideVoid, type MeetingNote, minutesMet, timesMet } from '../../src/domain/duos/hours.ts'

const note = (by: MeetingNote['by'], metOn: string, minutes: number): MeetingNote => ({ by, metOn, minutes })

test('a meeting that both noted counts once, as the mentor noted it', () => {
  const notes = [note('mentee', '2027-05-10', 60), note('mentor', '2027-05-10', 150), note('mentee', '2027-05-17', 90)]
  expect(minutesMet(notes)).toBe(240)
  expect(minutesMet([...notes].reverse())).toBe(240)
  expect(timesMet(notes)).toBe(2)
  expect(minutesMet([note('mentee', '2027-05-10', 60), note('staff', '2027-05-10', 120)])).toBe(120)
  expect(minutesMet([])).toBe(0)
})

describe('noting a meeting', () => {
  const duo = {
    log: 'asked' as const,
    startedOn: '2027-05-08',
    endedOn: null,
    notes: [note('mentor', '2027-05-10', 60)],
  }
  const decide = (metOn: string, minutes = 120, more = {}, by: MeetingNote['by'] = 'mentor') =>
    decideNote({ ...duo, ...more }, note(by, metOn, minutes), '2027-06-01').kind

  test('works, also on the first day and today', () => {
    expect(decide('2027-05-08')).toBe('noted')
    expect(decide('2027-06-01')).toBe('noted')
  })

  test('twice by one is one; by the other it is welcome', () => {
    expect(decide('2027-05-10')).toBe('already-noted')
    expect(decide('2027-05-10', 60, {}, 'mentee')).toBe('noted')
  })

  test('not before the start, in the future, after the end, or long ago', () => {
    expect(decide('2027-05-07')).toBe('before-start')
    expect(decide('2027-06-02')).toBe('in-the-future')
    expect(decide('2027-05-21', 60, { endedOn: '2027-05-20' })).toBe('after-end')
    expect(decide('2027-03-02', 60, { startedOn: '2027-01-01' })).toBe('too-old')
    expect(decide('2027-03-03', 60, { startedOn: '2027-01-01' })).toBe('noted')
  })

  test('with a length that a meeting can have, where the programme notes meetings', () => {
    expect(decide('2027-05-20', 0)).toBe('no-minutes')
    expect(decide('2027-05-20', 1.5)).toBe('no-minutes')
    expect(decide('2027-05-20', 720)).toBe('noted')
    expect(decide('2027-05-20', 721)).toBe('too-long')
    expect(decide('2027-05-20', 60, { log: 'none' })).toBe('not-logged')
  })
})

test('a note is taken back once, by whoever noted it or by staff', () => {
  const note = { by: 'mentor' as const, isVoid: false }
  expect(decideVoid(note, 'mentor')).toEqual({ kind: 'taken-back' })
  expect(decideVoid(note, null)).toEqual({ kind: 'taken-back' })
  expect(decideVoid({ ...note, isVoid: true }, 'mentor')).toEqual({ kind: 'already-taken-back' })
  expect(decideVoid(note, 'mentee')).toEqual({ kind: 'not-yours' })
  expect(decideVoid(undefined, null)).toEqual({ kind: 'not-yours' })
})
