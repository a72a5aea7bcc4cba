import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  checkinAnswer,
  consentEvent,
  duo,
  duoEnd,
  duoEndReason,
  introductionAnswer,
  meetingLog,
  outbox,
  outcome,
  programmeCap,
} from '../../db/schema.ts'
import { PROGRAMMES } from '../../src/domain/programmes.ts'
import { runJobs } from '../../src/jobs.ts'
import { paths } from '../../src/paths.ts'
import { browser, freshApp, mailbox, type TestApp } from '../app.ts'
import { bodyOf } from '../office.ts'
import { type StaffBrowser, signInStaff } from '../staff.ts'
import { duosFile, ENDED, imported, RUNNING, SIX_PEOPLE, uploaded } from './imports.ts'

/* The clock stands at 4 May 2027. */

let t: TestApp
let dirk: StaffBrowser

const asDuos = { kind: 'duos' }

beforeEach(async () => {
  t = await freshApp()
  dirk = await signInStaff(t)
  await imported(t, dirk, SIX_PEOPLE)
})

afterEach(() => t.db.close())

describe('duos that run already', () => {
  test('come with their introduction, both yes told by staff at its date, what was said and when they met', async () => {
    const row = {
      ...RUNNING,
      'opvolging mentor': '16/02/2027 goed; 20/02/2027 kan beter',
      'opvolging starter': '2/05/2027: nog niet gezien',
      gesprekken: '10/02/2027 1,5 uur; 10/03/2027 90 min',
    }
    const id = await imported(t, dirk, duosFile(row), asDuos)
    const [found] = await t.db.q.select().from(duo)
    expect(found).toMatchObject({ startedOn: '2027-02-01', endsOn: '2027-08-01', startYear: 2027, at: t.clock.now })
    const noon = Date.UTC(2027, 1, 1, 11)
    expect(await t.db.q.select().from(introductionAnswer)).toMatchObject(
      ['mentor', 'mentee'].map((side) => ({ side, answer: 'yes', way: 'staff', staffId: dirk.staffId, at: noon })),
    )
    const p2 = await t.db.q.select().from(consentEvent).where(eq(consentEvent.purpose, 'P2'))
    expect(p2).toMatchObject([1, 2].map(() => ({ state: 'given', method: 'told-staff', at: noon })))
    const answers = await t.db.q.select().from(checkinAnswer).orderBy(checkinAnswer.at)
    expect(answers.map(({ milestone, side, answer }) => [milestone, side, answer])).toEqual([
      ['day-14', 'mentor', 'good'],
      ['before-2027-02-20', 'mentor', 'could_be_better'],
      ['day-90', 'mentee', 'not_met'],
    ])
    const logs = await t.db.q.select().from(meetingLog)
    expect(logs.map(({ metOn, minutes, by }) => [metOn, minutes, by])).toEqual([
      ['2027-02-10', 90, 'staff'],
      ['2027-03-10', 90, 'staff'],
    ])
    expect(await bodyOf(await dirk.get(paths.import(id)))).toContain('<dt>Bewaard</dt><dd>1</dd>')
    const page = await bodyOf(await dirk.get(paths.duo(found!.id)))
    expect(page).toContain('opvolging van 20 februari 2027')
  })

  test('nobody is mailed about what was; from now on it is asked how it goes', async () => {
    await imported(t, dirk, duosFile(RUNNING, ENDED), asDuos)
    await runJobs(t.deps)
    expect(await t.db.q.select().from(outbox)).toEqual([])
    t.clock.now = Date.UTC(2027, 7, 2, 12)
    await runJobs(t.deps)
    const kinds = (await t.db.q.select().from(outbox)).map(({ kind }) => kind).sort()
    expect(kinds).toEqual(['end', 'end', 'thanks'])
  })

  test('their mails open their own pages', async () => {
    await imported(t, dirk, duosFile(RUNNING), asDuos)
    t.clock.now = Date.UTC(2027, 7, 2, 12)
    const { mailer, letters } = mailbox()
    await runJobs({ ...t.deps, mailer })
    const toMentor = letters.find(({ to }) => to === 'mentor1@example.org')
    const links = toMentor?.text.match(/http:\S+/g) ?? []
    expect(links.length).toBeGreaterThan(1)
    for (const link of new Set(links)) {
      const phone = browser(t.app)
      const arrived = await phone.get(link)
      expect(arrived.status).toBe(303)
      expect((await phone.get(arrived.headers.get('Location') ?? '')).status).toBe(200)
    }
  })

  test('one that ended has its end and its result; a stop has its reason, and counts in the year of its start', async () => {
    const stopped = {
      mentor: 'mentor3@example.org',
      starter: 'starter3@example.org',
      start: '3/11/2025',
      einde: '4/12/2025',
      reden: 'Geen tijd',
    }
    const id = await uploaded(dirk, duosFile(ENDED, stopped), asDuos)
    const cap = PROGRAMMES['peter-meter'].defaultCap
    expect(await bodyOf(await dirk.get(paths.import(id)))).toContain(
      `Voor 2025 en 2026 is er nog geen plafond. We vullen ${cap} in.`,
    )
    await imported(t, dirk, duosFile(ENDED, stopped), asDuos)
    const ends = await t.db.q.select().from(duoEnd).orderBy(duoEnd.endedOn)
    expect(ends.map(({ reason, endedOn }) => [reason, endedOn])).toEqual([
      ['early', '2025-12-04'],
      ['completed', '2026-12-01'],
    ])
    expect((await t.db.q.select().from(duoEndReason)).map(({ by, reason }) => [by, reason])).toEqual([
      ['staff', 'no_time'],
    ])
    expect((await t.db.q.select().from(outcome)).map(({ code, moment }) => [code, moment])).toEqual([
      ['business_started', 'end'],
    ])
    const caps = await t.db.q.select().from(programmeCap).where(eq(programmeCap.programme, 'peter-meter'))
    expect(caps.find(({ year }) => year === 2025)?.cap).toBe(cap)
  })

  test('a second import of the same file gives no second duo', async () => {
    await imported(t, dirk, duosFile(RUNNING, ENDED), asDuos)
    const again = await uploaded(dirk, duosFile(RUNNING, ENDED), asDuos)
    expect(await bodyOf(await dirk.get(paths.import(again)))).toContain('<dt>Al bekend</dt><dd>2</dd>')
    await dirk.post(paths.importConfirmation(again), { sure: 'yes' })
    expect(await t.db.q.select().from(duo)).toHaveLength(2)
  })

  test('an ended duo and the running one after it come in by one file, in whatever order', async () => {
    const before = { ...ENDED, mentor: 'mentor3@example.org', starter: 'starter1@example.org' }
    await imported(t, dirk, duosFile(RUNNING, before), asDuos)
    expect(await t.db.q.select().from(duo)).toHaveLength(2)
  })
})

describe('what clashes with what is known here is said, and the others go on', () => {
  const refusals = async (...rows: Record<string, string>[]) => {
    const id = await uploaded(dirk, duosFile(...rows), asDuos)
    return bodyOf(await dirk.get(paths.import(id)))
  }

  test('a row that is refused is nobody’s twin; one that comes in is, and its row is named', async () => {
    await t.db.write([t.db.q.insert(programmeCap).values({ programme: 'peter-meter', year: 2026, cap: 0 })])
    const [typo, full] = [
      { ...RUNNING, mentor: 'typo@example.org' },
      { ...RUNNING, start: '1/12/2026' },
    ]
    const page = await refusals(typo, full, RUNNING, { ...RUNNING, start: '8/02/2027' })
    expect(page).toContain('Rij 2</strong>: mentor is geen deelnemer')
    expect(page).toContain('Rij 3</strong>: startdatum past niet meer onder het plafond')
    expect(page).not.toContain('Rij 4')
    expect(page).toContain('Rij 5</strong>: mentee staat ook in rij 4')
    expect(page).toContain('Importeer 1 duo')
  })

  test('the same row twice is no fault: it is read once, also where that one is refused', async () => {
    await t.db.write([t.db.q.update(programmeCap).set({ cap: 0 }).where(eq(programmeCap.year, 2027))])
    const id = await uploaded(dirk, duosFile(ENDED, ENDED, RUNNING, RUNNING), asDuos)
    const page = await bodyOf(await dirk.get(paths.import(id)))
    for (const text of [
      'Dubbele rijen (2)',
      'Rij 3</strong>: staat al in rij 2',
      'Rij 5</strong>: staat al in rij 4',
      'Rijen met een fout (1)',
      'Rij 4</strong>: startdatum past niet meer onder het plafond',
      'Importeer 1 duo',
    ])
      expect(page).toContain(text)
    await dirk.post(paths.importConfirmation(id), { sure: 'yes' })
    await runJobs(t.deps)
    expect(await bodyOf(await dirk.get(paths.import(id)))).toMatch(
      /<dt>Bewaard<\/dt><dd>1<.*<dt>Geweigerd<\/dt><dd>1</s,
    )
  })

  test('the same duo in another row that tells more of it is a fault', async () => {
    const page = await refusals(ENDED, { ...ENDED, gesprekken: '1/07/2026 1 uur' })
    expect(page).toContain('Rij 3</strong>: mentee staat ook in rij 2')
  })

  test('a mentor who is not in the file of people and not known', async () => {
    const page = await refusals({ ...RUNNING, mentor: 'wie@example.org' }, ENDED)
    expect(page).toContain('Rij 2</strong>: mentor is geen deelnemer van dit programma: “wie@example.org”')
    expect(page).toContain('Importeer 1 duo')
  })

  test('a mentee who has a duo, a mentor without a place', async () => {
    await imported(t, dirk, duosFile(RUNNING), asDuos)
    expect(await refusals({ ...RUNNING, mentor: 'mentor2@example.org' })).toContain('mentee heeft al een open voorstel')
    expect(await refusals({ ...RUNNING, starter: 'starter2@example.org' })).toContain(
      'mentor heeft geen plaats meer vrij (plaatsen: 1)',
    )
  })

  test('more duos than the cap of the year of their start', async () => {
    await t.db.write([t.db.q.update(programmeCap).set({ cap: 1 }).where(eq(programmeCap.year, 2027))])
    const second = { ...RUNNING, mentor: 'mentor2@example.org', starter: 'starter2@example.org' }
    expect(await refusals(RUNNING, second)).toContain('startdatum past niet meer onder het plafond van 2027: 1')
  })

  test('what the database refuses at the moment of writing is told of its row alone', async () => {
    const second = { ...RUNNING, mentor: 'mentor2@example.org', starter: 'starter2@example.org' }
    const id = await uploaded(dirk, duosFile(RUNNING, second), asDuos)
    const write = t.db.write
    t.deps.db.write = async (statements) => {
      // Staff lower the cap after the last look, before the writing.
      if (statements.some((one) => one.toSQL().sql.includes('insert into "duo"')))
        await write([t.db.q.update(programmeCap).set({ cap: 1 }).where(eq(programmeCap.year, 2027))])
      return write(statements)
    }
    await dirk.post(paths.importConfirmation(id), { sure: 'yes' })
    await runJobs(t.deps)
    expect(await t.db.q.select().from(duo)).toHaveLength(1)
    const page = await bodyOf(await dirk.get(paths.import(id)))
    expect(page).toContain('Rij 3</strong>: startdatum past niet meer onder het plafond')
    expect(page).toContain('<dt>Geweigerd</dt><dd>1</dd>')
  })
})
