import { describe, expect, test } from 'vitest'
import {
  type Contract,
  decideOutcome,
  dueOutcomes,
  lastsLonger,
  outcomeDueOn,
  tierOf,
} from '../../src/domain/duos/outcome.ts'
import { PROGRAMMES, type Programme } from '../../src/domain/programmes.ts'

const duo: Programme = PROGRAMMES['duo-for-a-job']
const own: Programme = PROGRAMMES['peter-meter']
const ended = { startedOn: '2027-01-31', endedOn: '2027-07-31' }

describe('when it is known', () => {
  test('at the end, and a year after the start; never while the duo runs', () => {
    expect(outcomeDueOn(ended, 'end')).toBe('2027-07-31')
    expect(outcomeDueOn(ended, 'year')).toBe('2028-01-31')
    expect(outcomeDueOn({ startedOn: '2028-02-29', endedOn: '2028-08-29' }, 'year')).toBe('2029-02-28')
    expect(outcomeDueOn({ ...ended, endedOn: null }, 'year')).toBeNull()
  })

  test('a duo that lasts over a year is asked at its end', () => {
    expect(outcomeDueOn({ ...ended, endedOn: '2028-03-01' }, 'year')).toBe('2028-03-01')
  })

  test('is asked until it is known; the end’s not after the year’s', () => {
    expect(dueOutcomes(ended, [], '2027-07-30')).toEqual([])
    expect(dueOutcomes(ended, [], '2027-07-31')).toEqual(['end'])
    expect(dueOutcomes(ended, ['end'], '2028-01-30')).toEqual([])
    expect(dueOutcomes(ended, ['end'], '2028-01-31')).toEqual(['year'])
    expect(dueOutcomes(ended, ['year'], '2029-01-01')).toEqual([])
  })
})

describe('a contract of more than three months', () => {
  const longer = (startsOn: string, endsOn: string | null) => lastsLonger({ startsOn, endsOn }, 3)

  test.each<[string, string | null, boolean]>([
    ['2027-01-01', '2027-03-31', false],
    ['2027-01-01', '2027-04-01', true],
    ['2027-01-01', null, true],
    ['2027-10-01', '9999-12-31', true],
    ['2027-11-30', '2028-02-28', false],
    ['2027-11-30', '2028-02-29', true],
  ])('%s to %s: %s', (startsOn, endsOn, expected) => {
    expect(longer(startsOn, endsOn)).toBe(expected)
  })

  test('is direct, a shorter one is a step in the broad sense', () => {
    const tier = (endsOn: string | null) => tierOf(duo, { code: 'job', contract: { startsOn: '2027-06-01', endsOn } })
    expect([tier(null), tier('2027-09-01'), tier('2027-08-31')]).toEqual(['direct', 'direct', 'broad'])
    expect(tierOf(duo, { code: 'job', contract: null })).toBe('broad')
  })
})

test('other results have the tier of the programme; one that it dropped counts as none', () => {
  expect(tierOf(own, { code: 'business_started', contract: null })).toBe('direct')
  expect(tierOf(own, { code: 'chose_not_to_start', contract: null })).toBe('broad')
  expect(tierOf(own, { code: 'gone', contract: null })).toBe('none')
})

describe('writing it down', () => {
  const decide = (code: string, contract: Contract | null, today = '2028-02-01', at = ended) =>
    decideOutcome(duo, at, { moment: 'end', code, contract }, today)
  const contract = { startsOn: '2027-06-01', endsOn: null }

  test('a job with its contract, training without', () => {
    expect(decide('job', contract)).toEqual({ kind: 'recorded', tier: 'direct' })
    expect(decide('vocational_training', null)).toEqual({ kind: 'recorded', tier: 'broad' })
  })

  test('not while the duo runs, nor before its day', () => {
    expect(
      decideOutcome(duo, { ...ended, endedOn: null }, { moment: 'end', code: 'job', contract }, '2027-03-01'),
    ).toEqual({ kind: 'still-running' })
    expect(decideOutcome(duo, ended, { moment: 'year', code: 'job', contract }, '2028-01-30')).toEqual({
      kind: 'too-early',
      from: '2028-01-31',
    })
  })

  test('with a code and a contract that fit each other', () => {
    expect(decide('plan_ready', null)).toEqual({ kind: 'unknown-code' })
    expect(decide('job', null)).toEqual({ kind: 'contract-missing' })
    expect(decide('studies', contract)).toEqual({ kind: 'contract-not-asked' })
    expect(decide('job', { startsOn: '2027-06-01', endsOn: '2027-05-31' })).toEqual({
      kind: 'contract-ends-before-start',
    })
  })

  test('a contract from before the duo, or from after its year, is no result of it', () => {
    expect(decide('job', { startsOn: '2027-01-30', endsOn: null })).toEqual({
      kind: 'contract-before-duo',
      startedOn: '2027-01-31',
    })
    expect(decide('job', { startsOn: '2027-01-31', endsOn: null }).kind).toBe('recorded')
    expect(decide('job', { startsOn: '2028-01-31', endsOn: null }).kind).toBe('recorded')
    expect(decide('job', { startsOn: '2028-02-01', endsOn: null })).toEqual({
      kind: 'contract-after-year',
      until: '2028-01-31',
    })
  })
})
