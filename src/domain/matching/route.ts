import { at, real } from './arrays.ts'
import { Heap } from './heap.ts'
import { FREE, lotOf, type Market, move } from './market.ts'

/** Where one too many starts from: a mentee who stands outside, or a mentor (or nobody) with one too many. */
export type Source = { mentee: number } | { node: number }

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
  private target = 0

  constructor(private readonly market: Market) {
    this.nobody = market.capacity.length
    this.distance = new Float64Array(this.nobody + 1).fill(Number.POSITIVE_INFINITY)
    this.lots = new Float64Array(this.nobody + 1)
    this.from = new Int32Array(this.nobody + 1)
    this.mover = new Int32Array(this.nobody + 1)
    this.isSettled = new Uint8Array(this.nobody + 1)
  }

  /** `target` is a mentor with a place owed, or `nobody` (the number of mentors). There is always a way. */
  run(source: Source, target: number): void {
    this.target = target
    this.heap.clear()
    if ('mentee' in source) this.leave(source.mentee, NONE, 0, 0)
    else this.reach(source.node, 0, 0, NONE, NONE)
    for (let node = this.nearest(); node !== target; node = this.nearest()) this.expand(node)
    this.reprice(source)
    this.follow()
    if (target !== this.nobody) this.market.owed[target] = at(this.market.owed, target) - 1
    for (const node of this.touched) this.distance[node] = Number.POSITIVE_INFINITY
    for (const node of this.touched) this.isSettled[node] = 0
    this.touched.length = 0
  }

  private nearest(): number {
    while (this.heap.size > 0) {
      const node = this.heap.pop()
      if (this.isSettled[node]) continue
      this.isSettled[node] = 1
      return node
    }
    throw new Error('every place can fall free and every mentee can stay out, so there is a way')
  }

  private expand(node: number): void {
    const { market, nobody } = this
    const [distance, lots] = [real(this.distance, node), real(this.lots, node)]
    if (node === nobody) this.expandNobody(distance, lots)
    else {
      if (at(market.used, node) + at(market.owed, node) < at(market.capacity, node))
        this.reach(nobody, distance, lots, node, NONE)
      for (let r = at(market.head, node); r >= 0; r = at(market.next, r)) this.leave(r, node, distance, lots)
    }
  }

  private expandNobody(distance: number, lots: number): void {
    const { price, priceLot, mentorOf, fixed } = this.market
    for (let mentor = 0; mentor < this.nobody; mentor++)
      this.reach(mentor, distance + real(price, mentor), lots + real(priceLot, mentor), this.nobody, NONE)
    for (let mentee = 0; mentee < mentorOf.length; mentee++)
      if (at(mentorOf, mentee) < 0 && at(fixed, mentee) === FREE) this.leave(mentee, this.nobody, distance, lots)
  }

  /** The ways of a mentee from where it is: to nobody at its gain, to a mentor at gain + price − worth − score. */
  private leave(mentee: number, node: number, distance: number, lots: number): void {
    const { market, target } = this
    const { pairs, price, priceLot } = market
    const mask = (1 << pairs.bits) - 1
    const [baseGain, baseLot] = [distance + real(market.gain, mentee), lots + real(market.gainLot, mentee)]
    if (node !== this.nobody) this.reach(this.nobody, baseGain, baseLot, node, mentee)
    const base = baseGain - real(market.worth, mentee)
    const end = at(pairs.start, mentee + 1)
    for (let e = at(pairs.start, mentee); e < end; e++) {
      const arc = at(pairs.arcs, e)
      if (arc < 0) continue
      const mentor = arc >>> pairs.bits
      const length = base - (arc & mask) + real(price, mentor)
      if (length > real(this.distance, mentor) || length > real(this.distance, target)) continue
      this.reach(mentor, length, baseLot + lotOf(market, mentee, mentor) + real(priceLot, mentor), node, mentee)
    }
  }

  private reach(node: number, distance: number, lots: number, from: number, mover: number): void {
    const known = real(this.distance, node)
    if (distance > known || (distance === known && lots >= real(this.lots, node))) return
    if (known === Number.POSITIVE_INFINITY) this.touched.push(node)
    this.distance[node] = distance
    this.lots[node] = lots
    this.from[node] = from
    this.mover[node] = mover
    this.heap.push(node, distance, lots)
  }

  /** Every node's price moves by how much nearer it is than `nobody`, whose price is always 0; at most to the target. */
  private reprice(source: Source): void {
    const { market, nobody } = this
    const zero = this.cap(nobody)
    const everyone = this.isSettled[nobody] === 1 && nobody !== this.target
    for (const mentor of everyone ? market.capacity.keys() : this.touched) {
      if (mentor === nobody) continue
      const [distance, lots] = this.cap(mentor)
      this.raise(mentor, zero[0] - distance, zero[1] - lots)
    }
    if (!('mentee' in source)) return
    market.gain[source.mentee] = real(market.gain, source.mentee) - zero[0]
    market.gainLot[source.mentee] = real(market.gainLot, source.mentee) - zero[1]
  }

  private cap(node: number): [distance: number, lots: number] {
    const nearest = this.isSettled[node] === 1 ? node : this.target
    return [real(this.distance, nearest), real(this.lots, nearest)]
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
