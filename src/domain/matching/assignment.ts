import { placeFirst } from './first.ts'
import { drawLots } from './lots.ts'
import { type Market, openMarket } from './market.ts'
import { type Plan, planOf } from './plan.ts'
import type { Pool } from './pool.ts'

/**
 * The best plan for a pool: most mentees helped (who waited longest first), then the highest sum of scores, then the
 * lots of the ids, so that equal data give the same plan in whatever order they come. Exact; `plan.price` proves it.
 * The pins must not conflict (`pinConflicts`). Throws PoolTooLarge when its sums could pass 2^53.
 */
export function solve(pool: Pool): Plan {
  return planOf(settledMarket(pool))
}

/** As `solve`, with the prices and gains that explanations and edits go on from. */
export function settledMarket(pool: Pool): Market {
  const market = openMarket(pool)
  placeFirst(market)
  drawLots(market)
  return market
}
