import { readFileSync } from 'node:fs'
import { openDatabase } from '../db/client.ts'
import { migrate } from '../db/migrate.ts'
import { firstEvent, prepareCity } from '../db/seed.ts'
import { loadSettings } from '../db/settings.ts'
import { createApp } from '../src/app.tsx'
import { consentTexts } from '../src/consent-texts.ts'
import { type Deps, type LogLine, parseConfig } from '../src/deps.ts'
import { makeKeys, randomToken, uuidv7 } from '../src/keys.ts'
import type { Letter, Mailer } from '../src/letters/mailer.ts'
import { typedIn, watch, withTyped } from './canary.ts'
import { freshDatabases, type OpenDatabase } from './fresh-database.ts'

export const ORIGIN = 'http://localhost:3000'
export const SECRET = 'a-secret-for-tests-of-32-characters-or-more'
const css = readFileSync(new URL('../static/app.css', import.meta.url), 'utf8')

/** 4 May 2027, 14.00 in Brussels: four days before the event that the seed makes. */
export const START = Date.UTC(2027, 4, 4, 12)

export type TestApp = Awaited<ReturnType<typeof freshApp>>

/** A fresh app on a database of its own (a copy of a prepared one, or at `url`), with a clock that stands still until it is moved. */
export async function freshApp({ url, mailer }: { url?: string; mailer?: Mailer } = {}) {
  const clock = { now: START }
  const lines: LogLine[] = []
  const db = url ? await openDatabase(url) : await cityDatabase()
  const deps: Deps = {
    ...(await outside(db, clock)),
    log: (line) => lines.push(line),
    ...(mailer ? { mailer } : {}),
  }
  if (url) await prepare(db)
  const app = await createApp(deps)
  watch(app, db)
  return { app, deps, db, clock, lines, code: await firstEvent(deps) }
}

const cityDatabase = freshDatabases(prepare)

async function prepare(db: OpenDatabase): Promise<void> {
  await migrate(db)
  const deps = await outside(db, { now: START })
  await prepareCity(deps, consentTexts(await loadSettings(db)))
  await firstEvent(deps)
}

const outside = async (db: OpenDatabase, clock: { now: number }): Promise<Deps> => ({
  db,
  config: parseConfig({ SECRET }),
  keys: await makeKeys(SECRET),
  now: () => clock.now,
  newId: () => uuidv7(clock.now),
  newToken: randomToken,
  css,
  clientAddress: () => '203.0.113.7',
  log: () => undefined,
})

/** A mailer that keeps every letter, in order. */
export function mailbox(): { mailer: Mailer; letters: Letter[] } {
  const letters: Letter[] = []
  return {
    letters,
    mailer: {
      send: async (letter) => {
        letters.push(letter)
        return { kind: 'sent' }
      },
    },
  }
}

export type Browser = ReturnType<typeof browser>

/** One browser: keeps cookies, sends forms as a page of ours would, follows no redirect by itself. */
export function browser(app: TestApp['app']) {
  const cookies = new Map<string, string>()
  let typed = ''

  async function request(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers)
    if (cookies.size > 0) headers.set('Cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    typed += ` ${typedIn(init)}`
    const response = await app.request(path.replace(ORIGIN, ''), withTyped({ ...init, headers }, typed))
    if (response.status === 422) await expectSummary(response.clone(), path)
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '' || /max-age=0/i.test(line)) cookies.delete(name)
      else cookies.set(name, value)
    }
    return response
  }

  return {
    cookies,
    request,
    get: (path: string, headers: Record<string, string> = {}) => request(path, { headers }),
    post: (path: string, fields: Record<string, string | string[]>, headers: Record<string, string> = {}) =>
      request(path, { method: 'POST', body: formBody(fields), headers: { Origin: ORIGIN, ...headers } }),
  }
}

/** What is wrong is said at the top of the page too, and not beside its field alone, which may be far below. */
async function expectSummary(response: Response, path: string): Promise<void> {
  const page = await response.text()
  if (page.includes('class="error"') && !page.includes('id="errors"')) throw new Error(`${path} has no error summary`)
}

function formBody(fields: Record<string, string | string[]>): URLSearchParams {
  const body = new URLSearchParams()
  for (const [name, values] of Object.entries(fields)) for (const value of [values].flat()) body.append(name, value)
  return body
}

/** What an answer carries along of the page on which it was given: whose form it is, and the agreement that stood there. */
export const alongWith = (html: string) => ({ _csrf: field(html, '_csrf'), agreement: field(html, 'agreement') })

/** The value of a hidden (or other) field of the first form that has it. */
export function field(html: string, name: string): string {
  const input = html.match(/<input[^>]*>/g)?.find((tag) => tag.includes(`name="${name}"`))
  return /value="([^"]*)"/.exec(input ?? '')?.[1] ?? ''
}
