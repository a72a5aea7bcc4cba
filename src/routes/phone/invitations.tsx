import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { askedPerson } from '../../../db/partners/asking.ts'
import {
  invitationForToken,
  type OpenInvitation,
  openInvitationById,
  refuseInvitation,
} from '../../../db/partners/invitations.ts'
import { loadSettings } from '../../../db/settings.ts'
import { standingPageOf } from '../../../db/signups/standing.ts'
import { InvitationPage } from '../../../views/phone/invitation.tsx'
import { nl } from '../../../views/words.ts'
import { csrfFor } from '../../access.ts'
import type { Deps } from '../../deps.ts'
import { controllerName, programmeOf } from '../../domain/programmes.ts'
import { formFields } from '../../form-fields.ts'
import { sameSecret } from '../../keys.ts'
import type { Env } from '../../middleware.ts'
import { messagePage, phonePage } from '../../page.tsx'
import { paths } from '../../paths.ts'
import { forgetInvited, invitedTo, letInvited } from '../../phone/invited.ts'
import { foreignForm } from '../../phone/visit-pages.tsx'
import { firstText } from '../../preparation-texts.ts'

const words = nl.partners.invitation
const arriving = z.object({ token: z.string() })
const params = z.object({ id: z.string() })
const refusal = z.object({ sure: z.literal('yes') })

type Entry = { invitation: OpenInvitation; csrf: string }

/** Where the mail of an invitation leads. Opening it changes nothing; signing up is the person's own act. */
export function invitationsRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>()

  app.get(paths.invited(':token'), async (c) => {
    const { token } = arriving.parse(c.req.param())
    const invitation = await invitationForToken(deps, token)
    if (!invitation) return deadPage(c)

    letInvited(c, deps, invitation, token)
    return c.redirect(paths.invitation(invitation.id), 303)
  })

  app.get(paths.invitation(':id'), async (c) => {
    const entry = await enter(c)
    return entry ? page(c, entry) : deadPage(c)
  })

  app.post(paths.invitationRefusal(':id'), async (c) => {
    const entry = await enter(c)
    if (!entry || entry.invitation.askedId) return deadPage(c)
    const fields = Object.fromEntries(await formFields(c))
    if (!sameSecret(String(fields._csrf ?? ''), entry.csrf)) return foreignForm(c, deps)
    if (!refusal.safeParse(fields).success) return page(c, entry, words.noTickMissing)

    if (!(await refuseInvitation(deps, entry.invitation))) return deadPage(c)
    forgetInvited(c, deps, entry.invitation)
    const settings = await loadSettings(deps.db)
    const programme = programmeOf(entry.invitation.programme)
    return c.html(messagePage(deps, settings, { title: words.refused, text: words.refusedText, programme }))
  })

  /** Of this browser's own invitation alone: the token in its cookie opens it, its id in the address opens nothing. */
  async function enter(c: Context<Env>): Promise<Entry | null> {
    const known = await openInvitationById(deps, params.parse(c.req.param()).id)
    const own = known && (await invitedTo(c, deps, known))
    if (own?.invitation.id !== known?.id || !own) return null
    return { invitation: own.invitation, csrf: await csrfFor(deps, own.token) }
  }

  async function page(c: Context<Env>, { invitation, csrf }: Entry, problem?: string) {
    const programme = programmeOf(invitation.programme)
    const [settings, standing, asked] = await Promise.all([
      loadSettings(deps.db),
      standingPageOf(deps.db, programme.id),
      askedPerson(deps, invitation),
    ])
    if (!standing) return deadPage(c)
    const props = {
      programme,
      side: invitation.side,
      first: firstText(programme, invitation.side, settings.bounds[programme.id]),
      by: invitation.by,
      controller: controllerName(programme, settings.cityName),
      join: paths.signupForm(standing.code, invitation.side),
      typed: asked,
      refusal: invitation.askedId ? null : { action: paths.invitationRefusal(invitation.id), csrf, problem },
    }
    const title = words.title(programme.name)
    const body = <InvitationPage {...props} />
    return c.html(
      phonePage(deps, settings, { title, programme, error: problem !== undefined }, body),
      problem ? 422 : 200,
    )
  }

  async function deadPage(c: Context<Env>) {
    const settings = await loadSettings(deps.db)
    return c.html(messagePage(deps, settings, { title: words.dead, text: words.deadText }), 410)
  }

  return app
}
