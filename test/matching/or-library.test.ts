import { describe, expect, it } from 'vitest'
import { solve } from '../../src/domain/matching/assignment.ts'
import { costOf, readOrLibrary } from './or-library.ts'
import { certify, poolOf, randomFrom, size } from './pools.ts'

function leastCost(text: string): number {
  const written = readOrLibrary(text)
  const plan = solve(poolOf(written))
  certify(written, plan)
  expect(plan.matched).toBe(written.mentees)
  return costOf(plan.total, written.mentees)
}

/** An instance with a known optimum: on a hidden permutation the costs are u + v, elsewhere they are higher. */
function planted(n: number, seed: number): { text: string; optimum: number } {
  const random = randomFrom(seed)
  const [u, v] = [0, 1].map(() => Array.from({ length: n }, () => 1 + random(30)))
  const columns = Array.from({ length: n }, (_, index) => index).sort(
    (a, b) => ((a * 7919 + seed) % n) - ((b * 7919 + seed) % n),
  )
  const rows = columns.map((column, i) =>
    Array.from({ length: n }, (_, j) => u![i]! + v![j]! + (j === column ? 0 : random(40))).join(' '),
  )
  return {
    text: ` ${n}\n ${rows.join('\n ')}\n`,
    optimum: columns.reduce((sum, column, i) => sum + u![i]! + v![column]!, 0),
  }
}

describe('instances in the OR-Library format', () => {
  it('reach their optimum', () => {
    expect(leastCost('3\n 4 1 3\n 2 0 5\n 3 2 2\n')).toBe(5)
    expect(leastCost('4\n 82 83 69 92 77 37 49 92 11 69 5 86 8 9 98 23')).toBe(140)
  })

  it('reach the optimum planted in them', () => {
    for (const [seed, n] of [5, 20, 61, 100, 150].map(size).entries()) {
      const { text, optimum } = planted(n, seed)
      expect(leastCost(text)).toBe(optimum)
    }
  })

  it('are refused when costs are missing', () => {
    expect(() => readOrLibrary('3 1 2')).toThrow('3 by 3 costs were announced, 2 are there')
  })
})
