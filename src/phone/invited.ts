import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { invitationForToken, type OpenInvitation } from '../../db/partners/invitations.ts'
import { listOf } from '../../views/words/format.ts'
import { nl } from '../../views/words.ts'
import { ARRIVAL_MINUTES, cookieFlags, cookieName } from '../access.ts'
import type { Deps } from '../deps.ts'
import type { Sends } from '../domain/invitation.ts'
import { messagePage } from '../page.tsx'
import { typedIn } from '../typed-text.ts'
import type { Entry } from './signup-pages.tsx'

/** Keeps the token of an invitation's mail for as long as signing up takes: its address then holds no secret. */
export function letInvited(c: Context, deps: Deps, invitation: Sends, token: string): void {
  const flags = { ...cookieFlags(deps.config), maxAge: ARRIVAL_MINUTES * 60 }
  setCookie(c, cookieOf(deps, invitation), token, flags)
}

/** The invitation to this side with which this browser came, with the token that it holds; null when it can not be used (any more). */
export async function invitedTo(
  c: Context,
  deps: Deps,
  sends: Sends,
): Promise<{ invitation: OpenInvitation; token: string } | null> {
  const token = getCookie(c, cookieOf(deps, sends))
  const invitation = token ? await invitationForToken(deps, token) : null
  return token && invitation ? { invitation, token } : null
}

/** The next person at this screen comes with no invitation. */
export const forgetInvited = (c: Context, deps: Deps, sends: Sends): void =>
  void deleteCookie(c, cookieOf(deps, sends), cookieFlags(deps.config))

const cookieOf = ({ config }: Deps, { programme, side }: Sends) => cookieName(config, `invited_${programme}_${side}`)

/** Nobody can sign up here without being sent: who sends, instead of a form. */
export async function byInvitation(c: Context, deps: Deps, { programme, settings, side }: Omit<Entry, 'invitation'>) {
  const senders = programme.partners.filter((partner) => partner.side === side).map(({ name }) => name)
  const { byInvitation: title, byInvitationText } = nl.partners.invitation
  const page = { title, text: byInvitationText(listOf(senders)), programme, typed: await typedIn(c) }
  return c.html(messagePage(deps, settings, page), 403)
}
