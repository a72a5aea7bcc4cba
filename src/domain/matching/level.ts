import { at } from './arrays.ts'
import { type Pairs, sortRows } from './pool.ts'

/** Pairs whose columns are level: every column's highest score stands at `height` above `least`. */
export type Level = {
  readonly pairs: Pairs
  readonly height: number
  /** The highest score of each column before, above `least`; 0 where no row has one. */
  readonly highest: Int32Array
}

/**
 * Column reduction (Jonker & Volgenant 1987), for when there are as many places as rows and so every place will be
 * taken: each column's price begins at its highest score. Told as pairs in which that score is lifted to one height
 * and prices begin at 0, so that rows sorted by score show at once which columns matter.
 * `owner` has the row in `pairs` of everybody who bids; the rows of others are left as they are.
 */
export function levelColumns(pairs: Pairs, owner: Int32Array, columns: number): Level {
  const { start, bits, most, least } = pairs
  const height = most - least
  const highest = highestOf(pairs, owner, columns)
  const arcs = pairs.arcs.slice()
  for (let row = 0; row < owner.length; row++) {
    const end = at(start, at(owner, row) + 1)
    for (let e = at(start, at(owner, row)); e < end; e++) {
      const arc = arcs[e] ?? 0
      if (arc >= 0) arcs[e] = arc + height - (highest[arc >>> bits] ?? 0)
    }
  }
  return { pairs: sortRows({ ...pairs, arcs }), height, highest }
}

function highestOf({ start, arcs, bits }: Pairs, owner: Int32Array, columns: number): Int32Array {
  const mask = (1 << bits) - 1
  const highest = new Int32Array(columns)
  for (let row = 0; row < owner.length; row++) {
    const end = at(start, at(owner, row) + 1)
    for (let e = at(start, at(owner, row)); e < end; e++) {
      const arc = arcs[e] ?? 0
      if (arc >= 0 && (arc & mask) > (highest[arc >>> bits] ?? 0)) highest[arc >>> bits] = arc & mask
    }
  }
  return highest
}
