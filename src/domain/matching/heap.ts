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

  push(node: number, distance: number, tie: number): void {
    if (this.size === this.nodes.length) this.grow()
    const { first, second, nodes } = this
    let hole = this.size++
    while (hole > 0) {
      const parent = (hole - 1) >> 2
      const above = first[parent] ?? 0
      if (distance > above || (distance === above && tie >= (second[parent] ?? 0))) break
      nodes[hole] = nodes[parent] ?? 0
      first[hole] = above
      second[hole] = second[parent] ?? 0
      hole = parent
    }
    this.put(hole, node, distance, tie)
  }

  /** Takes the nearest node out; only while `size > 0`. */
  pop(): number {
    const { first, second, nodes } = this
    const top = at(nodes, 0)
    const last = --this.size
    const distance = real(first, last)
    const tie = real(second, last)
    let hole = 0
    for (let child = this.nearestChild(0); child > 0; child = this.nearestChild(hole)) {
      const below = first[child] ?? 0
      if (below > distance || (below === distance && (second[child] ?? 0) >= tie)) break
      nodes[hole] = nodes[child] ?? 0
      first[hole] = below
      second[hole] = second[child] ?? 0
      hole = child
    }
    this.put(hole, at(nodes, last), distance, tie)
    return top
  }

  /** 0 when there is none: the top is nobody's child. */
  private nearestChild(parent: number): number {
    const { first, second } = this
    const begin = 4 * parent + 1
    if (begin >= this.size) return 0
    const end = Math.min(begin + 4, this.size)
    let best = begin
    let least = first[begin] ?? 0
    for (let child = begin + 1; child < end; child++) {
      const distance = first[child] ?? 0
      if (distance > least || (distance === least && (second[child] ?? 0) >= (second[best] ?? 0))) continue
      best = child
      least = distance
    }
    return best
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
