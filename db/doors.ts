import { eq, sql } from 'drizzle-orm'
import { once } from './built.ts'
import type { Database } from './client.ts'
import type { EventRow } from './events.ts'
import { event } from './schema.ts'
import { type Settings, settingsFrom } from './settings.ts'

/** `textsVersion` counts the consent texts that were ever published: while it stays, so do the newest ones. */
export type DoorFacts = { event: EventRow | null; settings: Settings; textsVersion: number }

/** The event with this code (upper case) and all else that a public page needs, in one look. */
export async function doorForCode(db: Database, code: string): Promise<DoorFacts> {
  const [found] = await doorQuery(db).all({ code })
  if (!found) throw new Error('A select without a table gave no row')
  const { doorOpen, doorAt, textsVersion } = found
  const door = doorOpen === null || doorAt === null ? null : { open: doorOpen === 1, at: doorAt }
  const settings = settingsFrom(JSON.parse(found.settings))
  return { event: found.event && { ...found.event, door }, settings, textsVersion }
}

const lastDoor = (column: 'open' | 'at') =>
  sql<
    number | null
  >`(SELECT d.${sql.raw(column)} FROM event_door d WHERE d.event_id = event.id ORDER BY d.seq DESC LIMIT 1)`

const doorQuery = once(({ q }) =>
  q
    .select({
      event,
      doorOpen: lastDoor('open'),
      doorAt: lastDoor('at'),
      textsVersion: sql<number>`(SELECT count(*) FROM consent_text)`,
      settings: sql<string>`(SELECT json_group_object(s.key, json(s.value)) FROM setting s)`,
    })
    .from(sql`(SELECT 1)`)
    .leftJoin(event, eq(event.code, sql.placeholder('code')))
    .prepare(),
)
