import type { MiddlewareHandler } from 'hono'
import type { Deps } from './deps.ts'
import type { Env } from './middleware.ts'

/** The member of staff behind a request, and the token for every form of the session. */
export type SignedIn = { staffId: string; name: string; email: string; csrf: string }

export type StaffEnv = { Variables: Env['Variables'] & { signedIn: SignedIn } }

/** Lets only signed-in staff through; a post must carry the session's token (`_csrf`, or the header X-CSRF-Token). */
export function requireStaff(_deps: Deps): MiddlewareHandler<StaffEnv> {
  return async (c) => c.text('not yet', 403)
}
