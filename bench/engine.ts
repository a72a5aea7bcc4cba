import { settledMarket, solve } from '../src/domain/matching/assignment.ts'
import type { Pool } from '../src/domain/matching/pool.ts'
import { scorePool } from '../src/domain/matching/score-pool.ts'
import { WarmPlan } from '../src/domain/matching/warm.ts'
import { growth, inChild } from './engine-growth.ts'
import {
  foundPeers,
  type Measured,
  median,
  percentile,
  runLemon,
  runLinearSum,
  runMunkres,
  runScipy,
  timed,
} from './engine-peers.ts'
import { crowd, randomFrom, rubric, sparse } from './engine-pools.ts'

/**
 * `npm run bench -- engine [table|edits|scoring|growth]`: the figures of the matching engine, with the peers in the
 * same run on the same pools; every solver has to reach the same optimum. Without a word, everything.
 */
export async function run(args: string[]): Promise<void> {
  const peers = foundPeers()
  for (const sentence of peers.missing) console.log(sentence)
  const parts = { table: () => table(peers), edits, scoring, growth: () => growth(peers) }
  for (const [name, part] of Object.entries(parts)) if (args.length === 0 || args.includes(name)) part()
}

type Peer = { name: string; solve: (pool: Pool) => Measured | null }

function table(found: ReturnType<typeof foundPeers>): void {
  const npm: Peer[] = [
    { name: 'munkres', solve: (pool) => runMunkres(pool, 5) },
    { name: 'linear-sum-assignment', solve: (pool) => runLinearSum(pool, 3) },
  ]
  const lemon: Peer[] = found.lemon ? [{ name: 'LEMON network simplex', solve: (pool) => runLemon(pool, 3) }] : []
  const scipy = (form: 'dense' | 'sparse'): Peer[] =>
    found.scipy ? [{ name: `scipy (${form})`, solve: (pool) => runScipy(pool, 3, form) }] : []
  compare('rubric 800×500, capacity 1–3', rubric(800, 500, 3), 41, [...npm, ...lemon, ...scipy('dense')])
  compare('rubric 800×300, short supply', rubric(800, 300, 3), 41, [...lemon, ...scipy('dense')])
  compare('rubric 3000×2000', rubric(3000, 2000, 3), 15, [...lemon, ...scipy('dense')])
  compare('sparse 10k×10k', sparse(10_000, 10_000, 20, 50), 9, [...lemon, ...scipy('sparse')])
  compare('rubric 2000×1100, short supply, 90 ranks of waiting', ranked(2000, 1100), 9, [])
  const first = Array.from({ length: 9 }, () => Number(inChild('first', 800, 500)))
  console.log(
    `first call of rubric 800×500 in a new process, modules loaded and pool built: median of 9 ${ms(median(first))}, best ${ms(Math.min(...first))}`,
  )
}

/** As a programme's pool is where places are short: who waited longest goes first. The peers know no such order. */
function ranked(mentees: number, mentors: number): Pool {
  const days = Int32Array.from({ length: mentees }, (_, mentee) => (mentee * 7919) % 90)
  return { ...rubric(mentees, mentors, 2), waitingDays: days }
}

function compare(title: string, pool: Pool, runs: number, peers: readonly Peer[]): void {
  const times: number[] = []
  let plan = solve(pool)
  for (let i = 0; i < runs; i++) times.push(timed(() => (plan = solve(pool))))
  const engine = median(times)
  console.log(`\n${title}, ${pool.pairs.arcs.length} pairs: ${plan.matched} matched, ${plan.total} points`)
  console.log(`  engine ${ms(engine)} (best ${ms(Math.min(...times))})`)
  for (const peer of peers) {
    const measured = peer.solve(pool)
    if (measured === null) console.log(`  ${peer.name}: no answer`)
    else
      console.log(
        `  ${peer.name} ${ms(measured.milliseconds)}, ${(measured.milliseconds / engine).toFixed(1)} × the engine's${agreement(measured, plan)}`,
      )
  }
}

function agreement(measured: Measured, plan: { matched: number; total: number }): string {
  const isSame = measured.matched === plan.matched && measured.total === plan.total
  return isSame ? '' : ` BUT reaches ${measured.matched} matched, ${measured.total} points`
}

function edits(): void {
  for (const [mentees, mentors] of [
    [800, 500],
    [3000, 2000],
  ] as const) {
    const pool = rubric(mentees, mentors, 3)
    const cold = median(Array.from({ length: 9 }, () => timed(() => settledMarket(pool))))
    const [pins, blocks] = editTimes(pool)
    const warm = new WarmPlan(pool)
    const losses = Array.from({ length: 250 }, (_, k) => timed(() => warm.alternatives((k * 17) % mentees))).slice(50)
    console.log(`\nedits of rubric ${mentees}×${mentors} (median / p95), a cold solve being ${ms(cold)}`)
    console.log(`  pin ${spread(pins)}, block of a pair in use ${spread(blocks)}`)
    console.log(`  all alternatives of one mentee, exactly: ${spread(losses)}`)
  }
}

/** Pins and blocks at random, each undone again, the first fifty not counted. */
function editTimes(pool: Pool): [pins: number[], blocks: number[]] {
  const warm = new WarmPlan(pool)
  const random = randomFrom(5)
  const { start, arcs, bits } = pool.pairs
  const [pins, blocks]: [number[], number[]] = [[], []]
  for (let k = 0; k < 300; k++) {
    const mentee = random(pool.mentees)
    const degree = (start[mentee + 1] ?? 0) - (start[mentee] ?? 0)
    if (degree === 0) continue
    const mentor = (arcs[(start[mentee] ?? 0) + random(degree)] ?? 0) >>> bits
    pins.push(timed(() => warm.pin(mentee, mentor)))
    warm.unpin(mentee)
    const present = warm.plan().mentorOf[mentee] ?? -1
    if (present < 0) continue
    blocks.push(timed(() => warm.block(mentee, present)))
    warm.unblock(mentee, present)
  }
  return [pins.slice(50), blocks.slice(50)]
}

function scoring(): void {
  const context = crowd(3000, 2000, 3)
  const times = Array.from({ length: 9 }, () => timed(() => scorePool(context)))
  const nanoseconds = (median(times) * 1e6) / (3000 * 2000)
  console.log(`\nscoring 3000×2000: ${nanoseconds.toFixed(1)} ns a pair, ${(1000 / nanoseconds).toFixed(0)} M pairs/s`)
}

function spread(times: readonly number[]): string {
  return `${ms(median(times))} / ${ms(percentile(times, 0.95))}`
}

function ms(milliseconds: number): string {
  return `${milliseconds < 1 ? milliseconds.toFixed(3) : milliseconds.toFixed(1)} ms`
}
