import { at, real } from './arrays.ts'
import { indexKeys, lot } from './hash.ts'
import { expectSortedRows, type Pairs, type Pool, PoolTooLarge, withBlocks } from './pool.ts'

/** `fixed` of a mentee the engine may place, and of one who is not there. Any other value is the pinned mentor. */
export const FREE = -1
export const GONE = -2

/**
 * A plan with the prices that prove it. Every value has two levels, compared in this order: points (the penalty
 * and the scores), then the lot that decides between equal plans. For each placeable mentee and allowed mentor
 * gain + price ≥ worth + score; equality where they are together; gain 0 who has nobody, price 0 where a place is free.
 */
export type Market = {
  readonly pairs: Pairs
  readonly menteeKeys: Int32Array
  readonly mentorKeys: Int32Array
  /** What helping this mentee at all is worth, in points: the penalty by waiting rank, plus the least score. */
  readonly worth: Float64Array
  /** What one unmatched mentee costs (engine level 1), before waiting ranks. */
  readonly penalty: number
  /** Places of each mentor that no pin holds. */
  readonly capacity: Int32Array
  readonly fixed: Int32Array
  /** Placeable mentees only; -1 is nobody. Members of a mentor, and last of nobody, are a linked list from `head`. */
  readonly mentorOf: Int32Array
  readonly used: Int32Array
  /** Places left a moment ago that a route still has to fill: neither taken nor free. */
  readonly owed: Int32Array
  readonly head: Int32Array
  readonly next: Int32Array
  readonly previous: Int32Array
  readonly price: Float64Array
  readonly priceLot: Float64Array
  readonly gain: Float64Array
  readonly gainLot: Float64Array
}

/**
 * The market before anybody is placed: pins taken out, blocked pairs closed, prices 0. The pins must not conflict.
 * Throws PoolTooLarge when sums could pass 2^53, and when rows are not sorted.
 */
export function openMarket(pool: Pool): Market {
  expectSortedRows(pool.pairs)
  const mentors = pool.capacity.length
  const capacity = pool.capacity.slice()
  const fixed = new Int32Array(pool.mentees).fill(FREE)
  for (const [mentee, mentor] of pool.pins) {
    fixed[mentee] = mentor
    capacity[mentor] = at(capacity, mentor) - 1
  }
  for (const mentee of pool.absent ?? []) fixed[mentee] = GONE
  const penalty = penaltyOf(pool)
  const market: Market = {
    pairs: withBlocks(pool.pairs, pool.blocks),
    menteeKeys: pool.menteeKeys ?? indexKeys(pool.mentees),
    mentorKeys: pool.mentorKeys ?? indexKeys(mentors),
    worth: worthOf(pool, penalty),
    penalty,
    capacity,
    fixed,
    mentorOf: new Int32Array(pool.mentees).fill(-1),
    used: new Int32Array(mentors),
    owed: new Int32Array(mentors),
    head: new Int32Array(mentors + 1).fill(-1),
    next: new Int32Array(pool.mentees).fill(-1),
    previous: new Int32Array(pool.mentees).fill(-1),
    price: new Float64Array(mentors),
    priceLot: new Float64Array(mentors),
    gain: new Float64Array(pool.mentees),
    gainLot: new Float64Array(pool.mentees),
  }
  for (const [mentee, pin] of fixed.entries()) if (pin === FREE) enter(market, mentee, -1)
  return market
}

/** Moves the mentee to a mentor, or to nobody (-1). Prices are the caller's. */
export function move(market: Market, mentee: number, mentor: number): void {
  leave(market, mentee)
  enter(market, mentee, mentor)
}

/** Takes the mentee out of the market; the place it had is owed when it has a price, and free otherwise. */
export function takeOut(market: Market, mentee: number): void {
  const { mentorOf, fixed, owed, price, priceLot } = market
  const mentor = at(mentorOf, mentee)
  leave(market, mentee)
  mentorOf[mentee] = -1
  fixed[mentee] = GONE
  if (mentor >= 0 && (real(price, mentor) > 0 || real(priceLot, mentor) > 0)) owed[mentor] = at(owed, mentor) + 1
}

/** Brings a mentee who was not there back, with nobody. */
export function bringIn(market: Market, mentee: number): void {
  market.fixed[mentee] = FREE
  enter(market, mentee, -1)
}

function leave({ head, next, previous, used, mentorOf, capacity }: Market, mentee: number): void {
  const mentor = at(mentorOf, mentee)
  const [before, after] = [at(previous, mentee), at(next, mentee)]
  if (before >= 0) next[before] = after
  else head[mentor < 0 ? capacity.length : mentor] = after
  if (after >= 0) previous[after] = before
  if (mentor >= 0) used[mentor] = at(used, mentor) - 1
}

function enter({ head, next, previous, used, mentorOf, capacity }: Market, mentee: number, mentor: number): void {
  const list = mentor < 0 ? capacity.length : mentor
  const first = at(head, list)
  next[mentee] = first
  previous[mentee] = -1
  if (first >= 0) previous[first] = mentee
  head[list] = mentee
  mentorOf[mentee] = mentor
  if (mentor >= 0) used[mentor] = at(used, mentor) + 1
}

/** The lot of a pair in this market. */
export function lotOf(market: Market, mentee: number, mentor: number): number {
  return lot(at(market.menteeKeys, mentee), at(market.mentorKeys, mentor))
}

/** Sets the mentee's gain to the best that prices leave it: a mentor, or nobody at 0. */
export function appraise(market: Market, mentee: number): void {
  const { pairs, price, priceLot } = market
  const mask = (1 << pairs.bits) - 1
  let [gain, gainLot] = [0, 0]
  for (let e = at(pairs.start, mentee); e < at(pairs.start, mentee + 1); e++) {
    const arc = at(pairs.arcs, e)
    if (arc < 0) continue
    const mentor = arc >>> pairs.bits
    const value = real(market.worth, mentee) + (arc & mask)
    if (value < gain) break
    const net = value - real(price, mentor)
    if (net < gain) continue
    const netLot = -lotOf(market, mentee, mentor) - real(priceLot, mentor)
    if (net === gain && netLot <= gainLot) continue
    gain = net
    gainLot = netLot
  }
  market.gain[mentee] = gain
  market.gainLot[mentee] = gainLot
}

function penaltyOf({ mentees, capacity, pairs }: Pool): number {
  const slots = capacity.reduce((sum, places) => sum + places, 0)
  return Math.max(mentees, slots) * pairs.most + 1
}

/**
 * Served in order of waiting, the set of mentees who can be matched is a basis of a transversal matroid, and a
 * heaviest basis depends on the order of the weights only: so each waiting rank may weigh one penalty more.
 */
function worthOf(pool: Pool, penalty: number): Float64Array {
  const days = pool.waitingDays
  const ranks = [...new Set(days ?? [0])].sort((a, b) => a - b)
  const weight = new Map(ranks.map((day, rank) => [day, (rank + 1) * penalty]))
  const heaviest = ranks.length * penalty
  if (heaviest + 2 * pool.mentees * pool.pairs.most >= Number.MAX_SAFE_INTEGER)
    throw new PoolTooLarge(`a penalty of ${heaviest} points and ${pool.mentees} mentees pass what is added exactly`)
  const worth = new Float64Array(pool.mentees).fill(penalty + pool.pairs.least)
  for (const [mentee, day] of (days ?? []).entries()) worth[mentee] = (weight.get(day) ?? penalty) + pool.pairs.least
  return worth
}
