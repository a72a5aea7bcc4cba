import { eq, isNull } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { saveAnswer } from '../../db/introductions/answers.ts'
import { withdraw } from '../../db/people/personal-data.ts'
import { consentNow, duo, duoEnd, heldPlace, outbox, participant, revealedContact } from '../../db/schema.ts'
import { otherSide, type Side } from '../../src/domain/facts.ts'
import { participantOn } from '../../src/domain/introduction.ts'
import { sendDue } from '../../src/jobs.ts'
import { type mailbox as Mailbox, mailbox, type TestApp } from '../app.ts'
import { deleteFreshDatabases } from '../fresh-database.ts'
import { introduced, introductionOf } from '../introduced.ts'
import { AMIRA, BERT } from '../people.ts'

/** Of each order. `npm run test:faults` tries many more. */
const RUNS = Number(process.env.INTERLEAVINGS ?? 20)
const PATIENCE_MS = 60_000 + RUNS * 1_000

/** A small generator with a seed (mulberry32), so that a failure can be run again. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

function shuffled<T>(items: T[], next: () => number): T[] {
  return items
    .map((item) => ({ item, at: next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item)
}

type Step = 'yes-mentor' | 'yes-mentee' | 'withdraw' | 'send'
type Letters = ReturnType<typeof Mailbox>['letters']

async function take(t: TestApp, id: string, step: Step, leaver: Side) {
  if (step === 'send') return sendDue(t.deps)
  const introduction = await introductionOf(t, id)
  if (step === 'withdraw') return withdraw(t.deps, participantOn(introduction, leaver), { actor: 'self' })
  const side = step === 'yes-mentor' ? 'mentor' : 'mentee'
  return saveAnswer(t.deps, { introduction, side, answer: 'yes', stop: 'stay', way: 'mail' }).catch(() => undefined)
}

/** After a withdrawal, whatever came before, between or after it. */
async function expectLeft(t: TestApp, id: string, leaver: Side, name: string) {
  const introduction = await introductionOf(t, id)
  const [gone, other] = [participantOn(introduction, leaver), participantOn(introduction, otherSide(leaver))]
  const [row] = await t.db.q.select().from(participant).where(eq(participant.id, gone))
  expect(row?.personId, name).toBeNull()
  expect(await t.db.q.select().from(revealedContact), name).toEqual([])
  expect(await t.db.q.select().from(heldPlace), name).toEqual([])
  const active = (await t.db.q.select().from(consentNow)).filter(
    ({ state }) => state === 'given' || state === 'confirmed',
  )
  const known = (await t.db.q.select().from(participant)).map(({ subjectRef }) => subjectRef)
  expect(
    active.filter(({ subjectRef, purpose }) => purpose === 'P1' && !known.includes(subjectRef)),
    name,
  ).toEqual([])

  const waiting = await t.db.q.select().from(outbox).where(isNull(outbox.sentAt))
  expect(
    waiting.filter(({ participantId }) => participantId === gone),
    name,
  ).toEqual([])
  const told = (await t.db.q.select().from(outbox)).filter(
    ({ participantId, kind }) => participantId === other && (kind === 'not-on' || kind === 'duo-stopped'),
  )
  expect(told, name).toHaveLength(1)
  const [duos, ends] = [await t.db.q.select().from(duo), await t.db.q.select().from(duoEnd)]
  expect(ends, name).toHaveLength(duos.length)
}

async function run(seed: number, order: 'in-turn' | 'at-once') {
  const next = random(seed)
  const { mailer, letters } = mailbox()
  const { t, id } = await introduced({ mailer })
  const leaver: Side = next() < 0.5 ? 'mentor' : 'mentee'
  const steps = shuffled<Step>(['yes-mentor', 'yes-mentee', 'withdraw', 'send', 'send'], next)
  const name = `seed ${seed}: ${leaver} leaves; ${steps.join(', ')}`
  if (order === 'at-once') await Promise.all(steps.map((step) => take(t, id, step, leaver)))
  else await inTurn(t, id, steps, leaver, letters, name)
  await expectLeft(t, id, leaver, name)
  deleteFreshDatabases()
}

async function inTurn(t: TestApp, id: string, steps: Step[], leaver: Side, letters: Letters, name: string) {
  const address = leaver === 'mentor' ? BERT.email : AMIRA.email
  let before = Number.POSITIVE_INFINITY
  for (const step of steps) {
    await take(t, id, step, leaver)
    if (step === 'withdraw') before = letters.length
  }
  await sendDue(t.deps)
  for (const letter of letters.slice(before)) {
    expect(`${letter.text}${letter.html}`, name).not.toContain(address)
    if (letter.to === address) expect(letter.subject, name).toBe('We hebben je gegevens gewist')
  }
}

test(
  'in any order of yes, withdraw and send, nothing is shown or sent after the withdrawal',
  async () => {
    for (let seed = 1; seed <= RUNS; seed++) await run(seed, 'in-turn')
  },
  PATIENCE_MS,
)

test(
  'yes, withdraw and send at the same moment end in the same place',
  async () => {
    for (let seed = 1; seed <= RUNS; seed++) await run(1000 + seed, 'at-once')
  },
  PATIENCE_MS,
)
