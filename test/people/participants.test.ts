import { eq, sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { loadFacts } from '../../db/people/participant-facts.ts'
import { listParticipants } from '../../db/people/participants.ts'
import { saveProof } from '../../db/people/personal-data.ts'
import * as schema from '../../db/schema.ts'
import { consentEvent, participant } from '../../db/schema.ts'
import type { Deps } from '../../src/deps.ts'
import { participantState } from '../../src/domain/participant.ts'
import { paths } from '../../src/paths.ts'
import { freshApp, type TestApp } from '../app.ts'
import { AMIRA, BERT, CHLOE, signUp, somebody } from '../people.ts'
import { type StaffBrowser, signInStaff } from '../staff.ts'

let t: TestApp
let dirk: StaffBrowser

beforeEach(async () => {
  t = await freshApp()
  dirk = await signInStaff(t)
})

const textOf = async (path: string) => (await dirk.get(path)).text()

describe('the list', () => {
  test('who is not signed in is sent to sign in', async () => {
    const { app } = t
    expect((await app.request(paths.participants())).headers.get('Location')).toBe(paths.signIn())
  })

  test('finds by name, address, business and short code; every word must be found', async () => {
    const amira = await signUp(t, AMIRA)
    const bert = await signUp(t, BERT)
    await t.db.write([
      t.db.q.update(participant).set({ business: 'Broodhuis' }).where(eq(participant.id, bert.participantId)),
    ])
    const found = async (q: string) => {
      const html = await textOf(`${paths.participants()}?q=${encodeURIComponent(q)}`)
      return [AMIRA.name, BERT.name].filter((name) => html.includes(`>${name}</a>`))
    }
    expect(await found('')).toEqual([AMIRA.name, BERT.name])
    expect(await found('AMIR')).toEqual([AMIRA.name])
    expect(await found('bert voorb')).toEqual([BERT.name])
    expect(await found('bert testers')).toEqual([])
    expect(await found('amira@example')).toEqual([AMIRA.name])
    expect(await found('broodh')).toEqual([BERT.name])
    expect(await found(amira.signup.shortCode.toLowerCase())).toEqual([AMIRA.name])
    expect(await found('%')).toEqual([])
    expect(await found("o'_\\")).toEqual([])
  })

  test('finds names with accents typed without them, and the other way round', async () => {
    await signUp(t, somebody('mentor', 1, { name: 'Çelik Şahin', email: 'c1@example.org' }))
    await signUp(t, somebody('mentor', 2, { name: 'Zoe Claes', email: 'z1@example.org' }))
    expect(await textOf(`${paths.participants()}?q=celik+sahin`)).toContain('Çelik Şahin')
    expect(await textOf(`${paths.participants()}?q=Zo%C3%AB`)).toContain('Zoe Claes')
    expect(await textOf(`${paths.participants()}?q=celiks`)).not.toContain('Çelik')
  })

  test('filters by side and state, counts each choice, and the address is the whole choice', async () => {
    const amira = await signUp(t, AMIRA)
    await signUp(t, BERT)
    await saveProof(t.deps, {
      participantId: amira.participantId,
      signupId: amira.signup.id,
      how: 'desk',
      staffId: dirk.staffId,
    })

    const mentors = await textOf(`${paths.participants()}?side=mentor`)
    expect(mentors).toContain(BERT.name)
    expect(mentors).not.toContain(AMIRA.name)
    expect(mentors).toContain('Nieuw (1)')
    expect(mentors).toContain('Klaar voor een voorstel (0)')
    const ready = await textOf(`${paths.participants()}?state=ready`)
    expect(ready).toContain(AMIRA.name)
    expect(ready).not.toContain(BERT.name)
    expect(ready).toContain('href="/staff/participants?side=mentor&amp;state=ready"')
  })

  test('an address that makes no sense shows everybody', async () => {
    await signUp(t, AMIRA)
    expect(await textOf(`${paths.participants()}?side=boss&state=asleep&page=-3`)).toContain(AMIRA.name)
  })

  test('a page past the last leads to the last', async () => {
    await signUp(t, AMIRA)
    const answer = await dirk.get(`${paths.participants()}?page=9`)
    expect(answer.status).toBe(303)
    expect(answer.headers.get('Location')).toBe(paths.participants())
  })

  test('while typing, htmx gets the found part only, and the address that belongs to it', async () => {
    await signUp(t, AMIRA)
    const answer = await dirk.get(`${paths.participants()}?q=amira&side=`, { 'HX-Request-Type': 'partial' })
    const html = await answer.text()
    expect(html).toContain(AMIRA.name)
    expect(html).not.toContain('<html')
    expect(answer.headers.get('HX-Push-Url')).toBe('/staff/participants?q=amira')
    expect(answer.headers.get('Vary')).toContain('HX-Request-Type')
  })

  test('shows no address and no phone number', async () => {
    await signUp(t, AMIRA)
    expect(await textOf(paths.participants())).not.toContain(AMIRA.email)
  })

  test('takes as many queries for fifty people as for one', async () => {
    const count = async () => {
      let queries = 0
      const counting = new Proxy(t.db.client, {
        get: (client, name, receiver) =>
          name === 'execute'
            ? (...args: Parameters<typeof client.execute>) => {
                queries++
                return client.execute(...args)
              }
            : Reflect.get(client, name, receiver),
      })
      const { drizzle } = await import('drizzle-orm/libsql')
      const deps: Deps = { ...t.deps, db: { ...t.db, q: drizzle(counting, { schema }) } }
      const list = await listParticipants(deps, {
        programme: 'peter-meter',
        q: 'proef',
        side: null,
        state: null,
        page: 1,
      })
      return { queries, rows: list.rows.length }
    }
    await signUp(t, somebody('mentor', 0))
    const one = await count()
    expect(one.queries).toBe(10)
    for (let n = 1; n < 50; n++) await signUp(t, somebody(n % 2 ? 'mentor' : 'mentee', n))
    expect(await count()).toEqual({ queries: one.queries, rows: 50 })
  })

  test('counts and finds by every state what the domain decides of the facts', async () => {
    const people = []
    for (let n = 0; n < 7; n++) people.push(await signUp(t, somebody(n < 5 ? 'mentee' : 'mentor', n)))
    const [fresh, ready, paused, stopped, introduced, mentor] = people
    for (const one of [ready, paused, introduced, mentor]) await dirk.post(paths.deskProof(one!.signup.id), {})
    await dirk.post(paths.participantPause(paused!.participantId), { wish: 'pause' })
    await t.db.write([
      t.db.q.insert(consentEvent).select(
        sql`SELECT NULL, id || 'x', schema_version, subject_ref, commitment, purpose, about, 'withdrawn', text_id,
          text_sha256, notice_version, notice_sha256, language, method, channel, actor, actor_ref, reason, at, valid_until,
          form_build FROM consent_event WHERE subject_ref =
          (SELECT subject_ref FROM participant WHERE id = ${stopped!.participantId}) AND purpose = 'P1'`,
      ),
    ])
    const pair = `${introduced!.participantId}:${mentor!.participantId}`
    await dirk.post(paths.introductions(), { pair, _form: t.deps.newToken() })

    const all = { programme: 'peter-meter', q: '', side: null, state: null, page: 1 }
    const list = await listParticipants(t.deps, all)
    const stateOf = new Map((await loadFacts(t.deps, undefined)).map((each) => [each.id, participantState(each)]))
    expect(stateOf.get(fresh!.participantId)).toBe('new')
    for (const row of list.rows) expect(row.state).toBe(stateOf.get(row.id))
    for (const [state, count] of [
      ['new', 2],
      ['ready', 1],
      ['paused', 1],
      ['stopped', 1],
      ['introduced', 2],
      ['in_duo', 0],
    ] as const) {
      expect([state, list.count(null, state)]).toEqual([state, count])
      const found = await listParticipants(t.deps, { ...all, state })
      expect(found.rows.map((row) => row.state)).toEqual(Array(count).fill(state))
    }
    expect(list.count('mentor', 'introduced')).toBe(1)
  })
})

test('Chloe, a stranger without a session, reaches none of it', async () => {
  const chloe = await signUp(t, CHLOE)
  for (const path of [paths.participants(), paths.newParticipant(), paths.participant(chloe.participantId)])
    expect((await chloe.phone.get(path)).headers.get('Location')).toBe(paths.signIn())
  const answer = await chloe.phone.post(paths.participantContact(chloe.participantId), {})
  expect(answer.status).toBe(401)
  expect(await answer.text()).not.toContain(CHLOE.email)
})
