import { at, real } from './arrays.ts'
import { Heap } from './heap.ts'
import { FREE, GONE, type Market } from './market.ts'
import { arcIndex, type Pairs, transpose } from './pool.ts'

/** What choosing this mentor would cost the whole plan, in points: 0 is equally good, a `penalty` is a match. */
export type Loss = { mentor: number; loss: number }

export type Alternatives = {
  /** Every allowed mentor with a place, by number, the present one (0) too. Negative only for a pinned mentee. */
  losses: Loss[]
  /** What it costs when this mentee gets nobody. */
  lossOfNobody: number
  /** What it costs when the present pair is blocked: its cheapest alternative. Infinite for who has nobody. */
  margin: number
}

/**
 * The exact loss of every alternative of one mentee (docs/matching.md §3): reduced cost plus the residual distance from the
 * alternative to the mentee's present place. The mentee has to be there. `byMentor` is the transpose of the market's pairs.
 */
export function alternatives(
  market: Market,
  mentee: number,
  byMentor: Pairs = transpose(market.pairs, market.capacity.length),
): Alternatives {
  const pinned = at(market.fixed, mentee)
  if (pinned === GONE) throw new Error('a mentee who is not there has no alternatives')
  const present = pinned === FREE ? at(market.mentorOf, mentee) : pinned
  const nobody = market.capacity.length
  const search = new LossSearch(market, byMentor, mentee)
  search.run(present < 0 ? nobody : present)
  const { distance } = search
  const gain = pinned === FREE ? real(market.gain, mentee) : gainOfPin(market, mentee, pinned)
  const losses = lossesFrom(market, mentee, gain, distance)
  const lossOfNobody = gain + real(distance, nobody)
  const others = losses.filter(({ mentor }) => mentor !== present).map(({ loss }) => loss)
  const margin = present < 0 ? Number.POSITIVE_INFINITY : others.reduce((a, b) => Math.min(a, b), lossOfNobody)
  return { losses, lossOfNobody, margin }
}

/**
 * Per mentor, and last for nobody: what it costs to have one too many there and one too few at a target. Dijkstra over
 * reduced costs against the direction of the moves; `except` is not moved. Exact for the mentors whom `except` may go to
 * and for nobody, and no less than exact for others: the search ends when the furthest of them is known. Infinite where
 * nobody can leave.
 */
class LossSearch {
  readonly distance: Float64Array
  private readonly heap = new Heap()
  private readonly nobody: number
  /** The mentors who matter and nobody, the furthest of them so far, and how far that is: beyond it nothing matters. */
  private readonly wanted: number[]
  private furthest: number
  private bound = Number.POSITIVE_INFINITY
  /** No mentee has less than this of gain − worth, so that looking along a row stops early. */
  private readonly leastSlack: number

  constructor(
    private readonly market: Market,
    private readonly byMentor: Pairs,
    private readonly except: number,
  ) {
    this.nobody = market.capacity.length
    this.furthest = this.nobody
    this.distance = new Float64Array(this.nobody + 1).fill(Number.POSITIVE_INFINITY)
    this.wanted = [this.nobody]
    const { start, arcs, bits } = market.pairs
    for (let e = at(start, except); e < at(start, except + 1); e++)
      if (at(arcs, e) >= 0) this.wanted.push(at(arcs, e) >>> bits)
    this.leastSlack = leastSlackOf(market)
  }

  run(target: number): void {
    const { heap } = this
    this.reach(target, 0)
    while (heap.size > 0 && heap.nearest() < this.bound) {
      const length = heap.nearest()
      const node = heap.pop()
      if (length > real(this.distance, node)) continue
      if (node === this.nobody) this.expandNobody(length)
      else this.expandMentor(node, length)
      if (real(this.distance, this.furthest) < this.bound) this.findFurthest()
    }
  }

  private findFurthest(): void {
    this.bound = Number.NEGATIVE_INFINITY
    for (const node of this.wanted) {
      if (real(this.distance, node) <= this.bound) continue
      this.bound = real(this.distance, node)
      this.furthest = node
    }
  }

  private reach(node: number, length: number): void {
    if (length >= real(this.distance, node)) return
    this.distance[node] = length
    this.heap.push(node, length, 0)
  }

  /** Who takes in one more when nobody gives up one: a free place, or a member who goes without. */
  private expandNobody(length: number): void {
    const { used, capacity, mentorOf, gain } = this.market
    for (let mentor = 0; mentor < this.nobody; mentor++)
      if (at(used, mentor) < at(capacity, mentor)) this.reach(mentor, length)
    for (let mentee = 0; mentee < mentorOf.length; mentee++) {
      const mentor = at(mentorOf, mentee)
      if (mentor >= 0 && mentee !== this.except) this.reach(mentor, length + real(gain, mentee))
    }
  }

  /** Where those are who could come to this mentor; or its place falls free. */
  private expandMentor(mentor: number, here: number): void {
    const { market, distance, nobody, bound } = this
    const { gain, worth, fixed, mentorOf } = market
    const { start, arcs, bits } = this.byMentor
    const mask = (1 << bits) - 1
    const base = here + real(market.price, mentor)
    this.reach(nobody, base)
    const end = at(start, mentor + 1)
    for (let e = at(start, mentor); e < end; e++) {
      const arc = arcs[e] ?? 0
      if (arc < 0) continue
      if (base + this.leastSlack - (arc & mask) >= bound) return
      const mentee = arc >>> bits
      const length = base + (gain[mentee] ?? 0) - (worth[mentee] ?? 0) - (arc & mask)
      const place = mentorOf[mentee] ?? 0
      const node = place < 0 ? nobody : place
      if (length >= bound || length >= (distance[node] ?? 0)) continue
      if (mentee !== this.except && at(fixed, mentee) === FREE) this.reach(node, length)
    }
  }
}

function leastSlackOf({ gain, worth, fixed }: Market): number {
  let least = Number.POSITIVE_INFINITY
  for (let mentee = 0; mentee < fixed.length; mentee++)
    if (at(fixed, mentee) === FREE) least = Math.min(least, real(gain, mentee) - real(worth, mentee))
  return least
}

function lossesFrom(market: Market, mentee: number, gain: number, distance: Float64Array): Loss[] {
  const { pairs, price, worth } = market
  const losses: Loss[] = []
  for (let e = at(pairs.start, mentee); e < at(pairs.start, mentee + 1); e++) {
    const arc = at(pairs.arcs, e)
    if (arc < 0) continue
    const mentor = arc >>> pairs.bits
    const value = real(worth, mentee) + (arc & ((1 << pairs.bits) - 1))
    const loss = gain + real(price, mentor) - value + real(distance, mentor)
    if (loss < Number.POSITIVE_INFINITY) losses.push({ mentor, loss })
  }
  return losses.sort((a, b) => a.mentor - b.mentor)
}

/** A pinned mentee's gain where it is, so that its alternatives can be compared with the pin. */
function gainOfPin({ pairs, worth, price }: Market, mentee: number, mentor: number): number {
  const points = at(pairs.arcs, arcIndex(pairs, mentee, mentor)) & ((1 << pairs.bits) - 1)
  return real(worth, mentee) + points - real(price, mentor)
}
