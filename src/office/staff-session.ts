import type { Context, MiddlewareHandler } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { endSession, staffOfSession } from '../../db/office/staff-sessions.ts'
import { loadSettings } from '../../db/settings.ts'
import { nl } from '../../views/words.ts'
import { cookieFlags, cookieName, csrfFor } from '../access.ts'
import type { Deps } from '../deps.ts'
import type { Office } from '../domain/staff-role.ts'
import { SESSION_HOURS } from '../domain/staff-session.ts'
import { sameSecret } from '../keys.ts'
import type { Env } from '../middleware.ts'
import { messagePage } from '../page.tsx'
import { paths } from '../paths.ts'
import { typedIn } from '../typed-text.ts'
import { namedProgrammes } from './sight.ts'

/**
 * Who is behind a request, and the token for every form of the session. `office` says what they may see
 * (src/office/sight.ts); `partner` is the organisation that somebody of a partner signs in for, null for staff.
 */
export type SignedIn = {
  staffId: string
  name: string
  email: string
  csrf: string
  office: Office
  partner: { id: string; name: string } | null
}

export type StaffEnv = { Variables: Env['Variables'] & { signedIn: SignedIn } }

/** What a partner's pages read: the same session, and the partner that it is for. */
export type PartnerEnv = { Variables: StaffEnv['Variables'] & { partner: { id: string; name: string } } }

/** Lets in whoever has a session; a post must carry its token (`_csrf`, or the header X-CSRF-Token). */
export function requireSignedIn(deps: Deps): MiddlewareHandler<StaffEnv> {
  return async (c, next) => {
    const signedIn = await admitted(c, deps)
    if (signedIn instanceof Response) return signedIn
    c.set('signedIn', signedIn)
    return next()
  }
}

/** Lets only staff through: to somebody of a partner the staff's pages are not there, and the first leads to their own. */
export function requireStaff(deps: Deps): MiddlewareHandler<StaffEnv> {
  return async (c, next) => {
    const signedIn = await admitted(c, deps)
    if (signedIn instanceof Response) return signedIn
    if (signedIn.office.role === 'partner' && c.req.path === paths.today()) return c.redirect(paths.partner(), 303)
    if (namedProgrammes(signedIn).length === 0) return c.notFound()
    c.set('signedIn', signedIn)
    return next()
  }
}

/** Lets only somebody of a partner through: to everybody else its pages are not there. */
export function requirePartner(deps: Deps): MiddlewareHandler<PartnerEnv> {
  return async (c, next) => {
    const signedIn = await admitted(c, deps)
    if (signedIn instanceof Response) return signedIn
    if (signedIn.office.role !== 'partner' || !signedIn.partner) return c.notFound()
    c.set('signedIn', signedIn)
    c.set('partner', signedIn.partner)
    return next()
  }
}

/** Who is signed in on this browser, or null. */
export async function signedInStaff(c: Context, deps: Deps): Promise<SignedIn | null> {
  const token = getCookie(c, cookieName(deps.config, COOKIE))
  const member = token ? await staffOfSession(deps, token) : null
  if (!token || !member) return null
  const { id: staffId, ...rest } = member
  return { staffId, ...rest, csrf: await csrfFor(deps, token) }
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

async function admitted(c: Context, deps: Deps): Promise<SignedIn | Response> {
  const signedIn = await signedInStaff(c, deps)
  if (!signedIn) return askToSignIn(c, deps)
  if (isReading(c) || sameSecret(await sentToken(c), signedIn.csrf)) return signedIn
  return refuse(c, deps, 403, nl.staff.signIn.foreignForm)
}

function askToSignIn(c: Context, deps: Deps) {
  if (c.req.header('HX-Request')) return c.body(null, 401, { 'HX-Redirect': paths.signIn() })
  return isReading(c) ? c.redirect(paths.signIn(), 303) : refuse(c, deps, 401, nl.staff.signIn.away)
}

async function refuse(c: Context, deps: Deps, status: 401 | 403, words: { title: string; text: string; link: string }) {
  const link = { label: words.link, href: status === 401 ? paths.signIn() : paths.today() }
  return c.html(messagePage(deps, await loadSettings(deps.db), { ...words, link, typed: await typedIn(c) }), status)
}

async function sentToken(c: Context): Promise<string> {
  // Hono keeps the parsed form: a later parseBody, also with other options, finds it. What cannot be read has no token.
  const form = await c.req.parseBody().catch(() => null)
  const token = form && (c.req.header('X-CSRF-Token') ?? form._csrf)
  return typeof token === 'string' ? token : ''
}
