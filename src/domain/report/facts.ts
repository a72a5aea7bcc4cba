import type { CivilDate } from '../civil-date.ts'
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
}

/** Whether a mailbox, a face or a sign-up of theirs was seen; of erased ones that is not known, and said no. */
export type ProvedPerson = ReportPerson & { proved: boolean }

/** How somebody came in: through the QR code (or the typed code) on a phone, on paper, or not known since the erasure. */
export const CHANNELS = ['phone', 'paper', 'erased'] as const
export type Channel = (typeof CHANNELS)[number]

/** Somebody who was at an event, or came by a standing page; once per event. */
export type ReportSignup = { participantId: string; eventId: string; channel: Channel; on: CivilDate }

/** `agreedOn`: both said yes, and neither took it back. `endedOn`: it ended without a duo. */
export type ReportIntroduction = {
  id: string
  mentorId: string
  menteeId: string
  sentOn: CivilDate
  agreedOn: CivilDate | null
  endedOn: CivilDate | null
}

/** How often and how long a duo met from one day to another, both included: counted in the periods that hold all of it. */
export type MeetingSum = Period & { times: number; minutes: number }

/** `outcomeOn`: from when the outcome of that moment can be known; null while the duo runs. */
export type ReportDuo = {
  id: string
  mentorId: string
  menteeId: string
  startedOn: CivilDate
  end: { reason: DuoEndReason; on: CivilDate } | null
  stopReasons: readonly StopReason[]
  meetings: readonly MeetingSum[]
  outcomeOn: Record<OutcomeMoment, CivilDate | null>
  /** The latest of each moment; `known` is false for "niet bekend". */
  outcomes: Partial<Record<OutcomeMoment, { tier: Tier; known: boolean }>>
}

/**
 * What the figures of a period are made of. Of `introductions` only those sent in the period are needed, of `meetings`
 * only those in it; of the rest everything, for a mentee's first duo may be long ago.
 */
export type PeriodFacts = {
  /** Events that began; a standing page is none. */
  events: readonly { id: string; on: CivilDate }[]
  people: readonly ReportPerson[]
  introductions: readonly ReportIntroduction[]
  duos: readonly ReportDuo[]
  caps: readonly { year: number; cap: number }[]
}

/** All that happened in one programme. */
export type ReportFacts = Omit<PeriodFacts, 'people'> & {
  people: readonly (DescribedPerson & ProvedPerson)[]
  signups: readonly ReportSignup[]
}
