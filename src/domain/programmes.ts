import type { CivilDate } from './civil-date.ts'
import type { Side } from './facts.ts'
import { duoForAJob } from './programmes/duo-for-a-job.ts'
import { mentoringNaarWerk } from './programmes/mentoring-naar-werk.ts'
import { peterMeter } from './programmes/peter-meter.ts'
import { BOUND_NAMES, type BoundName, type Funding, type Programme } from './programmes/programme.ts'

export type {
  BoundName,
  Checkins,
  Controller,
  Detail,
  Entrance,
  ExtensionRule,
  Funding,
  Outcome,
  PartnerRole,
  Programme,
  ProgrammeSide,
  Tier,
  Topic,
  TrainingModule,
} from './programmes/programme.ts'
export { BOUND_NAMES } from './programmes/programme.ts'

/** Every programme, the city's own first. */
export const PROGRAMMES = {
  'peter-meter': peterMeter,
  'duo-for-a-job': duoForAJob,
  'mentoring-naar-werk': mentoringNaarWerk,
} satisfies Record<string, Programme>

/** The one with which a city begins: its first event is of it, and a page of no programme speaks its words. */
export const FIRST_PROGRAMME: Programme = PROGRAMMES['peter-meter']

const byId = new Map<string, Programme>(Object.entries(PROGRAMMES))

/** @throws Error for an id that no programme has: only ids from our own tables come here. */
export function programmeOf(id: string): Programme {
  const programme = byId.get(id)
  if (!programme) throw new Error('Unknown programme')
  return programme
}

export const isTopic = (programme: Programme, id: string): boolean => programme.topics.some((topic) => topic.id === id)

/** The label of a topic; of one that was dropped since, its id. */
export const topicLabel = (programme: Programme, id: string): string =>
  programme.topics.find((topic) => topic.id === id)?.label ?? id

/** The label of a result; of one that was dropped since, its id. */
export const outcomeLabel = (programme: Programme, code: string): string =>
  programme.outcomes.find(({ id }) => id === code)?.label ?? code

/** Who answers for the data of a programme, as people read it. */
export const controllerName = ({ controller }: Programme, cityName: string): string =>
  controller.kind === 'city' ? cityName : controller.name

/** The programmes whose people the office of this one names: all of the city's, or an association's own. */
export const sameOffice = (id: string): string[] =>
  programmeOf(id).controller.kind === 'city'
    ? Object.values<Programme>(PROGRAMMES).flatMap((each) => (each.controller.kind === 'city' ? [each.id] : []))
    : [id]

/** The years that an age in a condition may have. */
export const LEAST_AGE = 14
export const MOST_AGE = 99

/** The numbers in a programme's texts; `own` are those that its manager set in place of the programme's. */
export const boundsOf = (programme: Programme, own: Readonly<Record<string, number>> = {}): Record<string, number> => ({
  ...programme.bounds,
  ...own,
})

/** What staff check on one side, a line each. */
export const conditionLines = (programme: Programme, side: Side, own?: Readonly<Record<string, number>>): string[] =>
  programme.sides[side].conditions.map((line) => filled(line, boundsOf(programme, own)))

/** The ages that the conditions of one side name. */
export function boundsOn(
  programme: Programme,
  side: Side,
  own?: Readonly<Record<string, number>>,
): { name: BoundName; value: number }[] {
  const bounds = boundsOf(programme, own)
  return BOUND_NAMES.flatMap((name) => {
    const value = bounds[name]
    const isNamed = programme.sides[side].conditions.some((line) => line.includes(`{${name}}`))
    return isNamed && value !== undefined ? [{ name, value }] : []
  })
}

/** A text of a programme with its `{names}` filled in; a name without a value stays as it is, to be noticed. */
export const filled = (text: string, values: Record<string, string | number>): string =>
  text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))

/** The money that a programme reports on for any day of these. */
export const fundingsIn = ({ funding }: Programme, first: CivilDate, last: CivilDate): Funding[] =>
  funding.filter(({ from, until }) => from <= last && (until === null || until >= first))
