import { expect, test } from 'vitest'
import { duo } from '../../db/schema.ts'
import { DAY_MS } from '../../src/domain/civil-date.ts'
import { introductionState } from '../../src/domain/introduction.ts'
import { paths } from '../../src/paths.ts'
import { browser } from '../app.ts'
import { arrive, introductionOf, mailedLink, mailsTo } from '../introduced.ts'
import { answerOf, pairIn } from '../pairs.ts'

const introducedThere = () => pairIn('mentoring-naar-werk')

test('until the mentor says yes, the mentee gets no mail, no link and no page', async () => {
  const pair = await introducedThere()
  const { t, id, menteeId } = pair
  expect(await mailsTo(t, menteeId)).toEqual(['receipt'])
  const link = await mailedLink(t, menteeId, { purpose: 'introduction', about: id })
  expect((await t.app.request(link)).status).toBe(410)
  const mentee = browser(t.app)
  await mentee.get(await mailedLink(t, menteeId, { purpose: 'manage', about: '' }))
  expect((await mentee.get(paths.introduction(id, 'mentee'))).status).toBe(404)
  expect(await (await mentee.get(paths.myData(menteeId))).text()).toContain('Je kreeg nog geen voorstel.')
  expect(await answerOf(pair, 'mentee', 'yes')).toEqual({ kind: 'not-asked' })
})

test('a mentor’s no leaves the mentee untroubled', async () => {
  const pair = await introducedThere()
  const { t, menteeId } = pair
  await answerOf(pair, 'mentor', 'no')
  expect(await mailsTo(t, menteeId)).toEqual(['receipt'])
})

test('the mentor’s yes asks the mentee, with ten days of their own', async () => {
  const pair = await introducedThere()
  const { t, id, menteeId } = pair
  t.clock.now += 9 * DAY_MS
  expect(await answerOf(pair, 'mentor', 'yes')).toEqual({ kind: 'answered', next: 'ask-other-side' })
  expect(await mailsTo(t, menteeId)).toEqual(['proposal', 'receipt'])
  t.clock.now += 9 * DAY_MS
  const page = await (await arrive(t, id, 'mentee')).get(paths.introduction(id, 'mentee'))
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('We vonden iemand voor jou')])
})

test('both said yes: agreed, and the duo waits for its first meeting', async () => {
  const pair = await introducedThere()
  const { t, id } = pair
  await answerOf(pair, 'mentor', 'yes')
  expect(await answerOf(pair, 'mentee', 'yes')).toEqual({ kind: 'answered', next: 'agreed' })
  expect(introductionState((await introductionOf(t, id)).facts, t.clock.now)).toBe('agreed')
  expect(await t.db.q.select().from(duo)).toEqual([])
})
