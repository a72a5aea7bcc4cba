import { at, real, startsOf } from './arrays.ts'

/**
 * One half of a matching problem, without people: rows look for a place in a column. Row r may go to the columns
 * of the arcs of `owner[r]`; a column has places. Staying out is worth `reserve[r]`; an empty place keeps its
 * column's price at `floor[c]`. Always, between steps: an occupant sits where score − price is highest for it.
 */
export type Bidding = {
  readonly start: Int32Array
  readonly arcs: Int32Array
  readonly bits: number
  readonly owner: Int32Array
  readonly reserve: Float64Array
  /** The highest reserve: nobody stays out for more. */
  readonly highestReserve: number
  readonly floor: Float64Array
  /** The lowest floor, below which no price falls. Rows hold their highest scores first, so looking along one may stop. */
  readonly lowest: number
  readonly price: Float64Array
  /** The places of column c are slots `slots[c]` … `slots[c + 1] − 1`, the first `used[c]` of them taken. */
  readonly slots: Int32Array
  readonly used: Int32Array
  readonly occupant: Int32Array
  readonly bid: Float64Array
  /** Per row: its slot, column and score there; the slot is -1 while it has none. */
  readonly slotOf: Int32Array
  readonly columnOf: Int32Array
  readonly points: Int32Array
}

/** Nobody placed yet, every price at its floor. */
export function openBidding(
  graph: Pick<Bidding, 'start' | 'arcs' | 'bits'>,
  sides: Pick<Bidding, 'owner' | 'reserve' | 'floor'> & { places: Int32Array },
): Bidding {
  const rows = sides.owner.length
  const slots = startsOf(sides.places)
  const places = at(slots, sides.places.length)
  return {
    ...graph,
    owner: sides.owner,
    reserve: sides.reserve,
    highestReserve: sides.reserve.reduce((most, reserve) => Math.max(most, reserve), Number.NEGATIVE_INFINITY),
    floor: sides.floor,
    lowest: sides.floor.reduce((least, floor) => Math.min(least, floor), Number.POSITIVE_INFINITY),
    price: sides.floor.slice(),
    slots,
    used: new Int32Array(sides.places.length),
    occupant: new Int32Array(places).fill(-1),
    bid: new Float64Array(places),
    slotOf: new Int32Array(rows).fill(-1),
    columnOf: new Int32Array(rows).fill(-1),
    points: new Int32Array(rows),
  }
}

/** Is every place of the column taken? A column without places is full, and so never let in. */
export function isFull(b: Bidding, column: number): boolean {
  return at(b.used, column) === at(b.slots, column + 1) - at(b.slots, column)
}

/** Puts the row in the slot, at the score of that pair. */
export function seat(b: Bidding, row: number, column: number, slot: number, points: number): void {
  b.occupant[slot] = row
  b.slotOf[row] = slot
  b.columnOf[row] = column
  b.points[row] = points
}

/** The row bids for a free place of the column, `raise` above its price, which stays while a place is free. */
export function takeFreePlace(b: Bidding, row: number, column: number, points: number, raise: number): void {
  const used = at(b.used, column)
  const slot = at(b.slots, column) + used
  b.used[column] = used + 1
  b.bid[slot] = real(b.price, column) + raise
  seat(b, row, column, slot, points)
  if (isFull(b, column)) b.price[column] = real(b.bid, lowestBid(b, column))
}

/** The slot of the column with the lowest bid. */
export function lowestBid(b: Bidding, column: number): number {
  let lowest = at(b.slots, column)
  for (let slot = lowest + 1; slot < at(b.slots, column + 1); slot++) {
    if (real(b.bid, slot) < real(b.bid, lowest)) lowest = slot
  }
  return lowest
}
