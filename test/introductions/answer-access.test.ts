import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { outbox, participant } from '../../db/schema.ts'
import { cookieName } from '../../src/access.ts'
import type { Side } from '../../src/domain/facts.ts'
import { introductionState } from '../../src/domain/introduction.ts'
import { randomToken } from '../../src/keys.ts'
import { paths } from '../../src/paths.ts'
import { alongWith, type Browser, browser, field, type TestApp } from '../app.ts'
import { arrive, introduced, introductionOf, mailedLink, mailsTo } from '../introduced.ts'
import { AMIRA, BERT, CHLOE, signUp } from '../people.ts'

const stateOf = async (t: TestApp, id: string) => introductionState((await introductionOf(t, id)).facts, t.clock.now)

/** Opens the page and sends the form on it, as a person would. */
async function reply(visitor: Browser, id: string, side: Side, answer: string, more: Record<string, string> = {}) {
  const page = await (await visitor.get(paths.introduction(id, side))).text()
  return visitor.post(paths.answer(id, side), { ...alongWith(page), answer, ...more })
}

const textOf = async (visitor: Browser, id: string, side: Side) =>
  (await visitor.get(paths.introduction(id, side))).text()

test('an unknown, a revoked and a mangled link give the same page', async () => {
  const { t, id, bert } = await introduced()
  const link = await mailedLink(t, bert.participantId, { purpose: 'introduction', about: id })
  await t.db.write([t.db.q.update(participant).set({ generation: 2 }).where(eq(participant.id, bert.participantId))])
  const answers = await Promise.all([link, '/l/x', `/l/${'a'.repeat(43)}`].map((path) => t.app.request(path)))
  const bodies = await Promise.all(answers.map((answer) => answer.text()))
  expect(answers.map(({ status }) => status)).toEqual([410, 410, 410])
  expect(new Set(bodies).size).toBe(1)
  expect(bodies[0]).toContain('Deze link werkt niet meer. Vraag een nieuwe link.')
})

test('a stranger, the other side and a form of somebody else get nowhere', async () => {
  const { t, id } = await introduced()
  const chloe = await signUp(t, CHLOE)
  const mentee = await arrive(t, id, 'mentee')
  const page = await textOf(mentee, id, 'mentee')
  const form = { ...alongWith(page), answer: 'yes' }
  const nowhere = paths.introduction('01890000-0000-7000-8000-000000000000', 'mentor')
  const absent = await (await mentee.get(nowhere)).text()
  for (const [visitor, path] of [
    [browser(t.app), paths.introduction(id, 'mentor')] as const,
    [chloe.phone, paths.introduction(id, 'mentee')] as const,
    [mentee, paths.introduction(id, 'mentor')] as const,
  ]) {
    const answer = await visitor.get(path)
    expect(answer.status).toBe(404)
    expect(await answer.text()).toBe(absent)
  }
  expect((await mentee.post(paths.answer(id, 'mentor'), form)).status).toBe(404)
  expect((await chloe.phone.post(paths.answer(id, 'mentee'), form)).status).toBe(404)
  expect((await mentee.post(paths.answer(id, 'mentee'), { ...form, _csrf: 'x' })).status).toBe(403)
  expect(await stateOf(t, id)).toBe('sent')
})

test('on the phone that signed up: the answer counts; the contact waits for the mailbox', async () => {
  const { t, id, amira } = await introduced()
  await reply(await arrive(t, id, 'mentor'), id, 'mentor', 'yes')
  expect((await reply(amira.phone, id, 'mentee', 'yes')).status).toBe(303)
  const hidden = await textOf(amira.phone, id, 'mentee')
  expect(hidden).toContain('zodra je je mail bevestigt')
  for (const secret of [BERT.email, BERT.name]) expect(hidden).not.toContain(secret)

  const mail = browser(t.app)
  await mail.get(await mailedLink(t, amira.participantId, { purpose: 'signup', about: amira.signup.id }))
  const page = await (await mail.get(paths.signupProof(amira.signup.id))).text()
  const sent = await mail.post(paths.signupProof(amira.signup.id), { _csrf: field(page, '_csrf'), mine: 'yes' })
  expect(sent.headers.get('Location')).toBe(paths.introduction(id, 'mentee'))
  expect(await textOf(amira.phone, id, 'mentee')).toContain(BERT.email)
  expect(await stateOf(t, id)).toBe('duo')
})

test('a mailbox that never confirmed sees the contact only after it did', async () => {
  const { t, id, amira } = await introduced()
  await reply(await arrive(t, id, 'mentor'), id, 'mentor', 'yes')
  await reply(amira.phone, id, 'mentee', 'yes')
  const mail = await arrive(t, id, 'mentee')
  const page = await textOf(mail, id, 'mentee')
  expect(page).toContain('Bevestig eerst dat jij het bent')
  expect(page).not.toContain(BERT.email)
  const proof = await (await mail.get(paths.signupProof(amira.signup.id))).text()
  await mail.post(paths.signupProof(amira.signup.id), { _csrf: field(proof, '_csrf'), mine: 'yes' })
  expect(await textOf(mail, id, 'mentee')).toContain(BERT.email)
})

test('a phone that typed an address that we knew sees and answers nothing', async () => {
  const { t, id } = await introduced()
  const mallory = await signUp(t, { ...AMIRA, name: 'Mallory Vreemd' })
  expect(mallory.signup.pending).not.toBeNull()
  expect((await mallory.phone.get(paths.introduction(id, 'mentee'))).status).toBe(404)
  expect((await mallory.phone.post(paths.answer(id, 'mentee'), { answer: 'yes' })).status).toBe(404)
  expect((await mallory.phone.get(paths.myData(mallory.participantId))).status).toBe(404)
})

test('a cookie of half an hour ago, or of another participant, opens nothing', async () => {
  const { t, id, bert } = await introduced()
  const mentor = await arrive(t, id, 'mentor')
  t.clock.now += 31 * 60_000
  expect((await mentor.get(paths.introduction(id, 'mentor'))).status).toBe(404)
  const forged = browser(t.app)
  forged.cookies.set(cookieName(t.deps.config, `phone_${bert.signup.id.slice(-12)}`), randomToken())
  expect((await forged.get(paths.introduction(id, 'mentor'))).status).toBe(404)
})

test('a scanner that opens every link twenty times changes nothing', async () => {
  const { t, id, amira, bert } = await introduced()
  const snapshot = async () =>
    JSON.stringify([
      await introductionOf(t, id),
      await t.db.q.select().from(outbox),
      await t.db.q.select().from(participant),
      await mailsTo(t, amira.participantId),
    ])
  const before = await snapshot()
  const links = [
    await mailedLink(t, bert.participantId, { purpose: 'introduction', about: id }),
    await mailedLink(t, bert.participantId, { purpose: 'manage', about: '' }),
    await mailedLink(t, bert.participantId, { purpose: 'signup', about: bert.signup.id }),
  ]
  for (const link of links)
    for (let n = 0; n < 20; n++) {
      const scanner = browser(t.app)
      const arrival = await scanner.request(link, { method: n % 2 ? 'HEAD' : 'GET' })
      await scanner.request(arrival.headers.get('Location') ?? '', { method: n % 2 ? 'HEAD' : 'GET' })
    }
  expect(await snapshot()).toBe(before)
})

test('no page of the way shows contact or surname of the other before both said yes', async () => {
  const { t, id, bert } = await introduced()
  const secrets = { mentor: [AMIRA.email, 'Testers'], mentee: [BERT.email, 'Bert Voorbeeld'] }
  const [mentor, mentee] = [await arrive(t, id, 'mentor'), await arrive(t, id, 'mentee')]
  const look = async (visitor: Browser, side: Side, participantId: string) => {
    for (const path of [paths.introduction(id, side), paths.firstMeeting(id, side), paths.withdrawal(participantId)]) {
      const body = await (await visitor.get(path)).text()
      for (const secret of secrets[side]) expect(body, path).not.toContain(secret)
    }
  }
  const { menteeId } = await introductionOf(t, id)
  await look(mentor, 'mentor', bert.participantId)
  await look(mentee, 'mentee', menteeId)
  await reply(mentor, id, 'mentor', 'yes')
  await look(mentor, 'mentor', bert.participantId)
  await look(mentee, 'mentee', menteeId)
  await reply(mentee, id, 'mentee', 'no')
  await look(mentor, 'mentor', bert.participantId)
  await look(mentee, 'mentee', menteeId)
})
