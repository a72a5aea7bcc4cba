import { and, countDistinct, desc, eq, inArray, isNotNull, ne } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import { CODE_LENGTH, codeFrom, type EventFacts, type EventTimes, WITHOUT_END } from '../../src/domain/event.ts'
import type { Side } from '../../src/domain/facts.ts'
import { paths } from '../../src/paths.ts'
import { insertAudit } from '../audit.ts'
import type { Database } from '../client.ts'
import { handledAt, insertFormKey, isFormTwice } from '../forms.ts'
import { isAmong } from '../packed.ts'
import { Refused } from '../refusal.ts'
import { audit, event, eventDoor, proof, signup, staff } from '../schema.ts'

export type EventRow = typeof event.$inferSelect & EventFacts

/** The event with this code (upper case), or null. */
export async function eventForCode(db: Database, code: string): Promise<EventRow | null> {
  const [row] = await db.q.select().from(event).where(eq(event.code, code))
  const [found = null] = row ? await withDoors(db, [row]) : []
  return found
}

export async function eventById(db: Database, id: string): Promise<EventRow | null> {
  const [row] = await db.q.select().from(event).where(eq(event.id, id))
  const [found = null] = row ? await withDoors(db, [row]) : []
  return found
}

/** The events of these programmes, the newest first; the pages without end are none (standing.ts). */
export async function listEvents(db: Database, programmes: readonly string[]): Promise<EventRow[]> {
  const rows = await db.q
    .select()
    .from(event)
    .where(and(inArray(event.programme, [...programmes]), ne(event.closesAt, WITHOUT_END)))
    .orderBy(desc(event.startsAt))
  return withDoors(db, rows)
}

/** What staff fill in about an event. */
export type EventFields = { title: string; place: string } & EventTimes

/** Makes an event with a code that no other has. Returns its page; of a form that was sent before, the same one. */
export async function createEvent(
  deps: Deps,
  { programme, fields, formKey, staffId }: { programme: string; fields: EventFields; formKey: string; staffId: string },
): Promise<string> {
  const { db } = deps
  const now = deps.now()
  const id = deps.newId()
  const location = paths.eventPage(id)
  for (let attempt = 1; ; attempt++) {
    const code = codeFrom(crypto.getRandomValues(new Uint8Array(CODE_LENGTH)))
    try {
      await db.write([
        insertFormKey(db, formKey, location, now),
        db.q.insert(event).values({ ...fields, id, programme, code, version: 1, createdAt: now }),
        insertAudit(db, { at: now, staffId, action: 'event.created', subject: id }),
      ])
      return location
    } catch (error) {
      const earlier = isFormTwice(error) ? await handledAt(db, formKey) : null
      if (earlier) return earlier
      if (attempt === 5 || !isCodeTaken(error)) throw error
    }
  }
}

/**
 * Changes an event from the version that the form showed. Of a form that was sent before: 'saved' again.
 * 'changed-meanwhile': somebody else was first, nothing is kept.
 */
export async function changeEvent(
  deps: Deps,
  change: { id: string; version: number; fields: EventFields; formKey: string; staffId: string },
): Promise<'saved' | 'changed-meanwhile'> {
  const { db } = deps
  const { id, version, fields, formKey, staffId } = change
  const now = deps.now()
  const location = paths.eventPage(id)
  if (await handledAt(db, formKey)) return 'saved'
  const stored = await eventById(db, id)
  if (stored?.version !== version) return 'changed-meanwhile'
  try {
    await db.write([
      insertFormKey(db, formKey, location, now),
      // An UPDATE that finds nothing would not stop the batch; a second change from one version does.
      insertFormKey(db, `event:${id}:${version}`, location, now),
      db.q
        .update(event)
        .set({ ...fields, version: version + 1 })
        .where(and(eq(event.id, id), eq(event.version, version))),
      insertAudit(db, { at: now, staffId, action: 'event.changed', subject: id }),
    ])
    return 'saved'
  } catch (error) {
    if (!isFormTwice(error)) throw error
    return (await handledAt(db, formKey)) ? 'saved' : 'changed-meanwhile'
  }
}

/** Who changed the event last, and when; null when nobody did since it was made. */
export async function lastChange(db: Database, id: string): Promise<{ name: string; at: number } | null> {
  const [row] = await db.q
    .select({ name: staff.name, at: audit.at })
    .from(audit)
    .innerJoin(staff, eq(staff.id, audit.staffId))
    .where(and(eq(audit.action, 'event.changed'), eq(audit.subject, id)))
    .orderBy(desc(audit.seq))
    .limit(1)
  return row ?? null
}

/** Opens or closes sign-up by hand; it wins over the event's times from now on. */
export async function setDoor(deps: Deps, door: { eventId: string; open: boolean; staffId: string }): Promise<void> {
  const now = deps.now()
  const action = door.open ? 'event.opened' : 'event.closed'
  await deps.db.write([
    deps.db.q.insert(eventDoor).values({ ...door, at: now }),
    insertAudit(deps.db, { at: now, staffId: door.staffId, action, subject: door.eventId }),
  ])
}

export type EventCounts = Record<Side, { people: number; proved: number }>

/** People who signed up at an event, per side, and how many of them were seen: by a mailed link or at the desk. */
export async function eventCounts(db: Database, eventId: string): Promise<EventCounts> {
  const rows = await db.q
    .select({
      side: signup.side,
      people: countDistinct(signup.participantId),
      proved: countDistinct(proof.participantId),
    })
    .from(signup)
    .leftJoin(proof, eq(proof.participantId, signup.participantId))
    .where(and(eq(signup.eventId, eventId), isNotNull(signup.participantId)))
    .groupBy(signup.side)
  const of = (side: Side) => rows.find((row) => row.side === side) ?? { people: 0, proved: 0 }
  return { mentor: of('mentor'), mentee: of('mentee') }
}

/** Each with what staff last did by hand, in one query. */
async function withDoors(db: Database, rows: (typeof event.$inferSelect)[]): Promise<EventRow[]> {
  const doors = await db.q
    .select({ eventId: eventDoor.eventId, open: eventDoor.open, at: eventDoor.at })
    .from(eventDoor)
    .where(
      isAmong(
        eventDoor.eventId,
        rows.map(({ id }) => id),
      ),
    )
    .orderBy(eventDoor.seq)
  const last = new Map(doors.map(({ eventId, ...door }) => [eventId, door]))
  return rows.map((row) => ({ ...row, door: last.get(row.id) ?? null }))
}

const isCodeTaken = (error: unknown): boolean =>
  error instanceof Refused && error.refusal.kind === 'unique' && error.refusal.columns === 'event.code'
