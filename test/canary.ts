import { createHash } from 'node:crypto'
import type { OpenDatabase } from './fresh-database.ts'

/*
 * Every response of the suite that is not for staff is searched for contact details of people in the database. Those
 * that this browser typed itself, that are its own, or that the view of revealed contacts gives it, may stand there
 * (docs/invariants.md I5); any other fails the test in which it was read.
 */

type Asked = { path: string; cookies: string; typed: string }

/** What a browser typed before, by its request: a page may show that again later. */
const typedBefore = new WeakMap<RequestInit, string>()

export const withTyped = (init: RequestInit, typed: string): RequestInit => {
  typedBefore.set(init, typed)
  return init
}

type App = { request(input: string | URL | Request, init?: RequestInit): Response | Promise<Response> }

/** From now on all that this app answers is searched. */
export function watch(app: App, db: OpenDatabase): void {
  const plain = app.request
  app.request = async (input, init) => {
    const response = await plain(input, init)
    if (!READ.test(response.headers.get('Content-Type') ?? '')) return response
    const headers = input instanceof Request ? input.headers : new Headers(init?.headers)
    const path = String(input instanceof Request ? input.url : input)
    const typed = [path, typedBefore.get(init ?? {}) ?? '', typedIn(init)].join(' ')
    const cookies = headers.get('Cookie') ?? ''
    if (STAFF.test(cookies)) return response
    const text = await response.text()
    await search(db, { path, cookies, typed }, text)
    return new Response(text, response)
  }
}

export const typedIn = (init: RequestInit | undefined): string =>
  init?.body instanceof URLSearchParams ? [...init.body.values()].join(' ') : String(init?.body ?? '')

const READ = /^(text\/(html|calendar|vcard|csv|plain)|application\/json)/
const STAFF = /(^|; )(__Host-)?staff=/

async function search(db: OpenDatabase, { path, cookies, typed }: Asked, text: string): Promise<void> {
  const [emails, numbers] = [emailsIn(text).filter((email) => !emailsIn(typed).includes(email)), numbersIn(text)]
  if (emails.length === 0 && numbers.length === 0) return

  const known = await knownAmong(db, emails, numbers)
  if (known.length === 0) return
  const may = [...(await allowedFor(db, cookies)), ...numbersIn(typed)]
  const leaks = known.filter((detail) => !may.includes(detail))
  if (leaks.length > 0) throw new Error(`I5: ${path} shows ${leaks.join(' and ')} to a stranger`)
}

/** From each @ outwards: a page has few of them, and many words. */
const emailsIn = (text: string): string[] => [
  ...new Set(
    [...text.matchAll(/@[\w-]+(?:\.[\w-]+)+/g)].flatMap(({ 0: at, index }) => {
      const name = /[\w.+-]+$/.exec(text.slice(Math.max(0, index - 64), index))?.[0]
      return name ? [`${name}${at}`.toLowerCase()] : []
    }),
  ),
]

/** The last nine digits of whatever may be a telephone number, however it is written. */
const numbersIn = (text: string): string[] => [
  ...new Set(text.match(/\d(?:[ ./-]?\d){8,14}/g)?.map((number) => number.replaceAll(/\D/g, '').slice(-9))),
]

/** A number without its spaces, as `numbersIn` gives it. */
const LAST_NINE = (column: string) =>
  `substr(replace(replace(replace(replace(${column}, ' ', ''), '.', ''), '/', ''), '-', ''), -9)`

const knownAmong = (db: OpenDatabase, emails: string[], numbers: string[]) =>
  details(
    db,
    `SELECT lower(email) FROM person WHERE lower(email) IN (SELECT value FROM json_each(?))
     UNION SELECT ${LAST_NINE('phone')} FROM participant
       WHERE phone IS NOT NULL AND ${LAST_NINE('phone')} IN (SELECT value FROM json_each(?))`,
    [JSON.stringify(emails), JSON.stringify(numbers)],
  )

/** Their own, at every address of theirs, and what is revealed to them; by the cookies that the app gave this browser. */
function allowedFor(db: OpenDatabase, cookies: string): Promise<string[]> {
  const ends = (pattern: RegExp) => JSON.stringify([...cookies.matchAll(pattern)].map(([, end]) => end))
  const mailed = ends(/way_[a-z]+_(.{12})/g)
  const phones = ends(/(?<!address_)phone_([^=]{12})=/g)
  const invited = [...cookies.matchAll(/invited_[^=]+=([^;]+)/g)].map(([, token = '']) => sha256(token))
  return details(
    db,
    `WITH visitor AS (
       SELECT id, person_id, NULL AS signup_id, 0 AS pending FROM participant WHERE substr(id, -12) IN (SELECT value FROM json_each(?))
       UNION ALL SELECT p.id, p.person_id, s.id, s.pending IS NOT NULL FROM signup s JOIN participant p ON p.id = s.participant_id
         WHERE substr(s.id, -12) IN (SELECT value FROM json_each(?))
       UNION ALL SELECT p.id, p.person_id, '', 1 FROM invitation i JOIN participant p ON p.id = i.asked_id
         WHERE i.token_hash IN (SELECT value FROM json_each(?))),
     own AS (
       SELECT person_id, pending FROM visitor
       UNION SELECT m.kept_id, v.pending FROM visitor v JOIN merged_away m ON m.person_id = v.person_id
       UNION SELECT m.person_id, v.pending FROM visitor v JOIN merged_away m ON m.kept_id = v.person_id)
     SELECT lower(p.email) FROM own JOIN person p ON p.id = own.person_id
     UNION SELECT ${LAST_NINE('p.phone')} FROM own JOIN participant p ON p.person_id = own.person_id AND NOT own.pending
     UNION SELECT lower(r.email) FROM revealed_contact r JOIN visitor v
       ON v.id = r.viewer_id AND v.signup_id IS r.viewer_signup_id
     UNION SELECT ${LAST_NINE('r.phone')} FROM revealed_contact r JOIN visitor v
       ON v.id = r.viewer_id AND v.signup_id IS r.viewer_signup_id`,
    [mailed, phones, JSON.stringify(invited)],
  )
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** Of a database that a test broke or closed nothing was read either. */
async function details({ client }: OpenDatabase, statement: string, args: string[]): Promise<string[]> {
  const { rows } = await client.execute({ sql: statement, args }).catch(() => ({ rows: [] }))
  return rows.flatMap((row) => row[0] ?? []).map(String)
}
