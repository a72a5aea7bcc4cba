import { at, real } from './arrays.ts'
import { type Bidding, isFull, seat } from './bidding.ts'
import { Buckets } from './buckets.ts'

/**
 * Settles the rows that still want a place, one at a time, by a shortest augmenting path over reduced costs
 * (Dijkstra with prices; Jonker & Volgenant 1987 for the sparse form). Each search ends at the nearest of: an
 * empty place, an occupant who had better stay out, the row itself staying out. Afterwards the placing is optimal.
 */
export function augmentAll(b: Bidding, rows: Int32Array): void {
  const search = new Search(b)
  for (const row of rows) search.settle(row)
}

class Search {
  private readonly distance: Float64Array
  private readonly via: Int32Array
  private readonly viaPoints: Int32Array
  private readonly seen: Int32Array
  private readonly queue = new Buckets()
  private readonly touched: number[] = []
  private readonly settled: number[] = []
  private turn = 0
  private bound = 0
  private sinkColumn = -1
  private sinkRow = -1

  constructor(private readonly b: Bidding) {
    this.distance = new Float64Array(b.price.length).fill(Number.POSITIVE_INFINITY)
    this.via = new Int32Array(b.price.length)
    this.viaPoints = new Int32Array(b.price.length)
    this.seen = new Int32Array(b.start.length)
  }

  settle(row: number): void {
    this.begin(row)
    for (let column = this.nearest(); column >= 0; column = this.nearest()) this.expand(column)
    this.raisePrices()
    if (this.sinkColumn >= 0) this.fillPlace(row)
    else this.dropOccupant(row)
    for (const column of this.touched) this.distance[column] = Number.POSITIVE_INFINITY
  }

  private begin(row: number): void {
    this.queue.clear()
    this.touched.length = 0
    this.settled.length = 0
    this.turn++
    this.sinkColumn = -1
    this.sinkRow = row
    const reserve = real(this.b.reserve, row)
    const gain = Math.max(reserve, bestNet(this.b, row))
    this.bound = gain - reserve
    this.relax(row, gain)
  }

  /** The nearest column not yet settled, or -1 when none is nearer than the best end so far. */
  private nearest(): number {
    let column = this.queue.take(this.bound)
    while (column >= 0 && this.queue.distance > real(this.distance, column)) column = this.queue.take(this.bound)
    return column
  }

  private expand(column: number): void {
    const { b } = this
    const distance = real(this.distance, column)
    this.settled.push(column)
    const end = at(b.slots, column) + at(b.used, column)
    for (let slot = at(b.slots, column); slot < end; slot++) {
      const row = at(b.occupant, slot)
      const base = distance + at(b.points, row) - real(b.price, column)
      if (base - b.highestReserve < this.bound && base - real(b.reserve, row) < this.bound) {
        this.bound = base - real(b.reserve, row)
        this.sinkColumn = -1
        this.sinkRow = row
      }
      // Rows of one owner gain the same and see the same, so the first of them has looked for all.
      if (at(this.seen, at(b.owner, row)) !== this.turn) this.relax(row, base)
    }
  }

  /** Looks along the row's arcs: reaching column c takes base − score + price. */
  private relax(row: number, base: number): void {
    const { b, distance } = this
    const { arcs, price, bits, lowest } = b
    const mask = (1 << bits) - 1
    const owner = at(b.owner, row)
    const end = at(b.start, owner + 1)
    this.seen[owner] = this.turn
    for (let e = at(b.start, owner); e < end; e++) {
      const arc = arcs[e] ?? 0
      if (arc < 0) continue
      if (base - (arc & mask) + lowest >= this.bound) break
      const column = arc >>> bits
      const length = base - (arc & mask) + (price[column] ?? 0)
      if (length >= this.bound || length >= (distance[column] ?? 0)) continue
      this.reach(column, length, row, arc & mask)
    }
  }

  private reach(column: number, length: number, row: number, points: number): void {
    if (real(this.distance, column) === Number.POSITIVE_INFINITY) this.touched.push(column)
    this.distance[column] = length
    this.via[column] = row
    this.viaPoints[column] = points
    if (!isFull(this.b, column)) {
      this.bound = length
      this.sinkColumn = column
    } else this.queue.put(column, length)
  }

  private raisePrices(): void {
    const { price } = this.b
    for (const column of this.settled) price[column] = real(price, column) + this.bound - real(this.distance, column)
  }

  private fillPlace(row: number): void {
    const { b } = this
    const used = at(b.used, this.sinkColumn)
    b.used[this.sinkColumn] = used + 1
    this.shift(row, this.sinkColumn, at(b.slots, this.sinkColumn) + used)
  }

  private dropOccupant(row: number): void {
    const dropped = this.sinkRow
    if (dropped === row) return
    const slot = at(this.b.slotOf, dropped)
    this.b.slotOf[dropped] = -1
    this.shift(row, at(this.b.columnOf, dropped), slot)
  }

  /** Along the path back to `row`: each takes the slot that the one before it left. */
  private shift(row: number, end: number, freed: number): void {
    let [column, slot, mover] = [end, freed, -1]
    while (mover !== row) {
      mover = at(this.via, column)
      const [leftColumn, leftSlot] = [at(this.b.columnOf, mover), at(this.b.slotOf, mover)]
      seat(this.b, mover, column, slot, at(this.viaPoints, column))
      column = leftColumn
      slot = leftSlot
    }
  }
}

function bestNet({ start, arcs, bits, price, lowest, owner }: Bidding, row: number): number {
  const mask = (1 << bits) - 1
  const end = at(start, at(owner, row) + 1)
  let best = Number.NEGATIVE_INFINITY
  for (let e = at(start, at(owner, row)); e < end; e++) {
    const arc = arcs[e] ?? 0
    if (arc < 0) continue
    if ((arc & mask) - lowest <= best) break
    const net = (arc & mask) - (price[arc >>> bits] ?? 0)
    if (net > best) best = net
  }
  return best
}
