import { fileURLToPath } from 'node:url'
import { type ServerType, serve } from '@hono/node-server'
import { serveStatic } from '@hono/node-server/serve-static'
import { lastConsentAt } from '../db/people/consents.ts'
import { firstEvent, prepareCity } from '../db/seed.ts'
import { loadSettings } from '../db/settings.ts'
import { createApp } from './app.tsx'
import { consentTexts } from './consent-texts.ts'
import type { Deps } from './deps.ts'
import { announce, greet, type Welcome } from './greeting.ts'
import { runJobs } from './jobs.ts'
import { ClockError, openDeps, sayAndExit } from './node-deps.ts'
import { paths } from './paths.ts'

const ROOT = fileURLToPath(new URL('../static', import.meta.url))
const JOBS_EVERY_MS = 5_000
const DRAIN_MS = 10_000
/** Servers' clocks differ by a little; a consent that comes from tomorrow is another matter. */
const CLOCK_TOLERANCE_MS = 60_000

export type Start = {
  /** What to put in the database before it serves (the demo's people), and who gets a way in beside the first of staff. */
  seed?: (deps: Deps) => Promise<Welcome[]>
}

/** Opens the database, prepares the city, serves, and says where. */
export async function startServer(env: Record<string, string | undefined>, { seed }: Start = {}): Promise<void> {
  announce()
  const deps = await openDeps(env).catch(sayAndExit)
  if ((await lastConsentAt(deps.db)) > deps.now() + CLOCK_TOLERANCE_MS) sayAndExit(new ClockError())

  const others = await seed?.(deps)
  await prepareCity(deps, consentTexts(await loadSettings(deps.db))).catch(sayAndExit)
  const code = await firstEvent(deps)

  const app = await createApp(deps)
  app.use(paths.asset('*'), async (c, next) => {
    await next()
    if (c.res.ok) c.header('Cache-Control', 'public, max-age=31536000, immutable')
  })
  app.use(paths.asset('*'), serveStatic({ root: ROOT }))

  const server = serve({ fetch: app.fetch, port: deps.config.port }, () => void greet(deps, code, others))
  server.once('error', (error) => sayAndExit(error, deps.config))
  const stopJobs = repeat(() => runJobs(deps), JOBS_EVERY_MS, deps)
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => drain(server, deps, stopJobs))
}

/** Runs again some time after it ended, so that a slow run never meets itself. */
function repeat(work: () => Promise<unknown>, pauseMs: number, deps: Deps): () => void {
  let timer: NodeJS.Timeout
  const turn = async () => {
    await work().catch((error: Error) => deps.log({ event: 'jobs-failed', error: error.name }))
    timer = setTimeout(turn, pauseMs)
  }
  timer = setTimeout(turn, 0)
  return () => clearTimeout(timer)
}

/** Answers what was asked, takes nothing new, and ends. */
function drain(server: ServerType, deps: Deps, stopJobs: () => void): void {
  stopJobs()
  const end = () => {
    deps.db.close()
    process.exit(0)
  }
  server.close(end)
  if ('closeIdleConnections' in server) server.closeIdleConnections()
  setTimeout(end, DRAIN_MS).unref()
}
