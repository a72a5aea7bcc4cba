import { describe, expect, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { freshApp, ORIGIN } from '../app.ts'

const EVERYWHERE = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'x-robots-tag': 'noindex',
}

const NO_SCRIPT =
  /^default-src 'none'; style-src 'sha256-[A-Za-z0-9+/=]+'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/

/** Where a page is the same for everybody: the browser may keep it, and it opens without a process of its own. */
const SAME_FOR_EVERYBODY = { ...EVERYWHERE, 'cache-control': 'no-cache', 'cross-origin-opener-policy': null }

function expectHeaders(
  response: Response,
  expected: Record<string, string | null> = { ...EVERYWHERE, 'cache-control': 'no-store' },
): void {
  for (const [name, value] of Object.entries(expected)) expect(response.headers.get(name), name).toBe(value)
  expect(response.headers.get('access-control-allow-origin')).toBeNull()
  expect(response.headers.get('server')).toBeNull()
}

describe('headers stand on every answer', () => {
  test('of every page that can be asked for, found or not', async () => {
    const { app, code } = await freshApp()
    const pages = Object.values({ ...paths, asset: paths.home }).map((make) => {
      const build: (...parts: never[]) => string = make
      return build(...(Array.from({ length: make.length }, () => 'mentor') as never[]))
    })
    for (const path of [...pages, '/nowhere']) {
      const response = await app.request(path)
      expect(response.status, path).toBeLessThan(500)
      expectHeaders(response)
      if (!path.startsWith('/staff')) expect(response.headers.get('content-security-policy'), path).toMatch(NO_SCRIPT)
    }
    for (const path of [paths.event(code), paths.signupForm(code, 'mentee')])
      expectHeaders(await app.request(path), SAME_FOR_EVERYBODY)
  })

  test('of a refused post, of a body that is too large, and of a fault', async () => {
    const { app, db } = await freshApp()
    const foreign = await app.request('/', { method: 'POST', headers: { Origin: 'https://elsewhere.example.org' } })
    expect(foreign.status).toBe(403)
    expectHeaders(foreign)

    const large = await app.request(paths.signIn(), {
      method: 'POST',
      headers: { Origin: ORIGIN, 'Content-Type': 'application/x-www-form-urlencoded' },
      body: 'x'.repeat(70_000),
    })
    expect(large.status).toBe(413)
    expectHeaders(large)

    db.close()
    const fault = await app.request(paths.ready())
    expect([500, 503]).toContain(fault.status)
    expectHeaders(fault)
  })

  test('of https: browsers are told to keep to it', async () => {
    const { deps } = await freshApp()
    const { createApp } = await import('../../src/app.tsx')
    const app = await createApp({ ...deps, config: { ...deps.config, baseUrl: 'https://mentoring.example.org' } })
    const response = await app.request('/')
    expect(response.headers.get('strict-transport-security')).toBe('max-age=63072000; includeSubDomains')
  })
})

describe('a request that changes something comes from our own pages', () => {
  const METHODS = ['POST', 'PUT', 'PATCH', 'DELETE']
  const TYPES = [
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/plain',
    'application/json',
    '',
  ]
  const FOREIGN: Record<string, string>[] = [
    {},
    { Origin: 'https://elsewhere.example.org' },
    { Origin: 'null' },
    { Origin: 'http://localhost:3001' },
    { 'Sec-Fetch-Site': 'cross-site', Origin: ORIGIN },
    { 'Sec-Fetch-Site': 'same-site', Origin: ORIGIN },
    { 'Sec-Fetch-Site': 'none' },
  ]
  const OWN: Record<string, string>[] = [{ Origin: ORIGIN }, { 'Sec-Fetch-Site': 'same-origin' }]

  test.each(METHODS)('%s, with every content type', async (method) => {
    const { app } = await freshApp()
    for (const type of TYPES) {
      const ask = (headers: Record<string, string>) =>
        app.request(`${ORIGIN}/nowhere`, { method, headers: { ...headers, ...(type ? { 'Content-Type': type } : {}) } })
      for (const headers of FOREIGN) expect((await ask(headers)).status, JSON.stringify(headers)).toBe(403)
      for (const headers of OWN) expect((await ask(headers)).status, JSON.stringify(headers)).toBe(404)
    }
  })
})
