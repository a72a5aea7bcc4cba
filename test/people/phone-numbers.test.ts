import { and, eq, isNotNull } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { contactFor } from '../../db/introductions/counterparts.ts'
import { sendIntroductions } from '../../db/introductions/introductions.ts'
import { saveProof } from '../../db/people/personal-data.ts'
import { participant, person, signup } from '../../db/schema.ts'
import { SIDES } from '../../src/domain/facts.ts'
import { paths } from '../../src/paths.ts'
import { browser, type TestApp } from '../app.ts'
import { mailedLink, WHY } from '../introduced.ts'
import { bodyOf, openOffice } from '../office.ts'
import { answerOf } from '../pairs.ts'
import { AMIRA_JOB, JOB, signUpStanding } from '../partners/partner-world.ts'
import type { SignedUp } from '../people.ts'
import { makeReady } from '../ready.ts'
import { type Fields, hiddenFields } from '../signup-flow.ts'
import { FATMA, type StaffBrowser, signInStaff } from '../staff.ts'

/* A telephone number is read where it was given: Amira stands at the city, where Dirk works, and at Fatma's association. */

const [HERE, THERE] = ['015 29 70 00', '0470 12 34 56']

let t: TestApp
let dirk: StaffBrowser
let fatma: StaffBrowser
let amira: SignedUp

beforeEach(async () => {
  ;({ t, dirk, amira } = await openOffice())
  fatma = await signInStaff(t, FATMA)
  await extra(amira.phone, amira.signup.id, { phone: HERE })
})

afterEach(() => t.db.close())

/** Fills in the optional page after a sign-up. */
async function extra(phone: Pick<SignedUp['phone'], 'get' | 'post'>, signupId: string, fields: Fields) {
  const { _csrf = [] } = hiddenFields(await (await phone.get(paths.signupExtra(signupId))).text())
  expect((await phone.post(paths.signupExtra(signupId), { _csrf, ...fields })).status).toBe(303)
}

/** Amira signs up at the association too, and says by mail that it is her. */
async function amiraThere(fields: Fields): Promise<string> {
  const phone = browser(t.app)
  await signUpStanding(t, phone, 'mentee', AMIRA_JOB)
  const [row] = await t.db.q.select().from(signup).where(isNotNull(signup.pending))
  if (!row) throw new Error('no sign-up')
  if (fields.phone) await extra(phone, row.id, fields)
  const saved = await saveProof(t.deps, { participantId: amira.participantId, signupId: row.id, how: 'link' })
  return saved?.participantId ?? ''
}

const shownTo = async (who: StaffBrowser, id: string) => bodyOf(await who.post(paths.participantContact(id), {}))

test('who gives a number at one office gave it to that one: the other reads an address and no number', async () => {
  const there = await amiraThere({})
  expect(await shownTo(dirk, amira.participantId)).toContain(HERE)
  const page = await shownTo(fatma, there)
  expect(page).toContain('amira@example.org')
  expect(page).not.toContain(HERE)
  expect(page).not.toContain('tel:')
})

test('a number given at the other office is read there and changes nothing here', async () => {
  const there = await amiraThere({ phone: THERE })
  expect(await shownTo(fatma, there)).toContain(THERE)
  const page = await shownTo(dirk, amira.participantId)
  expect(page).toContain(HERE)
  expect(page).not.toContain(THERE)
})

test('her own page at an office shows and changes the number of that office alone', async () => {
  const there = await amiraThere({ phone: THERE })
  const own = browser(t.app)
  await own.get(await mailedLink(t, there, { purpose: 'manage', about: '' }))
  const form = await bodyOf(await own.get(paths.myDetails(there)))
  expect(form).toContain(THERE)
  expect(form).not.toContain(HERE)
  const typed = { ...hiddenFields(form), ...AMIRA_JOB, topics: ['cv'], phone: '0470 99 99 99' }
  expect((await own.post(paths.myDetails(there), typed)).status).toBe(303)
  const rows = await t.db.q.select({ id: participant.id, phone: participant.phone }).from(participant)
  expect(rows).toContainEqual({ id: there, phone: '0470 99 99 99' })
  expect(rows).toContainEqual({ id: amira.participantId, phone: HERE })
})

test.each([
  ['no number', {}, null],
  ['the number that was given there', { phone: THERE }, THERE],
])('the other of a duo there reads %s', async (_, fields, phone) => {
  const menteeId = await amiraThere(fields)
  await signUpStanding(t, browser(t.app), 'mentor', { ...AMIRA_JOB, name: 'Carl', email: 'carl@example.org' })
  const carls = and(eq(participant.programme, JOB), eq(participant.side, 'mentor'))
  const [carl] = await t.db.q.select().from(participant).where(carls)
  const [row] = await t.db.q
    .select()
    .from(signup)
    .where(eq(signup.participantId, carl?.id ?? ''))
  if (!carl || !row) throw new Error('no Carl')
  await saveProof(t.deps, { participantId: carl.id, signupId: row.id, how: 'link' })
  await makeReady(t, [carl.id, menteeId], fatma.staffId)
  const pairs = [{ mentorId: carl.id, menteeId, why: WHY }]
  const [sent] = await sendIntroductions(t.deps, { programme: JOB, pairs, runId: null, staffId: fatma.staffId })
  if (sent?.result.kind !== 'sent') throw new Error('not sent')
  for (const side of SIDES) await answerOf({ t, id: sent.result.id }, side, 'yes')
  expect(await contactFor(t.deps, sent.result.id, carl.id, { way: 'mail' })).toMatchObject({
    email: 'amira@example.org',
    phone,
  })
})

test('no number stands with the person, who is one for every office', async () => {
  const [row] = await t.db.q.select().from(person).limit(1)
  expect(Object.keys(row ?? {})).not.toContain('phone')
})
