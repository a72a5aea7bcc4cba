import type { Written } from './pools.ts'

/** Above every cost of the published instances (1 to 100), so that the least cost is the highest score. */
const MOST_COST = 100

/**
 * An assignment instance in the format of the OR-Library (J. E. Beasley, JORS 41 (1990) 133-139): n, then n × n costs
 * row by row, to be minimised. As a pool, a cost is 100 − score.
 */
export function readOrLibrary(text: string): Written {
  const [n = 0, ...costs] = text.trim().split(/\s+/).map(Number)
  if (costs.length !== n * n) throw new Error(`${n} by ${n} costs were announced, ${costs.length} are there`)
  return {
    mentees: n,
    capacity: Array.from({ length: n }, () => 1),
    pairs: costs.map((cost, index) => [Math.floor(index / n), index % n, MOST_COST - cost]),
  }
}

/** The least cost that a complete plan of such an instance stands for. */
export function costOf(total: number, n: number): number {
  return n * MOST_COST - total
}
