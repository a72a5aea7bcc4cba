import { describe, expect, test } from 'vitest'
import { instantOf } from '../../src/domain/civil-date.ts'
import {
  type ClickFacts,
  clickFrom,
  decideAgreement,
  decideClick,
  ownStep,
  startsAfterClick,
  termsOf,
  towardsDuo,
} from '../../src/domain/duos/click.ts'
import type { Side } from '../../src/domain/facts.ts'
import { PROGRAMMES, type Programme } from '../../src/domain/programmes.ts'

const HOUR = 3_600_000
const duo: Programme = PROGRAMMES['duo-for-a-job']
const own: Programme = PROGRAMMES['peter-meter']
const MET = instantOf('2027-05-18', '11:00')
const LATER = MET + 30 * HOUR

const facts = (more: Partial<ClickFacts> = {}): ClickFacts => ({
  metAt: MET,
  clicks: {},
  agreements: {},
  duoStarted: false,
  ended: false,
  ...more,
})
const yes = { click: 'yes', at: LATER } as const
const bothAgreed = { mentor: { at: LATER }, mentee: { at: LATER } }

describe('klikt het?', () => {
  test('one yes waits; the second leads to the agreement, or to the duo when both agreed', () => {
    expect(decideClick(duo, facts(), 'mentor', 'yes', LATER)).toEqual({ kind: 'answered', next: 'wait' })
    expect(decideClick(duo, facts({ clicks: { mentor: yes } }), 'mentee', 'yes', LATER)).toEqual({
      kind: 'answered',
      next: 'agree',
    })
    const ready = facts({ clicks: { mentor: yes }, agreements: bothAgreed })
    expect(decideClick(duo, ready, 'mentee', 'yes', LATER)).toEqual({ kind: 'answered', next: 'start' })
  })

  test('a no ends it', () => {
    expect(decideClick(duo, facts(), 'mentee', 'no', LATER)).toEqual({ kind: 'answered', next: 'end' })
  })

  test('twice: the first answer stands', () => {
    expect(decideClick(duo, facts({ clicks: { mentor: yes } }), 'mentor', 'no', LATER)).toEqual({
      kind: 'already-answered',
      click: 'yes',
    })
  })

  test('too early: not before a day has passed since they met', () => {
    expect(clickFrom(duo, MET)).toBe(MET + 24 * HOUR)
    expect(decideClick(duo, facts(), 'mentor', 'yes', MET + 24 * HOUR - 1)).toEqual({
      kind: 'too-early',
      from: MET + 24 * HOUR,
    })
    expect(decideClick(duo, facts(), 'mentor', 'yes', MET + 24 * HOUR).kind).toBe('answered')
  })

  test('the wrong state: not met, ended, started, or a programme that does not ask', () => {
    expect(decideClick(duo, facts({ metAt: null }), 'mentor', 'yes', LATER)).toEqual({ kind: 'not-met' })
    expect(decideClick(duo, facts({ metAt: LATER + 1 }), 'mentor', 'yes', LATER)).toEqual({ kind: 'not-met' })
    expect(decideClick(duo, facts({ ended: true }), 'mentor', 'yes', LATER)).toEqual({ kind: 'closed' })
    expect(decideClick(duo, facts({ duoStarted: true }), 'mentor', 'yes', LATER)).toEqual({ kind: 'closed' })
    expect(decideClick(own, facts(), 'mentor', 'yes', LATER)).toEqual({ kind: 'not-asked' })
  })
})

describe('the agreement', () => {
  const clicked = facts({ clicks: { mentor: yes, mentee: yes } })

  test('the second one who agrees starts the duo, if both clicked', () => {
    expect(decideAgreement(duo, clicked, 'mentor', LATER)).toEqual({ kind: 'agreed', next: 'wait' })
    const half = { ...clicked, agreements: { mentor: { at: LATER } } }
    expect(decideAgreement(duo, half, 'mentee', LATER)).toEqual({ kind: 'agreed', next: 'start' })
    expect(decideAgreement(duo, { ...half, clicks: {} }, 'mentee', LATER)).toEqual({ kind: 'agreed', next: 'wait' })
  })

  test('twice, ended, or where there is none to sign', () => {
    const half = { ...clicked, agreements: { mentor: { at: LATER } } }
    expect(decideAgreement(duo, half, 'mentor', LATER)).toEqual({ kind: 'already-agreed' })
    expect(decideAgreement(duo, { ...clicked, ended: true }, 'mentor', LATER)).toEqual({ kind: 'closed' })
    expect(decideAgreement(own, clicked, 'mentor', LATER)).toEqual({ kind: 'not-asked' })
  })
})

test('the next step of each: meet, think, click, wait, agree, wait, and a place under the cap', () => {
  const step = (more: Partial<ClickFacts>, now = LATER, side: Side = 'mentor') =>
    ownStep(duo, facts(more), side, now)?.kind ?? null
  const both = { mentor: yes, mentee: yes }
  expect(step({ metAt: null })).toBe('meet')
  expect(step({ metAt: LATER + 1 })).toBe('meet')
  expect(step({}, MET + 24 * HOUR - 1)).toBe('think')
  expect(step({}, MET + 24 * HOUR)).toBe('click')
  expect(step({ clicks: { mentor: yes } })).toBe('wait-click')
  expect(step({ clicks: { mentor: yes } }, LATER, 'mentee')).toBe('click')
  expect(step({ clicks: both })).toBe('agree')
  expect(step({ clicks: both, agreements: { mentor: { at: LATER } } })).toBe('wait-agreement')
  expect(step({ clicks: both, agreements: bothAgreed })).toBe('wait-place')
  expect(step({ duoStarted: true })).toBeNull()
  expect(step({ ended: true })).toBeNull()
  expect(ownStep(own, facts(), 'mentor', LATER)).toBeNull()
  expect(towardsDuo(duo, facts({ clicks: both }), LATER)).toBe('agree')
  expect(towardsDuo(duo, facts({ metAt: null }), LATER)).toBe('meet')
})

test('a duo starts once, after both clicked and agreed; a no never counts', () => {
  const ready = facts({ clicks: { mentor: yes, mentee: yes }, agreements: bothAgreed })
  expect(startsAfterClick(duo, ready)).toBe(true)
  expect(startsAfterClick(duo, { ...ready, duoStarted: true })).toBe(false)
  expect(startsAfterClick(duo, { ...ready, clicks: { mentor: yes, mentee: { click: 'no', at: 1 } } })).toBe(false)
  expect(startsAfterClick(own, ready)).toBe(false)
})

test('the terms that the database keeps are the programme’s', () => {
  expect(termsOf(duo)).toEqual({ needsClicks: true, needsAgreement: true })
  expect(termsOf(own)).toBeNull()
})
