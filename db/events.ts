import { desc, eq } from 'drizzle-orm'
import type { EventFacts } from '../src/domain/event.ts'
import type { Database } from './client.ts'
import { event, eventDoor } from './schema.ts'

export type EventRow = typeof event.$inferSelect & EventFacts

/** The event with this code (upper case), or null. */
export async function eventForCode(db: Database, code: string): Promise<EventRow | null> {
  const [row] = await db.q.select().from(event).where(eq(event.code, code))
  return row ? withDoor(db, row) : null
}

export async function eventById(db: Database, id: string): Promise<EventRow | null> {
  const [row] = await db.q.select().from(event).where(eq(event.id, id))
  return row ? withDoor(db, row) : null
}

/** All events, the newest first. */
export async function listEvents(db: Database): Promise<EventRow[]> {
  const rows = await db.q.select().from(event).orderBy(desc(event.startsAt))
  return Promise.all(rows.map((row) => withDoor(db, row)))
}

async function withDoor(db: Database, row: typeof event.$inferSelect): Promise<EventRow> {
  const [door] = await db.q
    .select({ open: eventDoor.open, at: eventDoor.at })
    .from(eventDoor)
    .where(eq(eventDoor.eventId, row.id))
    .orderBy(desc(eventDoor.seq))
    .limit(1)
  return { ...row, door: door ?? null }
}
