import { addDays, type CivilDate, civilDateOf, endOfDay } from './civil-date.ts'
import { type Answer, type EndReason, otherSide, SIDES, type Side } from './facts.ts'
import type { Programme } from './programmes.ts'

/** A person answers within this many days; the whole last day counts. */
export const ANSWER_DAYS = 10
/** One reminder, to who has not answered, this many days after being asked. */
export const REMINDER_DAYS = 5
/** An agreed introduction whose duo has not started lapses after this many days, unless staff extend it. */
export const LAPSE_DAYS = 42
/** So many days more, each time that staff extend it. */
export const EXTENSION_DAYS = 21

/** What happened to one introduction, as stored. Instants are milliseconds UTC. */
export type IntroductionFacts = {
  sentAt: number
  asks: Partial<Record<Side, { at: number; expiresAt: number }>>
  answers: Partial<Record<Side, { answer: Answer; at: number }>>
  corrections: Partial<Record<Side, { at: number }>>
  end: { reason: EndReason; at: number } | null
  duo: { startedOn: CivilDate } | null
  /** The last day that staff gave it, where they gave it more time. */
  extendedUntil?: CivilDate | null
}

/** More introductions than this go out only after staff said so once more. */
export const MOST_AT_ONCE = 10

/** Two participants of one programme, by id. */
export type Pair = { mentorId: string; menteeId: string }

/** Who stands on this side of a pair. */
export const participantOn = (pair: Pair, side: Side): string => (side === 'mentor' ? pair.mentorId : pair.menteeId)

/** On which side of a pair this participant stands, if any. */
export const sideOf = (pair: Pair, participantId: string): Side | null =>
  SIDES.find((side) => participantOn(pair, side) === participantId) ?? null

/** Why these two: the points of a run and, per criterion, what they were given for. */
export type Why = {
  score: number | null
  reasons: { code: string; points: number; verdict: 'fits' | 'does-not-fit' | 'unknown'; topics?: string[] }[]
}

export type IntroductionState = 'sent' | 'one_yes' | 'agreed' | 'duo' | EndReason

/** The state at `now`. A deadline that passed counts, also before the job has written it down. */
export function introductionState(facts: IntroductionFacts, now: number): IntroductionState {
  if (facts.duo) return 'duo'
  if (facts.end) return facts.end.reason
  const yes = countYes(facts)
  if (yes === 2) return 'agreed'
  if (isExpired(facts, now)) return 'expired'
  return yes === 1 ? 'one_yes' : 'sent'
}

/** An open question whose deadline has passed. Two yes never expire: they lapse by their own rule. */
export function isExpired(facts: IntroductionFacts, now: number): boolean {
  if (facts.end || facts.duo || bothSaidYes(facts)) return false
  return SIDES.some((side) => {
    const ask = facts.asks[side]
    return ask !== undefined && !facts.answers[side] && now > ask.expiresAt
  })
}

/** An agreed introduction that waited too long for its first meeting or its duo. */
export function isLapsed(facts: IntroductionFacts, now: number): boolean {
  return introductionState(facts, now) === 'agreed' && civilDateOf(now) > lapsesAfter(facts)
}

/** The last day on which the duo of two yes may still start. */
export function lapsesAfter(facts: IntroductionFacts): CivilDate {
  const own = addDays(civilDateOf(agreedAt(facts)), LAPSE_DAYS)
  return facts.extendedUntil && facts.extendedUntil > own ? facts.extendedUntil : own
}

/** Both said yes, whatever came of it. */
export const bothSaidYes = (facts: IntroductionFacts): boolean => countYes(facts) === 2

/** When the second yes came. */
export const agreedAt = ({ answers }: IntroductionFacts): number =>
  Math.max(answers.mentor?.at ?? 0, answers.mentee?.at ?? 0)

export type MoreTimeDecision = { kind: 'extended'; until: CivilDate } | { kind: 'closed' }

/** Staff give two who said yes more time, counted from today or from the last day that they had. */
export function decideMoreTime(facts: IntroductionFacts, now: number): MoreTimeDecision {
  if (introductionState(facts, now) !== 'agreed') return { kind: 'closed' }
  const [last, today] = [lapsesAfter(facts), civilDateOf(now)]
  return { kind: 'extended', until: addDays(last > today ? last : today, EXTENSION_DAYS) }
}

/** When somebody is asked now, the last instant at which the answer counts. */
export const answerDeadline = (now: number): number => endOfDay(addDays(civilDateOf(now), ANSWER_DAYS))

/** Who is asked when the introduction goes out; the other one, if any, after the mentor's yes. */
export const sidesAskedFirst = (programme: Programme): Side[] =>
  programme.asks === 'both-at-once' ? ['mentor', 'mentee'] : ['mentor']

/** Whether this side should get its one reminder today. */
export function isReminderDue(facts: IntroductionFacts, side: Side, now: number): boolean {
  const ask = facts.asks[side]
  if (!ask || facts.answers[side] || facts.end || facts.duo || now > ask.expiresAt) return false
  return civilDateOf(now) >= addDays(civilDateOf(ask.at), REMINDER_DAYS)
}

export type AnswerDecision =
  | { kind: 'answered'; next: 'wait' | 'ask-other-side' | 'agreed' | 'end' }
  | { kind: 'already-answered'; answer: Answer }
  | { kind: 'closed'; reason: EndReason }
  | { kind: 'not-asked' }

/** What a person's answer means at `now`. */
export function decideAnswer(facts: IntroductionFacts, side: Side, answer: Answer, now: number): AnswerDecision {
  const given = facts.answers[side]
  if (given) return { kind: 'already-answered', answer: given.answer }
  if (facts.end) return { kind: 'closed', reason: facts.end.reason }
  if (isExpired(facts, now)) return { kind: 'closed', reason: 'expired' }
  if (!facts.asks[side]) return { kind: 'not-asked' }

  if (answer === 'no') return { kind: 'answered', next: 'end' }
  if (facts.answers[otherSide(side)]?.answer === 'yes') return { kind: 'answered', next: 'agreed' }
  return { kind: 'answered', next: facts.asks[otherSide(side)] ? 'wait' : 'ask-other-side' }
}

export type CorrectionDecision =
  | { kind: 'taken-back' }
  | { kind: 'no-lifted' }
  | { kind: 'too-late' }
  | { kind: 'nothing-to-correct' }
  /** Who answered is erased: nobody is left to correct it. */
  | { kind: 'gone' }

/** A yes can be taken back until both said yes; a no stays ended, but staff may introduce the pair anew. */
export function decideCorrection(facts: IntroductionFacts, side: Side, now: number): CorrectionDecision {
  const given = facts.answers[side]
  if (!given || facts.corrections[side]) return { kind: 'nothing-to-correct' }
  if (given.answer === 'no') return { kind: 'no-lifted' }
  return introductionState(facts, now) === 'one_yes' ? { kind: 'taken-back' } : { kind: 'too-late' }
}

/** What one side sees of an introduction at `now`; never who of the two said no. */
export type IntroductionPage =
  | 'not-asked'
  | 'question'
  | 'wait'
  | 'declined'
  | 'taken-back'
  | 'expired'
  | 'closed'
  | 'agreed'

export function introductionPage(facts: IntroductionFacts, side: Side, now: number): IntroductionPage {
  if (!facts.asks[side]) return 'not-asked'
  const state = introductionState(facts, now)
  if (state === 'agreed' || state === 'duo') return 'agreed'
  const given = facts.answers[side]?.answer
  if (given === 'no') return 'declined'
  if (state === 'taken_back' && facts.corrections[side]) return 'taken-back'
  if (state === 'sent' || state === 'one_yes') return given === 'yes' ? 'wait' : 'question'
  return state === 'expired' && !given ? 'expired' : 'closed'
}

export type Shared = { topics: string[]; sector: string | null }

/** What two people have in common, in the order of the first one's topics. */
export const sharedBetween = (me: Shared, other: Shared): Shared => ({
  topics: me.topics.filter((topic) => other.topics.includes(topic)),
  sector: me.sector !== null && me.sector === other.sector ? me.sector : null,
})

const countYes = (facts: IntroductionFacts) =>
  SIDES.filter((side) => facts.answers[side]?.answer === 'yes' && !facts.corrections[side]).length
