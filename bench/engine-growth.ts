import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type foundPeers, type Measured, runLemon, runLinearSum, runMunkres, runScipy } from './engine-peers.ts'
import { type Line, plot } from './engine-plot.ts'
import { rubric } from './engine-pools.ts'

/** Mentees and mentors of about 1 k, 10 k, 100 k, 1 M and 10 M allowed pairs. */
const SIZES: readonly (readonly [number, number])[] = [
  [100, 60],
  [320, 190],
  [1000, 600],
  [3000, 2000],
  [10000, 6000],
]
const ISOLATE_MEGABYTES = 128

type Grown = { pairs: number; milliseconds: number; megabytes: number }

/** Runs this folder's child in a process of its own. */
export function inChild(...args: (string | number)[]): string {
  const file = fileURLToPath(new URL('engine-child.ts', import.meta.url))
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--import', 'tsx', file, ...args.map(String)], {
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(stderr)
  return stdout
}

/** Time and memory against pairs, engine and peers, printed and drawn to bench/out/engine-growth.svg. */
export function growth(peers: ReturnType<typeof foundPeers>): void {
  const engine = SIZES.map(([mentees, mentors]): Grown => JSON.parse(inChild('grow', mentees, mentors)))
  const time: Line[] = [
    lineOf(
      'engine',
      engine.map(({ pairs, milliseconds }) => ({ x: pairs, y: milliseconds })),
    ),
  ]
  for (const { pairs, milliseconds, megabytes } of engine)
    console.log(
      `engine ${pairs} pairs: ${milliseconds.toFixed(1)} ms, ${megabytes.toFixed(0)} MB of memory for pairs, scoring and solving`,
    )
  const largest = engine.at(-1)
  if (largest !== undefined)
    console.log(
      `${largest.pairs} pairs ${largest.megabytes <= ISOLATE_MEGABYTES ? 'fit' : 'DO NOT FIT'} in ${ISOLATE_MEGABYTES} MB`,
    )
  const solvers: [string, number, (pool: ReturnType<typeof rubric>) => Measured | null][] = [
    ['munkres', 100_000, (pool) => runMunkres(pool, 1)],
    ['linear-sum-assignment', 100_000, (pool) => runLinearSum(pool, 1)],
    ...(peers.scipy
      ? [['scipy', 2_000_000, (pool) => runScipy(pool, 1, 'dense')] satisfies (typeof solvers)[number]]
      : []),
    ...(peers.lemon ? [['LEMON', 2_000_000, (pool) => runLemon(pool, 1)] satisfies (typeof solvers)[number]] : []),
  ]
  for (const [name, most, solver] of solvers) time.push(lineOf(name, pointsOf(most, solver)))
  const memory = [
    lineOf(
      'engine',
      engine.map(({ pairs, megabytes }) => ({ x: pairs, y: Math.max(megabytes, 0.1) })),
    ),
  ]
  mkdirSync(new URL('out/', import.meta.url), { recursive: true })
  const panels = [
    { title: 'Time', unit: 'ms', lines: time },
    { title: 'Memory', unit: 'MB', lines: memory },
  ]
  writeFileSync(new URL('out/engine-growth.svg', import.meta.url), plot(panels))
  console.log('drawn: bench/out/engine-growth.svg')
}

function pointsOf(most: number, solver: (pool: ReturnType<typeof rubric>) => Measured | null): Line['points'] {
  return SIZES.map(([mentees, mentors]) => rubric(mentees, mentors, 3))
    .filter((pool) => pool.pairs.arcs.length <= most)
    .flatMap((pool) => {
      const measured = solver(pool)
      return measured === null ? [] : [{ x: pool.pairs.arcs.length, y: measured.milliseconds }]
    })
}

function lineOf(name: string, points: Line['points']): Line {
  return { name, points }
}
