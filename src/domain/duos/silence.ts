import { type CivilDate, daysBetween } from '../civil-date.ts'
import type { CheckinAnswer, Side } from '../facts.ts'
import type { Programme } from '../programmes.ts'
import { STAFF_DAYS } from './checkin.ts'

/** Both were asked and neither answered within so many days. */
export const UNANSWERED_DAYS = 14
/** A duo that stands still for so long is looked at. */
export const LONG_PAUSE_DAYS = 60

/** What a running duo let us hear, and what staff did with it. */
export type DuoSigns = {
  startedOn: CivilDate
  /** The last day on which either side answered, noted, proposed or agreed to anything. */
  lastSignOn: CivilDate | null
  /** The last day on which staff wrote down that they spoke with the duo. */
  handledOn: CivilDate | null
  /** Whether anybody let us know that they met. */
  metOnce: boolean
  pausedSince: CivilDate | null
  resumedOn: CivilDate | null
  answers: readonly { side: Side; answer: CheckinAnswer; callMe: boolean; on: CivilDate }[]
  /** Milestones by the day on which both were asked. */
  asks: readonly { milestone: string; on: CivilDate; answered: boolean }[]
}

/** Why staff should look, as "Opvolging nodig: {reason}". */
export type FollowUp =
  | { reason: 'call_me' | 'stopped' | 'not_met' | 'could_be_better'; side: Side; on: CivilDate }
  | { reason: 'no_meeting' | 'silent' | 'long_pause'; days: number; on: CivilDate }
  | { reason: 'unanswered'; milestone: string; days: number; on: CivilDate }

const WEIGHT: readonly FollowUp['reason'][] = [
  'call_me',
  'stopped',
  'not_met',
  'could_be_better',
  'no_meeting',
  'silent',
  'unanswered',
  'long_pause',
]

/** The reasons to look at a running duo today, the weightiest first. What staff handled since is none. */
export function followUps({ silenceDays }: Programme, signs: DuoSigns, today: CivilDate): FollowUp[] {
  const { handledOn, pausedSince, resumedOn, lastSignOn, startedOn } = signs
  const isOpen = (on: CivilDate) => handledOn === null || on > handledOn
  const said = signs.answers.filter(({ on }) => isOpen(on)).flatMap(reasonsSaid)
  if (pausedSince !== null) {
    const days = daysBetween(latest([pausedSince, handledOn]), today)
    return byWeight(days >= LONG_PAUSE_DAYS ? [...said, { reason: 'long_pause', days, on: pausedSince }] : said)
  }

  const quietSince = latest([startedOn, lastSignOn, handledOn, resumedOn])
  const days = daysBetween(quietSince, today)
  const silent: FollowUp[] = days >= silenceDays ? [{ reason: 'silent', days, on: quietSince }] : []
  const asks = signs.asks.filter(({ on, answered }) => !answered && isOpen(on) && !(lastSignOn && lastSignOn > on))
  const unanswered = asks.flatMap(({ milestone, on }): FollowUp[] => {
    const waited = daysBetween(on, today)
    return waited >= UNANSWERED_DAYS ? [{ reason: 'unanswered', milestone, days: waited, on }] : []
  })
  const met = signs.metOnce || (handledOn !== null && daysBetween(startedOn, handledOn) >= STAFF_DAYS)
  const young = daysBetween(startedOn, today)
  const noMeeting: FollowUp[] =
    !met && young >= STAFF_DAYS && young < silenceDays ? [{ reason: 'no_meeting', days: young, on: startedOn }] : []
  return byWeight([...said, ...noMeeting, ...silent, ...unanswered.slice(-1)])
}

function reasonsSaid({ side, answer, callMe, on }: DuoSigns['answers'][number]): FollowUp[] {
  const said: FollowUp[] = answer === 'good' ? [] : [{ reason: answer, side, on }]
  return callMe ? [{ reason: 'call_me', side, on }, ...said] : said
}

const byWeight = (reasons: FollowUp[]): FollowUp[] =>
  reasons.sort((a, b) => WEIGHT.indexOf(a.reason) - WEIGHT.indexOf(b.reason) || (a.on < b.on ? -1 : 1))

const latest = (days: (CivilDate | null)[]): CivilDate =>
  days.reduce<CivilDate>((a, b) => (b !== null && b > a ? b : a), '')
