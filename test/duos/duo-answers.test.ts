import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { loadPeriodFacts } from '../../db/office/report-facts.ts'
import { endAnswer, meetingLog, outbox, outcome, participantPause } from '../../db/schema.ts'
import { DAY_MS } from '../../src/domain/civil-date.ts'
import type { Side } from '../../src/domain/facts.ts'
import { programmeOf } from '../../src/domain/programmes.ts'
import { figuresOf } from '../../src/domain/report/figures.ts'
import { makeReport } from '../../src/domain/report.ts'
import { renderLetter } from '../../src/letters/letters.ts'
import { paths } from '../../src/paths.ts'
import { browser, field } from '../app.ts'
import { arrive, mailedLink } from '../introduced.ts'
import { bodyOf } from '../office.ts'
import { metPair, startDuo, textOf } from '../pairs.ts'
import { CHLOE, signUp } from '../people.ts'
import { countRows, tablesOf } from '../report/report-count.ts'
import { daysLater, runningDuo } from '../running.ts'
import { FATMA, signInStaff } from '../staff.ts'

type Running = Awaited<ReturnType<typeof runningDuo>>

async function atEnd({ t, introId }: Pick<Running, 't' | 'introId'>, side: Side) {
  const visitor = await arrive(t, introId, side)
  const path = paths.duoEnd(introId, side)
  const html = await (await visitor.get(path)).text()
  const send = (fields: Record<string, string>) => visitor.post(path, { _csrf: field(html, '_csrf'), ...fields })
  return { visitor, path, html, send }
}

test('two questions at the end; the mentee’s own result counts, and a mentor may pause', async () => {
  const run = await runningDuo()
  const { t } = run
  await daysLater(t, 184)
  const bert = await atEnd(run, 'mentor')
  for (const text of ['Jullie duo zit erop', 'voor Amira?', 'Zou je het opnieuw doen?', 'Nog een starter helpen'])
    expect(bert.html).toContain(text)
  expect((await bert.send({ outcome: 'plan_ready', again: 'yes', next: 'pause' })).status).toBe(303)
  const amira = await atEnd(run, 'mentee')
  expect(amira.html).not.toContain('Nog een starter helpen')
  expect((await amira.send({ outcome: 'business_started', again: 'no' })).status).toBe(303)

  expect(await t.db.q.select().from(endAnswer).orderBy(endAnswer.side)).toMatchObject([
    { side: 'mentee', outcome: 'business_started', again: false, next: null, way: 'mail' },
    { side: 'mentor', outcome: 'plan_ready', again: true, next: 'pause' },
  ])
  const told = await t.db.q.select({ by: outcome.by, code: outcome.code }).from(outcome).orderBy(outcome.seq)
  expect(told).toEqual([
    { by: 'mentor', code: 'plan_ready' },
    { by: 'mentee', code: 'business_started' },
  ])
  expect(await t.db.q.select().from(participantPause)).toMatchObject([
    { participantId: run.bert.participantId, paused: true },
  ])
  const thanked = await Promise.all([bert, amira].map(async ({ visitor, path }) => bodyOf(await visitor.get(path))))
  expect(thanked[0]).toContain('Je krijgt even geen voorstel')
  const again = [paths.searchAgain(run.amira.participantId), paths.searchAgain(run.bert.participantId)]
  expect(thanked[1]).toContain(again[0])
  expect(thanked[0]).not.toContain(again[1])
})

test('a job that the mentee tells on the telephone after the mentor said less is not lost: staff fill in its contract', async () => {
  const pair = await metPair()
  const { t } = pair
  const duoId = await startDuo(pair)
  await daysLater(t, 190)
  const fatma = await signInStaff(t, FATMA)
  expect((await (await atEnd({ t, introId: pair.id }, 'mentor')).send({ outcome: 'internship' })).status).toBe(303)
  expect((await fatma.post(paths.duoEndAnswers(duoId), { side: 'mentee', outcome: 'job' })).status).toBe(303)
  expect(await t.db.q.select().from(outcome)).toMatchObject([{ code: 'internship', by: 'mentor' }])

  const year = { from: '2027-01-01', until: '2027-12-31' }
  const report = async () => makeReport(await loadPeriodFacts(t.deps, programmeOf('duo-for-a-job'), [year]), year)
  expect((await report()).outcomes.end).toMatchObject({ of: 1, known: 0 })
  const says = 'Amira Testers zegt: “Werk”. Vul het contract in bij Resultaat.'
  for (const path of [paths.today(), paths.duo(duoId)]) expect(await textOf(await fatma.get(path))).toContain(says)
  expect(await textOf(await fatma.get(`${paths.duos()}?result=unknown`))).toContain('Amira Testers')
  const contract = { moment: 'end', code: 'job', starts: '2027-10-01', ends: '' }
  for (const [wrong, field] of [
    [{ starts: '2027-02-31' }, 'Eerste dag'],
    [{ ends: '31/02/2028' }, 'Laatste dag'],
  ] as const) {
    const answer = await fatma.post(paths.duoOutcomes(duoId), { ...contract, ...wrong })
    const html = await answer.text()
    expect([answer.status, html]).toEqual([
      422,
      expect.stringContaining(`${field} van het contract: deze dag bestaat niet`),
    ])
    for (const kept of ['value="end"[^>]* checked', 'value="job"[^>]* checked', `value="${Object.values(wrong)[0]}"`])
      expect(html).toMatch(new RegExp(kept))
  }
  expect((await fatma.post(paths.duoOutcomes(duoId), contract)).status).toBe(303)
  for (const path of [paths.today(), paths.duo(duoId)]) expect(await textOf(await fatma.get(path))).not.toContain(says)
  expect(await textOf(await fatma.get(paths.duo(duoId)))).toMatch(
    new RegExp(`Resultaat bij het einde: Werk · contract vanaf 1 oktober 2027 ${FATMA.name}`),
  )
  expect((await report()).outcomes.end).toMatchObject({ known: 1, direct: { part: 1, of: 1 } })
  const counted = countRows(await tablesOf(t, 'duo-for-a-job', new Map()), year, true)
  expect(Object.fromEntries(figuresOf(await report()).map(({ id, value }) => [id, value]))).toEqual(counted.figures)
})

test('twice keeps the first; each question may be skipped, not all; a code of elsewhere is refused', async () => {
  const run = await runningDuo()
  await daysLater(run.t, 184)
  const { send } = await atEnd(run, 'mentee')
  expect((await send({ outcome: 'rich', again: 'yes' })).status).toBe(403)
  expect((await send({ next: 'pause' })).status).toBe(403)
  const nothing = await send({})
  expect(nothing.status).toBe(422)
  expect(await bodyOf(nothing)).toContain('Antwoord op minstens 1 vraag')
  expect(await run.t.db.q.select().from(endAnswer)).toEqual([])
  const twice = await Promise.all([send({ again: 'no' }), send({ again: 'no' })])
  expect(twice.map(({ status }) => status)).toEqual([303, 303])
  expect((await send({ outcome: 'plan_ready' })).status).toBe(303)
  expect(await run.t.db.q.select().from(endAnswer)).toMatchObject([{ outcome: null, again: false, next: null }])
  expect(await run.t.db.q.select().from(outcome)).toEqual([])
})

test('stopping leads to the page that erases, and erases nothing by itself', async () => {
  const run = await runningDuo()
  await daysLater(run.t, 184)
  const { send, visitor } = await atEnd(run, 'mentor')
  const next = (await send({ next: 'stop' })).headers.get('Location') ?? ''
  expect(next).toBe(paths.withdrawal(run.bert.participantId))
  expect((await visitor.get(next)).status).toBe(200)
})

test('not before the last day, not of a duo that stopped, not by a stranger', async () => {
  const run = await runningDuo()
  const visitor = await arrive(run.t, run.introId, 'mentor')
  const early = await visitor.get(paths.duoEnd(run.introId, 'mentor'))
  expect([early.status, (await bodyOf(early)).includes('na 4 november 2027')]).toEqual([409, true])
  const _csrf = field(await (await visitor.get(paths.duoStop(run.introId, 'mentor'))).text(), '_csrf')
  expect((await visitor.post(paths.duoEnd(run.introId, 'mentor'), { _csrf, again: 'yes' })).status).toBe(409)
  await visitor.post(paths.duoStop(run.introId, 'mentor'), { _csrf, sure: 'yes' })
  expect((await visitor.get(paths.duoEnd(run.introId, 'mentor'))).status).toBe(410)
  const chloe = await signUp(run.t, CHLOE)
  expect((await chloe.phone.get(paths.duoEnd(run.introId, 'mentor'))).status).toBe(404)
  expect(await run.t.db.q.select().from(endAnswer)).toEqual([])
})

test('a mentor is thanked a week later, with an attest of hours and duos', async () => {
  const run = await runningDuo()
  const { t, duoId, bert, amira } = run
  const log = { duoId, way: 'mail' as const, at: t.clock.now }
  await t.db.write([
    t.db.q.insert(meetingLog).values([
      { ...log, id: 'a', by: 'mentor', metOn: '2027-06-01', minutes: 90 },
      { ...log, id: 'b', by: 'mentee', metOn: '2027-06-01', minutes: 60 },
      { ...log, id: 'c', by: 'mentee', metOn: '2027-07-01', minutes: 60 },
    ]),
  ])
  await daysLater(t, 184)
  const [row] = await t.db.q.select().from(outbox).where(eq(outbox.kind, 'thanks'))
  expect(row?.dueAt).toBe(t.clock.now + 7 * DAY_MS)
  const letter = await renderLetter(t.deps, row!)
  expect(letter?.subject).toBe('Dank je wel, peter of meter')
  expect(letter?.text).toContain('2,5 uur, 1 duo')

  const visitor = browser(t.app)
  const link = /\/l\/[\w-]+\?at=attest/.exec(letter?.text ?? '')?.[0] ?? ''
  const path = (await visitor.get(link)).headers.get('Location') ?? ''
  expect(path).toBe(paths.attest(bert.participantId))
  const html = await bodyOf(await visitor.get(path))
  for (const text of ['Attest van peter of meter', 'Bert Voorbeeld', '2,5 uur', '4 mei 2027 tot 4 november 2027'])
    expect(html).toContain(text)
  expect(html).not.toContain('Amira')

  const stranger = await signUp(t, CHLOE)
  expect((await stranger.phone.get(path)).status).toBe(404)
  const own = browser(t.app)
  await own.get(await mailedLink(t, amira.participantId, { purpose: 'manage', about: '' }))
  expect((await own.get(paths.attest(amira.participantId))).status).toBe(404)
})
