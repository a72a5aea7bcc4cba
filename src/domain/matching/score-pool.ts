import type { Side } from '../facts.ts'
import { at, real, startsOf } from './arrays.ts'
import {
  isOwnSectorRefused,
  type Participant,
  sectorPoints,
  sectorRelation,
  stagePoints,
  stageVerdict,
  unknownPoints,
  type Weights,
  waitingPoints,
} from './criteria.ts'
import { keyOf } from './hash.ts'
import { arcIndex, type Pair, type Pairs, type Pool, scoreBits, sortRows } from './pool.ts'
import { type IdPairs, maskOf, type ScoreContext, topicPoints } from './score.ts'

const MOST_SCORE = 100

/** Pins and blocks by id; those of people who are not in the pool are left out. */
export type Wishes = {
  readonly pins: IdPairs
  readonly blocks: IdPairs
}

/** The pool of a context's people for `solve`: rows in their order, equal plans decided by their ids. */
export function poolFrom(context: ScoreContext, wishes: Wishes): Pool {
  return {
    mentees: context.mentees.length,
    capacity: Int32Array.from(context.mentors, ({ capacity }) => capacity),
    pairs: scorePool(context),
    pins: indexesOf(context, wishes.pins),
    blocks: indexesOf(context, wishes.blocks),
    waitingDays: Int32Array.from(context.mentees, ({ waitingDays }) => waitingDays),
    menteeKeys: Int32Array.from(context.mentees, ({ id }) => keyOf(id)),
    mentorKeys: Int32Array.from(context.mentors, ({ id }) => keyOf(id)),
  }
}

/** Every allowed pair of the context with its score: what `explainScore` says, at some nanoseconds a pair. */
export function scorePool(context: ScoreContext): Pairs {
  const mentors = columnsOf(context)
  const plainOf = plainPoints(context.weights, mentors.profiles)
  const rows = context.mentees.map((mentee) => rowOf(mentee, context, plainOf(mentee)))
  const start = startsOf(Int32Array.from(rows, (row) => countAllowed(row, mentors)))
  const bits = scoreBits(rows.length, context.mentors.length, MOST_SCORE)
  const arcs = new Int32Array(at(start, rows.length))
  for (const [index, row] of rows.entries()) fillRow(context, row, mentors, arcs, at(start, index), bits)
  const pairs: Pairs = { start, arcs, bits, least: 0, most: 0 }
  addMet(context, pairs)
  return sortRows({ ...pairs, most: highest(pairs) })
}

/** Who of a side has a pair that is allowed and not blocked, by id: found as soon as there is one, so quick enough for a page. */
export function pairable(context: ScoreContext, side: Side, blocks: IdPairs): Set<string> {
  const { mentees, mentors } = context
  const columns = columnsOf(context)
  const plainOf = plainPoints(context.weights, columns.profiles)
  const rows = mentees.map((mentee) => rowOf(mentee, context, plainOf(mentee)))
  const blocked = new Set(indexesOf(context, blocks).map(([mentee, mentor]) => mentee * mentors.length + mentor))
  const isOpen = (row: Row, mentee: number, mentor: number) =>
    isAllowed(row, columns, mentor) && !blocked.has(mentee * mentors.length + mentor)

  const found =
    side === 'mentee'
      ? mentees.filter((_, mentee) => {
          const row = rows[mentee]
          for (let mentor = 0; row && mentor < mentors.length; mentor++) if (isOpen(row, mentee, mentor)) return true
          return false
        })
      : mentors.filter((_, mentor) => rows.some((row, mentee) => isOpen(row, mentee, mentor)))
  return new Set(found.map(({ id }) => id))
}

/** What scoring reads of each mentor, in columns. A profile is a sector, a stage and the answer on the own sector. */
type Columns = {
  readonly topics: Int32Array
  readonly languages: Int32Array
  readonly profile: Int32Array
  readonly profiles: readonly Participant[]
  readonly useRate: Float64Array
  readonly waiting: Int32Array
}

/** What scoring reads of one mentee. `plain` has the points by mentor profile, -1 where the sector excludes. */
type Row = {
  readonly topics: number
  readonly languages: number
  readonly needRate: number
  readonly waiting: number
  readonly plain: Int32Array
}

function columnsOf({ mentors, weights, scarcity, topicBits, languageBits }: ScoreContext): Columns {
  const profiles = new Map<string, { number: number; mentor: Participant }>()
  const profile = Int32Array.from(mentors, (mentor) => {
    const key = JSON.stringify([mentor.sector, mentor.stage, mentor.sameSectorWelcome])
    const known = profiles.get(key) ?? { number: profiles.size, mentor }
    profiles.set(key, known)
    return known.number
  })
  const topics = Int32Array.from(mentors, (mentor) => maskOf(mentor.topics, topicBits))
  return {
    topics,
    languages: Int32Array.from(mentors, (mentor) => maskOf(mentor.languages, languageBits)),
    profile,
    profiles: [...profiles.values()].map(({ mentor }) => mentor),
    useRate: Float64Array.from(topics, (mask) => scarcity.useRate(mask, weights.topics)),
    waiting: Int32Array.from(mentors, ({ waitingDays }) => waitingPoints('mentor', waitingDays, weights.waiting)),
  }
}

function rowOf(mentee: Participant, context: ScoreContext, plain: Int32Array): Row {
  const { weights, scarcity, topicBits, languageBits } = context
  const topics = maskOf(mentee.topics, topicBits)
  return {
    topics,
    languages: maskOf(mentee.languages, languageBits),
    needRate: scarcity.needRate(topics, weights.topics),
    waiting: waitingPoints('mentee', mentee.waitingDays, weights.waiting),
    plain,
  }
}

/** Gives `plain` for a mentee; those of one sector and stage share it. */
function plainPoints(weights: Weights, profiles: readonly Participant[]): (mentee: Participant) => Int32Array {
  const known = new Map<string, Int32Array>()
  return (mentee) => {
    const key = JSON.stringify([mentee.sector, mentee.stage])
    const plain = known.get(key) ?? Int32Array.from(profiles, (mentor) => plainPointsOf(mentee, mentor, weights))
    known.set(key, plain)
    return plain
  }
}

function plainPointsOf(mentee: Participant, mentor: Participant, weights: Weights): number {
  const relation = sectorRelation(mentee.sector, mentor.sector)
  if (isOwnSectorRefused(relation, mentor.sameSectorWelcome)) return -1
  return sectorPoints(relation, weights.sector) + stagePoints(stageVerdict(mentee.stage, mentor.stage), weights.stage)
}

/** Does a condition forbid the pair? An empty mask is not known, and forbids nothing. */
function isAllowed(row: Row, mentors: Columns, mentor: number): boolean {
  const topics = at(mentors.topics, mentor)
  if ((row.topics & topics) === 0 && row.topics !== 0 && topics !== 0) return false
  const languages = at(mentors.languages, mentor)
  if ((row.languages & languages) === 0 && row.languages !== 0 && languages !== 0) return false
  return at(row.plain, at(mentors.profile, mentor)) >= 0
}

function countAllowed(row: Row, mentors: Columns): number {
  let count = 0
  for (let mentor = 0; mentor < mentors.topics.length; mentor++) if (isAllowed(row, mentors, mentor)) count++
  return count
}

function fillRow(
  context: ScoreContext,
  row: Row,
  mentors: Columns,
  arcs: Int32Array,
  start: number,
  bits: number,
): void {
  const { scarcity } = context
  const unknown = unknownPoints(context.weights.topics)
  let e = start
  for (let mentor = 0; mentor < mentors.topics.length; mentor++) {
    if (!isAllowed(row, mentors, mentor)) continue
    const shared = row.topics & at(mentors.topics, mentor)
    const topics =
      shared === 0 ? unknown : topicPoints(scarcity.weightOf(shared), row.needRate, real(mentors.useRate, mentor))
    const rest = at(row.plain, at(mentors.profile, mentor)) + at(mentors.waiting, mentor) + row.waiting
    arcs[e++] = (mentor << bits) | (topics + rest)
  }
}

/** Few have met, so their points come afterwards. */
function addMet(context: ScoreContext, pairs: Pairs): void {
  for (const [mentee, mentor] of indexesOf(context, context.met)) {
    const e = arcIndex(pairs, mentee, mentor)
    if (e >= 0) pairs.arcs[e] = at(pairs.arcs, e) + context.weights.met
  }
}

function indexesOf({ mentees, mentors }: ScoreContext, pairs: IdPairs): Pair[] {
  const menteeAt = new Map(mentees.map(({ id }, index) => [id, index]))
  const mentorAt = new Map(mentors.map(({ id }, index) => [id, index]))
  return pairs.flatMap(([menteeId, mentorId]): Pair[] => {
    const [mentee, mentor] = [menteeAt.get(menteeId), mentorAt.get(mentorId)]
    return mentee === undefined || mentor === undefined ? [] : [[mentee, mentor]]
  })
}

function highest({ arcs, bits }: Pairs): number {
  const mask = (1 << bits) - 1
  let most = 0
  for (const arc of arcs) most = Math.max(most, arc & mask)
  return most
}
