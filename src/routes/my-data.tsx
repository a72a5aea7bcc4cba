import { Hono } from 'hono'
import type { Deps } from '../deps.ts'
import type { Env } from '../middleware.ts'

export function myDataRoutes(_deps: Deps): Hono<Env> {
  return new Hono<Env>()
}
