import { count, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { continueImport } from '../../db/imports/imports.ts'
import { saveAnswer } from '../../db/introductions/answers.ts'
import { eraseUnproved, lapseDue } from '../../db/jobs.ts'
import { saveProof, withdraw } from '../../db/people/personal-data.ts'
import {
  click,
  importBatch,
  importItem,
  introductionExtension,
  participant,
  person,
  personUnmerge,
  staff,
} from '../../db/schema.ts'
import { civilDateOf, DAY_MS } from '../../src/domain/civil-date.ts'
import { SIDES } from '../../src/domain/facts.ts'
import { paths } from '../../src/paths.ts'
import { freshApp, type TestApp } from '../app.ts'
import { before } from '../before.ts'
import { fileOf, PEOPLE_COLUMNS, personLine, uploaded } from '../imports/imports.ts'
import { introduced, introductionOf } from '../introduced.ts'
import { openOffice } from '../office.ts'
import { at, metPair } from '../pairs.ts'
import { AMIRA, BERT, type SignedUp, signUp } from '../people.ts'
import { openMerging, TWIN } from './merging.ts'

/* What somebody does between our look and our writing counts. */

const isErased = async (t: TestApp, { participantId }: SignedUp): Promise<boolean> =>
  (await t.db.q.select().from(participant).where(eq(participant.id, participantId)))[0]?.erasedAt !== null
const proofOf = ({ participantId, signup }: SignedUp) => ({ participantId, signupId: signup.id, how: 'link' as const })

test('who stops while a file is being written is not written down anew, and the others of the file are', async () => {
  const { t, dirk, amira } = await openOffice()
  // Fifty rows are written at a time: Amira stops while the first fifty are, and her row was read with them.
  const others = Array.from({ length: 50 }, (_, n) => personLine(n))
  const own = personLine(99, { email: AMIRA.email, role: 'starter' })
  const id = await uploaded(dirk, fileOf(PEOPLE_COLUMNS, ...others, own))
  before(t, 'import_item', () => withdraw(t.deps, amira.participantId, { actor: 'self' }))
  await dirk.post(paths.importConfirmation(id), { sure: 'yes' })
  await continueImport(t.deps, id)
  const emails = (await t.db.q.select({ email: person.email }).from(person)).map(({ email }) => email)
  expect([emails.length, emails.includes(AMIRA.email)]).toEqual([51, false])
})

test('of a file that is cancelled and confirmed at once nothing is written, nor said to be', async () => {
  const { t, dirk } = await openOffice()
  const id = await uploaded(dirk, fileOf(PEOPLE_COLUMNS, personLine(1)))
  before(t, 'import_batch', () => dirk.post(paths.importRemoval(id), {}))
  const answer = await dirk.post(paths.importConfirmation(id), { sure: 'yes' })
  expect(answer.status).toBe(303)
  expect((await dirk.get(answer.headers.get('Location') ?? '')).status).toBe(404)
  expect(await t.db.q.select().from(importBatch)).toEqual([])
  expect(await t.db.q.select({ n: count() }).from(importItem)).toEqual([{ n: 0 }])
})

test('who says "ja, dat was ik" while the unproved are erased stays', async () => {
  const t = await freshApp()
  const [amira, bert] = [await signUp(t, AMIRA), await signUp(t, BERT)]
  t.clock.now += 61 * DAY_MS
  before(t, 'consent_event', () => saveProof(t.deps, proofOf(amira)))
  await eraseUnproved(t.deps)
  expect([await isErased(t, amira), await isErased(t, bert)]).toEqual([false, true])
})

test('a pair that staff give more time while the overdue ones lapse does not lapse', async () => {
  const { t, id } = await introduced()
  for (const side of SIDES)
    await saveAnswer(t.deps, {
      introduction: await introductionOf(t, id),
      side,
      answer: 'yes',
      stop: 'stay',
      way: 'phone',
    })
  t.clock.now += 100 * DAY_MS
  const until = civilDateOf(t.clock.now + 7 * DAY_MS)
  const { id: staffId } = (await t.db.q.select().from(staff))[0]!
  const more = t.db.q
    .insert(introductionExtension)
    .values({ id: 'x', introductionId: id, until, staffId, at: t.clock.now })
  before(t, 'introduction_end', () => t.db.write([more]))
  expect(await lapseDue(t.deps)).toBe(0)
  expect((await introductionOf(t, id)).facts.end).toBeNull()
})

test('who stops while they are merged, or seen, is gone: a sentence says so, and nothing comes back', async () => {
  const m = await openMerging()
  const karel = await signUp(m.t, { ...BERT, name: 'Karel Anders', email: 'karel@example.org' })
  before(m.t, 'person_merge', () => withdraw(m.t.deps, karel.participantId, { actor: 'self' }))
  const merged = await m.merge(m.amira, karel, m.amira)
  expect(merged.status).toBe(409)
  expect(await m.t.db.q.select().from(person).where(eq(person.name, 'Karel Anders'))).toEqual([])

  // Amira signs up for the other side too: her yes by mail makes a participant of a person who is not there any more.
  const again = await signUp(m.t, { ...BERT, email: AMIRA.email })
  before(m.t, 'proof', () => withdraw(m.t.deps, m.amira.participantId, { actor: 'self' }))
  expect(await saveProof(m.t.deps, { ...proofOf(m.amira), signupId: again.signup.id })).toBeNull()
  expect(await isErased(m.t, m.amira)).toBe(true)
})

test('who stops while staff undo their merge with somebody else takes nobody along; undone too late it is refused', async () => {
  const m = await openMerging()
  const twin = await signUp(m.t, TWIN)
  await m.merge(m.amira, twin, m.amira)
  before(m.t, 'proof', () => m.undo())
  await withdraw(m.t.deps, m.amira.participantId, { actor: 'self' })
  expect([await isErased(m.t, m.amira), await isErased(m.t, twin)]).toEqual([true, false])

  const other = await openMerging()
  const both = await signUp(other.t, TWIN)
  await other.merge(other.amira, both, other.amira)
  before(other.t, 'person_unmerge', () => withdraw(other.t.deps, both.participantId, { actor: 'self' }))
  expect((await other.undo()).status).toBe(409)
  expect(await other.t.db.q.select().from(personUnmerge)).toEqual([])
  expect([await isErased(other.t, other.amira), await isErased(other.t, both)]).toEqual([true, true])
})

test('a yes to a pair that the other ends at the same moment is told at once that it is over', async () => {
  const pair = await metPair()
  const [bert, amira] = [await at(pair, 'mentor'), await at(pair, 'mentee')]
  const [no, yes] = await Promise.all([bert.click('no'), amira.click('yes')])
  expect([no.status, yes.status]).toEqual([303, 410])
  expect(await pair.t.db.q.select().from(click)).toMatchObject([{ click: 'no', side: 'mentor' }])
})
