import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { loadPool } from '../../db/matching/pool.ts'
import { withdraw } from '../../db/people/personal-data.ts'
import { consentNow, duoEnd, outcome, participant, person, training } from '../../db/schema.ts'
import { paths } from '../../src/paths.ts'
import { freshApp, type TestApp } from '../app.ts'
import { bodyOf } from '../office.ts'
import { FATMA, type StaffBrowser, signInStaff } from '../staff.ts'
import { duosFile, fileOf, imported, uploaded } from './imports.ts'

/* A programme that an association runs already moves in, with all that it asks of people beforehand. */

let t: TestApp
let fatma: StaffBrowser
const there = { programme: 'duo-for-a-job' }

const PEOPLE = fileOf(
  'Voornaam,Familienaam,Mail,Rol,Thema,Sector,Toestemming op,Dossier,Vorming,Vorming op,Intake,Voorwaarden',
  'Marie,Oud,marie@example.org,mentor,Solliciteren,Winkel,2026-05-08,kast-1,alle,2026-06-01,2026-05-20,ja',
  'Jan,Oud,jan@example.org,mentor,Solliciteren,Winkel,2026-05-08,kast-1,"Kennismaken met het programma",2026-06-01,,ja',
  'Yusuf,Jong,yusuf@example.org,jongere,,,2026-05-08,kast-2,,,2026-05-20,ja',
)

beforeEach(async () => {
  t = await freshApp()
  fatma = await signInStaff(t, FATMA)
  await imported(t, fatma, PEOPLE, there)
})

afterEach(() => t.db.close())

const idOf = async (email: string) => {
  const [row] = await t.db.q
    .select({ id: participant.id })
    .from(participant)
    .innerJoin(person, eq(person.id, participant.personId))
    .where(eq(person.email, email))
  return row?.id ?? ''
}

test('who did everything is ready for an introduction; who did not, is not yet', async () => {
  const pool = await loadPool(t.deps, 'duo-for-a-job')
  expect(pool.mentors.map(({ id }) => id)).toEqual([await idOf('marie@example.org')])
  expect(pool.mentees.map(({ id }) => id)).toEqual([await idOf('yusuf@example.org')])
  expect(await t.db.q.select().from(training)).toHaveLength(5)
})

test('a duo that ended with a job has its contract; without one the row is refused', async () => {
  const ended = { mentor: 'marie@example.org', jongere: 'yusuf@example.org', start: '1/06/2026', einde: '1/12/2026' }
  const asDuos = { ...there, kind: 'duos' }
  const look = await uploaded(fatma, duosFile({ ...ended, resultaat: 'Werk' }), asDuos)
  expect(await bodyOf(await fatma.get(paths.import(look)))).toContain(
    'Rij 2</strong>: contract vanaf ontbreekt bij dit resultaat',
  )
  const contract = { 'contract vanaf': '1/11/2026', 'contract tot': '30/06/2027' }
  await imported(t, fatma, duosFile({ ...ended, resultaat: 'Werk', ...contract }), asDuos)
  expect((await t.db.q.select().from(duoEnd))[0]).toMatchObject({ reason: 'completed', endedOn: '2026-12-01' })
  expect((await t.db.q.select().from(outcome))[0]).toMatchObject({
    code: 'job',
    contractStartsOn: '2026-11-01',
    contractEndsOn: '2027-06-30',
  })
})

test('who came by file stops as anybody does: nothing of them stays but a number', async () => {
  await withdraw(t.deps, await idOf('marie@example.org'), { actor: 'self' })
  expect((await t.db.q.select().from(person)).map(({ email }) => email).sort()).toEqual([
    'jan@example.org',
    'yusuf@example.org',
  ])
  const states = await t.db.q.select({ state: consentNow.state }).from(consentNow)
  expect(states.map(({ state }) => state).sort()).toEqual(['given', 'given', 'withdrawn'])
})

test('staff of the city see none of it', async () => {
  const dirk = await signInStaff(t)
  expect(await bodyOf(await dirk.get(paths.imports('duo-for-a-job')))).not.toContain('Fatma')
})
