import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { loadSettings } from '../db/settings.ts'
import type { Deps } from './deps.ts'
import { staffPage } from './page.tsx'
import type { StaffEnv } from './staff-session.ts'

type Showing = {
  title: string
  /** The path of the navigation's item that the page belongs to. */
  current: string
  error?: boolean
  status?: ContentfulStatusCode
}

/** Answers with a whole page for the member of staff who is signed in. */
export async function showStaff(c: Context<StaffEnv>, deps: Deps, { status, ...showing }: Showing, body: Child) {
  const page = { ...showing, signedIn: c.get('signedIn'), nonce: c.get('secureHeadersNonce') ?? '' }
  return c.html(staffPage(deps, await loadSettings(deps.db), page, body), status ?? 200)
}

/** Whether htmx asks for a part of the page: the answer differs, so caches must keep them apart. */
export function asksForPart(c: Context): boolean {
  c.header('Vary', 'HX-Request-Type')
  return c.req.header('HX-Request-Type') === 'partial'
}
