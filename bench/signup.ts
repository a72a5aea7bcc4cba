import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SECTORS } from '../src/domain/sectors.ts'
import { makeKeys, randomToken } from '../src/keys.ts'
import { paths } from '../src/paths.ts'
import { freshForm } from '../src/phone/form-stamp.ts'
import { type Child, startChild } from './child.ts'
import { formPost, type LoadResult, load, median } from './load.ts'

const CONNECTIONS = 200
const ROUNDS = 5
const WARM_UP_MS = 3_000
const LEAST_RATIO = 0.5
const MOST_FORMS = 40_000

type Measured = LoadResult & { cpu: number }
type AppHello = { port: number; events: { id: string; code: string }[]; origin: string }

/** Sign-ups a second of the whole app beside a bare Hono route that validates and inserts one row, in turns. */
export async function run([seconds = '2']: string[]): Promise<void> {
  const milliseconds = Math.min(30, Math.max(1, Number(seconds))) * 1000
  const folder = mkdtempSync(join(tmpdir(), 'peter-meter-bench-'))
  const secret = randomToken()
  const app = await startChild<AppHello>('signup-app.ts', [folder, secret])
  const bare = await startChild<{ port: number }>('signup-bare.ts', [folder])

  try {
    const measure = async (child: Child<{ port: number }>, nextRequest: () => string | null, ms: number) => {
      const before = await child.cpu()
      const result = await load({ port: child.hello.port, connections: CONNECTIONS, milliseconds: ms, nextRequest })
      return { ...result, cpu: ((await child.cpu()) - before) / result.count }
    }
    const nextForm = { app: await appForms(app.hello, secret), bare: bareForms() }
    await measure(bare, nextForm.bare, WARM_UP_MS)
    await measure(app, nextForm.app, WARM_UP_MS)

    const results: Record<'app' | 'bare', Measured[]> = { app: [], bare: [] }
    for (let round = 0; round < ROUNDS; round++) {
      results.bare.push(await measure(bare, nextForm.bare, milliseconds))
      results.app.push(await measure(app, nextForm.app, milliseconds))
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

/** The ratio is the median of the rounds' own: what else the machine does falls on both of a round. */
function report(results: Record<'app' | 'bare', Measured[]>): void {
  const line = (name: string, runs: Measured[]) => {
    const middle = (of: (run: Measured) => number) => median(runs.map(of)).toFixed(0)
    const statuses = new Set(runs.flatMap((run) => Object.keys(run.statuses)))
    console.log(
      `${name}  ${middle((run) => run.perSecond)} sign-ups/s   p50 ${middle((run) => run.p50)} ms   ` +
        `p99 ${middle((run) => run.p99)} ms   ${middle((run) => run.cpu)} µs of processor each   all ${[...statuses]}`,
    )
  }
  console.log(`${CONNECTIONS} open connections, median of ${ROUNDS} rounds in turns`)
  line('bare route', results.bare)
  line('whole app ', results.app)
  const ratio = median(results.app.map((run, round) => run.perSecond / (results.bare[round]?.perSecond ?? Number.NaN)))
  console.log(`ratio ${ratio.toFixed(2)} (at least ${LEAST_RATIO})`)
  if (ratio < LEAST_RATIO) process.exitCode = 1
}
