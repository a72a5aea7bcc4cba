import type { Outline } from '../matching/plan.ts'
import { type Pool, pairsOf } from '../matching/pool.ts'
import type { ScoreContext, Weights } from '../matching/score.ts'
import { type Opened, open, WarmPlan } from '../matching/warm.ts'
import { contextOf, poolOf, type RunInput } from './proposals.ts'

/** What another plan costs the whole of a run; all 0 and nobody alone is equally good. */
export type Cost = {
  /** Mentees fewer who are helped. */
  mentees: number
  /** Points fewer; negative where others gain. */
  points: number
  /** Who would have nobody, and has somebody in the run. */
  alone: string[]
}

/** A mentor whom a mentee may have. `loss` orders them: the engine's exact loss, in which a match outweighs all points. */
export type Choice = { mentorId: string; score: number; loss: number; isChosen: boolean }

export type Choices = {
  /** The chosen one first, then who costs least. */
  choices: Choice[]
  /** Allowed mentors whose every place is pinned to others. */
  pinnedFull: string[]
}

/** A run's pool and its settled market: numbers only, so that a thread can make them and hand them over. */
export type Settled = Opened & { pool: Pool }

/** What takes long in opening a run: scoring its pairs and finding its plan again. */
export function settle(input: RunInput, weights: Weights): Settled {
  const pool = poolOf(contextOf(input, weights), input)
  return { pool, ...open(pool) }
}

/** A run opened for questions about one mentee. It answers by moving one pair of the plan and putting it back. */
export class Workbench {
  readonly context: ScoreContext
  private readonly plan: WarmPlan
  private readonly pool: Pool
  private readonly now: Outline
  private readonly pinned: ReadonlyMap<number, number>
  private readonly barred: ReadonlySet<string>

  /** Of a run that was made: its pins do not conflict. */
  constructor(input: RunInput, weights: Weights, settled: Settled = settle(input, weights)) {
    this.context = contextOf(input, weights)
    const { pool } = settled
    this.pool = pool
    this.plan = new WarmPlan(pool, settled)
    this.now = this.plan.outline()
    this.pinned = new Map(pool.pins)
    this.barred = new Set(pool.blocks.map(([mentee, mentor]) => `${mentee} ${mentor}`))
  }

  /** Every allowed mentor of the mentee; null when the run does not know the mentee. */
  choicesOf(menteeId: string): Choices | null {
    const mentee = this.menteeAt(menteeId)
    if (mentee < 0) return null
    const losses = new Map(this.plan.alternatives(mentee).losses.map(({ mentor, loss }) => [mentor, loss]))
    const allowed = pairsOf(this.pool.pairs, mentee).flatMap(({ mentor, score }) => {
      const who = this.context.mentors[mentor]
      if (!who || who.capacity === 0 || this.barred.has(`${mentee} ${mentor}`)) return []
      return [{ mentorId: who.id, score, loss: losses.get(mentor), isChosen: this.hasNow(mentee, mentor) }]
    })
    return {
      choices: allowed
        .flatMap(({ loss, ...choice }) => (loss === undefined ? [] : [{ ...choice, loss }]))
        .sort((a, b) => Number(b.isChosen) - Number(a.isChosen) || a.loss - b.loss || b.score - a.score || byId(a, b)),
      pinnedFull: allowed.flatMap(({ loss, mentorId }) => (loss === undefined ? [mentorId] : [])),
    }
  }

  /** What it costs to choose this one of the mentee's choices. */
  costOf(menteeId: string, mentorId: string): Cost {
    const mentee = this.menteeAt(menteeId)
    const mentor = this.context.mentors.findIndex(({ id }) => id === mentorId)
    if (this.hasNow(mentee, mentor)) return this.costOfPlan(this.now)
    const pinned = this.pinned.get(mentee)
    if (pinned !== undefined) this.plan.unpin(mentee)
    this.plan.pin(mentee, mentor)
    const cost = this.costOfPlan(this.plan.outline(), mentee)
    this.plan.unpin(mentee)
    if (pinned !== undefined) this.plan.pin(mentee, pinned)
    return cost
  }

  /** The margin of the chosen pair: what the best plan without it costs. Null where nobody was chosen, or staff chose. */
  costWithout(menteeId: string): Cost | null {
    const mentee = this.menteeAt(menteeId)
    const mentor = this.now.mentorOf[mentee] ?? -1
    if (mentor < 0 || this.pinned.has(mentee)) return null
    this.plan.block(mentee, mentor)
    const cost = this.costOfPlan(this.plan.outline())
    this.plan.unblock(mentee, mentor)
    return cost
  }

  private costOfPlan(then: Outline, except = -1): Cost {
    const { matched, total, mentorOf } = this.now
    return {
      mentees: matched - then.matched,
      points: total - then.total,
      alone: this.context.mentees.flatMap(({ id }, mentee) =>
        mentee !== except && (mentorOf[mentee] ?? -1) >= 0 && (then.mentorOf[mentee] ?? -1) < 0 ? [id] : [],
      ),
    }
  }

  private hasNow(mentee: number, mentor: number): boolean {
    return this.now.mentorOf[mentee] === mentor
  }

  private menteeAt(menteeId: string): number {
    return this.context.mentees.findIndex(({ id }) => id === menteeId)
  }
}

const byId = (a: Choice, b: Choice): number => (a.mentorId < b.mentorId ? -1 : 1)
