import type { CivilDate } from '../civil-date.ts'
import type { Side } from '../facts.ts'
import { type DescribedPerson, isIn, type Period, type ReportDuo } from './facts.ts'
import { type Cell, LEAST_SHOWN, suppressPartition, suppressSmall } from './suppression.ts'

export const ATTRIBUTES = ['sector', 'topics', 'languages', 'inCentre'] as const
export type Attribute = (typeof ATTRIBUTES)[number]

/** Who is broken down: people by the year in which they signed up, or people by the year in which a duo of theirs began. */
export const POPULATIONS = ['signed_up', 'in_duo'] as const
export type Population = (typeof POPULATIONS)[number]

/** What was not told or is not on the list any more. */
export const NOT_TOLD = 'not_told'

export type Breakdown = { attribute: Attribute; population: Population; side: Side; year: number; cells: Cell[] }

/** What the breakdowns of a year look at: at least who signed up in it, and who had a duo that began in it. */
export type PeopleFacts = {
  people: readonly DescribedPerson[]
  duos: readonly Pick<ReportDuo, 'mentorId' | 'menteeId' | 'startedOn'>[]
}

/**
 * A whole calendar year: two overlapping periods would give away by their difference who signed up in between.
 * @param ids every value that the list of the programme has, in its order; a value that nobody has is "<5" too.
 */
export function breakdown(
  facts: PeopleFacts,
  { attribute, population, side, year }: Omit<Breakdown, 'cells'>,
  ids: readonly string[],
): Breakdown {
  const people = peopleOf(facts, population, side, { from: `${year}-01-01`, until: `${year}-12-31` })
  const counts = new Map<string, number>([...ids, NOT_TOLD].map((id) => [id, 0]))
  for (const person of people) {
    const own = new Set(valuesOf(person, attribute).map((value) => (counts.has(value) ? value : NOT_TOLD)))
    for (const value of own) counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  const rows = [...counts].map(([id, count]) => ({ id, count }))
  const cells = isOneEach(attribute) ? suppressPartition(rows) : suppressSmall(rows, people.length)
  return { attribute, population, side, year, cells }
}

/** Whether a person has one value at most: the values of such an attribute add up to the people. */
export const isOneEach = (attribute: Attribute): boolean => attribute === 'sector' || attribute === 'inCentre'

/**
 * The whole calendar years in a period that are over by `today`: of the rest no breakdown is made. Who read the year that
 * still runs on two days would learn from the difference what those few told who signed up in between.
 */
export function closedYears({ from, until }: Period, today: CivilDate): number[] {
  const [first, last] = [Number(from.slice(0, 4)), Number(until.slice(0, 4))]
  const years = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index)
  return years.filter((year) => from <= `${year}-01-01` && until >= `${year}-12-31` && today > `${year}-12-31`)
}

/** The last year that is over, up to the one that was asked for. */
export const lastClosedYear = (asked: number, today: CivilDate): number =>
  Math.min(asked, Number(today.slice(0, 4)) - 1)

/** Topics asked and offered by who signed up in a year. `short`: asked by at least five, and by more than offer it. */
export function topicSupply(facts: PeopleFacts, year: number, ids: readonly string[]): TopicSupply[] {
  const of = (side: Side) => breakdown(facts, { attribute: 'topics', population: 'signed_up', side, year }, ids).cells
  const offered = new Map(of('mentor').map(({ id, shown }) => [id, shown]))
  return of('mentee').map(({ id, shown: asked }) => {
    const supply = offered.get(id) ?? { kind: 'small' as const }
    return { id, asked, offered: supply, short: asked.kind === 'count' && asked.count > mostOf(supply) }
  })
}

/** As many as it may be, as far as a reader knows. */
function mostOf(shown: Cell['shown']): number {
  if (shown.kind === 'count') return shown.count
  return shown.kind === 'small' ? LEAST_SHOWN - 1 : Number.POSITIVE_INFINITY
}

export type TopicSupply = { id: string; asked: Cell['shown']; offered: Cell['shown']; short: boolean }

function peopleOf(facts: PeopleFacts, population: Population, side: Side, period: Period): DescribedPerson[] {
  const people = facts.people.filter((person) => person.side === side)
  if (population === 'signed_up') return people.filter(({ signedUpOn }) => isIn(period, signedUpOn))
  const started = facts.duos.filter(({ startedOn }) => isIn(period, startedOn))
  const inDuo = new Set(started.map((duo) => (side === 'mentor' ? duo.mentorId : duo.menteeId)))
  return people.filter(({ id }) => inDuo.has(id))
}

function valuesOf(person: DescribedPerson, attribute: Attribute): readonly string[] {
  if (attribute === 'sector') return [person.sector ?? NOT_TOLD]
  if (attribute === 'inCentre') return [person.inCentre === null ? NOT_TOLD : person.inCentre ? 'yes' : 'no']
  return person[attribute].length > 0 ? person[attribute] : [NOT_TOLD]
}
