import { at, real } from './arrays.ts'
import { Heap } from './heap.ts'
import { lotOf, type Market, move } from './market.ts'

const NONE = -1

/** The pairs that an optimal plan may hold: a row per person of one side, of the others', lowest lots first. */
export type Tight = { readonly start: Int32Array; readonly others: Int32Array }

/** Writes the others of one row, given as lot × base + number, from `place` on: lowest lots first. */
export function writeSorted(keys: Float64Array, base: number, others: Int32Array, place: number): void {
  if (keys.length > 24) keys.sort()
  else insertionSort(keys)
  for (let k = 0; k < keys.length; k++) others[place + k] = real(keys, k) % base
}

/** Most rows hold a few pairs, for which a call to `sort` takes longer than the sorting. */
function insertionSort(keys: Float64Array): void {
  for (let k = 1; k < keys.length; k++) {
    const key = real(keys, k)
    let place = k
    for (; place > 0 && real(keys, place - 1) > key; place--) keys[place] = real(keys, place - 1)
    keys[place] = key
  }
}

/**
 * Brings people to a place by shortest paths over the lots of tight pairs, along which points change nothing. Who has a
 * gain in points has to be placed and may not stay out. Always: gainLot + priceLot ≥ −lot, equality where they are
 * together; gainLot 0 who may and does stay out; priceLot ≥ 0, and 0 where a place is empty.
 */
export class LotSearch {
  private readonly distance: Float64Array
  /** Per mentor reached: who moves there. */
  private readonly via: Int32Array
  private readonly isSettled: Int32Array
  private readonly heap = new Heap()
  private touched: number[] = []
  /** Where the shortest way found so far ends, and how far that is: at a mentor, or at a mentee who then stays out. */
  private bound = 0
  private sinkMentor = NONE
  private sinkMentee = NONE

  constructor(
    private readonly market: Market,
    private readonly tight: Tight,
  ) {
    const mentors = market.capacity.length
    this.distance = new Float64Array(mentors).fill(Number.POSITIVE_INFINITY)
    this.via = new Int32Array(mentors)
    this.isSettled = new Int32Array(mentors)
  }

  /** Sets gainLot to the best that the lots' prices leave the mentee. */
  appraise(mentee: number): void {
    const { market, tight } = this
    let best = this.maySitOut(mentee) ? 0 : Number.NEGATIVE_INFINITY
    for (let e = at(tight.start, mentee); e < at(tight.start, mentee + 1); e++) {
      const mentor = at(tight.others, e)
      const worst = -lotOf(market, mentee, mentor)
      if (worst <= best) break
      best = Math.max(best, worst - real(market.priceLot, mentor))
    }
    market.gainLot[mentee] = best
  }

  /** Brings somebody who got up to a place: any that is left, or one whose mentee may stay out. */
  insert(mentee: number): void {
    const { market } = this
    this.appraise(mentee)
    const gain = real(market.gainLot, mentee)
    this.begin()
    if (this.maySitOut(mentee)) this.endAtMentee(mentee, gain)
    this.relax(mentee, gain)
    this.search()
    for (const mentor of this.touched)
      if (at(this.isSettled, mentor) === 1) this.raise(mentor, this.bound - real(this.distance, mentor))
    market.gainLot[mentee] = gain - this.bound
    this.follow()
  }

  /** May the mentee have nobody in a plan that is optimal in points? */
  private maySitOut(mentee: number): boolean {
    return real(this.market.gain, mentee) === 0
  }

  private begin(): void {
    for (const mentor of this.touched) {
      this.distance[mentor] = Number.POSITIVE_INFINITY
      this.isSettled[mentor] = 0
    }
    this.touched.length = 0
    this.heap.clear()
    this.bound = Number.POSITIVE_INFINITY
    this.sinkMentor = NONE
    this.sinkMentee = NONE
  }

  private search(): void {
    while (this.heap.size > 0 && this.heap.nearest() < this.bound) {
      const mentor = this.heap.pop()
      if (at(this.isSettled, mentor) === 1) continue
      this.isSettled[mentor] = 1
      this.expand(mentor)
    }
    if (this.bound === Number.POSITIVE_INFINITY)
      throw new Error('the plan before the lots places everybody who has to be placed, so there is a way')
  }

  /** Everybody at the mentor may move on, or stay out. */
  private expand(mentor: number): void {
    const { market } = this
    const distance = real(this.distance, mentor)
    for (let r = at(market.head, mentor); r >= 0; r = at(market.next, r)) {
      const base = distance + real(market.gainLot, r)
      if (base < this.bound && this.maySitOut(r)) this.endAtMentee(r, base)
      this.relax(r, base)
    }
  }

  private endAtMentee(mentee: number, distance: number): void {
    this.bound = distance
    this.sinkMentor = NONE
    this.sinkMentee = mentee
  }

  private relax(mentee: number, base: number): void {
    const { market, tight, distance } = this
    const { priceLot } = market
    const end = at(tight.start, mentee + 1)
    for (let e = at(tight.start, mentee); e < end; e++) {
      const mentor = at(tight.others, e)
      const length = base + lotOf(market, mentee, mentor)
      if (length >= this.bound) break
      if (length + (priceLot[mentor] ?? 0) < (distance[mentor] ?? 0))
        this.reach(mentor, length + (priceLot[mentor] ?? 0), mentee)
    }
  }

  private reach(mentor: number, distance: number, via: number): void {
    if (real(this.distance, mentor) === Number.POSITIVE_INFINITY) this.touched.push(mentor)
    this.distance[mentor] = distance
    this.via[mentor] = via
    if (at(this.market.used, mentor) >= at(this.market.capacity, mentor)) {
      this.heap.push(mentor, distance, 0)
      return
    }
    this.bound = distance
    this.sinkMentor = mentor
    this.sinkMentee = NONE
  }

  private raise(mentor: number, by: number): void {
    const { priceLot, gainLot, head, next } = this.market
    priceLot[mentor] = real(priceLot, mentor) + by
    for (let r = at(head, mentor); r >= 0; r = at(next, r)) gainLot[r] = real(gainLot, r) - by
  }

  /** From the end of the way back to its beginning, each moves on to the next place. */
  private follow(): void {
    const { market } = this
    let mentor = this.sinkMentor
    if (this.sinkMentee !== NONE) {
      mentor = at(market.mentorOf, this.sinkMentee)
      move(market, this.sinkMentee, NONE)
    }
    while (mentor !== NONE) {
      const mover = at(this.via, mentor)
      const left = at(market.mentorOf, mover)
      move(market, mover, mentor)
      mentor = left
    }
  }
}
