import type { OwnData, OwnDetails } from '../db/my-data.ts'
import type { FieldError } from '../views/form.tsx'
import type { DetailsAnswers } from '../views/my-details.tsx'
import { nl } from '../views/words.ts'
import { programmeOf } from './domain/programmes.ts'
import { checkAnswers, checkExtra, UNSURE } from './domain/signup-answers.ts'

/** What is stored, as the form shows it. */
export const storedAnswers = (own: OwnData): DetailsAnswers => ({
  name: own.name,
  topics: own.topics.length > 0 ? own.topics : [UNSURE],
  sector: own.sector ?? UNSURE,
  languages: own.languages,
  phone: own.phone ?? '',
  business: own.business ?? '',
  businessVisible: own.businessVisible,
  capacity: String(own.capacity),
  stage: own.stage ?? '',
})

/** What was typed, whatever it is. */
export const typedAnswers = (fields: URLSearchParams): DetailsAnswers => ({
  name: textOf(fields, 'name'),
  topics: fields.getAll('topics'),
  sector: textOf(fields, 'sector'),
  languages: fields.getAll('languages'),
  phone: textOf(fields, 'phone'),
  business: textOf(fields, 'business'),
  businessVisible: fields.has('businessVisible'),
  capacity: textOf(fields, 'capacity'),
  stage: textOf(fields, 'stage'),
})

export type CheckedDetails = { kind: 'fine'; details: OwnDetails } | { kind: 'problems'; errors: FieldError[] }

/** The same rules as on the sign-up form, and the same words. */
export function checkDetails(own: OwnData, answers: DetailsAnswers): CheckedDetails {
  const programme = programmeOf(own.programme)
  const form = checkAnswers(programme, own.side, { ...answers, email: own.email })
  const extra = checkExtra(own.side, {
    ...answers,
    businessVisible: answers.businessVisible ? 'yes' : 'no',
    sameSectorWelcome: '',
    inCentre: '',
  })
  if (form.kind === 'problems' || extra.kind === 'problems') {
    const words = nl.signups.problems(programme.sides[own.side].topicsMost)
    return {
      kind: 'problems',
      errors: [
        ...(form.kind === 'problems' ? form.problems : []).map(({ field, code }) => ({ field, message: words[code] })),
        ...(extra.kind === 'problems' ? extra.problems : []).map(({ field, code }) => ({
          field,
          message: nl.signups.extra.problems[code],
        })),
      ],
    }
  }
  const { name, topics, sector, languages } = form.form
  const { phone = null, business = null, stage = null, capacity = own.capacity } = extra.extra
  const common = { name, topics, sector, languages, phone }
  return {
    kind: 'fine',
    details:
      own.side === 'mentor'
        ? { ...common, business, businessVisible: answers.businessVisible, capacity }
        : { ...common, stage },
  }
}

/** A field that was not sent is one that was left empty. */
const textOf = (fields: URLSearchParams, name: string): string => fields.get(name) ?? ''
