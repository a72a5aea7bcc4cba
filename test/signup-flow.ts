import { getTableName, sql } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import {
  addressBlock,
  attendance,
  consentEvent,
  eventDoor,
  link,
  outbox,
  participant,
  person,
  rateBucket,
  signup,
} from '../db/schema.ts'
import { listEvents } from '../db/signups/events.ts'
import type { Side } from '../src/domain/facts.ts'
import { paths } from '../src/paths.ts'
import { type Browser, browser, type TestApp } from './app.ts'
import { staffMember } from './staff.ts'

export type Fields = Record<string, string | string[]>

/** What Amira fills in, as the form sends it. */
export const AMIRA_TYPES: Fields = {
  topics: ['accounting', 'permits'],
  sector: 'horeca',
  languages: 'nl',
  name: 'Amira Testers',
  email: 'amira@example.org',
}

export const BERT_TYPES: Fields = {
  topics: ['accounting', 'finance'],
  sector: 'horeca',
  languages: ['nl', 'fr'],
  name: 'Bert Voorbeeld',
  email: 'bert@example.org',
}

const CODES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }
export const unescaped = (html: string) => html.replaceAll(/&(amp|lt|gt|quot|#39);/g, (_, code) => CODES[code] ?? '')

/** What a person sees of a page, without its style sheet. */
export const body = (html: string) => unescaped(html.slice(html.indexOf('<body')))

/** Every hidden field of a page, as a browser would send it. */
export function hiddenFields(html: string): Record<string, string[]> {
  const fields: Record<string, string[]> = {}
  for (const [, name = '', value = ''] of html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g))
    fields[name] = [...(fields[name] ?? []), unescaped(value)]
  return fields
}

/** Fills in the form up to "Klopt alles?"; gives what that page would send, without a tick. */
export async function fillIn(t: TestApp, phone: Browser, side: Side, typed: Fields): Promise<Record<string, string[]>> {
  const response = await phone.post(paths.signupCheck(t.code, side), typed)
  if (response.status !== 200) throw new Error(`No check page: ${response.status}`)
  t.clock.now += 5_000
  return hiddenFields(await response.text())
}

/** The whole way: fill in, tick, send, see. */
export async function signUpByForm(t: TestApp, side: Side, typed: Fields, more: Fields = {}) {
  const phone = browser(t.app)
  const form = { ...(await fillIn(t, phone, side, typed)), takingPart: 'yes', ...more }
  const sent = await phone.post(paths.signups(t.code, side), form)
  const address = sent.headers.get('Location') ?? ''
  return { phone, form, sent, address, page: await phone.get(address) }
}

const COUNTED = { person, participant, signup, attendance, consentEvent, link, outbox, rateBucket, addressBlock }

/** How many rows stand in each table that a sign-up touches. */
export async function rowCounts(t: TestApp): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const table of Object.values<SQLiteTable>(COUNTED)) {
    const [row] = await t.db.q.select({ count: sql<number>`count(*)` }).from(table)
    counts[getTableName(table)] = row?.count ?? 0
  }
  return counts
}

/** Staff close the event's sign-up before its time. */
export async function closeByHand(t: TestApp): Promise<void> {
  const staffId = await staffMember(t, { name: 'Dirk', email: 'dirk@example.org' })
  const [row] = await listEvents(t.db, ['peter-meter'])
  await t.db.write([t.db.q.insert(eventDoor).values({ eventId: row?.id ?? '', open: false, at: t.clock.now, staffId })])
}
