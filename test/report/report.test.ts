import { describe, expect, test } from 'vitest'
import { addDays, addMonths, daysBetween } from '../../src/domain/civil-date.ts'
import { changesBetween, FIGURE_IDS, figuresOf } from '../../src/domain/report/figures.ts'
import { FUNNEL_STEPS, funnels } from '../../src/domain/report/funnel.ts'
import { median, percentile, shareOf } from '../../src/domain/report/statistics.ts'
import { makeReport, type Period, type PeriodFacts, type ReportDuo } from '../../src/domain/report.ts'
import { chanceOf, factsOf, type World, worldOf } from './report-world.ts'

const YEAR: Period = { from: '2024-01-01', until: '2024-12-31' }
const NOTHING: PeriodFacts = { events: [], signups: [], introductions: [], duos: [], caps: [] }

/** Every figure once more: one plain loop a figure, day by day as text, nothing shared with the report's own code. */
function countByHand(facts: World, { from, until }: Period, broadToo: boolean): Record<string, number | null> {
  const days = new Set<string>()
  for (let day = from; day <= until; day = addDays(day, 1)) days.add(day)
  const figures: Record<string, number | null> = {}
  const add = (id: string, by = 1) => {
    figures[id] = (figures[id] ?? 0) + by
  }
  for (const id of FIGURE_IDS) figures[id] = 0

  for (const event of facts.events) if (days.has(event.on)) add('events')
  for (const person of facts.people) if (days.has(person.signedUpOn)) add(`signups_${person.side}`)
  let decided = 0
  for (const introduction of facts.introductions) {
    if (!days.has(introduction.sentOn)) continue
    add('introductions_sent')
    if (introduction.agreedOn) add('introductions_agreed')
    else if (!introduction.endedOn) add('introductions_open')
    if (introduction.agreedOn || introduction.endedOn) decided++
  }
  const percent = (part: number, of: number) => (of ? Math.floor((100 * part) / of + 0.5) : null)
  figures.introductions_accepted = percent(figures.introductions_agreed ?? 0, decided)

  const waits: number[] = []
  for (const person of facts.people) {
    const starts = facts.duos.filter((duo) => duo.menteeId === person.id).map((duo) => duo.startedOn)
    const [first] = starts.sort()
    if (first && days.has(first) && person.signedUpOn <= first) waits.push(daysBetween(person.signedUpOn, first))
  }
  waits.sort((a, b) => a - b)
  const half = waits.length / 2
  const middle = Number.isInteger(half) ? (waits[half - 1]! + waits[half]!) / 2 : waits[half - 0.5]!
  figures.days_to_duo_median = waits.length ? middle : null
  figures.days_to_duo_p90 =
    waits.find((wait) => waits.filter((other) => other <= wait).length >= waits.length * 0.9) ?? null

  const mentors = new Set<string>()
  const outcomes = { end: { of: 0, known: 0, direct: 0, broad: 0 }, year: { of: 0, known: 0, direct: 0, broad: 0 } }
  for (const duo of facts.duos) {
    if (days.has(duo.startedOn)) add('duos_started')
    if (duo.startedOn <= until && !(duo.end && duo.end.on <= until)) add('duos_running')
    if (duo.end && days.has(duo.end.on)) add(duo.end.reason === 'completed' ? 'duos_completed' : 'duos_ended_early')
    for (const day of days) {
      const that = duo.notes.filter((note) => note.metOn === day)
      const note =
        that.find(({ by }) => by === 'mentor') ?? that.find(({ by }) => by === 'staff') ?? that.find(() => true)
      if (!note) continue
      add('meetings')
      add('hours', note.minutes)
      mentors.add(duo.mentorId)
    }
    for (const moment of ['end', 'year'] as const) {
      const on = duo.outcomeOn[moment]
      if (!on || !days.has(on)) continue
      const counted = outcomes[moment]
      const outcome = duo.outcomes[moment]
      counted.of++
      if (outcome?.known) counted.known++
      if (outcome?.tier === 'direct') counted.direct++
      if (outcome?.tier === 'broad' || (broadToo && outcome?.tier === 'direct')) counted.broad++
    }
  }
  figures.hours = Math.round((figures.hours ?? 0) / 6) / 10
  figures.mentors_met = mentors.size
  for (const moment of ['end', 'year'] as const) {
    const { of, known, direct, broad } = outcomes[moment]
    figures[`outcome_${moment}_known`] = percent(known, of)
    figures[`outcome_${moment}_direct`] = percent(direct, of)
    figures[`outcome_${moment}_broad`] = percent(broad, of)
  }
  return figures
}

const valuesOf = (facts: PeriodFacts, period: Period, broadIncludesDirect: boolean) =>
  Object.fromEntries(figuresOf(makeReport(facts, period, { broadIncludesDirect })).map(({ id, value }) => [id, value]))

describe('every figure is what counting by hand gives', () => {
  test.each(Array.from({ length: 60 }, (_, seed) => seed))('world %i', (seed) => {
    const chance = chanceOf(seed + 1000)
    const facts = worldOf(seed, seed % 6 === 0 ? seed / 6 : 10 + 4 * seed)
    const from = addDays('2022-12-01', chance.upTo(1000))
    const periods = [
      YEAR,
      { from, until: addDays(from, chance.upTo(500)) },
      { from: '2022-01-01', until: '2027-12-31' },
    ]
    for (const period of periods)
      for (const broadToo of [true, false])
        expect(valuesOf(factsOf(facts), period, broadToo)).toEqual(countByHand(facts, period, broadToo))
  })

  test('reasons, caps and funnels too', () => {
    for (let seed = 0; seed < 20; seed++) {
      const facts = worldOf(seed, 80)
      const report = makeReport(factsOf(facts), YEAR)
      const early = facts.duos.filter(({ end }) => end?.on.startsWith('2024') && end.reason !== 'completed')
      for (const [reason, count] of Object.entries(report.stopReasons)) {
        const told = early.filter(({ end, stopReasons }) =>
          reason === 'withdrawn'
            ? end?.reason === 'withdrawn'
            : reason === 'none'
              ? end?.reason === 'early' && stopReasons.length === 0
              : stopReasons.some((own) => own === reason),
        )
        expect([reason, count]).toEqual([reason, told.length])
      }
      const started = facts.duos.filter(({ startedOn }) => startedOn.startsWith('2024')).length
      expect(report.caps).toEqual([{ year: 2024, cap: 50, started }])
      expect(
        makeReport(factsOf(facts), { from: '2023-06-01', until: '2024-02-01' }).caps.map(({ year }) => year),
      ).toEqual([2023, 2024])
    }
  })
})

describe('the funnel of an event', () => {
  test('each step is the people who came that far, by side and way in', () => {
    for (let seed = 0; seed < 20; seed++) {
      const facts = worldOf(seed, 60)
      for (const { eventId, side, channel, steps } of funnels(facts)) {
        const here = facts.people.filter(
          (person) =>
            person.side === side &&
            facts.signups.some(
              (own) => own.participantId === person.id && own.eventId === eventId && own.channel === channel,
            ),
        )
        const expected = FUNNEL_STEPS.map((_, n) => here.filter((person) => person.steps > n).length)
        expect(FUNNEL_STEPS.map((step) => steps[step])).toEqual(expected)
      }
    }
  })
})

describe('the example of DUO for a JOB', () => {
  /** 50 duos of 2024: 15 direct, 20 more in the broad sense, 15 without a result. */
  const duos = Array.from({ length: 50 }, (_, n): ReportDuo => {
    const startedOn = addDays('2024-01-02', n)
    const end = addMonths(startedOn, 6)
    const tier = n < 15 ? ('direct' as const) : n < 35 ? ('broad' as const) : ('none' as const)
    return {
      id: `d${n}`,
      mentorId: `m${n}`,
      menteeId: `s${n}`,
      menteeSignedUpOn: '2024-01-01',
      startedOn,
      end: { reason: 'completed', on: end },
      stopReasons: [],
      meetings: [],
      outcomeOn: { end, year: addMonths(startedOn, 12) },
      outcomes: { end: { tier, known: n < 45 }, year: null },
    }
  })
  const facts = { ...NOTHING, duos, caps: [{ year: 2024, cap: 50 }] }

  test('50 duos a year, 30 % direct, 70 % in the broad sense', () => {
    const { duos: counted, outcomes, caps } = makeReport(facts, YEAR)
    expect(counted).toEqual({ started: 50, running: 0, completed: 50, endedEarly: 0 })
    expect(outcomes.end).toEqual({
      of: 50,
      known: 45,
      direct: { part: 15, of: 50, percent: 30 },
      broad: { part: 35, of: 50, percent: 70 },
      none: { part: 15, of: 50, percent: 30 },
    })
    expect(caps).toEqual([{ year: 2024, cap: 50, started: 50 }])
  })

  test('without the direct ones the broad sense is 40 %, and the report says which', () => {
    const report = makeReport(facts, YEAR, { broadIncludesDirect: false })
    expect(report.outcomes.end.broad).toEqual({ part: 20, of: 50, percent: 40 })
    expect(report.rules).toEqual({ broadIncludesDirect: false })
  })

  test('a year after the start they fall in the next year, still unknown', () => {
    expect(makeReport(facts, YEAR).outcomes.year.of).toBe(0)
    const next = makeReport(facts, { from: '2025-01-01', until: '2025-12-31' }).outcomes.year
    expect(next).toMatchObject({ of: 50, known: 0, direct: { percent: 0 }, none: { part: 50 } })
  })

  test('what changed since last year', () => {
    const before = makeReport(NOTHING, { from: '2023-01-01', until: '2023-12-31' })
    const changes = changesBetween(before, makeReport(facts, YEAR))
    expect(changes.map(({ id, by }) => [id, by])).toEqual([
      ['duos_started', 50],
      ['duos_completed', 50],
    ])
  })
})

test('of nothing there is no percentage and no median, and nothing fails', () => {
  const { daysToDuo, outcomes, introductions } = makeReport(NOTHING, YEAR)
  expect(daysToDuo).toEqual({ of: 0, median: null, p90: null })
  expect([outcomes.end.direct.percent, introductions.accepted.percent]).toEqual([null, null])
})

test('median, nearest rank and rounding', () => {
  expect([median([]), median([3]), median([1, 4]), median([9, 1, 2])]).toEqual([null, 3, 2.5, 2])
  const ten = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
  expect([percentile(ten, 0.9), percentile([...ten, 11], 0.9), percentile([7], 0.9), percentile([], 0.9)]).toEqual([
    9,
    10,
    7,
    null,
  ])
  expect([shareOf(1, 8).percent, shareOf(2, 3).percent, shareOf(0, 0).percent]).toEqual([13, 67, null])
})
