import { FREE, lotOf, type Market } from '../../src/domain/matching/market.ts'
import type { Written } from './pools.ts'

type Value = readonly [points: number, lot: number]

/** Points first, then lots: below 0, 0 or above as the first of two values is. */
const compare = (a: Value, b: Value): number => a[0] - b[0] || a[1] - b[1]

/**
 * Throws unless prices and gains on both levels prove that no plan has more points, and none as many with lower lots
 * (docs/matching.md §2): nobody gains by another mentor, and what costs something is taken.
 */
export function certifyLots(market: Market, { pairs, blocks = [] }: Written): void {
  const gain = (i: number): Value => [market.gain[i]!, market.gainLot[i]!]
  const price = (j: number): Value => [market.price[j]!, market.priceLot[j]!]
  const blocked = new Set(blocks.map(([i, j]) => `${i},${j}`))
  const free = [...market.capacity]
  for (const [i, j, score] of pairs) {
    if (market.fixed[i] !== FREE || blocked.has(`${i},${j}`)) continue
    const sum: Value = [gain(i)[0] + price(j)[0], gain(i)[1] + price(j)[1]]
    // `worth` has the least score of the pool in it, and scores are counted above that.
    const above = compare(sum, [market.worth[i]! + score - market.pairs.least, -lotOf(market, i, j)])
    if (above < 0) throw new Error(`mentee ${i} gains by mentor ${j}`)
    if (above > 0 && market.mentorOf[i] === j) throw new Error(`mentee ${i} costs mentor ${j} more than it brings`)
  }
  for (const [i, mentor] of market.mentorOf.entries()) {
    if (market.fixed[i] !== FREE) continue
    const above = compare(gain(i), [0, 0])
    if (above < 0 || (above > 0 && mentor < 0)) throw new Error(`mentee ${i} is at ${mentor} and gains ${gain(i)}`)
    if (mentor >= 0) free[mentor]!--
  }
  for (const [j, places] of free.entries()) {
    const above = compare(price(j), [0, 0])
    if (places < 0) throw new Error(`mentor ${j} has more than its places`)
    if (market.capacity[j]! > 0 && (above < 0 || (above > 0 && places > 0))) throw new Error(`mentor ${j}: ${price(j)}`)
  }
}
