import { expect, test } from 'vitest'
import { saveAnswer } from '../db/introductions/answers.ts'
import { sendIntroductions } from '../db/introductions/introductions.ts'
import { publishTexts } from '../db/people/consents.ts'
import { duo, programmeCap } from '../db/schema.ts'
import { eventForCode } from '../db/signups/events.ts'
import { saveSignup } from '../db/signups/signups.ts'
import { signupTexts, takingPartCode } from '../src/consent-texts.ts'
import { type Answer, SIDES, type Side } from '../src/domain/facts.ts'
import { introductionState } from '../src/domain/introduction.ts'
import type { SignupForm } from '../src/domain/signup.ts'
import { paths } from '../src/paths.ts'
import { browser, freshApp, type TestApp } from './app.ts'
import { arrive, introductionOf, mailedLink, mailsTo, WHY } from './introduced.ts'
import { AMIRA, BERT } from './people.ts'
import { DIRK, staffMember } from './staff.ts'

const PROGRAMME = 'mentoring-naar-werk'

async function signUpThere(t: TestApp, form: SignupForm): Promise<string> {
  const event = await eventForCode(t.db, t.code)
  if (!event) throw new Error('no event')
  const { signup } = await saveSignup(t.deps, {
    event: { ...event, programme: PROGRAMME },
    form,
    formKey: t.deps.newToken(),
    texts: await signupTexts(t.deps, PROGRAMME, form.side),
    phoneToken: t.deps.newToken(),
    buckets: [],
  })
  return signup.participantId ?? ''
}

/** An introduction of the programme that asks its mentors first. */
async function introducedThere() {
  const t = await freshApp()
  await publishTexts(
    t.db,
    SIDES.map((side) => ({ code: takingPartCode(PROGRAMME, side), body: 'Ja, ik doe mee.' })),
    t.clock.now,
  )
  await t.db.write([
    t.db.q.insert(programmeCap).values({ programme: PROGRAMME, year: 2027, cap: 5 }).onConflictDoNothing(),
  ])
  const [menteeId, mentorId] = [await signUpThere(t, AMIRA), await signUpThere(t, BERT)]
  const pairs = [{ mentorId, menteeId, why: WHY }]
  const staffId = await staffMember(t, DIRK)
  const [sent] = await sendIntroductions(t.deps, { programme: PROGRAMME, pairs, runId: null, staffId })
  if (sent?.result.kind !== 'sent') throw new Error('not sent')
  return { t, id: sent.result.id, mentorId, menteeId }
}

const answer = async (t: TestApp, id: string, side: Side, given: Answer) =>
  saveAnswer(t.deps, {
    introduction: await introductionOf(t, id),
    side,
    answer: given,
    stop: 'stay',
    way: 'mail',
  })

test('until the mentor says yes, the mentee gets no mail, no link and no page', async () => {
  const { t, id, menteeId } = await introducedThere()
  expect(await mailsTo(t, menteeId)).toEqual(['receipt'])
  const link = await mailedLink(t, menteeId, { purpose: 'introduction', about: id })
  expect((await t.app.request(link)).status).toBe(410)
  const mentee = browser(t.app)
  await mentee.get(await mailedLink(t, menteeId, { purpose: 'manage', about: '' }))
  expect((await mentee.get(paths.introduction(id, 'mentee'))).status).toBe(404)
  expect(await (await mentee.get(paths.myData(menteeId))).text()).toContain('Je kreeg nog geen voorstel.')
  expect(await answer(t, id, 'mentee', 'yes')).toEqual({ kind: 'not-asked' })
})

test('a mentor’s no leaves the mentee untroubled', async () => {
  const { t, id, menteeId } = await introducedThere()
  await answer(t, id, 'mentor', 'no')
  expect(await mailsTo(t, menteeId)).toEqual(['receipt'])
})

test('the mentor’s yes asks the mentee, with ten days of their own', async () => {
  const { t, id, menteeId } = await introducedThere()
  t.clock.now += 9 * 86_400_000
  expect(await answer(t, id, 'mentor', 'yes')).toEqual({ kind: 'answered', next: 'ask-other-side' })
  expect(await mailsTo(t, menteeId)).toEqual(['proposal', 'receipt'])
  t.clock.now += 9 * 86_400_000
  const page = await (await arrive(t, id, 'mentee')).get(paths.introduction(id, 'mentee'))
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('We vonden iemand voor jou')])
})

test('both said yes: agreed, and the duo waits for its first meeting', async () => {
  const { t, id } = await introducedThere()
  await answer(t, id, 'mentor', 'yes')
  expect(await answer(t, id, 'mentee', 'yes')).toEqual({ kind: 'answered', next: 'agreed' })
  expect(introductionState((await introductionOf(t, id)).facts, t.clock.now)).toBe('agreed')
  expect(await t.db.q.select().from(duo)).toEqual([])
})
