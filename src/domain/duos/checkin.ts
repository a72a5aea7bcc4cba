import { addDays, addMonths, type CivilDate } from '../civil-date.ts'
import type { CheckinAnswer, Side } from '../facts.ts'
import type { Programme } from '../programmes.ts'
import { afterPauses, type DuoTime, extensionMonths, isPausedOn, lastDayOf } from './duo-time.ts'

/** Days after two yes: a nudge without a sign, "Zagen jullie elkaar?", and staff look (design of the first weeks). */
export const NUDGE_DAYS = 7
export const MET_DAYS = 14
export const STAFF_DAYS = 21

/** `met`: "Zagen jullie elkaar?"; `how`: "Hoe loopt het?"; `end`: the two questions at the end. */
export type Milestone = { id: string; kind: 'met' | 'how' | 'end'; dueOn: CivilDate }

/** The milestones of a duo as it stands, by day. What a pause without an end holds up is not among them. */
export function milestonesOf(programme: Programme, time: DuoTime): Milestone[] {
  const { checkins, months } = programme
  const { startedOn, endsOn } = time
  const more = extensionMonths(time)
  const extended = Array.from({ length: Math.ceil(more / checkins.extensionEveryMonths) }, (_, n) => {
    const month = n * checkins.extensionEveryMonths
    return { id: `month-${months + month}`, kind: 'how' as const, day: addMonths(endsOn, month) }
  })
  const asked = [
    ...checkins.days.map((days) => {
      const id = `day-${days}`
      return { id, kind: kindOf(programme, id), day: addDays(startedOn, days) }
    }),
    ...checkins.months.map((month) => ({
      id: `month-${month}`,
      kind: 'how' as const,
      day: addMonths(startedOn, month),
    })),
  ].filter(({ day }) => day < endsOn)

  const moved = [...asked, ...extended].flatMap(({ day, ...milestone }) => {
    const dueOn = afterPauses(day, time.pauses)
    return dueOn === null ? [] : [{ ...milestone, dueOn }]
  })
  const last = lastDayOf(time)
  const all: Milestone[] = last === null ? moved : [...moved, { id: 'end', kind: 'end', dueOn: last }]
  return all.sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1))
}

/** What is asked at a milestone, also one whose day has moved since. */
export function kindOf({ starts }: Programme, id: string): Milestone['kind'] {
  if (id === 'end') return 'end'
  const days = /^day-(\d+)$/.exec(id)?.[1]
  return starts === 'when-agreed' && days !== undefined && Number(days) <= MET_DAYS ? 'met' : 'how'
}

/**
 * What is due: the day has come, and it was not asked. Days before `knownSince` are not asked: a duo that moves in
 * with its past is not asked about it. After a stopped clock several may be due; the last one is the one to write about.
 * @param end how the duo ended, if it did: one that completed is still asked the end's questions, one that stopped nothing.
 */
export function dueCheckins(
  programme: Programme,
  { time, end, asked, knownSince }: CheckinDuo,
  today: CivilDate,
): Milestone[] {
  if (end === 'early' || end === 'withdrawn' || isPausedOn(time, today)) return []
  return milestonesOf(programme, time).filter(
    ({ id, kind, dueOn }) =>
      dueOn <= today && dueOn >= knownSince && !asked.includes(id) && (end === null || kind === 'end'),
  )
}

export type CheckinDuo = {
  time: DuoTime
  end: 'completed' | 'early' | 'withdrawn' | null
  /** Milestones that were asked, by id. */
  asked: readonly string[]
  /** When the duo was written down here: its start, or the day of its import. */
  knownSince: CivilDate
}

/** What happened after two yes, before or without a duo. */
export type FirstWeeks = {
  agreedOn: CivilDate
  /** A meeting proposed or agreed, a click, a note: any sign of either. */
  anySign: boolean
  met: boolean
  asked: readonly string[]
}

/** What is due while an agreed introduction waits for its duo: ids 'nudge', 'met' and 'staff', each once. */
export function dueInFirstWeeks({ agreedOn, anySign, met, asked }: FirstWeeks, today: CivilDate): string[] {
  const steps = [
    { id: 'nudge', days: NUDGE_DAYS, needed: !anySign },
    { id: 'met', days: MET_DAYS, needed: !met },
    { id: 'staff', days: STAFF_DAYS, needed: !met },
  ]
  return steps
    .filter(({ id, days, needed }) => needed && !asked.includes(id) && today >= addDays(agreedOn, days))
    .map(({ id }) => id)
}

export type CheckinAnswerDecision =
  | { kind: 'answered'; next: 'thanks' | 'ring' | 'stop' }
  | { kind: 'already-answered'; answer: CheckinAnswer }
  | { kind: 'not-asked' | 'closed' }

/** One tap of one side. `ring`: staff call, because somebody asked so or it could be better. `stop`: lead to stopping. */
export function decideCheckinAnswer(
  facts: { asked: readonly Side[]; answers: Partial<Record<Side, CheckinAnswer>>; ended: boolean },
  { side, answer, callMe }: { side: Side; answer: CheckinAnswer; callMe: boolean },
): CheckinAnswerDecision {
  const given = facts.answers[side]
  if (given) return { kind: 'already-answered', answer: given }
  if (!facts.asked.includes(side)) return { kind: 'not-asked' }
  if (facts.ended) return { kind: 'closed' }
  if (answer === 'stopped') return { kind: 'answered', next: 'stop' }
  return { kind: 'answered', next: callMe || answer !== 'good' ? 'ring' : 'thanks' }
}
