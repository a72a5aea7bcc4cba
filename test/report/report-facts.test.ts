import { beforeAll, describe, expect, test } from 'vitest'
import { reportEvents } from '../../db/office/report-events.ts'
import { loadPeopleFacts, loadPeriodFacts } from '../../db/office/report-facts.ts'
import { loadFunnelFacts } from '../../db/office/report-funnels.ts'
import { withdraw } from '../../db/people/personal-data.ts'
import { instantOf } from '../../src/domain/civil-date.ts'
import { programmeOf } from '../../src/domain/programmes.ts'
import { breakdown } from '../../src/domain/report/breakdown.ts'
import { figuresOf } from '../../src/domain/report/figures.ts'
import { funnels } from '../../src/domain/report/funnel.ts'
import { makeReport, type Period } from '../../src/domain/report.ts'
import { freshApp, type TestApp } from '../app.ts'
import { daysLater, runningDuo } from '../running.ts'
import { countRows, countSteps, type Tables, tablesOf } from './report-count.ts'
import { addPerson, randomRows, rowsOf, standingPageOf } from './report-rows.ts'

/* What the report counts in the database is what somebody counts who goes through its tables row by row. */

const PROGRAMME = programmeOf('duo-for-a-job')
const ALL: Period = { from: '2000-01-01', until: '2100-12-31' }
const PERIODS: Period[] = [
  { from: '2025-01-01', until: '2025-12-31' },
  { from: '2026-01-01', until: '2026-12-31' },
  { from: '2026-04-01', until: '2026-06-30' },
  { from: '2025-03-17', until: '2026-02-02' },
  { from: '2025-03-30', until: '2025-03-30' },
  { from: '2024-01-01', until: '2027-05-04' },
]

describe.each([1, 2, 3])('world %i', (seed) => {
  let t: TestApp
  let tables: Tables

  beforeAll(async () => {
    t = await freshApp()
    const { one } = await randomRows(t, { seed, programme: PROGRAMME.id })
    tables = await tablesOf(t, PROGRAMME.id, one)
  })

  test.each(PERIODS)('every figure of $from to $until', async (period) => {
    const own = await loadPeriodFacts(t.deps, PROGRAMME, [period])
    const among = await loadPeriodFacts(t.deps, PROGRAMME, PERIODS)
    for (const broadIncludesDirect of [true, false]) {
      const report = makeReport(own, period, { broadIncludesDirect })
      expect(makeReport(among, period, { broadIncludesDirect })).toEqual(report)
      const counted = countRows(tables, period, broadIncludesDirect)
      expect(Object.fromEntries(figuresOf(report).map(({ id, value }) => [id, value]))).toEqual(counted.figures)
      const told = Object.entries(report.stopReasons).filter(([, count]) => count > 0)
      expect(Object.fromEntries(told)).toEqual(counted.reasons)
    }
  })

  test('the funnel of each event and of the page without end, by side and way in', async () => {
    const of = { events: await reportEvents(t.deps, PROGRAMME.id), period: ALL }
    const made = funnels(await loadFunnelFacts(t.deps, of))
    const found = Object.fromEntries(
      made.map(({ eventId, side, channel, steps }) => [`${eventId} ${side} ${channel}`, Object.values(steps)]),
    )
    expect(found).toEqual(countSteps(tables))
    expect(Object.keys(found).filter((key) => key.endsWith('erased'))).not.toEqual([])
  })

  test('who told what, of people who signed up in a year', async () => {
    const facts = await loadPeopleFacts(t.deps, PROGRAMME.id, 2025)
    const { cells } = breakdown(facts, { attribute: 'topics', population: 'signed_up', side: 'mentee', year: 2025 }, [
      'cv',
    ])
    const own = tables.people.filter(
      ({ side, on, topics }) => side === 'mentee' && on.startsWith('2025') && topics.includes('cv'),
    )
    for (const { sector, inCentre } of facts.people) expect(inCentre).toBe(sector === null ? null : sector === 'retail')
    expect(cells[0]?.shown).toEqual(own.length < 5 ? { kind: 'small' } : { kind: 'count', count: own.length })
  })
})

test('a merge makes one of two, also when both were erased; undone, they are two', async () => {
  const t = await freshApp()
  const { one } = await randomRows(t, { seed: 4, programme: PROGRAMME.id })
  const { signups } = makeReport(await loadPeriodFacts(t.deps, PROGRAMME, [ALL]), ALL)
  expect(signups.mentor + signups.mentee).toBe(60 - one.size)
  const years = await Promise.all([2024, 2025, 2026, 2027].map((year) => loadPeopleFacts(t.deps, PROGRAMME.id, year)))
  const ids = new Set(years.flatMap(({ people }) => people.map(({ id }) => id)))
  for (const [gone, stays] of one) expect([ids.has(gone), ids.has(stays)]).toEqual([false, true])
})

test('of two rows of one human the first sign-up counts, and a mailbox seen on either', async () => {
  const t = await freshApp()
  const rows = rowsOf(t)
  const dirk = await rows.dirk
  const seen = { programme: PROGRAMME.id, side: 'mentee' }
  addPerson(rows, 'stays', { ...seen, at: instantOf('2026-05-02', '12:00') })
  addPerson(rows, 'gone', { ...seen, at: instantOf('2026-05-01', '12:00') })
  rows.insert('proof', { id: 'p', participant_id: 'gone', how: 'desk', staff_id: dirk, at: 1 })
  const merge = { id: 'm', kept_id: 'p-stays', merged_id: 'p-gone', moved: '[]', staff_id: dirk, at: 1 }
  rows.insert('person_merge', merge)
  rows.insert('attendance', { event_id: await standingPageOf(t, PROGRAMME.id), participant_id: 'stays', at: 1 })
  await rows.write()
  const { people } = await loadPeopleFacts(t.deps, PROGRAMME.id, 2026)
  expect(people).toMatchObject([{ id: 'stays', signedUpOn: '2026-05-01' }])
  const days = ['2026-05-01', '2026-05-02'].map((on) => ({ from: on, until: on }))
  const facts = await loadPeriodFacts(t.deps, PROGRAMME, days)
  expect(days.map((day) => makeReport(facts, day).signups.mentee)).toEqual([1, 0])
  const of = { events: await reportEvents(t.deps, PROGRAMME.id), period: { from: '1970-01-01', until: '2026-12-31' } }
  expect((await loadFunnelFacts(t.deps, of)).people).toEqual([{ id: 'stays', side: 'mentee', steps: 2 }])
  const later = { ...of, period: { from: '2026-01-01', until: '2026-12-31' } }
  expect((await loadFunnelFacts(t.deps, later)).signups).toEqual([])
})

test('a duo whose people were erased before its result was known stays in the whole, as not known', async () => {
  const { t, amira, bert } = await runningDuo()
  await daysLater(t, 184)
  for (const { participantId } of [amira, bert]) await withdraw(t.deps, participantId, { actor: 'self' })
  const year = { from: '2027-01-01', until: '2027-12-31' }
  const { duos, outcomes } = makeReport(await loadPeriodFacts(t.deps, programmeOf('peter-meter'), [year]), year)
  expect(duos).toMatchObject({ started: 1, completed: 1 })
  expect(outcomes.end).toMatchObject({ of: 1, known: 0, direct: { part: 0, of: 1 }, none: { part: 1, of: 1 } })
})
