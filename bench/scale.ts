import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { count } from 'drizzle-orm'
import { makeRun } from '../db/matching/matching.ts'
import { duo, introduction, participant } from '../db/schema.ts'
import type { Deps } from '../src/deps.ts'
import { PROGRAMMES } from '../src/domain/programmes.ts'
import { paths } from '../src/paths.ts'
import { SIZE_1, scaleWorld } from './scale-world.ts'

/** A server is asked for the same pages all day: measured is one that has been. */
const WARM_UPS = 20
const REQUESTS = 40
const MOST_MS = 100
const MOST_BYTES = 60 * 1024
const SMALL = 0.25
/** Times are of one machine with others on it: so much above "four times as long for four times as much" is no growth. */
const SLACK_MS = 5

type Measured = { p50: number; p95: number; bytes: number }

/** Server time and bytes of the office's pages with ten thousand people, and how they grow from a quarter of them. */
export async function run(args: string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'peter-meter-scale-'))
  try {
    const small = await measureAll(folder, SMALL, args)
    const large = await measureAll(folder, 1, args)
    say(small, large)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function measureAll(folder: string, size: number, only: string[]): Promise<Map<string, Measured>> {
  const startedAt = performance.now()
  const { deps, get } = await scaleWorld(folder, size)
  const seconds = (performance.now() - startedAt) / 1000
  console.log(`size ${size}: ${await sizesOf(deps)}, made in ${seconds.toFixed(1)} s`)

  const measured = new Map<string, Measured>()
  for (const [name, path] of await pagesOf(deps, size))
    if (only.length === 0 || only.some((word) => name.includes(word))) measured.set(name, await measure(get, path))
  deps.db.close()
  return measured
}

async function pagesOf(deps: Deps, size: number): Promise<[string, string][]> {
  const [programme] = Object.keys(PROGRAMMES)
  const run = programme ? await newRun(deps, programme) : null
  return [
    ['today', paths.today()],
    ['participants', paths.participants()],
    ['participants, a page far down', `${paths.participants()}?page=${160 * size}`],
    ['participants, searched', `${paths.participants()}?q=peeters`],
    ['participants, searched with an accent', `${paths.participants()}?q=c%C3%A9lia`],
    ['participants, ready', `${paths.participants()}?state=ready`],
    ['matching', paths.matching()],
    ...(run ? [['run', run] satisfies [string, string]] : []),
    ['introductions', paths.introductions()],
    ['duos', paths.duos()],
    ['duos, completed, a page far down', `${paths.duos()}?state=completed&page=${Math.ceil(20 * size)}`],
    ['topics', paths.topics()],
    ['mails', paths.mails()],
    ['report', paths.report()],
    ['report, over the years', paths.reportYears()],
    ['report, who takes part', paths.reportPeople()],
    ['report, events', paths.reportEvents()],
    ['report, method', paths.reportMethod()],
    ['report, council answer', paths.councilAnswer()],
    ['report, CSV', paths.reportCsv()],
    ['report, JSON', paths.reportJson()],
  ]
}

async function newRun(deps: Deps, programme: string): Promise<string | null> {
  const [staff] = await deps.db.q.query.staff.findMany({ limit: 1 })
  if (!staff) return null
  const startedAt = performance.now()
  const input = { programme, staffId: staff.id, formKey: deps.newToken(), locationOf: paths.run }
  const made = await makeRun(deps, input)
  console.log(`a run: ${((performance.now() - startedAt) / 1000).toFixed(1)} s`)
  return made.kind === 'made' ? made.location : null
}

async function measure(get: (path: string) => Promise<Response>, path: string): Promise<Measured> {
  const times: number[] = []
  let page = ''
  for (let n = -WARM_UPS; n < REQUESTS; n++) {
    const startedAt = performance.now()
    const answer = await get(path)
    page = await answer.text()
    if (answer.status !== 200) throw new Error(`${path} answers ${answer.status}`)
    if (n >= 0) times.push(performance.now() - startedAt)
  }
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN
  return { p50: at(0.5), p95: at(0.95), bytes: gzipSync(page).length }
}

async function sizesOf({ db: { q } }: Deps): Promise<string> {
  const tables = { participants: participant, introductions: introduction, duos: duo }
  const counted = await Promise.all(
    Object.entries(tables).map(async ([name, table]) => {
      const [row] = await q.select({ n: count() }).from(table)
      return `${row?.n ?? 0} ${name}`
    }),
  )
  return counted.join(', ')
}

function say(small: Map<string, Measured>, large: Map<string, Measured>): void {
  console.log(`\nmilliseconds of ${REQUESTS} requests; at most ${MOST_MS} (p95) and ${MOST_BYTES} bytes packed`)
  console.log(
    `of about ${Object.entries(SIZE_1)
      .map(([name, n]) => `${n} ${name}`)
      .join(', ')}`,
  )
  for (const [name, { p50, p95, bytes }] of large) {
    const before = small.get(name)
    const isSlow = p95 > MOST_MS
    const isLarge = bytes > MOST_BYTES
    const grows = before !== undefined && p50 > before.p50 / SMALL + SLACK_MS
    const faults = [isSlow && 'SLOW', isLarge && 'LARGE', grows && 'GROWS FASTER THAN ITS DATA'].filter(Boolean)
    if (faults.length > 0) process.exitCode = 1
    const times = `p50 ${p50.toFixed(1).padStart(6)}  p95 ${p95.toFixed(1).padStart(6)}`
    const quarter = `a quarter: ${before?.p50.toFixed(1).padStart(6)} / ${before?.p95.toFixed(1).padStart(6)}`
    console.log(`${name.padEnd(40)} ${times}   ${quarter}   ${String(bytes).padStart(6)} bytes  ${faults.join(' ')}`)
  }
}
