import { eq, sql } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { duoLines } from '../db/duos/duo-list.ts'
import { introductionLines } from '../db/introductions/introduction-list.ts'
import { checkinAsk, duo, introductionAsk, outbox } from '../db/schema.ts'
import { addDays, type CivilDate, civilDateOf, daysBetween, instantOf } from '../src/domain/civil-date.ts'
import { SIDES } from '../src/domain/facts.ts'
import { introductionState, type Pair, participantOn } from '../src/domain/introduction.ts'
import { runJobs } from '../src/jobs.ts'
import { paths } from '../src/paths.ts'
import { type Browser, browser } from './app.ts'
import { mailedLink } from './introduced.ts'
import { signInStaff } from './staff.ts'
import { live, openYear, type Past, WAVE_DAYS, type Year } from './year-world.ts'

/* A whole year with a leap day, both nights on which the clocks change, and duos that begin on 31 August. */

const FIRST: CivilDate = '2027-08-30'
const DAYS = 366
const LAST = addDays(FIRST, DAYS - 1)
/** On these nights the jobs run many times, on both sides of the change. */
const CLOCK_CHANGES: CivilDate[] = ['2027-10-31', '2028-03-26']
const LOOKED_AT: CivilDate[] = ['2027-08-30', '2027-08-31', '2027-10-31', '2028-02-29', '2028-03-26', LAST]

let year: Year
const states = new Set<string>()
const pages: { state: string; path: string; status: number }[] = []
const overCap: string[] = []

beforeAll(async () => {
  year = await openYear()
  for (let n = 0; n < DAYS; n++) {
    const day = addDays(FIRST, n)
    if (CLOCK_CHANGES.includes(day)) await runThroughTheNight(day)
    await live(year, day, n)
    if (n % WAVE_DAYS === 1) await lookAtCaps()
    if (LOOKED_AT.includes(day)) await openPages()
  }
}, 600_000)

test('a year passes without a job that fails', () => {
  expect(year.t.lines.filter(({ event }) => event === 'job-failed')).toEqual([])
  expect(civilDateOf(year.t.clock.now)).toBe('2028-08-29')
  expect(year.pasts.length).toBeGreaterThanOrEqual(200)
  expect(year.pasts.filter(({ startedOn }) => startedOn === '2027-08-31').length).toBeGreaterThan(3)
  for (const isKind of [
    ({ pauses }: Past) => pauses.length > 0,
    ({ moreMonths }: Past) => moreMonths > 0,
    ({ stoppedOn }: Past) => stoppedOn !== null,
  ])
    expect(year.pasts.filter(isKind).length).toBeGreaterThan(10)
})

test('every question was put on its day to both, none twice, none left out', async () => {
  const rows = await year.t.db.q.select().from(checkinAsk)
  const asked = rows.map(({ duoId, milestone, side, dueOn, at }) =>
    [duoId, milestone, side, dueOn, civilDateOf(at)].join(' '),
  )
  const expected = year.pasts.flatMap((past) =>
    calendarOf(past).flatMap(({ id, day }) => SIDES.map((side) => [past.id, id, side, day, day].join(' '))),
  )
  expect(asked.sort()).toEqual(expected.sort())
  expect(expected.length).toBeGreaterThan(1_000)
  expect(expected.some((line) => line.endsWith('2028-02-29'))).toBe(true)
})

test('no cap was broken on any day, and the caps did refuse', () => {
  expect(overCap).toEqual([])
  expect(year.refused).toContain('CAP_REACHED')
})

test('no mail was written twice', async () => {
  // The days of a duo may move more than once: each time is told.
  const about = sql<string>`coalesce((select a.about from outbox_about a where a.outbox_id = outbox.id),
    iif(${outbox.kind} = 'duo-time', ${outbox.createdAt}, ''))`
  const rows = await year.t.db.q
    .select({
      kind: outbox.kind,
      to: outbox.participantId,
      signup: outbox.signupId,
      intro: outbox.introductionId,
      duo: outbox.duoId,
      about,
    })
    .from(outbox)
  const lines = rows.map((row) => Object.values(row).join(' '))
  const seen = new Set<string>()
  expect(lines.filter((line) => seen.size === seen.add(line).size)).toEqual([])
  const asks = await year.t.db.q.select().from(checkinAsk)
  expect(rows.filter(({ kind, duo: id }) => id && ['met', 'checkin', 'end'].includes(kind)).length).toBe(asks.length)
})

describe('every page opens', () => {
  test('for staff and for both sides, in every state that the year brought', () => {
    // An open question that nobody answered in time says so itself, as a page that is gone.
    expect(pages.filter(({ state, status }) => status !== 200 && !(state === 'expired' && status === 410))).toEqual([])
    expect(pages.length).toBeGreaterThan(60)
    for (const state of ['sent', 'one_yes', 'agreed', 'duo', 'declined', 'expired', 'lapsed'])
      expect(states).toContain(state)
    for (const state of ['started', 'running', 'follow_up', 'completed', 'stopped']) expect(states).toContain(state)
  })
})

/** By counting days on a calendar without the app: a day on which a duo stands still is no day of its own. */
function calendarOf({ programme, startedOn, pauses, moreMonths, stoppedOn }: Past): { id: string; day: CivilDate }[] {
  const { checkins, months } = programme
  const end = inMonths(startedOn, months)
  const own = [
    ...checkins.days.map((days) => ({ id: `day-${days}`, day: addDays(startedOn, days) })),
    ...checkins.months.map((month) => ({ id: `month-${month}`, day: inMonths(startedOn, month) })),
  ].filter(({ day }) => day < end)
  for (let month = 0; month < moreMonths; month += checkins.extensionEveryMonths)
    own.push({ id: `month-${months + month}`, day: inMonths(end, month) })
  own.push({ id: 'end', day: inMonths(end, moreMonths) })
  return own.flatMap(({ id, day }) => {
    const real = afterDays(startedOn, daysBetween(startedOn, day), pauses)
    if (real === null || real > LAST || (stoppedOn !== null && (real > stoppedOn || id === 'end'))) return []
    return [{ id, day: real }]
  })
}

function afterDays(start: CivilDate, count: number, pauses: Past['pauses']): CivilDate | null {
  const stands = (day: CivilDate) => pauses.some(({ from, until }) => day >= from && (until === null || day < until))
  let day = start
  for (let left = count; left > 0 || stands(day); day = addDays(day, 1)) {
    if (day > LAST) return null
    if (!stands(day)) left -= 1
  }
  return day
}

/** The same day so many months on, or the last one of that month. */
function inMonths(day: CivilDate, months: number): CivilDate {
  const [y = 0, m = 0, d = 0] = day.split('-').map(Number)
  const index = y * 12 + m - 1 + months
  const [toYear, toMonth] = [Math.floor(index / 12), (index % 12) + 1]
  const isLeap = toYear % 4 === 0 && (toYear % 100 !== 0 || toYear % 400 === 0)
  const length = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][toMonth - 1] ?? 31
  return `${toYear}-${String(toMonth).padStart(2, '0')}-${String(Math.min(d, length)).padStart(2, '0')}`
}

async function runThroughTheNight(day: CivilDate): Promise<void> {
  for (let at = instantOf(day, '00:10'); at < instantOf(day, '05:00'); at += 50 * 60_000) {
    year.t.clock.now = at
    await runJobs(year.t.deps)
  }
}

async function lookAtCaps(): Promise<void> {
  const rows = await year.t.db.q.all<{ programme: string; year: number }>(sql`
    SELECT c.programme, c.year FROM programme_cap c
    WHERE c.cap < (SELECT count(*) FROM duo d WHERE d.programme = c.programme AND d.start_year = c.year)
      + (SELECT count(*) FROM held_place h JOIN introduction i ON i.id = h.introduction_id
         WHERE h.programme = c.programme AND h.duo_id IS NULL AND i.cap_year = c.year)`)
  overCap.push(...rows.map((row) => `${row.programme} ${row.year}`))
}

/** The office's lists of every programme, and of each state one pair with both its people. */
async function openPages(): Promise<void> {
  const { t } = year
  const dirk = await signInStaff(t)
  const fatma = await signInStaff(t, { name: 'Fatma', email: 'fatma@example.org', programmes: ['duo-for-a-job'] })
  const mila = await signInStaff(t, { name: 'Mila', email: 'mila@example.org', programmes: ['mentoring-naar-werk'] })
  const offices = { 'peter-meter': dirk, 'duo-for-a-job': fatma, 'mentoring-naar-werk': mila }
  for (const [id, who] of Object.entries(offices)) {
    for (const path of [
      paths.today(),
      paths.participants(id),
      paths.introductions(id),
      paths.duos(id),
      paths.topics(id),
    ])
      await look(who, path)
    const lines = await introductionLines(t.deps, id)
    const stateOf = (line: (typeof lines)[number]) => line.closed ?? introductionState(line.facts, t.clock.now)
    // The newest of each state: of one that ended long ago the link is gone.
    const pairs = new Map(lines.reverse().map((line) => [stateOf(line), line]))
    const duos = new Map((await duoLines(t.deps, id)).reverse().map(({ id: duoId, state }) => [state, duoId]))
    for (const state of [...pairs.keys(), ...duos.keys()]) states.add(state)
    for (const [state, line] of pairs) await look(who, paths.staffIntroduction(line.id), state)
    for (const [state, duoId] of duos) await look(who, paths.duo(duoId), state)
    for (const [state, line] of pairs) await openPhones(state, line)
    const ofDuos = await t.db.q
      .select()
      .from(duo)
      .where(sql`${duo.id} IN ${[...duos.values()]}`)
    for (const { introductionId, ...pair } of ofDuos) await openPhones('duo', { ...pair, id: introductionId })
  }
}

/** What both people of a pair read by the link in their mail, where they were asked. */
async function openPhones(state: string, pair: Pair & { id: string }): Promise<void> {
  const { t } = year
  const asks = await t.db.q.select().from(introductionAsk).where(eq(introductionAsk.introductionId, pair.id))
  for (const { side } of asks) {
    const link = await mailedLink(t, participantOn(pair, side), { purpose: 'introduction', about: pair.id })
    await look(browser(t.app), link, state)
  }
}

async function look(who: Pick<Browser, 'get'>, path: string, state = 'list'): Promise<void> {
  let answer = await who.get(path)
  for (let hops = 0; answer.status === 303 && hops < 3; hops++) answer = await who.get(answer.headers.get('Location')!)
  pages.push({ state, path, status: answer.status })
}
