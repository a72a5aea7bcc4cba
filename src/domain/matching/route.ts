import { at, real } from './arrays.ts'
import { Heap } from './heap.ts'
import { bringIn, lotOf, type Market, move } from './market.ts'

const NONE = -1

/**
 * Moves one unit through the market by a shortest path over reduced costs, and mends the prices on its way.
 * Nodes are the mentors and, last, `nobody`: the mentees without a mentor and the places without a mentee.
 * From a mentor with one too many, a member goes to another mentor or to nobody, or a free place takes it in; from
 * nobody, a mentee comes in or a place falls free, which costs its price.
 */
export class Router {
  private readonly nobody: number
  private readonly distance: Float64Array
  private readonly lots: Float64Array
  /** The node before, and who moves from there to here; NONE when a free place does. */
  private readonly from: Int32Array
  private readonly mover: Int32Array
  private readonly isSettled: Uint8Array
  private readonly heap = new Heap()
  private readonly touched: number[] = []
  /** Where the way ends, and how far that is as found so far. */
  private target = NONE
  private furthest = 0
  private furthestLots = 0
  /** No price is below this, so that looking along a row stops early where places are short. */
  private lowest = 0

  constructor(private readonly market: Market) {
    this.nobody = market.capacity.length
    this.distance = new Float64Array(this.nobody + 1).fill(Number.POSITIVE_INFINITY)
    this.lots = new Float64Array(this.nobody + 1)
    this.from = new Int32Array(this.nobody + 1)
    this.mover = new Int32Array(this.nobody + 1)
    this.isSettled = new Uint8Array(this.nobody + 1)
  }

  /** Brings in a mentee who is not there, appraised. The way ends at a mentor with a place owed, or at nobody. */
  insert(mentee: number, target: number): void {
    const { market } = this
    this.begin(target)
    this.leave(mentee, NONE, 0, 0)
    this.search()
    const zero = this.zero()
    bringIn(market, mentee)
    this.follow()
    market.gain[mentee] = real(market.gain, mentee) - real(this.distance, zero)
    market.gainLot[mentee] = real(market.gainLot, mentee) - real(this.lots, zero)
    this.finish()
  }

  /** From a mentor with one more than its places, or from nobody, to a mentor with a place owed, or to nobody. */
  shift(source: number, target: number): void {
    this.begin(target)
    this.reach(source, 0, 0, NONE, NONE)
    this.search()
    this.follow()
    this.finish()
  }

  private begin(target: number): void {
    this.target = target
    this.furthest = Number.POSITIVE_INFINITY
    this.lowest = lowestOf(this.market.price)
    this.heap.clear()
  }

  private search(): void {
    for (let node = this.nearest(); node !== NONE; node = this.nearest()) this.expand(node)
    if (this.furthest === Number.POSITIVE_INFINITY)
      throw new Error('every place can fall free and every mentee can stay out, so there is a way')
    this.reprice()
  }

  /** The node whose distance counts as zero: nobody, or the target when that is nearer. */
  private zero(): number {
    return this.isSettled[this.nobody] === 1 ? this.nobody : this.target
  }

  private finish(): void {
    const { owed } = this.market
    if (this.target !== this.nobody) owed[this.target] = at(owed, this.target) - 1
    for (const node of this.touched) {
      this.distance[node] = Number.POSITIVE_INFINITY
      this.isSettled[node] = 0
    }
    this.touched.length = 0
  }

  /** The nearest node not settled, or NONE when none is nearer than the target. */
  private nearest(): number {
    while (this.heap.size > 0) {
      const node = this.heap.pop()
      if (this.isSettled[node] === 1) continue
      if (!this.isNearer(real(this.distance, node), real(this.lots, node))) return NONE
      this.isSettled[node] = 1
      return node
    }
    return NONE
  }

  private isNearer(distance: number, lots: number): boolean {
    return distance < this.furthest || (distance === this.furthest && lots < this.furthestLots)
  }

  private expand(node: number): void {
    const { market, nobody } = this
    const [distance, lots] = [real(this.distance, node), real(this.lots, node)]
    if (node === nobody) this.freePlaces(distance, lots)
    else if (at(market.used, node) + at(market.owed, node) < at(market.capacity, node))
      this.reach(nobody, distance, lots, node, NONE)
    for (let r = at(market.head, node); r >= 0; r = at(market.next, r)) this.leave(r, node, distance, lots)
  }

  private freePlaces(distance: number, lots: number): void {
    const { price, priceLot } = this.market
    const furthest = this.furthest - distance
    for (let mentor = 0; mentor < this.nobody; mentor++)
      if (real(price, mentor) <= furthest)
        this.reach(mentor, distance + real(price, mentor), lots + real(priceLot, mentor), this.nobody, NONE)
  }

  /** The ways of a mentee from where it is: to nobody at its gain, to a mentor at gain + price − worth − score. */
  private leave(mentee: number, node: number, here: number, lots: number): void {
    const { market, distance } = this
    const { pairs, price, priceLot } = market
    const { arcs, bits } = pairs
    const mask = (1 << bits) - 1
    const baseGain = here + real(market.gain, mentee)
    const baseLot = lots + real(market.gainLot, mentee)
    if (node !== this.nobody) this.reach(this.nobody, baseGain, baseLot, node, mentee)
    const base = baseGain - real(market.worth, mentee)
    const { furthest, lowest } = this
    const end = at(pairs.start, mentee + 1)
    for (let e = at(pairs.start, mentee); e < end; e++) {
      const arc = arcs[e] ?? 0
      if (arc < 0) continue
      if (base - (arc & mask) + lowest > this.furthest) break
      const mentor = arc >>> bits
      const length = base - (arc & mask) + (price[mentor] ?? 0)
      if (length > furthest || length > (distance[mentor] ?? 0)) continue
      this.reach(mentor, length, baseLot + lotOf(market, mentee, mentor) + real(priceLot, mentor), node, mentee)
    }
  }

  private reach(node: number, distance: number, lots: number, from: number, mover: number): void {
    if (!this.isNearer(distance, lots)) return
    const known = real(this.distance, node)
    if (distance > known || (distance === known && lots >= real(this.lots, node))) return
    if (known === Number.POSITIVE_INFINITY) this.touched.push(node)
    this.distance[node] = distance
    this.lots[node] = lots
    this.from[node] = from
    this.mover[node] = mover
    if (node !== this.target) {
      this.heap.push(node, distance, lots)
      return
    }
    this.furthest = distance
    this.furthestLots = lots
  }

  /**
   * Every price moves by how much nearer its mentor is than zero, at most to the target. When nobody is nearer than
   * the target, all who were not settled fall by the difference, for nobody's price is always 0.
   */
  private reprice(): void {
    const zero = this.zero()
    const [distance, lots] = [real(this.distance, zero), real(this.lots, zero)]
    if (zero !== this.target) {
      for (let mentor = 0; mentor < this.nobody; mentor++) this.repriceOne(mentor, distance, lots)
      return
    }
    for (const node of this.touched) if (node !== this.nobody) this.repriceOne(node, distance, lots)
  }

  private repriceOne(mentor: number, distance: number, lots: number): void {
    const nearest = this.isSettled[mentor] === 1 ? mentor : this.target
    this.raise(mentor, distance - real(this.distance, nearest), lots - real(this.lots, nearest))
  }

  private raise(mentor: number, by: number, lots: number): void {
    if (by === 0 && lots === 0) return
    const { market } = this
    market.price[mentor] = real(market.price, mentor) + by
    market.priceLot[mentor] = real(market.priceLot, mentor) + lots
    for (let r = at(market.head, mentor); r >= 0; r = at(market.next, r)) {
      market.gain[r] = real(market.gain, r) - by
      market.gainLot[r] = real(market.gainLot, r) - lots
    }
  }

  private follow(): void {
    for (let node = this.target; node !== NONE; node = at(this.from, node)) {
      const mover = at(this.mover, node)
      if (mover >= 0) move(this.market, mover, node === this.nobody ? -1 : node)
    }
  }
}

function lowestOf(prices: Float64Array): number {
  let lowest = Number.POSITIVE_INFINITY
  for (let mentor = 0; mentor < prices.length; mentor++)
    if (real(prices, mentor) < lowest) lowest = real(prices, mentor)
  return lowest
}
