import { at, real } from './arrays.ts'
import { type Bidding, isFull, lowestBid, seat, takeFreePlace } from './bidding.ts'

/** Bids per row in one pass, before whoever is pushed out waits too. */
const MOST_BIDS = 20

/** What a row sees from where prices stand: its best column and the second best thing it could do. */
type View = { best: number; points: number; net: number; secondNet: number }

/**
 * Augmenting row reduction (Jonker & Volgenant 1987), with places: each place keeps its bid, and a full column
 * costs its lowest bid. A row bids up to where its second best is as good and pushes out the lowest bidder, who bids
 * again at once; who was pushed out at an equal bid waits for the next pass. The first `bidders` rows take part. Returns
 * those who still want a place after so many passes, for shortest paths to settle: a price war climbs in small steps.
 */
export function auction(b: Bidding, passes: number, bidders: number): Int32Array {
  const queue = new Int32Array(bidders)
  for (let row = 0; row < bidders; row++) queue[row] = row
  const view: View = { best: -1, points: 0, net: 0, secondNet: 0 }
  let waiting = queue.length
  for (let pass = 0; pass < passes && waiting > 0; pass++) waiting = bidInTurn(b, queue, waiting, view)
  return queue.slice(0, waiting)
}

/** One pass over the first `length` rows of the queue; leaves those who wait in front, and returns how many. */
function bidInTurn(b: Bidding, queue: Int32Array, length: number, view: View): number {
  let waiting = 0
  let bids = 0
  for (let turn = 0; turn < length; turn++) {
    let row = at(queue, turn)
    while (row >= 0) {
      look(b, row, view)
      if (view.best < 0 || view.net <= real(b.reserve, row)) break
      const raise = view.net - Math.max(view.secondNet, real(b.reserve, row))
      const outbid = placeBid(b, row, view, raise)
      if (outbid >= 0 && (raise === 0 || bids++ > MOST_BIDS * b.owner.length)) {
        queue[waiting++] = outbid
        break
      }
      row = outbid
    }
  }
  return waiting
}

/** The row's best column by score − price, one with a free place before one without, and what the second best gives. */
function look(b: Bidding, row: number, view: View): void {
  const { arcs, price, bits, lowest } = b
  const mask = (1 << bits) - 1
  const owner = at(b.owner, row)
  const end = at(b.start, owner + 1)
  let [best, net, secondNet] = [-1, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (let e = at(b.start, owner); e < end; e++) {
    const arc = arcs[e] ?? 0
    if (arc < 0) continue
    if ((arc & mask) - lowest <= secondNet) break
    const offer = (arc & mask) - (price[arc >>> bits] ?? 0)
    if (offer < net) {
      if (offer > secondNet) secondNet = offer
      continue
    }
    const isBetter = offer > net || (isFull(b, best >>> bits) && !isFull(b, arc >>> bits))
    secondNet = net
    net = offer
    if (isBetter) best = arc
  }
  view.best = best < 0 ? -1 : best >>> bits
  view.points = best & mask
  view.net = net
  view.secondNet = secondNet
}

/** Returns whom the bid pushed out, -1 when nobody. */
function placeBid(b: Bidding, row: number, view: View, raise: number): number {
  if (isFull(b, view.best)) return outbidLowest(b, row, view.best, view.points, raise)
  takeFreePlace(b, row, view.best, view.points, raise)
  return -1
}

function outbidLowest(b: Bidding, row: number, column: number, points: number, raise: number): number {
  const slot = lowestBid(b, column)
  const outbid = at(b.occupant, slot)
  b.slotOf[outbid] = -1
  b.bid[slot] = real(b.price, column) + raise
  seat(b, row, column, slot, points)
  b.price[column] = real(b.bid, lowestBid(b, column))
  return outbid
}
