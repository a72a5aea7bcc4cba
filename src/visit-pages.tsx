import type { Context } from 'hono'
import { loadSettings } from '../db/settings.ts'
import { nl } from '../views/words.ts'
import type { Deps } from './deps.ts'
import type { Env } from './middleware.ts'
import { messagePage } from './page.tsx'

/** The same page for what is not there and for what is not yours. */
export async function notHere(c: Context<Env>, deps: Deps): Promise<Response> {
  const page = { title: nl.common.notFound, text: nl.answers.notFoundText }
  return c.html(messagePage(deps, await loadSettings(deps.db), page), 404)
}

/** A form that was not made for this visit. */
export async function foreignForm(c: Context<Env>, deps: Deps): Promise<Response> {
  const page = { title: nl.common.problem, text: nl.common.foreignForm }
  return c.html(messagePage(deps, await loadSettings(deps.db), page), 403)
}
