import type { Side } from './facts.ts'

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

/** Within so many days of signing up we write, also when nobody was found: the date that the confirmation promises. */
export const ANSWER_PROMISE_DAYS = 21

/** An address without proof gets at most this many receipts in RECEIPT_WINDOW_DAYS: we are no spam cannon. */
export const MOST_RECEIPTS = 2
export const RECEIPT_WINDOW_DAYS = 7

/** Places of a mentor who said nothing else. */
export const DEFAULT_CAPACITY = 1

/** After "dat was ik niet" we write to that address for so many days no more. */
export const NOT_ME_DAYS = 90

/** Consent P1 is asked again after so many months; the city may keep shorter. */
export const CONSENT_MONTHS = 24
