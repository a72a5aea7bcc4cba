import { serve } from '@hono/node-server'
import { event } from '../db/schema.ts'
import { firstEvent, prepareCity } from '../db/seed.ts'
import { loadSettings } from '../db/settings.ts'
import { listEvents } from '../db/signups/events.ts'
import { createApp } from '../src/app.tsx'
import { consentTexts } from '../src/consent-texts.ts'
import { openDeps } from '../src/node-deps.ts'
import { answerAboutCpu } from './child.ts'

/*
 * The whole app on a file, with its middleware, pragmas and limits as in production. Only what counts people in a room
 * is widened: every request comes from another address, and there are several events.
 */
const EVENTS = 40
const [folder = '.', secret = ''] = process.argv.slice(2)

let visitors = 0
const deps = {
  ...(await openDeps({ DATABASE_URL: `file:${folder}/app.db`, SECRET: secret })),
  clientAddress: () => `visitor ${visitors++}`,
}
await prepareCity(deps, consentTexts(await loadSettings(deps.db)))
await firstEvent(deps)
const [first] = await listEvents(deps.db, ['peter-meter'])
if (!first) throw new Error('no event')
const more = Array.from({ length: EVENTS - 1 }, (_, n) => ({ ...first, id: deps.newId(), code: `BENCH${n}` }))
await deps.db.write([deps.db.q.insert(event).values(more)])

const app = await createApp(deps)
const events = [first, ...more].map(({ id, code }) => ({ id, code }))
const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => {
  process.send?.({ port, events, origin: deps.config.baseUrl })
})
answerAboutCpu()
process.once('SIGTERM', () => {
  server.close()
  process.exit(0)
})
