import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Cell, type Count, suppressPartition, suppressSmall } from '../../src/domain/report/suppression.ts'

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

/** The small cells alone, as if nobody knew a total. */
const onlySmall = (rows: readonly Count[]) => suppressSmall(rows, Number.POSITIVE_INFINITY)

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
    expect(possible(onlySmall(rows), 53).get('c0')).toEqual(new Set([3]))
    expect(possible(onlySmall(counts(0, 0, 30)), 30).get('c0')).toEqual(new Set([0]))
    expect(possible(onlySmall(counts(4, 4, 30)), 38).get('c0')).toEqual(new Set([4]))
  })

  test('who knows the rule and tries every table is left with three values or more for each small cell', () => {
    expect(fewestLeft(suppressPartition)).toBeGreaterThanOrEqual(3)
    expect(fewestLeft(onlySmall)).toBe(1)
  })

  test('one small cell takes the smallest other with it; two that hide each other take none', () => {
    expect(kinds(suppressPartition(counts(3, 20, 30, 12)))).toEqual(['small', 20, 30, 'withheld'])
    expect(kinds(suppressPartition(counts(4, 6, 6, 6, 30)))).toEqual(['small', 'withheld', 'withheld', 'withheld', 30])
    expect(kinds(suppressPartition(counts(3, 20, 1, 12)))).toEqual(['small', 20, 'small', 12])
    expect(kinds(suppressPartition(counts(5, 20, 30)))).toEqual([5, 20, 30])
  })

  test('a value that all but a few have tells of those few', () => {
    expect(kinds(suppressPartition(counts(20, 3, 1, 0)))).toEqual(['withheld', 'small', 'small', 'small'])
  })

  test('a table too small to show anything shows nothing', () => {
    expect(kinds(suppressPartition(counts(1, 1)))).toEqual(['withheld', 'withheld'])
    expect(kinds(suppressPartition(counts(0, 5)))).toEqual(['withheld', 'withheld'])
    expect(kinds(suppressPartition(counts(3)))).toEqual(['withheld'])
  })
})
