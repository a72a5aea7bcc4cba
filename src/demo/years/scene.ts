import { type CivilDate, civilDateOf } from '../../domain/civil-date.ts'
import type { Purpose, Side } from '../../domain/facts.ts'
import type { MailKind } from '../../domain/mails.ts'
import type { Chance } from '../demo-people.ts'
import type { Plan } from './plans.ts'
import { type Journey, type Truth, truthOf, type YearTruth } from './truth.ts'
import { instantAt, type World } from './world.ts'

/** A text as it was published. */
export type Published = { id: string; sha256: string; version: number }

/** What of the city stands in the facts: ids that exist already. */
export type City = {
  build: string
  /** Who of staff wrote things down, by programme. */
  staff: Record<string, string>
  /** Who sends people, and who of theirs does it. */
  partners: { id: string; name: string; staffId: string; programme: string; side: Side }[]
  /** The event of each programme's standing sign-up page. */
  standing: Record<string, string>
  /** The newest version of what people agree to. */
  text(code: string): Published
}

/** One programme while it is made up. */
export type Scene = {
  world: World
  truth: Truth
  journeys: Journey[]
  city: City
  plan: Plan
  random: Chance
  today: CivilDate
}

/** Somebody on one side of a programme. */
export type Member = {
  id: string
  personId: string
  email: string
  side: Side
  topics: string[]
  ref: string
  salt: string
  since: CivilDate
  /** The first day on which they can be introduced. */
  readyOn: CivilDate
  /** Of each place, the last day on which it is held. */
  places: CivilDate[]
  /** Introduced, asked or met for the last time. */
  lastOn: CivilDate
  /** The last day of an introduction or a duo of theirs. */
  busyUntil: CivilDate
  introduced: boolean
  /** Their duo ended early: they go first. */
  first: boolean
  hadDuo: boolean
  gone: boolean
  promised: boolean
  /** Null for who was sent by a partner. */
  journey: Journey | null
  /** What they agreed to, and did not take back. */
  consents: { purpose: Purpose; about: string; text: Published; notice: Published }[]
}

export type Moment = { day: CivilDate; at: number }
export const moment = (day: CivilDate, hour: number): Moment => ({ day, at: instantAt(day, hour) })
export const later = (a: Moment, b: Moment): Moment => (a.at > b.at ? a : b)

export const FOREVER = '9999-12-31'

/** A whole number from `least` to `most`. */
export const between = (random: Chance, least: number, most: number): number =>
  least + Math.floor(random() * (most - least + 1))

export const yearOf = (day: CivilDate): number => Number(day.slice(0, 4))

export const tally = ({ truth, plan }: Scene, day: CivilDate): YearTruth =>
  truthOf(truth, plan.programme.id, yearOf(day))

export const staffOf = ({ city, plan }: Scene): string => {
  const id = city.staff[plan.programme.id]
  if (id === undefined) throw new Error('A programme without staff')
  return id
}

/** A mail that left at once. */
export function mailed(
  { world }: Scene,
  at: number,
  mail: {
    kind: MailKind
    about: string
    participantId: string
    signupId?: string
    introductionId?: string
    duoId?: string
    milestone?: string
  },
): void {
  const { about, milestone, ...ids } = mail
  const id = world.newId(at)
  const times = { createdAt: at, dueAt: at, leaseUntil: 0, attempts: 1, sentAt: at + 30_000 }
  world.add('mail', at, { ...ids, ...times, id, dedupeKey: `${mail.kind}:${about}` })
  if (milestone !== undefined) world.add('mailAbout', at, { outboxId: id, about: milestone })
}

export const dayOf = civilDateOf
