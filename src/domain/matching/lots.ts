import { at, bitsFor, real } from './arrays.ts'
import { fillOwedPlaces } from './lot-places.ts'
import { LotSearch, type Tight, writeSorted } from './lot-search.ts'
import { FREE, lotOf, type Market, move } from './market.ts'

/**
 * Among all plans that are optimal in points, moves to the one whose lots add up to least, so that a plan depends
 * on the data and not on their order. Each mentee wants its best tight pair by lot; whoever sits elsewhere gets up and
 * goes the shortest way to any place left, and the places that cost points and are still empty are filled again.
 */
export function drawLots(market: Market): void {
  // Where there are as many places as mentees, filling them has left prices by lot; here they begin at 0.
  market.priceLot.fill(0)
  const tight = tightPairs(market)
  const search = new LotSearch(market, tight)
  const misplaced: number[] = []
  for (let mentee = 0; mentee < market.fixed.length; mentee++) {
    if (at(market.fixed, mentee) !== FREE) continue
    search.appraise(mentee)
    if (!isWellPlaced(market, mentee)) misplaced.push(mentee)
  }
  for (const mentee of misplaced) move(market, mentee, -1)
  for (const mentee of misplaced) search.insert(mentee)
  fillOwedPlaces(market, tight)
  if (market.capacity.includes(0)) priceWhoHasNoPlace(market)
}

/** A mentor without places is in nobody's way: its price by lot is one at which nobody prefers it. */
function priceWhoHasNoPlace(market: Market): void {
  const { price, priceLot, pairs, gain, gainLot, worth, capacity, fixed } = market
  const { arcs, bits } = pairs
  const mask = (1 << bits) - 1
  for (const mentee of fixed.keys()) {
    if (at(fixed, mentee) !== FREE) continue
    const slack = real(gain, mentee) - real(worth, mentee)
    for (let e = at(pairs.start, mentee); e < at(pairs.start, mentee + 1); e++) {
      const arc = at(arcs, e)
      const mentor = arc >>> bits
      if (arc < 0 || at(capacity, mentor) > 0 || slack + real(price, mentor) !== (arc & mask)) continue
      priceLot[mentor] = Math.max(real(priceLot, mentor), -lotOf(market, mentee, mentor) - real(gainLot, mentee))
    }
  }
}

/** Does the mentee have, by lot too, the best that prices leave it? Points agree already. */
function isWellPlaced(market: Market, mentee: number): boolean {
  const place = at(market.mentorOf, mentee)
  return place < 0 || real(market.gainLot, mentee) === -lotOf(market, mentee, place)
}

/** The pairs an optimal plan may hold: gain + price = worth + score. Lowest lots first, so that a search stops early. */
function tightPairs(market: Market): Tight {
  const { pairs, fixed, capacity } = market
  const start = new Int32Array(pairs.start.length)
  const keys = new Float64Array(capacity.length)
  const base = 2 ** bitsFor(capacity.length)
  let mentors = new Int32Array(2 * pairs.start.length)
  let size = 0
  for (let mentee = 0; mentee < fixed.length; mentee++) {
    const length = at(fixed, mentee) === FREE ? tightKeys(market, mentee, base, keys) : 0
    if (size + length > mentors.length) mentors = grown(mentors, size + length)
    writeSorted(keys.subarray(0, length), base, mentors, size)
    size += length
    start[mentee + 1] = size
  }
  return { start, others: mentors }
}

/** Writes lot × base + mentor of each tight pair of the mentee, below 2^53, and returns how many there are. */
function tightKeys(market: Market, mentee: number, base: number, keys: Float64Array): number {
  const { price, pairs, gain, worth, capacity } = market
  const { arcs, bits } = pairs
  const mask = (1 << bits) - 1
  const slack = real(gain, mentee) - real(worth, mentee)
  const end = at(pairs.start, mentee + 1)
  let length = 0
  for (let e = at(pairs.start, mentee); e < end; e++) {
    const arc = arcs[e] ?? 0
    if (arc < 0) continue
    if ((arc & mask) < slack) break
    const mentor = arc >>> bits
    if (slack + (price[mentor] ?? 0) === (arc & mask) && at(capacity, mentor) > 0)
      keys[length++] = lotOf(market, mentee, mentor) * base + mentor
  }
  return length
}

function grown(array: Int32Array, least: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(Math.max(least, 2 * array.length))
  larger.set(array)
  return larger
}
