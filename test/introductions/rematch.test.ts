import { expect, test } from 'vitest'
import { endDuo } from '../../db/duos/duo-ends.ts'
import { waitingSince } from '../../db/duos/waiting.ts'
import { sendIntroductions } from '../../db/introductions/introductions.ts'
import { activeBars, loadPool } from '../../db/matching/pool.ts'
import { saveOwnPause } from '../../db/people/my-data.ts'
import { paths } from '../../src/paths.ts'
import { browser, field } from '../app.ts'
import { mailedLink, WHY } from '../introduced.ts'
import { at, metPair, textOf } from '../pairs.ts'
import { CHLOE, signUp } from '../people.ts'
import { daysLater, duoOf, runningDuo } from '../running.ts'
import { DIRK, FATMA, signInStaff, staffMember } from '../staff.ts'

type Run = Awaited<ReturnType<typeof runningDuo>>

const pool = async ({ t }: Run) => {
  const { mentees, mentors } = await loadPool(t.deps, 'peter-meter')
  const days = Object.fromEntries(mentees.map(({ id, waitingDays }) => [id, waitingDays]))
  return { days, mentors: mentors.map(({ id, capacity }) => ({ id, capacity })) }
}

test('whose duo ended early comes back where they stood in the queue, and the mentor has the place again', async () => {
  const run = await runningDuo()
  const { t, amira, bert } = run
  await daysLater(t, 30)
  const chloe = await signUp(t, { ...CHLOE, topics: ['accounting'] })
  expect(await pool(run)).toEqual({ days: { [chloe.participantId]: 0 }, mentors: [] })
  await daysLater(t, 10)
  await endDuo(t.deps, { duo: await duoOf(t, run.duoId), side: 'mentee', reason: 'no_click' })
  expect(await pool(run)).toEqual({
    days: { [amira.participantId]: 40, [chloe.participantId]: 10 },
    mentors: [{ id: bert.participantId, capacity: 1 }],
  })
  const pair = { mentorId: bert.participantId, menteeId: chloe.participantId, why: WHY }
  const staffId = await staffMember(t, DIRK)
  const [sent] = await sendIntroductions(t.deps, { programme: 'peter-meter', pairs: [pair], runId: null, staffId })
  expect(sent?.result.kind).toBe('sent')
})

test('a duo that ended early costs its mentor no place in the queue either, as the page after it says', async () => {
  const run = await runningDuo()
  const { t, bert } = run
  const signedUp = await waitingSince(t.deps, bert.participantId)
  await daysLater(t, 40)
  await endDuo(t.deps, { duo: await duoOf(t, run.duoId), side: 'mentee', reason: 'no_click' })
  expect(await waitingSince(t.deps, bert.participantId)).toBe(signedUp)
  const { mentors } = await loadPool(t.deps, 'peter-meter')
  expect(mentors).toMatchObject([{ id: bert.participantId, waitingDays: 40 }])
  const visitor = browser(t.app)
  await visitor.get(await mailedLink(t, bert.participantId, { purpose: 'manage', about: '' }))
  expect(await textOf(await visitor.get(paths.searchAgain(bert.participantId)))).toContain(
    'Je gaat niet achteraan in de rij: je wacht sinds 4 mei 2027.',
  )
})

test('a mentor who completed a duo waits from its end on; a mentee waits for no other before they ask, and from then on', async () => {
  const run = await runningDuo()
  const { t, amira, bert } = run
  await daysLater(t, 190)
  expect(await waitingSince(t.deps, bert.participantId)).toBe(t.clock.now)
  expect(await pool(run)).toEqual({ days: {}, mentors: [{ id: bert.participantId, capacity: 1 }] })
  const dirk = await signInStaff(t)
  expect(await textOf(await dirk.get(`${paths.participants()}?state=done`))).toMatch(/Amira Testers.*Duo afgerond/)
  expect(await textOf(await dirk.get(paths.today()))).not.toContain('1 starter klaar')

  await daysLater(t, 6)
  const visitor = browser(t.app)
  await visitor.get(await mailedLink(t, amira.participantId, { purpose: 'manage', about: '' }))
  const path = paths.searchAgain(amira.participantId)
  const html = await (await visitor.get(path)).text()
  expect(html).toContain('We zoeken geen nieuw duo, tenzij je het vraagt.')
  const wish = (wanted: string) => visitor.post(path, { _csrf: field(html, '_csrf'), wish: wanted })
  await wish('pause')
  expect((await pool(run)).days).toEqual({})
  for (let n = 0; n < 2; n++) await wish('search')
  expect((await pool(run)).days).toEqual({ [amira.participantId]: 0 })
  await daysLater(t, 6)
  expect((await pool(run)).days).toEqual({ [amira.participantId]: 6 })
  await saveOwnPause(t.deps, amira.participantId, 'pause')
  expect((await pool(run)).days).toEqual({})
})

test('two of whom one said that it does not click are not proposed to each other again, nor introduced', async () => {
  const pair = await metPair()
  const { t, mentorId, menteeId, staffId } = pair
  await (await at(pair, 'mentee')).click('no')
  expect((await activeBars(t.deps)).map((bar) => [bar.mentorId, bar.menteeId])).toEqual([[mentorId, menteeId]])
  const again = { programme: 'duo-for-a-job', pairs: [{ mentorId, menteeId, why: WHY }], runId: null, staffId }
  const [sent] = await sendIntroductions(t.deps, again)
  expect(sent?.result).toEqual({ kind: 'refused', code: 'PAIR_BARRED' })

  const fatma = await signInStaff(t, FATMA)
  const [own, fix] = [paths.staffIntroduction(pair.id), paths.clickCorrection(pair.id)]
  expect(await textOf(await fatma.get(own))).toContain('Amira Testers zei nee. Was dat een vergissing?')
  expect((await (await signInStaff(t)).post(fix, {})).status).toBe(404)
  expect((await fatma.post(fix, {})).headers.get('Location')).toContain('done=lifted')
  expect((await fatma.post(fix, {})).status).toBe(409)
  expect(await textOf(await fatma.get(own))).not.toContain('Was dat een vergissing?')
  const [anew] = await sendIntroductions(t.deps, again)
  expect(anew?.result.kind).toBe('sent')
  expect((await fatma.post(paths.clickCorrection('x'), {})).status).toBe(404)
})
