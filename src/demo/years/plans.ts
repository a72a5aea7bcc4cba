import type { Side } from '../../domain/facts.ts'
import { PROGRAMMES, type Programme } from '../../domain/programmes.ts'

/** How one programme went, year after year, in an invented city. */
export type Plan = {
  programme: Programme
  /** Duos a year that the city allows, and that staff aim at, spread over the year. */
  cap: number
  goal: number
  /** The programme began on this day of its first year ('MM-DD'). */
  began: string
  /** Events of a year, each with the people who sign up at it. */
  events: { on: string; title: string; people: Record<Side, number> }[]
  /** People a year who come in between events. */
  others: Record<Side, number>
  matchEveryDays: number
  /** Of introductions: the part that is answered yes twice, then no by the mentor, by the mentee; the rest stays silent. */
  answers: { yes: number; mentorNo: number; menteeNo: number }
  /** From this day of the year on staff introduce only who know each other already, and everybody says yes. */
  sureFrom: string
  /** Of every hundred duos: what came of them. */
  results: { direct: number; broad: number }
  /** How often a duo meets, for how many minutes, and the part of it that is noted. */
  meets: { everyDays: number; minutes: readonly number[]; noted: number }
  /** Details go so many months after the start of a last duo, or after the last introduction. */
  keptMonths: { duo: number; others: number }
  /** Who is not introduced for so long may stop. */
  patienceDays: number
  /** Of duos: the part that ends early, is extended, stands still for a holiday. */
  duos: { early: number; extended: number; paused: number }
}

/** Invented; the one of a programme stands where that stands in the list of them. */
const HISTORIES: Omit<Plan, 'programme'>[] = [
  {
    cap: 80,
    goal: 36,
    began: '02-01',
    events: [
      {
        on: '05-08',
        title: 'Inspiratie-event voor starters en ondernemers',
        people: { mentor: 22, mentee: 28 },
      },
      { on: '10-12', title: 'Ondernemersontbijt', people: { mentor: 6, mentee: 9 } },
    ],
    others: { mentor: 8, mentee: 11 },
    matchEveryDays: 14,
    answers: { yes: 0.68, mentorNo: 0.09, menteeNo: 0.09 },
    sureFrom: '12-31',
    results: { direct: 36, broad: 42 },
    meets: { everyDays: 21, minutes: [60, 60, 90, 120], noted: 0.4 },
    keptMonths: { duo: 13, others: 24 },
    patienceDays: 150,
    duos: { early: 0.12, extended: 0.06, paused: 0.08 },
  },
  // Fifty duos a year, of which 30 % direct and 70 % in the broad sense: the answer to written question 2023/039.
  {
    cap: 50,
    goal: 50,
    began: '01-04',
    events: [],
    others: { mentor: 44, mentee: 70 },
    matchEveryDays: 7,
    answers: { yes: 0.74, mentorNo: 0.07, menteeNo: 0.07 },
    sureFrom: '09-15',
    results: { direct: 30, broad: 40 },
    meets: { everyDays: 7, minutes: [120, 120, 150, 180], noted: 0.8 },
    keptMonths: { duo: 13, others: 24 },
    patienceDays: 150,
    duos: { early: 0.14, extended: 0.1, paused: 0.12 },
  },
  {
    cap: 20,
    goal: 20,
    began: '03-01',
    events: [],
    others: { mentor: 20, mentee: 27 },
    matchEveryDays: 14,
    answers: { yes: 0.7, mentorNo: 0.08, menteeNo: 0.07 },
    sureFrom: '09-15',
    results: { direct: 45, broad: 25 },
    meets: { everyDays: 14, minutes: [90, 120, 120], noted: 0.7 },
    keptMonths: { duo: 13, others: 24 },
    patienceDays: 150,
    duos: { early: 0.1, extended: 0.08, paused: 0.08 },
  },
]

const programmes: Programme[] = Object.values(PROGRAMMES)

/** One for each programme that ships, in their order; one without a history of its own has none in the demo. */
export const DEMO_PLANS: Plan[] = HISTORIES.flatMap((history, n) => {
  const programme = programmes[n]
  return programme ? [{ ...history, programme }] : []
})

/** The same programme, so many times as busy. */
export function busier(plan: Plan, times: number): Plan {
  const more = (people: Record<Side, number>) => ({ mentor: people.mentor * times, mentee: people.mentee * times })
  return {
    ...plan,
    cap: Math.round(plan.cap * times),
    goal: Math.round(plan.goal * times),
    events: plan.events.map((event) => ({ ...event, people: more(event.people) })),
    others: more(plan.others),
  }
}
