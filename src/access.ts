import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { Config, Deps } from './deps.ts'
import { isMac, sameSecret, sha256 } from './keys.ts'

/**
 * How a participant comes in: by a link in a mail (a cookie for 30 minutes), or on the phone that signed up
 * (a long-lived cookie that knows that one sign-up, not the person).
 */
export type Visitor = {
  participantId: string
  /** To put in every form of this visit. */
  csrf: string
} & ({ way: 'mail' } | { way: 'phone'; signupId: string })

/** What a mailed link opens: one introduction, one sign-up's proof, or the person's own page. */
export type Opening = { purpose: 'introduction' | 'signup' | 'manage'; participantId: string; about: string }

export const ARRIVAL_MINUTES = 30
const PHONE_DAYS = 400
const ADDRESS_DAYS = 1

/** Browsers drop `__Host-` and Secure cookies on plain http, as on a phone in the room at the first run. */
export function cookieName(config: Config, name: string): string {
  return config.baseUrl.startsWith('https:') ? `__Host-${name}` : name
}

export const cookieFlags = (config: Config) =>
  ({ path: '/', httpOnly: true, sameSite: 'Lax', secure: config.baseUrl.startsWith('https:') }) as const

/** Exchanges a mailed link for a cookie. The cookie dies with the link: it carries its generation. */
export async function letIn(c: Context, deps: Deps, opening: Opening, generation: number): Promise<void> {
  const expiresAt = deps.now() + ARRIVAL_MINUTES * 60_000
  const value = `${expiresAt}.${await deps.keys.mac('arrival', ...arrivalParts(opening, generation, expiresAt))}`
  setCookie(c, arrivalCookie(deps.config, opening), value, {
    ...cookieFlags(deps.config),
    maxAge: ARRIVAL_MINUTES * 60,
  })
}

/** The visitor that came by a mailed link to one of these openings, or null. */
export async function mailVisitor(
  c: Context,
  deps: Deps,
  openings: Opening[],
  generation: number,
): Promise<Visitor | null> {
  for (const opening of openings) {
    const value = getCookie(c, arrivalCookie(deps.config, opening))
    if (value && (await isArrival(deps, opening, generation, value)))
      return { participantId: opening.participantId, way: 'mail', csrf: await csrfFor(deps, value) }
  }
  return null
}

/** Keeps a sign-up on the phone that made it. */
export function rememberPhone(c: Context, deps: Deps, signupId: string, phoneToken: string): void {
  setCookie(c, phoneCookie(deps.config, signupId), phoneToken, {
    ...cookieFlags(deps.config),
    maxAge: PHONE_DAYS * 86_400,
  })
}

/**
 * Keeps on the phone which address was typed, so that its confirmation can name it without asking the database:
 * what stands there is then the same whoever's address it is.
 */
export function rememberAddress(c: Context, deps: Deps, signupId: string, email: string): void {
  setCookie(c, addressCookie(deps.config, signupId), email, {
    ...cookieFlags(deps.config),
    maxAge: ADDRESS_DAYS * 86_400,
  })
}

export const rememberedAddress = (c: Context, deps: Deps, signupId: string): string | undefined =>
  getCookie(c, addressCookie(deps.config, signupId))

/** Whether this phone made the sign-up, and the token for its forms; null when it did not. */
export async function phoneAccess(
  c: Context,
  deps: Deps,
  signup: { id: string; phoneHash: string },
): Promise<{ csrf: string } | null> {
  const token = getCookie(c, phoneCookie(deps.config, signup.id))
  if (!token || !sameSecret(await sha256(token), signup.phoneHash)) return null
  return { csrf: await csrfFor(deps, token) }
}

/** Forgets every way in that this browser holds to participants' pages. */
export function forgetVisits(c: Context, deps: Deps): void {
  for (const name of Object.keys(getCookie(c))) {
    if (/^(__Host-)?(way|phone)_/.test(name)) deleteCookie(c, name, cookieFlags(deps.config))
  }
}

/** The value that every form of a visit or a session carries; worth nothing with another cookie. */
export const csrfFor = (deps: Deps, cookieValue: string): Promise<string> => deps.keys.mac('csrf', cookieValue)

async function isArrival(deps: Deps, opening: Opening, generation: number, value: string): Promise<boolean> {
  const [expiresAt = '', mac = ''] = value.split('.')
  const left = Number(expiresAt) - deps.now()
  if (!(left > 0 && left <= ARRIVAL_MINUTES * 60_000)) return false
  return isMac(deps.keys, mac, 'arrival', ...arrivalParts(opening, generation, Number(expiresAt)))
}

const arrivalParts = ({ purpose, participantId, about }: Opening, generation: number, expiresAt: number) =>
  [purpose, participantId, about, generation, expiresAt] as const

/** One cookie an opening: two people on one device, or two introductions in two tabs, never mix. */
const arrivalCookie = (config: Config, { purpose, participantId, about }: Opening) =>
  cookieName(config, `way_${purpose}_${participantId.slice(-12)}${about.slice(-12)}`)

const phoneCookie = (config: Config, signupId: string) => cookieName(config, `phone_${signupId.slice(-12)}`)

const addressCookie = (config: Config, signupId: string) => cookieName(config, `phone_address_${signupId.slice(-12)}`)
