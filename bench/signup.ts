import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SECTORS } from '../src/domain/sectors.ts'
import { freshForm } from '../src/form-stamp.ts'
import { makeKeys, randomToken } from '../src/keys.ts'
import { paths } from '../src/paths.ts'
import { startChild } from './child.ts'
import { formPost, type LoadResult, load, median } from './load.ts'

const CONNECTIONS = 200
const ROUNDS = 3
const WARM_UP_MS = 1_500
const LEAST_RATIO = 0.5
const MOST_FORMS = 40_000

type AppHello = { port: number; events: { id: string; code: string }[]; origin: string }

/** Sign-ups a second of the whole app beside a bare Hono route that validates and inserts one row, in turns. */
export async function run([seconds = '4']: string[]): Promise<void> {
  const milliseconds = Math.min(30, Math.max(1, Number(seconds))) * 1000
  const folder = mkdtempSync(join(tmpdir(), 'peter-meter-bench-'))
  const secret = randomToken()
  const app = await startChild<AppHello>('signup-app.ts', [folder, secret])
  const bare = await startChild<{ port: number }>('signup-bare.ts', [folder])

  try {
    const of = (port: number, nextRequest: () => string | null) => (ms: number) =>
      load({ port, connections: CONNECTIONS, milliseconds: ms, nextRequest })
    const runs = { app: of(app.hello.port, await appForms(app.hello, secret)), bare: of(bare.hello.port, bareForms()) }
    await runs.bare(WARM_UP_MS)
    await runs.app(WARM_UP_MS)

    const results: Record<'app' | 'bare', LoadResult[]> = { app: [], bare: [] }
    for (let round = 0; round < ROUNDS; round++) {
      results.bare.push(await runs.bare(milliseconds))
      results.app.push(await runs.app(milliseconds))
    }
    report(results)
  } finally {
    app.stop()
    bare.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Forms as the check page gives them: each its own person, key and signed moment (some seconds ago). */
async function appForms({ port, events, origin }: AppHello, secret: string): Promise<() => string | null> {
  const visitor = { keys: await makeKeys(secret), now: () => Date.now() - 10_000, newToken: randomToken }
  const shown = await Promise.all(events.map(({ code }) => shownTexts(`http://127.0.0.1:${port}`, code, origin)))
  const requests: string[] = []
  for (let n = 0; n < MOST_FORMS; n++) {
    const event = n % events.length
    const { id = '', code = '' } = events[event] ?? {}
    const { formKey, stamp } = await freshForm(visitor, `${id}:mentee`)
    const kept: [string, string][] = [
      ['_form', formKey],
      ['shownAt', stamp],
      ['texts', shown[event] ?? ''],
    ]
    requests.push(formPost(paths.signups(code, 'mentee'), [...kept, ...person(n)], origin))
  }
  return () => requests.pop() ?? null
}

/** What stands in the hidden field of a check page: the versions of the texts on it. */
async function shownTexts(url: string, code: string, origin: string): Promise<string> {
  const response = await fetch(url + paths.signupCheck(code, 'mentee'), {
    method: 'POST',
    headers: { Origin: origin },
    body: new URLSearchParams(person(-1)),
  })
  const texts = /name="texts" value="([^"]*)"/.exec(await response.text())?.[1]
  if (!texts) throw new Error(`No check page: ${response.status}`)
  return texts
}

function bareForms(): () => string | null {
  let n = 0
  return () => formPost('/signups', [['_form', randomToken()], ...person(n++)], 'http://127.0.0.1')
}

const person = (n: number): [string, string][] => [
  ['topics', 'accounting'],
  ['topics', 'finance'],
  ['sector', SECTORS[Math.abs(n) % SECTORS.length] ?? 'other'],
  ['languages', 'nl'],
  ['name', `Starter${n} Proef`],
  ['email', `starter${n}@example.org`],
  ['takingPart', 'yes'],
  ['message', ''],
]

function report(results: Record<'app' | 'bare', LoadResult[]>): void {
  const line = (name: string, runs: LoadResult[]) => {
    const rate = median(runs.map((run) => run.perSecond))
    const [p50, p99] = [median(runs.map((run) => run.p50)), median(runs.map((run) => run.p99))]
    const statuses = JSON.stringify(runs.map((run) => run.statuses))
    console.log(
      `${name}  ${rate.toFixed(0)} sign-ups/s   p50 ${p50.toFixed(0)} ms   p99 ${p99.toFixed(0)} ms   ${statuses}`,
    )
    return rate
  }
  console.log(`${CONNECTIONS} open connections, median of ${ROUNDS} runs in turns`)
  const [bare, app] = [line('bare route', results.bare), line('whole app ', results.app)]
  const ratio = app / bare
  console.log(`ratio ${ratio.toFixed(2)} (at least ${LEAST_RATIO})`)
  if (ratio < LEAST_RATIO) process.exitCode = 1
}
