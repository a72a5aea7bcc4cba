import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { completeDue, endDuo } from '../../db/duos/duo-ends.ts'
import { loadPeriodFacts } from '../../db/office/report-facts.ts'
import { withdraw } from '../../db/people/personal-data.ts'
import { audit, endAnswer, outcome, participantPause } from '../../db/schema.ts'
import { DAY_MS } from '../../src/domain/civil-date.ts'
import type { Side } from '../../src/domain/facts.ts'
import { programmeOf } from '../../src/domain/programmes.ts'
import { makeReport } from '../../src/domain/report.ts'
import { paths } from '../../src/paths.ts'
import { at, letterOf, textOf } from '../pairs.ts'
import { CHLOE, signUp } from '../people.ts'
import { daysLater, duoOf, runningDuo } from '../running.ts'
import { FATMA, signInStaff } from '../staff.ts'

/** The last day has passed, both were asked, and Dirk has one of them on the telephone. */
async function over() {
  const run = await runningDuo()
  await daysLater(run.t, 184)
  const dirk = await signInStaff(run.t)
  const { t, duoId, introId } = run
  return {
    ...run,
    dirk,
    says: (side: Side, said: Record<string, string>) => dirk.post(paths.duoEndAnswers(duoId), { side, ...said }),
    page: async (path = paths.duo(duoId)) => textOf(await dirk.get(path)),
    phone: (side: Side) => at({ t, id: introId }, side),
    answers: () => t.db.q.select().from(endAnswer).orderBy(endAnswer.side),
  }
}

test('what the two say at the end is written down for them, and does what their own answer does', async () => {
  const { t, dirk, says, page, answers, phone, introId, bert, amira } = await over()
  for (const text of [
    'Noteer wat Bert Voorbeeld zegt',
    'opgeleverd voor Amira Testers?',
    'Noteer wat Amira Testers zegt',
  ])
    expect(await page()).toContain(text)
  const told = await says('mentor', { outcome: 'plan_ready', again: 'yes', next: 'pause' })
  expect(told.headers.get('Location')).toContain('done=answered')
  expect((await says('mentee', { outcome: 'business_started', again: 'no' })).status).toBe(303)

  const by = { way: 'staff', staffId: dirk.staffId }
  expect(await answers()).toMatchObject([
    { side: 'mentee', outcome: 'business_started', again: false, next: null, ...by },
    { side: 'mentor', outcome: 'plan_ready', again: true, next: 'pause', ...by },
  ])
  const results = await t.db.q.select().from(outcome).orderBy(outcome.seq)
  expect(results.map(({ by: teller, code }) => `${teller} ${code}`)).toEqual([
    'mentor plan_ready',
    'mentee business_started',
  ])
  expect(await t.db.q.select().from(participantPause)).toMatchObject([
    { participantId: bert.participantId, paused: true, staffId: dirk.staffId },
  ])
  const kept = await t.db.q.select().from(audit).where(eq(audit.action, 'end.assisted')).orderBy(audit.seq)
  expect(kept.map(({ staffId, detail }) => [staffId, detail])).toEqual([
    [dirk.staffId, 'mentor'],
    [dirk.staffId, 'mentee'],
  ])

  expect(await page()).toMatch(/Plan klaar, opnieuw: ja · neemt pauze · opgeschreven door een medewerker/)
  expect(await page()).not.toContain('Noteer wat')
  for (const one of [bert, amira]) expect(await letterOf(t, one.participantId, 'end')).toBeNull()
  const own = await (await phone('mentor')).page(paths.duoEnd(introId, 'mentor'))
  expect(own).toMatch(/Een medewerker schreef al op wat jij zei.*Je krijgt even geen voorstel/)

  const year = { from: '2027-01-01', until: '2027-12-31' }
  const report = makeReport(await loadPeriodFacts(t.deps, programmeOf('peter-meter'), [year]), year)
  expect(report.outcomes.end).toMatchObject({ known: 1, direct: { part: 1 } })
})

test('who is first stands, on the phone page or through staff; the other is told so', async () => {
  const { says, answers, phone, introId } = await over()
  const [bert, amira] = [await phone('mentor'), await phone('mentee')]
  expect((await bert.post(paths.duoEnd(introId, 'mentor'), { again: 'yes' })).status).toBe(303)
  const late = await says('mentor', { again: 'no', next: 'pause' })
  expect([late.status, await textOf(late)]).toEqual([409, expect.stringContaining('Dat antwoord blijft staan')])

  const twice = await Promise.all([says('mentee', { again: 'no' }), says('mentee', { again: 'no' })])
  expect(twice.map(({ status }) => status).sort()).toEqual([303, 409])
  const own = await amira.post(paths.duoEnd(introId, 'mentee'), { outcome: 'plan_ready' })
  expect(await amira.page(own.headers.get('Location') ?? '')).toContain('Dat antwoord blijft staan')
  expect(await answers()).toMatchObject([
    { side: 'mentee', again: false, outcome: null, way: 'staff' },
    { side: 'mentor', again: true, next: null, way: 'mail' },
  ])
})

test('one question at least, of those that this side is asked; a wish to stop leads to where it is done', async () => {
  const { says, answers, page, bert, t } = await over()
  const nothing = await says('mentee', {})
  expect([nothing.status, await nothing.text()]).toEqual([
    422,
    expect.stringMatching(/<details open="">\s*<summary>Noteer wat Amira[\s\S]*Antwoord op minstens 1 vraag/),
  ])
  for (const wrong of [{ outcome: 'rich' }, { next: 'pause' }, { side: 'staff', again: 'yes' }])
    expect((await says('mentee', wrong)).status).toBe(400)
  expect(await answers()).toEqual([])
  const to = (await says('mentor', { next: 'stop' })).headers.get('Location') ?? ''
  expect(to).toContain(paths.participant(bert.participantId))
  expect(await page(to)).toMatch(/De gegevens zijn er nog.*Bert Voorbeeld/)
  expect(await t.db.q.select().from(participantPause)).toEqual([])
})

test('not before the end, nor of who was not asked, of a duo that stopped, of who is gone, or by somebody else', async () => {
  const { t, duoId, amira } = await runningDuo()
  const path = paths.duoEndAnswers(duoId)
  const said = { side: 'mentor', again: 'yes' }
  const early = await signInStaff(t)
  expect((await early.post(path, said)).status).toBe(409)
  expect((await (await signInStaff(t, FATMA)).post(path, said)).status).toBe(404)
  expect((await (await signUp(t, CHLOE)).phone.post(path, said)).status).toBe(401)
  t.clock.now += 184 * DAY_MS
  await completeDue(t.deps)
  const dirk = await signInStaff(t)
  expect(await textOf(await dirk.get(paths.duo(duoId)))).not.toContain('Noteer wat')
  await daysLater(t, 0)
  await withdraw(t.deps, amira.participantId, { actor: 'self' })
  const gone = await dirk.post(path, { side: 'mentee', outcome: 'plan_ready' })
  expect([gone.status, await textOf(gone)]).toEqual([409, expect.stringMatching(/intussen gestopt.*Noteer wat Bert/)])
  expect(await t.db.q.select().from(endAnswer)).toEqual([])

  const other = await runningDuo()
  await endDuo(other.t.deps, { duo: await duoOf(other.t, other.duoId), side: 'mentee' })
  const stopped = await (await signInStaff(other.t)).post(paths.duoEndAnswers(other.duoId), said)
  expect([stopped.status, await textOf(stopped)]).toEqual([409, expect.not.stringContaining('Noteer wat')])
})
