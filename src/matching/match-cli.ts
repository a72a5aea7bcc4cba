import { readFile } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { settledMarket } from '../domain/matching/assignment.ts'
import { alternatives } from '../domain/matching/explain.ts'
import { solveWithFloor } from '../domain/matching/floor.ts'
import { pinConflicts } from '../domain/matching/pins.ts'
import { type Plan, planOf } from '../domain/matching/plan.ts'
import { type PinConflict, type Pool, PoolTooLarge } from '../domain/matching/pool.ts'
import type { Unmatched } from '../domain/matching/why.ts'
import { PoolRefused, readPool } from './match-pool.ts'

export type Outcome = { exitCode: 0 | 2; stdout: string; stderr: string }

/**
 * `match POOL.json`, or `match -` for standard input (docs/matching.md §5): the best plan as one line of JSON. What is wrong
 * with the input is one line on standard error and exit code 2.
 */
export async function runMatch(args: readonly string[], stdin: Readable): Promise<Outcome> {
  const [path, ...rest] = args
  if (path === undefined || rest.length > 0) return refused('usage: match POOL.json, or match - for standard input')
  try {
    const input = readPool(await textOf(path, stdin))
    const [conflict] = pinConflicts(input.pool)
    if (conflict !== undefined) return refused(conflictSentence(conflict))
    return { exitCode: 0, stdout: `${JSON.stringify(answer(input))}\n`, stderr: '' }
  } catch (error) {
    if (error instanceof PoolRefused || error instanceof PoolTooLarge) return refused(error.message)
    throw error
  }
}

async function textOf(path: string, stdin: Readable): Promise<string> {
  if (path === '-') return text(stdin)
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    throw new PoolRefused(`${path} cannot be read: ${error instanceof Error ? error.message : 'unknown error'}`)
  }
}

function refused(sentence: string): Outcome {
  return { exitCode: 2, stdout: '', stderr: `${sentence.replaceAll(/\s+/g, ' ').trim()}\n` }
}

function answer({ pool, lossOf, hasFloor }: ReturnType<typeof readPool>) {
  const { plan, market, ...floor } = hasFloor ? withFloor(pool) : withoutFloor(pool)
  return {
    ...figures(plan),
    worthOfMatch: plan.penalty,
    mentorOf: [...plan.mentorOf],
    price: [...plan.price],
    unmatched: plan.unmatched.map((unmatched) => ({ mentee: unmatched.mentee, reason: reasonSentence(unmatched) })),
    ...(lossOf !== null && { loss: alternatives(market, lossOf).losses.map(({ mentor, loss }) => [mentor, loss]) }),
    ...floor,
  }
}

function withFloor(pool: Pool) {
  const { plan, market, cost } = solveWithFloor(pool)
  return { plan, market, floorCost: cost }
}

function withoutFloor(pool: Pool) {
  const market = settledMarket(pool)
  return { plan: planOf(market), market }
}

function figures({ matched, total, worst, blockingPairs }: Plan) {
  return { matched, total, worst, blockingPairs }
}

function reasonSentence(unmatched: Unmatched): string {
  if (unmatched.kind === 'no-pair') return 'no mentor is allowed for this mentee'
  const { mentees, mentors, places } = unmatched.group
  const going = mentees.length === 1 ? 'this mentee can' : `these ${mentees.length} mentees can`
  const having = mentors.length === 1 ? '1 mentor, who has' : `${mentors.length} mentors, who have`
  return `${going} only go to ${having} ${places} ${places === 1 ? 'place' : 'places'}`
}

function conflictSentence(conflict: PinConflict): string {
  switch (conflict.kind) {
    case 'two-mentors':
      return `pins: mentee ${conflict.mentee} is pinned twice, to mentor ${conflict.mentors.join(' and to mentor ')}`
    case 'blocked':
      return `pins: mentee ${conflict.mentee} is pinned to mentor ${conflict.mentor}, and that pair is blocked`
    case 'not-a-pair':
      return `pins: mentee ${conflict.mentee} is pinned to mentor ${conflict.mentor}, and that is not one of the pairs`
    case 'too-many':
      return `pins: mentor ${conflict.mentor} has capacity ${conflict.capacity}, and mentees ${conflict.mentees.join(', ')} are pinned to it`
  }
}
