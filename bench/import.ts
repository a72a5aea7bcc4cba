import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { sql } from 'drizzle-orm'
import { continueImport } from '../db/imports/imports.ts'
import { insertStaff, staffLinkFor } from '../db/office/staff.ts'
import { prepareCity } from '../db/seed.ts'
import { loadSettings } from '../db/settings.ts'
import { cookieName, csrfFor } from '../src/access.ts'
import { createApp } from '../src/app.tsx'
import { consentTexts } from '../src/consent-texts.ts'
import { randomToken } from '../src/keys.ts'
import { openDeps } from '../src/node-deps.ts'
import { paths } from '../src/paths.ts'

const COLUMNS = 'naam;e-mailadres;rol;thema;sector;talen;telefoon;datum toestemming;plaats toestemming'
const EMAIL = 'dirk@example.org'
/** A second import makes nobody: a look or a yes that takes more of the processor looks at everybody for every row. */
const MOST_TIMES = 3
/** One row in fifty is wrong in one of these ways. */
const FAULTS = ['', 'geen adres']
const isFaulty = (n: number) => n % 50 === 7

/**
 * A file of volunteers, in a database on disk as in production: how long the look takes, how many rows a second are
 * written, the longest that anybody else waits meanwhile, what a second import of the same file makes and costs, and
 * memory.
 */
export async function run([given]: string[]): Promise<void> {
  const rows = Number(given ?? 5_000)
  const folder = mkdtempSync(join(tmpdir(), 'peter-meter-bench-'))
  const office = await openOffice(folder)
  try {
    const file = fileOf(rows)
    console.log(`${rows} rows, ${(file.length / 1024).toFixed(0)} KB`)
    const before = process.memoryUsage().rss
    const first = await bringIn(office, file, 'first import')
    const whole = Array.from({ length: rows }, (_, n) => n).filter((n) => !isFaulty(n)).length
    const second = await bringIn(office, file, 'second import of the same file')
    const undone = await timed(() => office.post(paths.importUndo(first.id), { sure: 'yes' }))
    console.log(`undo: ${undone.ms.toFixed(0)} ms, ${await peopleIn(office)} people left`)
    console.log(`memory: ${((process.memoryUsage().rss - before) / 1024 / 1024).toFixed(0)} MB more at the end`)
    const times = { look: second.lookCpu / first.lookCpu, yes: second.yesCpu / first.yesCpu }
    console.log(
      `CPU of the second import: ${times.look.toFixed(1)} × the first look, ${times.yes.toFixed(1)} × the first yes (${MOST_TIMES} at most)`,
    )
    const isDear = Math.max(times.look, times.yes) > MOST_TIMES
    if (first.made !== whole || second.made > 0 || isDear || (await peopleIn(office)) > 0) process.exitCode = 1
  } finally {
    office.deps.db.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

type Office = Awaited<ReturnType<typeof openOffice>>

async function bringIn(office: Office, file: string, name: string) {
  const had = await peopleIn(office)
  const upload = await timed(() => office.upload(file))
  const path = upload.result.headers.get('Location') ?? ''
  const id = path.slice(paths.import('').length)
  const look = await timed(async () => (await office.get(path)).text())
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const writing = await timed(async () => {
    await office.post(paths.importConfirmation(id), { sure: 'yes' })
    await continueImport(office.deps, id)
  })
  delay.disable()
  const made = (await peopleIn(office)) - had
  console.log(`${name}:`)
  console.log(
    `  read and kept in ${upload.ms.toFixed(0)} ms (${upload.cpu.toFixed(0)} of CPU), looked at in ${look.ms.toFixed(0)} ms (${look.cpu.toFixed(0)} of CPU)`,
  )
  console.log(
    `  ${made} people made in ${writing.ms.toFixed(0)} ms (${writing.cpu.toFixed(0)} of CPU): ${((made / writing.ms) * 1000).toFixed(0)} rows/s`,
  )
  const result = await timed(async () => (await office.get(path)).text())
  console.log(`  its page afterwards in ${result.ms.toFixed(0)} ms`)
  console.log(`  nobody else waited longer than ${(delay.max / 1e6).toFixed(0)} ms`)
  return { id, made, lookCpu: look.cpu, yesCpu: writing.cpu }
}

async function timed<Result>(work: () => Promise<Result> | Result) {
  const [start, used] = [performance.now(), process.cpuUsage()]
  const result = await work()
  const { user, system } = process.cpuUsage(used)
  return { result, ms: performance.now() - start, cpu: (user + system) / 1000 }
}

async function peopleIn({ deps }: Office): Promise<number> {
  const [row] = await deps.db.q.all<{ n: number }>(sql`SELECT count(*) AS n FROM person`)
  return row?.n ?? 0
}

function fileOf(rows: number): string {
  const lines = Array.from({ length: rows }, (_, n) => {
    const fault = isFaulty(n) ? FAULTS[((n / 50) % FAULTS.length) | 0] : undefined
    const email = fault ?? `vrijwilliger${n}@example.org`
    return `Vrijwilliger ${'ABCDEFGHIJ'[n % 10]}${'abcdefghij'[((n / 10) % 10) | 0]};${email};peter of meter;Boekhouding, Klanten vinden;Winkel;Nederlands, Frans;0470 12 34 56;8/05/2026;map-${n}`
  })
  return [COLUMNS, ...lines].join('\r\n')
}

/** The app on a file, and a browser in which a member of staff is signed in. */
async function openOffice(folder: string) {
  const opened = await openDeps({ DATABASE_URL: `file:${folder}/app.db`, SECRET: randomToken() })
  const clock = Date.UTC(2027, 4, 4, 12) - Date.now()
  const deps = { ...opened, now: () => Date.now() + clock, log: () => undefined }
  await prepareCity(deps, consentTexts(await loadSettings(deps.db)))
  const id = deps.newId()
  await deps.db.write(insertStaff(deps, { id, name: 'Dirk Dienst', email: EMAIL, role: 'manager' }))
  const app = await createApp(deps)
  const origin = { Origin: deps.config.baseUrl }
  const form = (fields: Record<string, string>) => new URLSearchParams(fields)
  const entered = await app.request(await staffLinkFor(deps, id), {
    method: 'POST',
    headers: origin,
    body: form({ sure: 'yes' }),
  })
  const cookie = entered.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const csrf = await csrfFor(deps, cookie.slice(cookieName(deps.config, 'staff').length + 1))
  const headers = { ...origin, Cookie: cookie }
  const upload = (content: string) => {
    const body = new FormData()
    for (const [name, value] of Object.entries({ _csrf: csrf, programme: 'peter-meter', kind: 'people' }))
      body.set(name, value)
    body.set('file', new File([content], 'lijst.csv'))
    return app.request(paths.imports(), { method: 'POST', headers, body })
  }
  return {
    deps,
    upload,
    get: (path: string) => app.request(path, { headers }),
    post: (path: string, fields: Record<string, string>) =>
      app.request(path, { method: 'POST', headers, body: form({ _csrf: csrf, ...fields }) }),
  }
}
