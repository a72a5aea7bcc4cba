import { at, real, startsOf } from './arrays.ts'
import { auction } from './auction.ts'
import { augmentAll } from './augment.ts'
import { type Bidding, openBidding } from './bidding.ts'
import { FREE, type Market, move } from './market.ts'
import { transpose } from './pool.ts'

/** Beyond this many bids a place, shortest paths are cheaper than going on bidding (measured, bench/engine.ts). */
const BIDS_PER_ROW = 8

/**
 * Places everybody in a market that has placed nobody, optimally in points; lots are not looked at. The scarce side
 * bids, because a bidder who finds no place costs a search through all that could have gone to it.
 */
export function placeFirst(market: Market): void {
  const mentees = market.fixed.reduce((count, fixed) => count + (fixed === FREE ? 1 : 0), 0)
  const places = market.capacity.reduce((sum, capacity) => sum + capacity, 0)
  if (mentees <= places) menteesBid(market)
  else mentorsBid(market)
}

function menteesBid(market: Market): void {
  const { fixed, capacity, pairs, worth } = market
  const owner = Int32Array.from(rowsWhere(fixed.length, (mentee) => at(fixed, mentee) === FREE))
  const b = openBidding(pairs, {
    owner,
    reserve: Float64Array.from(owner, (mentee) => -real(worth, mentee)),
    floor: Float64Array.from(capacity, (places) => (places > 0 ? 0 : Number.POSITIVE_INFINITY)),
    places: placesWorthKeeping(market),
  })
  settle(b)
  for (const [row, mentee] of owner.entries()) if (at(b.slotOf, row) >= 0) move(market, mentee, at(b.columnOf, row))
  market.price.set(b.price)
  gainsFromPrices(market)
}

/** The other way round: a row for each place of a mentor, and mentees whose price may fall to minus their worth. */
function mentorsBid(market: Market): void {
  const { fixed, capacity, pairs, worth } = market
  const owner = rowsOf(placesWorthKeeping(market))
  const isFree = (mentee: number) => at(fixed, mentee) === FREE
  const b = openBidding(transpose(pairs, capacity.length), {
    owner,
    reserve: new Float64Array(owner.length),
    floor: Float64Array.from(worth, (value, mentee) => (isFree(mentee) ? -value : Number.POSITIVE_INFINITY)),
    places: Int32Array.from(fixed, (_, mentee) => (isFree(mentee) ? 1 : 0)),
  })
  settle(b)
  for (const [row, mentor] of owner.entries()) if (at(b.slotOf, row) >= 0) move(market, at(b.columnOf, row), mentor)
  for (const [mentee, value] of worth.entries())
    market.gain[mentee] = isFree(mentee) ? real(b.price, mentee) + value : 0
  pricesFromGains(market)
}

function settle(b: Bidding): void {
  augmentAll(b, auction(b, BIDS_PER_ROW * b.owner.length))
}

/** A mentor without places has no price yet: the least at which nobody prefers it. */
function gainsFromPrices(market: Market): void {
  const { pairs, price, gain, worth, fixed } = market
  const mask = (1 << pairs.bits) - 1
  for (const mentee of worth.keys()) {
    let best = 0
    for (let e = at(pairs.start, mentee); e < at(pairs.start, mentee + 1); e++) {
      const arc = at(pairs.arcs, e)
      if (arc >= 0) best = Math.max(best, real(worth, mentee) + (arc & mask) - real(price, arc >>> pairs.bits))
    }
    gain[mentee] = at(fixed, mentee) === FREE ? best : 0
  }
  if (price.includes(Number.POSITIVE_INFINITY))
    pricesFromGains(
      market,
      price.map((value) => (value < Number.POSITIVE_INFINITY ? value : 0)),
    )
}

function pricesFromGains(market: Market, floor = new Float64Array(market.price.length)): void {
  const { pairs, gain, worth, fixed } = market
  const mask = (1 << pairs.bits) - 1
  const price = floor
  for (const mentee of worth.keys()) {
    if (at(fixed, mentee) !== FREE) continue
    for (let e = at(pairs.start, mentee); e < at(pairs.start, mentee + 1); e++) {
      const arc = at(pairs.arcs, e)
      if (arc < 0) continue
      const mentor = arc >>> pairs.bits
      price[mentor] = Math.max(real(price, mentor), real(worth, mentee) + (arc & mask) - real(gain, mentee))
    }
  }
  market.price.set(price)
}

function rowsWhere(length: number, holds: (index: number) => boolean): number[] {
  return Array.from({ length }, (_, index) => index).filter(holds)
}

/** A mentor once for each place. */
function rowsOf(places: Int32Array): Int32Array {
  const starts = startsOf(places)
  const owners = new Int32Array(at(starts, places.length))
  for (const mentor of places.keys()) owners.fill(mentor, at(starts, mentor), at(starts, mentor + 1))
  return owners
}

/** Of a great capacity, one place more than there are mentees who may come: the rest stays free whatever happens. */
function placesWorthKeeping({ pairs, capacity }: Market): Int32Array {
  const most = new Int32Array(capacity.length).fill(1)
  for (const arc of pairs.arcs) if (arc >= 0) most[arc >>> pairs.bits] = at(most, arc >>> pairs.bits) + 1
  return capacity.map((places, mentor) => Math.min(places, at(most, mentor)))
}
