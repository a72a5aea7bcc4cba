import { Hono } from 'hono'
import type { Deps } from '../deps.ts'
import type { StaffEnv } from '../staff-session.ts'

export function matchingRoutes(_deps: Deps): Hono<StaffEnv> {
  return new Hono<StaffEnv>()
}
