import type { Context } from 'hono'
import { loadSettings } from '../../db/settings.ts'
import { nl } from '../../views/words.ts'
import type { Deps } from '../deps.ts'
import type { Env } from '../middleware.ts'
import { messagePage } from '../page.tsx'
import { typedIn } from '../typed-text.ts'

/** The same page for what is not there and for what is not yours. Who was away for long while typing gets it back. */
export async function notHere(c: Context<Env>, deps: Deps): Promise<Response> {
  const title = c.req.method === 'POST' ? nl.common.notKept : nl.common.notFound
  const page = { title, text: nl.answers.notFoundText, typed: await typedIn(c) }
  return c.html(messagePage(deps, await loadSettings(deps.db), page), 404)
}

/** A button alone changes nothing: scanners of mail follow a link and press every button, and choose nothing. */
export async function notChosen(c: Context<Env>, deps: Deps, back: string): Promise<Response> {
  const { notChosen: title, notChosenText, backToPage } = nl.common
  const page = { title, text: notChosenText, link: { label: backToPage, href: back } }
  return c.html(messagePage(deps, await loadSettings(deps.db), page), 422)
}

/** A form that was not made for this visit. */
export async function foreignForm(c: Context<Env>, deps: Deps): Promise<Response> {
  const page = { title: nl.common.problem, text: nl.common.foreignForm, typed: await typedIn(c) }
  return c.html(messagePage(deps, await loadSettings(deps.db), page), 403)
}
