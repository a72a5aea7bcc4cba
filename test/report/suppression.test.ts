import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { breakdown, closedYears, NOT_TOLD, sumOfYears, topicSupply } from '../../src/domain/report/breakdown.ts'
import { type Cell, type Count, suppressPartition, suppressSmall } from '../../src/domain/report/suppression.ts'
import { SECTORS } from '../../src/domain/sectors.ts'
import { TOPICS, worldOf } from './report-world.ts'

/**
 * What a reader can work out: for each hidden cell every value that fits the published total, when "<5" means 0 to 4,
 * a withheld cell of a table that shows anything is 5 or more, and one of a table that shows nothing is anything.
 */
function possible(cells: readonly Cell[], total: number): Map<string, Set<number>> {
  const shown = cells.flatMap((cell) => (cell.shown.kind === 'count' ? [cell.shown.count] : []))
  const rest = total - shown.reduce((a, b) => a + b, 0)
  const hidden = cells.filter((cell) => cell.shown.kind !== 'count')
  const nothingShown = cells.every((cell) => cell.shown.kind === 'withheld')
  const rangeOf = (cell: Cell): [number, number] => {
    if (nothingShown) return [0, rest]
    return cell.shown.kind === 'small' ? [0, 4] : [5, rest]
  }
  return new Map(
    hidden.map((cell) => {
      // All sums that the other hidden cells can have, one cell after the other.
      let sums = new Set([0])
      for (const other of hidden) {
        if (other === cell) continue
        const [least, most] = rangeOf(other)
        const next = new Set<number>()
        for (const sum of sums)
          for (let value = least; value <= most && sum + value <= rest; value++) next.add(sum + value)
        sums = next
      }
      const [least, most] = rangeOf(cell)
      const values = Array.from({ length: Math.max(0, most - least + 1) }, (_, n) => least + n)
      return [cell.id, new Set(values.filter((value) => sums.has(rest - value)))]
    }),
  )
}

/** Of all tables of four cells up to 13, how many values a small cell has at least among those that look the same. */
function fewestLeft(suppress: (rows: readonly Count[]) => Cell[]): number {
  const alike = new Map<string, Set<number>[]>()
  for (let n = 0; n < 14 ** 4; n++) {
    const numbers = [n % 14, Math.floor(n / 14) % 14, Math.floor(n / 14 ** 2) % 14, Math.floor(n / 14 ** 3)]
    const rows = counts(...numbers)
    const look = `${kinds(suppress(rows)).join()} of ${totalOf(rows)}`
    const values = alike.get(look) ?? numbers.map(() => new Set<number>())
    for (const [cell, number] of numbers.entries()) values[cell]?.add(number)
    alike.set(look, values)
  }
  let fewest = 5
  for (const [look, values] of alike) {
    const cells = look.split(' of ')[0]!.split(',')
    const shown = cells.reduce((sum, cell) => sum + (Number(cell) || 0), 0)
    if (Number(look.split(' of ')[1]) - shown > 13) continue
    for (const [cell, kind] of cells.entries()) if (kind === 'small') fewest = Math.min(fewest, values[cell]!.size)
  }
  return fewest
}

const counts = (...numbers: number[]): Count[] => numbers.map((count, n) => ({ id: `c${n}`, count }))
const totalOf = (rows: readonly Count[]) => rows.reduce((sum, { count }) => sum + count, 0)
const kinds = (cells: readonly Cell[]) => cells.map(({ shown }) => (shown.kind === 'count' ? shown.count : shown.kind))

const table = fc.array(fc.oneof(fc.nat(9), fc.constantFrom(0, 4, 5), fc.nat(40)), { minLength: 2, maxLength: 12 })

describe('a table whose total is known', () => {
  test('a reader who subtracts learns nothing about a small cell but "under 5"', () => {
    fc.assert(
      fc.property(table, (numbers) => {
        const rows = counts(...numbers)
        const cells = suppressPartition(rows)
        const open = possible(cells, totalOf(rows))
        for (const { id, shown } of cells) {
          if (shown.kind === 'small') expect([...(open.get(id) ?? [])].sort()).toEqual([0, 1, 2, 3, 4])
          if (shown.kind === 'withheld' && totalOf(rows) > 0) expect(open.get(id)?.size).toBeGreaterThan(1)
        }
      }),
      { numRuns: 20_000 },
    )
  })

  test('what is shown is true: each count, and each "<5"', () => {
    fc.assert(
      fc.property(table, (numbers) => {
        const rows = counts(...numbers)
        suppressPartition(rows).forEach(({ id, shown }, n) => {
          expect(id).toBe(rows[n]?.id)
          if (shown.kind === 'count') expect(shown.count).toBe(rows[n]?.count)
          if (shown.kind === 'small') expect(rows[n]?.count).toBeLessThan(5)
        })
      }),
    )
  })

  test('no count under 5 is ever shown', () => {
    fc.assert(
      fc.property(table, (numbers) => {
        const shown = suppressPartition(counts(...numbers)).flatMap((cell) =>
          cell.shown.kind === 'count' ? [cell.shown.count] : [],
        )
        expect(shown.filter((count) => count < 5)).toEqual([])
      }),
    )
  })

  test('the attacker of these tests is not blind: hiding the small cells alone gives them away', () => {
    const rows = counts(3, 20, 30)
    expect(possible(suppressSmall(rows), 53).get('c0')).toEqual(new Set([3]))
    expect(possible(suppressSmall(counts(0, 0, 30)), 30).get('c0')).toEqual(new Set([0]))
    expect(possible(suppressSmall(counts(4, 4, 30)), 38).get('c0')).toEqual(new Set([4]))
  })

  test('who knows the rule and tries every table is left with three values or more for each small cell', () => {
    expect(fewestLeft(suppressPartition)).toBeGreaterThanOrEqual(3)
    expect(fewestLeft(suppressSmall)).toBe(1)
  })

  test('one small cell takes the smallest other with it; two that hide each other take none', () => {
    expect(kinds(suppressPartition(counts(3, 20, 30, 12)))).toEqual(['small', 20, 30, 'withheld'])
    expect(kinds(suppressPartition(counts(4, 6, 6, 6, 30)))).toEqual(['small', 'withheld', 'withheld', 'withheld', 30])
    expect(kinds(suppressPartition(counts(3, 20, 1, 12)))).toEqual(['small', 20, 'small', 12])
    expect(kinds(suppressPartition(counts(5, 20, 30)))).toEqual([5, 20, 30])
  })

  test('a table too small to show anything shows nothing', () => {
    expect(kinds(suppressPartition(counts(1, 1)))).toEqual(['withheld', 'withheld'])
    expect(kinds(suppressPartition(counts(0, 5)))).toEqual(['withheld', 'withheld'])
    expect(kinds(suppressPartition(counts(3)))).toEqual(['withheld'])
  })
})

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

  test('of topics a person counts once in each; no sum of them is known', () => {
    const { cells } = breakdown(
      facts,
      { attribute: 'topics', population: 'signed_up', side: 'mentee', year: 2024 },
      TOPICS.slice(1),
    )
    for (const { id, shown } of cells) {
      const has = ({ topics }: { topics: readonly string[] }) =>
        id === NOT_TOLD ? topics.length === 0 || topics.includes('plan') : topics.includes(id)
      expect([id, shown]).toEqual([id, suppressSmall([{ id, count: inYear(2024).filter(has).length }])[0]?.shown])
    }
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

  test('years together show only what each of them shows', () => {
    const years = [2023, 2024, 2025].map((year) => sectors(year))
    for (const { id, shown } of sumOfYears(years)) {
      const each = years.map(({ cells }) => cells.find((cell) => cell.id === id)?.shown)
      const hidden = each.some((cell) => cell?.kind !== 'count')
      expect([id, shown.kind]).toEqual([id, hidden ? 'withheld' : 'count'])
      if (shown.kind !== 'count') continue
      const people = [2023, 2024, 2025].flatMap(inYear).filter(({ sector }) => (sector ?? NOT_TOLD) === id)
      expect(shown.count).toBe(people.length)
    }
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
      proved: true,
      sector: null,
      topics: ['permits'],
      languages: ['nl'],
    })
    const people = [...'abcdef'].map((id) => person(id, 'mentee'))
    const short = (more: typeof people, asked = people) =>
      topicSupply({ ...facts, people: [...asked, ...more] }, 2024, ['permits'])[0]?.short
    expect(short([])).toBe(true)
    expect(short([...'uvwxyz'].map((id) => person(id, 'mentor')))).toBe(false)
    expect(short([], people.slice(2))).toBe(false)
  })
})
