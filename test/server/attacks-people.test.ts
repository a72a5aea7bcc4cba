import { expect, test } from 'vitest'
import { saveAnswer } from '../../db/introductions/answers.ts'
import { note } from '../../db/schema.ts'
import { SIDES, type Side } from '../../src/domain/facts.ts'
import { paths } from '../../src/paths.ts'
import { type Browser, field, type TestApp } from '../app.ts'
import { arrive, introduced, introductionOf, mailedLink } from '../introduced.ts'
import { AMIRA, BERT, CHLOE, signUp } from '../people.ts'
import { signInStaff } from '../staff.ts'

/* What one of two, or a stranger, tries in order to see or do what is not theirs. */

const HIDDEN: Record<Side, string[]> = {
  mentor: [AMIRA.email, AMIRA.name],
  mentee: [BERT.email, BERT.name],
}

const pagesOf = (id: string, side: Side) => [
  paths.introduction(id, side),
  paths.firstMeeting(id, side),
  paths.contactCard(id, side),
]

async function seenBy(visitor: Browser, id: string, side: Side): Promise<string[]> {
  const answers = await Promise.all(pagesOf(id, side).map((page) => visitor.get(page)))
  const text = (await Promise.all(answers.map((answer) => answer.text()))).join()
  return HIDDEN[side].filter((canary) => text.includes(canary))
}

const yes = async (t: TestApp, id: string, side: Side, way: 'phone' | 'mail') =>
  saveAnswer(t.deps, { introduction: await introductionOf(t, id), side, answer: 'yes', stop: 'stay', way })

test('before two yes nothing but a first name is on any page or file of an introduction', async () => {
  const { t, amira, bert, id } = await introduced()
  for (const both of ['none', 'one'] as const) {
    if (both === 'one') await yes(t, id, 'mentor', 'mail')
    for (const side of SIDES) {
      expect(await seenBy(await arrive(t, id, side), id, side), `${both} ${side} by mail`).toEqual([])
      expect(await seenBy(side === 'mentor' ? bert.phone : amira.phone, id, side), `${both} ${side}`).toEqual([])
    }
  }
})

test('after two yes on phones nobody proved, a mailed link alone opens no page and no file with a contact', async () => {
  const { t, amira, bert, id } = await introduced()
  for (const side of SIDES) await yes(t, id, side, 'phone')
  const phones = { mentor: bert.phone, mentee: amira.phone }
  for (const side of SIDES) {
    expect(await seenBy(phones[side], id, side), `${side} by phone`).toEqual([])
    expect(await seenBy(await arrive(t, id, side), id, side), `${side} by mail`).toEqual([])
  }

  const visitor = await arrive(t, id, 'mentee')
  const proof = paths.signupProof(amira.signup.id)
  const token = field(await (await visitor.get(proof)).text(), '_csrf')
  await visitor.post(proof, { _csrf: token, mine: 'yes' })
  expect(await seenBy(visitor, id, 'mentee')).toEqual(HIDDEN.mentee)
  expect(await seenBy(await arrive(t, id, 'mentor'), id, 'mentor')).toEqual([])
})

test('the cookie, the phone or the token of one opens nothing of another', async () => {
  const { t, amira, bert, id } = await introduced()
  const chloe = await signUp(t, CHLOE)
  const byMail = { mentor: await arrive(t, id, 'mentor'), mentee: await arrive(t, id, 'mentee') }
  const strangers: [Browser, Side][] = [
    [byMail.mentee, 'mentor'],
    [byMail.mentor, 'mentee'],
    [amira.phone, 'mentor'],
    [bert.phone, 'mentee'],
    [chloe.phone, 'mentor'],
    [chloe.phone, 'mentee'],
  ]
  for (const [visitor, side] of strangers) {
    for (const page of pagesOf(id, side)) expect((await visitor.get(page)).status, page).toBe(404)
    expect((await visitor.post(paths.answer(id, side), { answer: 'yes', _csrf: 'x' })).status).toBe(404)
  }
  const ownToken = field(await (await byMail.mentor.get(paths.introduction(id, 'mentor'))).text(), '_csrf')
  for (const _csrf of [ownToken, '', 'x'.repeat(43)])
    expect((await byMail.mentee.post(paths.answer(id, 'mentee'), { answer: 'yes', _csrf })).status).toBe(403)
})

test('who signs up again as somebody else sees, answers and changes nothing of theirs', async () => {
  const { t, amira, bert, id } = await introduced()
  const mallory = await signUp(t, { ...BERT, name: 'Mallory Kwaad', topics: ['permits'] })
  expect(mallory.participantId).toBe(bert.participantId)
  const own = [paths.myData, paths.myDetails, paths.withdrawal].map((path) => path(bert.participantId))
  for (const page of [
    ...pagesOf(id, 'mentor'),
    ...own,
    paths.signupProof(mallory.signup.id),
    paths.signup(bert.signup.id),
  ])
    expect((await mallory.phone.get(page)).status, page).toBe(404)
  const page = await (await mallory.phone.get(paths.signup(mallory.signup.id))).text()
  expect(page).not.toContain('/introductions/')
  expect((await mallory.phone.post(paths.answer(id, 'mentor'), { answer: 'yes' })).status).toBe(404)

  await amira.phone.get(await mailedLink(t, amira.participantId, { purpose: 'manage', about: '' }))
  expect((await mallory.phone.get(paths.myData(amira.participantId))).status).toBe(404)
})

test('a note keeps its lines, and nothing that cannot be seen', async () => {
  const { t, amira } = await introduced()
  const dirk = await signInStaff(t)
  const form = { _form: 'f'.repeat(30), body: 'Belde\u0007 om 9\u202E uur.\r\nBelt\tterug\u200B.' }
  expect((await dirk.post(paths.participantNotes(amira.participantId), form)).status).toBe(303)
  expect(await t.db.q.select({ body: note.body }).from(note)).toEqual([{ body: 'Belde om 9 uur.\nBelt terug.' }])
  const nothing = { _form: 'g'.repeat(30), body: '\u200B\u202E' }
  expect((await dirk.post(paths.participantNotes(amira.participantId), nothing)).status).toBe(422)
})

test('a phone whose sign-up nobody proved does nothing in a duo that its owner’s mailbox began', async () => {
  const { t, bert, id } = await introduced()
  for (const side of SIDES) await yes(t, id, side, 'mail')
  expect((await introductionOf(t, id)).duoId).not.toBeNull()
  const token = field(await (await bert.phone.get(paths.introduction(id, 'mentor'))).text(), '_csrf')
  for (const page of [paths.duoEnd(id, 'mentor'), paths.checkin(id, 'mentor', 'day-14')])
    expect((await bert.phone.get(page)).status, page).toBe(404)
  const met = { _csrf: token, day: '2027-05-04', minutes: '60' }
  expect((await bert.phone.post(paths.meetingNotes(id, 'mentor'), met)).status).toBe(404)
})
