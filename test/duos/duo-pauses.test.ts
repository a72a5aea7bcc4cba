import { expect, test } from 'vitest'
import { audit, duoEnd, duoPause, duoResume, outbox } from '../../db/schema.ts'
import { duoState } from '../../src/domain/duos/duo.ts'
import { paths } from '../../src/paths.ts'
import { bodyOf } from '../office.ts'
import { at, letterOf } from '../pairs.ts'
import { daysLater, duoOf, runningDuo } from '../running.ts'
import { type StaffBrowser, signInStaff } from '../staff.ts'

async function office(days = 0) {
  const run = await runningDuo()
  await daysLater(run.t, days)
  const dirk = await signInStaff(run.t)
  return { ...run, dirk, text: async (path = paths.duo(run.duoId)) => bodyOf(await dirk.get(path)) }
}

/** What Bert reads of it, were the last of these mails to leave now; each change mails both of them once. */
async function timeMail({ t, bert, amira }: Awaited<ReturnType<typeof office>>) {
  const mails = (await t.db.q.select().from(outbox)).filter(({ kind }) => kind === 'duo-time')
  const to = ({ participantId }: typeof bert) => mails.filter((mail) => mail.participantId === participantId).length
  const changes = (await t.db.q.select().from(audit)).filter(({ action }) => /^duo\.(pause|resume)/.test(action))
  expect([to(bert), to(amira)]).toEqual([changes.length, changes.length])
  const letter = await letterOf(t, bert.participantId, 'duo-time')
  return [letter?.subject, letter?.text]
}

/** Signed in anew, so many days on. */
async function laterAs(run: Awaited<ReturnType<typeof office>>, days: number): Promise<StaffBrowser> {
  await daysLater(run.t, days)
  return signInStaff(run.t)
}

test('a holiday moves the last day and the questions; an open pause stops the clock until they go on', async () => {
  const run = await office()
  const { t, duoId, dirk } = run
  expect((await dirk.post(paths.duoPauses(duoId), { from: '2027-07-01', until: '2027-08-01' })).status).toBe(303)
  expect((await duoOf(t, duoId)).facts.endsOn).toBe('2027-12-05')
  expect(await timeMail(run)).toEqual([
    'Jullie duo loopt nu tot 5 december 2027',
    expect.stringContaining('je duo met Amira. Het staat stil vanaf 1 juli 2027, en gaat verder op 1 augustus 2027.'),
  ])
  const over = await dirk.post(paths.duoPauses(duoId), { from: '2027-06-01', until: '2027-07-10' })
  expect([over.status, await bodyOf(over)]).toEqual([
    422,
    expect.stringContaining('Vanaf 1 juli 2027 staat dit duo al stil. Kies een pauze die daarvoor stopt'),
  ])
  expect((await dirk.post(paths.duoPauses(duoId), { from: '2026-07-10' })).status).toBe(422)
  const twice = await dirk.post(paths.duoPauses(duoId), { from: 'morgen' })
  expect([twice.status, (await bodyOf(twice)).includes('Kies dagen waarop')]).toEqual([422, true])

  const later = await laterAs(run, 120)
  const pause = () => later.post(paths.duoPauses(duoId), { from: '2027-09-10', until: '' })
  expect([(await pause()).status, (await pause()).status]).toEqual([303, 422])
  expect((await duoOf(t, duoId)).facts.endsOn).toBeNull()
  expect(await timeMail(run)).toEqual([
    'Jullie duo staat even stil',
    expect.stringContaining('Het staat stil vanaf 10 september 2027: de laatste dag schuift op.'),
  ])
  const last = await laterAs(run, 100)
  expect(duoState((await duoOf(t, duoId)).facts, '2027-12-20')).toBe('running')
  expect(await bodyOf(await last.get(paths.duo(duoId)))).toContain('Staat even stil')
  expect((await last.post(paths.duoResume(duoId), { on: '2027-09-10' })).status).toBe(422)
  expect((await last.post(paths.duoResume(duoId), { on: '2027-12-10' })).status).toBe(303)
  expect((await last.post(paths.duoResume(duoId), { on: '2027-12-10' })).status).toBe(409)
  expect((await duoOf(t, duoId)).facts.endsOn).toBe('2028-03-05')
  expect(await t.db.q.select().from(duoPause)).toHaveLength(2)
  expect(await t.db.q.select().from(duoResume)).toHaveLength(2)
})

test('a holiday that was written down wrongly is put right while the duo runs; the last day and the questions follow', async () => {
  const run = await office()
  const { t, duoId, dirk } = run
  const path = paths.duoPauseCorrections(duoId)
  const plan = (from: string, until: string) => dirk.post(paths.duoPauses(duoId), { from, until })
  for (const [from, until] of [
    ['2027-06-01', '2027-06-08'],
    ['2027-07-01', '2028-07-22'],
  ] as const)
    expect((await plan(from, until)).status).toBe(303)
  const right = (pause: string, sooner: string, who = dirk) => who.post(path, { pause, how: 'sooner', sooner })
  const back = (pause: string, who = dirk) => who.post(path, { pause, how: 'back' })
  const pauses = (await duoOf(t, duoId)).time.pauses
  const [first, typo] = ['2027-06-01', '2027-07-01'].map((day) => pauses.find(({ fromOn }) => fromOn === day)!.id)

  expect((await dirk.post(path, { pause: typo! })).status).toBe(422)
  for (const day of ['', '2027-07-01', '2028-07-22']) {
    const answer = await right(typo!, day)
    expect([answer.status, await bodyOf(answer)]).toEqual([422, expect.stringContaining('Kies een dag na het begin')])
  }
  const both = await Promise.all([right(typo!, '2027-07-22'), right(typo!, '2027-07-22')])
  expect(both.map(({ status }) => status).sort()).toEqual([303, 409])
  expect([(await back(first!)).status, (await back(first!)).status, (await back('x')).status]).toEqual([303, 409, 409])

  expect((await duoOf(t, duoId)).facts.endsOn).toBe('2027-11-25')
  expect((await timeMail(run))[0]).toBe('Jullie duo loopt nu tot 25 november 2027')
  const html = await run.text()
  expect(html).toContain('Pauze vanaf 1 juni 2027: teruggenomen')
  expect(html).toContain('Pauze vanaf 1 juli 2027: ze gaan vroeger verder, op 22 juli 2027')
  expect(html.match(/Staat stil vanaf deze dag<\/div><\/td>[^\n]{0,60}Dirk Dienst/g)).toHaveLength(1)
  const own = await at({ t, id: run.introId }, 'mentee')
  expect(await own.page()).toContain('25 november 2027')
  expect((await t.db.q.select().from(audit)).map(({ action }) => action)).toEqual(
    expect.arrayContaining(['duo.pause-shortened', 'duo.pause-taken-back']),
  )

  const late = await laterAs(run, 192)
  const over = await back(typo!, late)
  expect([over.status, await bodyOf(over)]).toEqual([
    422,
    expect.stringContaining('Dan was 4 november 2027 de laatste'),
  ])
  const ended = await laterAs(run, 20)
  expect(await t.db.q.select().from(duoEnd)).toMatchObject([{ reason: 'completed', endedOn: '2027-11-25' }])
  expect((await back(typo!, ended)).status).toBe(409)
})

test('holidays are planned in any order', async () => {
  const { t, duoId, dirk } = await office()
  const plan = (from: string, until: string) => dirk.post(paths.duoPauses(duoId), { from, until })
  expect((await plan('2027-10-01', '2027-10-15')).status).toBe(303)
  const both = await Promise.all([plan('2027-07-01', '2027-07-15'), plan('2027-07-01', '2027-07-15')])
  expect(both.map(({ status }) => status).sort()).toEqual([303, 409])
  expect((await duoOf(t, duoId)).facts.endsOn).toBe('2027-12-02')
})
