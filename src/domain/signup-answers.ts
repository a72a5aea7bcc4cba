import * as z from 'zod'
import { type Side, STAGES } from './facts.ts'
import { type Detail, isTopic, type Programme } from './programmes.ts'
import { LANGUAGES, SECTORS } from './sectors.ts'
import { MOST_CAPACITY, type SignupExtra, type SignupForm } from './signup.ts'

/** The form as it was sent: anything may stand in it. */
export type SignupAnswers = { topics: string[]; sector: string; languages: string[]; name: string; email: string }

/** The form before anybody touched it. */
export const BLANK_ANSWERS: SignupAnswers = { topics: [], sector: '', languages: ['nl'], name: '', email: '' }

/** "Ik weet het nog niet", as a topic and as a sector. */
export const UNSURE = 'unsure'

export const NAME_MOST = 100
export const BUSINESS_MOST = 100
const EMAIL_MOST = 200

export const SIGNUP_PROBLEMS = [
  'no-topic',
  'too-many-topics',
  'unknown-topic',
  'topics-or-unsure',
  'no-sector',
  'no-language',
  'no-name',
  'name-too-long',
  'name-signs',
  'no-email',
  'email-form',
] as const
export type SignupProblem = { field: keyof SignupAnswers; code: (typeof SIGNUP_PROBLEMS)[number] }

export type CheckedAnswers =
  | { kind: 'fine'; form: Omit<SignupForm, 'invitations'> }
  | { kind: 'problems'; problems: SignupProblem[] }

/** What the answers mean on this side of the programme, or the first problem of each field, in the form's order. */
export function checkAnswers(programme: Programme, side: Side, answers: SignupAnswers): CheckedAnswers {
  const parsed = schemaOf(programme, side).safeParse(answers)
  return parsed.success
    ? { kind: 'fine', form: { side, ...parsed.data } }
    : { kind: 'problems', problems: firstOfEach(parsed.error, signupProblem) }
}

export const EXTRA_PROBLEMS = ['business-too-long', 'business-signs', 'phone-form', 'not-on-list'] as const
export type ExtraAnswers = Record<keyof SignupExtra, string>

/** The optional page before anybody touched it. */
export const BLANK_EXTRA: ExtraAnswers = {
  business: '',
  businessVisible: '',
  capacity: '',
  sameSectorWelcome: '',
  stage: '',
  phone: '',
  inCentre: '',
}

export type ExtraProblem = { field: keyof SignupExtra; code: (typeof EXTRA_PROBLEMS)[number] }

export type CheckedExtra = { kind: 'fine'; extra: SignupExtra } | { kind: 'problems'; problems: ExtraProblem[] }

/** What the optional page adds; '' is a question left open. Only the questions that the page asks count. */
export function checkExtra(asked: Detail[], answers: ExtraAnswers): CheckedExtra {
  const parsed = extraSchema.safeParse({ ...BLANK_EXTRA, ...pick(answers, asked) })
  return parsed.success
    ? { kind: 'fine', extra: parsed.data }
    : { kind: 'problems', problems: firstOfEach(parsed.error, extraProblem) }
}

// Control signs, letters and signs that show nothing, and what steers the direction or the visibility of text: in a name
// they only mislead the reader. So does a heap of marks on one letter, which covers the lines around it.
// Joiners (200C, 200D) are letters' business in Persian and Hindi.
const HIDDEN_SIGNS =
  /(?![\u200C\u200D])[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800\uFFFD]|(?<=\p{M}{4})\p{M}/u

const EVERY_HIDDEN_SIGN = new RegExp(HIDDEN_SIGNS, 'gu')

/** Whether everything in a text can be seen. */
export const isVisible = (text: string): boolean => !HIDDEN_SIGNS.test(text)

/** A longer text without what cannot be seen, of which a paste is often full; its lines stay lines. */
export const onlyVisible = (text: string): string =>
  text
    .split(/\r\n|\r|\n/)
    .map((line) => line.replaceAll('\t', ' ').replaceAll(EVERY_HIDDEN_SIGN, ''))
    .join('\n')

const typedText = (signs: ExtraProblem['code'] | SignupProblem['code']) =>
  z
    .string()
    .refine(isVisible, signs)
    .transform((text) => text.normalize('NFC').trim().replaceAll(/\s+/g, ' '))

const atMost = (signs: number) => (text: string) => [...text].length <= signs

/** A person's name and address as every form asks them; messages are codes of SIGNUP_PROBLEMS. */
export const name = typedText('name-signs')
  .refine((text) => text !== '', 'no-name')
  .refine(atMost(NAME_MOST), 'name-too-long')
  .refine((text) => /\p{L}/u.test(text), 'no-name')

export const email = z
  .string()
  .trim()
  .min(1, 'no-email')
  .max(EMAIL_MOST, { error: 'email-form', abort: true })
  .pipe(z.email('email-form'))

const languages = z
  .array(z.enum(LANGUAGES, 'no-language'))
  .min(1, 'no-language')
  .transform((codes) => [...new Set(codes)])

const schemas = new Map<string, ReturnType<typeof makeSchema>>()

/** Made once a side: making a schema costs more than using it. */
function schemaOf(programme: Programme, side: Side) {
  const key = `${programme.id}:${side}`
  const schema = schemas.get(key) ?? makeSchema(programme, side)
  schemas.set(key, schema)
  return schema
}

function makeSchema(programme: Programme, side: Side) {
  const { topicsMost, mayNotKnow } = programme.sides[side]
  const sectors = z.enum(SECTORS, 'no-sector')
  return z.object({
    topics: z
      .array(z.string())
      .transform((ids) => [...new Set(ids)])
      .refine((ids) => ids.length > 0, { error: 'no-topic', abort: true })
      .refine((ids) => !(mayNotKnow && ids.includes(UNSURE) && ids.length > 1), {
        error: 'topics-or-unsure',
        abort: true,
      })
      .transform((ids) => (mayNotKnow ? ids.filter((id) => id !== UNSURE) : ids))
      .refine((ids) => ids.every((id) => isTopic(programme, id)), { error: 'unknown-topic', abort: true })
      .refine((ids) => ids.length <= topicsMost, 'too-many-topics'),
    sector: mayNotKnow ? z.union([sectors, z.literal(UNSURE).transform(() => null)], 'no-sector') : sectors,
    languages,
    name,
    email,
  })
}

const PHONE = /^\+?[\d ()./-]{8,30}$/
const open = z.literal('').transform(() => undefined)
const yesOrNo = z.union([open, z.enum(['yes', 'no']).transform((answer) => answer === 'yes')], 'not-on-list')
const capacities = Array.from({ length: MOST_CAPACITY }, (_, index) => String(index + 1))

const extraSchema = z.object({
  business: typedText('business-signs')
    .refine(atMost(BUSINESS_MOST), 'business-too-long')
    .transform((text) => text || undefined),
  businessVisible: yesOrNo,
  capacity: z.union([open, z.enum(capacities).transform(Number)], 'not-on-list'),
  sameSectorWelcome: yesOrNo,
  stage: z.union([open, z.enum(STAGES)], 'not-on-list'),
  phone: z.union([open, z.string().trim().regex(PHONE, 'phone-form')], 'phone-form'),
  inCentre: yesOrNo,
})

const FIELDS = {
  business: ['business', 'businessVisible'],
  capacity: ['capacity'],
  sameSector: ['sameSectorWelcome'],
  stage: ['stage'],
  phone: ['phone'],
  inCentre: ['inCentre'],
} satisfies Record<Detail, (keyof ExtraAnswers)[]>

const pick = (answers: ExtraAnswers, asked: Detail[]): Partial<ExtraAnswers> =>
  Object.fromEntries(asked.flatMap((detail) => FIELDS[detail]).map((field) => [field, answers[field]]))

const signupProblem = z.object({
  field: z.enum(['topics', 'sector', 'languages', 'name', 'email']),
  code: z.enum(SIGNUP_PROBLEMS),
})
const extraProblem = z.object({
  field: z.enum(['business', 'businessVisible', 'capacity', 'sameSectorWelcome', 'stage', 'phone', 'inCentre']),
  code: z.enum(EXTRA_PROBLEMS),
})

/** The schemas' messages are our codes; a message of zod's own would be a check without a code, and throws. */
function firstOfEach<Problem extends { field: string }>(error: z.ZodError, problem: z.ZodType<Problem>): Problem[] {
  const first = new Map<string, Problem>()
  for (const issue of error.issues) {
    const found = problem.parse({ field: issue.path[0], code: issue.message })
    if (!first.has(found.field)) first.set(found.field, found)
  }
  return [...first.values()]
}
