import { eq } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import { type CivilDate, civilDateOf } from '../../src/domain/civil-date.ts'
import { event, standingPage } from '../schema.ts'

/** An event that began, or (`on` null) the sign-up page without end. */
export type ReportEvent = { id: string; title: string; on: CivilDate | null }

/** The latest first, the page without end last. */
export async function reportEvents({ db, now }: Deps, programme: string): Promise<ReportEvent[]> {
  const rows = await db.q
    .select({ id: event.id, title: event.title, startsAt: event.startsAt, standing: standingPage.eventId })
    .from(event)
    .leftJoin(standingPage, eq(standingPage.eventId, event.id))
    .where(eq(event.programme, programme))
  const begun = rows.filter(({ standing, startsAt }) => standing === null && startsAt <= now())
  const standing = rows.filter((row) => row.standing !== null)
  return [
    ...begun
      .sort((a, b) => b.startsAt - a.startsAt)
      .map(({ id, title, startsAt }) => ({ id, title, on: civilDateOf(startsAt) })),
    ...standing.map(({ id, title }) => ({ id, title, on: null })),
  ]
}
