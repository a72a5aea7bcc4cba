import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { audit } from '../../db/schema.ts'
import { instantOf } from '../../src/domain/civil-date.ts'
import { SIDES } from '../../src/domain/facts.ts'
import { paths } from '../../src/paths.ts'
import { freshApp } from '../app.ts'
import { textOf } from '../pairs.ts'
import { FATMA, type StaffBrowser, signInStaff } from '../staff.ts'
import { addDuo, addIntroduction, addPerson, rowsOf } from './report-rows.ts'

describe('whether the broad sense includes the direct results', () => {
  test('is set by the city, kept in the audit, and set twice changes nothing more', async () => {
    const t = await freshApp()
    const dirk = await signInStaff(t)
    for (let n = 0; n < 2; n++)
      expect((await dirk.post(paths.reportRules(), { broadIncludesDirect: 'no' })).status).toBe(303)
    expect(await textOf(await dirk.get(paths.reportMethod()))).toContain('telt niet mee bij “in ruime zin”')
    const changes = await t.db.q.select().from(audit).where(eq(audit.action, 'settings.changed'))
    expect(changes.map(({ detail }) => detail)).toEqual(['report'])
    expect(await (await dirk.get(paths.report())).text()).toContain('Wijzig dit bij Instellingen')
    expect((await dirk.post(paths.reportRules(), { broadIncludesDirect: 'perhaps' })).status).toBe(400)
  })

  test('is not for an association to set', async () => {
    const t = await freshApp()
    const fatma = await signInStaff(t, FATMA)
    expect((await fatma.post(paths.reportRules(), { broadIncludesDirect: 'no' })).status).toBe(404)
    expect(await (await fatma.get(paths.report())).text()).not.toContain('Wijzig dit bij Instellingen')
  })
})

test('the answer for the council is headed by the city, and by the association when its own staff print it', async () => {
  const t = await freshApp()
  const page = async (dirk: StaffBrowser) => {
    const answer = await dirk.get(paths.councilAnswer('duo-for-a-job', '2026'))
    expect(await answer.clone().text()).toContain('<h1>DUO for a JOB in 2026</h1>')
    return textOf(answer)
  }
  expect(await page(await signInStaff(t))).toContain('Stad Voorbeeld – Economie · Antwoord op een raadsvraag')
  const own = await (await signInStaff(t)).get(paths.councilAnswer('', '2026'))
  expect(await own.text()).toMatch(/<h1>\p{Lu}/u)
  const theirs = await page(await signInStaff(t, FATMA))
  expect(theirs).toContain('DUO for a JOB vzw · Antwoord op een raadsvraag')
  expect(theirs).not.toContain('Economie ·')
})

test('one of something is told as one in the answer for the council', async () => {
  const t = await freshApp()
  t.clock.now = instantOf('2025-12-31', '12:00')
  const rows = rowsOf(t)
  const own = { programme: 'mentoring-naar-werk', at: instantOf('2025-03-01', '12:00') }
  const pair = { ...own, mentor: 'mentor', mentee: 'mentee' }
  for (const side of SIDES) addPerson(rows, pair[side], { ...own, side })
  rows.insert('programme_cap', { programme: own.programme, year: 2025, cap: 1 })
  addIntroduction(rows, 'i', { ...pair, dirk: await rows.dirk, yes: [...SIDES] })
  addDuo(rows, 'd-i', { ...pair, from: '2025-03-02' })
  const met = { by: 'mentor', met_on: '2025-03-09', minutes: 60, way: 'mail', at: 1 }
  rows.insert('meeting_log', { id: 'l', duo_id: 'd-i', ...met })
  await rows.write()
  const answer = await (await (await signInStaff(t)).get(paths.councilAnswer(own.programme, '2025'))).text()
  expect(answer).toContain('Er schreef zich 1 mentor en 1 jongere in.')
  expect(answer).toContain('wachtte daar hoogstens 1 dag op. De duo’s noteerden 1 ontmoeting, samen 1 uur.')
})
