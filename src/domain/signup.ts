import type { Side, Stage } from './facts.ts'
import { normaliseEmail } from './participant.ts'

/** What a person filled in and agreed to. Topics [] = "Ik weet het nog niet"; sector null = "Weet ik nog niet". */
export type SignupForm = {
  side: Side
  topics: string[]
  sector: string | null
  languages: string[]
  name: string
  email: string
  /** Purpose P4, its own box. */
  invitations: boolean
}

/** What a person may add after signing up. What is absent was left open, and changes nothing. */
export type SignupExtra = {
  business?: string | undefined
  /** Whether the other side may read the business before both said yes. */
  businessVisible?: boolean | undefined
  capacity?: number | undefined
  sameSectorWelcome?: boolean | undefined
  stage?: Stage | undefined
  phone?: string | undefined
  inCentre?: boolean | undefined
}

/** What is kept of a sign-up for an address that we knew, until its owner says yes by mail. */
export type PendingSignup = {
  form: SignupForm
  textIds: { takingPart: string; invitations: string; notice: string }
  /** How long the notice said that we keep. */
  retentionMonths?: number
  /** The invitation with which the person came. */
  invitationId?: string
  /** The partner that sent them, as staff heard it at the desk. */
  sentBy?: { partnerId: string; staffId: string }
  extra?: SignupExtra
}

/**
 * Whether a form that waits was typed with another address than its person has: with one that staff made a part of
 * theirs. Nobody can say whose form that is, so it counts for nobody as long as the two are one.
 */
export const isOtherAddress = (pending: PendingSignup | null, emailNormalised: string): boolean =>
  pending !== null && normaliseEmail(pending.form.email) !== emailNormalised

/** Within so many days of signing up we write, also when nobody was found: the date that the confirmation promises. */
export const ANSWER_PROMISE_DAYS = 21

/** An address without proof gets at most this many receipts in RECEIPT_WINDOW_DAYS: we are no spam cannon. */
export const MOST_RECEIPTS = 2
export const RECEIPT_WINDOW_DAYS = 7

/** Places of a mentor who said nothing else, and the most that one can offer on the sign-up pages. */
export const DEFAULT_CAPACITY = 1
export const MOST_CAPACITY = 5

/** After "dat was ik niet" we write to that address for so many days no more. */
export const NOT_ME_DAYS = 90

/** A sign-up that nobody proved gets one reminder after so many days, and is deleted after so many. */
export const UNPROVED_REMINDER_DAYS = 7
export const UNPROVED_DAYS = 60

/** Between reading "Klopt alles?" and sending it, a person needs at least this long. */
export const FILL_SECONDS = 2
