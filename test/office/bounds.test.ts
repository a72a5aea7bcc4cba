import { beforeEach, expect, test } from 'vitest'
import { saveProof } from '../../db/people/personal-data.ts'
import { audit, signup } from '../../db/schema.ts'
import { loadSettings } from '../../db/settings.ts'
import { paths } from '../../src/paths.ts'
import { browser, freshApp, type TestApp } from '../app.ts'
import { bodyOf } from '../office.ts'
import { AMIRA_JOB, DORA, JOB, signUpStanding } from '../partners/partner-world.ts'
import { FATMA, type StaffBrowser, signInStaff } from '../staff.ts'

const AGES = { programme: JOB, mentorAgeFrom: '55', menteeAgeTo: '30' }

let t: TestApp
let dora: StaffBrowser

beforeEach(async () => {
  t = await freshApp()
  dora = await signInStaff(t, DORA)
})

const save = (more = {}, who = dora) => who.post(paths.bounds(), { ...AGES, ...more })
const kept = async () => (await loadSettings(t.db)).bounds

/** The page on which staff check somebody who looks for work. */
async function checkPage(): Promise<string> {
  await signUpStanding(t, browser(t.app), 'mentee', AMIRA_JOB)
  const [row] = await t.db.q.select().from(signup)
  const saved = await saveProof(t.deps, {
    participantId: row?.participantId ?? '',
    signupId: row?.id ?? '',
    how: 'link',
  })
  return paths.participantReadiness(saved?.participantId ?? '')
}

test('the ages that staff check are those of their manager, the programme’s own until then', async () => {
  const page = await checkPage()
  expect(await bodyOf(await dora.get(page))).toContain('Is hoogstens 34 jaar.')
  const answer = await save()
  expect([answer.status, answer.headers.get('Location')]).toEqual([303, paths.settingsSaved()])
  expect(await bodyOf(await dora.get(page))).toContain('Is hoogstens 30 jaar.')
  const settings = await (await dora.get(paths.settings())).text()
  expect(settings).toContain('Vanaf welke leeftijd voor mentoren?')
  expect(settings).toMatch(/<input[^>]*id="mentorAgeFrom-duo-for-a-job"[^>]*value="55"/)
})

test('saved twice it is one line in the audit, and who was checked stays checked', async () => {
  const page = await checkPage()
  await dora.post(page.replace('readiness', 'readiness/check'), { _form: t.deps.newToken() })
  for (let i = 0; i < 2; i++) expect((await save()).status).toBe(303)
  const lines = (await t.db.q.select().from(audit)).filter(({ action }) => action === 'settings.changed')
  expect(lines).toMatchObject([{ subject: JOB }])
  expect(await bodyOf(await dora.get(page))).toContain('Nagekeken door')
})

test('nobody else sets them: not the city, not another association, not who only works there', async () => {
  const dirk = await signInStaff(t)
  const voka = await signInStaff(t, { ...DORA, email: 'v@example.org', programmes: ['mentoring-naar-werk'] })
  for (const who of [dirk, voka, await signInStaff(t, FATMA)]) expect((await save({}, who)).status).toBe(404)
  expect(await (await dirk.get(paths.settings())).text()).not.toContain('welke leeftijd')
  expect(await kept()).toEqual({})
})

test('a programme that asks no age has none to set', async () => {
  const dirk = await signInStaff(t)
  for (const programme of ['peter-meter', 'x', ''])
    expect((await dirk.post(paths.bounds(), { ...AGES, programme })).status).toBe(404)
})

test('after the session ended nothing is set', async () => {
  const { csrf } = dora
  await dora.post(paths.signOut(), {})
  expect((await save({ _csrf: csrf })).status).toBe(401)
  expect(await kept()).toEqual({})
})

test.each(['13', '100', '34,5', 'oud', ''])(
  '“%s” is no age: it is said at its field, with what was typed',
  async (typed) => {
    const answer = await save({ menteeAgeTo: typed })
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain('<a href="#menteeAgeTo-duo-for-a-job">Vul een leeftijd in van 14 tot 99</a>')
    expect(html).toMatch(new RegExp(`<input[^>]*id="menteeAgeTo-duo-for-a-job"[^>]*value="${typed}"`))
    expect(await kept()).toEqual({})
  },
)

test('14 and 99 are ages', async () => {
  expect((await save({ mentorAgeFrom: '99', menteeAgeTo: '14' })).status).toBe(303)
  expect(await kept()).toEqual({ [JOB]: { mentorAgeFrom: 99, menteeAgeTo: 14 } })
})
