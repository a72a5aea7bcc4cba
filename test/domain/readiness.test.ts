import { describe, expect, test } from 'vitest'
import { PROGRAMMES, type Programme } from '../../src/domain/programmes.ts'
import { decideTraining, missingFor } from '../../src/domain/readiness.ts'
import { type Office, referralStatus, sightOf } from '../../src/domain/staff-role.ts'

const duo: Programme = PROGRAMMES['duo-for-a-job']
const own: Programme = PROGRAMMES['peter-meter']
const nothing = { conditionsChecked: false, intakeHeld: false, modulesDone: [] }

describe('before a first introduction', () => {
  test('peter/meter asks nothing of who signed up at an event', () => {
    expect(missingFor(own, 'mentor', nothing)).toEqual([])
    expect(missingFor(own, 'mentee', nothing)).toEqual([])
  })

  test('a mentor of DUO for a JOB is checked, spoken to and trained', () => {
    expect(missingFor(duo, 'mentor', nothing).map(({ kind }) => kind)).toEqual([
      'conditions',
      'intake',
      ...duo.sides.mentor.training.map(() => 'training'),
    ])
    const modulesDone = duo.sides.mentor.training.map(({ id }) => id)
    expect(missingFor(duo, 'mentor', { conditionsChecked: true, intakeHeld: true, modulesDone })).toEqual([])
    expect(
      missingFor(duo, 'mentor', { conditionsChecked: true, intakeHeld: true, modulesDone: modulesDone.slice(1) }),
    ).toEqual([{ kind: 'training', module: modulesDone[0] }])
  })

  test('a module is recorded once, of this programme, on a day that was', () => {
    const record = (module: string, doneOn = '2027-05-01', done: string[] = []) =>
      decideTraining(duo, 'mentor', { module, doneOn, done }, '2027-05-01').kind
    expect(record('welcome')).toBe('recorded')
    expect(record('welcome', '2027-05-01', ['welcome'])).toBe('already-done')
    expect(record('start')).toBe('unknown-module')
    expect(record('welcome', '2027-05-02')).toBe('in-the-future')
  })
})

describe('who may see whom', () => {
  const city: Office = { role: null, partnerId: null, programmes: [] }
  const theirs: Office = { role: 'member', partnerId: null, programmes: ['duo-for-a-job'] }
  const ocmw: Office = { role: 'partner', partnerId: 'ocmw', programmes: [] }

  test('the city sees names in its own programme, figures in an association’s', () => {
    expect(sightOf(city, own)).toBe('names')
    expect(sightOf(city, duo)).toBe('figures')
  })

  test('an association’s staff see their own programme, and no other', () => {
    expect(sightOf(theirs, duo)).toBe('names')
    expect(sightOf(theirs, own)).toBe('nothing')
  })

  test('somebody of a partner sees what became of its own people, where they were let in for', () => {
    expect(sightOf(ocmw, duo)).toBe('nothing')
    expect(sightOf({ ...ocmw, programmes: ['duo-for-a-job'] }, duo)).toBe('own')
    expect(sightOf({ ...ocmw, programmes: ['duo-for-a-job'] }, own)).toBe('nothing')
  })
})

describe('what a partner reads', () => {
  test('how far, and never that somebody said no', () => {
    expect(referralStatus('new', false)).toBe('invited')
    expect(referralStatus('ready', false)).toBe(referralStatus('introduced', false))
    expect(referralStatus('in_duo', true)).toBe('in_duo')
    expect(referralStatus('ready', true)).toBe('done')
    expect(referralStatus('erased', false)).toBe('stopped')
    expect(referralStatus('kept_past', false)).toBe('stopped')
    expect(referralStatus('erased', true)).toBe('done')
  })
})
