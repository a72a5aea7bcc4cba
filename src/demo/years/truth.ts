import type { Side, StopReason } from '../../domain/facts.ts'
import type { Tier } from '../../domain/programmes.ts'
import type { FunnelStep } from '../../domain/report/funnel.ts'

/** What came of the duos whose result could be known in a year, counted one by one; `broad` leaves the direct ones out. */
export type OutcomeTruth = { of: number; known: number; tiers: Record<Tier, number> }

/** What truly happened in one programme in one calendar year, counted while it was made up. */
export type YearTruth = {
  events: number
  signups: Record<Side, number>
  sectors: Record<Side, Record<string, number>>
  introductions: { sent: number; open: number; agreed: number; ended: number }
  /** Of each mentee whose first duo started: days since the sign-up. */
  daysToDuo: number[]
  duos: { started: number; running: number; completed: number; endedEarly: number }
  stopReasons: Record<StopReason | 'withdrawn' | 'none', number>
  meetings: { times: number; minutes: number; mentors: Set<string> }
  outcomes: Record<'end' | 'year', OutcomeTruth>
  cap: number
}

export type Truth = Map<string, Map<number, YearTruth>>

/** How far somebody came who signed up at an event or by the standing page, noted while it was made up. */
export type Journey = {
  programme: string
  eventId: string
  side: Side
  channel: 'phone' | 'paper'
  came: Set<FunnelStep>
  erased: boolean
}

/** By event, side and way in, how many came so far. Of who was erased nobody knows how they came in, nor that they were seen. */
export function trueFunnels(journeys: readonly Journey[]): Map<string, Record<string, number>> {
  const found = new Map<string, Record<string, number>>()
  for (const { eventId, side, channel, came, erased } of journeys) {
    const key = `${eventId} ${side} ${erased ? 'erased' : channel}`
    const steps = found.get(key) ?? {}
    found.set(key, steps)
    for (const step of came) {
      if (erased && step === 'proved' && !came.has('introduced')) continue
      steps[step] = (steps[step] ?? 0) + 1
    }
  }
  return found
}

/** The year of a programme, begun at nothing when it is new. */
export function truthOf(truth: Truth, programme: string, year: number): YearTruth {
  const years = truth.get(programme) ?? new Map<number, YearTruth>()
  truth.set(programme, years)
  const own = years.get(year) ?? nothing()
  years.set(year, own)
  return own
}

const nothing = (): YearTruth => ({
  events: 0,
  signups: { mentor: 0, mentee: 0 },
  sectors: { mentor: {}, mentee: {} },
  introductions: { sent: 0, open: 0, agreed: 0, ended: 0 },
  daysToDuo: [],
  duos: { started: 0, running: 0, completed: 0, endedEarly: 0 },
  stopReasons: {
    goal_reached: 0,
    no_time: 0,
    no_click: 0,
    moved: 0,
    personal: 0,
    other: 0,
    not_said: 0,
    withdrawn: 0,
    none: 0,
  },
  meetings: { times: 0, minutes: 0, mentors: new Set() },
  outcomes: { end: noOutcomes(), year: noOutcomes() },
  cap: 0,
})

const noOutcomes = (): OutcomeTruth => ({ of: 0, known: 0, tiers: { direct: 0, broad: 0, none: 0 } })
