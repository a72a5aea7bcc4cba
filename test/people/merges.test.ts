import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { pairHash, sendIntroductions } from '../../db/introductions/introductions.ts'
import { activeBars, loadPool } from '../../db/matching/pool.ts'
import { loadWishes } from '../../db/matching/wishes.ts'
import { withdraw } from '../../db/people/personal-data.ts'
import { subjectOf } from '../../db/people/subjects.ts'
import { audit, consentEvent, participant, person, proof } from '../../db/schema.ts'
import { paths } from '../../src/paths.ts'
import { introduce, WHY } from '../introduced.ts'
import { bodyOf } from '../office.ts'
import { AMIRA, BERT, CHLOE, signUp, somebody } from '../people.ts'
import { type Merging, OTHER, openMerging, TWIN } from './merging.ts'

let t: Merging['t']
let dirk: Merging['dirk']
let amira: Merging['amira']
let bert: Merging['bert']
let personOf: Merging['personOf']
let merge: Merging['merge']
let undo: Merging['undo']

beforeEach(async () => {
  ;({ t, dirk, amira, bert, personOf, merge, undo } = await openMerging())
})

afterEach(() => t.db.close())

describe('the same human with two addresses', () => {
  test('is found by name, compared without their addresses in full, and becomes one person', async () => {
    const other = await signUp(t, OTHER)
    await t.db.write([t.db.q.update(person).set({ createdAt: 0 })])
    const found = await bodyOf(await dirk.get(`${paths.samePerson(amira.participantId)}?q=amira`))
    expect(found).toContain('Amira T.')
    expect(found).toContain('a.…s@example.org')
    const compare = await bodyOf(await dirk.get(paths.samePersonAs(amira.participantId, await personOf(other))))
    expect(compare).toContain('Dit verhuist mee: Peter of meter, peter- en meterschap.')
    expect(compare).not.toContain(OTHER.email)
    expect(compare, 'since when, as on their own page').toContain('<div>4 mei 2027</div>')
    expect(compare).not.toContain('1970')
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
    for (const offered of ['Samen voorstellen', 'Nieuw</', 'Nog niet bevestigd', 'Zet op pauze'])
      expect(page, offered).not.toContain(offered)
    const pool = await loadPool(t.deps, 'peter-meter')
    expect(pool.mentees.map(({ id }) => id)).not.toContain(twin.participantId)
    const pair = { mentorId: bert.participantId, menteeId: twin.participantId, why: WHY }
    const input = { programme: 'peter-meter', pairs: [pair], runId: null, staffId: dirk.staffId }
    expect((await sendIntroductions(t.deps, input))[0]?.result).toEqual({ kind: 'refused', code: 'WRONG_PAIR' })
  })

  test('nothing is written down of a row that became a part, on a page from before: staff would think that it holds', async () => {
    const twin = await signUp(t, { ...TWIN, side: 'mentor' })
    await t.db.write([
      t.db.q
        .insert(proof)
        .values({ id: 'p', participantId: twin.participantId, how: 'desk', at: 1, staffId: dirk.staffId }),
    ])
    await merge(bert, twin, bert)
    const own = twin.participantId
    const pair = { mentor: own, mentee: amira.participantId }
    const key = 'k'.repeat(24)
    const written = () => t.db.client.execute('SELECT total_changes() AS n')
    const before = (await written()).rows[0]
    const answers = [
      await dirk.post(paths.participantPause(own), { wish: 'pause' }),
      await dirk.post(paths.participantAskings(own), { programme: 'duo-for-a-job', _form: key }),
      await dirk.post(paths.leftOut(), { participant: own, wish: 'out' }),
      await dirk.post(paths.pins(), { ...pair, wish: 'pin' }),
      await dirk.post(paths.blocks(), { ...pair, reason: 'other', until: '', note: '', _form: key }),
      await dirk.post(paths.participantCheck(own), { _form: key }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([409, 400, 404, 404, 404, 404])
    expect(await bodyOf(answers[0]!)).toContain('Naar de inschrijving die telt')
    expect((await written()).rows[0]).toEqual(before)
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
