import { expect, test } from 'vitest'
import { freshApp, ORIGIN } from '../app.ts'
import { AMIRA, signUp } from '../people.ts'

test('health, readiness and the statements answer', async () => {
  const { app } = await freshApp()
  for (const path of ['/healthz', '/readyz', '/', '/privacy', '/accessibility'])
    expect((await app.request(path)).status, path).toBe(200)
})

test('the home page sends a typed code, in any case, to the event', async () => {
  const { app } = await freshApp()
  const response = await app.request('/?code=%20b7k2')
  expect(response.headers.get('Location')).toBe('/e/B7K2')
})

test('a post from elsewhere is refused, whatever its content type', async () => {
  const { app } = await freshApp()
  const posts = [
    {},
    { Origin: 'https://evil.example.org' },
    { 'Sec-Fetch-Site': 'cross-site', Origin: ORIGIN },
    { 'Content-Type': 'application/json' },
  ]
  for (const headers of posts) expect((await app.request('/', { method: 'POST', headers })).status).toBe(403)
})

test('a sign-up leaves a receipt in the outbox', async () => {
  const t = await freshApp()
  const { signup } = await signUp(t, AMIRA)
  expect(signup.shortCode).toMatch(/^[A-HJKMNP-Z2-9]{4}$/)
})
