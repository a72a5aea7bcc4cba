import { describe, expect, test } from 'vitest'
import { addDays } from '../../src/domain/civil-date.ts'
import { type DuoSigns, followUps } from '../../src/domain/duos/silence.ts'
import { PROGRAMMES } from '../../src/domain/programmes.ts'

const duo = PROGRAMMES['duo-for-a-job']
const own = PROGRAMMES['peter-meter']
const START = '2027-05-08'

const signs = (more: Partial<DuoSigns> = {}): DuoSigns => ({
  startedOn: START,
  lastSignOn: null,
  handledOn: null,
  metOnce: true,
  pausedSince: null,
  resumedOn: null,
  answers: [],
  asks: [],
  ...more,
})
const reasons = (more: Partial<DuoSigns>, day: number, programme: typeof own | typeof duo = duo) =>
  followUps(programme, signs(more), addDays(START, day)).map(({ reason }) => reason)

describe('silence', () => {
  test('is noticed after the programme’s own number of days', () => {
    expect(reasons({}, 20)).toEqual([])
    expect(reasons({}, 21)).toEqual(['silent'])
    expect(reasons({}, 99, own)).toEqual([])
    expect(reasons({}, 100, own)).toEqual(['silent'])
  })

  test('a sign of either side, a call by staff or a resume starts the count again', () => {
    const day20 = addDays(START, 20)
    for (const more of [{ lastSignOn: day20 }, { handledOn: day20 }, { resumedOn: day20 }]) {
      expect(reasons(more, 40)).toEqual([])
      expect(reasons(more, 41)).toEqual(['silent'])
    }
  })

  test('a duo that never met is looked at from day 21, until staff did, and later as any silence', () => {
    expect(reasons({ metOnce: false }, 20, own)).toEqual([])
    expect(reasons({ metOnce: false }, 21, own)).toEqual(['no_meeting'])
    expect(reasons({ metOnce: false, handledOn: addDays(START, 20) }, 30, own)).toEqual(['no_meeting'])
    expect(reasons({ metOnce: false, handledOn: addDays(START, 21) }, 30, own)).toEqual([])
    expect(reasons({ metOnce: false }, 100, own)).toEqual(['silent'])
  })

  test('a duo that stands still is not silent, but a long pause is looked at', () => {
    expect(reasons({ pausedSince: START }, 59)).toEqual([])
    expect(reasons({ pausedSince: START }, 60)).toEqual(['long_pause'])
    expect(reasons({ pausedSince: START, handledOn: addDays(START, 10) }, 69)).toEqual([])
  })
})

describe('what somebody said', () => {
  const said = (answer: 'good' | 'could_be_better' | 'not_met' | 'stopped', callMe = false) => ({
    answers: [{ side: 'mentee' as const, answer, callMe, on: addDays(START, 2) }],
    lastSignOn: addDays(START, 2),
  })

  test('good needs nothing; the rest does, and a call first of all', () => {
    expect(reasons(said('good'), 3)).toEqual([])
    expect(reasons(said('not_met'), 3)).toEqual(['not_met'])
    expect(reasons(said('could_be_better', true), 3)).toEqual(['call_me', 'could_be_better'])
    expect(reasons(said('good', true), 3)).toEqual(['call_me'])
  })

  test('what staff handled since is done; what is said later is not', () => {
    expect(reasons({ ...said('stopped'), handledOn: addDays(START, 2) }, 3)).toEqual([])
    expect(reasons({ ...said('stopped'), handledOn: addDays(START, 1) }, 3)).toEqual(['stopped'])
  })
})

test('a question that neither answers is a reason after two weeks, the last one only', () => {
  const asks = [
    { milestone: 'month-1', on: addDays(START, 31), answered: false },
    { milestone: 'month-2', on: addDays(START, 61), answered: false },
  ]
  const note = addDays(START, 30)
  expect(followUps(duo, signs({ asks, lastSignOn: note }), addDays(START, 75))).toEqual([
    { reason: 'silent', days: 45, on: note },
    { reason: 'unanswered', milestone: 'month-2', days: 14, on: addDays(START, 61) },
  ])
  expect(reasons({ asks: asks.slice(0, 1), lastSignOn: addDays(START, 40) }, 46)).toEqual([])
  expect(reasons({ asks: [{ milestone: 'month-1', on: addDays(START, 31), answered: true }] }, 20)).toEqual([])
})
