import * as z from 'zod'
import type { FieldError } from '../../views/form.tsx'
import { nl } from '../../views/words.ts'
import type { Deps } from '../deps.ts'
import { civilDateOf } from '../domain/civil-date.ts'
import { SIDES } from '../domain/facts.ts'
import { isPlaceCode } from '../domain/place-code.ts'
import type { Programme } from '../domain/programmes.ts'
import { checkAnswers, type SignupAnswers } from '../domain/signup-answers.ts'

/** The forms in which staff type over or correct what a participant said. */

const words = nl.participants.form
const text = z.string().catch('')
const many = z.union([z.array(z.string()), z.string().transform((one) => [one])]).catch([])

/** The answers as typed: anything may stand in them. */
export const typedAnswers = z.object({ topics: many, sector: text, languages: many, name: text, email: text })

export const typedPaper = z.object({ signedOn: text, place: text, event: text, partner: text })
export const typedTicks = z
  .object({ consent: text, invitations: text, seen: text })
  .transform(({ consent, invitations, seen }) => ({
    consent: consent === 'yes',
    invitations: invitations === 'yes',
    seen: seen === 'yes',
  }))

export const creation = z.object({ programme: z.string(), side: z.enum(SIDES), _form: z.string().min(20).max(64) })

type Typed = {
  answers: SignupAnswers
  paper: z.infer<typeof typedPaper>
  ticks: z.infer<typeof typedTicks>
}

/** What is wrong with a paper form as typed over, in the form's order; or the sign-up that it is. */
export function readPaperForm(deps: Deps, programme: Programme, side: z.infer<typeof creation>['side'], typed: Typed) {
  const checked = checkAnswers(programme, side, typed.answers)
  const paper = paperFields(civilDateOf(deps.now())).safeParse({ ...typed.paper, ...typed.ticks })
  if (checked.kind === 'fine' && paper.success) {
    const { signedOn, place } = paper.data
    const form = { ...checked.form, invitations: typed.ticks.invitations }
    return { kind: 'fine' as const, form, reference: `${signedOn} · ${place}` }
  }
  const messages = nl.signups.problems(programme.sides[side].topicsMost)
  const ofAnswers = checked.kind === 'problems' ? checked.problems : []
  return {
    kind: 'errors' as const,
    errors: [
      ...ofAnswers.map(({ field, code }): FieldError => ({ field, message: messages[code] })),
      ...(paper.success ? [] : errorsOf(paper.error)),
    ],
  }
}

const paperFields = (today: string) =>
  z.object({
    signedOn: z.iso.date(words.signedOnMissing).refine((date) => date <= today, words.signedOnLater),
    place: z
      .string()
      .trim()
      .min(1, words.placeMissing)
      .refine((code) => code === '' || isPlaceCode(code), words.placeWrong),
    consent: z.literal(true, words.consentMissing),
  })

/** Our messages of a schema, by field. */
export const errorsOf = (error: z.ZodError): FieldError[] =>
  error.issues.map(({ path, message }) => ({ field: String(path[0]), message }))
