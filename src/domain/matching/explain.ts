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
 * The exact loss of every alternative of one mentee (engine.md §3): reduced cost plus the residual distance from the
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
  const distance = distancesTo(market, byMentor, present < 0 ? nobody : present, mentee)
  const gain = pinned === FREE ? real(market.gain, mentee) : gainOfPin(market, mentee, pinned)
  const losses = lossesFrom(market, mentee, gain, distance)
  const lossOfNobody = gain + real(distance, nobody)
  const others = losses.filter(({ mentor }) => mentor !== present).map(({ loss }) => loss)
  const margin = present < 0 ? Number.POSITIVE_INFINITY : others.reduce((a, b) => Math.min(a, b), lossOfNobody)
  return { losses, lossOfNobody, margin }
}

/**
 * Per mentor, and last for nobody: what it costs to have one too many there and one too few at `target`. Dijkstra
 * over reduced costs against the direction of the moves; `except` is not moved. Infinite where nobody can leave.
 */
function distancesTo(market: Market, byMentor: Pairs, target: number, except: number): Float64Array {
  const nobody = market.capacity.length
  const distance = new Float64Array(nobody + 1).fill(Number.POSITIVE_INFINITY)
  const heap = new Heap()
  const reach = (node: number, length: number) => {
    if (length >= real(distance, node)) return
    distance[node] = length
    heap.push(node, length, 0)
  }
  reach(target, 0)
  while (heap.size > 0) {
    const length = heap.nearest()
    const node = heap.pop()
    if (length > real(distance, node)) continue
    if (node === nobody) reachFromNobody(market, length, except, reach)
    else reachFromMentor(market, byMentor, node, distance, except, reach)
  }
  return distance
}

type ReachNode = (node: number, length: number) => void

/** Who takes in one more when nobody gives up one: a free place, or a member who goes without. */
function reachFromNobody(market: Market, length: number, except: number, reach: ReachNode): void {
  for (const [mentor, capacity] of market.capacity.entries())
    if (at(market.used, mentor) < capacity) reach(mentor, length)
  for (const [mentee, mentor] of market.mentorOf.entries())
    if (mentor >= 0 && mentee !== except) reach(mentor, length + real(market.gain, mentee))
}

/** Where those are who could come to this mentor; or its place falls free. */
function reachFromMentor(
  market: Market,
  { start, arcs, bits }: Pairs,
  mentor: number,
  distance: Float64Array,
  except: number,
  reach: ReachNode,
): void {
  const { gain, worth, fixed, mentorOf, capacity } = market
  const base = real(distance, mentor) + real(market.price, mentor)
  reach(capacity.length, base)
  const mask = (1 << bits) - 1
  for (let e = at(start, mentor); e < at(start, mentor + 1); e++) {
    const arc = arcs[e] ?? 0
    if (arc < 0) continue
    const mentee = arc >>> bits
    const length = base + (gain[mentee] ?? 0) - (worth[mentee] ?? 0) - (arc & mask)
    const place = mentorOf[mentee] ?? 0
    const node = place < 0 ? capacity.length : place
    if (length >= (distance[node] ?? 0) || mentee === except || at(fixed, mentee) !== FREE) continue
    reach(node, length)
  }
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
