import { serve } from '@hono/node-server'
import { createClient } from '@libsql/client'
import { Hono } from 'hono'
import * as z from 'zod'
import { CONNECTION_PRAGMAS, FILE_PRAGMA } from '../db/connection.ts'
import { answerAboutCpu } from './child.ts'

/* The least that a sign-up could be: Hono validates a form and inserts one row, on the same pragmas. */
const [folder = '.'] = process.argv.slice(2)

const client = createClient({ url: `file:${folder}/bare.db`, concurrency: 1, timeout: 5000 })
for (const pragma of [...CONNECTION_PRAGMAS, FILE_PRAGMA]) await client.execute(pragma)
await client.execute(`CREATE TABLE signup (
  id TEXT PRIMARY KEY, form_key TEXT NOT NULL UNIQUE, name TEXT NOT NULL, email TEXT NOT NULL UNIQUE,
  topics TEXT NOT NULL, sector TEXT NOT NULL, languages TEXT NOT NULL, at INTEGER NOT NULL)`)

const many = z.union([z.string().transform((one) => [one]), z.array(z.string())])
const schema = z.object({
  _form: z.string().length(43),
  topics: many,
  sector: z.string(),
  languages: many,
  name: z.string().trim().min(1).max(100),
  email: z.email(),
  takingPart: z.literal('yes'),
})

const app = new Hono()
app.post('/signups', async (c) => {
  const parsed = schema.safeParse(await c.req.parseBody({ all: true }))
  if (!parsed.success) return c.text('no', 422)

  const { _form, topics, sector, languages, name, email } = parsed.data
  const id = crypto.randomUUID()
  await client.execute({
    sql: 'INSERT INTO signup VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    args: [id, _form, name, email, JSON.stringify(topics), sector, JSON.stringify(languages), Date.now()],
  })
  return c.redirect(`/signups/${id}`, 303)
})

const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => process.send?.({ port }))
answerAboutCpu()
process.once('SIGTERM', () => {
  server.close()
  process.exit(0)
})
