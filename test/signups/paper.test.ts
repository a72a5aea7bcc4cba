import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { withdraw } from '../../db/people/personal-data.ts'
import { Unavailable } from '../../db/refusal.ts'
import { consentEvent, event, participant, person, proof, signup } from '../../db/schema.ts'
import { paths } from '../../src/paths.ts'
import { freshApp, type TestApp } from '../app.ts'
import { AMIRA, BERT, signUp } from '../people.ts'
import { type StaffBrowser, signInStaff } from '../staff.ts'

const ELS = { name: 'Els Dienst', email: 'els@example.org' }

let t: TestApp
let dirk: StaffBrowser

beforeEach(async () => {
  t = await freshApp()
  dirk = await signInStaff(t)
})

const textOf = async (path: string) => (await dirk.get(path)).text()

describe('adding somebody from paper', () => {
  const form = async (more: Record<string, string | string[]> = {}) => {
    const [row] = await t.db.q.select({ id: event.id }).from(event).where(eq(event.code, t.code))
    return {
      programme: 'peter-meter',
      side: 'mentee',
      event: row!.id,
      name: AMIRA.name,
      email: AMIRA.email,
      topics: AMIRA.topics,
      sector: 'horeca',
      languages: ['nl'],
      signedOn: '2027-05-03',
      place: 'map-2027-14',
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
      reason: '2027-05-03 · map-2027-14',
    })
    expect(await t.db.q.select({ channel: signup.channel }).from(signup)).toEqual([{ channel: 'paper' }])
    expect(await t.db.q.select().from(proof)).toEqual([])
  })

  test('who was seen at the desk is proved at once', async () => {
    await dirk.post(paths.participants(), await form({ seen: 'yes' }))
    expect(await t.db.q.select({ how: proof.how }).from(proof)).toEqual([{ how: 'desk' }])
  })

  test('a form that the disk stopped between the writing and the seeing goes on where it was', async () => {
    const sent = await form({ seen: 'yes' })
    const write = t.db.write
    t.deps.db.write = async (statements) => {
      if (statements.some((one) => one.toSQL().sql.includes('"proof"'))) throw new Unavailable('write')
      return write(statements)
    }
    expect((await dirk.post(paths.participants(), sent)).status).toBe(503)
    t.deps.db.write = write
    for (const _ of 'ab') expect((await dirk.post(paths.participants(), sent)).status).toBe(303)
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

  test('the same form sent again after the person stopped adds nobody', async () => {
    const sent = await form()
    await dirk.post(paths.participants(), sent)
    const [row] = await t.db.q.select().from(participant)
    await withdraw(t.deps, row!.id, { actor: 'self' })
    const again = await dirk.post(paths.participants(), sent)
    expect([again.status, again.headers.get('Location')]).toEqual([303, paths.participants()])
    expect(await t.db.q.select().from(person)).toEqual([])
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
