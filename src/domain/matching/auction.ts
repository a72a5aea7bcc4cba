import { at, real } from './arrays.ts'
import { type Bidding, isFull, seat } from './bidding.ts'

/** What a row sees from where prices stand: its best column and the second best thing it could do. */
type View = { best: number; points: number; net: number; second: number; secondNet: number; secondPoints: number }

/**
 * Augmenting row reduction (Jonker & Volgenant 1987), with places: each place keeps its bid, and a full column
 * costs its lowest bid. A row bids up to where its second best is as good and pushes out the lowest bidder.
 * Stops after `limit` bids, since a price war over too few places climbs in small steps. Returns the rows
 * that still want a place, for shortest paths to settle.
 */
export function auction(b: Bidding, limit: number): number[] {
  const queue = Array.from(b.owner, (_, row) => b.owner.length - 1 - row)
  const waiting: number[] = []
  const view: View = { best: -1, points: 0, net: 0, second: -1, secondNet: 0, secondPoints: 0 }
  let bids = 0
  for (let row = queue.pop(); row !== undefined; row = queue.pop()) {
    if (bids++ >= limit) {
      waiting.push(row)
      continue
    }
    look(b, row, view)
    if (view.best < 0 || view.net <= real(b.reserve, row)) continue
    const outbid = placeBid(b, row, view)
    if (outbid === row) waiting.push(row)
    else if (outbid >= 0) queue.push(outbid)
  }
  return waiting
}

/** The row's two best columns by score − price. */
function look(b: Bidding, row: number, view: View): void {
  const { arcs, price, bits } = b
  const mask = (1 << bits) - 1
  const owner = at(b.owner, row)
  const end = at(b.start, owner + 1)
  let [best, net, second, secondNet] = [-1, Number.NEGATIVE_INFINITY, -1, Number.NEGATIVE_INFINITY]
  for (let e = at(b.start, owner); e < end; e++) {
    const arc = at(arcs, e)
    if (arc < 0) continue
    const offer = (arc & mask) - real(price, arc >>> bits)
    if (offer <= secondNet) continue
    if (offer > net) {
      second = best
      secondNet = net
      best = arc
      net = offer
    } else {
      second = arc
      secondNet = offer
    }
  }
  view.best = best < 0 ? -1 : best >>> bits
  view.points = best & mask
  view.net = net
  view.second = second < 0 ? -1 : second >>> bits
  view.secondNet = secondNet
  view.secondPoints = second & mask
}

/** Returns whom the bid pushed out: -1 nobody, the row itself when it cannot outbid anybody. */
function placeBid(b: Bidding, row: number, view: View): number {
  const raise = view.net - Math.max(view.secondNet, real(b.reserve, row))
  const column = view.best
  if (!isFull(b, column)) return takeFreePlace(b, row, column, view.points, raise)
  if (raise > 0) return outbidLowest(b, row, column, view.points, raise)
  if (view.second >= 0 && view.secondNet === view.net && !isFull(b, view.second))
    return takeFreePlace(b, row, view.second, view.secondPoints, 0)
  return row
}

function takeFreePlace(b: Bidding, row: number, column: number, points: number, raise: number): number {
  const used = at(b.used, column)
  const slot = at(b.slots, column) + used
  b.used[column] = used + 1
  b.bid[slot] = real(b.price, column) + raise
  seat(b, row, column, slot, points)
  if (isFull(b, column)) b.price[column] = real(b.bid, lowestBid(b, column))
  return -1
}

function outbidLowest(b: Bidding, row: number, column: number, points: number, raise: number): number {
  const slot = lowestBid(b, column)
  const outbid = at(b.occupant, slot)
  if (outbid < 0) return row
  b.slotOf[outbid] = -1
  b.bid[slot] = real(b.price, column) + raise
  seat(b, row, column, slot, points)
  b.price[column] = real(b.bid, lowestBid(b, column))
  return outbid
}

function lowestBid(b: Bidding, column: number): number {
  let lowest = at(b.slots, column)
  for (let slot = lowest + 1; slot < at(b.slots, column + 1); slot++) {
    if (real(b.bid, slot) < real(b.bid, lowest)) lowest = slot
  }
  return lowest
}
