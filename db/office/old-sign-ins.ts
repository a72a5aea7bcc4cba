import { and, desc, inArray, lt, notInArray } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import { DAY_MS } from '../../src/domain/civil-date.ts'
import { outbox, staffLink, staffLinkUse, staffSession } from '../schema.ts'

/** Longer than any session lasts. */
const SESSION_DAYS = 2
/** A link works for an hour; for a month its mail can be looked up under Mails. */
const LINK_DAYS = 31
const MOST_AT_ONCE = 80

/**
 * Deletes sessions that ended and sign-in links that ended a month ago, with their mails. The last use stays: it says
 * that somebody of staff has signed in, so that a next start prints no link that lets one in.
 * @returns how many rows are gone.
 */
export async function dropOldSignIns({ db, now }: Deps): Promise<number> {
  const lastUse = db.q
    .select({ id: staffLinkUse.linkId })
    .from(staffLinkUse)
    .orderBy(desc(staffLinkUse.at), desc(staffLinkUse.linkId))
    .limit(1)
  const old = await db.q
    .select({ id: staffLink.id })
    .from(staffLink)
    .where(and(lt(staffLink.expiresAt, now() - LINK_DAYS * DAY_MS), notInArray(staffLink.id, lastUse)))
    .limit(MOST_AT_ONCE)
  const ids = old.map(({ id }) => id)
  const gone = await db.write([
    db.q
      .delete(staffSession)
      .where(lt(staffSession.createdAt, now() - SESSION_DAYS * DAY_MS))
      .returning({ id: staffSession.idHash }),
    ...(ids.length === 0
      ? []
      : [
          db.q.delete(outbox).where(inArray(outbox.staffLinkId, ids)).returning({ id: outbox.id }),
          db.q.delete(staffLinkUse).where(inArray(staffLinkUse.linkId, ids)),
          db.q.delete(staffLink).where(inArray(staffLink.id, ids)).returning({ id: staffLink.id }),
        ]),
  ])
  return gone.flat().length
}
