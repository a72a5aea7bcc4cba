import { beforeAll, describe, expect, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { browser, type TestApp } from '../app.ts'
import { signInStaff } from '../staff.ts'
import { type Fields, ROUTES } from './sight-routes.ts'
import { MEMBERS, memberAt, type Objects, OFFICES, SHARED, sightWorld } from './sight-world.ts'

/*
 * Every route of staff, by everybody who signs in, with objects of every programme: names only where sight says so, and
 * what one may not name is answered byte for byte as what is not there. A route without a line in the table fails.
 */

let t: TestApp
let all: Objects[]
let olga: Awaited<ReturnType<typeof sightWorld>>['olga']

beforeAll(async () => {
  ;({ t, all, olga } = await sightWorld())
})

const routes = () => [
  ...new Set(
    t.app.routes
      .filter(({ method, path }) => method !== 'ALL' && path.startsWith('/staff') && !path.includes('*'))
      .map(({ method, path }) => `${method} ${path}`),
  ),
]

test('every route of staff has a line here', () => {
  expect(routes().filter((route) => !ROUTES[route])).toEqual([])
  expect(Object.keys(ROUTES).filter((route) => !routes().includes(route))).toEqual([])
})

type Visitor = Pick<Awaited<ReturnType<typeof signInStaff>>, 'get' | 'post'>

/** The other parts of an address; `menteeId` is a participant of the run. */
const PARTS: Fields = { meeting: 'none', memberId: 'none', other: 'none', kind: 'people' }

/** What one route answers about these objects; nonces and keys, which differ every time, are taken out. */
async function ask(who: Visitor, route: string, o: Objects): Promise<{ status: number; text: string }> {
  const [method = '', pattern = ''] = route.split(' ')
  const probe = ROUTES[route]!
  const id = 'of' in probe ? o[probe.of] : 'people'
  const path = pattern.replace(/:(\w+)/g, (_, name: string) => PARTS[name] ?? (name === 'id' ? id : o.participant))
  const fields = { programme: o.programme, ...('fields' in probe ? probe.fields?.(o) : {}) }
  const answer =
    method === 'GET' ? await who.get(`${path}?${new URLSearchParams(fields)}`) : await who.post(path, fields)
  const text = (await answer.text()).replaceAll(/nonce="[^"]*"/g, '').replaceAll(/name="_form" value="[^"]*"/g, '')
  return { status: answer.status, text }
}

const NONE: Objects = {
  ...{
    programme: 'none',
    canary: 'none',
    participant: 'none',
    mentor: 'none2',
    signup: 'none',
    event: 'none',
    run: 'none',
  },
  ...{
    introduction: 'none',
    duo: 'none',
    block: 'none:none2:none',
    mail: 'none',
    file: 'none',
    colleague: 'none',
    partner: 'none',
    member: 'none',
    idle: 'none',
    idleMail: 'none',
  },
}

/** All but the way out. */
const inside = () => routes().filter((route) => ROUTES[route] && !route.includes('sign-out'))

const isReading = (route: string) => route.startsWith('GET ')
/** What the audit tells of changes: that somebody read figures is written too. */
const facts = async () =>
  (await t.db.client.execute("SELECT seq FROM audit WHERE action <> 'report.downloaded'")).rows.map(({ seq }) => seq)

describe.each(OFFICES)('$who.name', ({ who, named, others }) => {
  const isTheirs = ({ programme }: Objects) => named.includes(programme)
  const foreigners = () => all.filter((each) => !isTheirs(each))
  let me: Visitor
  beforeAll(async () => {
    me = await signInStaff(t, who)
  })

  test('meets what is not theirs as what is not there, reads no name of it, and changes nothing', async () => {
    const before = await facts()
    const wrong: unknown[] = []
    for (const route of inside()) {
      const probe = ROUTES[route]!
      const absent = 'of' in probe ? await ask(me, route, NONE) : null
      if (absent && absent.status < 400) wrong.push([route, absent.status])
      // What is sent is tried with one other programme: that two differ, the reading shows.
      for (const o of isReading(route) ? foreigners() : 'own' in probe ? [] : foreigners().slice(0, 1)) {
        const foreign = await ask(me, route, o)
        const named = all.filter((each) => !isTheirs(each) && foreign.text.includes(each.canary))
        if (named.length > 0) wrong.push([route, 'names', named.map(({ programme }) => programme)])
        if (absent && (foreign.status !== absent.status || foreign.text !== absent.text))
          wrong.push([route, o.programme, foreign.status, absent.status])
        if ('list' in probe && !isReading(route) && foreign.status < 400) wrong.push([route, foreign.status])
      }
    }
    expect(wrong).toEqual([])
    expect(await facts()).toEqual(before)
  })

  test('finds what is theirs, in the words of their programme', async () => {
    const wrong: unknown[] = []
    for (const o of all.filter(isTheirs))
      for (const route of inside().filter((each) => !('ends' in ROUTES[each]!))) {
        const { status, text } = await ask(me, route, o)
        if (status === 404) wrong.push(route)
        const [word] = /^GET .*(report|settings)|^GET .staff$/.test(route) ? [] : (text.match(others) ?? [])
        if (word && isReading(route)) wrong.push([route, word])
      }
    expect(wrong).toEqual([])
  })

  test('reads and manages, of a partner that others work with or with no way left, its own people alone', async () => {
    const canaries = (html: string) => all.filter(({ canary }) => html.includes(canary)).map((each) => each.programme)
    expect(canaries(await (await me.get(paths.partnerPage(SHARED))).text())).toEqual(named)
    for (const o of all) {
      const answers = [
        await me.get(paths.partnerPage(o.idle)),
        await me.get(paths.mail(o.idleMail)),
        await me.post(paths.partnerMemberAccess(SHARED, o.member), { access: 'yes' }),
      ].map(({ status }) => status)
      expect([o.programme, answers]).toEqual([o.programme, isTheirs(o) ? [200, 200, 303] : [404, 404, 404]])
    }
    expect((await me.post(paths.partnerDoor(SHARED), { open: 'no' })).status).toBe(409)
  })
})

test('of a partner that several offices work with, somebody reads whom it sent to who let them in', async () => {
  for (const o of all) {
    const member = await signInStaff(t, memberAt(o))
    const html = await (await member.get(paths.partner())).text()
    const sent = all.filter(({ canary }) => html.includes(`Gestuurd ${canary}`)).map((each) => each.programme)
    expect(sent).toEqual([o.programme])
  }
})

test.each(MEMBERS)('to $name, who keeps no settings, those pages are not there', async (who) => {
  const me = await signInStaff(t, who)
  for (const route of inside().filter((each) => 'managers' in ROUTES[each]!))
    for (const o of all) expect([route, (await ask(me, route, o)).status]).toEqual([route, 404])
})

test('somebody of a partner finds no page of staff, and is led to their own', async () => {
  const me = await signInStaff(t, olga)
  const gone = await ask(me, 'GET /staff/report', all[0]!)
  expect(gone.status).toBe(404)
  for (const route of inside().filter((each) => each !== 'GET /staff'))
    expect([route, await ask(me, route, all[1]!)]).toEqual([route, gone])
  expect((await me.get(paths.today())).headers.get('Location')).toBe(paths.partner())
})

test('nobody is asked to sign in, whatever they ask for', async () => {
  const nobody = browser(t.app)
  for (const route of routes().filter((each) => ROUTES[each])) {
    const { status } = await ask(nobody, route, all[0]!)
    expect([route, status]).toEqual([route, isReading(route) ? 303 : 401])
  }
})
