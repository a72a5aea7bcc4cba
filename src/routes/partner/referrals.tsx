import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { handledAt } from '../../../db/forms.ts'
import { type Referred, refer, referredBy, referredById, sentAlready, takeBack } from '../../../db/partners/referred.ts'
import { isTooOften } from '../../../db/rate.ts'
import { refusedWith } from '../../../db/refusal.ts'
import type { FieldError } from '../../../views/form.tsx'
import {
  NewReferral,
  ReferralsPage,
  ReferredPage,
  type ShownReferral,
  type TypedReferral,
} from '../../../views/partner/referrals.tsx'
import { nl } from '../../../views/words.ts'
import type { Deps } from '../../deps.ts'
import { checkReferral } from '../../domain/invitation.ts'
import { normaliseEmail } from '../../domain/participant.ts'
import { REFERRAL_STATUSES } from '../../domain/staff-role.ts'
import { ownSends, refusePartnerForm, sendsLabel, showPartner } from '../../office/partner-page.tsx'
import { ownProgrammes } from '../../office/sight.ts'
import type { PartnerEnv } from '../../office/staff-session.ts'
import { paths } from '../../paths.ts'

const words = nl.partners.own
const params = z.object({ id: z.string() })
const isDone = (code: string): code is keyof typeof words.done => Object.hasOwn(words.done, code)
const query = z.object({
  status: z.enum(REFERRAL_STATUSES).nullable().catch(null),
  done: z.string().refine(isDone).nullable().catch(null),
  page: z.coerce.number().int().min(1).max(1_000).catch(1),
})
const formKey = z.object({ _form: z.string().min(20).max(64) })
const text = z.string().catch('')
const typedForm = z.object({ to: text, name: text, email: text, agreed: text }).transform(({ agreed, ...typed }) => ({
  ...typed,
  agreed: agreed === 'yes',
}))

/** A partner's own list, and one person whom it sends. What is not theirs is not there. */
export function partnerReferralsRoutes(deps: Deps): Hono<PartnerEnv> {
  const app = new Hono<PartnerEnv>()

  app.get(paths.partner(), async (c) => {
    const [people, sends] = await Promise.all([referredBy(deps, eyesOf(c)), ownSends(c, deps)])
    const page = {
      ...query.parse(c.req.query()),
      partner: c.get('partner').name,
      people: people.map(shown),
      sends: sends.length,
    }
    return showPartner(c, deps, { title: words.title, current: paths.partner() }, <ReferralsPage {...page} />)
  })

  app.get(paths.newReferral(), async (c) => newPage(c, { to: '', name: '', email: '', agreed: false }))

  app.post(paths.referrals(), async (c) => {
    const body = await c.req.parseBody()
    const key = formKey.safeParse(body)
    if (!key.success) return refusePartnerForm(c, deps)
    const typed = typedForm.parse(body)
    const read = await readForm(c, typed, key.data._form)
    if (read.kind === 'errors') return newPage(c, typed, read.errors)

    const by = { partnerId: c.get('partner').id, staffId: c.get('signedIn').staffId, formKey: key.data._form }
    try {
      const sent = await refer(deps, { ...by, ...read.sends, people: [read.referral] })
      if (sent === 'other-sent') return newPage(c, typed, [], nl.common.otherSent, 409)
    } catch (error) {
      if (refusedWith(error, 'NOT_A_PARTNER')) return newPage(c, typed, [], words.notAgreed, 409)
      if (!isTooOften(error)) throw error
      return newPage(c, typed, [], words.tooMany, 429)
    }
    return c.redirect(`${paths.partner()}?done=sent`, 303)
  })

  app.get(paths.referred(':id'), async (c) => {
    const one = await load(c)
    return one ? personPage(c, one) : c.notFound()
  })

  app.post(paths.referredInvitation(':id'), async (c) => {
    const one = await load(c)
    if (!one) return c.notFound()
    const taken = await takeBack(deps, eyesOf(c), { id: one.id, staffId: c.get('signedIn').staffId })
    if (taken) return c.redirect(`${paths.partner()}?done=taken-back`, 303)
    const now = await load(c)
    return now ? personPage(c, now, 409) : c.notFound()
  })

  const load = (c: Context<PartnerEnv>) => referredById(deps, eyesOf(c), params.parse(c.req.param()).id)

  function personPage(c: Context<PartnerEnv>, one: Referred, status: 200 | 409 = 200) {
    const page = <ReferredPage one={shown(one)} csrf={c.get('signedIn').csrf} tooLate={status === 409} />
    return showPartner(
      c,
      deps,
      { title: shown(one).name, current: paths.partner(), error: status !== 200, status },
      page,
    )
  }

  async function readForm(c: Context<PartnerEnv>, typed: TypedReferral, key: string) {
    const to = (await ownSends(c, deps)).find(({ value }) => value === typed.to)
    const checked = checkReferral(typed)
    const problems = checked.kind === 'problems' ? checked.problems : []
    const messages = nl.signups.problems(0)
    const errors: FieldError[] = [
      ...(to ? [] : [{ field: 'to', message: words.toMissing }]),
      ...problems.map(({ field, code }) => ({ field, message: messages[code] })),
      ...(typed.agreed ? [] : [{ field: 'agreed', message: words.agreedMissing }]),
    ]
    if (!to || checked.kind === 'problems' || errors.length > 0) return { kind: 'errors' as const, errors }
    const { email } = checked.referral
    const known = (await sentAlready(deps, c.get('partner').id, to.sends, [email])).has(normaliseEmail(email))
    // Of a form that was sent before, it may be its own first send that made them known.
    if (known && (await handledAt(deps.db, key)) === null)
      return { kind: 'errors' as const, errors: [{ field: 'email', message: words.known }] }
    return { kind: 'fine' as const, sends: to.sends, referral: checked.referral }
  }

  async function newPage(
    c: Context<PartnerEnv>,
    typed: TypedReferral,
    errors: FieldError[] = [],
    notice: string | null = null,
    status: 200 | 409 | 422 | 429 = errors.length > 0 ? 422 : 200,
  ) {
    const sends = await ownSends(c, deps)
    const form = { typed, errors, notice, sends, csrf: c.get('signedIn').csrf, formKey: deps.newToken() }
    const showing = { title: words.refer, current: paths.newReferral(), error: status !== 200, status }
    return showPartner(c, deps, showing, <NewReferral {...form} />)
  }

  return app
}

/** Of a partner that several offices work with, somebody reads what those who let them in know. */
const eyesOf = (c: Context<PartnerEnv>) => ({
  partnerId: c.get('partner').id,
  programmes: ownProgrammes(c.get('signedIn')),
})

const shown = ({ id, name, status, at, isWaiting, ...sends }: Referred): ShownReferral => ({
  id,
  name: name ?? words.gone,
  status,
  at,
  isWaiting,
  to: sendsLabel(sends),
})
