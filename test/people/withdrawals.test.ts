import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { saveAnswer } from '../../db/introductions/answers.ts'
import { introductionsOf } from '../../db/introductions/introductions.ts'
import { withdraw } from '../../db/people/personal-data.ts'
import { consentEvent, link, outbox, participant, person } from '../../db/schema.ts'
import type { Answer, Side, Way } from '../../src/domain/facts.ts'
import { introductionState } from '../../src/domain/introduction.ts'
import type { TestApp } from '../app.ts'
import { introduce, introduced, introductionOf, mailsTo } from '../introduced.ts'
import { AMIRA, BERT, signUp, somebody } from '../people.ts'

async function answer(t: TestApp, id: string, side: Side, given: Answer, way: Way = 'mail') {
  return saveAnswer(t.deps, { introduction: await introductionOf(t, id), side, answer: given, stop: 'stay', way })
}

const stateOf = async (t: TestApp, id: string) => introductionState((await introductionOf(t, id)).facts, t.clock.now)

test('"nee, en ik wil stoppen" answers and erases in one go', async () => {
  const { t, id, amira, bert } = await introduced()
  const introduction = await introductionOf(t, id)
  await saveAnswer(t.deps, { introduction, side: 'mentee', answer: 'no', stop: 'stop', way: 'mail' })
  const [row] = await t.db.q.select().from(participant).where(eq(participant.id, amira.participantId))
  expect(row).toMatchObject({ personId: null, subjectRef: null, subjectSalt: null, generation: 2 })
  expect((await t.db.q.select().from(person)).map(({ email }) => email)).toEqual([BERT.email])
  expect(await stateOf(t, id)).toBe('declined')
  expect((await mailsTo(t, bert.participantId)).filter((kind) => kind === 'not-on')).toHaveLength(1)
})

test('withdrawal: introduction ended, mail dropped, consents withdrawn, one neutral mail', async () => {
  const { t, id, amira, bert } = await introduced()
  await answer(t, id, 'mentee', 'yes')
  const [before] = await t.db.q.select().from(participant).where(eq(participant.id, amira.participantId))
  const stop = () => withdraw(t.deps, amira.participantId, { actor: 'self' })
  await Promise.all([stop(), stop()])
  await stop()

  expect(await stateOf(t, id)).toBe('withdrawn')
  expect(await mailsTo(t, amira.participantId)).toEqual([])
  const links = await t.db.q.select().from(link).where(eq(link.participantId, amira.participantId))
  expect(links).toEqual([])
  expect((await mailsTo(t, bert.participantId)).filter((kind) => kind === 'not-on')).toHaveLength(1)
  const consents = await t.db.q
    .select()
    .from(consentEvent)
    .where(and(eq(consentEvent.subjectRef, before?.subjectRef ?? ''), eq(consentEvent.state, 'withdrawn')))
  expect(consents.map(({ purpose, state }) => `${purpose} ${state}`).sort()).toEqual(['P1 withdrawn', 'P2 withdrawn'])
  expect(await t.db.q.select().from(outbox).where(eq(outbox.kind, 'erased'))).toMatchObject([{ address: AMIRA.email }])
  expect(await introductionsOf(t.deps, bert.participantId)).toHaveLength(1)
})

test('withdrawal during a duo stops it, with one short mail to the other', async () => {
  const { t, id, amira, bert } = await introduced()
  await answer(t, id, 'mentor', 'yes')
  await answer(t, id, 'mentee', 'yes')
  await withdraw(t.deps, bert.participantId, { actor: 'self' })
  expect((await mailsTo(t, amira.participantId)).filter((kind) => kind === 'duo-stopped')).toHaveLength(1)
  await introduce(t, await signUp(t, somebody('mentor', 2)), amira)
})
