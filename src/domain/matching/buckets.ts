import { at } from './arrays.ts'
import { Heap } from './heap.ts'

/** Distances below this have a bucket each: within one pool they seldom pass the highest score. */
const WIDTH = 512

/**
 * A queue of nodes by whole distances that never fall below the last one taken (Dial 1969), with a heap for the few
 * that lie far. Last in, first out among equals, so a search follows a chain of equally near nodes to its end first. Lazy: whoever takes
 * a node skips it when it has been reached nearer since.
 */
export class Buckets {
  /** The distance of the node that `take` gave last. */
  distance = 0
  private readonly heads = new Int32Array(WIDTH).fill(-1)
  private nodes = new Int32Array(1024)
  private nexts = new Int32Array(1024)
  private count = 0
  private furthest = -1
  private readonly far = new Heap()

  clear(): void {
    this.heads.fill(-1, 0, this.furthest + 1)
    this.furthest = -1
    this.distance = 0
    this.count = 0
    this.far.clear()
  }

  put(node: number, distance: number): void {
    if (distance >= WIDTH) {
      this.far.push(node, distance, 0)
      return
    }
    if (this.count === this.nodes.length) this.grow()
    this.nodes[this.count] = node
    this.nexts[this.count] = at(this.heads, distance)
    this.heads[distance] = this.count++
    if (distance > this.furthest) this.furthest = distance
  }

  /** The nearest node, or -1 when none is nearer than `bound`. */
  take(bound: number): number {
    const last = Math.min(this.furthest, bound - 1)
    for (let distance = this.distance; distance <= last; distance++) {
      const entry = at(this.heads, distance)
      if (entry < 0) continue
      this.distance = distance
      this.heads[distance] = at(this.nexts, entry)
      return at(this.nodes, entry)
    }
    if (this.far.size === 0 || this.far.nearest() >= bound) return -1
    this.distance = this.far.nearest()
    return this.far.pop()
  }

  private grow(): void {
    const [nodes, nexts] = [this.nodes, this.nexts]
    this.nodes = new Int32Array(2 * nodes.length)
    this.nexts = new Int32Array(2 * nexts.length)
    this.nodes.set(nodes)
    this.nexts.set(nexts)
  }
}
