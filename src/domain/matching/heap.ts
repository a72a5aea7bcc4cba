import { at, real } from './arrays.ts'

/**
 * A 4-ary min-heap of nodes by distance, ties in distance by a second key. Lazy: a node may stand in it more
 * than once, and whoever pops it skips what is stale. Four children share a cache line, so it is shallower than
 * a binary heap at the same cost a level.
 */
export class Heap {
  size = 0
  private first = new Float64Array(256)
  private second = new Float64Array(256)
  private nodes = new Int32Array(256)

  clear(): void {
    this.size = 0
  }

  /** The distance of the nearest node; only while `size > 0`. */
  nearest(): number {
    return real(this.first, 0)
  }

  /** The second key of the nearest node; only while `size > 0`. */
  nearestTie(): number {
    return real(this.second, 0)
  }

  push(node: number, distance: number, tie: number): void {
    if (this.size === this.nodes.length) this.grow()
    let hole = this.size++
    while (hole > 0) {
      const parent = (hole - 1) >> 2
      if (!isBefore(distance, tie, real(this.first, parent), real(this.second, parent))) break
      this.move(parent, hole)
      hole = parent
    }
    this.put(hole, node, distance, tie)
  }

  /** Takes the nearest node out; only while `size > 0`. */
  pop(): number {
    const top = at(this.nodes, 0)
    const last = --this.size
    const distance = real(this.first, last)
    const tie = real(this.second, last)
    let hole = 0
    for (let child = this.nearestChild(hole); child > 0; child = this.nearestChild(hole)) {
      if (!isBefore(real(this.first, child), real(this.second, child), distance, tie)) break
      this.move(child, hole)
      hole = child
    }
    this.put(hole, at(this.nodes, last), distance, tie)
    return top
  }

  /** 0 when there is none: the top is nobody's child. */
  private nearestChild(parent: number): number {
    const begin = 4 * parent + 1
    if (begin >= this.size) return 0
    let best = begin
    for (let child = begin + 1; child < Math.min(begin + 4, this.size); child++) {
      if (isBefore(real(this.first, child), real(this.second, child), real(this.first, best), real(this.second, best)))
        best = child
    }
    return best
  }

  private move(from: number, to: number): void {
    this.put(to, at(this.nodes, from), real(this.first, from), real(this.second, from))
  }

  private put(hole: number, node: number, distance: number, tie: number): void {
    this.nodes[hole] = node
    this.first[hole] = distance
    this.second[hole] = tie
  }

  private grow(): void {
    const [first, second, nodes] = [this.first, this.second, this.nodes]
    this.first = new Float64Array(2 * nodes.length)
    this.second = new Float64Array(2 * nodes.length)
    this.nodes = new Int32Array(2 * nodes.length)
    this.first.set(first)
    this.second.set(second)
    this.nodes.set(nodes)
  }
}

function isBefore(distance: number, tie: number, otherDistance: number, otherTie: number): boolean {
  return distance < otherDistance || (distance === otherDistance && tie < otherTie)
}
