import { type Context, Hono } from 'hono'
import * as z from 'zod'
import {
  addStaff,
  type Colleague,
  disableStaff,
  enableStaff,
  listStaff,
  saveWorkplace,
} from '../../../db/office/staff-members.ts'
import { ColleaguePage } from '../../../views/staff/colleagues.tsx'
import { capitalised } from '../../../views/words/format.ts'
import { nl } from '../../../views/words.ts'
import type { Deps } from '../../deps.ts'
import { isVisible } from '../../domain/signup-answers.ts'
import { decideWorkplace, isManager, manages, type Workplace } from '../../domain/staff-role.ts'
import { errorsOf, showSettings, unstartedOf } from '../../office/settings-page.tsx'
import { managesCity, namedProgrammes } from '../../office/sight.ts'
import { refuseForm, showStaff } from '../../office/staff-page.tsx'
import type { StaffEnv } from '../../office/staff-session.ts'
import { paths } from '../../paths.ts'

const words = nl.staff.settings

const params = z.object({ id: z.string() })
const role = z.enum(['member', 'manager'])
const colleagueForm = z.object({
  name: z.string().trim().min(1, words.nameWrong).max(100, words.nameWrong).refine(isVisible, words.nameWrong),
  email: z.string().trim().pipe(z.email(words.emailWrong).max(200, words.emailWrong)),
})
const placeForm = z.object({ role, workplace: z.string().max(64), _form: z.string().min(20).max(64) })
const text = z.string().catch('')
const typedColleague = z.object({ name: text, email: text, role: role.catch('member'), workplace: text })
const officeForm = z.object({
  role,
  programmes: z
    .union([z.array(z.string()), z.string().transform((one) => [one])])
    .optional()
    .default([]),
})
const access = z.object({ access: z.enum(['yes', 'no']) })

/** Who may sign in, and for what: a manager says it of the own office, and of the first person of an association. */
export function colleaguesRoutes(deps: Deps): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()

  app.post(paths.staffMembers(), async (c) => {
    const { office, staffId } = c.get('signedIn')
    if (!isManager(office)) return c.notFound()
    const body = await c.req.parseBody()
    const place = placeForm.safeParse(body)
    if (!place.success) return refuseForm(c, deps)
    const typed = typedColleague.parse(body)
    const workplace = workplaceOf(c, place.data)
    const unstarted = unstartedOf(await listStaff(deps)).map(({ id }) => id)
    if (decideWorkplace(office, workplace, unstarted).kind !== 'fits') return refuseForm(c, deps)
    const parsed = colleagueForm.safeParse(body)
    if (!parsed.success) return showSettings(c, deps, { errors: errorsOf(parsed.error), colleague: typed })

    const added = await addStaff(deps, { ...parsed.data, ...workplace, by: staffId, formKey: place.data._form })
    if (added === 'added') return c.redirect(paths.settingsSaved(), 303)
    return showSettings(c, deps, { errors: [{ field: 'email', message: words.known }], colleague: typed })
  })

  app.get(paths.staffMember(':id'), async (c) => {
    const colleague = await load(c)
    return colleague && !isSelf(c, colleague) ? page(c, colleague) : c.notFound()
  })

  app.post(paths.staffMember(':id'), async (c) => {
    const { office, staffId } = c.get('signedIn')
    const colleague = await load(c)
    if (!colleague) return c.notFound()
    const sent = officeForm.safeParse(await c.req.parseBody({ all: true }))
    if (!sent.success) return refuseForm(c, deps)
    if (isSelf(c, colleague)) return showSettings(c, deps, { errors: [{ field: 'name', message: words.notYourRole }] })

    const decision = decideWorkplace(office, sent.data, [])
    if (decision.kind === 'not-yours') return refuseForm(c, deps)
    if (decision.kind === 'no-programme') return page(c, colleague, { ...sent.data, error: words.programmesMissing })
    await saveWorkplace(deps, colleague, { ...sent.data, by: staffId })
    return c.redirect(paths.settingsSaved(), 303)
  })

  app.post(paths.staffAccess(':id'), async (c) => {
    const colleague = await load(c)
    if (!colleague) return c.notFound()
    const sent = access.safeParse(await c.req.parseBody())
    if (!sent.success) return refuseForm(c, deps)

    const by = c.get('signedIn').staffId
    const result = await (sent.data.access === 'no' ? disableStaff : enableStaff)(deps, { id: colleague.id, by })
    if (result === 'self') return showSettings(c, deps, { errors: [{ field: 'name', message: words.notYourself }] })
    return c.redirect(paths.settingsSaved(), 303)
  })

  /** One of the own office; who is of another, or of a partner, is not there. */
  async function load(c: Context<StaffEnv>): Promise<Colleague | null> {
    const { id } = params.parse(c.req.param())
    const found = (await listStaff(deps)).find((each) => each.id === id)
    return found && manages(c.get('signedIn').office, found.office) ? found : null
  }

  function page(c: Context<StaffEnv>, { id, name, office }: Colleague, typed?: Workplace & { error: string }) {
    const chosen = typed ?? office
    const own = managesCity(c.get('signedIn')) ? [] : namedProgrammes(c.get('signedIn'))
    const body = (
      <ColleaguePage
        words={words}
        problem={nl.common.problem}
        csrf={c.get('signedIn').csrf}
        action={paths.staffMember(id)}
        back={{ label: nl.common.back, href: paths.settings() }}
        name={name}
        role={chosen.role === 'member' ? 'member' : 'manager'}
        programmes={own.map((programme) => ({
          value: programme.id,
          label: capitalised(programme.name),
          checked: chosen.programmes.includes(programme.id),
        }))}
        error={typed?.error}
      />
    )
    const failed = typed ? ({ error: true, status: 422 } as const) : {}
    return showStaff(c, deps, { title: words.roleOf(name), current: paths.settings(), ...failed }, body)
  }

  return app
}

const isSelf = (c: Context<StaffEnv>, { id }: Colleague): boolean => id === c.get('signedIn').staffId

/** Whom the city lets in for an association is its first manager: nobody else could let in the others. */
function workplaceOf(c: Context<StaffEnv>, { role, workplace }: z.infer<typeof placeForm>): Workplace {
  const programmes = workplace === '' ? [] : [workplace]
  return { role: managesCity(c.get('signedIn')) && workplace !== '' ? 'manager' : role, programmes }
}
