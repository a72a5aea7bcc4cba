import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { partnerById } from '../../db/partners/partners.ts'
import { loadSettings } from '../../db/settings.ts'
import { Message } from '../../views/pages.tsx'
import { capitalised } from '../../views/words/format.ts'
import { nl } from '../../views/words.ts'
import type { Deps } from '../deps.ts'
import { type Sends, sendsKey } from '../domain/invitation.ts'
import { programmeOf } from '../domain/programmes.ts'
import { partnerPage } from '../page.tsx'
import { paths } from '../paths.ts'
import { typedIn } from '../typed-text.ts'
import { ownProgrammes } from './sight.ts'
import type { PartnerEnv } from './staff-session.ts'

type Showing = { title: string; current: string; error?: boolean; status?: ContentfulStatusCode }

/** Answers with a whole page for the person of a partner who is signed in. */
export async function showPartner(c: Context<PartnerEnv>, deps: Deps, { status, ...showing }: Showing, body: Child) {
  const page = { ...showing, signedIn: c.get('signedIn') }
  return c.html(partnerPage(deps, await loadSettings(deps.db), page, body), status ?? 200)
}

/** A form whose hidden fields are not as we made them. Nothing of it is kept, and what was typed in it comes back. */
export async function refusePartnerForm(c: Context<PartnerEnv>, deps: Deps) {
  const { title, text } = nl.staff.signIn.foreignForm
  const link = { label: nl.partners.own.title, href: paths.partner() }
  const page = <Message title={title} text={text} link={link} typed={await typedIn(c)} />
  return showPartner(c, deps, { title, current: paths.partner(), error: true, status: 400 }, page)
}

/** Where who is signed in can send people for their partner, as a form offers it. */
export async function ownSends(
  c: Context<PartnerEnv>,
  deps: Deps,
): Promise<{ value: string; label: string; sends: Sends }[]> {
  const partner = await partnerById(deps, c.get('partner').id)
  const own = ownProgrammes(c.get('signedIn'))
  return (partner?.sends ?? [])
    .filter(({ programme }) => own.includes(programme))
    .map((sends) => ({ value: sendsKey(sends), label: sendsLabel(sends), sends }))
}

/** "Jongere, DUO for a JOB". */
export const sendsLabel = ({ programme, side }: Sends): string => {
  const { name, sides } = programmeOf(programme)
  return nl.partners.own.as(capitalised(sides[side].one), name)
}
