import * as z from 'zod'
import { nl } from '../../views/words.ts'
import { ASSESSORS, COMPLIANCES } from '../domain/accessibility.ts'
import type { CivilDate } from '../domain/civil-date.ts'
import { onlyVisible } from '../domain/signup-answers.ts'

const { wrong, dayLater, gapsInFull } = nl.staff.settings.accessibility

const GAPS_MOST = 1000

/** Nobody looked tomorrow; a site with gaps says which, and one without names none. */
export const accessibilityForm = (today: CivilDate) =>
  z
    .object({
      compliance: z.enum(COMPLIANCES, wrong.compliance),
      assessor: z.enum(ASSESSORS, wrong.assessor),
      assessedOn: z.iso.date(wrong.assessedOn).refine((day) => day <= today, dayLater),
      gaps: z
        .string()
        .transform((text) => onlyVisible(text).trim().replaceAll(/\s+/g, ' '))
        .pipe(z.string().max(GAPS_MOST, wrong.gaps)),
    })
    .superRefine(({ compliance, gaps }, c) => {
      if (compliance === 'full' && gaps !== '') c.addIssue({ code: 'custom', path: ['gaps'], message: gapsInFull })
      if (compliance !== 'full' && gaps === '') c.addIssue({ code: 'custom', path: ['gaps'], message: wrong.gaps })
    })
