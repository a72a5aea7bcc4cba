import { expect, test } from 'vitest'
import { agreedText } from '../../db/introductions/clicks.ts'
import { publishTexts } from '../../db/people/consents.ts'
import { agreement as agreementFact, introductionAnswer } from '../../db/schema.ts'
import { SIDES } from '../../src/domain/facts.ts'
import { paths } from '../../src/paths.ts'
import { field, type TestApp } from '../app.ts'
import { arrive, introduced, introductionOf } from '../introduced.ts'
import { agreedPair, answerOf, at, textOf } from '../pairs.ts'
import { signInStaff } from '../staff.ts'

/* Where the agreement is read at the answer, it is a published text with versions, as one that is signed. */

const OLD = 'We spreken binnen 2 weken een eerste keer af.'
const NEW = 'We spreken binnen 3 weken een eerste keer af.'

async function publishNew(t: TestApp, at = t.clock.now + 60_000) {
  t.clock.now += 60_000
  await publishTexts(t.db, [{ code: 'agreement:peter-meter', body: `Dit spreken jullie af\n${NEW}` }], at)
}

const agreementsOf = ({ db }: TestApp) => db.q.select().from(agreementFact)

test('a yes agrees to the text that stands there: a fact of each side, which both keep reading; so do staff', async () => {
  const pair = await introduced()
  const { t, id } = pair
  const question = await (await at(pair, 'mentor')).page()
  for (const line of [OLD, 'We hebben respect voor elkaar']) expect(question).toContain(line)
  for (const side of SIDES) for (const _ of ['once', 'twice']) await answerOf(pair, side, 'yes')
  const read = { textId: 'agreement:peter-meter:1:nl-BE', way: 'mail', staffId: null, at: t.clock.now }
  expect(await agreementsOf(t)).toMatchObject(SIDES.map((side) => ({ introductionId: id, side, ...read })))
  // By its hour alone the newer text would be the one that they read.
  await publishNew(t, t.clock.now)
  const page = await (await at(pair, 'mentor')).page()
  expect(page).toContain(OLD)
  expect(page).not.toContain(NEW)
  const { duoId } = await introductionOf(t, id)
  const dirk = await signInStaff(t)
  expect(await textOf(await dirk.get(paths.duo(duoId ?? '')))).toContain(OLD)
  const amira = await at(pair, 'mentee')
  const own = await (await amira.visitor.get(paths.myData(pair.amira.participantId))).text()
  expect(own).toContain('Akkoord met jullie afspraken')
  expect(own).not.toContain(paths.agreement(id, 'mentee'))
})

test('of a yes from before these facts, and of an import, it is what stood at that hour', async () => {
  const { t, id } = await introduced()
  const at = t.clock.now
  await publishNew(t)
  const intro = await introductionOf(t, id)
  expect((await agreedText(t.deps, intro, { side: 'mentor', at })).body).toContain(OLD)
  expect((await agreedText(t.deps, intro, { at: t.clock.now })).body).toContain(NEW)
})

test('a no agrees to nothing, nor does a yes where the agreement is signed later, nor one that comes too late', async () => {
  const refused = await introduced()
  await answerOf(refused, 'mentor', 'no')
  await answerOf(refused, 'mentee', 'yes')
  expect(await agreementsOf(refused.t)).toEqual([])
  expect(await agreementsOf((await agreedPair()).t)).toEqual([])
})

test('a yes to a page with an older version is asked again, with the newer one on it', async () => {
  const { t, id } = await introduced()
  const visitor = await arrive(t, id, 'mentor')
  const page = await (await visitor.get(paths.introduction(id, 'mentor'))).text()
  const [_csrf, agreement] = [field(page, '_csrf'), field(page, 'agreement')]
  expect(agreement).toBe('agreement:peter-meter:1:nl-BE')
  await publishNew(t)
  const again = await visitor.post(paths.answer(id, 'mentor'), { _csrf, agreement, answer: 'yes' })
  const html = await again.text()
  expect([again.status, html.includes('De tekst is intussen aangepast')]).toEqual([422, true])
  // What a yes says stands in the choice itself.
  expect(/<input[^>]*value="yes"[^>]*>(.*?)<\/label>/.exec(html)?.[1]).toContain(NEW)
  expect(await t.db.q.select().from(introductionAnswer)).toEqual([])
  const yes = { _csrf, agreement: field(html, 'agreement'), answer: 'yes' }
  expect((await visitor.post(paths.answer(id, 'mentor'), yes)).status).toBe(303)
})

test('staff read it out before they write down a yes', async () => {
  const { t, id } = await introduced()
  const dirk = await signInStaff(t)
  const page = await (await dirk.get(paths.staffIntroduction(id))).text()
  expect(page).toContain(OLD)
  const yes = { side: 'mentor', answer: 'yes', reason: '', agreement: field(page, 'agreement') }
  expect((await dirk.post(paths.assistedAnswer(id), yes)).status).toBe(303)
  expect(await agreementsOf(t)).toMatchObject([{ side: 'mentor', way: 'staff', staffId: dirk.staffId }])
})
