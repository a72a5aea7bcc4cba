import { parentPort, workerData } from 'node:worker_threads'
import { propose } from '../domain/proposals/proposals.ts'
import { settle } from '../domain/proposals/workbench.ts'
import type { Job } from './solving.ts'

const { input, weights, what }: Job = workerData
if (what === 'propose') parentPort?.postMessage(propose(input, weights))
else {
  const settled = settle(input, weights)
  // Handed over, not copied: the pairs of ten thousand people are tens of megabytes.
  const buffers = [settled.pool.pairs, settled.market.pairs, settled.byMentor].map(({ arcs }) => arcs.buffer)
  parentPort?.postMessage(settled, [...new Set(buffers.filter((buffer) => buffer instanceof ArrayBuffer))])
}
