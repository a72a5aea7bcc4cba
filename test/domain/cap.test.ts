import { describe, expect, test } from 'vitest'
import { capForecast, placesUnderCap, type Waiting, waitingList } from '../../src/domain/cap.ts'
import { addDays } from '../../src/domain/civil-date.ts'

test('duos that started and places that are held both count; a cap below what is taken leaves none', () => {
  expect(placesUnderCap({ cap: 50, started: 30, held: 19 })).toBe(1)
  expect(placesUnderCap({ cap: 50, started: 30, held: 20 })).toBe(0)
  expect(placesUnderCap({ cap: 39, started: 30, held: 10 })).toBe(0)
})

describe('the forecast', () => {
  const every = (days: number, count: number, last: string) =>
    Array.from({ length: count }, (_, n) => addDays(last, -n * days))

  test('goes on at the pace of the last ninety days, and says so', () => {
    const started = every(10, 9, '2027-06-30')
    expect(capForecast({ cap: 20, started: 9, held: 1 }, started, '2027-06-30')).toEqual({
      kind: 'full-on',
      date: addDays('2027-06-30', Math.ceil((10 * 91) / 9)),
      held: 1,
      assumption: { started: 9, days: 91 },
    })
  })

  test('early in the year it looks back over the new year: one duo on 1 January is no pace of 365', () => {
    const started = [...every(10, 8, '2026-12-30'), '2027-01-01']
    const forecast = capForecast({ cap: 50, started: 1, held: 0 }, started, '2027-01-01')
    expect(forecast).toEqual({ kind: 'not-this-year', expected: 37, assumption: { started: 9, days: 91 } })
  })

  test('adds no open introduction to the pace that makes duos of them; says when it will not be full, when it is, and when nothing started', () => {
    const started = every(30, 3, '2027-11-01')
    expect(capForecast({ cap: 50, started: 20, held: 2 }, started, '2027-11-01')).toEqual({
      kind: 'not-this-year',
      expected: 21,
      assumption: { started: 3, days: 91 },
    })
    expect(capForecast({ cap: 20, started: 18, held: 2 }, started, '2027-11-01').kind).toBe('full')
    expect(capForecast({ cap: 20, started: 0, held: 0 }, [], '2027-11-01')).toEqual({
      kind: 'no-pace',
      assumption: { started: 0, days: 91 },
    })
  })

  test('on the last day of the year it does not run into the next', () => {
    expect(capForecast({ cap: 50, started: 1, held: 0 }, ['2027-12-31'], '2027-12-31').kind).toBe('not-this-year')
  })
})

describe('the waiting list', () => {
  const waits = (participantId: string, since: number, more: Partial<Waiting> = {}): Waiting => ({
    ...{ participantId, since, ready: true, leftOut: false, counterpart: true },
    ...more,
  })
  const use = { cap: 10, started: 5, held: 0 }

  test('who waits longest stands first', () => {
    const people = [waits('chloe', 2), waits('amira', 1), waits('emma', 2)]
    expect(waitingList(people, use).map(({ participantId, place }) => [participantId, place])).toEqual([
      ['amira', 1],
      ['chloe', 2],
      ['emma', 3],
    ])
  })

  test('with few places left, who comes after that many who could be proposed is beyond them', () => {
    const people = [
      waits('amira', 1, { counterpart: false }),
      waits('bert', 2),
      waits('chloe', 3),
      waits('dirk', 4, { ready: false }),
    ]
    const listed = waitingList(people, { cap: 10, started: 5, held: 4 })
    expect(listed.map(({ beyond, reason }) => [beyond, reason])).toEqual([
      [false, 'no_counterpart'],
      [false, 'next_run'],
      [true, 'few_places'],
      [true, 'not_ready'],
    ])
  })

  test('with the reason that has to change first', () => {
    const reasonOf = (more: Partial<Waiting>, cap = use) => waitingList([waits('amira', 1, more)], cap)[0]?.reason
    const full = { ...use, held: 5 }
    expect(reasonOf({ ready: false, leftOut: true, counterpart: false }, full)).toBe('not_ready')
    expect(reasonOf({ leftOut: true, counterpart: false }, full)).toBe('left_out')
    expect(reasonOf({ counterpart: false }, full)).toBe('cap_full')
    expect(reasonOf({ counterpart: false })).toBe('no_counterpart')
    expect(reasonOf({})).toBe('next_run')
  })
})
