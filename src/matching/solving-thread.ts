import { parentPort, workerData } from 'node:worker_threads'
import { propose } from '../domain/proposals.ts'
import type { Job } from './solving.ts'

const { input, weights }: Job = workerData
parentPort?.postMessage(propose(input, weights))
