import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { type CapUse, capNextYear, capThisYear, saveCap } from '../../../db/office/caps.ts'
import { addStaff, disableStaff, enableStaff, listStaff } from '../../../db/office/staff-members.ts'
import { publishTexts } from '../../../db/people/consents.ts'
import { loadSettings, type Settings, saveSettings, settingsSchema } from '../../../db/settings.ts'
import type { FieldError } from '../../../views/form.tsx'
import { capField, SettingsPage, type TypedSettings } from '../../../views/staff/settings.tsx'
import { capitalised } from '../../../views/words/format.ts'
import { nl } from '../../../views/words.ts'
import { consentTexts } from '../../consent-texts.ts'
import type { Deps } from '../../deps.ts'
import { PROGRAMMES, type Programme, programmeOf } from '../../domain/programmes.ts'
import { isVisible } from '../../domain/signup-answers.ts'
import { refuseForm, showStaff } from '../../office/staff-page.tsx'
import type { StaffEnv } from '../../office/staff-session.ts'
import { paths } from '../../paths.ts'

const words = nl.staff.settings
const current = paths.settings()
const programmes = Object.values<Programme>(PROGRAMMES)

const { retentionMonths, duoRetentionMonths, cityName, serviceName, contactEmail, contactPhone, dpoEmail } =
  settingsSchema.shape
const number = z
  .string()
  .trim()
  .regex(/^\d{1,4}$/)
  .transform(Number)
const cityForm = z.object({
  cityName: cityName.refine(isVisible),
  serviceName: serviceName.refine(isVisible),
  contactEmail,
  contactPhone: contactPhone.refine(isVisible),
  dpoEmail,
  retentionMonths: number.pipe(retentionMonths),
  duoRetentionMonths: number.pipe(duoRetentionMonths),
})
const WRONG = {
  cityName: words.textWrong(60),
  serviceName: words.textWrong(60),
  contactEmail: words.emailWrong,
  contactPhone: words.phoneWrong,
  dpoEmail: words.emailWrong,
  retentionMonths: words.monthsWrong(1, 60),
  duoRetentionMonths: words.monthsWrong(7, 60),
} satisfies Record<keyof Settings, string>

const text = z.string().catch('')
const typedCity = z.object({
  cityName: text,
  serviceName: text,
  contactEmail: text,
  contactPhone: text,
  dpoEmail: text,
  retentionMonths: text,
  duoRetentionMonths: text,
})
const capForm = z.object({
  programme: z.enum(programmes.map(({ id }) => id)),
  year: z.coerce.number().int(),
  cap: text,
})
const staffForm = z.object({
  name: z.string().trim().min(1, words.nameWrong).max(100, words.nameWrong).refine(isVisible, words.nameWrong),
  email: z.string().trim().pipe(z.email(words.emailWrong).max(200, words.emailWrong)),
})
const staffFormKey = z.object({ _form: z.string().min(20).max(64) })
const typedStaff = z.object({ name: text, email: text })
const access = z.object({ access: z.enum(['yes', 'no']) })
const params = z.object({ id: z.string() })

export function settingsRoutes(deps: Deps): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()

  app.get(paths.settings(), (c) => page(c))

  app.post(paths.settings(), async (c) => {
    const body = await c.req.parseBody()
    const parsed = cityForm.safeParse(body)
    if (!parsed.success) return page(c, { errors: cityErrors(parsed.error), city: typedCity.parse(body) })

    await saveSettings(deps, parsed.data, c.get('signedIn').staffId)
    await publishTexts(deps.db, consentTexts(parsed.data), deps.now())
    return c.redirect(paths.settingsSaved(), 303)
  })

  app.post(paths.caps(), async (c) => {
    const sent = capForm.safeParse(await c.req.parseBody())
    const caps = await currentCaps(deps)
    if (!sent.success || !caps.some((cap) => isSameCap(cap, sent.data))) return refuseForm(c, deps)
    const { programme, year } = sent.data
    const cap = number.safeParse(sent.data.cap)
    if (!cap.success)
      return page(c, { errors: [{ field: capField(programme, year), message: words.capWrong }], cap: sent.data })

    await saveCap(deps, { programme, year, cap: cap.data, staffId: c.get('signedIn').staffId })
    return c.redirect(paths.settingsSaved(), 303)
  })

  app.post(paths.staffMembers(), async (c) => {
    const body = await c.req.parseBody()
    const key = staffFormKey.safeParse(body)
    if (!key.success) return refuseForm(c, deps)
    const parsed = staffForm.safeParse(body)
    if (!parsed.success) return page(c, { errors: errorsOf(parsed.error), staff: typedStaff.parse(body) })

    const added = await addStaff(deps, { ...parsed.data, by: c.get('signedIn').staffId, formKey: key.data._form })

    if (added === 'known') return page(c, { errors: [{ field: 'email', message: words.known }], staff: parsed.data })
    return c.redirect(paths.settingsSaved(), 303)
  })

  app.post(paths.staffAccess(':id'), async (c) => {
    const { id } = params.parse(c.req.param())
    const sent = access.safeParse(await c.req.parseBody())
    if (!sent.success) return refuseForm(c, deps)

    const by = c.get('signedIn').staffId
    const result = await (sent.data.access === 'no' ? disableStaff : enableStaff)(deps, { id, by })

    if (result === 'unknown') return c.notFound()
    if (result === 'self') return page(c, { errors: [{ field: 'name', message: words.notYourself }] })
    return c.redirect(paths.settingsSaved(), 303)
  })

  type Typed = {
    errors?: FieldError[]
    city?: TypedSettings
    cap?: { programme: string; year: number; cap: string }
    staff?: { name: string; email: string }
  }

  /** The page as stored, with what was typed in the one form that could not be taken. */
  async function page(c: Context<StaffEnv>, { errors = [], city, cap, staff }: Typed = {}) {
    const [settings, caps, members] = await Promise.all([loadSettings(deps.db), currentCaps(deps), listStaff(deps)])
    const { staffId, csrf } = c.get('signedIn')
    const props = {
      words,
      problem: nl.common.problem,
      csrf,
      saved: c.req.query('saved') !== undefined,
      errors,
      city: { action: paths.settings(), typed: city ?? typedOf(settings), optional: nl.common.optional },
      caps: {
        action: paths.caps(),
        rows: caps.map((row) => ({
          ...row,
          label: capitalised(programmeOf(row.programme).name),
          typed: cap && isSameCap(row, cap) ? cap.cap : undefined,
        })),
      },
      staff: {
        action: paths.staffMembers(),
        formKey: deps.newToken(),
        typed: staff ?? { name: '', email: '' },
        rows: members.map((row) => ({ ...row, isSelf: row.id === staffId, access: paths.staffAccess(row.id) })),
      },
    }
    const showing = {
      title: words.title,
      current,
      ...(errors.length > 0 ? ({ error: true, status: 422 } as const) : {}),
    }
    return showStaff(c, deps, showing, <SettingsPage {...props} />)
  }

  return app
}

const currentCaps = (deps: Deps): Promise<CapUse[]> =>
  Promise.all(programmes.flatMap(({ id }) => [capThisYear(deps, id), capNextYear(deps, id)]))

const isSameCap = (cap: CapUse, { programme, year }: { programme: string; year: number }) =>
  cap.programme === programme && cap.year === year

const typedOf = (settings: Settings): TypedSettings => ({
  ...settings,
  retentionMonths: String(settings.retentionMonths),
  duoRetentionMonths: String(settings.duoRetentionMonths),
})

const settingKey = settingsSchema.keyof()

const cityErrors = (error: z.ZodError): FieldError[] =>
  [...new Set(error.issues.map(({ path }) => settingKey.parse(path[0])))].map((field) => ({
    field,
    message: WRONG[field],
  }))

const errorsOf = (error: z.ZodError): FieldError[] =>
  error.issues.map(({ path, message }) => ({ field: String(path[0]), message }))
