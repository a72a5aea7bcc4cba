import { daysBetween } from './civil-date.ts'
import { type OutcomeMoment, type Side, STOP_REASONS, type StopReason } from './facts.ts'
import { isIn, type Period, type PeriodFacts, type ReportDuo } from './report/facts.ts'
import { median, percentile, type Share, shareOf } from './report/statistics.ts'

export type { Period, PeriodFacts, ReportDuo } from './report/facts.ts'

/** How the report counts, as a city sets it and as the report says it. */
export type ReportRules = {
  /** Whether a direct outcome counts among the broad ones too: "30 % direct, 70 % in the broad sense" of all. */
  broadIncludesDirect: boolean
}

export const DEFAULT_RULES: ReportRules = { broadIncludesDirect: true }

/** Of duos whose outcome could be known in the period: `of`, with "niet bekend" and nothing written down among the none. */
export type OutcomeFigures = { of: number; known: number; direct: Share; broad: Share; none: Share }

export type Report = {
  period: Period
  rules: ReportRules
  /** Events held. */
  events: number
  /** People who signed up for the first time, by side; the same address twice is one. */
  signups: Record<Side, number>
  /** Introductions sent, and what became of those: `accepted` is agreed of decided, so `open` ones weigh nothing. */
  introductions: { sent: number; open: number; agreed: number; ended: number; accepted: Share }
  /** Days from a mentee's sign-up to the start of that mentee's first duo, for first duos started in the period. */
  daysToDuo: { of: number; median: number | null; p90: number | null }
  /** Started, completed and ended early in the period; running at the end of its last day. */
  duos: { started: number; running: number; completed: number; endedEarly: number }
  /** Reasons of duos that ended early, as either of the two or staff told them: a duo may have several, or `none`. */
  stopReasons: Record<StopReason | 'withdrawn' | 'none', number>
  /** What was noted of meetings in the period; a meeting that both noted counts once. */
  meetings: { times: number; minutes: number; mentors: number }
  outcomes: Record<OutcomeMoment, OutcomeFigures>
  /** Each calendar year that the period touches: duos started in that whole year, of the places it had. */
  caps: { year: number; cap: number; started: number }[]
}

/** Every figure of one programme for a period of civil dates. Totals are whole: only breakdowns are suppressed. */
export function makeReport(facts: PeriodFacts, period: Period, rules: ReportRules = DEFAULT_RULES): Report {
  return {
    period,
    rules,
    events: facts.events.filter(({ on }) => isIn(period, on)).length,
    signups: signupsBySide(facts, period),
    introductions: introductionFigures(facts, period),
    daysToDuo: daysToDuo(facts, period),
    duos: duoFigures(facts, period),
    stopReasons: stopReasons(facts, period),
    meetings: meetingFigures(facts, period),
    outcomes: {
      end: outcomeFigures(facts.duos, 'end', period, rules),
      year: outcomeFigures(facts.duos, 'year', period, rules),
    },
    caps: capFigures(facts, period),
  }
}

function signupsBySide({ signups }: PeriodFacts, period: Period): Record<Side, number> {
  const within = signups.filter((sum) => holds(period, sum))
  return { mentor: total(within, ({ mentor }) => mentor), mentee: total(within, ({ mentee }) => mentee) }
}

function introductionFigures({ introductions }: PeriodFacts, period: Period): Report['introductions'] {
  const within = introductions.filter((sum) => holds(period, sum))
  const [sent, agreed] = [total(within, (sum) => sum.sent), total(within, (sum) => sum.agreed)]
  const ended = total(within, (sum) => sum.ended)
  return { sent, open: sent - agreed - ended, agreed, ended, accepted: shareOf(agreed, agreed + ended) }
}

/** Whether all that a sum counts lies in the period. */
const holds = ({ from, until }: Period, sum: Period): boolean => sum.from >= from && sum.until <= until

const total = <Sum>(sums: readonly Sum[], of: (sum: Sum) => number): number =>
  sums.reduce((all, sum) => all + of(sum), 0)

/** A duo that moved in from elsewhere, before its mentee signed up here, says nothing about our time. */
function daysToDuo({ duos }: PeriodFacts, period: Period): Report['daysToDuo'] {
  const first = new Map<string, ReportDuo>()
  for (const duo of duos) {
    if (duo.startedOn > period.until) continue
    const other = first.get(duo.menteeId)
    if (other === undefined || duo.startedOn < other.startedOn) first.set(duo.menteeId, duo)
  }
  const days = [...first.values()]
    .filter(({ menteeSignedUpOn, startedOn }) => menteeSignedUpOn <= startedOn && startedOn >= period.from)
    .map(({ menteeSignedUpOn, startedOn }) => daysBetween(menteeSignedUpOn, startedOn))
  return { of: days.length, median: median(days), p90: percentile(days, 0.9) }
}

function duoFigures({ duos }: PeriodFacts, period: Period): Report['duos'] {
  const ended = duos.filter(({ end }) => end && isIn(period, end.on))
  const completed = ended.filter(({ end }) => end?.reason === 'completed').length
  const running = duos.filter(({ startedOn, end }) => startedOn <= period.until && (!end || end.on > period.until))
  return {
    started: duos.filter(({ startedOn }) => isIn(period, startedOn)).length,
    running: running.length,
    completed,
    endedEarly: ended.length - completed,
  }
}

function stopReasons({ duos }: PeriodFacts, period: Period): Report['stopReasons'] {
  const early = duos.filter(({ end }) => end && end.reason !== 'completed' && isIn(period, end.on))
  const count = (isIt: (duo: ReportDuo) => boolean) => early.filter(isIt).length
  const told = STOP_REASONS.map((reason) => [reason, count((duo) => duo.stopReasons.includes(reason))] as const)
  const nothing = { goal_reached: 0, no_time: 0, no_click: 0, moved: 0, personal: 0, other: 0, not_said: 0 }
  return {
    ...nothing,
    ...Object.fromEntries(told),
    withdrawn: count(({ end }) => end?.reason === 'withdrawn'),
    none: count(({ end, stopReasons }) => end?.reason !== 'withdrawn' && stopReasons.length === 0),
  }
}

function meetingFigures({ duos }: PeriodFacts, period: Period): Report['meetings'] {
  let [times, minutes] = [0, 0]
  const mentors = new Set<string>()
  for (const { mentorId, meetings } of duos)
    for (const met of meetings) {
      if (!isIn(period, met.metOn)) continue
      times += 1
      minutes += met.minutes
      mentors.add(mentorId)
    }
  return { times, minutes, mentors: mentors.size }
}

function outcomeFigures(
  duos: readonly ReportDuo[],
  moment: OutcomeMoment,
  period: Period,
  { broadIncludesDirect }: ReportRules,
): OutcomeFigures {
  const due = duos.filter(({ outcomeOn }) => isIn(period, outcomeOn[moment]))
  const of = due.length
  const direct = due.filter(({ outcomes }) => outcomes[moment]?.tier === 'direct').length
  const broad = due.filter(({ outcomes }) => outcomes[moment]?.tier === 'broad').length
  return {
    of,
    known: due.filter(({ outcomes }) => outcomes[moment]?.known).length,
    direct: shareOf(direct, of),
    broad: shareOf(broadIncludesDirect ? direct + broad : broad, of),
    none: shareOf(of - direct - broad, of),
  }
}

function capFigures({ duos, caps }: PeriodFacts, { from, until }: Period): Report['caps'] {
  const [first, last] = [Number(from.slice(0, 4)), Number(until.slice(0, 4))]
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => {
    const year = first + index
    const started = duos.filter(({ startedOn }) => startedOn.startsWith(`${year}-`)).length
    return { year, cap: caps.find((own) => own.year === year)?.cap ?? 0, started }
  })
}
