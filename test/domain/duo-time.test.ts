import { describe, expect, test } from 'vitest'
import {
  type DuoTime,
  decideCorrection,
  decidePause,
  decideResume,
  isPausedOn,
  type Pause,
} from '../../src/domain/duos/duo-time.ts'
import { decideExtension } from '../../src/domain/duos/extension.ts'
import { PROGRAMMES, type Programme } from '../../src/domain/programmes.ts'

const duo: Programme = PROGRAMMES['duo-for-a-job']

const time = (more: Partial<DuoTime> = {}): DuoTime => ({
  startedOn: '2027-05-08',
  endsOn: '2027-11-08',
  extensions: [],
  pauses: [],
  ...more,
})

describe('pausing', () => {
  const holiday = { fromOn: '2027-07-01', resumedOn: '2027-07-22' }

  test('a holiday moves the last day; an open pause leaves it open', () => {
    expect(decidePause(time(), false, holiday)).toEqual({ kind: 'paused', endsOn: '2027-11-29' })
    expect(decidePause(time(), false, { ...holiday, resumedOn: null })).toEqual({ kind: 'paused', endsOn: null })
  })

  test('not over another one, backwards, outside the duo, or after its end', () => {
    const paused = time({ pauses: [holiday] })
    expect(decidePause(paused, false, { fromOn: '2027-07-21', resumedOn: null }).kind).toBe('already-paused')
    expect(decidePause(paused, false, { fromOn: '2027-07-22', resumedOn: null }).kind).toBe('paused')
    const earlier = (resumedOn: string | null) => decidePause(paused, false, { fromOn: '2027-06-01', resumedOn })
    expect(earlier('2027-07-01')).toEqual({ kind: 'paused', endsOn: '2027-12-29' })
    for (const until of ['2027-07-02', '2027-08-01', null])
      expect(earlier(until)).toEqual({ kind: 'already-paused', from: '2027-07-01' })
    const open = time({ pauses: [{ fromOn: '2027-07-01', resumedOn: null }] })
    expect(decidePause(open, false, { fromOn: '2027-06-01', resumedOn: '2027-06-08' }).kind).toBe('already-paused')
    expect(decidePause(time(), false, { fromOn: '2027-07-02', resumedOn: '2027-07-02' }).kind).toBe('ends-before-start')
    expect(decidePause(time(), false, { fromOn: '2027-05-07', resumedOn: null }).kind).toBe('outside-duo')
    expect(decidePause(time(), false, { fromOn: '2027-11-08', resumedOn: null }).kind).toBe('outside-duo')
    expect(decidePause(time(), true, holiday).kind).toBe('ended')
  })

  test('going on after an open pause, once', () => {
    const open = time({ pauses: [{ fromOn: '2027-07-01', resumedOn: null }] })
    expect(isPausedOn(open, '2027-06-30')).toBe(false)
    expect(isPausedOn(open, '2027-07-01')).toBe(true)
    expect(decideResume(open, false, '2027-07-22')).toEqual({ kind: 'resumed', endsOn: '2027-11-29' })
    expect(decideResume(open, false, '2027-07-01')).toEqual({ kind: 'before-pause' })
    expect(decideResume(time({ pauses: [holiday] }), false, '2027-07-22')).toEqual({ kind: 'not-paused' })
    expect(decideResume(open, true, '2027-07-22')).toEqual({ kind: 'ended' })
  })
})

describe('putting a pause right', () => {
  const [typo, later] = [
    { fromOn: '2027-07-01', resumedOn: '2028-07-22' },
    { fromOn: '2028-10-01', resumedOn: null },
  ]
  const right = (resumedOn: string | null, pauses: Pause[] = [typo], today = '2027-09-01', ended = false) =>
    decideCorrection(time({ pauses }), ended, { pause: typo, resumedOn }, today)

  test('it is taken back as if it was never written, or ends sooner; the last day follows', () => {
    expect(right(null)).toEqual({ kind: 'corrected', endsOn: '2027-11-08' })
    expect(right('2027-07-22')).toEqual({ kind: 'corrected', endsOn: '2027-11-29' })
    expect(right('2028-07-21', [typo, later])).toEqual({ kind: 'corrected', endsOn: null })
  })

  test('not later, before it began, without an end, or after the duo would have been over', () => {
    for (const day of ['2028-07-22', '2027-07-01', '']) expect(right(day)).toEqual({ kind: 'not-sooner' })
    const open = { fromOn: '2027-07-01', resumedOn: null }
    const correction = { pause: open, resumedOn: '2027-07-08' }
    expect(decideCorrection(time({ pauses: [open] }), false, correction, '2027-07-09')).toEqual({ kind: 'no-end-yet' })
    expect(right(null, [typo], '2027-11-08')).toEqual({ kind: 'over-by-then', endsOn: '2027-11-08' })
    expect(right(null, [typo], '2027-11-07').kind).toBe('corrected')
    expect(right(null, [typo], '2027-09-01', true)).toEqual({ kind: 'ended' })
  })

  test('not while another pause would begin after the last day', () => {
    expect(right(null, [typo, later])).toEqual({ kind: 'other-after-end', from: '2028-10-01' })
  })
})

describe('extending', () => {
  const extend = (months: number, at = time(), today = '2027-10-01', ended = false) =>
    decideExtension(duo, at, { months, ended }, today)

  test('within what the programme allows', () => {
    expect(extend(3)).toEqual({ kind: 'extended', endsOn: '2028-02-08' })
    expect(extend(4)).toEqual({ kind: 'too-long', most: 3 })
    expect(extend(0)).toEqual({ kind: 'too-short' })
  })

  test('once; not after the end, nor while it stands still', () => {
    expect(extend(1, time({ extensions: [{ months: 1 }] }))).toEqual({ kind: 'used-up', times: 1 })
    expect(extend(1, time(), '2027-11-07').kind).toBe('extended')
    expect(extend(1, time(), '2027-11-08')).toEqual({ kind: 'ended' })
    expect(extend(1, time(), '2027-10-01', true)).toEqual({ kind: 'ended' })
    expect(extend(1, time({ pauses: [{ fromOn: '2027-09-01', resumedOn: null }] }))).toEqual({ kind: 'paused' })
  })
})
