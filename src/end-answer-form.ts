import * as z from 'zod'
import { MENTOR_NEXT } from './domain/facts.ts'

/** The questions of the end as a form sends them: what was skipped, or is not among the choices, is null. */
export const endAnswerForm = z.object({
  outcome: z.string().max(60).nullable().catch(null),
  again: z
    .enum(['yes', 'no'])
    .transform((said) => said === 'yes')
    .nullable()
    .catch(null),
  next: z.enum(MENTOR_NEXT).nullable().catch(null),
})
