import type { Context } from 'hono'
import type { Deps } from '../deps.ts'
import type { Env } from '../middleware.ts'
import type { phonePage } from '../page.tsx'

type Page = ReturnType<typeof phonePage>
type ReadyPage = { madeFrom: string; html: string; gzipped: Uint8Array<ArrayBuffer> | undefined }

/**
 * Pages that are the same for everybody, made once and served as they are: a room that scans the same code at the same
 * time asks for one page. `madeFrom` is all that the page was made from; when it changes, the page is made anew.
 */
export function readyPages(deps: Deps) {
  const pages = new Map<string, ReadyPage>()

  return async (c: Context<Env>, name: string, madeFrom: string, make: () => Page) => {
    let page = pages.get(name)
    if (page?.madeFrom !== madeFrom) {
      const html = (await make()).toString()
      page = { madeFrom, html, gzipped: deps.gzip?.(html) }
      pages.set(name, page)
    }
    return serve(c, page)
  }
}

/** Nothing personal stands in it, so the browser may keep it for its Back button: what was typed is then still there. */
function serve(c: Context<Env>, { html, gzipped }: ReadyPage): Response {
  c.set('sameForEverybody', true)
  c.header('Content-Type', 'text/html; charset=UTF-8')
  c.header('Cache-Control', 'no-cache')
  if (!gzipped) return c.body(html)

  c.header('Vary', 'Accept-Encoding')
  if (!acceptsGzip(c.req.header('Accept-Encoding'))) return c.body(html)
  c.header('Content-Encoding', 'gzip')
  return c.body(gzipped)
}

const acceptsGzip = (accepted = '') => /(^|,)\s*(gzip|\*)\s*(;\s*q=(?!0(\.0*)?\s*(,|$))[\d.]+\s*)?(,|$)/i.test(accepted)
