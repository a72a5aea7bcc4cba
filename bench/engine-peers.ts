import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { linearSumAssignment } from 'linear-sum-assignment'
import { munkres } from 'munkres'
import type { Pool } from '../src/domain/matching/pool.ts'

/** Milliseconds of a solver, and what it reached: every solver has to agree on that. */
export type Measured = { milliseconds: number; matched: number; total: number }

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url))
const LEMON = here('out/engine-lemon')

/** Is scipy on this machine, and LEMON (compiled once, into bench/out)? A sentence for each that is not. */
export function foundPeers(): { scipy: boolean; lemon: boolean; missing: string[] } {
  const scipy = spawnSync('python3', ['-c', 'import scipy']).status === 0
  mkdirSync(here('out'), { recursive: true })
  const compile = ['-O3', '-march=native', '-o', LEMON, here('engine-lemon.cpp'), '-llemon']
  const lemon = spawnSync('g++', compile).status === 0 && existsSync(LEMON)
  return {
    scipy,
    lemon,
    missing: [
      ...(scipy ? [] : ['scipy is not on this machine (python3 -c "import scipy")']),
      ...(lemon ? [] : ['LEMON is not on this machine (g++ and liblemon-dev)']),
    ],
  }
}

export function runLemon(pool: Pool, runs: number): Measured | null {
  return parse(spawnSync(LEMON, [`${runs}`], { input: written(pool), maxBuffer: 2 ** 30 }).stdout)
}

/** scipy's dense solver where the matrix of mentees by places is at most 64 M cells, else its sparse one. */
export function runScipy(pool: Pool, runs: number, form: 'dense' | 'sparse'): Measured | null {
  const args = [here('engine-scipy.py'), `${runs}`, form]
  return parse(spawnSync('python3', args, { input: written(pool), maxBuffer: 2 ** 30 }).stdout)
}

/** npm's munkres, on a matrix of mentees by places. */
export function runMunkres(pool: Pool, runs: number): Measured {
  const matrix = costs(pool)
  const times: number[] = []
  let pairs: [number, number][] = []
  for (let run = 0; run < runs; run++) times.push(timed(() => (pairs = munkres(matrix))))
  return reached(pool, times, pairs)
}

/** npm's linear-sum-assignment, on the same matrix. */
export function runLinearSum(pool: Pool, runs: number): Measured {
  const matrix = costs(pool)
  const times: number[] = []
  let rows: ArrayLike<number> = []
  for (let run = 0; run < runs; run++)
    times.push(timed(() => (rows = linearSumAssignment(matrix, { maximaze: false }).rowAssignments)))
  return reached(
    pool,
    times,
    Array.from(rows, (place, mentee): [number, number] => [mentee, place]),
  )
}

export function timed(work: () => unknown): number {
  const begin = performance.now()
  work()
  return performance.now() - begin
}

export function median(times: readonly number[]): number {
  return percentile(times, 0.5)
}

export function percentile(times: readonly number[], part: number): number {
  const sorted = [...times].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
}

/** Every pair of the pool as [mentee, mentor, score]. */
export function listed({ pairs }: Pool): [number, number, number][] {
  const { start, arcs, bits, least } = pairs
  return Array.from(start.subarray(0, -1), (begin, mentee) =>
    Array.from(arcs.subarray(begin, start[mentee + 1]), (arc): [number, number, number] => [
      mentee,
      arc >>> bits,
      (arc & ((1 << bits) - 1)) + least,
    ]),
  ).flat()
}

/** What every solver is told a match is worth; the engine takes the same. */
function penaltyOf(pool: Pool): number {
  return Math.max(pool.mentees, slotsOf(pool)) * pool.pairs.most + 1
}

function slotsOf({ capacity }: Pool): number {
  return capacity.reduce((sum, places) => sum + places, 0)
}

function written(pool: Pool): string {
  const pairs = listed(pool)
  const head = `${pool.mentees} ${pool.capacity.length} ${pairs.length} ${penaltyOf(pool)}\n${pool.capacity.join(' ')}\n`
  return head + pairs.map((pair) => pair.join(' ')).join('\n')
}

function parse(output: Buffer | null): Measured | null {
  const [times, figures] = (output?.toString() ?? '').trim().split('\n')
  const [matched, total] = (figures ?? '').split(' ').map(Number)
  if (times === undefined || matched === undefined || total === undefined) return null
  return { milliseconds: median(times.split(' ').map(Number)), matched, total }
}

function costs(pool: Pool): number[][] {
  const penalty = penaltyOf(pool)
  const places = placesOf(pool)
  const first = new Map<number, number>()
  for (const [place, mentor] of places.entries()) if (!first.has(mentor)) first.set(mentor, place)
  const matrix = Array.from({ length: pool.mentees }, () => Array.from({ length: places.length }, () => penalty))
  for (const [mentee, mentor, score] of listed(pool))
    for (let place = first.get(mentor) ?? 0; places[place] === mentor; place++) {
      const row = matrix[mentee]
      if (row !== undefined) row[place] = -score
    }
  return matrix
}

function placesOf({ capacity }: Pool): number[] {
  return Array.from(capacity).flatMap((places, mentor) => Array.from({ length: places }, () => mentor))
}

function reached(pool: Pool, times: readonly number[], pairs: readonly [number, number][]): Measured {
  const scores = new Map(listed(pool).map(([mentee, mentor, score]) => [`${mentee},${mentor}`, score]))
  const places = placesOf(pool)
  const chosen = pairs.flatMap(([mentee, place]) => scores.get(`${mentee},${places[place]}`) ?? [])
  return { milliseconds: median(times), matched: chosen.length, total: chosen.reduce((a, b) => a + b, 0) }
}
