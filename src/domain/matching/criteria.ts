import type { Sector } from '../sectors.ts'

/** Somebody as the scoring sees them. An empty list and null are "not known", which never excludes. */
export type Participant = {
  readonly id: string
  readonly topics: readonly string[]
  readonly languages: readonly string[]
  readonly sector: string | null
  /** A mentor's answer to "also starters from my own sector?". */
  readonly sameSectorWelcome: boolean | null
  readonly stage: string | null
  /** Places for new introductions; a mentee has one. */
  readonly capacity: number
  readonly waitingDays: number
}

/** Most points per criterion, whole numbers that add up to at most 100. */
export type Weights = {
  readonly topics: number
  readonly sector: number
  readonly stage: number
  readonly waiting: number
  readonly met: number
}

export type Verdict = 'fits' | 'does-not-fit' | 'unknown'
export type SectorRelation = 'same' | 'near' | 'far' | 'unknown'

/** Waiting counts up to here, and then no more. */
export const FULL_WAIT_DAYS = 60

/** Of a criterion's points: what counts as near, and what is not known, which is worth less than near. */
const NEAR_PART = 1 / 2
const UNKNOWN_PART = 1 / 3

/** Sectors whose day-to-day business is much alike. Symmetric: written once, read both ways. */
const NEAR: readonly (readonly [Sector, Sector])[] = [
  ['retail', 'horeca'],
  ['retail', 'beauty'],
  ['retail', 'craft'],
  ['horeca', 'craft'],
  ['beauty', 'care'],
  ['craft', 'build'],
  ['craft', 'creative'],
  ['digital', 'creative'],
  ['digital', 'advice'],
  ['advice', 'learn'],
  ['care', 'learn'],
]

/** How two sectors stand to each other. `other` is no sector: two who ticked it need not be alike. */
export function sectorRelation(one: string | null, other: string | null): SectorRelation {
  if (one === null || other === null || one === 'other' || other === 'other') return 'unknown'
  if (one === other) return 'same'
  return NEAR.some(([a, b]) => (a === one && b === other) || (a === other && b === one)) ? 'near' : 'far'
}

/** Does the mentor's "no starters from my own sector" exclude a mentee who stands so to it? */
export function isOwnSectorRefused(relation: SectorRelation, sameSectorWelcome: boolean | null): boolean {
  return relation === 'same' && sameSectorWelcome === false
}

export function sectorPoints(relation: SectorRelation, weight: number): number {
  const part = { same: 1, near: NEAR_PART, far: 0, unknown: UNKNOWN_PART }[relation]
  return Math.round(weight * part)
}

export function stageVerdict(mentee: string | null, mentor: string | null): Verdict {
  if (mentee === null || mentor === null) return 'unknown'
  return mentee === mentor ? 'fits' : 'does-not-fit'
}

export function stagePoints(verdict: Verdict, weight: number): number {
  return { fits: weight, 'does-not-fit': 0, unknown: unknownPoints(weight) }[verdict]
}

/** What a criterion gives when one of the two has not said. */
export function unknownPoints(weight: number): number {
  return Math.round(weight * UNKNOWN_PART)
}

/** Both sides wait: half the points each, the odd one for the mentee. */
export function waitingPoints(side: 'mentee' | 'mentor', days: number, weight: number): number {
  const most = side === 'mentee' ? Math.ceil(weight / 2) : Math.floor(weight / 2)
  return Math.round((most * Math.min(Math.max(days, 0), FULL_WAIT_DAYS)) / FULL_WAIT_DAYS)
}
