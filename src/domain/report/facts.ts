import type { CivilDate } from '../civil-date.ts'
import type { MeetingNote } from '../duos/hours.ts'
import type { DuoEndReason, OutcomeMoment, Side, StopReason } from '../facts.ts'
import type { Tier } from '../programmes.ts'

/** Both days included. */
export type Period = { from: CivilDate; until: CivilDate }

/** Of a period that has not ended, what has happened: until today. */
export const untilToday = ({ from, until }: Period, today: CivilDate): Period => ({
  from,
  until: until < today ? until : today,
})

export const isIn = ({ from, until }: Period, day: CivilDate | null): boolean =>
  day !== null && day >= from && day <= until

/** A participant: somebody on one side of the programme; erased ones are counted as long as they are rows. */
export type ReportPerson = { id: string; side: Side; signedUpOn: CivilDate }

/** With what they told at the time, or changed since. */
export type DescribedPerson = ReportPerson & {
  sector: string | null
  topics: readonly string[]
  languages: readonly string[]
  /** Where their business is; null for who did not tell. */
  inCentre: boolean | null
}

/** How many of the FUNNEL_STEPS they came until now; of erased ones it is not known whether they were proved, and said no. */
export type FunnelPerson = Pick<ReportPerson, 'id' | 'side'> & { steps: number }

/** How somebody came in: through the QR code (or the typed code) on a phone, on paper, or not known since the erasure. */
export const CHANNELS = ['phone', 'paper', 'erased'] as const
export type Channel = (typeof CHANNELS)[number]

/** Somebody who was at an event, or came by a standing page; once per event. */
export type ReportSignup = { participantId: string; eventId: string; channel: Channel }

/** What was counted from one day to another, both included: counted in the periods that hold all of it. */
export type Sum<Counts> = Period & Counts

/** People by the day on which they signed up for the first time. */
export type SignupSum = Sum<Record<Side, number>>

/** Introductions by the day on which they were sent. `agreed`: both said yes. `ended`: it ended without two yes. */
export type IntroductionSum = Sum<{ sent: number; agreed: number; ended: number }>

/**
 * `meetings`: the days on which they met, as `daysMet` chooses them. `outcomeOn`: from when the outcome of that moment can
 * be known; null while the duo runs.
 */
export type ReportDuo = {
  id: string
  mentorId: string
  menteeId: string
  menteeSignedUpOn: CivilDate
  startedOn: CivilDate
  end: { reason: DuoEndReason; on: CivilDate } | null
  stopReasons: readonly StopReason[]
  meetings: readonly Pick<MeetingNote, 'metOn' | 'minutes'>[]
  outcomeOn: Record<OutcomeMoment, CivilDate | null>
  /** The latest of each moment, null without one; `known` is false for "niet bekend". */
  outcomes: Record<OutcomeMoment, { tier: Tier; known: boolean } | null>
}

/** What the figures of a period are made of: sums of it, and every duo, for a mentee's first one may be long ago. */
export type PeriodFacts = {
  /** Events that began; a standing page is none. */
  events: readonly { id: string; on: CivilDate }[]
  signups: readonly SignupSum[]
  introductions: readonly IntroductionSum[]
  duos: readonly ReportDuo[]
  caps: readonly { year: number; cap: number }[]
}
