import type { Context, ErrorHandler, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { NONCE, secureHeaders } from 'hono/secure-headers'
import { isOfNobody, isUnavailable } from '../db/refusal.ts'
import type { Config, Deps } from './deps.ts'

/** What a request carries besides itself. */
export type Env = { Variables: { requestId: string; secureHeadersNonce?: string; sameForEverybody?: true } }

/** The hash under which the inlined style sheet is allowed. */
export async function styleHash(css: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(css))
  return `'sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}'`
}

/** Staff pages run htmx, from our own file under a nonce; every other page runs no script at all. */
export function headers(config: Config, style: string): MiddlewareHandler<Env> {
  const common = {
    referrerPolicy: 'same-origin',
    crossOriginOpenerPolicy: 'same-origin',
    crossOriginResourcePolicy: 'same-origin',
    xFrameOptions: 'DENY',
    strictTransportSecurity: config.baseUrl.startsWith('https:') ? 'max-age=63072000; includeSubDomains' : false,
    permissionsPolicy: { camera: [], geolocation: [], microphone: [] },
  }
  const policy = {
    defaultSrc: ["'none'"],
    styleSrc: [style],
    imgSrc: ["'self'", 'data:'],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  }
  const pages = secureHeaders({ ...common, contentSecurityPolicy: policy })
  const staffPages = secureHeaders({
    ...common,
    contentSecurityPolicy: { ...policy, scriptSrc: [NONCE], connectSrc: ["'self'"] },
  })

  return async (c, next) => {
    c.header('X-Robots-Tag', 'noindex')
    if (!c.req.path.startsWith('/assets/')) c.header('Cache-Control', 'no-store')
    await (isStaffPath(c) ? staffPages(c, next) : pages(c, next))
    // Chromium starts another process for a page with this policy: 60 ms of 200, measured. The pages that a whole room
    // opens at once are the same for everybody: an opener finds nothing there.
    if (c.get('sameForEverybody')) c.res.headers.delete('Cross-Origin-Opener-Policy')
  }
}

const isStaffPath = (c: Context) => /^\/staff(\/|$)/.test(c.req.path)

/** Requests that change something come from our own pages: every unsafe method, whatever the content type. */
export function ownOrigin(config: Config): MiddlewareHandler<Env> {
  return async (c, next) => {
    if (['GET', 'HEAD', 'OPTIONS'].includes(c.req.method) || isOwn(c, config)) return next()
    return c.text('403: dit formulier komt niet van onze eigen pagina.', 403)
  }
}

function isOwn(c: Context, config: Config): boolean {
  const site = c.req.header('Sec-Fetch-Site')
  if (site !== undefined) return site === 'same-origin'
  const origin = c.req.header('Origin')
  if (origin === undefined) return false
  return origin === config.baseUrl || (!config.baseUrlGiven && isPrivate(origin) && sameHost(origin, c.req.url))
}

/** Without BASE_URL the address is not known: a phone in the room comes by the machine's own address. */
const isPrivate = (origin: string): boolean =>
  /^http:\/\/(localhost|127\.\d+\.\d+\.\d+|10\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+|172\.(1[6-9]|2\d|3[01])\.\d+\.\d+|\[::1\])(:\d+)?$/.test(
    origin,
  )

const sameHost = (origin: string, url: string): boolean =>
  URL.canParse(origin) && new URL(origin).host === new URL(url).host

/** Refuses a body of more bytes. A declared length is believed: the server holds its sender to it, and counting copies. */
export function bodyWithin(
  maxSize: number,
  onError: (c: Context) => Response | Promise<Response>,
): MiddlewareHandler<Env> {
  const counted = bodyLimit({ maxSize, onError })
  return async (c, next) => {
    const length = c.req.header('Content-Length')
    if (length === undefined || c.req.header('Transfer-Encoding') !== undefined) return counted(c, next)
    return Number(length) > maxSize ? onError(c) : next()
  }
}

/** One line a request: the pattern of the route, never its address. */
export function requestLog(deps: Deps): MiddlewareHandler<Env> {
  return async (c, next) => {
    const startedAt = performance.now()
    c.set('requestId', deps.newId())
    await next()
    deps.log({
      event: 'request',
      id: c.get('requestId'),
      method: c.req.method,
      route: routeOf(c),
      status: c.res.status,
      ms: Math.round((performance.now() - startedAt) * 10) / 10,
    })
  }
}

export const routeOf = (c: Context): string => c.req.matchedRoutes.findLast((route) => route.path !== '/*')?.path ?? '*'

/** A fault of ours or of the disk, or about who went a moment ago: what was kept is said by the page that `render` makes. */
export function failures(
  deps: Deps,
  render: (c: Context<Env>, status: 404 | 500 | 503) => Response | Promise<Response>,
): ErrorHandler<Env> {
  return (error, c) => {
    const status = isUnavailable(error) ? 503 : isOfNobody(error) ? 404 : 500
    deps.log({ event: 'failure', id: c.get('requestId'), route: routeOf(c), status, error: nameOf(error) })
    if (status === 503) c.header('Retry-After', '30')
    return render(c, status)
  }
}

/** The name and the code alone: messages of the database hold the values. */
const nameOf = (error: Error): string => ('code' in error ? `${error.name} ${String(error.code)}` : error.name)
