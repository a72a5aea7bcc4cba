import type { Context } from 'hono'
import type * as z from 'zod'
import { type CapUse, capNextYear, capThisYear } from '../../db/office/caps.ts'
import { loadReportRules } from '../../db/office/report-rules.ts'
import { type Colleague, listStaff } from '../../db/office/staff-members.ts'
import { loadSettings, type Settings } from '../../db/settings.ts'
import type { FieldError } from '../../views/form.tsx'
import type { NewColleagueProps } from '../../views/staff/colleagues.tsx'
import { SettingsPage, type TypedAssociation, type TypedSettings } from '../../views/staff/settings.tsx'
import type { TypedAccessibility } from '../../views/staff/settings-accessibility.tsx'
import type { ShownBounds } from '../../views/staff/settings-bounds.tsx'
import { capitalised } from '../../views/words/format.ts'
import { nl } from '../../views/words.ts'
import type { Deps } from '../deps.ts'
import {
  BOUND_NAMES,
  type BoundName,
  boundsOf,
  controllerName,
  PROGRAMMES,
  type Programme,
  programmeOf,
} from '../domain/programmes.ts'
import { retentionOf } from '../domain/retention.ts'
import { manages } from '../domain/staff-role.ts'
import { paths } from '../paths.ts'
import { contactOf } from '../speaker.ts'
import { figureProgrammes, managesCity, namedProgrammes } from './sight.ts'
import { showStaff } from './staff-page.tsx'
import type { SignedIn, StaffEnv } from './staff-session.ts'

const words = nl.staff.settings

export type TypedColleague = NewColleagueProps['typed']

/** What was typed in the one form that could not be taken. */
export type SettingsTyped = {
  errors?: FieldError[]
  city?: TypedSettings
  association?: TypedAssociation & { programme: string }
  bounds?: { programme: string; ages: Record<string, string> }
  accessibility?: TypedAccessibility
  cap?: { programme: string; year: number; cap: string }
  colleague?: TypedColleague
}

/** The settings that this manager keeps, as stored. */
export async function showSettings(c: Context<StaffEnv>, deps: Deps, typed: SettingsTyped = {}) {
  const signedIn = c.get('signedIn')
  const { csrf } = signedIn
  const { errors = [] } = typed
  const [settings, caps, colleagues, rules] = await Promise.all([
    loadSettings(deps.db),
    currentCaps(deps, signedIn),
    listStaff(deps),
    loadReportRules(deps),
  ])
  const body = (
    <SettingsPage
      words={words}
      problem={nl.common.problem}
      optional={nl.common.optional}
      csrf={csrf}
      saved={c.req.query('saved') !== undefined}
      errors={errors}
      city={managesCity(signedIn) ? cityOf(settings, typed) : null}
      associations={associationsOf(signedIn, settings, typed.association)}
      bounds={{ action: paths.bounds(), programmes: boundsShown(signedIn, settings, typed.bounds) }}
      caps={{ action: paths.caps(), rows: caps.map((row) => capRow(row, typed.cap)) }}
      report={managesCity(signedIn) ? rules : null}
      staff={{
        rows: rowsOf(signedIn, colleagues),
        elsewhere: managesCity(signedIn) ? elsewhere(settings, colleagues) : [],
        add: {
          action: paths.staffMembers(),
          formKey: deps.newToken(),
          workplaces: workplacesOf(signedIn, settings, colleagues),
          typed: typed.colleague ?? { name: '', email: '', role: 'member', workplace: '' },
        },
      }}
    />
  )
  const failed = errors.length > 0 ? ({ error: true, status: 422 } as const) : {}
  return showStaff(c, deps, { title: words.title, current: paths.settings(), ...failed }, body)
}

/** This year's and the next one's, of every programme whose figures this manager reads. */
export const currentCaps = (deps: Deps, signedIn: SignedIn): Promise<CapUse[]> =>
  Promise.all(figureProgrammes(signedIn).flatMap(({ id }) => [capThisYear(deps, id), capNextYear(deps, id)]))

export const isSameCap = (cap: CapUse, { programme, year }: { programme: string; year: number }): boolean =>
  cap.programme === programme && cap.year === year

/** Programmes of associations of which nobody who may sign in ever did. */
export const unstartedOf = (colleagues: Colleague[]): Programme[] =>
  associationProgrammes.filter(
    ({ id }) =>
      !colleagues.some(
        ({ office, hasSignedIn, disabledAt }) => office.programmes.includes(id) && hasSignedIn && disabledAt === null,
      ),
  )

export const errorsOf = (error: z.ZodError): FieldError[] =>
  error.issues.map(({ path, message }) => ({ field: String(path[0]), message }))

const associationProgrammes = Object.values<Programme>(PROGRAMMES).filter(
  ({ controller }) => controller.kind === 'association',
)

function associationsOf(signedIn: SignedIn, settings: Settings, typed: SettingsTyped['association']) {
  const own = namedProgrammes(signedIn).filter(({ controller }) => controller.kind === 'association')
  return own.map((programme) => {
    const { retentionMonths, duoRetentionMonths } = retentionOf(programme.id, settings)
    const kept: TypedAssociation = {
      ...contactOf(programme, settings),
      retentionMonths: String(retentionMonths),
      duoRetentionMonths: String(duoRetentionMonths),
    }
    return {
      action: paths.associations(),
      programme: programme.id,
      title: words.association(controllerName(programme, settings.cityName), programme.name),
      typed: typed?.programme === programme.id ? typed : kept,
    }
  })
}

/** The programmes of this manager whose conditions ask an age. */
export const boundedProgrammes = (signedIn: SignedIn): Programme[] =>
  namedProgrammes(signedIn).filter((programme) => boundNames(programme).length > 0)

export const boundNames = ({ bounds }: Programme): BoundName[] =>
  BOUND_NAMES.filter((name) => bounds[name] !== undefined)

function boundsShown(signedIn: SignedIn, settings: Settings, typed: SettingsTyped['bounds']): ShownBounds[] {
  return boundedProgrammes(signedIn).map((programme) => {
    const { id, name, sides } = programme
    const kept: Record<string, string | number> = boundsOf(programme, settings.bounds[id])
    const ages = typed?.programme === id ? typed.ages : kept
    return {
      programme: id,
      title: words.bounds(name),
      ages: boundNames(programme).map((bound) => ({
        name: bound,
        label: words.boundNames[bound](sides.mentor.many, sides.mentee.many),
        typed: String(ages[bound]),
      })),
    }
  })
}

const capRow = (row: CapUse, typed: SettingsTyped['cap']) => ({
  ...row,
  label: capitalised(programmeOf(row.programme).name),
  typed: typed && isSameCap(row, typed) ? typed.cap : undefined,
})

const rowsOf = ({ staffId, office }: SignedIn, colleagues: Colleague[]) =>
  colleagues
    .filter((row) => row.id === staffId || manages(office, row.office))
    .map((row) => ({
      name: row.name,
      email: row.email,
      disabledAt: row.disabledAt,
      isSelf: row.id === staffId,
      role: words.roles[row.role === 'member' ? 'member' : 'manager'],
      programmes:
        office.programmes.length > 1 ? row.office.programmes.map((id) => capitalised(programmeOf(id).name)) : [],
      change: paths.staffMember(row.id),
      access: paths.staffAccess(row.id),
    }))

function elsewhere({ cityName }: Settings, colleagues: Colleague[]): string[] {
  const unstarted = unstartedOf(colleagues)
  return associationProgrammes.map((programme) =>
    words[unstarted.includes(programme) ? 'firstOf' : 'elsewhere'](controllerName(programme, cityName), programme.name),
  )
}

function workplacesOf(signedIn: SignedIn, settings: Settings, colleagues: Colleague[]) {
  if (!managesCity(signedIn))
    return namedProgrammes(signedIn).map(({ id, name }) => ({ value: id, label: capitalised(name) }))
  return [
    { value: '', label: words.worksForCity(settings.serviceName) },
    ...unstartedOf(colleagues).map((programme) => ({
      value: programme.id,
      label: words.worksForFirst(controllerName(programme, settings.cityName), programme.name),
    })),
  ]
}

const cityOf = (settings: Settings, typed: SettingsTyped) => ({
  action: paths.settings(),
  typed: typed.city ?? typedOf(settings),
  accessibility: typed.accessibility ?? settings.accessibility ?? NOT_ASSESSED,
})

const NOT_ASSESSED: TypedAccessibility = { compliance: '', assessor: '', assessedOn: '', gaps: '' }

const typedOf = (settings: Settings): TypedSettings => ({
  cityName: settings.cityName,
  serviceName: settings.serviceName,
  contactEmail: settings.contactEmail,
  contactPhone: settings.contactPhone,
  dpoEmail: settings.dpoEmail,
  retentionMonths: String(settings.retentionMonths),
  duoRetentionMonths: String(settings.duoRetentionMonths),
})
