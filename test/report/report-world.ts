import { addDays, addMonths } from '../../src/domain/civil-date.ts'
import { daysMet, type MeetingNote } from '../../src/domain/duos/hours.ts'
import { STOP_REASONS } from '../../src/domain/facts.ts'
import type {
  DescribedPerson,
  FunnelPerson,
  PeriodFacts,
  ReportDuo,
  ReportSignup,
} from '../../src/domain/report/facts.ts'
import { LANGUAGES, SECTORS } from '../../src/domain/sectors.ts'

/** Chance from a seed (mulberry32): the same world every time. */
export function chanceOf(seed: number) {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const upTo = (most: number) => Math.floor(next() * (most + 1))
  return {
    is: (part: number) => next() < part,
    upTo,
    oneOf: <T>(list: readonly T[]): T => list[upTo(list.length - 1)]!,
  }
}

export const TOPICS = ['plan', 'finance', 'permits', 'people', 'online']
const FIRST = '2023-01-01'
const DAYS = 3 * 365

/** With the notes that its meetings were made of. */
type WorldDuo = ReportDuo & { notes: MeetingNote[] }
export type World = Pick<PeriodFacts, 'events' | 'caps'> & {
  people: readonly (DescribedPerson & FunnelPerson)[]
  signups: readonly ReportSignup[]
  introductions: readonly Introduction[]
  duos: readonly WorldDuo[]
}

type Introduction = {
  id: string
  mentorId: string
  menteeId: string
  sentOn: string
  agreedOn: string | null
  endedOn: string | null
}

/** As the report is given it: sums of one day each. */
export const factsOf = ({ people, introductions, ...world }: World): PeriodFacts => ({
  ...world,
  signups: people.map(({ side, signedUpOn: on }) => ({
    ...{ from: on, until: on, mentor: side === 'mentor' ? 1 : 0, mentee: side === 'mentee' ? 1 : 0 },
  })),
  introductions: introductions.map(({ sentOn, agreedOn, endedOn }) => ({
    ...{ from: sentOn, until: sentOn, sent: 1, agreed: agreedOn ? 1 : 0, ended: !agreedOn && endedOn ? 1 : 0 },
  })),
})

/** Three years of one programme, with everything that can happen to a duo. */
export function worldOf(seed: number, size: number): World {
  const chance = chanceOf(seed)
  const day = () => addDays(FIRST, chance.upTo(DAYS))
  const events = Array.from({ length: 4 }, (_, n) => ({ id: `e${n}`, on: day() }))
  const people: World['people'] = Array.from({ length: size }, (_, n) => ({
    id: `p${n}`,
    side: chance.is(0.45) ? 'mentor' : 'mentee',
    signedUpOn: day(),
    steps: 1 + chance.upTo(5),
    sector: chance.is(0.1) ? null : chance.oneOf(SECTORS.slice(0, 1 + chance.upTo(10))),
    topics: TOPICS.filter(() => chance.is(0.3)),
    inCentre: [true, false, null][n % 3] ?? null,
    languages: ['nl', ...LANGUAGES.slice(1).filter(() => chance.is(0.1))],
  }))
  const signups = people.flatMap(({ id }) => {
    const attended = events.filter(() => chance.is(0.4))
    return attended.map((event) => ({
      participantId: id,
      eventId: event.id,
      channel: chance.is(0.2) ? ('paper' as const) : ('phone' as const),
    }))
  })
  const mentors = people.filter(({ side }) => side === 'mentor')
  const mentees = people.filter(({ side }) => side === 'mentee')
  const introductions = Array.from({ length: mentors.length && mentees.length ? size : 0 }, (_, n) => {
    const sentOn = day()
    const agreed = chance.is(0.5)
    return {
      id: `i${n}`,
      mentorId: chance.oneOf(mentors).id,
      menteeId: chance.oneOf(mentees).id,
      sentOn,
      agreedOn: agreed ? addDays(sentOn, chance.upTo(9)) : null,
      // What both said yes to may still lapse, weeks later.
      endedOn: chance.is(agreed ? 0.15 : 0.8) ? addDays(sentOn, agreed ? 51 : chance.upTo(10)) : null,
    }
  })
  const duos = introductions.flatMap(({ id, mentorId, menteeId, agreedOn, endedOn }): WorldDuo[] => {
    if (agreedOn === null || endedOn !== null) return []
    const startedOn = addDays(agreedOn, chance.upTo(20))
    const reason = chance.oneOf(['completed', 'completed', 'early', 'withdrawn', null] as const)
    const end = reason && {
      reason,
      on: reason === 'completed' ? addMonths(startedOn, 6) : addDays(startedOn, 1 + chance.upTo(180)),
    }
    const notes = Array.from(
      { length: chance.upTo(12) },
      (): MeetingNote => ({
        by: chance.oneOf(['mentor', 'mentee', 'staff']),
        metOn: addDays(startedOn, chance.upTo(30)),
        minutes: 30 * (1 + chance.upTo(5)),
      }),
    )
    const tier = chance.oneOf(['direct', 'broad', 'none'] as const)
    const outcome = { tier, known: tier !== 'none' || chance.is(0.5) }
    return [
      {
        id: `d-${id}`,
        mentorId,
        menteeId,
        menteeSignedUpOn: people.find((person) => person.id === menteeId)!.signedUpOn,
        startedOn,
        end,
        stopReasons: reason === 'early' ? STOP_REASONS.filter(() => chance.is(0.2)) : [],
        notes: once(notes),
        meetings: daysMet(once(notes)),
        outcomeOn: { end: end ? end.on : null, year: end ? addMonths(startedOn, 12) : null },
        outcomes: {
          end: chance.is(0.8) ? outcome : null,
          year: chance.is(0.5) ? { tier: chance.oneOf(['direct', 'broad', 'none'] as const), known: true } : null,
        },
      },
    ]
  })
  return { events, people, signups, introductions, duos, caps: [2023, 2024, 2025].map((year) => ({ year, cap: 50 })) }
}

/** One note a day and teller, as the database keeps it. */
const once = (notes: MeetingNote[]): MeetingNote[] =>
  notes.filter((note, n) => notes.findIndex(({ by, metOn }) => by === note.by && metOn === note.metOn) === n)
