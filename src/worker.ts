import type { D1Database, ExecutionContext } from '@cloudflare/workers-types'
import { openD1 } from '../db/d1.ts'
import { prepareCity } from '../db/seed.ts'
import { loadSettings } from '../db/settings.ts'
import css from '../static/app.css'
import { createApp } from './app.tsx'
import { consentTexts } from './consent-texts.ts'
import { type Deps, parseConfig, type VariableName } from './deps.ts'
import { runJobs } from './jobs.ts'
import { makeKeys, randomToken, uuidv7 } from './keys.ts'
import { smtpMailer } from './letters/mailer.ts'

/** Bindings and secrets: DB, and the variables of .env.example. */
type Bindings = { DB: D1Database } & Partial<Record<VariableName, string>>

type Running = { deps: Deps; app: Awaited<ReturnType<typeof createApp>> }

let running: Promise<Running> | undefined

/** One app an isolate. A start that failed is tried again at the next request. */
function start(env: Bindings): Promise<Running> {
  running ??= open(env).catch((error) => {
    running = undefined
    throw error
  })
  return running
}

async function open(env: Bindings): Promise<Running> {
  const { DB, ...variables } = env
  const config = parseConfig(variables)
  const deps: Deps = {
    db: openD1(DB),
    config,
    keys: await makeKeys(config.secret ?? '', config.previousSecrets, config.lastingSecret),
    now: Date.now,
    newId: () => uuidv7(Date.now()),
    newToken: randomToken,
    css,
    clientAddress: (c) => c.req.header('CF-Connecting-IP') ?? 'unknown',
    log: (line) => console.error(JSON.stringify(line)),
    ...(config.smtpUrl
      ? { mailer: smtpMailer(config.smtpUrl, config.mailFrom, new URL(config.baseUrl).hostname) }
      : {}),
  }
  await prepareCity(deps, consentTexts(await loadSettings(deps.db)))
  return { deps, app: await createApp(deps) }
}

export default {
  fetch: async (request: Request, env: Bindings): Promise<Response> => (await start(env)).app.fetch(request),
  scheduled: async (_event: unknown, env: Bindings, context: ExecutionContext): Promise<void> => {
    const { deps } = await start(env)
    context.waitUntil(runJobs(deps))
  },
}
