import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { openDatabase } from '../db/client.ts'
import { askDue } from '../db/duos/checkins.ts'
import { completeDue } from '../db/duos/duo-ends.ts'
import { loadPool } from '../db/matching/pool.ts'
import { migrate } from '../db/migrate.ts'
import { reportEvents } from '../db/office/report-events.ts'
import { loadPeopleFacts, loadPeriodFacts } from '../db/office/report-facts.ts'
import { loadFunnelFacts } from '../db/office/report-funnels.ts'
import { keptUntilOf } from '../db/people/retention.ts'
import { seedDemo } from '../src/demo/demo-story.ts'
import { seedYears } from '../src/demo/demo-years.ts'
import { DEMO_PLANS } from '../src/demo/years/plans.ts'
import type { City } from '../src/demo/years/scene.ts'
import { type Journey, type Truth, trueFunnels, type YearTruth } from '../src/demo/years/truth.ts'
import { makeYears } from '../src/demo/years/years.ts'
import { civilDateOf } from '../src/domain/civil-date.ts'
import { SIDES } from '../src/domain/facts.ts'
import { PROGRAMMES, type Programme } from '../src/domain/programmes.ts'
import { breakdown, type PeopleFacts } from '../src/domain/report/breakdown.ts'
import { FUNNEL_STEPS, type FunnelFacts, funnels } from '../src/domain/report/funnel.ts'
import { makeReport, type OutcomeFigures, type PeriodFacts, type Report } from '../src/domain/report.ts'
import { SECTORS } from '../src/domain/sectors.ts'
import { freshApp, START, type TestApp } from './app.ts'
import { causes, INSTANTS } from './demo-facts.ts'
import type { OpenDatabase } from './fresh-database.ts'

/*
 * Five years that were made up with known truth: what the report counts in the database must be that truth. At the end
 * the two months of the demo's own event come on top, told with a clock that runs behind.
 */

const programmes = Object.values<Programme>(PROGRAMMES)
let deps: TestApp['deps']
let db: OpenDatabase
let truth: Truth
let city: City
let journeys: Journey[]
const facts = new Map<string, { figures: PeriodFacts; funnels: FunnelFacts; people: PeopleFacts }>()
const YEARS = [2022, 2023, 2024, 2025, 2026, 2027]
const periodOf = (year: number) => {
  const [today, last] = [civilDateOf(deps.now()), `${year}-12-31`]
  return { from: `${year}-01-01`, until: last < today ? last : today }
}

beforeAll(async () => {
  db = await openDatabase(':memory:')
  await migrate(db)
  deps = { ...(await freshApp()).deps, db }
  const made = await seedYears(deps)
  truth = made.truth
  city = made.city
  journeys = made.journeys
  for (const programme of programmes) {
    const { id } = programme
    const events = await reportEvents(deps, id)
    facts.set(id, {
      figures: await loadPeriodFacts(deps, programme, YEARS.map(periodOf)),
      funnels: await loadFunnelFacts(deps, { events, period: { from: '2000-01-01', until: '2100-12-31' } }),
      people: await loadPeopleFacts(deps, id, 2025),
    })
  }
}, 60_000)

const cases = programmes.flatMap(({ id }) => YEARS.map((year) => ({ id, year })))

test.each(cases)('the report of $id in $year is what truly happened', ({ id, year }) => {
  const report = reportOf(id, year)
  expect(countedIn(report)).toEqual(counted(trueYear(id, year)))
})

test.each(programmes)('the funnels of $id, per event, side and way in, are how far people truly came', ({ id }) => {
  const own = journeys.filter(({ programme }) => programme === id)
  const noSteps = Object.fromEntries(FUNNEL_STEPS.map((step) => [step, 0]))
  const truly = new Map([...trueFunnels(own)].map(([key, steps]) => [key, { ...noSteps, ...steps }]))
  const told = funnels(facts.get(id)!.funnels).map(({ eventId, side, channel, steps }) => [
    `${eventId} ${side} ${channel}`,
    steps,
  ])
  expect(own.length).toBeGreaterThan(40)
  expect(Object.fromEntries(told)).toEqual(Object.fromEntries(truly))
})

test('DUO for a JOB guides 50 duos a year, of which 30 % have a direct result and 70 % one in the broad sense', () => {
  const years = [2023, 2024, 2025, 2026].map((year) => reportOf('duo-for-a-job', year))
  expect(years.map(({ duos }) => duos.started)).toEqual([50, 50, 50, 50])
  expect(years.map(({ caps }) => caps)).toEqual(
    [2023, 2024, 2025, 2026].map((year) => [{ year, cap: 50, started: 50 }]),
  )
  // A result after a year is of the duos of the year before; the first year was not full.
  for (const { outcomes } of years.slice(1)) {
    expect(outcomes.year.direct).toEqual({ part: 15, of: 50, percent: 30 })
    expect(outcomes.year.broad).toEqual({ part: 35, of: 50, percent: 70 })
  }
})

describe('what was made up', () => {
  test('is enough of everything to prove a count by', () => {
    for (const { id } of programmes) {
      const years = [2023, 2024, 2025, 2026].map((year) => trueYear(id, year))
      expect(Math.min(...years.map(({ duos }) => duos.started))).toBeGreaterThanOrEqual(16)
      expect(Math.min(...years.map(({ duos }) => duos.running))).toBeGreaterThan(4)
      expect(years.reduce((sum, { duos }) => sum + duos.endedEarly, 0)).toBeGreaterThan(3)
      expect(Math.min(...years.map(({ introductions }) => introductions.ended))).toBeGreaterThan(0)
      expect(Math.min(...years.map(({ meetings }) => meetings.minutes))).toBeGreaterThan(1000)
    }
  })

  test.each(programmes)(
    'a run of $id knows nobody whose consent, last yes and duo are all too long ago',
    async ({ id }) => {
      const { mentees, mentors } = await loadPool(deps, id)
      const today = civilDateOf(deps.now())
      const ends = await Promise.all([...mentees, ...mentors].map((one) => keptUntilOf(deps, one.id)))
      expect(ends.length).toBeGreaterThan(0)
      expect(ends.filter((end) => end !== null && end < today)).toEqual([])
    },
  )

  test('has the links that its mails lead to', async () => {
    const dead = await deps.db.q.all(sql`SELECT p.id FROM participant p WHERE p.erased_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM link l WHERE l.participant_id = p.id AND l.purpose = 'manage')`)
    expect(dead).toEqual([])
  })

  test('leaves nothing for the jobs: every duo is complete and asked when it should be', async () => {
    expect(await completeDue(deps)).toBe(0)
    expect(await askDue(deps)).toBe(0)
  })

  test('is the same for the same seed', () => {
    const [plans, from, now] = [DEMO_PLANS.slice(2), 2026, deps.now()]
    const [one, other] = [7, 7].map((seed) => makeYears({ seed, plans, city, from, now }))
    expect(other).toEqual(one)
    expect(makeYears({ seed: 8, plans, city, from, now }).truth).not.toEqual(one?.truth)
  })
})

test('the sectors that a breakdown shows are those that people told', () => {
  for (const { id } of programmes) {
    const shown = SIDES.flatMap((side) => {
      const { cells } = breakdown(
        facts.get(id)!.people,
        { attribute: 'sector', population: 'signed_up', side, year: 2025 },
        SECTORS,
      )
      return cells.map(({ id: sector, shown: cell }) => ({ side, sector, cell }))
    })
    expect(shown.length).toBe(2 * (SECTORS.length + 1))
    const told = trueYear(id, 2025).sectors
    for (const { side, sector, cell } of shown)
      if (cell.kind === 'count') expect([side, sector, cell.count]).toEqual([side, sector, told[side][sector] ?? 0])
  }
})

describe('with the event of these weeks on top', () => {
  beforeAll(() => seedDemo(deps, city.staff[PROGRAMMES['peter-meter'].id] ?? ''), 60_000)

  const rows = async (sql: string) => (await db.client.execute(sql)).rows.map((row) => Object.values(row))

  test('no duo ends before it starts', async () => {
    expect(await rows('select count(*) > 500 from duo_end')).toEqual([[1]])
    const wrong =
      'select d.started_on, e.ended_on from duo d join duo_end e on e.duo_id = d.id where e.ended_on < d.started_on'
    expect(await rows(wrong)).toEqual([])
  })

  test('nothing has happened that is still to come', async () => {
    const found: unknown[] = []
    for (const [table, column] of await rows(INSTANTS)) {
      const late = await rows(`select count(*), max("${column}") from "${table}" where "${column}" > ${START}`)
      if (Number(late[0]?.[0]) > 0) found.push([table, column, ...late])
    }
    expect(found).toEqual([])
  })

  test.each(Object.entries(causes(START)))('no fact comes before its cause: %s', async (_, wrong) => {
    expect(await rows(`${wrong} limit 3`)).toEqual([])
  })
})

function reportOf(id: string, year: number): Report {
  return makeReport(facts.get(id)!.figures, periodOf(year))
}

const trueYear = (id: string, year: number): YearTruth => truth.get(id)!.get(year)!

/** The report as a plain list of what was counted. */
function countedIn(report: Report) {
  const { events, signups, introductions, daysToDuo, duos, stopReasons, meetings, outcomes, caps } = report
  const { accepted: _, ...sent } = introductions
  return {
    events,
    signups,
    introductions: sent,
    daysToDuo,
    duos,
    stopReasons,
    meetings,
    outcomes: { end: tiersIn(outcomes.end), year: tiersIn(outcomes.year) },
    cap: caps[0]?.cap,
  }
}

const tiersIn = ({ of, known, direct, broad, none }: OutcomeFigures) => ({
  of,
  known,
  tiers: { direct: direct.part, broad: broad.part - direct.part, none: none.part },
})

function counted({ sectors: _, daysToDuo, meetings, ...rest }: YearTruth) {
  const days = [...daysToDuo].sort((a, b) => a - b)
  const n = days.length
  const middle = n % 2 === 1 ? days[(n - 1) / 2] : (days[n / 2 - 1]! + days[n / 2]!) / 2
  return {
    ...rest,
    daysToDuo: { of: n, median: n === 0 ? null : middle, p90: n === 0 ? null : days[Math.ceil(0.9 * n) - 1] },
    meetings: { ...meetings, mentors: meetings.mentors.size },
  }
}
