import { at, real } from './arrays.ts'
import { appraise, FREE, lotOf, type Market, takeOut } from './market.ts'
import type { Pairs } from './pool.ts'
import { Router } from './route.ts'

/**
 * Among all plans that are optimal in points, moves to the one whose lots add up to least, so that a plan depends
 * on the data and not on their order. Each mentee takes its best tight pair by lot; whoever sits elsewhere is taken
 * up and led back to its own place by the shortest way, which only runs through tight pairs.
 */
export function drawLots(market: Market): void {
  const tight = tightPairs(market)
  const router = new Router(market, tight)
  for (const mentee of market.mentorOf.keys()) if (at(market.fixed, mentee) === FREE) appraise(market, mentee, tight)
  const misplaced = [...market.mentorOf.keys()].filter((mentee) => !isWellPlaced(market, mentee))
  const places = misplaced.map((mentee) => at(market.mentorOf, mentee))
  for (const mentee of misplaced) takeOut(market, mentee)
  for (const [index, mentee] of misplaced.entries()) {
    const place = places[index] ?? 0
    appraise(market, mentee, tight)
    router.insert(mentee, at(market.owed, place) > 0 ? place : market.capacity.length)
  }
}

/** Does the mentee have, by lot too, the best that prices leave it? Points agree already. */
function isWellPlaced(market: Market, mentee: number): boolean {
  if (at(market.fixed, mentee) !== FREE) return true
  const place = at(market.mentorOf, mentee)
  if (place < 0) return true
  return real(market.gainLot, mentee) === -lotOf(market, mentee, place) - real(market.priceLot, place)
}

/** The pairs an optimal plan may hold: gain + price = worth + score. */
function tightPairs(market: Market): Pairs {
  const { pairs, fixed } = market
  const start = new Int32Array(pairs.start.length)
  const arcs: number[] = []
  for (let mentee = 0; mentee < fixed.length; mentee++) {
    if (at(fixed, mentee) === FREE) addTight(market, mentee, arcs)
    start[mentee + 1] = arcs.length
  }
  return { ...pairs, start, arcs: Int32Array.from(arcs) }
}

function addTight({ pairs, price, gain, worth }: Market, mentee: number, tight: number[]): void {
  const { arcs, bits } = pairs
  const mask = (1 << bits) - 1
  const slack = real(gain, mentee) - real(worth, mentee)
  const end = at(pairs.start, mentee + 1)
  for (let e = at(pairs.start, mentee); e < end; e++) {
    const arc = arcs[e] ?? 0
    if (arc < 0) continue
    if ((arc & mask) < slack) break
    if (slack + (price[arc >>> bits] ?? 0) === (arc & mask)) tight.push(arc)
  }
}
