import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { type Browser, chromium } from 'playwright-core'
import { randomToken } from '../src/keys.ts'
import { paths } from '../src/paths.ts'
import { startChild } from './child.ts'
import { median } from './load.ts'

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium'
const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
const VISITS = 40
const WARM_UPS = 4
/** Before the browser comes: both servers are then as warm as one that has served a room. */
const FETCHES = 50
const MOST_BYTES = 14 * 1024
const MOST_RATIO = 1.1
const ANSWERS = {
  topics: 'accounting',
  sector: 'horeca',
  languages: 'nl',
  name: 'Amira Testers',
  email: 'amira@example.org',
}

type Hello = { port: number; events: { code: string }[]; origin: string }

/** Bytes of every page of the sign-up, and its largest paint beside a static file of the same bytes, in turns. */
export async function run(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'peter-meter-bench-'))
  const app = await startChild<Hello>('signup-app.ts', [folder, randomToken()])
  try {
    const url = `http://127.0.0.1:${app.hello.port}`
    const code = app.hello.events[0]?.code ?? ''
    const toForm = [paths.event(code), paths.signupForm(code, 'mentor'), paths.signupForm(code, 'mentee')]
    for (const path of toForm) sayBytes(path.replace(code, 'CODE'), await (await fetch(url + path)).text())
    for (const [name, page] of await afterwards(url, code, app.hello.origin)) sayBytes(name, page)
    await comparePaints(
      toForm.map((path) => url + path),
      folder,
    )
  } finally {
    app.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

function sayBytes(name: string, page: string): void {
  const gzipped = gzipSync(page, { level: 9 }).length
  console.log(
    `${String(gzipped).padStart(6)} bytes packed  ${String(Buffer.byteLength(page)).padStart(6)} plain  ${name}`,
  )
  if (gzipped > MOST_BYTES) process.exitCode = 1
}

/** The pages behind the form: the check page and the confirmation. */
async function afterwards(url: string, code: string, origin: string): Promise<[string, string][]> {
  const post = (path: string, fields: [string, string][]) =>
    fetch(url + path, {
      method: 'POST',
      headers: { Origin: origin },
      body: new URLSearchParams(fields),
      redirect: 'manual',
    })
  const check = await (await post(paths.signupCheck(code, 'mentee'), Object.entries(ANSWERS))).text()
  const hidden = [...check.matchAll(/type="hidden" name="([^"]*)" value="([^"]*)"/g)]
  const form = hidden.map(([, name = '', value = '']): [string, string] => [name, value])
  const sent = await post(paths.signups(code, 'mentee'), [...form, ['takingPart', 'yes']])
  const cookies = sent.headers.getSetCookie().map((cookie) => cookie.split(';')[0])
  const done = await fetch(url + sent.headers.get('Location'), { headers: { Cookie: cookies.join('; ') } })
  return [
    ['check', check],
    ['confirmation', await done.text()],
  ]
}

async function comparePaints(urls: string[], folder: string): Promise<void> {
  if (!existsSync(CHROMIUM)) {
    console.log(`No browser at ${CHROMIUM}, so no paints: set CHROMIUM, or apt-get install chromium`)
    return
  }
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_FLAGS })
  try {
    for (const url of urls) await comparePaint(browser, url, folder)
  } finally {
    await browser.close()
  }
}

/** The static file has the very bytes of the page, packed. */
async function comparePaint(browser: Browser, url: string, folder: string): Promise<void> {
  const file = join(folder, 'page.html.gz')
  writeFileSync(file, gzipSync(await (await fetch(url)).text(), { level: 9 }))
  const copy = await startChild<{ port: number }>('static-file.ts', [file])
  const copyUrl = `http://127.0.0.1:${copy.hello.port}/`

  const paints = { page: [] as number[], file: [] as number[] }
  for (let n = 0; n < FETCHES; n++) for (const address of [url, copyUrl]) await (await fetch(address)).text()

  // In turns, each of them as often before the other as after it.
  for (let visit = -WARM_UPS; visit < VISITS; visit++) {
    for (const which of visit % 2 === 0 ? (['page', 'file'] as const) : (['file', 'page'] as const)) {
      const paint = await largestPaint(browser, which === 'page' ? url : copyUrl)
      if (visit >= 0) paints[which].push(paint)
    }
  }
  copy.stop()
  const [page, plain] = [median(paints.page), median(paints.file)]
  const ratio = page / plain
  console.log(
    `LCP ${page.toFixed(1)} ms beside ${plain.toFixed(1)} ms of a static file: ratio ${ratio.toFixed(2)} (at most ${MOST_RATIO})`,
  )
  if (ratio > MOST_RATIO) process.exitCode = 1
}

/** Milliseconds from the start of a first visit on a phone to its largest contentful paint. */
async function largestPaint(browser: Browser, url: string): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 375, height: 740 } })
  const page = await context.newPage()
  await page.goto(url)
  const time = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => resolve(list.getEntries().at(-1)?.startTime ?? Number.NaN)).observe({
          type: 'largest-contentful-paint',
          buffered: true,
        })
      }),
  )
  await context.close()
  return time
}
