import { at, bitsFor, real, startsOf } from './arrays.ts'
import { Heap } from './heap.ts'
import { type Tight, writeSorted } from './lot-search.ts'
import { FREE, lotOf, type Market, move } from './market.ts'

const NONE = -1

/** Fills the empty places that have a price in points, and so are taken in every best plan, with the lowest lots. */
export function fillOwedPlaces(market: Market, tight: Tight): void {
  const { capacity, used, price } = market
  let search: PlaceSearch | null = null
  for (let mentor = 0; mentor < capacity.length; mentor++) {
    if (real(price, mentor) === 0) continue
    while (at(used, mentor) < at(capacity, mentor)) {
      search ??= new PlaceSearch(market, byMentor(market, tight))
      search.fill(mentor)
    }
  }
}

/** The same pairs with a row per mentor, not sorted yet: few rows are ever looked along. */
function byMentor(market: Market, { start, others }: Tight): Tight {
  const counts = new Int32Array(market.capacity.length)
  const size = at(start, start.length - 1)
  for (let e = 0; e < size; e++) counts[at(others, e)] = at(counts, at(others, e)) + 1
  const starts = startsOf(counts)
  const next = starts.slice()
  const mentees = new Int32Array(size)
  for (let mentee = 0; mentee + 1 < start.length; mentee++) {
    for (let e = at(start, mentee); e < at(start, mentee + 1); e++) {
      const place = at(next, at(others, e))
      next[at(others, e)] = place + 1
      mentees[place] = mentee
    }
  }
  return { start: starts, others: mentees }
}

/**
 * Shortest paths back from an empty place, to whoever may come: a mentee who stays out, or one of a mentor whose own
 * place may fall free. Only what lies nearer changes price, so most fillings look at few people.
 */
class PlaceSearch {
  private readonly distance: Float64Array
  /** Per mentor reached: which of its mentees leaves, and for which mentor. */
  private readonly mover: Int32Array
  private readonly goal: Int32Array
  private readonly isSettled: Int32Array
  private readonly heap = new Heap()
  private readonly touched: number[] = []
  private readonly isSorted: Int32Array
  private readonly keys: Float64Array
  /** No gainLot is below this, and none falls, so that looking along a row stops early. */
  private readonly lowest: number
  private bound = 0
  /** The mentor where the way begins, and the mentee who comes there; NONE when the mentor loses one instead. */
  private first = NONE
  private comer = NONE

  constructor(
    private readonly market: Market,
    private readonly tight: Tight,
  ) {
    const mentors = market.capacity.length
    this.distance = new Float64Array(mentors).fill(Number.POSITIVE_INFINITY)
    this.mover = new Int32Array(mentors)
    this.goal = new Int32Array(mentors)
    this.isSettled = new Int32Array(mentors)
    this.isSorted = new Int32Array(mentors)
    this.keys = new Float64Array(market.fixed.length)
    this.lowest = market.gainLot.reduce(
      (least, gain, r) => (at(market.fixed, r) === FREE ? Math.min(least, gain) : least),
      0,
    )
  }

  fill(mentor: number): void {
    this.bound = Number.POSITIVE_INFINITY
    this.reach(mentor, 0, NONE, NONE)
    while (this.heap.size > 0 && this.heap.nearest() < this.bound) {
      const node = this.heap.pop()
      if (at(this.isSettled, node) === 1) continue
      this.isSettled[node] = 1
      this.expand(node)
    }
    if (this.bound === Number.POSITIVE_INFINITY)
      throw new Error('the plan before the lots filled this place, so there is a way')
    this.lowerPrices()
    this.follow(mentor)
    this.clear()
  }

  private expand(mentor: number): void {
    const { market, tight } = this
    const { gainLot, mentorOf } = market
    const base = real(this.distance, mentor) + real(market.priceLot, mentor)
    if (real(market.price, mentor) === 0 && base < this.bound) this.beginAt(mentor, NONE, base)
    if (at(this.isSorted, mentor) === 0) this.sortRow(mentor)
    const end = at(tight.start, mentor + 1)
    for (let e = at(tight.start, mentor); e < end; e++) {
      const mentee = at(tight.others, e)
      const length = base + lotOf(market, mentee, mentor)
      if (length + this.lowest >= this.bound) return
      const left = at(mentorOf, mentee)
      if (left >= 0) this.reach(left, length + real(gainLot, mentee), mentee, mentor)
      else if (length < this.bound) this.beginAt(mentor, mentee, length)
    }
  }

  private sortRow(mentor: number): void {
    const { market, keys } = this
    const { start, others } = this.tight
    const base = 2 ** bitsFor(keys.length)
    const [begin, end] = [at(start, mentor), at(start, mentor + 1)]
    for (let e = begin; e < end; e++) keys[e - begin] = lotOf(market, at(others, e), mentor) * base + at(others, e)
    writeSorted(keys.subarray(0, end - begin), base, others, begin)
    this.isSorted[mentor] = 1
  }

  private reach(mentor: number, distance: number, mover: number, goal: number): void {
    if (distance >= this.bound || distance >= real(this.distance, mentor)) return
    if (real(this.distance, mentor) === Number.POSITIVE_INFINITY) this.touched.push(mentor)
    this.distance[mentor] = distance
    this.mover[mentor] = mover
    this.goal[mentor] = goal
    this.heap.push(mentor, distance, 0)
  }

  private beginAt(mentor: number, comer: number, distance: number): void {
    this.bound = distance
    this.first = mentor
    this.comer = comer
  }

  private lowerPrices(): void {
    const { priceLot, gainLot, head, next } = this.market
    for (const mentor of this.touched) {
      if (at(this.isSettled, mentor) === 0) continue
      const by = this.bound - real(this.distance, mentor)
      priceLot[mentor] = real(priceLot, mentor) - by
      for (let r = at(head, mentor); r >= 0; r = at(next, r)) gainLot[r] = real(gainLot, r) + by
    }
  }

  private follow(end: number): void {
    if (this.comer !== NONE) move(this.market, this.comer, this.first)
    for (let mentor = this.first; mentor !== end; mentor = at(this.goal, mentor))
      move(this.market, at(this.mover, mentor), at(this.goal, mentor))
  }

  private clear(): void {
    for (const mentor of this.touched) {
      this.distance[mentor] = Number.POSITIVE_INFINITY
      this.isSettled[mentor] = 0
    }
    this.touched.length = 0
    this.heap.clear()
  }
}
