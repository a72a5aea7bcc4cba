import { describe, expect, test } from 'vitest'
import { attestOf, decideEndAnswer } from '../../src/domain/duos/duo-end.ts'
import { decideMerge, type MergePerson } from '../../src/domain/merge.ts'
import { PROGRAMMES } from '../../src/domain/programmes.ts'

const person = (id: string, more: Partial<MergePerson> = {}): MergePerson => ({
  id,
  erased: false,
  mergedInto: null,
  keepsOthers: false,
  participants: [],
  ...more,
})
const stands = (id: string, side: 'mentor' | 'mentee', programme = 'peter-meter', open = false) => ({
  id,
  side,
  programme,
  open,
})

describe('two addresses of one human', () => {
  const bert = person('bert', { participants: [stands('b1', 'mentor')] })

  test('what the second has elsewhere moves; where both stand, the first one’s stays', () => {
    const other = person('other', { participants: [stands('o1', 'mentor'), stands('o2', 'mentor', 'duo-for-a-job')] })
    expect(decideMerge(bert, other, [])).toEqual({ kind: 'merged', moved: ['o2'], kept: ['o1'] })
  })

  test('not while both hold a place, on whatever side', () => {
    const busy = (id: string, side: 'mentor' | 'mentee' = 'mentor') =>
      person(id, { participants: [stands(`${id}1`, side, 'peter-meter', true)] })
    expect(decideMerge(busy('x'), busy('y'), [])).toEqual({ kind: 'both-in-duo' })
    expect(decideMerge(busy('x'), busy('y', 'mentee'), [])).toEqual({ kind: 'both-in-duo' })
    expect(decideMerge(busy('y'), bert, []).kind).toBe('merged')
  })

  test.each(['mentor', 'mentee'] as const)('an address that somebody was asked about stays: a %s', (side) => {
    const busy = person('y', { participants: [stands('y1', side, 'peter-meter', true)] })
    expect(decideMerge(bert, busy, [])).toEqual({ kind: 'other-way-round' })
  })

  test('nobody becomes a duo with themselves', () => {
    const other = person('other', { participants: [stands('o1', 'mentee')] })
    const pair = { mentorId: 'b1', menteeId: 'o1', programme: 'peter-meter' }
    expect(decideMerge(bert, other, [pair])).toEqual({ kind: 'against-themselves', programme: 'peter-meter' })
    expect(decideMerge(bert, other, [{ ...pair, menteeId: 'amira' }]).kind).toBe('merged')
  })

  test('not with oneself, with who is gone, or with who is part of somebody else', () => {
    expect(decideMerge(bert, bert, []).kind).toBe('same-person')
    expect(decideMerge(bert, person('x', { erased: true }), []).kind).toBe('gone')
    expect(decideMerge(bert, person('x', { mergedInto: 'y' }), []).kind).toBe('already-merged')
    expect(decideMerge(person('x', { mergedInto: 'y' }), bert, []).kind).toBe('already-merged')
    expect(decideMerge(bert, person('x', { keepsOthers: true }), []).kind).toBe('keeps-others')
    expect(decideMerge(person('x', { keepsOthers: true }), bert, []).kind).toBe('merged')
  })
})

describe('the two questions at the end', () => {
  const ended = { ended: true, answered: false }
  const skipped = { outcome: null, again: null, next: null }
  const end = (side: 'mentor' | 'mentee', answer = {}, duo = ended) =>
    decideEndAnswer(PROGRAMMES['duo-for-a-job'], duo, side, { ...skipped, ...answer })

  test('may be skipped one by one; a mentor goes on, pauses or stops', () => {
    expect(end('mentee', { outcome: 'job', again: true })).toEqual({ kind: 'answered', next: 'thanks' })
    expect(end('mentor', { next: 'another' })).toEqual({ kind: 'answered', next: 'another' })
    expect(end('mentor')).toEqual({ kind: 'nothing-said' })
    expect(end('mentee', { again: false })).toEqual({ kind: 'answered', next: 'thanks' })
  })

  test('once, after the end, with a result of this programme, and only of oneself', () => {
    expect(end('mentor', {}, { ended: true, answered: true }).kind).toBe('already-answered')
    expect(end('mentor', {}, { ended: false, answered: false }).kind).toBe('still-running')
    expect(end('mentor', { outcome: 'plan_ready' }).kind).toBe('unknown-outcome')
    expect(end('mentee', { next: 'pause' }).kind).toBe('not-a-mentor')
  })
})

test('an attest counts duos, meetings and the hours that were noted', () => {
  const note = (metOn: string, minutes: number) => ({ by: 'mentor' as const, metOn, minutes })
  const duos = [
    { startedOn: '2027-05-08', endedOn: '2027-11-08', notes: [note('2027-05-10', 60), note('2027-05-17', 90)] },
    { startedOn: '2026-01-10', endedOn: '2026-07-10', notes: [] },
  ]
  expect(attestOf(duos, '2028-01-01')).toEqual({
    duos: 2,
    meetings: 2,
    minutes: 150,
    from: '2026-01-10',
    until: '2027-11-08',
  })
  expect(attestOf([{ startedOn: '2027-05-08', endedOn: null, notes: [] }], '2027-06-01')?.until).toBe('2027-06-01')
  expect(attestOf([], '2027-06-01')).toBeNull()
})
