import {
  isOwnSectorRefused,
  type Participant,
  type SectorRelation,
  sectorPoints,
  sectorRelation,
  stagePoints,
  stageVerdict,
  unknownPoints,
  type Verdict,
  type Weights,
  waitingPoints,
} from './criteria.ts'
import { Scarcity } from './scarcity.ts'

export type { Participant, Weights } from './criteria.ts'

/** Pairs of people by id. */
export type IdPairs = readonly (readonly [menteeId: string, mentorId: string])[]

/** A pool's people with what scoring one pair needs to know of all others. */
export type ScoreContext = {
  readonly mentees: readonly Participant[]
  readonly mentors: readonly Participant[]
  readonly weights: Weights
  /** Who met at the event ("we spraken elkaar"). */
  readonly met: IdPairs
  /** The bit of each topic and language; at most 31 of each. */
  readonly topicBits: ReadonlyMap<string, number>
  readonly languageBits: ReadonlyMap<string, number>
  readonly scarcity: Scarcity
}

/** One line of the calculation: the points of all lines add up to the score. Codes, for `words` to word. */
export type Reason =
  | { code: 'topics'; points: number; verdict: Verdict; shared: string[] }
  | { code: 'languages'; points: 0; verdict: Verdict; shared: string[] }
  | { code: 'sector'; points: number; verdict: Verdict; relation: SectorRelation }
  | { code: 'stage'; points: number; verdict: Verdict }
  | { code: 'waiting'; points: number; verdict: Verdict; menteeDays: number; mentorDays: number }
  | { code: 'met'; points: number; verdict: Verdict }

/** `excludedBy` names the conditions that forbid the pair; empty when it is allowed. */
export type Explanation = { score: number; reasons: Reason[]; excludedBy: ('topics' | 'languages' | 'sector')[] }

/** Prepares a pool for scoring. Throws when there are more than 31 topics or languages. */
export function scoreContext(
  mentees: readonly Participant[],
  mentors: readonly Participant[],
  weights: Weights,
  met: IdPairs = [],
): ScoreContext {
  const people = [...mentees, ...mentors]
  const topics = namesOf(people.flatMap((person) => person.topics))
  return {
    mentees,
    mentors,
    weights,
    met,
    topicBits: bitsOf(topics),
    languageBits: bitsOf(namesOf(people.flatMap((person) => person.languages))),
    scarcity: new Scarcity(topics, mentees, mentors),
  }
}

/** The score of one pair (0 … 100) as the lines that add up to it, and whether a condition forbids it. */
export function explainScore(mentee: Participant, mentor: Participant, context: ScoreContext): Explanation {
  const { weights } = context
  const relation = sectorRelation(mentee.sector, mentor.sector)
  const stage = stageVerdict(mentee.stage, mentor.stage)
  const reasons: Reason[] = [
    topicsReason(mentee, mentor, context),
    languagesReason(mentee, mentor),
    { code: 'sector', points: sectorPoints(relation, weights.sector), verdict: sectorVerdict(relation), relation },
    { code: 'stage', points: stagePoints(stage, weights.stage), verdict: stage },
    waitingReason(mentee, mentor, weights),
    metReason(mentee, mentor, context),
  ]
  const score = reasons.reduce((sum, { points }) => sum + points, 0)
  return { score, reasons, excludedBy: exclusions(reasons, mentor.sameSectorWelcome) }
}

/** The bits of some topics or languages together; a name without a bit adds none (bit 31 is cut off). */
export function maskOf(names: readonly string[], bits: ReadonlyMap<string, number>): number {
  return names.reduce((mask, name) => mask | (1 << (bits.get(name) ?? 31)), 0) & 0x7fffffff
}

/** Points for the topics two people share, from the rates both bring; the same expression in the fast loop. */
export function topicPoints(sharedWeight: number, needRate: number, useRate: number): number {
  return Math.round(sharedWeight * (needRate + useRate))
}

function namesOf(names: readonly string[]): string[] {
  const distinct = [...new Set(names)].sort()
  if (distinct.length > 31) throw new Error(`a mask holds 31 topics or languages, not ${distinct.length}`)
  return distinct
}

function bitsOf(names: readonly string[]): Map<string, number> {
  return new Map(names.map((name, bit) => [name, bit]))
}

function topicsReason(mentee: Participant, mentor: Participant, context: ScoreContext): Reason {
  const { scarcity, topicBits } = context
  const points = context.weights.topics
  if (mentee.topics.length === 0 || mentor.topics.length === 0)
    return { code: 'topics', points: unknownPoints(points), verdict: 'unknown', shared: [] }
  const [asked, offered] = [maskOf(mentee.topics, topicBits), maskOf(mentor.topics, topicBits)]
  const shared = mentee.topics.filter((topic) => mentor.topics.includes(topic))
  const [need, use] = [scarcity.needRate(asked, points), scarcity.useRate(offered, points)]
  return {
    code: 'topics',
    points: topicPoints(scarcity.weightOf(asked & offered), need, use),
    verdict: shared.length > 0 ? 'fits' : 'does-not-fit',
    shared,
  }
}

function languagesReason(mentee: Participant, mentor: Participant): Reason {
  const shared = mentee.languages.filter((language) => mentor.languages.includes(language))
  const isKnown = mentee.languages.length > 0 && mentor.languages.length > 0
  const verdict = shared.length > 0 ? 'fits' : isKnown ? 'does-not-fit' : 'unknown'
  return { code: 'languages', points: 0, verdict, shared }
}

function sectorVerdict(relation: SectorRelation): Verdict {
  if (relation === 'unknown') return 'unknown'
  return relation === 'far' ? 'does-not-fit' : 'fits'
}

function waitingReason(mentee: Participant, mentor: Participant, { waiting }: Weights): Reason {
  return {
    code: 'waiting',
    points: waitingPoints('mentee', mentee.waitingDays, waiting) + waitingPoints('mentor', mentor.waitingDays, waiting),
    verdict: 'fits',
    menteeDays: mentee.waitingDays,
    mentorDays: mentor.waitingDays,
  }
}

function metReason(mentee: Participant, mentor: Participant, { met, weights }: ScoreContext): Reason {
  const haveMet = met.some(([menteeId, mentorId]) => menteeId === mentee.id && mentorId === mentor.id)
  return { code: 'met', points: haveMet ? weights.met : 0, verdict: haveMet ? 'fits' : 'unknown' }
}

function exclusions(reasons: readonly Reason[], sameSectorWelcome: boolean | null): Explanation['excludedBy'] {
  return reasons.flatMap((reason) => {
    if (reason.code === 'sector') return isOwnSectorRefused(reason.relation, sameSectorWelcome) ? [reason.code] : []
    if (reason.code !== 'topics' && reason.code !== 'languages') return []
    return reason.verdict === 'does-not-fit' ? [reason.code] : []
  })
}
