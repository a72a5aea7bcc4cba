import { Worker } from 'node:worker_threads'
import type { Weights } from '../domain/matching/score.ts'
import { type Outcome, propose, type RunInput } from '../domain/proposals/proposals.ts'
import { type Settled, settle } from '../domain/proposals/workbench.ts'

export type Job = { input: RunInput; weights: Weights; what: keyof Answers }
type Answers = { propose: Outcome; settle: Settled }

/** Up to so many pairs, solving takes less time than starting a thread. */
const FEW_PAIRS = 100_000

/** What `propose` says; of a large pool in a thread of its own, so that everybody else is served meanwhile. */
export async function solveBeside(input: RunInput, weights: Weights): Promise<Outcome> {
  return isSmall(input) ? propose(input, weights) : inThread({ input, weights, what: 'propose' })
}

/** What `settle` says, likewise. */
export async function settleBeside(input: RunInput, weights: Weights): Promise<Settled> {
  return isSmall(input) ? settle(input, weights) : inThread({ input, weights, what: 'settle' })
}

const isSmall = ({ mentees, mentors }: RunInput): boolean => mentees.length * mentors.length <= FEW_PAIRS

/** @throws what the thread threw. */
export function inThread<What extends keyof Answers>(job: Job & { what: What }): Promise<Answers[What]> {
  return new Promise((resolve, reject) => {
    const url = new URL('./solving-thread.mjs', import.meta.url)
    const thread = new Worker(url, { workerData: job, execArgv: [] })
    thread.once('message', (answer: Answers[What]) => resolve(answer))
    thread.once('error', reject)
    thread.once('exit', () => reject(new Error('The thread that solves ended without a plan')))
  })
}
