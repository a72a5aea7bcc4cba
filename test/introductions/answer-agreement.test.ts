import { expect, test } from 'vitest'
import { publishTexts } from '../../db/people/consents.ts'
import { introductionAnswer } from '../../db/schema.ts'
import { SIDES } from '../../src/domain/facts.ts'
import { paths } from '../../src/paths.ts'
import { field, type TestApp } from '../app.ts'
import { arrive, introduced, introductionOf } from '../introduced.ts'
import { answerOf, at, textOf } from '../pairs.ts'
import { signInStaff } from '../staff.ts'

/* Where the agreement is read at the answer, it is a published text with versions, as one that is signed. */

const OLD = 'We spreken binnen 2 weken een eerste keer af.'
const NEW = 'We spreken binnen 3 weken een eerste keer af.'

async function publishNew(t: TestApp) {
  t.clock.now += 60_000
  await publishTexts(t.db, [{ code: 'agreement:peter-meter', body: `Dit spreken jullie af\n${NEW}` }], t.clock.now)
}

test('two who said yes keep reading what stood there then; so do staff', async () => {
  const pair = await introduced()
  const { t, id } = pair
  expect(await (await at(pair, 'mentor')).page()).toContain(OLD)
  for (const side of SIDES) await answerOf(pair, side, 'yes')
  await publishNew(t)
  const page = await (await at(pair, 'mentor')).page()
  expect(page).toContain(OLD)
  expect(page).not.toContain(NEW)
  const { duoId } = await introductionOf(t, id)
  const dirk = await signInStaff(t)
  expect(await textOf(await dirk.get(paths.duo(duoId ?? '')))).toContain(OLD)
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
  expect(await textOf(await dirk.get(paths.staffIntroduction(id)))).toContain(OLD)
})
