import type { CivilDate } from '../civil-date.ts'
import type { DuoEndReason, OutcomeMoment, Side, StopReason } from '../facts.ts'
import type { MeetingNote } from '../hours.ts'
import type { Tier } from '../programmes.ts'

/** Both days included. */
export type Period = { from: CivilDate; until: CivilDate }

export const isIn = ({ from, until }: Period, day: CivilDate | null): boolean =>
  day !== null && day >= from && day <= until

/** A participant: somebody on one side of the programme; erased ones are counted as long as they are rows. */
export type ReportPerson = {
  id: string
  side: Side
  signedUpOn: CivilDate
  proved: boolean
  sector: string | null
  topics: readonly string[]
  languages: readonly string[]
}

/** One form handed in at an event: through the QR code (or the typed code) on a phone, or on paper. */
export type ReportSignup = { participantId: string; eventId: string; channel: 'phone' | 'paper'; on: CivilDate }

/** `agreedOn`: both said yes, and neither took it back. `endedOn`: it ended without a duo. */
export type ReportIntroduction = {
  id: string
  mentorId: string
  menteeId: string
  sentOn: CivilDate
  agreedOn: CivilDate | null
  endedOn: CivilDate | null
}

/** `outcomeOn`: from when the outcome of that moment can be known; null while the duo runs. */
export type ReportDuo = {
  id: string
  mentorId: string
  menteeId: string
  startedOn: CivilDate
  end: { reason: DuoEndReason; on: CivilDate } | null
  stopReasons: readonly StopReason[]
  notes: readonly MeetingNote[]
  outcomeOn: Record<OutcomeMoment, CivilDate | null>
  /** The latest of each moment; `known` is false for "niet bekend". */
  outcomes: Partial<Record<OutcomeMoment, { tier: Tier; known: boolean }>>
}

/** All that happened in one programme. Of `notes` only those in the period are needed. */
export type ReportFacts = {
  events: readonly { id: string; on: CivilDate }[]
  people: readonly ReportPerson[]
  signups: readonly ReportSignup[]
  introductions: readonly ReportIntroduction[]
  duos: readonly ReportDuo[]
  caps: readonly { year: number; cap: number }[]
}
