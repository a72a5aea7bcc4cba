import { Hono } from 'hono'
import type { Deps } from '../deps.ts'
import type { StaffEnv } from '../staff-session.ts'

export function mailsRoutes(_deps: Deps): Hono<StaffEnv> {
  return new Hono<StaffEnv>()
}
