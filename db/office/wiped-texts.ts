import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import type { Statement } from '../client.ts'
import { audit, coachingNote, duoRemark, meetingPlace, note, pairBarNote } from '../schema.ts'

/** A text that somebody typed, by whom it is about: a participant, a duo, a block, or an introduction (of a meeting's place). */
export type WipedText = { kind: keyof typeof TEXTS; of: string; id: string }

/** Where each stands, and which rows are this very text of this very owner. */
const TEXTS = {
  note: { table: note, which: ({ of, id }: Which) => and(eq(note.id, id), eq(note.participantId, of)) },
  'coaching-note': {
    table: coachingNote,
    which: ({ of, id }: Which) => and(eq(coachingNote.id, id), eq(coachingNote.duoId, of)),
  },
  remark: { table: duoRemark, which: ({ of, id }: Which) => and(eq(duoRemark.id, id), eq(duoRemark.duoId, of)) },
  'block-note': { table: pairBarNote, which: ({ of }: Which) => eq(pairBarNote.barId, of) },
  'meeting-place': {
    table: meetingPlace,
    which: ({ of, id }: Which) =>
      sql`${meetingPlace.meetingId} in (select m.id from meeting m where m.id = ${id} and m.introduction_id = ${of})`,
  },
}

type Which = { of: string; id: string }

/**
 * "Bevat gevoelige info: wissen": the text goes, also out of the file on the disk; that it went, and by whom, stays.
 * @returns false when it was not there (any more), and nothing was written. @throws Unavailable.
 */
export async function wipeText(deps: Deps, { kind, ...text }: WipedText, staffId: string): Promise<boolean> {
  const { table, which } = TEXTS[kind]
  const theirs = sql`${which(text)}`
  const [, gone = []] = await deps.db.write([
    auditIf(deps, sql`select 1 from ${table} where ${theirs}`, { staffId, subject: text.of, detail: kind }),
    deps.db.q.delete(table).where(theirs).returning({ gone: sql`1` }),
  ])
  if (gone.length > 0) await deps.db.checkpoint?.()
  return gone.length > 0
}

const auditIf = (
  { db, now }: Deps,
  there: SQL,
  { staffId, subject, detail }: { staffId: string; subject: string; detail: string },
): Statement =>
  db.q
    .insert(audit)
    .select(sql`select null, ${now()}, ${staffId}, 'text.wiped', ${subject}, ${detail} where exists (${there})`)
