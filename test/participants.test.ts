import { desc, eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { loadFacts } from '../db/participant-facts.ts'
import { listParticipants } from '../db/participants.ts'
import { saveProof } from '../db/personal-data.ts'
import * as schema from '../db/schema.ts'
import { audit, consentEvent, event, note, participant, participantPause, person, proof, signup } from '../db/schema.ts'
import type { Deps } from '../src/deps.ts'
import { participantState } from '../src/domain/participant.ts'
import { paths } from '../src/paths.ts'
import { field, freshApp, type TestApp } from './app.ts'
import { AMIRA, BERT, CHLOE, signUp, somebody } from './people.ts'
import { type StaffBrowser, signInStaff } from './staff.ts'

const ELS = { name: 'Els Dienst', email: 'els@example.org' }

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
    expect(one.queries).toBe(4)
    for (let n = 1; n < 50; n++) await signUp(t, somebody(n % 2 ? 'mentor' : 'mentee', n))
    expect(await count()).toEqual({ queries: one.queries, rows: 50 })
  })

  test('says for everybody the state that the domain decides', async () => {
    for (let n = 0; n < 6; n++) await signUp(t, somebody('mentee', n))
    const { rows } = await listParticipants(t.deps, {
      programme: 'peter-meter',
      q: '',
      side: null,
      state: null,
      page: 1,
    })
    const facts = new Map((await loadFacts(t.deps, undefined)).map((each) => [each.id, each]))
    for (const row of rows) expect(row.state).toBe(participantState(facts.get(row.id)!))
  })
})

describe('one participant', () => {
  test('shows what is known, but contact details only after asking, and writes down who asked', async () => {
    const { participantId } = await signUp(t, AMIRA)
    const page = await textOf(paths.participant(participantId))
    expect(page).toContain(AMIRA.name)
    expect(page).toContain('Horeca en verblijf')
    expect(page).not.toContain(AMIRA.email)
    expect(await shownRows()).toEqual([])

    const shown = await dirk.post(paths.participantContact(participantId), {})
    expect(shown.status).toBe(200)
    expect(await shown.text()).toContain(AMIRA.email)
    expect(await shownRows()).toEqual([{ staffId: dirk.staffId, subject: participantId }])
  })

  const shownRows = () =>
    t.db.q
      .select({ staffId: audit.staffId, subject: audit.subject })
      .from(audit)
      .where(eq(audit.action, 'participant.shown'))

  test('nobody of that id is the page that does not exist', async () => {
    for (const path of [paths.participant('nobody'), paths.participantDetails('nobody')])
      expect((await dirk.get(path)).status).toBe(404)
    for (const path of [
      paths.participantContact('nobody'),
      paths.participantNotes('nobody'),
      paths.participantPause('nobody'),
      paths.participantWithdrawal('nobody'),
      paths.participantDetails('nobody'),
      paths.deskProof('nobody'),
    ])
      expect((await dirk.post(path, {})).status).toBe(404)
  })

  test('a post without the token of the session changes nothing', async () => {
    const { participantId } = await signUp(t, AMIRA)
    const answer = await dirk.post(paths.participantPause(participantId), { _csrf: 'wrong', wish: 'pause' })
    expect(answer.status).toBe(403)
    expect(await t.db.q.select().from(participantPause)).toEqual([])
  })

  test('a note is written once, however often its form is sent', async () => {
    const { participantId } = await signUp(t, AMIRA)
    const form = field(await textOf(paths.participant(participantId)), '_form')
    const sent = { _form: form, body: 'Belt liever na vijf uur.' }
    const answers = await Promise.all([1, 2, 3].map(() => dirk.post(paths.participantNotes(participantId), sent)))
    expect(answers.map((answer) => answer.status)).toEqual([303, 303, 303])
    expect(await t.db.q.select({ body: note.body }).from(note)).toEqual([{ body: 'Belt liever na vijf uur.' }])
    expect(await textOf(paths.participant(participantId))).toContain('Belt liever na vijf uur.')
  })

  test('an empty note is asked for again, and a long one keeps its text', async () => {
    const { participantId } = await signUp(t, AMIRA)
    const form = () => t.deps.newToken()
    const empty = await dirk.post(paths.participantNotes(participantId), { _form: form(), body: '  ' })
    expect(empty.status).toBe(422)
    expect(await empty.text()).toContain('Typ een notitie')
    const long = await dirk.post(paths.participantNotes(participantId), { _form: form(), body: 'x'.repeat(2001) })
    expect(long.status).toBe(422)
    expect(await long.text()).toContain('x'.repeat(2001))
  })

  test('pauses and resumes; twice writes one fact', async () => {
    const { participantId } = await signUp(t, AMIRA)
    const wish = (wish: string) => dirk.post(paths.participantPause(participantId), { wish })
    await wish('pause')
    await wish('pause')
    expect(await t.db.q.select({ paused: participantPause.paused }).from(participantPause)).toEqual([{ paused: true }])
    expect(await textOf(paths.participant(participantId))).toContain('Stop de pauze')
    await wish('resume')
    expect(await textOf(paths.participant(participantId))).toContain('Zet op pauze')
    expect((await wish('sleep')).status).toBe(400)
  })

  test('"gezien aan de balie" is a proof by name of who saw, once', async () => {
    const { participantId, signup: own } = await signUp(t, AMIRA)
    expect(await textOf(paths.participant(participantId))).toContain(own.shortCode)
    for (let n = 0; n < 2; n++) expect((await dirk.post(paths.deskProof(own.id), {})).status).toBe(303)
    const proofs = await t.db.q.select({ how: proof.how, staffId: proof.staffId }).from(proof)
    expect(proofs).toEqual([{ how: 'desk', staffId: dirk.staffId }])
    expect(await textOf(paths.participant(participantId))).toContain(`, door ${'Dirk Dienst'}`)
  })

  test('stopping on request asks how it was asked, erases at once, and a second time is told the same', async () => {
    const { participantId } = await signUp(t, AMIRA)
    const unsure = await dirk.post(paths.participantWithdrawal(participantId), {})
    expect(unsure.status).toBe(422)
    expect(await unsure.text()).toContain('Kies hoe deze persoon het vroeg')
    expect(await t.db.q.select().from(person)).toHaveLength(1)

    const sure = { how: 'phone', sure: 'yes' }
    for (let n = 0; n < 2; n++)
      expect((await dirk.post(paths.participantWithdrawal(participantId), sure)).status).toBe(303)
    expect(await t.db.q.select().from(person)).toEqual([])
    const [last] = await t.db.q.select().from(consentEvent).orderBy(desc(consentEvent.seq)).limit(1)
    expect(last).toMatchObject({ state: 'withdrawn', actor: 'staff', actorRef: dirk.staffId, reason: 'phone' })
    const page = await textOf(paths.participant(participantId))
    expect(page).toContain('Gewiste deelnemer')
    expect(page).not.toContain(AMIRA.name)
    expect((await dirk.post(paths.participantNotes(participantId), {})).status).toBe(404)
  })

  test('corrects what is known, by the rules of the sign-up form', async () => {
    const { participantId } = await signUp(t, BERT)
    const details = { name: 'Bert Vandevoorde', topics: ['permits'], sector: 'retail', languages: ['nl', 'en'] }
    const more = {
      capacity: '3',
      sameSectorWelcome: 'no',
      business: ' Brood & zo ',
      businessVisible: 'yes',
      inCentre: 'yes',
    }
    const answer = await dirk.post(paths.participantDetails(participantId), { ...details, ...more })
    expect(answer.status).toBe(303)
    const [row] = await t.db.q.select().from(participant)
    expect(row).toMatchObject({
      topics: ['permits'],
      sector: 'retail',
      languages: ['nl', 'en'],
      capacity: 3,
      sameSectorWelcome: false,
      business: 'Brood & zo',
      businessVisible: true,
      inCentre: true,
    })
    expect(await textOf(paths.participant(participantId))).toContain('Bert Vandevoorde')

    const wrong = await dirk.post(paths.participantDetails(participantId), { ...details, topics: [], capacity: '99' })
    expect(wrong.status).toBe(422)
    const html = await wrong.text()
    expect(html).toContain('Kies minstens 1 thema')
    expect(html).toContain('Kies een aantal uit de lijst')
  })
})

describe('adding somebody from paper', () => {
  const form = async (more: Record<string, string | string[]> = {}) => {
    const [row] = await t.db.q.select({ id: event.id }).from(event)
    return {
      side: 'mentee',
      event: row!.id,
      name: AMIRA.name,
      email: AMIRA.email,
      topics: AMIRA.topics,
      sector: 'horeca',
      languages: ['nl'],
      signedOn: '2027-05-03',
      place: 'Map 2027, nummer 14',
      consent: 'yes',
      _form: t.deps.newToken(),
      ...more,
    }
  }

  test('writes the consent with who typed it over and where the paper is', async () => {
    const answer = await dirk.post(paths.participants(), await form())
    expect(answer.status).toBe(303)
    expect(await textOf(answer.headers.get('Location')!)).toContain('De deelnemer is toegevoegd.')
    const [consent] = await t.db.q.select().from(consentEvent)
    expect(consent).toMatchObject({
      purpose: 'P1',
      state: 'given',
      method: 'paper-form',
      actor: 'staff',
      actorRef: dirk.staffId,
      reason: '2027-05-03 · Map 2027, nummer 14',
    })
    expect(await t.db.q.select({ channel: signup.channel }).from(signup)).toEqual([{ channel: 'paper' }])
    expect(await t.db.q.select().from(proof)).toEqual([])
  })

  test('who was seen at the desk is proved at once', async () => {
    await dirk.post(paths.participants(), await form({ seen: 'yes' }))
    expect(await t.db.q.select({ how: proof.how }).from(proof)).toEqual([{ how: 'desk' }])
  })

  test('the same form sent many times is one participant', async () => {
    const sent = await form()
    const answers = await Promise.all(Array.from({ length: 20 }, () => dirk.post(paths.participants(), sent)))
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([303]))
    await dirk.post(paths.participants(), sent)
    expect(await t.db.q.select().from(participant)).toHaveLength(1)
    expect(await t.db.q.select().from(signup)).toHaveLength(1)
  })

  test('an address that is known on this side leads to who it is, and adds nothing', async () => {
    const { participantId } = await signUp(t, AMIRA)
    const answer = await dirk.post(paths.participants(), await form({ email: 'AMIRA@example.org ' }))
    expect(answer.status).toBe(409)
    const html = await answer.text()
    expect(html).toContain('Dit adres kennen we al')
    expect(html).toContain(paths.participant(participantId))
    expect(await t.db.q.select().from(signup)).toHaveLength(1)
  })

  test('an address known on the other side waits for its owner, unless seen at the desk', async () => {
    await signUp(t, BERT)
    const waiting = await dirk.post(paths.participants(), await form({ email: BERT.email }))
    expect(waiting.headers.get('Location')).toContain('done=waits')
    expect(await t.db.q.select().from(participant)).toHaveLength(1)

    const els = await signInStaff(t, ELS)
    const seen = await els.post(paths.participants(), await form({ email: BERT.email, seen: 'yes' }))
    expect(seen.headers.get('Location')).toContain('done=added')
    expect(await t.db.q.select().from(participant)).toHaveLength(2)
  })

  test('without consent, a date or the place of the paper nothing is written, and what was typed is kept', async () => {
    const answer = await dirk.post(
      paths.participants(),
      await form({ consent: '', signedOn: '2027-05-05', place: ' ', name: '' }),
    )
    expect(answer.status).toBe(422)
    const html = await answer.text()
    for (const message of [
      'Vink aan dat deze toestemming op het formulier staat',
      'De datum op het formulier kan niet in de toekomst liggen',
      'Vul in waar het formulier ligt',
      'Vul je voornaam en naam in',
      'Fout: ',
      AMIRA.email,
    ])
      expect(html).toContain(message)
    expect(await t.db.q.select().from(person)).toEqual([])
  })

  test('a form made by hand is refused', async () => {
    expect((await dirk.post(paths.participants(), { ...(await form()), side: 'boss' })).status).toBe(400)
    expect((await dirk.post(paths.participants(), await form({ event: 'nowhere' }))).status).toBe(422)
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
