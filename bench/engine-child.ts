import { solve } from '../src/domain/matching/assignment.ts'
import { poolFrom } from '../src/domain/matching/score-pool.ts'
import { timed } from './engine-peers.ts'
import { crowd, rubric } from './engine-pools.ts'

/**
 * In a process of its own, what has to be measured alone: the first call of all, or time and memory of one size.
 * `first M N`: milliseconds of the first solve. `grow M N`: pairs, milliseconds and the megabytes that scoring and
 * solving took at most, above what the process and the people took before.
 */
const [what, mentees = 0, mentors = 0] = process.argv.slice(2).map((word, index) => (index === 0 ? word : Number(word)))

if (what === 'first') {
  const pool = rubric(Number(mentees), Number(mentors), 3)
  process.stdout.write(`${timed(() => solve(pool))}`)
} else {
  const context = crowd(Number(mentees), Number(mentors), 3)
  const before = process.resourceUsage().maxRSS
  const { waitingDays: _, ...pool } = poolFrom(context, { pins: [], blocks: [] })
  const times = Array.from({ length: pool.pairs.arcs.length > 3e6 ? 2 : 5 }, () => timed(() => solve(pool)))
  const megabytes = (process.resourceUsage().maxRSS - before) / 1024
  process.stdout.write(JSON.stringify({ pairs: pool.pairs.arcs.length, milliseconds: Math.min(...times), megabytes }))
}
