import { at, real } from './arrays.ts'
import { appraise, FREE, GONE, lotOf, type Market, move } from './market.ts'
import { Router } from './route.ts'

/**
 * Among all plans that are optimal in points, moves to the one whose lots add up to least, so that a plan depends
 * on the data and not on their order. Each mentee takes its best tight pair by lot; whoever sits elsewhere is taken
 * up and led back to its own place by the shortest way, which only runs through tight pairs.
 */
export function drawLots(market: Market): void {
  const router = new Router(market)
  for (const mentee of market.mentorOf.keys()) if (at(market.fixed, mentee) === FREE) appraise(market, mentee)
  const misplaced = [...market.mentorOf.keys()].filter((mentee) => !isWellPlaced(market, mentee))
  const places = misplaced.map((mentee) => at(market.mentorOf, mentee))
  for (const mentee of misplaced) takeUp(market, mentee)
  for (const [index, mentee] of misplaced.entries()) {
    appraise(market, mentee)
    router.run({ mentee }, places[index] ?? 0)
    market.fixed[mentee] = FREE
  }
}

/** Takes the mentee out of the market; the place it had is owed until a route has filled it. */
export function takeUp(market: Market, mentee: number): void {
  const mentor = at(market.mentorOf, mentee)
  market.fixed[mentee] = GONE
  market.owed[mentor] = at(market.owed, mentor) + 1
  move(market, mentee, -1)
}

/** Does the mentee have, by lot too, the best that prices leave it? Points agree already. */
function isWellPlaced(market: Market, mentee: number): boolean {
  if (at(market.fixed, mentee) !== FREE) return true
  const place = at(market.mentorOf, mentee)
  if (place < 0) return true
  return real(market.gainLot, mentee) === -lotOf(market, mentee, place) - real(market.priceLot, place)
}
