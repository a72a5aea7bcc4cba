import { addMonths, type CivilDate } from '../civil-date.ts'
import type { OutcomeMoment } from '../facts.ts'
import type { Outcome, Programme, Tier } from '../programmes.ts'

/** The second outcome is asked so many months after the start of the duo. */
export const OUTCOME_MONTHS = 12

/** Civil dates; the last day included, null is a contract without an end. */
export type Contract = { startsOn: CivilDate; endsOn: CivilDate | null }

export type OutcomeFact = { moment: OutcomeMoment; code: string; contract: Contract | null }

type EndedDuo = { startedOn: CivilDate; endedOn: CivilDate | null }

/** The day from which the outcome of a moment can be known: the end, and a year after the start if it ended by then. */
export function outcomeDueOn({ startedOn, endedOn }: EndedDuo, moment: OutcomeMoment): CivilDate | null {
  if (endedOn === null || moment === 'end') return endedOn
  const year = addMonths(startedOn, OUTCOME_MONTHS)
  return endedOn > year ? endedOn : year
}

/** The tier of a result: of a job, by how long its contract lasts. A code that the programme dropped counts as none. */
export function tierOf({ outcomes }: Programme, { code, contract }: Pick<OutcomeFact, 'code' | 'contract'>): Tier {
  const outcome = outcomes.find(({ id }) => id === code)
  if (!outcome) return 'none'
  if (!outcome.contract) return outcome.tier
  return contract && lastsLonger(contract, outcome.contract.longerThanMonths) ? outcome.tier : outcome.contract.shorter
}

/** More than so many months: 1 January to 31 March is three months, not more. */
export const lastsLonger = ({ startsOn, endsOn }: Contract, months: number): boolean =>
  endsOn === null || endsOn >= addMonths(startsOn, months)

export type OutcomeDecision =
  | { kind: 'recorded'; tier: Tier }
  | { kind: 'still-running' }
  | { kind: 'too-early'; from: CivilDate }
  | { kind: 'unknown-code' | 'contract-missing' | 'contract-not-asked' | 'contract-ends-before-start' }
  | { kind: 'contract-before-duo'; startedOn: CivilDate }
  | { kind: 'contract-after-year'; until: CivilDate }

/** What came of a duo, as told today. A contract counts when it begins in the twelve months after the duo's start. */
export function decideOutcome(
  programme: Programme,
  duo: EndedDuo,
  fact: OutcomeFact,
  today: CivilDate,
): OutcomeDecision {
  const from = outcomeDueOn(duo, fact.moment)
  if (from === null) return { kind: 'still-running' }
  if (today < from) return { kind: 'too-early', from }
  const outcome = programme.outcomes.find(({ id }) => id === fact.code)
  if (!outcome) return { kind: 'unknown-code' }
  return wrongContract(outcome, fact.contract, duo.startedOn) ?? { kind: 'recorded', tier: tierOf(programme, fact) }
}

function wrongContract(outcome: Outcome, contract: Contract | null, startedOn: CivilDate): OutcomeDecision | null {
  if (!outcome.contract) return contract ? { kind: 'contract-not-asked' } : null
  if (!contract) return { kind: 'contract-missing' }
  const { startsOn, endsOn } = contract
  if (endsOn !== null && endsOn < startsOn) return { kind: 'contract-ends-before-start' }
  if (startsOn < startedOn) return { kind: 'contract-before-duo', startedOn }
  const until = addMonths(startedOn, OUTCOME_MONTHS)
  return startsOn > until ? { kind: 'contract-after-year', until } : null
}

/** Moments whose outcome is due and not known; the end's is no longer asked once the year's is known. */
export function dueOutcomes(duo: EndedDuo, known: readonly OutcomeMoment[], today: CivilDate): OutcomeMoment[] {
  return (['end', 'year'] as const).filter((moment) => {
    const from = outcomeDueOn(duo, moment)
    return from !== null && from <= today && !known.includes(moment) && !known.includes('year')
  })
}
