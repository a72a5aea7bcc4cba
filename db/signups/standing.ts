import { eq } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import { CODE_LENGTH, codeFrom, WITHOUT_END } from '../../src/domain/event.ts'
import type { Programme } from '../../src/domain/programmes.ts'
import type { Database } from '../client.ts'
import { Refused } from '../refusal.ts'
import { event, standingPage } from '../schema.ts'

/** The sign-up page that takes over from a programme's events, or null. */
export async function standingPageOf({ q }: Database, programme: string): Promise<{ id: string; code: string } | null> {
  const [row] = await q
    .select({ id: event.id, code: event.code })
    .from(standingPage)
    .innerJoin(event, eq(event.id, standingPage.eventId))
    .where(eq(standingPage.programme, programme))
  return row ?? null
}

/** The codes of all such pages, in the order in which they were made. */
export async function standingCodes({ q }: Database): Promise<string[]> {
  const rows = await q
    .select({ code: event.code })
    .from(standingPage)
    .innerJoin(event, eq(event.id, standingPage.eventId))
    .orderBy(event.createdAt, event.id)
  return rows.map(({ code }) => code)
}

/** Gives every programme its standing sign-up page, open without end; where there is one, nothing changes. */
export async function ensureStandingPages(deps: Deps, programmes: Programme[]): Promise<void> {
  const known = new Set((await deps.db.q.select().from(standingPage)).map(({ programme }) => programme))
  for (const programme of programmes.filter(({ id }) => !known.has(id))) await make(deps, programme)
}

async function make({ db, newId, now }: Deps, { id: programme, name }: Programme): Promise<void> {
  const at = now()
  const row = {
    id: newId(),
    programme,
    title: `Doorlopende inschrijving ${name}`,
    place: 'Online',
    startsAt: at,
    opensAt: at,
    closesAt: WITHOUT_END,
    version: 1,
    createdAt: at,
  }
  for (let attempt = 1; ; attempt++) {
    const code = codeFrom(crypto.getRandomValues(new Uint8Array(CODE_LENGTH)))
    try {
      await db.write([
        db.q.insert(event).values({ ...row, code }),
        db.q.insert(standingPage).values({ programme, eventId: row.id }),
      ])
      return
    } catch (error) {
      // Another server was first; else the code was taken, and there are others.
      if (isUnique(error, 'standing_page.programme')) return
      if (attempt === 5 || !isUnique(error, 'event.code')) throw error
    }
  }
}

const isUnique = (error: unknown, columns: string): boolean =>
  error instanceof Refused && error.refusal.kind === 'unique' && error.refusal.columns === columns
