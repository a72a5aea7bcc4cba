import type * as t from '../../../db/schema.ts'
import { type CivilDate, instantOf } from '../../domain/civil-date.ts'
import type { Chance } from '../demo-people.ts'

/** A Thursday: staff introduce people on this day of the week. */
export const FIRST_MATCH = 0

type Row<Table extends { $inferInsert: unknown }> = Table['$inferInsert']

/** What happened, as rows: the database's own, but for the two values that only a key or a hash can give. */
export type Rows = {
  event: Row<typeof t.event>
  person: Row<typeof t.person>
  participant: Row<typeof t.participant>
  signup: Row<typeof t.signup>
  attendance: Row<typeof t.attendance>
  proof: Row<typeof t.proof>
  consent: Omit<Row<typeof t.consentEvent>, 'commitment'> & { salt: string; email: string }
  introduction: Omit<Row<typeof t.introduction>, 'pairHash'> & { emails: [string, string] }
  terms: Row<typeof t.introductionTerms>
  ask: Row<typeof t.introductionAsk>
  answer: Row<typeof t.introductionAnswer>
  reason: Row<typeof t.introductionReason>
  correction: Row<typeof t.introductionCorrection>
  meeting: Row<typeof t.meeting>
  meetingAnswer: Row<typeof t.meetingAnswer>
  click: Row<typeof t.click>
  agreement: Row<typeof t.agreement>
  introductionEnd: Row<typeof t.introductionEnd>
  duo: Row<typeof t.duo>
  checkinAsk: Row<typeof t.checkinAsk>
  checkinAnswer: Row<typeof t.checkinAnswer>
  pause: Row<typeof t.duoPause>
  resume: Row<typeof t.duoResume>
  extension: Row<typeof t.duoExtension>
  duoEnd: Row<typeof t.duoEnd>
  /** What is known of a person goes. */
  erasure: { participantId: string; personId: string }
  log: Row<typeof t.meetingLog>
  logVoid: Row<typeof t.meetingLogVoid>
  note: Row<typeof t.coachingNote>
  stopReason: Row<typeof t.duoEndReason>
  endAnswer: Row<typeof t.endAnswer>
  outcome: Row<typeof t.outcome>
  participantPause: Row<typeof t.participantPause>
  eligibility: Row<typeof t.eligibilityCheck>
  intake: Row<typeof t.intake>
  training: Row<typeof t.training>
  referral: Row<typeof t.referral>
  mail: Row<typeof t.outbox>
  mailAbout: Row<typeof t.outboxAbout>
}

export type Facts = { [Table in keyof Rows]: { at: number; row: Rows[Table] }[] }

/** Keeps what happened until now; what would have come later has not happened. Instants are milliseconds UTC. */
export type World = {
  facts: Facts
  now: number
  /** Writes it down if it happened by now, and says whether it did. */
  add<Table extends keyof Rows>(table: Table, at: number, row: Rows[Table]): boolean
  /** An id that sorts by its instant, as those of the app do, the same for the same seed. */
  newId(at: number): string
  /** A number of its own, from 1. */
  next(): number
}

export function emptyWorld(now: number, random: Chance): World {
  const facts = noFacts()
  let count = 0
  return {
    facts,
    now,
    add: (table, at, row) => {
      if (at > now) return false
      facts[table].push({ at, row })
      return true
    },
    newId: (at) => idOf(at, random),
    next: () => ++count,
  }
}

/** The instant of a wall clock in Brussels, by hour (10.5 is half past ten). Midnights are kept: asking costs most. */
export function instantAt(day: CivilDate, hour: number): number {
  const midnight = midnights.get(day) ?? instantOf(day, '00:00')
  midnights.set(day, midnight)
  return midnight + Math.round(hour * 3_600_000)
}

const midnights = new Map<CivilDate, number>()

/** A UUID of version 7. */
function idOf(at: number, random: Chance): string {
  const time = Math.floor(at).toString(16).padStart(12, '0')
  const hex = (digits: number) =>
    Math.floor(random() * 16 ** digits)
      .toString(16)
      .padStart(digits, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-8${hex(3)}-${hex(6)}${hex(6)}`
}

const noFacts = (): Facts => ({
  event: [],
  person: [],
  participant: [],
  signup: [],
  attendance: [],
  proof: [],
  consent: [],
  introduction: [],
  terms: [],
  ask: [],
  answer: [],
  reason: [],
  correction: [],
  meeting: [],
  meetingAnswer: [],
  click: [],
  agreement: [],
  introductionEnd: [],
  duo: [],
  checkinAsk: [],
  checkinAnswer: [],
  pause: [],
  resume: [],
  extension: [],
  duoEnd: [],
  erasure: [],
  log: [],
  logVoid: [],
  note: [],
  stopReason: [],
  endAnswer: [],
  outcome: [],
  participantPause: [],
  eligibility: [],
  intake: [],
  training: [],
  referral: [],
  mail: [],
  mailAbout: [],
})
