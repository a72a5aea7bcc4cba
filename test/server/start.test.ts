import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { ConfigError, parseConfig } from '../../src/deps.ts'
import { DAY_MS } from '../../src/domain/civil-date.ts'
import { sayAndExit } from '../../src/node-deps.ts'
import { startServer } from '../../src/server.ts'
import { freshApp } from '../app.ts'
import { AMIRA, signUp } from '../people.ts'
import { type ServerProcess, startProcess, temporaryFolder } from './server-process.ts'

const started: ServerProcess[] = []
afterEach(() => {
  for (const server of started.splice(0)) server.stop()
})

async function start(...args: Parameters<typeof startProcess>): Promise<ServerProcess> {
  const server = await startProcess(...args)
  started.push(server)
  return server
}

describe('npm start on an empty folder', () => {
  const folder = temporaryFolder()
  const env = { DATABASE_URL: `file:${join(folder, 'deep', 'city.db')}` }
  let code: string

  test('says where people sign up and how the first of staff gets in, and answers there', async () => {
    const server = await start(env)

    const signup = await server.says(/Sign up: +(\S+\/e\/[A-Z0-9]{4})/)
    const staff = await server.says(/Staff: +(\S+\/sign-in\/\S+)/)

    expect(server.output()).toContain('█')
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200)
    expect((await fetch(signup)).status).toBe(200)
    expect((await fetch(staff)).status).toBe(200)
    expect(existsSync(join(folder, 'deep', 'city.db'))).toBe(true)
    expect(statSync(join(folder, 'deep', 'secret')).mode & 0o777).toBe(0o600)
    await expectOwnFiles(server)
    code = signup.slice(-4)
    server.stop()
    expect(await server.exit).toBe(0)
  })

  test('keeps the event and its secret on a next start', async () => {
    const secret = readFileSync(join(folder, 'deep', 'secret'), 'utf8')
    const server = await start(env)
    expect(await server.says(/\/e\/([A-Z0-9]{4})/)).toBe(code)
    await server.says(/Staff: +(\S+\/sign-in\/\S+)/)
    expect(readFileSync(join(folder, 'deep', 'secret'), 'utf8')).toBe(secret)
  })
})

describe('what cannot work is said in one line', () => {
  test.each([
    ['PORT', { PORT: '70000' }],
    ['BASE_URL', { BASE_URL: 'mentoring.example.org' }],
    ['DATABASE_URL', { DATABASE_URL: 'mysql://localhost/x' }],
    ['SMTP_URL', { SMTP_URL: 'localhost:25' }],
    ['MAIL_FROM', { SMTP_URL: 'smtp://localhost:25' }],
    ['SECRET', { SECRET: 'short' }],
    ['SECRET', { NODE_ENV: 'production', BASE_URL: 'https://mentoring.example.org' }],
    ['BASE_URL', { NODE_ENV: 'production', SECRET: 'x'.repeat(32), BASE_URL: 'http://mentoring.example.org' }],
  ])('a bad %s is named', (name, env) => {
    expect(() => parseConfig(env)).toThrow(ConfigError)
    expect(() => parseConfig(env)).toThrow(new RegExp(`^${name} .+$`))
  })

  test('a bad setting, with exit code 2', async () => {
    expect(await endOf(() => startServer({ SECRET: 'short' }))).toEqual([
      'Starting…',
      expect.stringMatching(/^SECRET .+$/),
      'exit 2',
    ])
  })

  test('a port in use, with exit code 1', async () => {
    const taken = createServer()
    await new Promise<void>((resolve) => taken.listen(0, resolve))
    const address = taken.address()
    const port = String(address && typeof address === 'object' ? address.port : 0)

    const server = await start({ PORT: port })

    expect(await server.exit).toBe(1)
    expect(server.output()).toContain(`Port ${port} is in use`)
    taken.close()
  })

  test('a port that only an administrator may use, with exit code 1', async () => {
    const denied = Object.assign(new Error('listen EACCES'), { code: 'EACCES' })
    const said = await endOf(async () => sayAndExit(denied, parseConfig({ PORT: '80' })))
    expect(said).toEqual(['Port 80 may not be used by this user. Choose one above 1023: PORT=3001 npm start', 'exit 1'])
  })

  test('a database that cannot be written, with exit code 1', async () => {
    const file = join(temporaryFolder(), 'a-file')
    writeFileSync(file, 'not a folder')
    expect(await endOf(() => startServer({ DATABASE_URL: `file:${join(file, 'city.db')}` }))).toEqual(NO_DATABASE)
  })

  test('a clock before the last consent, with exit code 1', async () => {
    const url = `file:${join(temporaryFolder(), 'city.db')}`
    const t = await freshApp({ url })
    t.clock.now = Date.now() + DAY_MS
    await signUp(t, AMIRA)
    t.db.close()

    expect(await endOf(() => startServer({ DATABASE_URL: url }))).toEqual([
      'Starting…',
      expect.stringContaining('The clock of this machine is before the last consent'),
      'exit 1',
    ])
  })

  test('a database that is something else, with exit code 1', async () => {
    const file = join(temporaryFolder(), 'city.db')
    writeFileSync(file, 'this is a text, not a database, and long enough to be read as one'.repeat(20))
    expect(await endOf(() => startServer({ DATABASE_URL: `file:${file}` }))).toEqual(NO_DATABASE)
  })
})

const NO_DATABASE = ['Starting…', expect.stringContaining('The database cannot be opened or written'), 'exit 1']

/** What it says until it ends, and with which code: in this process, for one of its own takes seconds to load the app. */
async function endOf(work: () => Promise<unknown>): Promise<string[]> {
  const said: string[] = []
  const spies = [
    ...(['log', 'error'] as const).map((way) =>
      vi.spyOn(console, way).mockImplementation((line) => void said.push(String(line))),
    ),
    vi.spyOn(process, 'exit').mockImplementation((code) => {
      said.push(`exit ${code}`)
      throw new Error('it ends')
    }),
  ]
  await expect(work()).rejects.toThrow('it ends')
  for (const spy of spies) spy.mockRestore()
  return said
}

/** The app's own files, under a long cache. */
async function expectOwnFiles(server: ServerProcess): Promise<void> {
  const response = await fetch(`${server.url}/assets/htmx-4.0.1.min.js`)
  expect(response.status).toBe(200)
  expect(response.headers.get('Cache-Control')).toContain('immutable')
  expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff')
  expect(await response.text()).toBe(readFileSync('node_modules/htmx.org/dist/htmx.min.js', 'utf8'))
  const missing = await fetch(`${server.url}/assets/htmx-5.min.js`)
  expect(missing.status).toBe(404)
  expect(missing.headers.get('Cache-Control') ?? '').not.toContain('immutable')
}
