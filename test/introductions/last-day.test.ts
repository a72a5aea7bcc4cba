import { expect, test } from 'vitest'
import { meeting } from '../../db/schema.ts'
import { instantOf } from '../../src/domain/civil-date.ts'
import { SIDES } from '../../src/domain/facts.ts'
import { paths } from '../../src/paths.ts'
import { at } from '../pairs.ts'
import { runningDuo } from '../running.ts'
import { DIRK, signInStaff } from '../staff.ts'

test('nobody proposes a day after the last day of a duo; what was typed stays', async () => {
  const { t, introId: id } = await runningDuo()
  t.clock.now = instantOf('2027-11-02', '12:00')
  const typed = { slot: ['2027-11-04T19:00', '2027-11-05T10:00'], place: 'Bib' }
  for (const side of SIDES) {
    const refused = await (await at({ t, id }, side)).post(paths.meetings(id, side), typed)
    const kept = /Jullie duo loopt tot en met 4 november 2027[\s\S]*value="2027-11-05T10:00"[\s\S]*value="Bib"/
    expect([refused.status, await refused.text()]).toEqual([422, expect.stringMatching(kept)])
  }
  const staff = await (await signInStaff(t, DIRK)).post(paths.staffMeetings(id), { _form: t.deps.newToken(), ...typed })
  const kept = /Dit duo loopt tot en met 4 november 2027[\s\S]*value="2027-11-05T10:00"[\s\S]*value="Bib"/
  expect([staff.status, await staff.text()]).toEqual([422, expect.stringMatching(kept)])
  expect(await t.db.q.select().from(meeting)).toEqual([])
})
