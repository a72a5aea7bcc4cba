import { Worker } from 'node:worker_threads'
import type { Weights } from '../domain/matching/score.ts'
import { type Outcome, propose, type RunInput } from '../domain/proposals.ts'

export type Job = { input: RunInput; weights: Weights }

/** Up to so many pairs, solving takes less time than starting a thread. */
const FEW_PAIRS = 100_000

/** What `propose` says; of a large pool in a thread of its own, so that everybody else is served meanwhile. */
export async function solveBeside(input: RunInput, weights: Weights): Promise<Outcome> {
  if (input.mentees.length * input.mentors.length <= FEW_PAIRS) return propose(input, weights)
  return inThread({ input, weights })
}

/** @throws what the thread threw. */
export function inThread(job: Job): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const url = new URL('./solving-thread.mjs', import.meta.url)
    const thread = new Worker(url, { workerData: job, execArgv: [] })
    thread.once('message', (outcome: Outcome) => resolve(outcome))
    thread.once('error', reject)
    thread.once('exit', () => reject(new Error('The thread that solves ended without a plan')))
  })
}
