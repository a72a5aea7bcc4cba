import { sql } from 'drizzle-orm'
import { once } from '../built.ts'
import type { Database } from '../client.ts'
import { event } from '../schema.ts'
import { remembered, type Settings, settingsFrom } from '../settings.ts'
import { together } from '../together.ts'
import type { EventRow } from './events.ts'

/** `textsVersion` counts the consent texts that were ever published: while it stays, so do the newest ones. */
export type DoorFacts = { event: EventRow | null; settings: Settings; textsVersion: number }

/**
 * The event with this code (upper case) and all else that a public page needs. A room that scans the same poster at
 * the same moment asks the database once.
 */
export const doorForCode = (db: Database, code: string): Promise<DoorFacts> => doorsOf(db)(code)

const MOST_TOGETHER = 256

const doorsOf = once((db) =>
  together<string, DoorFacts>({
    most: MOST_TOGETHER,
    all: async (codes) => {
      const factsFor = await doors(db, codes)
      return codes.map(factsFor)
    },
    alone: async (code) => (await doors(db, [code]))(code),
  }),
)

async function doors(db: Database, codes: string[]): Promise<(code: string) => DoorFacts> {
  const rows = await doorsQuery(db).all({ codes: JSON.stringify([...new Set(codes)]) })
  const [first] = rows
  if (!first) throw new Error('A select without a table gave no row')
  const settings = remembered(db, settingsFrom(JSON.parse(first.settings)))
  const city = { settings, textsVersion: first.textsVersion }
  const events = new Map<string, EventRow>()
  for (const { event, doorOpen, doorAt } of rows) {
    const door = doorOpen === null || doorAt === null ? null : { open: doorOpen === 1, at: doorAt }
    if (event) events.set(event.code, { ...event, door })
  }
  return (code) => ({ ...city, event: events.get(code) ?? null })
}

const lastDoor = sql`FROM event_door d WHERE d.event_id = event.id ORDER BY d.seq DESC LIMIT 1`

const doorsQuery = once(({ q }) =>
  q
    .select({
      event,
      doorOpen: sql<number | null>`(SELECT d.open ${lastDoor})`,
      doorAt: sql<number | null>`(SELECT d.at ${lastDoor})`,
      textsVersion: sql<number>`(SELECT count(*) FROM consent_text)`,
      settings: sql<string>`(SELECT json_group_object(s.key, json(s.value)) FROM setting s)`,
    })
    .from(sql`(SELECT 1)`)
    .leftJoin(event, sql`${event.code} IN (SELECT value FROM json_each(${sql.placeholder('codes')}))`)
    .prepare(),
)
