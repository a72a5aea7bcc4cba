import type { Context, MiddlewareHandler } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { endSession, staffOfSession } from '../../db/office/staff-sessions.ts'
import { loadSettings } from '../../db/settings.ts'
import { nl } from '../../views/words.ts'
import { cookieFlags, cookieName, csrfFor } from '../access.ts'
import type { Deps } from '../deps.ts'
import { SESSION_HOURS } from '../domain/staff-session.ts'
import { sameSecret } from '../keys.ts'
import type { Env } from '../middleware.ts'
import { messagePage } from '../page.tsx'
import { paths } from '../paths.ts'

/** The member of staff behind a request, and the token for every form of the session. */
export type SignedIn = { staffId: string; name: string; email: string; csrf: string }

export type StaffEnv = { Variables: Env['Variables'] & { signedIn: SignedIn } }

/** Lets only signed-in staff through; a post must carry the session's token (`_csrf`, or the header X-CSRF-Token). */
export function requireStaff(deps: Deps): MiddlewareHandler<StaffEnv> {
  return async (c, next) => {
    const signedIn = await signedInStaff(c, deps)
    if (!signedIn) return askToSignIn(c, deps)
    if (!isReading(c) && !sameSecret(await sentToken(c), signedIn.csrf))
      return refuse(c, deps, 403, nl.staff.signIn.foreignForm)
    c.set('signedIn', signedIn)
    return next()
  }
}

/** Who is signed in on this browser, or null. */
export async function signedInStaff(c: Context, deps: Deps): Promise<SignedIn | null> {
  const token = getCookie(c, cookieName(deps.config, COOKIE))
  const member = token ? await staffOfSession(deps, token) : null
  if (!token || !member) return null
  return { staffId: member.id, name: member.name, email: member.email, csrf: await csrfFor(deps, token) }
}

export function keepSession(c: Context, deps: Deps, token: string): void {
  setCookie(c, cookieName(deps.config, COOKIE), token, { ...cookieFlags(deps.config), maxAge: SESSION_HOURS * 3600 })
}

/** Ends the session here and at the server. Pages of staff leave the browser's cache; the participants' cookies stay. */
export async function dropSession(c: Context, deps: Deps): Promise<void> {
  const name = cookieName(deps.config, COOKIE)
  const token = getCookie(c, name)
  if (token) await endSession(deps, token)
  deleteCookie(c, name, cookieFlags(deps.config))
  c.header('Clear-Site-Data', '"cache", "storage"')
}

const COOKIE = 'staff'

const isReading = (c: Context) => ['GET', 'HEAD'].includes(c.req.method)

function askToSignIn(c: Context<StaffEnv>, deps: Deps) {
  if (c.req.header('HX-Request')) return c.body(null, 401, { 'HX-Redirect': paths.signIn() })
  return isReading(c) ? c.redirect(paths.signIn(), 303) : refuse(c, deps, 401, nl.staff.signIn.away)
}

async function refuse(c: Context, deps: Deps, status: 401 | 403, words: { title: string; text: string; link: string }) {
  const link = { label: words.link, href: status === 401 ? paths.signIn() : paths.today() }
  return c.html(messagePage(deps, await loadSettings(deps.db), { ...words, link }), status)
}

async function sentToken(c: Context): Promise<string> {
  // Hono keeps the parsed form: a later parseBody, also with other options, finds it. What cannot be read has no token.
  const form = await c.req.parseBody().catch(() => null)
  const token = form && (c.req.header('X-CSRF-Token') ?? form._csrf)
  return typeof token === 'string' ? token : ''
}
