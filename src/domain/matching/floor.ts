import { at, real } from './arrays.ts'
import { settledMarket } from './assignment.ts'
import { placeFirst } from './first.ts'
import { drawLots } from './lots.ts'
import { type Market, openMarket } from './market.ts'
import { type Plan, planOf } from './plan.ts'
import type { Pairs, Pool } from './pool.ts'

/**
 * A plan whose weakest pair is as good as it can be, and what that took from the total, in points. The prices prove it
 * among the plans with no weaker pair; `market` has the pairs below the floor blocked.
 */
export type FloorPlan = { plan: Plan; market: Market; cost: number; moreSolves: number }

/**
 * Lifts the weakest pair as far as it goes while the same mentees by waiting rank, and as many, are helped (docs/matching.md
 * §1, level 3). By halving: at most seven more solves for scores of 0 to 100. Pinned pairs are neither judged nor moved.
 */
export function solveWithFloor(pool: Pool): FloorPlan {
  const free = settledMarket(pool)
  let [best, moreSolves] = [free, 0]
  let [reached, refused] = [weakest(free), pool.pairs.most + 1]
  while (refused - reached > 1) {
    const tried = Math.floor((reached + refused) / 2)
    const market = openMarket({ ...pool, pairs: fromScore(pool.pairs, tried) })
    placeFirst(market)
    moreSolves++
    if (helpedWorth(market) < helpedWorth(free)) refused = tried
    else [reached, best] = [tried, market]
  }
  if (best !== free) drawLots(best)
  const plan = planOf({ ...best, pairs: free.pairs })
  return { plan, market: best, cost: planOf(free).total - plan.total, moreSolves }
}

/** What the engine's level 1 adds up to: higher when more are helped, or the same number who waited longer. */
function helpedWorth({ mentorOf, worth }: Market): number {
  return mentorOf.reduce((sum, mentor, mentee) => sum + (mentor >= 0 ? real(worth, mentee) : 0), 0)
}

/** The lowest score of a pair that the engine made; above every score when it made none. */
function weakest({ pairs, mentorOf }: Market): number {
  const mask = (1 << pairs.bits) - 1
  let lowest = pairs.most + 1
  for (let mentee = 0; mentee < mentorOf.length; mentee++)
    for (let e = at(pairs.start, mentee); e < at(pairs.start, mentee + 1); e++) {
      const arc = at(pairs.arcs, e)
      if (arc >= 0 && arc >>> pairs.bits === at(mentorOf, mentee)) lowest = Math.min(lowest, (arc & mask) + pairs.least)
    }
  return lowest
}

/** The pairs from a score on; the others are blocked. */
function fromScore(pairs: Pairs, score: number): Pairs {
  const mask = (1 << pairs.bits) - 1
  return { ...pairs, arcs: pairs.arcs.map((arc) => (arc >= 0 && (arc & mask) + pairs.least < score ? ~arc : arc)) }
}
