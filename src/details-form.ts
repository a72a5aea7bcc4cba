import * as z from 'zod'
import type { Participant } from '../db/people/participant.ts'
import type { Details } from '../db/people/participant-changes.ts'
import type { FieldError } from '../views/form.tsx'
import { nl } from '../views/words.ts'
import { STAGES } from './domain/facts.ts'
import type { Detail, Programme } from './domain/programmes.ts'
import { MOST_CAPACITY } from './domain/signup.ts'
import { BLANK_EXTRA, checkAnswers, checkExtra, UNSURE } from './domain/signup-answers.ts'

/** The form in which staff correct what is known of a participant. */

const text = z.string().catch('')
const many = z.union([z.array(z.string()), z.string().transform((one) => [one])]).catch([])

/** As typed: anything may stand in it; '' is not known. */
export const typedDetails = z
  .object({
    topics: many,
    sector: text,
    languages: many,
    name: text,
    capacity: text,
    sameSectorWelcome: text,
    stage: text,
    business: text,
    businessVisible: text,
    inCentre: text,
  })
  .transform(({ topics, sector, languages, name, businessVisible, ...extra }) => ({
    answers: { topics, sector, languages, name },
    extra: { ...extra, businessVisible: businessVisible === 'yes' },
  }))
export type TypedDetails = z.infer<typeof typedDetails>

/** The form as it opens. */
export const typedOf = (who: Participant, name: string): TypedDetails => ({
  answers: {
    topics: who.topics.length > 0 ? who.topics : [UNSURE],
    sector: who.sector ?? UNSURE,
    languages: who.languages,
    name,
  },
  extra: {
    capacity: String(who.capacity),
    sameSectorWelcome: yesNo(who.sameSectorWelcome),
    stage: who.stage ?? '',
    business: who.business ?? '',
    businessVisible: who.businessVisible,
    inCentre: yesNo(who.inCentre),
  },
})

type Fields = Record<string, string | string[]>

const fieldsOf = ({ answers, extra }: TypedDetails): Fields => ({
  ...answers,
  ...extra,
  businessVisible: extra.businessVisible ? 'yes' : '',
})

/** What the form was filled in with when it opened: for a hidden field of it. */
export const packedDetails = (typed: TypedDetails): string => JSON.stringify(fieldsOf(typed))

/**
 * What staff changed, on the details as they are now: a form that stood open takes back nothing that its owner, or a
 * colleague, changed meanwhile. `clashes`: fields that both changed, to something else.
 * @param packed as `packedDetails` made it; where it cannot be read, nothing changed meanwhile.
 */
export function mergedDetails(packed: unknown, sent: TypedDetails, now: TypedDetails) {
  const [opened, is] = [unpacked(packed) ?? fieldsOf(now), fieldsOf(now)]
  const clashes: FieldError[] = []
  const merged = Object.entries(fieldsOf(sent)).map(([field, value]) => {
    if (isSame(value, opened[field])) return [field, is[field]]
    if (!isSame(is[field], opened[field]) && !isSame(is[field], value))
      clashes.push({ field, message: nl.participants.form.changedMeanwhile })
    return [field, value]
  })
  return { typed: typedDetails.parse(Object.fromEntries(merged)), clashes }
}

function unpacked(packed: unknown): Fields | null {
  try {
    return fieldsOf(typedDetails.parse(JSON.parse(String(packed))))
  } catch {
    return null
  }
}

const isSame = (one: string | string[] | undefined, other: string | string[] | undefined): boolean =>
  JSON.stringify([one].flat().sort()) === JSON.stringify([other].flat().sort())

/** Places that staff can choose: 0 is "nobody new"; what is stored can stay. */
export const capacitiesFor = (present: number): number[] =>
  Array.from({ length: Math.max(MOST_CAPACITY, present) + 1 }, (_, count) => count)

type Known = Pick<
  Participant,
  'side' | 'capacity' | 'business' | 'businessVisible' | 'sameSectorWelcome' | 'stage' | 'inCentre'
>

/** What staff made of it, or what is wrong, in the form's order. What this side is not asked stays as it was. */
export function readDetails(programme: Programme, who: Known, { answers, extra }: TypedDetails) {
  // The address is not on this form: a well-formed one stands in for it.
  const checked = checkAnswers(programme, who.side, { ...answers, email: 'niet@voorbeeld.be' })
  const asks = (detail: Detail) => programme.sides[who.side].details.includes(detail)
  const business = checkExtra(['business'], { ...BLANK_EXTRA, business: extra.business })
  const capacity = asks('capacity') ? Number(extra.capacity) : who.capacity
  const isPlaces = !asks('capacity') || capacitiesFor(who.capacity).map(String).includes(extra.capacity)
  if (checked.kind === 'problems' || business.kind === 'problems' || !isPlaces) {
    const messages = nl.signups.problems(programme.sides[who.side].topicsMost)
    const errors: FieldError[] = [
      ...problemsOf(checked).map(({ field, code }) => ({ field, message: messages[code] })),
      ...(isPlaces ? [] : [{ field: 'capacity', message: nl.participants.form.capacityWrong }]),
      ...problemsOf(business).map(({ field, code }) => ({ field, message: nl.signups.extra.problems[code] })),
    ]
    return { kind: 'errors' as const, errors }
  }

  const { topics, sector, languages, name } = checked.form
  const details: Details = {
    ...{ topics, sector, languages, name, capacity },
    inCentre: asks('inCentre') ? yesNoOf(extra.inCentre) : who.inCentre,
    stage: asks('stage') ? (STAGES.find((stage) => stage === extra.stage) ?? null) : who.stage,
    sameSectorWelcome: asks('sameSector') ? yesNoOf(extra.sameSectorWelcome) : who.sameSectorWelcome,
    business: asks('business') ? (business.extra.business ?? null) : who.business,
    businessVisible: asks('business') ? extra.businessVisible : who.businessVisible,
  }
  return { kind: 'fine' as const, details }
}

const problemsOf = <Problem>(checked: { kind: 'fine' } | { kind: 'problems'; problems: Problem[] }): Problem[] =>
  checked.kind === 'problems' ? checked.problems : []

const yesNo = (value: boolean | null): string => (value === null ? '' : value ? 'yes' : 'no')

const yesNoOf = (value: string): boolean | null => (value === 'yes' ? true : value === 'no' ? false : null)
