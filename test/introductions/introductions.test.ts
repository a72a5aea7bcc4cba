import { expect, test } from 'vitest'
import { saveAnswer, saveCorrection } from '../../db/introductions/answers.ts'
import {
  endIntroduction,
  expireDue,
  introductionsWhere,
  sendIntroductions,
} from '../../db/introductions/introductions.ts'
import { saveProof } from '../../db/people/personal-data.ts'
import { duo, programmeCap } from '../../db/schema.ts'
import { DAY_MS } from '../../src/domain/civil-date.ts'
import type { Answer, Side, Way } from '../../src/domain/facts.ts'
import { introductionState } from '../../src/domain/introduction.ts'
import { freshApp, type TestApp } from '../app.ts'
import { introduce, introduced, introductionOf, mailsTo, WHY } from '../introduced.ts'
import { CHLOE, signUp, somebody } from '../people.ts'
import { staffMember } from '../staff.ts'

async function answer(t: TestApp, id: string, side: Side, given: Answer, way: Way = 'mail') {
  return saveAnswer(t.deps, { introduction: await introductionOf(t, id), side, answer: given, stop: 'stay', way })
}

const stateOf = async (t: TestApp, id: string) => introductionState((await introductionOf(t, id)).facts, t.clock.now)
const duos = (t: TestApp) => t.db.q.select().from(duo)

test('an introduction asks both sides, with a mail each and ten days to answer', async () => {
  const { t, id, amira, bert } = await introduced()
  const { facts } = await introductionOf(t, id)
  expect(Object.keys(facts.asks).sort()).toEqual(['mentee', 'mentor'])
  expect(facts.asks.mentor?.expiresAt).toBe(Date.UTC(2027, 4, 14, 22) - 1)
  expect(await mailsTo(t, amira.participantId)).toContain('proposal')
  expect(await mailsTo(t, bert.participantId)).toContain('proposal')
})

test('a mentee gets one introduction at a time, whoever sends the second', async () => {
  const { t, amira } = await introduced()
  const other = await signUp(t, somebody('mentor', 2))
  const staffId = await staffMember(t, { name: 'Dirk', email: 'dirk@example.org' })
  const pairs = [{ mentorId: other.participantId, menteeId: amira.participantId, why: WHY }]
  const [second] = await sendIntroductions(t.deps, { programme: 'peter-meter', pairs, runId: null, staffId })
  expect(second?.result).toEqual({ kind: 'refused', code: 'MENTEE_PLACED' })
  expect(await mailsTo(t, other.participantId)).toEqual(['receipt'])
})

test('one refused pair leaves the other pairs alone', async () => {
  const { t, amira } = await introduced()
  const [other, chloe] = [await signUp(t, somebody('mentor', 2)), await signUp(t, CHLOE)]
  const staffId = await staffMember(t, { name: 'Dirk', email: 'dirk@example.org' })
  const pairs = [amira, chloe].map(({ participantId }) => ({
    mentorId: other.participantId,
    menteeId: participantId,
    why: WHY,
  }))
  const sent = await sendIntroductions(t.deps, { programme: 'peter-meter', pairs, runId: null, staffId })
  expect(sent.map(({ result }) => result.kind)).toEqual(['refused', 'sent'])
})

test('a place held past the deadline is free for the next introduction, without any job', async () => {
  const { t, id, amira } = await introduced()
  const other = await signUp(t, somebody('mentor', 2))
  t.clock.now += 11 * DAY_MS
  await introduce(t, other, amira)
  expect((await introductionOf(t, id)).facts.end?.reason).toBe('expired')
  expect(await mailsTo(t, amira.participantId)).toEqual(['expired', 'proposal', 'proposal', 'receipt'])
})

test('both say yes by mail: agreed, two mails, and a duo of six months starts', async () => {
  const { t, id, amira, bert } = await introduced()
  expect(await answer(t, id, 'mentor', 'yes')).toEqual({ kind: 'answered', next: 'wait' })
  expect(await mailsTo(t, bert.participantId)).toEqual(['proposal', 'receipt', 'said-yes'])
  expect(await answer(t, id, 'mentee', 'yes')).toEqual({ kind: 'answered', next: 'agreed' })

  expect(await duos(t)).toMatchObject([{ startedOn: '2027-05-04', endsOn: '2027-11-04', startYear: 2027 }])
  expect(await stateOf(t, id)).toBe('duo')
  for (const { participantId } of [amira, bert]) expect(await mailsTo(t, participantId)).toContain('agreed')
})

test('an answer sent twice is one answer', async () => {
  const { t, id } = await introduced()
  await answer(t, id, 'mentor', 'yes')
  expect(await answer(t, id, 'mentor', 'no')).toEqual({ kind: 'already-answered', answer: 'yes' })
  expect(await stateOf(t, id)).toBe('one_yes')
})

test('of many parallel answers of one side exactly one counts, whatever each had read', async () => {
  const { t, id } = await introduced()
  const introduction = await introductionOf(t, id)
  const sends = Array.from({ length: 20 }, (_, n) =>
    saveAnswer(t.deps, { introduction, side: 'mentee', answer: n % 2 ? 'yes' : 'no', stop: 'stay', way: 'mail' }),
  )
  const kinds = (await Promise.all(sends)).map(({ kind }) => kind)
  expect(kinds.filter((kind) => kind === 'answered')).toHaveLength(1)
})

test('two yes at the same moment make a duo and both mails, though neither had seen the other', async () => {
  const { t, id, amira, bert } = await introduced()
  const introduction = await introductionOf(t, id)
  await Promise.all(
    (['mentor', 'mentee'] as const).map((side) =>
      saveAnswer(t.deps, { introduction, side, answer: 'yes', stop: 'stay', way: 'mail' }),
    ),
  )
  expect(await duos(t)).toHaveLength(1)
  for (const { participantId } of [amira, bert]) expect(await mailsTo(t, participantId)).toContain('agreed')
})

test('a no ends it: the other hears one neutral sentence, and the pair is not introduced again', async () => {
  const { t, id, amira, bert } = await introduced()
  await answer(t, id, 'mentee', 'yes')
  expect(await answer(t, id, 'mentor', 'no')).toEqual({ kind: 'answered', next: 'end' })
  expect(await mailsTo(t, amira.participantId)).toContain('not-on')
  expect(await mailsTo(t, bert.participantId)).not.toContain('not-on')
  await expect(introduce(t, bert, amira)).rejects.toThrow('PAIR_BARRED')
})

test('an answer after the deadline finds the introduction expired', async () => {
  const { t, id } = await introduced()
  t.clock.now += 11 * DAY_MS
  expect(await answer(t, id, 'mentor', 'yes')).toEqual({ kind: 'closed', reason: 'expired' })
})

test('an answer after staff pulled it, with a page from before, is closed', async () => {
  const { t, id } = await introduced()
  const introduction = await introductionOf(t, id)
  const staffId = introduction.staffId
  expect(await endIntroduction(t.deps, { introduction, reason: 'pulled', staffId })).toEqual({ kind: 'ended' })
  expect((await endIntroduction(t.deps, { introduction, reason: 'pulled', staffId })).kind).toBe('refused')
  const late = await saveAnswer(t.deps, { introduction, side: 'mentor', answer: 'yes', stop: 'stay', way: 'mail' })
  expect(late).toEqual({ kind: 'closed', reason: 'pulled' })
})

test('a duo beyond the cap of the year waits: the answers stay, nothing is lost', async () => {
  const { t, id } = await introduced()
  await answer(t, id, 'mentor', 'yes')
  await t.db.write([t.db.q.update(programmeCap).set({ cap: 0 })])
  expect(await answer(t, id, 'mentee', 'yes')).toEqual({ kind: 'answered', next: 'agreed' })
  expect(await duos(t)).toHaveLength(0)
  expect(await stateOf(t, id)).toBe('agreed')
})

test('an answer on the phone counts, and the duo waits until the mailbox is proved', async () => {
  const { t, id, amira } = await introduced()
  await answer(t, id, 'mentor', 'yes')
  await answer(t, id, 'mentee', 'yes', 'phone')
  expect(await duos(t)).toHaveLength(0)

  const proof = { participantId: amira.participantId, signupId: amira.signup.id, how: 'link' as const }
  await saveProof(t.deps, proof)
  await saveProof(t.deps, proof)
  expect(await duos(t)).toHaveLength(1)
})

test('an answer that staff took says so, and proves no mailbox', async () => {
  const { t, id } = await introduced()
  const introduction = await introductionOf(t, id)
  const assisted = { introduction, answer: 'yes' as const, stop: 'stay' as const, way: 'staff' as const }
  await saveAnswer(t.deps, { ...assisted, side: 'mentor', staffId: introduction.staffId })
  await saveAnswer(t.deps, { ...assisted, side: 'mentee', staffId: introduction.staffId })
  expect(await stateOf(t, id)).toBe('agreed')
})

test('a yes is taken back until both said yes; a slip of a no lifts the bar, the introduction stays ended', async () => {
  const { t, id, amira, bert } = await introduced()
  const correct = async (side: Side) =>
    saveCorrection(t.deps, { introduction: await introductionOf(t, id), side, way: 'mail' })
  expect(await correct('mentor')).toEqual({ kind: 'nothing-to-correct' })
  await answer(t, id, 'mentor', 'yes')
  expect(await correct('mentor')).toEqual({ kind: 'taken-back' })
  expect(await correct('mentor')).toEqual({ kind: 'nothing-to-correct' })
  expect(await mailsTo(t, amira.participantId)).toContain('not-on')

  const again = await introduce(t, bert, amira)
  await answer(t, again, 'mentee', 'no')
  const slip = { introduction: await introductionOf(t, again), side: 'mentee' as const, way: 'mail' as const }
  expect(await saveCorrection(t.deps, slip)).toEqual({ kind: 'no-lifted' })
  await introduce(t, bert, amira)
})

test('both said yes: taking it back is too late', async () => {
  const { t, id } = await introduced()
  await answer(t, id, 'mentor', 'yes')
  const introduction = await introductionOf(t, id)
  await answer(t, id, 'mentee', 'yes')
  expect(await saveCorrection(t.deps, { introduction, side: 'mentor', way: 'mail' })).toEqual({ kind: 'too-late' })
})

test('expiries that are due are written once, whatever the clock does', async () => {
  const { t } = await introduced()
  expect(await expireDue(t.deps)).toBe(0)
  t.clock.now += 40 * DAY_MS
  expect(await expireDue(t.deps)).toBe(1)
  t.clock.now -= 35 * DAY_MS
  expect(await expireDue(t.deps)).toBe(0)
})

test('the other side of an expired introduction, who said yes, hears the neutral sentence', async () => {
  const { t, id, amira, bert } = await introduced()
  await answer(t, id, 'mentor', 'yes')
  t.clock.now += 11 * DAY_MS
  await expireDue(t.deps)
  expect(await mailsTo(t, bert.participantId)).toContain('not-on')
  expect(await mailsTo(t, amira.participantId)).toContain('expired')
})

test('many introductions load in as many queries as one', async () => {
  const t = await freshApp()
  for (let n = 0; n < 5; n++)
    await introduce(t, await signUp(t, somebody('mentor', n)), await signUp(t, somebody('mentee', n)))
  expect(await introductionsWhere(t.deps, undefined)).toHaveLength(5)
})
