import { expect, test } from 'vitest'
import { saveAnswer } from '../../db/introductions/answers.ts'
import { Unavailable } from '../../db/refusal.ts'
import { duo, outbox } from '../../db/schema.ts'
import { createApp } from '../../src/app.tsx'
import { DAY_MS } from '../../src/domain/civil-date.ts'
import { SIDES } from '../../src/domain/facts.ts'
import { runJobs } from '../../src/jobs.ts'
import { paths } from '../../src/paths.ts'
import { browser, freshApp, ORIGIN } from '../app.ts'
import { introduced, introductionOf } from '../introduced.ts'
import { AMIRA_TYPES, fillIn } from '../signup-flow.ts'
import { signInStaff } from '../staff.ts'

/* What nobody's browser sends. Never a fault of ours, and never a trace in the database. */

const FORM = 'application/x-www-form-urlencoded'
const MULTIPART = 'multipart/form-data; boundary=x'
const BODIES: [type: string, body: string][] = [
  [MULTIPART, 'no part at all'],
  ['multipart/form-data', 'no boundary'],
  [MULTIPART, '--x\r\nContent-Disposition: form-data; name="email"\r\n\r\ncut off'],
  [MULTIPART, '--x\r\nContent-Disposition: form-data; name="email"; filename="a.txt"\r\n\r\nfile\r\n--x--\r\n'],
  ['application/json', '{"__proto__":{"admin":true},"email":["a"]}'],
  ['text/plain', 'email=a'],
  [FORM, 'email=%&_csrf=%E0%A4%A&%=%'],
  [FORM, '__proto__=1&constructor=2&email=a%40example.org&email=b%40example.org&_csrf=a&_csrf=b'],
  [FORM, 'email=a%00b%40example.org&name=%00&answer=toString&wish=constructor'],
]

test('a body that is no form gets a plain answer from every route that takes one', async () => {
  const { app, lines } = await freshApp()
  const routes = app.routes.filter(({ method, path }) => method === 'POST' && !path.includes('*'))
  expect(routes.length).toBeGreaterThan(20)
  for (const { path } of routes)
    for (const [type, body] of BODIES) {
      const address = path.replaceAll(/:\w+/g, 'x')
      const answer = await app.request(address, {
        method: 'POST',
        body,
        headers: { Origin: ORIGIN, 'Content-Type': type },
      })
      expect(answer.status, `${path} ${type} ${body}`).toBeLessThan(500)
    }
  expect(lines.filter(({ event }) => event === 'failure')).toEqual([])
})

test('nor does one that comes with a true token of staff', async () => {
  const { t, id, amira } = await introduced()
  const dirk = await signInStaff(t)
  const routes = t.app.routes.filter(({ method, path }) => method === 'POST' && path.startsWith('/staff/'))
  for (const { path } of routes.filter((route) => route.path !== paths.signOut()))
    for (const [type, body] of BODIES) {
      const address = path.replaceAll(/:\w+/g, path.includes('introductions') ? id : amira.participantId)
      const headers = { Origin: ORIGIN, 'Content-Type': type, 'X-CSRF-Token': dirk.csrf }
      const answer = await dirk.request(address, { method: 'POST', body, headers })
      expect(answer.status, `${path} ${type} ${body}`).toBeLessThan(500)
    }
  expect(t.lines.filter(({ event }) => event === 'failure')).toEqual([])
})

test('an origin that is no address is somebody else’s', async () => {
  const { app } = await freshApp()
  for (const Origin of ['http://127.0.0.1:99999', 'http://10.0.0.999', 'http://[::1]:x', 'null', '']) {
    const answer = await app.request(`${ORIGIN}${paths.signIn()}`, { method: 'POST', headers: { Origin } })
    expect(answer.status, Origin).toBe(403)
  }
})

test('words of JavaScript in an address choose nothing', async () => {
  const { t, id, amira } = await introduced()
  const dirk = await signInStaff(t)
  const pages = [
    paths.participants(),
    paths.participant(amira.participantId),
    paths.introductions(),
    paths.staffIntroduction(id),
    paths.duos(),
    paths.matching(),
    paths.mails(),
    paths.report(),
  ]
  for (const page of pages)
    for (const name of ['done', 'state', 'side', 'page', 'q'])
      for (const value of ['__proto__', 'constructor', 'toString', 'hasOwnProperty', '-1', '1e400', '%00', '%E0%A4']) {
        const answer = await dirk.get(`${page}?${name}=${value}`)
        expect(answer.status, `${page} ${name}=${value}`).toBeLessThan(400)
        expect(await answer.text()).not.toMatch(/native code|\[object/)
      }
})

test('nor do they in a form: a person is not stopped for the reason “constructor”', async () => {
  const { t, amira } = await introduced()
  const dirk = await signInStaff(t)
  for (const how of ['constructor', 'toString', '__proto__']) {
    const answer = await dirk.post(paths.participantWithdrawal(amira.participantId), { how, sure: 'yes' })
    expect(answer.status, how).toBe(422)
  }
})

test('a path or a cookie that cannot be decoded leads nowhere', async () => {
  const { app } = await freshApp()
  for (const path of [
    '/%',
    '/%E0%A4%A',
    '/e/%00',
    '/l/%FF',
    '/E/%0d%0aSet-Cookie:x',
    '/staff/%',
    '/introductions/%00/mentor',
  ]) {
    const answer = await app.request(path)
    expect(answer.status, path).toBeLessThan(500)
    expect(answer.headers.getSetCookie()).toEqual([])
  }
  for (const Cookie of ['staff=%', 'staff=%E0%A4', '__proto__=1; constructor=2', '=; ;;'])
    expect((await app.request(paths.today(), { headers: { Cookie } })).status, Cookie).toBe(303)
})

test('on a full disk nobody is told that something was kept; the same form works once there is room', async () => {
  const t = await freshApp()
  let full = true
  const write: typeof t.db.write = (batch) => (full ? Promise.reject(new Unavailable('write')) : t.db.write(batch))
  const app = await createApp({ ...t.deps, db: { ...t.db, write } })
  const phone = browser(app)
  const form = { ...(await fillIn({ ...t, app }, phone, 'mentee', AMIRA_TYPES)), takingPart: 'yes' }

  const refused = await phone.post(paths.signups(t.code, 'mentee'), form)
  expect([refused.status, refused.headers.get('Retry-After')]).toEqual([503, '30'])
  expect(await refused.text()).toContain('Je inschrijving is nog niet bewaard.')
  expect((await phone.get(paths.event(t.code))).status).toBe(200)
  const asked = await phone.post(paths.signIn(), { email: 'dirk@example.org' })
  expect([asked.status, asked.headers.get('Retry-After')]).toEqual([503, '30'])

  full = false
  expect((await phone.post(paths.signups(t.code, 'mentee'), form)).status).toBe(303)
})

test('a clock that goes back a day asks, mails and starts nothing twice', async () => {
  const { t, id } = await introduced()
  t.clock.now += 5 * DAY_MS
  await runJobs(t.deps)
  const mails = async () => (await t.db.q.select().from(outbox)).length
  const before = await mails()
  t.clock.now -= DAY_MS
  await runJobs(t.deps)
  expect(await mails()).toBe(before)

  for (const side of SIDES) {
    const introduction = await introductionOf(t, id)
    const decision = await saveAnswer(t.deps, { introduction, side, answer: 'yes', stop: 'stay', way: 'mail' })
    expect(decision.kind).toBe('answered')
  }
  t.clock.now += DAY_MS
  await runJobs(t.deps)
  expect(await t.db.q.select().from(duo)).toHaveLength(1)
})
