import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { withdraw } from '../../db/people/personal-data.ts'
import { audit, participant, person, personMerge } from '../../db/schema.ts'
import { paths } from '../../src/paths.ts'
import { browser } from '../app.ts'
import { introduce } from '../introduced.ts'
import { bodyOf, later } from '../office.ts'
import { AMIRA, BERT, CHLOE, signUp, somebody } from '../people.ts'
import { FATMA, signInStaff } from '../staff.ts'
import { type Merging, OTHER, openMerging, TWIN } from './merging.ts'

let t: Merging['t']
let dirk: Merging['dirk']
let amira: Merging['amira']
let bert: Merging['bert']
let personOf: Merging['personOf']
let merge: Merging['merge']
let undo: Merging['undo']
let joinsElsewhere: Merging['joinsElsewhere']

beforeEach(async () => {
  ;({ t, dirk, amira, bert, personOf, merge, undo, joinsElsewhere } = await openMerging())
})

afterEach(() => t.db.close())

describe('undone', () => {
  test('they are two again, each with their own; twice does nothing more', async () => {
    const other = await signUp(t, OTHER)
    const [mine, theirs] = [await personOf(amira), await personOf(other)]
    await merge(amira, other, amira)
    expect((await undo()).status).toBe(303)
    expect((await undo()).status).toBe(303)
    expect([await personOf(amira), await personOf(other)]).toEqual([mine, theirs])
    expect(await t.db.q.select().from(audit).where(eq(audit.action, 'person.unmerged'))).toHaveLength(1)
  })

  test('too late when the other address was erased since: it says so', async () => {
    const other = await signUp(t, OTHER)
    await merge(amira, other, amira)
    await t.db.write([t.db.q.delete(person).where(eq(person.email, OTHER.email))])
    const answer = await undo()
    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain('het andere adres is intussen gewist')
  })

  test('the one whose last row was erased while they were one is not kept after all', async () => {
    const other = await signUp(t, OTHER)
    await merge(amira, other, amira)
    await withdraw(t.deps, other.participantId, { actor: 'self' })
    expect((await undo()).status).toBe(303)
    const left = await t.db.q.select({ email: person.email }).from(person)
    expect(left.map(({ email }) => email).sort()).toEqual([AMIRA.email, BERT.email])
  })

  test('stays with the office that made it, also when who was kept joins elsewhere; not with that other office', async () => {
    const other = await signUp(t, OTHER)
    await merge(amira, other, amira)
    const fatma = await joinsElsewhere()
    expect(await bodyOf(await dirk.get(paths.samePerson(amira.participantId)))).toContain('Maak ongedaan')
    expect((await undo(fatma)).status).toBe(404)
    expect(await bodyOf(await fatma.get(paths.samePerson('elsewhere')))).not.toContain('Maak ongedaan')
    const answer = await undo()
    expect(answer.headers.get('Location')).toBe(`${paths.samePerson(amira.participantId)}?done=undone`)
    expect(await personOf(other)).not.toBe(await personOf(amira))
  })
})

describe('refused', () => {
  test('without a choice or a tick; the choice stays', async () => {
    const other = await signUp(t, OTHER)
    const path = paths.samePersonAs(amira.participantId, await personOf(other))
    const answer = await dirk.post(path, { keep: await personOf(amira) })
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain('Vink aan dat dit dezelfde persoon is')
    expect(html).toMatch(/value="[^"]+" checked/)
    expect(await (await dirk.post(path, { sure: 'yes' })).text()).toContain('Kies welk adres blijft')
    expect(await t.db.q.select().from(personMerge)).toEqual([])
  })

  test('for two who are introduced to each other', async () => {
    await introduce(t, bert, amira)
    const answer = await merge(amira, bert, amira)
    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain('Deze twee staan samen in een voorstel of een duo.')
  })

  test('when what would take no part any more holds a place; the other way round it goes', async () => {
    const twin = await signUp(t, TWIN)
    await introduce(t, bert, twin)
    const answer = await merge(amira, twin, amira)
    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain('Laat dat adres blijven')
    const compare = await bodyOf(await dirk.get(paths.samePersonAs(amira.participantId, await personOf(twin))))
    expect(compare.match(/type="radio"/g)).toHaveLength(1)
    expect(compare).toContain('Amira Testers, am…a@example.org kun je nu niet kiezen. Het andere adres staat in')
    const done = await merge(amira, twin, twin)
    expect(done.headers.get('Location')).toBe(`${paths.samePerson(twin.participantId)}?done=done`)
  })

  test('twice, and for who has somebody as a part', async () => {
    const other = await signUp(t, OTHER)
    const chloe = await signUp(t, somebody('mentor', 7))
    await merge(amira, other, amira)
    expect((await merge(amira, other, amira)).status).toBe(404)
    const answer = await merge(amira, chloe, chloe)
    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain('Dit adres heeft al een ander adres bij zich')
    expect((await merge(amira, chloe, amira)).status).toBe(303)
  })

  test('for staff who may not name one of the two, and for Chloe, a stranger', async () => {
    const other = await signUp(t, OTHER)
    const chloe = await signUp(t, CHLOE)
    const fatma = await signInStaff(t, FATMA)
    expect((await fatma.get(paths.samePerson(amira.participantId))).status).toBe(404)
    expect((await merge(amira, other, amira, fatma)).status).toBe(404)
    await t.db.client.execute('DROP TRIGGER participant_stays')
    await t.db.write([
      t.db.q.update(participant).set({ programme: 'duo-for-a-job' }).where(eq(participant.id, other.participantId)),
    ])
    expect(await bodyOf(await dirk.get(`${paths.samePerson(amira.participantId)}?q=amira`))).not.toContain('Amira T.')
    expect((await merge(amira, other, amira)).status).toBe(404)
    expect((await browser(t.app).get(paths.samePerson(chloe.participantId))).headers.get('Location')).toBe(
      paths.signIn(),
    )
    expect(await t.db.q.select().from(personMerge)).toEqual([])
  })

  test('for who also takes part where this office sees no names: the page is that of somebody like whom nobody is found', async () => {
    const other = await signUp(t, OTHER)
    const before = await bodyOf(await dirk.get(`${paths.samePerson(amira.participantId)}?q=nobody`))
    await joinsElsewhere()
    const answer = await dirk.get(`${paths.samePerson(amira.participantId)}?q=nobody`)
    expect([answer.status, await bodyOf(answer)]).toEqual([200, before])
    const found = await bodyOf(await dirk.get(`${paths.samePerson(amira.participantId)}?q=amira`))
    expect(found).toContain('Niemand gevonden')
    expect((await merge(amira, other, amira)).status).toBe(404)
  })

  test('nobody reads whether a name is of somebody elsewhere, of somebody here and there, or of no one', async () => {
    const other = await signUp(t, OTHER)
    const chloe = await signUp(t, CHLOE)
    await joinsElsewhere()
    const there = { programme: 'duo-for-a-job' }
    await t.db.client.execute('DROP TRIGGER participant_stays')
    await t.db.write([t.db.q.update(participant).set(there).where(eq(participant.id, chloe.participantId))])
    const page = async (q: string) => {
      const answer = await dirk.get(`${paths.samePerson(bert.participantId)}?q=${q}`)
      return `${answer.status} ${(await answer.text()).replaceAll(q, 'QQQ').replaceAll(/nonce[-="]+[\w+/=-]+/g, '')}`
    }
    const nobody = await page('nobody')
    expect(nobody).toContain('Niemand gevonden')
    expect(await page('chloe')).toBe(nobody)
    expect(await page(AMIRA.email)).toBe(nobody)
    expect(await page('a.testers')).not.toBe(nobody)
    expect(other.participantId).not.toBe('')

    // Nor by an address of the page that compares: who is elsewhere is answered as an id that nobody has.
    const ask = async (id: string) => dirk.get(paths.samePersonAs(bert.participantId, id))
    const [none, hers] = [await ask('nobody'), await ask(await personOf(chloe))]
    expect([hers.status, await bodyOf(hers)]).toEqual([none.status, await bodyOf(none)])
  })

  test('for who was erased meanwhile', async () => {
    const other = await signUp(t, OTHER)
    const path = paths.samePersonAs(amira.participantId, await personOf(other))
    await withdraw(t.deps, other.participantId, { actor: 'self' })
    const tomorrow = await later(t, t.clock.now + 1000)
    expect((await tomorrow.dirk.post(path, { keep: await personOf(amira), sure: 'yes' })).status).toBe(404)
  })
})
