import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as z from 'zod'
import { insertStaff } from '../db/office/staff.ts'
import { firstEvent, prepareCity } from '../db/seed.ts'
import { loadSettings } from '../db/settings.ts'
import { createApp } from '../src/app.tsx'
import { consentTexts } from '../src/consent-texts.ts'
import { openDeps } from '../src/node-deps.ts'
import { paths } from '../src/paths.ts'
import { median } from './load.ts'

const SAMPLES = 1_000
const MOST_DIFFERENCE_MS = 5
const HOUR_MS = 3_600_000
const KNOWN = 'dirk@example.org'
const TYPED = { topics: 'accounting', sector: 'horeca', languages: 'nl', name: 'Amira Voorbeeld' }

type Answer = { bytes: string; ms: number }

/**
 * Whether asking for a sign-in link tells who is of staff: by a byte of the answer, or by the time that it takes. And
 * whether signing up tells by its time who takes part already.
 */
export async function run([samples = String(SAMPLES)]: string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'peter-meter-bench-'))
  let now = Date.now()
  let visitors = 0
  const deps = {
    ...(await openDeps({ DATABASE_URL: `file:${folder}/app.db`, SECRET: 'x'.repeat(32) })),
    // An hour between two questions, so that no limit answers for us.
    now: () => now,
    clientAddress: () => `visitor ${visitors++}`,
  }
  await prepareCity(deps, consentTexts(await loadSettings(deps.db)))
  await deps.db.write(insertStaff(deps, { id: deps.newId(), name: 'Dirk Dienst', email: KNOWN, role: 'manager' }))
  const app = await createApp(deps)

  const code = await firstEvent(deps)

  const send = async (path: string, fields: string[][]): Promise<Answer> => {
    now += HOUR_MS
    const headers = { Origin: deps.config.baseUrl }
    const startedAt = performance.now()
    const response = await app.request(path, { method: 'POST', headers, body: new URLSearchParams(fields) })
    const body = await response.text()
    const ms = performance.now() - startedAt
    return { bytes: JSON.stringify([response.status, [...response.headers], body]), ms }
  }
  const ask = (email: string) => send(paths.signIn(), [['email', email]])
  const signUp = async (email: string): Promise<number> => {
    const typed = Object.entries({ ...TYPED, email })
    const { bytes } = await send(paths.signupCheck(code, 'mentee'), typed)
    const [, , page] = z.tuple([z.number(), z.unknown(), z.string()]).parse(JSON.parse(bytes))
    const hidden = [...page.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)]
    const fields = [...hidden.map(([, name = '', value = '']) => [name, value]), ['takingPart', 'yes']]
    const sent = await send(paths.signups(code, 'mentee'), fields)
    if (!sent.bytes.startsWith('[303')) throw new Error(`Not signed up: ${sent.bytes.slice(0, 200)}`)
    return sent.ms
  }

  try {
    const answers: Record<'known' | 'unknown', Answer[]> = { known: [], unknown: [] }
    for (let n = 0; n < Number(samples); n++) {
      answers.known.push(await ask(KNOWN))
      // Of the same length, and never the same.
      answers.unknown.push(await ask(`${String(n).padStart(4, 'x')}@example.org`))
    }
    report(answers)
    await signUp('amira@example.org')
    const times: Record<'known' | 'new', number[]> = { known: [], new: [] }
    for (let n = 0; n < Number(samples); n++) {
      times.known.push(await signUp('amira@example.org'))
      times.new.push(await signUp(`${String(n).padStart(5, 'y')}@example.org`))
    }
    reportTimes('takes part already', median(times.known), median(times.new))
  } finally {
    deps.db.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

function report({ known, unknown }: Record<'known' | 'unknown', Answer[]>): void {
  const kinds = new Set([...known, ...unknown].map(({ bytes }) => bytes)).size
  const middle = (all: Answer[]) => median(all.map(({ ms }) => ms))
  console.log(`${known.length} + ${unknown.length} answers: ${kinds} different (status, headers and body)`)
  if (kinds !== 1) process.exitCode = 1
  reportTimes('is of staff', middle(known), middle(unknown))
}

function reportTimes(who: string, known: number, unknown: number): void {
  const difference = Math.abs(known - unknown)
  console.log(`median ${known.toFixed(2)} ms for who ${who}, ${unknown.toFixed(2)} ms for others`)
  console.log(`${difference.toFixed(2)} ms apart (at most ${MOST_DIFFERENCE_MS})`)
  if (!(difference <= MOST_DIFFERENCE_MS)) process.exitCode = 1
}
