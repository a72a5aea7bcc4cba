import { eq, isNotNull, sql } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { batchById } from '../../db/imports/import-files.ts'
import { keptOf, undoImport } from '../../db/imports/import-undo.ts'
import { sendIntroductions } from '../../db/introductions/introductions.ts'
import { loadFacts } from '../../db/people/participant-facts.ts'
import { preparationStatements } from '../../db/people/preparation.ts'
import { duo, eligibilityCheck, introduction, participant, person, preparationAsked } from '../../db/schema.ts'
import { prepareCity } from '../../db/seed.ts'
import { SIDES } from '../../src/domain/facts.ts'
import { PROGRAMMES, type Programme } from '../../src/domain/programmes.ts'
import { missingFor, NOTHING_DONE } from '../../src/domain/readiness.ts'
import { freshApp, type TestApp } from '../app.ts'
import { duosFile, fileOf, imported } from '../imports/imports.ts'
import { WHY } from '../introduced.ts'
import { doneOf } from '../ready.ts'
import { DIRK, FATMA, signInStaff, staffMember } from '../staff.ts'

/* Who is ready, as the app says it and as the database holds introductions to it. */

const JOB = 'duo-for-a-job'
const PEOPLE = fileOf(
  'Naam;Mail;Rol;Thema;Sector;Toestemming op;Dossier;Voorwaarden',
  'Bert Oud;bert@example.org;mentor;Solliciteren;Winkel;2026-05-08;kast-1;ja',
  'Amira Jong;amira@example.org;jongere;;;2026-05-08;kast-2;ja',
)

const isUnprepared = sql<number>`EXISTS (SELECT 1 FROM unprepared u WHERE u.participant_id = participant.id)`

let t: TestApp

beforeEach(async () => {
  t = await freshApp()
})

afterEach(() => t.db.close())

const asked = () => t.db.q.select().from(preparationAsked)

/** Bert and Amira of the file, and the file. */
async function movedIn() {
  const fatma = await signInStaff(t, FATMA)
  const file = await imported(t, fatma, PEOPLE, { programme: JOB })
  const rows = await t.db.q.select({ id: participant.id, side: participant.side }).from(participant)
  const idOf = (side: string) => rows.find((row) => row.side === side)?.id ?? ''
  return { fatma, file, mentorId: idOf('mentor'), menteeId: idOf('mentee') }
}

const send = async (pair: { mentorId: string; menteeId: string }, staffId: string) => {
  const pairs = [{ ...pair, why: WHY }]
  const [sent] = await sendIntroductions(t.deps, { programme: JOB, pairs, runId: null, staffId })
  return sent?.result
}

test('every start makes the rows say what the programmes say, whatever stood there', async () => {
  const first = await asked()
  expect(first.find((row) => row.programme === JOB && row.side === 'mentor')).toEqual({
    ...{ programme: JOB, side: 'mentor', conditions: true, intake: true },
    modules: PROGRAMMES[JOB].sides.mentor.training.map(({ id }) => id),
  })
  expect(first.filter(({ programme }) => programme === 'peter-meter')).toMatchObject([
    { conditions: false, intake: false, modules: [] },
    { conditions: false, intake: false, modules: [] },
  ])
  await t.db.write([
    t.db.q.update(preparationAsked).set({ conditions: false, intake: false, modules: [] }),
    t.db.q.insert(preparationAsked).values({ ...first[0]!, programme: 'gone' }),
  ])
  await prepareCity(t.deps, [])
  expect(await asked()).toEqual(first)
})

test('on whatever was done so far the database and the domain agree, for each side of each programme', async () => {
  const staffId = await staffMember(t, DIRK)
  const sides = Object.values<Programme>(PROGRAMMES).flatMap((each) => SIDES.map((side) => ({ each, side })))
  for (const { each, side } of sides) {
    const all = missingFor(each, side, NOTHING_DONE)
    // Everything, nothing, and everything but one thing.
    const dones = [all, [], ...all.map((one) => all.filter((other) => other !== one))]
    for (const done of dones) {
      const id = t.deps.newId()
      await t.db.write([
        t.db.q.insert(person).values({ id, email: id, emailNormalised: id, name: 'Chloe', createdAt: 1 }),
        t.db.q.insert(participant).values({
          ...{ id, personId: id, programme: each.id, side, topics: [], languages: [], capacity: 1, generation: 1 },
          ...{ businessVisible: false, createdAt: 1 },
        }),
        ...done.map((one) => doneOf(t, one, id, staffId)),
      ])
      const [held] = await t.db.q.select({ is: isUnprepared }).from(participant).where(eq(participant.id, id))
      const [facts] = await loadFacts(t.deps, eq(participant.id, id))
      expect(held?.is === 1, `${each.id} ${side} ${JSON.stringify(done)}`).toBe(done.length < all.length)
      expect(facts?.unprepared).toBe(done.length < all.length)
    }
  }
})

test('a pair is refused for what was not done; when the programme asks less from a start on, it is let through', async () => {
  const { fatma, ...pair } = await movedIn()
  expect(await send(pair, fatma.staffId)).toEqual({ kind: 'refused', code: 'NOT_READY' })
  const programmes = Object.values<Programme>(PROGRAMMES).map((each) => ({
    ...each,
    sides: {
      mentor: { ...each.sides.mentor, training: [], intake: 'none' as const },
      mentee: { ...each.sides.mentee, intake: 'none' as const },
    },
  }))
  await t.db.write(preparationStatements(t.db, programmes))
  expect((await send(pair, fatma.staffId))?.kind).toBe('sent')
})

test('a duo that runs moves in, though nobody wrote down here that its two were ready', async () => {
  const { fatma } = await movedIn()
  const row = { mentor: 'bert@example.org', jongere: 'amira@example.org', start: '1/02/2027' }
  await imported(t, fatma, duosFile(row), { programme: JOB, kind: 'duos' })
  expect(await t.db.q.select().from(duo)).toHaveLength(1)
})

test('a check on which an introduction is built is never taken back', async () => {
  const { fatma, mentorId, menteeId } = await movedIn()
  await t.db.write([
    t.db.q.update(preparationAsked).set({ intake: false, modules: [] }).where(eq(preparationAsked.programme, JOB)),
  ])
  expect(await send({ mentorId, menteeId }, fatma.staffId)).toMatchObject({ kind: 'sent' })
  await expect(
    t.db.write([t.db.q.delete(eligibilityCheck).where(eq(eligibilityCheck.participantId, menteeId))]),
  ).rejects.toMatchObject({ refusal: { code: 'APPEND_ONLY' } })
})

test('an import that is undone while its people are introduced: they stay with their checks, or nothing was sent', async () => {
  for (let n = 0; n < 6; n++) {
    t = await freshApp()
    const { fatma, file, ...pair } = await movedIn()
    await t.db.write([
      t.db.q.update(preparationAsked).set({ intake: false, modules: [] }).where(eq(preparationAsked.programme, JOB)),
    ])
    const batch = await batchById(t.deps, file)
    if (!batch) throw new Error('no import')
    const undo = () => undoImport(t.deps, batch, fatma.staffId)
    const turns = [() => send(pair, fatma.staffId).catch(() => null), undo]
    await Promise.all((n % 2 === 0 ? turns : turns.reverse()).map((turn) => turn()))

    const sent = await t.db.q.select().from(introduction)
    const here = await t.db.q.select({ id: participant.id }).from(participant).where(isNotNull(participant.personId))
    const unready = await t.db.q.select({ id: participant.id }).from(participant).where(eq(isUnprepared, 1))
    expect(sent.length === 1 ? here.length : 0).toBe(here.length)
    expect(unready).toEqual([])
    if (sent.length === 1)
      expect((await keptOf(t.deps, batch)).map(({ reason }) => reason)).toEqual(['introduced', 'introduced'])
    t.db.close()
  }
})
