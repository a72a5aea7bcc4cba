import type { CivilDate } from '../civil-date.ts'
import type { DeclineReason, Side } from '../facts.ts'
import type { Weights } from '../matching/score.ts'

/** A theme that one side asks about and the other advises on. `label` fits two columns on a phone (soft hyphens). */
export type Topic = { id: string; label: string; hint: string }

/** What a person may add after signing up; a programme shows only what helps its matching. */
export type Detail = 'business' | 'capacity' | 'sameSector' | 'stage' | 'inCentre' | 'phone'

export type ProgrammeSide = {
  /** "peter of meter", "starter": the word for one person on this side. */
  one: string
  many: string
  /** The role button avoids the noun: it says what a person does. */
  role: string
  roleText: string
  topicsQuestion: string
  topicsHint: string
  topicsMost: number
  /** Whether "Ik weet het nog niet" is an answer. */
  mayNotKnow: boolean
  sectorQuestion: string
  /** What a person on this side may choose to be called; [] when there is nothing to choose. */
  calledAs: string[]
  details: Detail[]
  /** Consent P1, as ticked. `{controller}` is the city or the association. */
  consentText: string
  /** What staff check before a first introduction, a line each; never stored. `{…}` are `bounds` of the programme. */
  conditions: string[]
  /** How people come in on this side. */
  entrances: Entrance[]
  /** Whether staff have a talk with the person before a first introduction. */
  intake: 'none' | 'talk'
  training: TrainingModule[]
}

export type Entrance = 'event' | 'standing-page' | 'referral' | 'partner-list' | 'info-session'

/** Done before a first introduction; `hours` as announced. */
export type TrainingModule = { id: string; label: string; hours: number }

/** Who answers for the data and may see names. Where it is an association, the city sees figures only. */
export type Controller = { kind: 'city' } | { kind: 'association'; name: string }

/** An organisation that sends people, and on which side they stand. */
export type PartnerRole = { name: string; side: Side; by: 'referral' | 'partner-list' }

/** Days after the start, whole months after the start, and how often while a duo is extended. The end is always asked. */
export type Checkins = { days: number[]; months: number[]; extensionEveryMonths: number }

/** How often a duo may be extended, and each time by at most how many months. */
export type ExtensionRule = { times: number; mostMonths: number }

export type Tier = 'direct' | 'broad' | 'none'

/**
 * A result. With `contract` it is a job whose contract is asked: when that lasts longer than so many months, or has
 * no end, the result has the outcome's tier, else the shorter one's.
 */
export type Outcome = {
  id: string
  label: string
  tier: Tier
  contract?: { longerThanMonths: number; shorter: Tier }
  /** "Niet bekend": told, and yet not known. */
  unknown?: true
}

/**
 * Money from elsewhere, named on the report of its period. `until`: its last day; null where no source says it, and then
 * the report says when it began and claims nothing more.
 */
export type Funding = { label: string; project: string; from: CivilDate; until: CivilDate | null }

/** The ages that staff check, by their name in the texts. */
export const BOUND_NAMES = ['mentorAgeFrom', 'menteeAgeTo'] as const
export type BoundName = (typeof BOUND_NAMES)[number]

/** A mentoring programme as data: nothing outside this folder knows one by name. */
export type Programme = {
  id: string
  name: string
  /** The question on a poster. */
  poster: string
  sides: Record<Side, ProgrammeSide>
  topics: Topic[]

  controller: Controller
  /** Above the two roles: what it is about, in a few words. */
  headline: string
  /** Consent P4, as ticked. */
  invitationText: string
  /** Under the consent box, always visible. `{controller}`, `{service}`: who reads what a person fills in. */
  whoSees: string
  partners: PartnerRole[]
  funding: Funding[]
  /** The word for where somebody works: "zaak" or "bedrijf". */
  business: string
  /** What somebody may say after a no, in this order. */
  declineReasons: readonly DeclineReason[]
  /** What to tell each other first. */
  firstTalk: string
  /** Ages in `conditions` and `volunteerNote`, until a manager sets their own: `{mentorAgeFrom}`. */
  bounds: { [name in BoundName]?: number }

  /** Who is asked for an answer when an introduction goes out. */
  asks: 'both-at-once' | 'mentor-first'
  /** When the duo starts: as soon as both said yes, or after a first meeting that clicked. */
  starts: 'when-agreed' | 'after-click'
  /** Hours that both have to think between the first meeting and "klikt het?". */
  thinkHours: number
  /** Where the duo's agreement is read: as lines on the answer page, or on a page of its own. */
  agreement: 'answer-page' | 'own-page'
  /** The agreement, one promise a line. */
  agreementLines: string[]
  /** The code of conduct, agreed to with the agreement; [] where the agreement's lines are enough. */
  conductLines: string[]

  months: number
  /** How often a duo meets, as people read it. */
  rhythm: string
  /** Whether a duo is asked to note its meetings and hours, or only may. */
  log: 'asked' | 'offered' | 'none'
  checkins: Checkins
  /** So many days without a sign of either side are a reason for staff to ring. */
  silenceDays: number
  extension: ExtensionRule
  outcomes: Outcome[]
  /** The information note that an organisation owes a volunteer (law of 3 July 2005, article 4), a line each. */
  volunteerNote: string[]

  /** Duos a year where the city has not set its own number. */
  defaultCap: number
  /** 0 for what this programme does not ask of both sides yet. */
  weights: Weights
}
