import { eq, sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import type { EndReason } from '../../src/domain/facts.ts'
import type { Pair } from '../../src/domain/introduction.ts'
import { blockedIds } from '../matching/pool.ts'
import { introduction, introductionEnd, pairBar, pairBarNote, pairLift, pin, staff } from '../schema.ts'

/** What staff decided on a pair. It stays with the pair, also after its answer, its end or its lift. */
export type Decision = Pair & { at: number; staffName: string | null } & (
    | { kind: 'sent'; introductionId: string; endedBy: EndReason | null }
    | { kind: 'pinned' }
    | { kind: 'blocked'; reason: string | null; note: string | null; until: number | null; liftedAt: number | null }
  )

/** The decisions on pairs of these mentees, the newest first; in three queries. */
export async function decisionsFor({ db: { q } }: Deps, menteeIds: string[]): Promise<Decision[]> {
  const ids = JSON.stringify(menteeIds)
  const [sent, pins, blocks] = await Promise.all([
    q
      .select({
        introductionId: introduction.id,
        mentorId: introduction.mentorId,
        menteeId: introduction.menteeId,
        at: introduction.sentAt,
        staffName: staff.name,
        endedBy: introductionEnd.reason,
      })
      .from(introduction)
      .innerJoin(staff, eq(staff.id, introduction.staffId))
      .leftJoin(introductionEnd, eq(introductionEnd.introductionId, introduction.id))
      .where(sql`${introduction.menteeId} IN (SELECT value FROM json_each(${ids}))`),
    q
      .select({ mentorId: pin.mentorId, menteeId: pin.menteeId, at: pin.at, staffName: staff.name })
      .from(pin)
      .innerJoin(staff, eq(staff.id, pin.staffId))
      .where(sql`${pin.menteeId} IN (SELECT value FROM json_each(${ids}))`),
    q
      .select({ bar: pairBar, note: pairBarNote.body, staffName: staff.name, liftedAt: pairLift.at })
      .from(pairBar)
      .leftJoin(pairBarNote, eq(pairBarNote.barId, pairBar.id))
      .leftJoin(staff, eq(staff.id, pairBar.staffId))
      .leftJoin(pairLift, eq(pairLift.barId, pairBar.id))
      .where(eq(pairBar.kind, 'block')),
  ])
  const asked = new Set(menteeIds)
  return [
    ...sent.map((each): Decision => ({ kind: 'sent', ...each })),
    ...pins.map((each): Decision => ({ kind: 'pinned', ...each })),
    ...blocks.flatMap(({ bar: { id, reason, until, at }, note, staffName, liftedAt }): Decision[] => {
      const pair = blockedIds(id)
      return pair && asked.has(pair.menteeId)
        ? [{ kind: 'blocked', ...pair, reason, note, until, at, staffName, liftedAt }]
        : []
    }),
  ].sort((a, b) => b.at - a.at)
}

/** Those on this very pair. */
export const decisionsOn = (decisions: Decision[], { mentorId, menteeId }: Pair): Decision[] =>
  decisions.filter((each) => each.mentorId === mentorId && each.menteeId === menteeId)
