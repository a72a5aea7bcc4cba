import { at, real } from './arrays.ts'
import { settledMarket } from './assignment.ts'
import { type Alternatives, alternatives } from './explain.ts'
import { appraise, FREE, GONE, lotOf, type Market, takeOut } from './market.ts'
import { type Outline, outlineOf, type Plan, planOf } from './plan.ts'
import { arcIndex, type Pairs, type Pool, transpose } from './pool.ts'
import { Router } from './route.ts'

/** What takes long before a plan can be edited: its market, and the market's pairs by mentor. */
export type Opened = { readonly market: Market; readonly byMentor: Pairs }

/** The market of the pool, settled and turned round. */
export function open(pool: Pool): Opened {
  const market = settledMarket(pool)
  return { market, byMentor: transpose(market.pairs, pool.capacity.length) }
}

/**
 * A plan that can be edited: after every edit it is again the plan that `solve` would find, by one shortest path over
 * the prices (docs/matching.md §3). A pair that is in use costs a path; one that is not is blocked at once.
 * Mentees and mentors are numbers of the pool. Throws on an edit that contradicts what stands, as a bug of the caller.
 */
export class WarmPlan {
  private readonly market: Market
  private readonly router: Router
  private readonly nobody: number
  /** The pairs by mentor: made when first asked for, and kept like the others from then on. */
  private byMentor: Pairs | null

  /** `opened` is the pool's settled market as another thread made it, for this plan alone. */
  constructor(pool: Pool, opened: Opened | null = null) {
    const settled = opened?.market ?? settledMarket(pool)
    const arcs = opened === null ? settled.pairs.arcs.slice() : settled.pairs.arcs
    this.byMentor = opened?.byMentor ?? null
    this.market = { ...settled, pairs: { ...settled.pairs, arcs } }
    this.router = new Router(this.market)
    this.nobody = pool.capacity.length
  }

  plan(): Plan {
    return planOf(this.market)
  }

  /** Who is with whom, and the total: at a small part of what all figures of `plan` take. */
  outline(): Outline {
    return outlineOf(this.market)
  }

  /** What each alternative of the mentee would lose, and its margin, as the plan stands. */
  alternatives(mentee: number): Alternatives {
    this.byMentor ??= transpose(this.market.pairs, this.nobody)
    return alternatives(this.market, mentee, this.byMentor)
  }

  /** Puts the two together whatever it costs. Both have to be there, the pair allowed, the mentor with a place that no pin holds. */
  pin(mentee: number, mentor: number): void {
    const { market } = this
    this.expect(at(market.fixed, mentee) === FREE, 'only a mentee who is there and not pinned can be pinned')
    this.expect(at(market.pairs.arcs, this.arc(mentee, mentor)) >= 0, 'a blocked pair cannot be pinned')
    this.expect(at(market.capacity, mentor) > 0, 'every place of the mentor is pinned')
    const left = at(market.mentorOf, mentee)
    const hole = this.takeOut(mentee)
    market.fixed[mentee] = mentor
    if (left === mentor) this.dropPlace(mentor)
    else this.closePlace(mentor, hole)
  }

  /** Lets the engine place a pinned mentee again. */
  unpin(mentee: number): void {
    const { market } = this
    const mentor = at(market.fixed, mentee)
    this.expect(mentor >= 0, 'the mentee is not pinned')
    market.fixed[mentee] = GONE
    market.capacity[mentor] = at(market.capacity, mentor) + 1
    this.insert(mentee, this.owe(mentor))
  }

  /** Forbids the pair, as staff's block or as an answer "no". */
  block(mentee: number, mentor: number): void {
    const { market } = this
    this.expect(at(market.fixed, mentee) !== mentor, 'a pinned pair cannot be blocked')
    const e = this.arc(mentee, mentor)
    const arc = at(market.pairs.arcs, e)
    if (arc < 0) return
    this.turnArc(e, mentee, mentor)
    if (at(market.fixed, mentee) === FREE && at(market.mentorOf, mentee) === mentor) this.settle(mentee)
  }

  /** Allows a blocked pair again. */
  unblock(mentee: number, mentor: number): void {
    const { market } = this
    const e = this.arc(mentee, mentor)
    const arc = at(market.pairs.arcs, e)
    if (arc >= 0) return
    this.turnArc(e, mentee, mentor)
    if (at(market.fixed, mentee) === FREE && this.isBetter(mentee, mentor, ~arc)) this.settle(mentee)
  }

  /** The mentee, pinned or not, is not there any more. */
  leave(mentee: number): void {
    const { market } = this
    this.expect(at(market.fixed, mentee) !== GONE, 'the mentee is not there')
    if (at(market.fixed, mentee) >= 0) this.unpin(mentee)
    const hole = this.takeOut(mentee)
    if (hole !== this.nobody) this.router.shift(this.nobody, hole)
  }

  /** A mentee of the pool who was absent, or left, is there. */
  join(mentee: number): void {
    this.expect(at(this.market.fixed, mentee) === GONE, 'the mentee is there already')
    this.insert(mentee, this.nobody)
  }

  /** One place more at the mentor. */
  addPlace(mentor: number): void {
    const { market } = this
    market.capacity[mentor] = at(market.capacity, mentor) + 1
    const hole = this.owe(mentor)
    if (hole !== this.nobody) this.router.shift(this.nobody, hole)
  }

  /** One place fewer at the mentor, who has one that no pin holds. */
  removePlace(mentor: number): void {
    this.expect(at(this.market.capacity, mentor) > 0, 'every place of the mentor is pinned')
    this.closePlace(mentor, this.nobody)
  }

  /** Blocks an open arc, opens a blocked one. */
  private turnArc(e: number, mentee: number, mentor: number): void {
    const { arcs } = this.market.pairs
    arcs[e] = ~at(arcs, e)
    if (this.byMentor === null) return
    const turned = arcIndex(this.byMentor, mentor, mentee)
    this.byMentor.arcs[turned] = ~at(this.byMentor.arcs, turned)
  }

  /** Takes the mentee up and places it anew, from the prices as they are. */
  private settle(mentee: number): void {
    this.insert(mentee, this.takeOut(mentee))
  }

  private insert(mentee: number, hole: number): void {
    appraise(this.market, mentee)
    this.router.insert(mentee, hole)
  }

  /** Returns the mentor who now has a place owed, or nobody when the place is free or there was none. */
  private takeOut(mentee: number): number {
    const left = at(this.market.mentorOf, mentee)
    takeOut(this.market, mentee)
    return left >= 0 && at(this.market.owed, left) > 0 ? left : this.nobody
  }

  /** A new place is owed where places have a price, and free where they have none. */
  private owe(mentor: number): number {
    const { owed, price, priceLot } = this.market
    if (real(price, mentor) === 0 && real(priceLot, mentor) === 0) return this.nobody
    owed[mentor] = at(owed, mentor) + 1
    return mentor
  }

  /** Closes a place that has just been left. */
  private dropPlace(mentor: number): void {
    const { capacity, owed } = this.market
    capacity[mentor] = at(capacity, mentor) - 1
    owed[mentor] = 0
  }

  /** Closes a place; when it was taken, one too many leaves there and one too few is made good at the hole. */
  private closePlace(mentor: number, hole: number): void {
    const { capacity, used } = this.market
    capacity[mentor] = at(capacity, mentor) - 1
    if (at(used, mentor) > at(capacity, mentor)) this.router.shift(mentor, hole)
    else if (hole !== this.nobody) this.router.shift(this.nobody, hole)
  }

  private isBetter(mentee: number, mentor: number, arc: number): boolean {
    const { market } = this
    const points = arc & ((1 << market.pairs.bits) - 1)
    const net = real(market.worth, mentee) + points - real(market.price, mentor)
    const gain = real(market.gain, mentee)
    if (net !== gain) return net > gain
    return -lotOf(market, mentee, mentor) - real(market.priceLot, mentor) > real(market.gainLot, mentee)
  }

  private arc(mentee: number, mentor: number): number {
    const e = arcIndex(this.market.pairs, mentee, mentor)
    this.expect(e >= 0, 'the two are not a pair of the pool')
    return e
  }

  private expect(holds: boolean, sentence: string): void {
    if (!holds) throw new Error(sentence)
  }
}
