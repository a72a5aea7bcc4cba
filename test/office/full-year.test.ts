import { expect, test } from 'vitest'
import { saveCap } from '../../db/office/caps.ts'
import { introductionEnd } from '../../db/schema.ts'
import { capForecast } from '../../src/domain/cap.ts'
import { SIDES } from '../../src/domain/facts.ts'
import { runJobs } from '../../src/jobs.ts'
import { paths } from '../../src/paths.ts'
import { introduced, introductionOf, mailsTo } from '../introduced.ts'
import { answerOf, at, letterOf, textOf } from '../pairs.ts'
import { daysLater } from '../running.ts'
import { signInStaff } from '../staff.ts'

/** Amira and Bert were introduced while there was a place, and say yes when there is none. */
async function withoutPlace() {
  const pair = await introduced()
  const { t } = pair
  const { staffId } = await signInStaff(t)
  const cap = (places: number) => saveCap(t.deps, { programme: 'peter-meter', year: 2027, cap: places, staffId })
  await cap(0)
  for (const side of SIDES) await answerOf(pair, side, 'yes')
  return { ...pair, cap }
}

test('two who say yes when the year is full read that they wait for a place; so do staff', async () => {
  const pair = await withoutPlace()
  const { t, id, bert } = pair
  const page = await (await at(pair, 'mentor')).page()
  for (const said of ['Jullie zijn klaar om te starten', 'Dit jaar is er even geen plaats', 'amira@example.org'])
    expect(page).toContain(said)
  expect(page).not.toContain('Stuur jij het eerste bericht?')
  const mail = await letterOf(t, bert.participantId, 'agreed')
  expect(mail?.text).toContain('Dit jaar is er even geen plaats')
  const dirk = await signInStaff(t)
  const staffPage = await textOf(await dirk.get(paths.staffIntroduction(id)))
  expect(staffPage).toContain('het plafond van dit jaar is bereikt')
  expect(staffPage).not.toMatch(/Zonder duo stopt dit voorstel|Geef 21 dagen meer|klikt/)
})

test('who waits for a place does not lapse, hears when the duo starts, and begins on that day', async () => {
  const pair = await withoutPlace()
  const { t, id, amira, cap } = pair
  await daysLater(t, 60)
  expect(await t.db.q.select().from(introductionEnd)).toEqual([])
  expect(await mailsTo(t, amira.participantId)).toEqual(['agreed', 'proposal', 'receipt'])
  await cap(1)
  await runJobs(t.deps)
  expect((await introductionOf(t, id)).facts.duo).toMatchObject({ startedOn: '2027-07-03' })
  expect((await letterOf(t, amira.participantId, 'duo-started'))?.text).toContain('zijn vanaf vandaag een duo')
  const page = await (await at(pair, 'mentor')).page()
  expect(page).toContain('Stuur jij het eerste bericht?')
  expect(page).not.toContain('Jullie zijn klaar om te starten')
  expect(await mailsTo(t, amira.participantId)).not.toContain('nudge')
  await daysLater(t, 7)
  expect(await mailsTo(t, amira.participantId)).toContain('nudge')
})

test('a full year says how many introductions would have to fall away, and when none would be enough', () => {
  const full = (use: { cap: number; started: number; held: number }) => capForecast(use, [], '2027-05-04')
  expect(full({ cap: 10, started: 6, held: 4 })).toMatchObject({ kind: 'full', mustGo: 1 })
  expect(full({ cap: 10, started: 9, held: 4 })).toMatchObject({ kind: 'full', mustGo: 4 })
  expect(full({ cap: 10, started: 10, held: 0 })).toMatchObject({ kind: 'full', mustGo: null })
  expect(full({ cap: 10, started: 61, held: 3 })).toMatchObject({ kind: 'full', mustGo: null })
})
