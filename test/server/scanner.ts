import { outbox } from '../../db/schema.ts'
import { renderLetter } from '../../src/letters/letters.ts'
import { type Browser, browser, ORIGIN, type TestApp } from '../app.ts'
import { unescaped } from '../signup-flow.ts'

/*
 * A scanner of mail: it opens every link of every letter, goes on to the pages behind them, and presses every button
 * there. It sends what stands there and is ticked already, and chooses nothing.
 */

/** Pages that are opened from a page that was mailed; sign-up pages too, for an invitation leads there. */
const ONWARD = /href="(\/(?:introductions|my-data|signups|invitations|e)\/[^"#]*)"/g
const ONWARD_STEPS = 2

/** What was seen so far. `own`: pages of one person alone, which do not change with an introduction: pressed once. */
export type Scan = { kinds: Set<string>; pressed: Set<string>; own: Set<string> }

export const newScan = (): Scan => ({ kinds: new Set(), pressed: new Set(), own: new Set() })

/** Opens the mails as they would leave now, each page once. `leave`: paths whose buttons are not pressed. */
export async function scanMails(t: TestApp, scan: Scan, leave: RegExp | null): Promise<void> {
  // The overview leads on to what came since; what is behind it stays as it was.
  const opened = new Set([...scan.own].filter((path) => !/^\/my-data\/[^/]+$/.test(path)))
  for (const [link, kinds] of await linksOf(t)) {
    const scanner = browser(t.app)
    for (const [path, html] of await pagesFrom(scanner, link, opened)) {
      if (leave?.test(path) || scan.own.has(path)) continue
      if (/^\/(my-data|e)\//.test(path)) scan.own.add(path)
      for (const { action, fields } of pressed(html, path)) {
        await scanner.post(action, fields)
        scan.pressed.add(pathOf(action))
      }
    }
    for (const kind of kinds) scan.kinds.add(kind)
  }
}

/** A path without the ids and tokens in it. */
const pathOf = (path: string): string =>
  path
    .replace(/[?#].*/, '')
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id')
    .replace(/^\/(l|sign-in)\/[\w-]{20,}$/, '/$1/:token')
    .replace(/^\/e\/[A-Z0-9]+/, '/e/:code')
    .replace(/\/(mentor|mentee)(?=\/|$)/, '/:side')

/** Every address of ours in the letters, and what kinds of mail have it. */
async function linksOf(t: TestApp): Promise<Map<string, string[]>> {
  const links = new Map<string, string[]>()
  for (const row of await t.db.q.select().from(outbox)) {
    const letter = await renderLetter(t.deps, row)
    for (const [url] of letter?.text.matchAll(/http:\/\/localhost:3000\/\S+/g) ?? []) {
      const path = url.replace(ORIGIN, '')
      links.set(path, [...(links.get(path) ?? []), row.kind])
    }
  }
  return links
}

/** The pages behind a link, and what stands on them; `opened` are those that were seen by another link. */
async function pagesFrom(scanner: Browser, link: string, opened: Set<string>): Promise<Map<string, string>> {
  await scanner.request(link, { method: 'HEAD' })
  const first = (await scanner.get(link)).headers.get('Location') ?? link
  const pages = new Map<string, string>()
  let at = [first]
  for (let step = 0; step <= ONWARD_STEPS; step++) {
    const found: string[] = []
    for (const path of new Set(at)) {
      if (opened.has(path)) continue
      const answer = await scanner.get(path)
      if (answer.status !== 200) continue
      const html = await answer.text()
      opened.add(path)
      pages.set(path, html)
      found.push(...[...html.matchAll(ONWARD)].map(([, href = '']) => unescaped(href)))
    }
    at = found
  }
  return pages
}

type Sent = { action: string; fields: Record<string, string[]> }

/** Every form of a page, once for each of its buttons, as something that presses them sends it. */
function pressed(html: string, page: string): Sent[] {
  return [...html.matchAll(/<form action="([^"]*)" method="post".*?<\/form>/gs)].flatMap(([form, action = '']) => {
    const inputs = (form.match(/<input[^>]*>/g) ?? []).filter(
      (tag) => !/type="(radio|checkbox)"/.test(tag) || / checked/.test(tag),
    )
    return (form.match(/<button[^>]*>/g) ?? []).map((button) => {
      const fields: Record<string, string[]> = {}
      for (const tag of [...inputs, button]) {
        const name = attribute(tag, 'name')
        if (name) fields[name] = [...(fields[name] ?? []), attribute(tag, 'value')]
      }
      return { action: attribute(button, 'formaction') || unescaped(action) || page, fields }
    })
  })
}

const attribute = (tag: string, name: string): string =>
  unescaped(new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? '')

/** Everything that is stored, by table. */
export async function stored(t: TestApp): Promise<Map<string, string>> {
  const names = await t.db.client.execute("select name from sqlite_master where type = 'table' order by name")
  const tables = new Map<string, string>()
  for (const { name } of names.rows) {
    const rows = await t.db.client.execute(`select * from "${String(name)}"`)
    tables.set(String(name), JSON.stringify(rows.rows.map((row) => Object.values(row).map(asSet))))
  }
  return tables
}

/** A list of topics is a set: a form that is sent as it stands gives them in the order of the page. */
const asSet = (value: unknown): unknown =>
  typeof value === 'string' && value.startsWith('["') ? [...value].toSorted().join('') : value

/** The tables whose rows became others. */
export const changed = (before: Map<string, string>, after: Map<string, string>): string[] =>
  [...after].flatMap(([table, rows]) => (before.get(table) === rows ? [] : [table]))
