import * as z from 'zod'
import type { Participant } from '../db/people/participant.ts'
import type { Details } from '../db/people/participant-changes.ts'
import type { FieldError } from '../views/form.tsx'
import { nl } from '../views/words.ts'
import { STAGES } from './domain/facts.ts'
import type { Programme } from './domain/programmes.ts'
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

/** Places that staff can choose: 0 is "nobody new"; what is stored can stay. */
export const capacitiesFor = (present: number): number[] =>
  Array.from({ length: Math.max(MOST_CAPACITY, present) + 1 }, (_, count) => count)

type Known = Pick<Participant, 'side' | 'capacity' | 'business' | 'businessVisible' | 'sameSectorWelcome' | 'stage'>

/** What staff made of it, or what is wrong, in the form's order. The other side's questions stay as they were. */
export function readDetails(programme: Programme, who: Known, { answers, extra }: TypedDetails) {
  // The address is not on this form: a well-formed one stands in for it.
  const checked = checkAnswers(programme, who.side, { ...answers, email: 'niet@voorbeeld.be' })
  const business = checkExtra(['business'], { ...BLANK_EXTRA, business: extra.business })
  const capacity = who.side === 'mentor' ? Number(extra.capacity) : who.capacity
  const isPlaces = who.side === 'mentee' || capacitiesFor(who.capacity).map(String).includes(extra.capacity)
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
  const common = { topics, sector, languages, name, capacity, inCentre: yesNoOf(extra.inCentre) }
  const details: Details =
    who.side === 'mentor'
      ? {
          ...common,
          stage: who.stage,
          sameSectorWelcome: yesNoOf(extra.sameSectorWelcome),
          business: business.extra.business ?? null,
          businessVisible: extra.businessVisible,
        }
      : {
          ...common,
          stage: STAGES.find((stage) => stage === extra.stage) ?? null,
          sameSectorWelcome: who.sameSectorWelcome,
          business: who.business,
          businessVisible: who.businessVisible,
        }
  return { kind: 'fine' as const, details }
}

const problemsOf = <Problem>(checked: { kind: 'fine' } | { kind: 'problems'; problems: Problem[] }): Problem[] =>
  checked.kind === 'problems' ? checked.problems : []

const yesNo = (value: boolean | null): string => (value === null ? '' : value ? 'yes' : 'no')

const yesNoOf = (value: string): boolean | null => (value === 'yes' ? true : value === 'no' ? false : null)
