import { expect, test } from 'vitest'
import { endDuo } from '../../db/duos/duo-ends.ts'
import { paths } from '../../src/paths.ts'
import { browser } from '../app.ts'
import { mailedLink } from '../introduced.ts'
import { agreedPair, at, textOf } from '../pairs.ts'
import type { SignedUp } from '../people.ts'
import { daysLater, duoOf, runningDuo } from '../running.ts'
import { signInStaff } from '../staff.ts'

type Run = Awaited<ReturnType<typeof runningDuo>>

/** What somebody reads who came by "Mijn gegevens of stoppen". */
async function atOwn({ t }: Pick<Run, 't'>, { participantId }: Pick<SignedUp, 'participantId'>) {
  const visitor = browser(t.app)
  await visitor.get(await mailedLink(t, participantId, { purpose: 'manage', about: '' }))
  return async (path: string) => textOf(await visitor.get(path))
}

test('a duo that is over is one no more on Mijn gegevens, nor on the page that stops all', async () => {
  const run = await runningDuo()
  const { participantId } = run.amira
  const before = await atOwn(run, run.amira)
  expect(await before(paths.myData(participantId))).toMatch(/Je hebt een duo.*Jullie zijn een duo/)
  expect(await before(paths.withdrawal(participantId))).toMatch(/Je duo stopt.*We vragen Bert om ze te wissen/s)

  await daysLater(run.t, 190)
  const after = await atOwn(run, run.amira)
  const page = await after(paths.myData(participantId))
  expect(page).toMatch(/We zoeken geen nieuw duo voor jou, tenzij je het vraagt.*Jullie duo zit erop/)
  expect(page).not.toMatch(/Je hebt een duo|Jullie zijn een duo/)
  const stop = await after(paths.withdrawal(participantId))
  expect(stop).not.toContain('Je duo stopt.')
  expect(stop).toContain('Bert zag al je naam')
  // Nobody asks Bert any more.
  expect(stop).not.toContain('We vragen Bert')
})

test('who stops between two yes and a duo reads that the other is asked to erase them, by the mail that goes', async () => {
  const pair = await agreedPair()
  const visitor = await atOwn({ t: pair.t }, { participantId: pair.menteeId })
  expect(await visitor(paths.withdrawal(pair.menteeId))).toContain('We vragen Bert om ze te wissen')
})

test('one that was stopped says so', async () => {
  const run = await runningDuo()
  await endDuo(run.t.deps, { duo: await duoOf(run.t, run.duoId), side: 'mentee', reason: 'no_time' })
  const page = await (await atOwn(run, run.bert))(paths.myData(run.bert.participantId))
  expect(page).toContain('Jullie duo is gestopt')
  expect(page).not.toContain('Je hebt een duo')
})

test('a mentor who stops is told to keep the attest first, and finds it there', async () => {
  const run = await runningDuo()
  await daysLater(run.t, 190)
  const { participantId } = run.bert
  const bert = await atOwn(run, run.bert)
  expect(await bert(paths.withdrawal(participantId))).toMatch(/Bewaar eerst je attest.*Bekijk je attest/)
  expect(await bert(paths.attest(participantId))).toContain('Attest van peter of meter')
  expect(await (await atOwn(run, run.amira))(paths.withdrawal(run.amira.participantId))).not.toContain('attest')
})

test('during a holiday the page of the two says that their duo stands still, and until when', async () => {
  const run = await runningDuo()
  const pair = { t: run.t, id: run.introId }
  await daysLater(run.t, 20)
  const dirk = await signInStaff(run.t)
  expect((await dirk.post(paths.duoPauses(run.duoId), { from: '2027-07-01', until: '2027-08-02' })).status).toBe(303)
  expect(await (await at(pair, 'mentee')).page()).not.toContain('staat stil')
  await daysLater(run.t, 40)
  expect(await (await at(pair, 'mentee')).page()).toContain('Jullie duo staat stil tot 2 augustus 2027')
  await daysLater(run.t, 40)
  expect(await (await at(pair, 'mentee')).page()).not.toContain('staat stil')
})
