import { at, real, startsOf } from './arrays.ts'
import { auction } from './auction.ts'
import { augmentAll } from './augment.ts'
import { type Bidding, openBidding } from './bidding.ts'
import { levelColumns } from './level.ts'
import { FREE, type Market, move } from './market.ts'
import { transpose } from './pool.ts'
import { Router } from './route.ts'

/** After so many rounds of bidding, shortest paths are cheaper than going on (measured). */
const PASSES = 3

/**
 * Places everybody in a market that has placed nobody, optimally in points; lots are not looked at. The scarce side
 * bids, because a bidder who finds no place costs a search through all that could have gone to it. Where some mentees
 * go before others, mentees bid all the same, who go first first: then hardly anybody is displaced.
 */
export function placeFirst(market: Market): void {
  const mentees = placeable(market)
  const places = market.capacity.reduce((sum, capacity) => sum + capacity, 0)
  const [first = 0, last = 0] = [mentees[0], mentees[mentees.length - 1]]
  const isRanked = real(market.worth, first) !== real(market.worth, last)
  if (mentees.length <= places || isRanked) menteesBid(market, mentees, places)
  else mentorsBid(market)
}

function menteesBid(market: Market, owner: Int32Array, places: number): void {
  const { capacity, pairs, worth } = market
  const isBalanced = owner.length === places
  const level = isBalanced ? levelColumns(pairs, owner, capacity.length) : null
  const height = level?.height ?? 0
  const b = openBidding(level?.pairs ?? pairs, {
    owner,
    reserve: reals(owner.length, (row) => height - real(worth, at(owner, row))),
    floor: reals(capacity.length, (mentor) => (at(capacity, mentor) > 0 ? 0 : Number.POSITIVE_INFINITY)),
    places: placesWorthKeeping(market),
  })
  settle(b, places)
  for (let mentor = 0; mentor < capacity.length; mentor++)
    market.price[mentor] = real(b.price, mentor) + (level === null ? 0 : at(level.highest, mentor))
  for (let row = 0; row < owner.length; row++) {
    if (at(b.slotOf, row) < 0) continue
    const [mentee, mentor] = [at(owner, row), at(b.columnOf, row)]
    move(market, mentee, mentor)
    market.gain[mentee] = real(worth, mentee) + at(b.points, row) - height - real(b.price, mentor)
  }
  if (capacity.includes(0)) pricesFromGains(market)
  if (isBalanced) freePlaces(market)
}

/** Column reduction prices every place. Those that stay free after all must cost nothing: whoever gains by it comes. */
function freePlaces(market: Market): void {
  const { capacity, used, price, owed } = market
  const router = new Router(market)
  const nobody = capacity.length
  for (const [mentor, places] of capacity.entries())
    if (real(price, mentor) > 0) owed[mentor] = places - at(used, mentor)
  for (const mentor of capacity.keys()) while (at(owed, mentor) > 0) router.shift(nobody, mentor)
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
  settle(b, owner.length)
  for (const [row, mentor] of owner.entries()) if (at(b.slotOf, row) >= 0) move(market, at(b.columnOf, row), mentor)
  for (const [mentee, value] of worth.entries())
    market.gain[mentee] = isFree(mentee) ? real(b.price, mentee) + value : 0
  pricesFromGains(market)
}

/** The first rows, as many as there are places, bid; whoever has none then, and the others, go the shortest way. */
function settle(b: Bidding, places: number): void {
  const bidders = Math.min(places, b.owner.length)
  augmentAll(b, auction(b, PASSES, bidders).sort())
  augmentAll(b, rest(bidders, b.owner.length))
}

function rest(from: number, to: number): Int32Array {
  const rows = new Int32Array(to - from)
  for (let row = from; row < to; row++) rows[row - from] = row
  return rows
}

/** The least prices at which nobody prefers another mentor: all that a mentor without places has to go by. */
function pricesFromGains(market: Market): void {
  const { pairs, gain, worth, fixed, price } = market
  const mask = (1 << pairs.bits) - 1
  price.fill(0)
  for (const mentee of worth.keys()) {
    if (at(fixed, mentee) !== FREE) continue
    for (let e = at(pairs.start, mentee); e < at(pairs.start, mentee + 1); e++) {
      const arc = at(pairs.arcs, e)
      if (arc < 0) continue
      const mentor = arc >>> pairs.bits
      price[mentor] = Math.max(real(price, mentor), real(worth, mentee) + (arc & mask) - real(gain, mentee))
    }
  }
}

/** The mentees whom the engine may place: who goes first stands first. */
function placeable({ fixed, worth }: Market): Int32Array {
  const mentees = new Int32Array(fixed.length)
  let count = 0
  let isRanked = false
  for (let mentee = 0; mentee < fixed.length; mentee++) {
    if (at(fixed, mentee) !== FREE) continue
    isRanked ||= count > 0 && real(worth, mentee) !== real(worth, at(mentees, 0))
    mentees[count++] = mentee
  }
  const present = mentees.subarray(0, count)
  return isRanked ? present.sort((a, b) => real(worth, b) - real(worth, a) || a - b) : present
}

function reals(length: number, valueAt: (index: number) => number): Float64Array {
  const values = new Float64Array(length)
  for (let index = 0; index < length; index++) values[index] = valueAt(index)
  return values
}

/** A mentor once for each place. */
function rowsOf(places: Int32Array): Int32Array {
  const starts = startsOf(places)
  const owners = new Int32Array(at(starts, places.length))
  for (const mentor of places.keys()) owners.fill(mentor, at(starts, mentor), at(starts, mentor + 1))
  return owners
}

/** Of great capacities, one place more than there are mentees who may come: the rest stays free whatever happens. */
function placesWorthKeeping({ pairs, capacity }: Market): Int32Array {
  const places = capacity.reduce((sum, count) => sum + count, 0)
  if (places <= pairs.arcs.length + capacity.length) return capacity
  const most = new Int32Array(capacity.length).fill(1)
  for (const arc of pairs.arcs) if (arc >= 0) most[arc >>> pairs.bits] = at(most, arc >>> pairs.bits) + 1
  return capacity.map((count, mentor) => Math.min(count, at(most, mentor)))
}
