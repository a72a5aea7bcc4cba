import type { OwnData, OwnDetails } from '../../db/people/my-data.ts'
import type { FieldError } from '../../views/form.tsx'
import type { DetailsAnswers } from '../../views/phone/my-details.tsx'
import { nl } from '../../views/words.ts'
import { type Detail, programmeOf } from '../domain/programmes.ts'
import type { SignupExtra, SignupForm } from '../domain/signup.ts'
import { checkAnswers, checkExtra, UNSURE } from '../domain/signup-answers.ts'

/** What is stored, as the form shows it. */
export const storedAnswers = (own: OwnData): DetailsAnswers => ({
  name: own.name,
  topics: own.topics.length > 0 ? own.topics : [UNSURE],
  sector: own.sector ?? UNSURE,
  languages: own.languages,
  phone: own.phone ?? '',
  business: own.business ?? '',
  businessVisible: own.businessVisible ? 'yes' : '',
  capacity: String(own.capacity),
  sameSectorWelcome: yesNo(own.sameSectorWelcome),
  stage: own.stage ?? '',
  inCentre: yesNo(own.inCentre),
})

/** What was typed, whatever it is; a field that was not sent was left empty. */
export function typedAnswers(fields: URLSearchParams): DetailsAnswers {
  const one = (name: string) => fields.get(name) ?? ''
  return {
    name: one('name'),
    topics: fields.getAll('topics'),
    sector: one('sector'),
    languages: fields.getAll('languages'),
    phone: one('phone'),
    business: one('business'),
    businessVisible: one('businessVisible'),
    capacity: one('capacity'),
    sameSectorWelcome: one('sameSectorWelcome'),
    stage: one('stage'),
    inCentre: one('inCentre'),
  }
}

export type CheckedDetails = { kind: 'fine'; details: OwnDetails } | { kind: 'problems'; errors: FieldError[] }

/** The same rules as on the sign-up pages, and the same words. What a side is not asked stays as it was. */
export function checkDetails(own: OwnData, answers: DetailsAnswers): CheckedDetails {
  const programme = programmeOf(own.programme)
  const { details: asked, topicsMost } = programme.sides[own.side]
  const form = checkAnswers(programme, own.side, { ...answers, email: own.email })
  const extra = checkExtra(asked, answers)
  if (form.kind === 'fine' && extra.kind === 'fine')
    return { kind: 'fine', details: detailsOf(own, asked, form.form, extra.extra) }

  const words = nl.signups.problems(topicsMost)
  const wrong = form.kind === 'problems' ? form.problems : []
  const wrongToo = extra.kind === 'problems' ? extra.problems : []
  const errors = [
    ...wrong.map(({ field, code }) => ({ field, message: words[code] })),
    ...wrongToo.map(({ field, code }) => ({ field, message: nl.signups.extra.problems[code] })),
  ]
  return { kind: 'problems', errors }
}

type Typed = Pick<SignupForm, 'name' | 'topics' | 'sector' | 'languages'>

function detailsOf(own: OwnData, asked: Detail[], { name, topics, sector, languages }: Typed, extra: SignupExtra) {
  const isAsked = (detail: Detail) => asked.includes(detail)
  return {
    name,
    topics,
    sector,
    languages,
    phone: isAsked('phone') ? (extra.phone ?? null) : own.phone,
    business: isAsked('business') ? (extra.business ?? null) : own.business,
    businessVisible: isAsked('business') ? extra.businessVisible === true : own.businessVisible,
    capacity: extra.capacity ?? own.capacity,
    sameSectorWelcome: extra.sameSectorWelcome ?? own.sameSectorWelcome,
    stage: extra.stage ?? own.stage,
    inCentre: extra.inCentre ?? own.inCentre,
  }
}

const yesNo = (value: boolean | null): string => (value === null ? '' : value ? 'yes' : 'no')
