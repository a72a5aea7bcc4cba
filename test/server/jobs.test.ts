import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { saveAnswer } from '../../db/introductions/answers.ts'
import { saveProof, withdraw } from '../../db/people/personal-data.ts'
import { countAgainst } from '../../db/rate.ts'
import {
  attendance,
  duo,
  duoEnd,
  outbox,
  participant,
  participantPause,
  person,
  programmeCap,
  proof,
  rateBucket,
  signup,
} from '../../db/schema.ts'
import { DAY_MS as DAY, instantOf } from '../../src/domain/civil-date.ts'
import type { Side, Way } from '../../src/domain/facts.ts'
import { runJobs } from '../../src/jobs.ts'
import { freshApp, mailbox, type TestApp } from '../app.ts'
import { introduced, introductionOf, mailsTo } from '../introduced.ts'
import { AMIRA, BERT, CHLOE, signUp } from '../people.ts'

async function both(t: TestApp, id: string, way: Way = 'mail') {
  for (const side of ['mentor', 'mentee'] as Side[]) await yes(t, id, side, way)
}

const yes = async (t: TestApp, id: string, side: Side, way: Way) =>
  saveAnswer(t.deps, { introduction: await introductionOf(t, id), side, answer: 'yes', stop: 'stay', way })

const count = async (t: TestApp, participantId: string, kind: string) =>
  (await mailsTo(t, participantId)).filter((one) => one === kind).length

/** Runs all jobs many times at once and again, as two servers with a restless clock would. */
async function runOften(t: TestApp) {
  await Promise.all([runJobs(t.deps), runJobs(t.deps)])
  t.clock.now -= DAY
  await runJobs(t.deps)
  t.clock.now += DAY
  await runJobs(t.deps)
  expect(t.lines.filter(({ event }) => event === 'job-failed')).toEqual([])
}

test('day by day: one reminder at five days, the end at ten, whatever the clock does', async () => {
  const { t, id, amira, bert } = await introduced()
  await yes(t, id, 'mentor', 'mail')
  t.clock.now += 4 * DAY
  await runOften(t)
  expect(await count(t, amira.participantId, 'reminder')).toBe(0)
  t.clock.now += DAY
  await runOften(t)
  expect(await count(t, amira.participantId, 'reminder')).toBe(1)
  expect(await count(t, bert.participantId, 'reminder')).toBe(0)
  t.clock.now += 6 * DAY
  await runOften(t)
  expect((await introductionOf(t, id)).facts.end?.reason).toBe('expired')
  expect(await count(t, amira.participantId, 'expired')).toBe(1)
  expect(await count(t, bert.participantId, 'not-on')).toBe(1)
})

test('a clock that jumps a year does all that is due, once', async () => {
  const { t, id, amira } = await introduced()
  t.clock.now += 365 * DAY
  await runOften(t)
  expect((await introductionOf(t, id)).facts.end?.reason).toBe('expired')
  expect(await t.db.q.select().from(participant).where(eq(participant.id, amira.participantId))).toMatchObject([
    { personId: null },
  ])
})

test('an agreed pair that waits too long lapses, with one neutral mail each', async () => {
  const { t, id, amira, bert } = await introduced()
  await both(t, id, 'phone')
  t.clock.now += 42 * DAY
  await runOften(t)
  expect((await introductionOf(t, id)).facts.end).toBeNull()
  t.clock.now += DAY
  await runOften(t)
  expect((await introductionOf(t, id)).facts.end?.reason).toBe('lapsed')
  for (const { participantId } of [amira, bert]) expect(await count(t, participantId, 'not-on')).toBe(1)
})

test('a duo that waited for a place under the cap starts once there is one', async () => {
  const { t, id } = await introduced()
  await t.db.write([t.db.q.update(programmeCap).set({ cap: 0 })])
  await both(t, id)
  await runOften(t)
  expect(await t.db.q.select().from(duo)).toHaveLength(0)
  await t.db.write([t.db.q.update(programmeCap).set({ cap: 1 })])
  await runOften(t)
  expect(await t.db.q.select().from(duo)).toHaveLength(1)
})

test('a duo is complete on its last day, written down once', async () => {
  const { t, id } = await introduced()
  await both(t, id)
  t.clock.now = instantOf('2027-11-03', '23:59')
  await runJobs(t.deps)
  expect(await t.db.q.select().from(duoEnd)).toHaveLength(0)
  t.clock.now = instantOf('2027-11-04', '00:01')
  await runOften(t)
  t.clock.now += 30 * DAY
  await runOften(t)
  expect(await t.db.q.select().from(duoEnd)).toMatchObject([{ reason: 'completed', endedOn: '2027-11-04' }])
})

test('"we mailen je uiterlijk op …": once, to who was never introduced and is not on a pause', async () => {
  const { t, amira } = await introduced()
  const chloe = await signUp(t, CHLOE)
  await saveProof(t.deps, { participantId: chloe.participantId, signupId: chloe.signup.id, how: 'link' })
  const pausing = await signUp(t, { ...CHLOE, email: 'pauze@example.org' })
  await t.db.write([
    t.db.q.insert(participantPause).values({ participantId: pausing.participantId, paused: true, at: t.clock.now }),
  ])
  t.clock.now += 20 * DAY
  await runOften(t)
  expect(await count(t, chloe.participantId, 'still-looking')).toBe(0)
  t.clock.now = instantOf('2027-05-25', '00:01')
  await runJobs(t.deps)
  expect(await count(t, chloe.participantId, 'still-looking')).toBe(1)
  t.clock.now += 10 * DAY
  await runOften(t)
  expect(await count(t, chloe.participantId, 'still-looking')).toBe(1)
  for (const { participantId } of [amira, pausing]) expect(await count(t, participantId, 'still-looking')).toBe(0)
})

test('a sign-up that nobody proved: one reminder, and after sixty days it is gone', async () => {
  const t = await freshApp()
  const [amira, bert] = [await signUp(t, AMIRA), await signUp(t, BERT)]
  await saveProof(t.deps, { participantId: bert.participantId, signupId: bert.signup.id, how: 'link' })
  t.clock.now += 7 * DAY
  await runOften(t)
  t.clock.now += 20 * DAY
  await runOften(t)
  expect(await count(t, amira.participantId, 'proof-reminder')).toBe(1)
  expect(await count(t, bert.participantId, 'proof-reminder')).toBe(0)

  t.clock.now += 32 * DAY
  await runOften(t)
  expect(await t.db.q.select().from(person)).toHaveLength(2)
  t.clock.now += DAY
  await runOften(t)
  expect((await t.db.q.select().from(person)).map(({ email }) => email)).toEqual([BERT.email])
  expect((await t.db.q.select().from(outbox)).filter(({ kind }) => kind === 'erased')).toEqual([])
  expect(await t.db.q.select().from(attendance)).toHaveLength(2)
})

test('a form that waits for its owner’s yes is gone after sixty days; its owner stays', async () => {
  const t = await freshApp()
  const amira = await signUp(t, AMIRA)
  await saveProof(t.deps, { participantId: amira.participantId, signupId: amira.signup.id, how: 'link' })
  await signUp(t, { ...AMIRA, name: 'Mallory Vreemd' })
  t.clock.now += 60 * DAY
  await runOften(t)
  expect((await t.db.q.select().from(signup)).map(({ id }) => id)).toEqual([amira.signup.id])
  expect(await t.db.q.select().from(proof)).toHaveLength(1)
})

test('a last mail that cannot leave within a day goes, and its address with it', async () => {
  const t = await freshApp()
  const amira = await signUp(t, AMIRA)
  await withdraw(t.deps, amira.participantId, { actor: 'self' })
  t.clock.now += DAY - 1
  await runJobs(t.deps)
  expect(await t.db.q.select().from(outbox)).toHaveLength(1)
  t.clock.now += 1
  await runJobs(t.deps)
  expect(await t.db.q.select().from(outbox)).toHaveLength(0)
})

test('counters of days ago go', async () => {
  const t = await freshApp()
  await t.db.write([countAgainst(t.db, [{ key: 'k', most: 5, windowMinutes: 60 }], t.clock.now)])
  await runJobs(t.deps)
  expect(await t.db.q.select().from(rateBucket)).toHaveLength(1)
  t.clock.now += 4 * DAY
  await runJobs(t.deps)
  expect(await t.db.q.select().from(rateBucket)).toHaveLength(0)
})

test('mails leave in the order in which they came; one that fails for a fault of ours is tried again', async () => {
  const { mailer, letters } = mailbox()
  const t = await freshApp({ mailer })
  await signUp(t, AMIRA)
  await signUp(t, BERT)
  await runJobs(t.deps)
  expect(letters.map(({ to }) => to)).toEqual([AMIRA.email, BERT.email])

  const failing = { ...t.deps, mailer: { send: () => Promise.reject(new Error('broken')) } }
  await signUp(t, CHLOE)
  await runJobs(failing)
  expect(t.lines.filter(({ event }) => event === 'mail-not-sent')).toMatchObject([{ kind: 'receipt', code: 'Error' }])
  t.clock.now += 6 * 60_000
  await runJobs(t.deps)
  expect(letters.at(-1)?.to).toBe(CHLOE.email)
})

test('a job that fails leaves the others alone', async () => {
  const { mailer, letters } = mailbox()
  const t = await freshApp({ mailer })
  await signUp(t, AMIRA)
  let writes = 0
  const write: typeof t.db.write = (batch) => (writes++ === 0 ? Promise.reject(new Error('broken')) : t.db.write(batch))
  await runJobs({ ...t.deps, db: { ...t.db, write } })
  expect(t.lines.filter(({ event }) => event === 'job-failed')).toMatchObject([{ error: 'Error' }])
  expect(letters).toHaveLength(1)
})

test('nothing due, nothing written: a quiet run changes no row', async () => {
  const { t } = await introduced()
  await runJobs(t.deps)
  const before = JSON.stringify(await t.db.q.select().from(outbox))
  await runOften(t)
  expect(JSON.stringify(await t.db.q.select().from(outbox))).toBe(before)
  expect(t.lines.filter(({ event }) => event === 'job')).toEqual([])
})

test('a year begins with the cap of the year before, also when nobody looked for years', async () => {
  const t = await freshApp()
  const caps = async () => {
    const rows = await t.db.q.select().from(programmeCap).where(eq(programmeCap.programme, 'peter-meter'))
    return rows.map(({ year, cap }) => [year, cap]).sort()
  }
  const ofThis = await caps()
  expect(ofThis).toHaveLength(1)
  const [year = 0] = ofThis[0] ?? []
  await t.db.write([t.db.q.update(programmeCap).set({ cap: 37 })])
  await runJobs(t.deps)
  expect(await caps()).toEqual([[year, 37]])

  t.clock.now = instantOf(`${year}-12-31`, '12:00')
  await runOften(t)
  expect(await caps()).toEqual([
    [year, 37],
    [year + 1, 37],
  ])
  t.clock.now = instantOf(`${year + 4}-02-01`, '12:00')
  await runOften(t)
  expect(await caps()).toEqual([
    [year, 37],
    [year + 1, 37],
    [year + 4, 37],
  ])
})
