import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { pairHash, sendIntroductions } from '../db/introductions/introductions.ts'
import { activeBars, loadPool } from '../db/matching/pool.ts'
import { loadWishes } from '../db/matching/wishes.ts'
import { withdraw } from '../db/people/personal-data.ts'
import { subjectOf } from '../db/people/subjects.ts'
import { audit, consentEvent, participant, person, personMerge } from '../db/schema.ts'
import { paths } from '../src/paths.ts'
import { browser, type TestApp } from './app.ts'
import { introduce, WHY } from './introduced.ts'
import { bodyOf, later, openOffice } from './office.ts'
import { AMIRA, BERT, CHLOE, type SignedUp, signUp, somebody } from './people.ts'
import { FATMA, type StaffBrowser, signInStaff } from './staff.ts'

let t: TestApp
let dirk: StaffBrowser
let amira: SignedUp
let bert: SignedUp

beforeEach(async () => {
  ;({ t, dirk, amira, bert } = await openOffice())
})

afterEach(() => t.db.close())

/** Amira with her other address: on the other side (a mentor), or on the same one. */
const OTHER = { ...BERT, name: 'Amira T.', email: 'a.testers@example.org' }
const TWIN = { ...AMIRA, name: 'A. Testers', email: 'a.testers@example.org' }

const personOf = async ({ participantId }: SignedUp) =>
  (await t.db.q.select().from(participant).where(eq(participant.id, participantId)))[0]?.personId ?? ''

async function merge(own: SignedUp, other: SignedUp, keep: SignedUp, who = dirk) {
  const fields = { keep: await personOf(keep), sure: 'yes' }
  return who.post(paths.samePersonAs(own.participantId, await personOf(other)), fields)
}

const undo = async (who = dirk) => {
  const [row] = await t.db.q.select().from(personMerge)
  return who.post(paths.mergeUndo(row!.id), {})
}

describe('the same human with two addresses', () => {
  test('is found by name, compared without their addresses in full, and becomes one person', async () => {
    const other = await signUp(t, OTHER)
    const found = await bodyOf(await dirk.get(`${paths.samePerson(amira.participantId)}?q=amira`))
    expect(found).toContain('Amira T.')
    expect(found).toContain('a.…s@example.org')
    const compare = await bodyOf(await dirk.get(paths.samePersonAs(amira.participantId, await personOf(other))))
    expect(compare).toContain('Dit verhuist mee: Peter of meter, peter- en meterschap.')
    expect(compare).not.toContain(OTHER.email)
    for (const told of ['Vergunningen', 'Nederlands en Frans', 'Horeca en verblijf'])
      expect(compare.replaceAll('\u00ad', '')).toContain(told)

    const answer = await merge(amira, other, amira)
    expect(answer.status).toBe(303)
    const page = await bodyOf(await dirk.get(answer.headers.get('Location') ?? ''))
    expect(page).toContain('Samengevoegd. De mails gaan voortaan naar het adres dat bleef.')
    expect(await personOf(other)).toBe(await personOf(amira))
    expect((await subjectOf(t.deps, other.participantId))?.email).toBe(AMIRA.email)
    expect(await t.db.q.select().from(audit).where(eq(audit.action, 'person.merged'))).toHaveLength(1)
  })

  test('is found without its accents, and by its address', async () => {
    await signUp(t, { ...OTHER, name: 'Amíra Çelik' })
    const found = async (q: string) =>
      (await bodyOf(await dirk.get(`${paths.samePerson(amira.participantId)}?q=${q}`))).includes('Amíra Çelik')
    expect([await found('amira+celik'), await found('a.testers%40'), await found('amira+vos')]).toEqual([
      true,
      true,
      false,
    ])
  })

  test('keeps its consents under their own reference, and is never introduced to itself', async () => {
    const other = await signUp(t, OTHER)
    const [before] = await t.db.q.select().from(participant).where(eq(participant.id, other.participantId))
    await merge(amira, other, amira)
    const [after] = await t.db.q.select().from(participant).where(eq(participant.id, other.participantId))
    expect([after?.subjectRef, after?.subjectSalt]).toEqual([before?.subjectRef, before?.subjectSalt])
    expect(await t.db.q.select().from(consentEvent).where(eq(consentEvent.state, 'invalidated'))).toEqual([])

    const pair = { mentorId: other.participantId, menteeId: amira.participantId, why: WHY }
    const input = { programme: 'peter-meter', pairs: [pair], runId: null, staffId: dirk.staffId }
    expect((await sendIntroductions(t.deps, input))[0]?.result).toEqual({ kind: 'refused', code: 'WRONG_PAIR' })
  })

  test('who stood twice on one side takes part once: in the list, in the pool, and towards others', async () => {
    const twin = await signUp(t, TWIN)
    await merge(amira, twin, amira)
    const list = await bodyOf(await dirk.get(`${paths.participants()}?q=testers`))
    expect(list).toContain(AMIRA.name)
    expect(list).not.toContain(TWIN.name)
    const page = await bodyOf(await dirk.get(paths.participant(twin.participantId)))
    expect(page).toContain(`<a href="${paths.participant(amira.participantId)}">Naar de inschrijving die telt</a>`)
    expect(page).toContain('Hoort bij een andere inschrijving')
    for (const offered of ['Samen voorstellen', 'Nieuw</', 'Zet op pauze']) expect(page, offered).not.toContain(offered)
    const pool = await loadPool(t.deps, 'peter-meter')
    expect(pool.mentees.map(({ id }) => id)).not.toContain(twin.participantId)
    const pair = { mentorId: bert.participantId, menteeId: twin.participantId, why: WHY }
    const input = { programme: 'peter-meter', pairs: [pair], runId: null, staffId: dirk.staffId }
    expect((await sendIntroductions(t.deps, input))[0]?.result).toEqual({ kind: 'refused', code: 'WRONG_PAIR' })
  })

  test('a sign-up with the address that was given up is theirs, and makes nobody new', async () => {
    await merge(amira, await signUp(t, TWIN), amira)
    const again = await signUp(t, TWIN)
    expect(again.participantId).toBe(amira.participantId)
    expect(await t.db.q.select().from(person)).toHaveLength(3)
  })

  test('a no to the address that was given up is a no', async () => {
    const twin = await signUp(t, TWIN)
    const id = await introduce(t, bert, twin)
    await dirk.post(paths.assistedAnswer(id), { side: 'mentee', answer: 'no' })
    expect((await merge(amira, twin, amira)).status).toBe(303)
    const pair = { mentorId: bert.participantId, menteeId: amira.participantId, why: WHY }
    const input = { programme: 'peter-meter', pairs: [pair], runId: null, staffId: dirk.staffId }
    expect((await sendIntroductions(t.deps, input))[0]?.result).toEqual({ kind: 'refused', code: 'PAIR_BARRED' })
    expect((await loadPool(t.deps, 'peter-meter')).blocks).toContainEqual([amira.participantId, bert.participantId])

    await undo()
    expect((await sendIntroductions(t.deps, input))[0]?.result.kind).toBe('sent')
  })

  test('a block and a no of while they were one stay with who goes back, under their own address', async () => {
    const other = await signUp(t, OTHER)
    const [chloe, dina] = [await signUp(t, CHLOE), await signUp(t, somebody('mentee', 7))]
    await merge(amira, other, amira)
    const pair = { mentor: other.participantId, mentee: chloe.participantId }
    const block = { ...pair, reason: 'other', until: '', note: '', back: paths.matching(), _form: t.deps.newToken() }
    expect((await dirk.post(paths.blocks(), block)).status).toBe(303)
    const id = await introduce(t, other, dina)
    await dirk.post(paths.assistedAnswer(id), { side: 'mentee', answer: 'no' })
    await undo()

    const hashes = (await activeBars(t.deps)).map(({ pairHash: hash }) => hash)
    for (const { participantId } of [chloe, dina]) {
      expect(hashes).toContain(await pairHash(t.deps, other.participantId, participantId))
      const pairs = [{ mentorId: other.participantId, menteeId: participantId, why: WHY }]
      const input = { programme: 'peter-meter', pairs, runId: null, staffId: dirk.staffId }
      expect((await sendIntroductions(t.deps, input))[0]?.result).toEqual({ kind: 'refused', code: 'PAIR_BARRED' })
    }
    expect((await loadWishes(t.deps, 'peter-meter')).blocks, 'a block is one block').toHaveLength(1)
  })

  test.each(['the one that counts', 'the one given up'])(
    'who stops, stops with both addresses: nothing of either stays (asked at %s)',
    async (asker) => {
      const twin = await signUp(t, TWIN)
      await merge(amira, twin, amira)
      await withdraw(t.deps, asker === 'the one that counts' ? amira.participantId : twin.participantId, {
        actor: 'self',
      })
      const left = await t.db.q.select({ email: person.email }).from(person)
      expect(left.map(({ email }) => email)).toEqual([BERT.email])
      await dirk.get(paths.participants())
      expect((await undo()).status).toBe(404)
    },
  )
})

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

/** The association, where Amira takes part from now on; the city sees none of its names. */
async function joinsElsewhere(): Promise<StaffBrowser> {
  const [row] = await t.db.q.select().from(participant).where(eq(participant.id, amira.participantId))
  const elsewhere = { id: 'elsewhere', programme: 'duo-for-a-job', subjectRef: 'elsewhere' }
  await t.db.write([t.db.q.insert(participant).values({ ...row!, ...elsewhere })])
  return signInStaff(t, FATMA)
}

describe('refused', () => {
  test('without a choice or a tick; the choice stays', async () => {
    const other = await signUp(t, OTHER)
    const path = paths.samePersonAs(amira.participantId, await personOf(other))
    const answer = await dirk.post(path, { keep: await personOf(amira) })
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain('Kruis aan dat dit dezelfde persoon is')
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

  test('for who was erased meanwhile', async () => {
    const other = await signUp(t, OTHER)
    const path = paths.samePersonAs(amira.participantId, await personOf(other))
    await withdraw(t.deps, other.participantId, { actor: 'self' })
    const tomorrow = await later(t, t.clock.now + 1000)
    expect((await tomorrow.dirk.post(path, { keep: await personOf(amira), sure: 'yes' })).status).toBe(404)
  })
})
