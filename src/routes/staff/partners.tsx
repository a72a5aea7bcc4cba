import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { disableStaff, enableStaff } from '../../../db/office/staff-members.ts'
import { addMember, membersOf } from '../../../db/partners/partner-members.ts'
import {
  addPartner,
  changeSends,
  closePartner,
  listPartners,
  type Partner,
  partnerById,
  reopenPartner,
} from '../../../db/partners/partners.ts'
import type { FieldError } from '../../../views/form.tsx'
import { PartnerPage, type PartnerRow, PartnersPage } from '../../../views/staff/partners.tsx'
import { listOf } from '../../../views/words/format.ts'
import { nl } from '../../../views/words.ts'
import type { Deps } from '../../deps.ts'
import { SIDES } from '../../domain/facts.ts'
import { isSameSends, type Sends, sendsKey, suggestedSends } from '../../domain/invitation.ts'
import { type Programme, programmeOf } from '../../domain/programmes.ts'
import { isVisible } from '../../domain/signup-answers.ts'
import { isManager } from '../../domain/staff-role.ts'
import { sendsLabel } from '../../office/partner-page.tsx'
import { isOwnAlone, isOwnPartner, mayName, namedProgrammes } from '../../office/sight.ts'
import { refuseForm, showStaff } from '../../office/staff-page.tsx'
import type { StaffEnv } from '../../office/staff-session.ts'
import { paths } from '../../paths.ts'

const words = nl.partners.office
const current = paths.settings()

const params = z.object({ id: z.string() })
const memberParams = params.extend({ memberId: z.string() })
const key = z.object({ _form: z.string().min(20).max(64) })
const partnerForm = z.object({
  name: z
    .string(words.nameWrong)
    .trim()
    .min(1, words.nameWrong)
    .max(80, words.nameWrong)
    .refine(isVisible, words.nameWrong),
})
const memberForm = z.object({
  name: z
    .string(words.personNameWrong)
    .trim()
    .min(1, words.personNameWrong)
    .max(100, words.personNameWrong)
    .refine(isVisible, words.personNameWrong),
  email: z.string(words.emailWrong).trim().pipe(z.email(words.emailWrong)).pipe(z.string().max(200, words.emailWrong)),
})
const typedText = z.object({ name: z.string().catch(''), email: z.string().catch('') })
const sendsField = z.object({
  sends: z.union([z.array(z.string()), z.string().transform((one) => [one])]).catch([]),
})
const door = z.object({ open: z.enum(['yes', 'no']) })
const access = z.object({ access: z.enum(['yes', 'no']) })
const saved = (id: string) => `${paths.partnerPage(id)}?saved`

type Said = { errors?: FieldError[]; typed?: z.infer<typeof typedText>; notice?: string; chosen?: Sends[] }

/** Instellingen → Partners: for the programmes that this office may name, by who manages them. */
export function partnersRoutes(deps: Deps): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()

  app.use(paths.partners(), managersOnly)
  app.use(`${paths.partners()}/*`, managersOnly)

  app.get(paths.partners(), (c) => listPage(c))

  app.post(paths.partners(), async (c) => {
    const body = await c.req.parseBody({ all: true })
    const sent = key.safeParse(body)
    if (!sent.success) return refuseForm(c, deps)
    const read = partnerForm.safeParse(body)
    const sends = sendsIn(c, body)
    const errors = [...(read.success ? [] : errorsOf(read.error)), ...(sends.length > 0 ? [] : [noSends])]
    if (!read.success || errors.length > 0) return listPage(c, { errors, typed: typedText.parse(body), chosen: sends })

    const { staffId } = c.get('signedIn')
    return c.redirect(
      await addPartner(deps, { name: read.data.name, sends, by: staffId, formKey: sent.data._form }),
      303,
    )
  })

  app.get(paths.partnerPage(':id'), async (c) => {
    const partner = await load(c)
    return partner ? page(c, partner) : c.notFound()
  })

  app.post(paths.partnerSends(':id'), async (c) => {
    const partner = await load(c)
    if (!partner) return c.notFound()
    const sends = sendsIn(c, await c.req.parseBody({ all: true }))
    const among = namedProgrammes(c.get('signedIn')).map(({ id }) => id)

    await changeSends(deps, { id: partner.id, sends, among, by: c.get('signedIn').staffId })
    const isStillTheirs = (await load(c)) !== null
    return c.redirect(isStillTheirs ? saved(partner.id) : paths.partners(), 303)
  })

  app.post(paths.partnerDoor(':id'), async (c) => {
    const partner = await load(c)
    if (!partner) return c.notFound()
    const sent = door.safeParse(await c.req.parseBody())
    if (!sent.success) return refuseForm(c, deps)
    if (!isOwnAlone(c.get('signedIn'), partner)) return page(c, partner, { notice: words.ofOthers })

    const by = { id: partner.id, by: c.get('signedIn').staffId }
    await (sent.data.open === 'yes' ? reopenPartner : closePartner)(deps, by)
    return c.redirect(saved(partner.id), 303)
  })

  app.post(paths.partnerMembers(':id'), async (c) => {
    const partner = await load(c)
    if (!partner) return c.notFound()
    const body = await c.req.parseBody()
    const sent = key.safeParse(body)
    if (!sent.success) return refuseForm(c, deps)
    const read = memberForm.safeParse(body)
    const typed = typedText.parse(body)
    if (!read.success) return page(c, partner, { errors: errorsOf(read.error), typed })
    if (partner.closedAt !== null) return page(c, partner, { notice: words.closedNow, typed })

    const programmes = [...new Set(ownSendsOf(c, partner).map(({ programme }) => programme))]
    if (programmes.length === 0) return page(c, partner, { notice: words.sendsFirst, typed })

    const by = { partnerId: partner.id, by: c.get('signedIn').staffId, formKey: sent.data._form }
    const added = await addMember(deps, { ...by, ...read.data, programmes })
    if (added === 'known') return page(c, partner, { errors: [{ field: 'email', message: words.known }], typed })
    return c.redirect(saved(partner.id), 303)
  })

  app.post(paths.partnerMemberAccess(':id', ':memberId'), async (c) => {
    const partner = await load(c)
    const { memberId: id } = memberParams.parse(c.req.param())
    if (!partner || !(await ownMembers(c, partner)).some((member) => member.id === id)) return c.notFound()
    const sent = access.safeParse(await c.req.parseBody())
    if (!sent.success) return refuseForm(c, deps)

    await (sent.data.access === 'no' ? disableStaff : enableStaff)(deps, { id, by: c.get('signedIn').staffId })
    return c.redirect(saved(partner.id), 303)
  })

  async function load(c: Context<StaffEnv>): Promise<Partner | null> {
    const partner = await partnerById(deps, params.parse({ id: c.req.param('id') }).id)
    return partner && isOwnPartner(c.get('signedIn'), partner) ? partner : null
  }

  const ownMembers = async (c: Context<StaffEnv>, { id }: Partner) =>
    (await membersOf(deps, id)).filter((member) => isOwnAlone(c.get('signedIn'), member))

  async function listPage(c: Context<StaffEnv>, { errors = [], typed, chosen = [] }: Said = {}) {
    const named = namedProgrammes(c.get('signedIn'))
    const partners = (await listPartners(deps)).filter((partner) => isOwnPartner(c.get('signedIn'), partner))
    const taken = new Set(partners.map(({ name }) => name))
    const usual = [...new Set(named.flatMap((programme) => programme.partners.map(({ name }) => name)))]
    const props = {
      partners: partners.map((partner) => rowOf(c, partner)),
      usual: usual.filter((name) => !taken.has(name)),
      options: optionsOf(named, typed?.name ?? '', chosen),
      typed: { name: typed?.name ?? '' },
      errors,
      csrf: c.get('signedIn').csrf,
      formKey: deps.newToken(),
    }
    const failed = errors.length > 0 ? ({ error: true, status: 422 } as const) : {}
    return showStaff(c, deps, { title: words.title, current, ...failed }, <PartnersPage {...props} />)
  }

  async function page(c: Context<StaffEnv>, partner: Partner, { errors = [], typed, notice }: Said = {}) {
    const props = {
      partner: rowOf(c, partner),
      options: optionsOf(namedProgrammes(c.get('signedIn')), partner.name, partner.sends),
      members: await ownMembers(c, partner),
      typed: typed ?? { name: '', email: '' },
      errors,
      notice: notice ?? null,
      saved: c.req.query('saved') !== undefined,
      mayClose: isOwnAlone(c.get('signedIn'), partner),
      csrf: c.get('signedIn').csrf,
      formKey: deps.newToken(),
    }
    const status = errors.length > 0 ? 422 : notice ? 409 : 200
    const showing = { title: partner.name, current, error: status !== 200, status } as const
    return showStaff(c, deps, showing, <PartnerPage {...props} />)
  }

  return app
}

const managersOnly = async (c: Context<StaffEnv>, next: () => Promise<void>) =>
  isManager(c.get('signedIn').office) ? next() : c.notFound()

/** What this office agreed with a partner; what another did is not its business. */
const ownSendsOf = (c: Context<StaffEnv>, { sends }: Partner): Sends[] =>
  sends.filter(({ programme }) => mayName(c.get('signedIn'), programme))

const rowOf = (c: Context<StaffEnv>, partner: Partner): PartnerRow => ({
  id: partner.id,
  name: partner.name,
  closedAt: partner.closedAt,
  sends: ownSendsOf(c, partner).map(sendsLabel),
})

const sidesOf = (programmes: Programme[]): Sends[] =>
  programmes.flatMap(({ id }) => SIDES.map((side) => ({ programme: id, side })))

/** Every side to which this office can let somebody send people; the usual ones of this partner say so. */
const optionsOf = (named: Programme[], partnerName: string, chosen: Sends[]) => {
  const usual = named.flatMap((programme) => suggestedSends(programme, partnerName))
  return sidesOf(named).map((sends) => ({
    value: sendsKey(sends),
    label: sendsLabel(sends),
    checked: chosen.some((one) => isSameSends(one, sends)),
    hint: usual.some((one) => isSameSends(one, sends)) ? words.suggested : usualOf(sends),
  }))
}

/** Who usually sends people there, as a hint. */
function usualOf({ programme, side }: Sends): string | undefined {
  const names = programmeOf(programme).partners.filter((partner) => partner.side === side)
  return names.length > 0 ? words.usual(listOf(names.map(({ name }) => name))) : undefined
}

/** Of what was ticked, what this office may agree on. */
const sendsIn = (c: Context<StaffEnv>, body: unknown): Sends[] => {
  const keys = sendsField.parse(body).sends
  return sidesOf(namedProgrammes(c.get('signedIn'))).filter((sends) => keys.includes(sendsKey(sends)))
}

const noSends: FieldError = { field: 'sends', message: words.sendsMissing }

const errorsOf = (error: z.ZodError): FieldError[] =>
  error.issues.map(({ path, message }) => ({ field: String(path[0]), message }))
