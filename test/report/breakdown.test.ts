import { describe, expect, test } from 'vitest'
import { breakdown, closedYears, NOT_TOLD, topicSupply } from '../../src/domain/report/breakdown.ts'
import { type Cell, suppressSmall } from '../../src/domain/report/suppression.ts'
import { SECTORS } from '../../src/domain/sectors.ts'
import { TOPICS, worldOf } from './report-world.ts'

const kinds = (cells: readonly Cell[]) => cells.map(({ shown }) => (shown.kind === 'count' ? shown.count : shown.kind))

describe('breakdowns of a programme', () => {
  const facts = worldOf(7, 400)
  const sectors = (year: number, side: 'mentor' | 'mentee' = 'mentee') =>
    breakdown(facts, { attribute: 'sector', population: 'signed_up', side, year }, SECTORS)
  const inYear = (year: number) =>
    facts.people.filter(({ side, signedUpOn }) => side === 'mentee' && signedUpOn.startsWith(`${year}`))

  test('shows of each sector what is at least five, and who told none', () => {
    const { cells } = sectors(2024)
    expect(cells.map(({ id }) => id)).toEqual([...SECTORS, NOT_TOLD])
    let shown = 0
    for (const { id, shown: cell } of cells) {
      const people = inYear(2024).filter(({ sector }) => (sector ?? NOT_TOLD) === id)
      if (cell.kind !== 'count') continue
      expect([id, cell.count]).toEqual([id, people.length])
      shown += 1
    }
    expect(shown).toBeGreaterThan(2)
  })

  test('a small sector hides another with it, because the total of a side is published', () => {
    const people = ['learn', ...Array(9).fill('food'), ...Array(20).fill('shop')].map((sector, n) => ({
      ...facts.people[0]!,
      id: `p${n}`,
      side: 'mentee' as const,
      signedUpOn: '2024-05-08',
      sector,
    }))
    const ofSector = { attribute: 'sector', population: 'signed_up', side: 'mentee', year: 2024 } as const
    const { cells } = breakdown({ ...facts, people }, ofSector, ['learn', 'food', 'shop'])
    expect(kinds(cells)).toEqual(['small', 'withheld', 20, 'small'])
  })

  test('of whether a business is in the centre, one side alone never gives the other away', () => {
    const people = [...Array(9).fill(true), ...Array(3).fill(false), ...Array(20).fill(null)].map((inCentre, n) => ({
      ...facts.people[0]!,
      ...{ id: `p${n}`, side: 'mentee' as const, signedUpOn: '2024-05-08', inCentre },
    }))
    const of = { attribute: 'inCentre', population: 'signed_up', side: 'mentee', year: 2024 } as const
    expect(kinds(breakdown({ ...facts, people }, of, ['yes', 'no']).cells)).toEqual(['withheld', 'small', 20])
  })

  test('of topics a person counts once in each; no sum of them is known', () => {
    const { cells } = breakdown(
      facts,
      { attribute: 'topics', population: 'signed_up', side: 'mentee', year: 2024 },
      TOPICS.slice(1),
    )
    for (const { id, shown } of cells) {
      const has = ({ topics }: { topics: readonly string[] }) =>
        id === NOT_TOLD ? topics.length === 0 || topics.includes('plan') : topics.includes(id)
      expect([id, shown]).toEqual([
        id,
        suppressSmall([{ id, count: inYear(2024).filter(has).length }], inYear(2024).length)[0]?.shown,
      ])
    }
  })

  test('of a value that nearly everybody told, the total beside it does not tell how few told it not', () => {
    const told = (nl: number, all: number) => {
      const languages = (n: number) => (n < nl ? ['nl'] : ['fr'])
      const people = Array.from({ length: all }, (_, n) => ({
        ...{ ...facts.people[0]!, id: `p${n}`, side: 'mentor' as const, signedUpOn: '2024-05-08' },
        languages: languages(n),
      }))
      const own = { attribute: 'languages', population: 'signed_up', side: 'mentor', year: 2024 } as const
      return kinds(breakdown({ people, duos: [] }, own, ['nl', 'fr']).cells)
    }
    expect(told(19, 20)).toEqual(['withheld', 'small', 'small'])
    expect(told(16, 20)).toEqual(['withheld', 'small', 'small'])
    expect(told(15, 20)).toEqual([15, 5, 'small'])
    expect(told(20, 20)).toEqual([20, 'small', 'small'])
  })

  test('of people in a duo, by the year in which it began', () => {
    const { cells } = breakdown(facts, { attribute: 'languages', population: 'in_duo', side: 'mentor', year: 2024 }, [
      'nl',
    ])
    const mentors = new Set(
      facts.duos.filter(({ startedOn }) => startedOn.startsWith('2024')).map((duo) => duo.mentorId),
    )
    expect(cells[0]?.shown).toEqual({ kind: 'count', count: mentors.size })
  })

  test('only whole years that are over: the difference of two periods, or of two days, would give somebody away', () => {
    const closed = (from: string, until: string, today = '2026-05-04') => closedYears({ from, until }, today)
    expect(closed('2023-01-01', '2024-12-31')).toEqual([2023, 2024])
    expect(closed('2023-01-02', '2024-12-31')).toEqual([2024])
    expect(closed('2024-01-01', '2024-12-30')).toEqual([])
    expect(closed('2024-01-01', '2025-12-31', '2025-12-31')).toEqual([2024])
    expect(closed('2024-01-01', '2025-12-31', '2026-01-01')).toEqual([2024, 2025])
  })

  test('a topic is short where at least five ask it, and fewer offer it', () => {
    const person = (id: string, side: 'mentor' | 'mentee') => ({
      id,
      side,
      signedUpOn: '2024-03-01',
      steps: 2,
      sector: null,
      topics: ['permits'],
      languages: ['nl'],
      inCentre: null,
    })
    const people = [...'abcdef'].map((id) => person(id, 'mentee'))
    const short = (more: typeof people, asked = people) =>
      topicSupply({ ...facts, people: [...asked, ...more] }, 2024, ['permits'])[0]?.short
    expect(short([])).toBe(true)
    expect(short([...'uvwxyz'].map((id) => person(id, 'mentor')))).toBe(false)
    expect(short([], people.slice(2))).toBe(false)
    // Six of seven offer it: how many is withheld, and so is whether that is enough.
    const offering = [...'uvwxyz'].map((id) => person(id, 'mentor'))
    const more = [...people, person('g', 'mentee')]
    expect(short([...offering, { ...person('t', 'mentor'), topics: [] }], more)).toBe(false)
  })
})
