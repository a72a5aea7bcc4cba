import { Hono } from 'hono'
import * as z from 'zod'
import { saveCap } from '../../../db/office/caps.ts'
import { publishTexts } from '../../../db/people/consents.ts'
import {
  boundsSchema,
  type CitySettings,
  loadSettings,
  saveAccessibility,
  saveAssociation,
  saveBounds,
  saveSettings,
  settingsSchema,
} from '../../../db/settings.ts'
import type { FieldError } from '../../../views/form.tsx'
import { associationField, capField } from '../../../views/staff/settings.tsx'
import { boundField } from '../../../views/staff/settings-bounds.tsx'
import { nl } from '../../../views/words.ts'
import { consentTexts } from '../../consent-texts.ts'
import type { Deps } from '../../deps.ts'
import { civilDateOf } from '../../domain/civil-date.ts'
import { LEAST_AGE, MOST_AGE } from '../../domain/programmes.ts'
import { isVisible } from '../../domain/signup-answers.ts'
import { isManager } from '../../domain/staff-role.ts'
import { accessibilityForm } from '../../office/accessibility-form.ts'
import {
  boundedProgrammes,
  boundNames,
  currentCaps,
  errorsOf,
  isSameCap,
  showSettings,
} from '../../office/settings-page.tsx'
import { managesCity, mayName } from '../../office/sight.ts'
import { refuseForm } from '../../office/staff-page.tsx'
import type { StaffEnv } from '../../office/staff-session.ts'
import { paths } from '../../paths.ts'

const words = nl.staff.settings

const { retentionMonths, duoRetentionMonths, cityName, serviceName, contactEmail, contactPhone, dpoEmail } =
  settingsSchema.shape
const number = z
  .string()
  .trim()
  .regex(/^\d{1,4}$/)
  .transform(Number)
const associationForm = z.object({
  contactEmail,
  contactPhone: contactPhone.refine(isVisible),
  dpoEmail,
  retentionMonths: number.pipe(retentionMonths),
  duoRetentionMonths: number.pipe(duoRetentionMonths),
})
const cityForm = associationForm.extend({
  cityName: cityName.refine(isVisible),
  serviceName: serviceName.refine(isVisible),
})
const WRONG = {
  cityName: words.textWrong(60),
  serviceName: words.textWrong(60),
  contactEmail: words.emailWrong,
  contactPhone: words.phoneWrong,
  dpoEmail: words.emailWrong,
  retentionMonths: words.monthsWrong(1, 60),
  duoRetentionMonths: words.monthsWrong(7, 60),
} satisfies Record<keyof CitySettings, string>

const text = z.string().catch('')
const typedAssociation = z.object({
  contactEmail: text,
  contactPhone: text,
  dpoEmail: text,
  retentionMonths: text,
  duoRetentionMonths: text,
})
const typedCity = typedAssociation.extend({ cityName: text, serviceName: text })
const typedAccessibility = z.object({ compliance: text, assessor: text, assessedOn: text, gaps: text })
const whichProgramme = z.object({ programme: z.string() })
const capForm = whichProgramme.extend({ year: z.coerce.number().int(), cap: text })

/** What a manager sets: the city's for the city, an association's for its own programme, caps for both. */
export function settingsRoutes(deps: Deps): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()

  app.get(paths.settings(), (c) => (isManager(c.get('signedIn').office) ? showSettings(c, deps) : c.notFound()))

  app.post(paths.settings(), async (c) => {
    if (!managesCity(c.get('signedIn'))) return c.notFound()
    const body = await c.req.parseBody()
    const parsed = cityForm.safeParse(body)
    if (!parsed.success)
      return showSettings(c, deps, { errors: wrongSettings(parsed.error), city: typedCity.parse(body) })

    await saveSettings(deps, parsed.data, c.get('signedIn').staffId)
    return published(deps).then(() => c.redirect(paths.settingsSaved(), 303))
  })

  app.post(paths.associations(), async (c) => {
    const { office, staffId } = c.get('signedIn')
    const body = await c.req.parseBody()
    const which = whichProgramme.safeParse(body)
    const programme = which.success ? which.data.programme : ''
    if (!isManager(office) || managesCity(c.get('signedIn')) || !mayName(c.get('signedIn'), programme))
      return c.notFound()
    const parsed = associationForm.safeParse(body)
    if (!parsed.success) {
      const errors = wrongSettings(parsed.error).map(({ field, message }) => ({
        field: associationField(programme, field),
        message,
      }))
      return showSettings(c, deps, { errors, association: { ...typedAssociation.parse(body), programme } })
    }

    await saveAssociation(deps, { programme, own: parsed.data, staffId })
    return published(deps).then(() => c.redirect(paths.settingsSaved(), 303))
  })

  app.post(paths.bounds(), async (c) => {
    const signedIn = c.get('signedIn')
    const body = await c.req.parseBody()
    const programme = boundedProgrammes(signedIn).find(({ id }) => id === body.programme)
    if (!isManager(signedIn.office) || !programme) return c.notFound()
    const names = boundNames(programme)
    const ages = Object.fromEntries(names.map((name) => [name, text.parse(body[name])]))
    const parsed = z.record(z.string(), number).pipe(boundsSchema).safeParse(ages)
    if (!parsed.success) {
      const wrong = new Set(parsed.error.issues.map(({ path }) => path[0]))
      const message = words.boundWrong(LEAST_AGE, MOST_AGE)
      const errors = names
        .filter((name) => wrong.has(name))
        .map((name) => ({ field: boundField(programme.id, name), message }))
      return showSettings(c, deps, { errors, bounds: { programme: programme.id, ages } })
    }

    await saveBounds(deps, { programme: programme.id, bounds: parsed.data, staffId: signedIn.staffId })
    return c.redirect(paths.settingsSaved(), 303)
  })

  app.post(paths.accessibilitySettings(), async (c) => {
    if (!managesCity(c.get('signedIn'))) return c.notFound()
    const typed = typedAccessibility.parse(await c.req.parseBody())
    const parsed = accessibilityForm(civilDateOf(deps.now())).safeParse(typed)
    if (!parsed.success) return showSettings(c, deps, { errors: errorsOf(parsed.error), accessibility: typed })

    await saveAccessibility(deps, parsed.data, c.get('signedIn').staffId)
    return c.redirect(paths.settingsSaved(), 303)
  })

  app.post(paths.caps(), async (c) => {
    const signedIn = c.get('signedIn')
    if (!isManager(signedIn.office)) return c.notFound()
    const sent = capForm.safeParse(await c.req.parseBody())
    const caps = await currentCaps(deps, signedIn)
    if (!sent.success || !caps.some((cap) => isSameCap(cap, sent.data))) return refuseForm(c, deps)
    const { programme, year } = sent.data
    const cap = number.safeParse(sent.data.cap)
    if (!cap.success) {
      const errors = [{ field: capField(programme, year), message: words.capWrong }]
      return showSettings(c, deps, { errors, cap: sent.data })
    }

    await saveCap(deps, { programme, year, cap: cap.data, staffId: signedIn.staffId })
    return c.redirect(paths.settingsSaved(), 303)
  })

  return app
}

const published = async (deps: Deps): Promise<void> =>
  publishTexts(deps.db, consentTexts(await loadSettings(deps.db)), deps.now())

const settingKey = settingsSchema.keyof()

const wrongSettings = (error: z.ZodError): FieldError[] =>
  [...new Set(error.issues.map(({ path }) => settingKey.parse(path[0])))].map((field) => ({
    field,
    message: WRONG[field],
  }))
