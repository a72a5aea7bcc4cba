import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { insertStaff } from '../db/office/staff.ts'
import { prepareCity } from '../db/seed.ts'
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

type Answer = { bytes: string; ms: number }

/** Whether asking for a sign-in link tells who is of staff: by a byte of the answer, or by the time that it takes. */
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

  const ask = async (email: string): Promise<Answer> => {
    now += HOUR_MS
    const headers = { Origin: deps.config.baseUrl }
    const startedAt = performance.now()
    const response = await app.request(paths.signIn(), {
      method: 'POST',
      headers,
      body: new URLSearchParams({ email }),
    })
    const body = await response.text()
    const ms = performance.now() - startedAt
    return { bytes: JSON.stringify([response.status, [...response.headers], body]), ms }
  }

  try {
    const answers: Record<'known' | 'unknown', Answer[]> = { known: [], unknown: [] }
    for (let n = 0; n < Number(samples); n++) {
      answers.known.push(await ask(KNOWN))
      // Of the same length, and never the same.
      answers.unknown.push(await ask(`${String(n).padStart(4, 'x')}@example.org`))
    }
    report(answers)
  } finally {
    deps.db.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

function report({ known, unknown }: Record<'known' | 'unknown', Answer[]>): void {
  const kinds = new Set([...known, ...unknown].map(({ bytes }) => bytes)).size
  const [a, b] = [known, unknown].map((all) => median(all.map(({ ms }) => ms)))
  const difference = Math.abs((a ?? Number.NaN) - (b ?? Number.NaN))
  console.log(`${known.length} + ${unknown.length} answers: ${kinds} different (status, headers and body)`)
  console.log(`median ${a?.toFixed(2)} ms for who is of staff, ${b?.toFixed(2)} ms for who is not`)
  console.log(`${difference.toFixed(2)} ms apart (at most ${MOST_DIFFERENCE_MS})`)
  if (kinds !== 1 || !(difference <= MOST_DIFFERENCE_MS)) process.exitCode = 1
}
