import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { loadSettings } from '../../db/settings.ts'
import { Message } from '../../views/pages.tsx'
import { nl } from '../../views/words.ts'
import type { Deps } from '../deps.ts'
import { staffPage } from '../page.tsx'
import { paths } from '../paths.ts'
import type { StaffEnv } from './staff-session.ts'

type Showing = {
  title: string
  /** The path of the navigation's item that the page belongs to. */
  current: string
  /** The path of a script of our own that this page runs. */
  script?: string
  error?: boolean
  status?: ContentfulStatusCode
}

/** Answers with a whole page for the member of staff who is signed in. */
export async function showStaff(c: Context<StaffEnv>, deps: Deps, { status, ...showing }: Showing, body: Child) {
  const page = { ...showing, signedIn: c.get('signedIn'), nonce: c.get('secureHeadersNonce') ?? '' }
  return c.html(staffPage(deps, await loadSettings(deps.db), page, body), status ?? 200)
}

/** A form whose hidden fields are not as we made them: too old, or made by hand. Nothing of it is kept. */
export function refuseForm(c: Context<StaffEnv>, deps: Deps) {
  const { title, text, link } = nl.staff.signIn.foreignForm
  const page = <Message title={title} text={text} link={{ label: link, href: paths.today() }} />
  return showStaff(c, deps, { title, current: paths.today(), error: true, status: 400 }, page)
}

/** Whether htmx asks for a part of the page: the answer differs, so caches must keep them apart. */
export function asksForPart(c: Context): boolean {
  c.header('Vary', 'HX-Request-Type')
  return c.req.header('HX-Request-Type') === 'partial'
}
