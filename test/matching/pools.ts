import fc from 'fast-check'
import type { Plan } from '../../src/domain/matching/plan.ts'
import { type Pair, type Pool, packPairs } from '../../src/domain/matching/pool.ts'

/** How many of so many tries to make: `npm run mutate` repeats the tests two thousand times over, and makes fewer. */
export function tries(count: number): number {
  return process.env.MUTATING === undefined ? count : Math.ceil(count / 12)
}

/** How large to make what is otherwise so large. */
export function size(length: number): number {
  return process.env.MUTATING === undefined ? length : Math.ceil(length / 12)
}

/** As `size`, of what is some tens. */
export function fewer(length: number): number {
  return process.env.MUTATING === undefined ? length : Math.ceil(length / 2.5)
}

/** A pool as a check writes it down: [mentee, mentor, score]. */
export type Written = {
  mentees: number
  capacity: number[]
  pairs: [mentee: number, mentor: number, score: number][]
  pins?: Pair[]
  blocks?: Pair[]
  waitingDays?: number[]
}

export function poolOf(written: Written): Pool {
  const list = {
    mentee: Int32Array.from(written.pairs, ([mentee]) => mentee),
    mentor: Int32Array.from(written.pairs, ([, mentor]) => mentor),
    score: Float64Array.from(written.pairs, ([, , score]) => score),
  }
  return {
    mentees: written.mentees,
    capacity: Int32Array.from(written.capacity),
    pairs: packPairs(written.mentees, written.capacity.length, list),
    pins: written.pins ?? [],
    blocks: written.blocks ?? [],
    ...(written.waitingDays && { waitingDays: Int32Array.from(written.waitingDays) }),
  }
}

/**
 * Throws unless the plan keeps every condition and its prices prove it optimal (docs/matching.md §2). Reads nothing but the
 * written pool and the plan: no code of the engine.
 */
export function certify(written: Written, plan: Pick<Plan, 'mentorOf' | 'price' | 'matched' | 'total'>): void {
  const key = (mentee: number, mentor: number) => `${mentee},${mentor}`
  const scores = new Map(written.pairs.map(([mentee, mentor, score]) => [key(mentee, mentor), score]))
  const blocked = new Set((written.blocks ?? []).map(([mentee, mentor]) => key(mentee, mentor)))
  const pinned = new Map(written.pins ?? [])
  const capacity = [...written.capacity]
  let [matched, total, chosen] = [0, 0, 0]
  const most = written.pairs.reduce((highest, [, , score]) => Math.max(highest, score), 0)
  const slots = capacity.reduce((sum, places) => sum + places, 0)
  const penalty = Math.max(written.mentees, slots) * most + 1
  const ranks = [...new Set(written.waitingDays ?? [0])].sort((a, b) => a - b)
  const worth = (mentee: number) => penalty * (ranks.indexOf(written.waitingDays?.[mentee] ?? 0) + 1)
  plan.mentorOf.forEach((mentor, mentee) => {
    if (pinned.has(mentee) && pinned.get(mentee) !== mentor) throw new Error(`the pin of mentee ${mentee} is not kept`)
    if (mentor < 0) return
    const score = scores.get(key(mentee, mentor))
    if (score === undefined || blocked.has(key(mentee, mentor))) throw new Error(`${mentee} may not go to ${mentor}`)
    capacity[mentor]!--
    matched++
    total += score
    if (!pinned.has(mentee)) chosen += worth(mentee) + score
  })
  if (capacity.some((places) => places < 0)) throw new Error('a mentor has more than its capacity')
  if (plan.matched !== matched || plan.total !== total) throw new Error('matched or total is not what the plan says')
  const gain = Array.from({ length: written.mentees }, () => 0)
  for (const [mentee, mentor, score] of written.pairs)
    if (!pinned.has(mentee) && !blocked.has(key(mentee, mentor)))
      gain[mentee] = Math.max(gain[mentee]!, worth(mentee) + score - plan.price[mentor]!)
  let bound = gain.reduce((sum, value) => sum + value, 0)
  written.capacity.forEach((places, mentor) => {
    const pins = (written.pins ?? []).filter((pin) => pin[1] === mentor).length
    const price = plan.price[mentor]!
    if (!(price >= 0) || !Number.isInteger(price)) throw new Error(`the price of mentor ${mentor} is ${price}`)
    if (price > 0 && capacity[mentor]! > 0) throw new Error(`mentor ${mentor} has a free place and a price`)
    bound += (places - pins) * price
  })
  if (bound !== chosen) throw new Error(`the prices prove ${bound}, the plan reaches ${chosen}`)
}

/** What a plan reaches in points, without waiting days: what a loss is a difference of. */
export function objective({ matched, total }: Plan, penalty: number): number {
  return matched * penalty + total
}

/** The best [matched, total] by trying every plan; with waiting days, the best sorted list of ranks goes first. */
export function bruteForce(written: Written): { matched: number; total: number; waited: number[] } {
  const blocked = new Set((written.blocks ?? []).map(([mentee, mentor]) => `${mentee},${mentor}`))
  const pinned = new Map(written.pins ?? [])
  const options = Array.from({ length: written.mentees }, (_, mentee) =>
    written.pairs.filter(
      ([i, j]) => i === mentee && !blocked.has(`${i},${j}`) && (!pinned.has(i) || pinned.get(i) === j),
    ),
  )
  const free = [...written.capacity]
  let best = { matched: 0, total: 0, waited: [] as number[] }
  const isBetter = (plan: typeof best) => {
    if (plan.matched !== best.matched) return plan.matched > best.matched
    const firstOther = plan.waited.findIndex((days, index) => days !== best.waited[index])
    if (firstOther >= 0) return plan.waited[firstOther]! > best.waited[firstOther]!
    return plan.total > best.total
  }
  const visit = (mentee: number, plan: typeof best) => {
    if (mentee === written.mentees) {
      if (isBetter(plan)) best = plan
      return
    }
    if (!pinned.has(mentee)) visit(mentee + 1, plan)
    for (const [, mentor, score] of options[mentee]!) {
      if (free[mentor]! <= 0) continue
      free[mentor]!--
      const waited = [...plan.waited, written.waitingDays?.[mentee] ?? 0].sort((a, b) => b - a)
      visit(mentee + 1, { matched: plan.matched + 1, total: plan.total + score, waited })
      free[mentor]!++
    }
  }
  visit(0, best)
  return best
}

/** Numbers from a seed (mulberry32, Tommy Ettinger, public domain), so that a failing pool can be made again. */
export function randomFrom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below)
  }
}

export type Shape = { mentees: number; mentors: number; capacity: number; density: number; scores: number }

/** A pool of that shape from a seed; capacities 0 to `capacity`, about `density` percent of the pairs allowed. */
export function randomPool(seed: number, shape: Shape): Written {
  const random = randomFrom(seed)
  const capacity = Array.from({ length: shape.mentors }, () => random(shape.capacity + 1))
  const pairs: Written['pairs'] = []
  for (let mentee = 0; mentee < shape.mentees; mentee++)
    for (let mentor = 0; mentor < shape.mentors; mentor++)
      if (random(100) < shape.density) pairs.push([mentee, mentor, random(shape.scores)])
  return { mentees: shape.mentees, capacity, pairs }
}

/** As many places as mentees, capacities 0 to 3, with pins, blocks, ties and days of waiting from the seed. */
export function balancedPool(seed: number): Written {
  const random = randomFrom(seed)
  const capacity = Array.from({ length: 1 + random(14) }, () => random(4))
  const mentees = capacity.reduce((sum, places) => sum + places, 0)
  const shape = { mentors: capacity.length, capacity: 3, density: [8, 20, 50, 100][random(4)]! }
  const { pairs } = randomPool(seed + 1, { ...shape, mentees, scores: [1, 2, 5, 101][random(4)]! })
  const pins = new Map<number, number>()
  const blocks: Pair[] = []
  const left = [...capacity]
  for (const [mentee, mentor] of pairs) {
    const chance = random(25)
    if (chance === 0) blocks.push([mentee, mentor])
    if (chance !== 1 || pins.has(mentee) || left[mentor] === 0) continue
    pins.set(mentee, mentor)
    left[mentor]!--
  }
  const written = { mentees, capacity, pairs, pins: [...pins], blocks }
  return random(4) > 0 ? written : { ...written, waitingDays: Array.from({ length: mentees }, () => random(4)) }
}

/** Pools small enough to try every plan, with ties, short supply and hopeless mentees among them. */
export const smallPool: fc.Arbitrary<Written> = fc
  .record({
    seed: fc.integer(),
    mentees: fc.integer({ min: 0, max: 7 }),
    mentors: fc.integer({ min: 0, max: 5 }),
    capacity: fc.integer({ min: 1, max: 3 }),
    density: fc.constantFrom(20, 50, 80, 100),
    scores: fc.constantFrom(1, 2, 5, 101),
  })
  .map(({ seed, ...shape }) => randomPool(seed, shape))

/** Pools of some tens, of every shape, for what needs no trying of every plan. */
export const middlePool: fc.Arbitrary<Written> = fc
  .record({
    seed: fc.integer(),
    mentees: fc.integer({ min: 1, max: fewer(40) }),
    mentors: fc.integer({ min: 1, max: fewer(30) }),
    capacity: fc.integer({ min: 1, max: 3 }),
    density: fc.constantFrom(3, 10, 30, 100),
    scores: fc.constantFrom(1, 3, 20, 101),
  })
  .map(({ seed, ...shape }) => randomPool(seed, shape))
