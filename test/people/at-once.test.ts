import { and, eq, inArray } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { listBatches } from '../../db/imports/import-files.ts'
import { continueImport } from '../../db/imports/imports.ts'
import { saveProof, sayNotMe, withdraw } from '../../db/people/personal-data.ts'
import {
  addressBlock,
  consentEvent,
  consentNow,
  importItem,
  outbox,
  participant,
  participantPause,
  signup,
} from '../../db/schema.ts'
import { paths } from '../../src/paths.ts'
import { browser, field } from '../app.ts'
import { before } from '../before.ts'
import { imported, SIX_PEOPLE, uploaded } from '../imports/imports.ts'
import { introduced, mailedLink } from '../introduced.ts'
import { bodyOf, openOffice } from '../office.ts'
import { answerOf } from '../pairs.ts'
import { AMIRA, BERT, signUp } from '../people.ts'
import { AMIRA_TYPES, fillIn } from '../signup-flow.ts'

/* Two at the same moment: as if one was first, and nobody meets a fault of ours. */

test('somebody of a file signs up while staff undo it: they take part by their own yes', async () => {
  const { t, dirk } = await openOffice()
  const file = await imported(t, dirk, SIX_PEOPLE)
  const phone = browser(t.app)
  const form = await fillIn(t, phone, 'mentee', { ...AMIRA_TYPES, email: 'mentor1@example.org' })
  before(t, 'signup', () => dirk.post(paths.importUndo(file), { sure: 'yes' }))
  const sent = await phone.post(paths.signups(t.code, 'mentee'), { ...form, takingPart: 'yes' })
  expect(sent.status).toBe(303)
  expect((await t.db.q.select().from(signup)).map(({ pending }) => pending)).toEqual([null, null, null])
})

test('two bring in the same people at once: the list says which file they came by', async () => {
  const { t, dirk, els } = await openOffice()
  const [one, other] = [await uploaded(dirk, SIX_PEOPLE), await uploaded(els, SIX_PEOPLE)]
  const confirm = async (who: typeof dirk, id: string) => {
    await who.post(paths.importConfirmation(id), { sure: 'yes' })
    await continueImport(t.deps, id)
  }
  before(t, 'import_batch', () => confirm(els, other))
  await confirm(dirk, one)
  const batches = await listBatches(t.deps, ['peter-meter'])
  expect(batches.map(({ staffName, rowsWritten }) => [staffName, rowsWritten]).sort()).toEqual([
    ['Dirk Dienst', 0],
    ['Els Dienst', 6],
  ])
})

test('what staff write of somebody who goes at that moment is of nobody: said, and their words come back', async () => {
  const { t, dirk, amira, bert } = await openOffice()
  const file = await imported(t, dirk, SIX_PEOPLE)
  const [{ itemId = '' } = {}] = await t.db.q.select().from(importItem).where(eq(importItem.kind, 'participant'))
  before(t, 'note', () => dirk.post(paths.importUndo(file), { sure: 'yes' }))
  const noted = await dirk.post(paths.participantNotes(itemId), { body: 'Belt liever', _form: t.deps.newToken() })
  expect([noted.status, await bodyOf(noted)]).toEqual([404, expect.stringContaining('Belt liever')])

  before(t, 'participant_pause', () => withdraw(t.deps, amira.participantId, { actor: 'self' }))
  expect((await dirk.post(paths.participantPause(amira.participantId), { wish: 'pause' })).status).toBe(404)
  expect((await dirk.post(paths.participantPause(bert.participantId), { wish: 'pause' })).status).toBe(303)
  expect(await t.db.q.select({ id: participantPause.participantId }).from(participantPause)).toEqual([
    { id: bert.participantId },
  ])
})

test('a yes that is said while somebody stops is taken back in the ledger with their others', async () => {
  const { t, id, amira } = await introduced()
  before(t, 'introduction_end', () => answerOf({ t, id }, 'mentee', 'yes'))
  await withdraw(t.deps, amira.participantId, { actor: 'self' })
  const still = await t.db.q
    .select({ purpose: consentNow.purpose })
    .from(consentNow)
    .where(and(eq(consentNow.purpose, 'P2'), inArray(consentNow.state, ['given', 'confirmed'])))
  expect(still).toEqual([])
})

test('who says "dat was ik niet" while staff note that they stop gets no mail about it', async () => {
  const { t, dirk, amira } = await openOffice()
  before(t, 'introduction_end', () => sayNotMe(t.deps, amira.signup))
  await dirk.post(paths.participantWithdrawal(amira.participantId), { how: 'phone', sure: 'yes' })
  const mails = await t.db.q.select().from(outbox).where(eq(outbox.kind, 'erased'))
  expect([mails, (await t.db.q.select().from(addressBlock)).length]).toEqual([[], 1])
})

/** Amira takes part as a starter; two forms to become a mentor too wait for her yes. */
async function twoForms() {
  const office = await openOffice()
  const { t, amira } = office
  const other = { ...BERT, email: AMIRA.email }
  const [one, two] = [await signUp(t, other), await signUp(t, { ...other, topics: ['permits'] })]
  const yes = ({ signup: { id } }: typeof one, how: 'link' | 'desk' = 'link') =>
    saveProof(t.deps, { participantId: amira.participantId, signupId: id, how })
  const mailbox = browser(t.app)
  await mailbox.get(await mailedLink(t, amira.participantId, { purpose: 'manage', about: '' }))
  const no = async ({ signup: { id } }: typeof one) => {
    const _csrf = field(await (await mailbox.get(paths.signupProof(id))).text(), '_csrf')
    return mailbox.post(paths.signupProof(id), { _csrf, mine: 'no' })
  }
  return { ...office, one, two, yes, no }
}

test('two forms that are confirmed at once both count, and a yes tapped twice is one', async () => {
  const { t, amira, one, two, yes } = await twoForms()
  before(t, 'proof', () => yes(two))
  const proved = await yes(one)
  expect(proved).not.toBeNull()
  const [mentor] = await t.db.q
    .select()
    .from(participant)
    .where(eq(participant.id, proved?.participantId ?? ''))
  expect(mentor?.topics).toEqual(BERT.topics)
  expect((await t.db.q.select().from(signup)).map(({ pending }) => pending)).toEqual([null, null, null, null])

  const tap = () => saveProof(t.deps, { participantId: amira.participantId, signupId: amira.signup.id, how: 'link' })
  before(t, 'proof', tap)
  await tap()
  const confirmed = await t.db.q.select().from(consentEvent).where(eq(consentEvent.state, 'confirmed'))
  expect(confirmed.map(({ subjectRef }) => subjectRef === mentor?.subjectRef)).toEqual([true, true, false])
})

test('"dat was ik niet" of a form that is confirmed at the same moment erases nothing and says so', async () => {
  const { t, dirk, one, two, yes, no } = await twoForms()
  before(t, 'address_block', () => yes(one, 'desk'))
  const answer = await no(one)
  expect(answer.status).toBe(404)
  expect(await t.db.q.select().from(addressBlock)).toEqual([])
  expect(await t.db.q.select().from(signup).where(eq(signup.id, one.signup.id))).toHaveLength(1)

  before(t, 'proof', () => no(two))
  expect((await dirk.post(paths.deskProof(two.signup.id), {})).status).toBe(404)
})

test('what is added on a phone while its form is confirmed is kept, whichever comes first', async () => {
  for (const first of ['signup', 'proof']) {
    const { t, one, yes } = await twoForms()
    const page = await (await one.phone.get(paths.signupExtra(one.signup.id))).text()
    const add = () =>
      one.phone.post(paths.signupExtra(one.signup.id), { _csrf: field(page, '_csrf'), phone: '0470 12 34 56' })
    before(t, first, first === 'signup' ? () => yes(one) : add)
    await (first === 'signup' ? add() : yes(one))
    const mentors = await t.db.q.select().from(participant).where(eq(participant.side, 'mentor'))
    expect(mentors.map(({ phone }) => phone)).toEqual([null, '0470 12 34 56'])
  }
})
