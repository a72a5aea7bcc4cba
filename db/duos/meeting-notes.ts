import { eq } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import { type CivilDate, civilDateOf } from '../../src/domain/civil-date.ts'
import { decideNote, decideVoid, type NoteDecision, type VoidDecision } from '../../src/domain/duos/hours.ts'
import type { Side, Teller, Way } from '../../src/domain/facts.ts'
import { programmeOf } from '../../src/domain/programmes.ts'
import { insertAudit } from '../audit.ts'
import type { Statement } from '../client.ts'
import { Refused, refusedWith } from '../refusal.ts'
import { meetingLog, meetingLogVoid } from '../schema.ts'
import { notesOf } from './duo-answers.ts'
import type { Duo } from './duos.ts'

type NewNote = { duo: Duo; by: Teller; metOn: string; minutes: number; way: Way; staffId?: string }

/**
 * "Ontmoet? Ja, ± uren". A day that this side noted already stays as it was. `gone`: who tells it was erased.
 * @throws Unavailable.
 */
export async function saveMeetingNote(deps: Deps, input: NewNote): Promise<NoteDecision | { kind: 'gone' }> {
  const { duo, staffId, ...note } = input
  const notes = (await notesOf(deps, [duo.id])).get(duo.id) ?? []
  const { startedOn, end } = duo.facts
  const known = { log: programmeOf(duo.programme).log, startedOn, endedOn: end?.endedOn ?? null, notes }
  const decision = decideNote(known, note, civilDateOf(deps.now()))
  if (decision.kind !== 'noted') return decision
  try {
    const row = { id: deps.newId(), duoId: duo.id, ...note, staffId: staffId ?? null, at: deps.now() }
    await deps.db.write([
      deps.db.q.insert(meetingLog).values(row),
      ...audited(deps, { duo, staffId }, 'meeting-note.written'),
    ])
    return decision
  } catch (error) {
    if (refusedWith(error, 'ERASED')) return { kind: 'gone' }
    if (error instanceof Refused) return { kind: 'already-noted', minutes: note.minutes }
    throw error
  }
}

/** Of one duo, with those that were taken back, by day. */
export type WrittenNote = { id: string; by: Teller; metOn: CivilDate; minutes: number; way: Way; isVoid: boolean }

export async function writtenNotes({ db: { q } }: Deps, duoId: string): Promise<WrittenNote[]> {
  const rows = await q
    .select({ note: meetingLog, voidOf: meetingLogVoid.logId })
    .from(meetingLog)
    .leftJoin(meetingLogVoid, eq(meetingLogVoid.logId, meetingLog.id))
    .where(eq(meetingLog.duoId, duoId))
    .orderBy(meetingLog.metOn, meetingLog.at)
  return rows.map(({ note: { id, by, metOn, minutes, way }, voidOf }) => {
    return { id, by, metOn, minutes, way, isVoid: voidOf !== null }
  })
}

type NewVoid = { duo: Duo; noteId: string } & ({ by: Side; way: Way; staffId?: never } | { by: null; staffId: string })

/** Takes a note back; it no longer counts, and its day may be noted again. @throws Unavailable. */
export async function saveNoteVoid(deps: Deps, input: NewVoid): Promise<VoidDecision> {
  const { duo, noteId, by, staffId } = input
  const note = (await writtenNotes(deps, duo.id)).find(({ id }) => id === noteId)
  const decision = decideVoid(note, by)
  if (decision.kind !== 'taken-back') return decision
  const way = by === null ? ('staff' as const) : input.way
  try {
    await deps.db.write([
      deps.db.q.insert(meetingLogVoid).values({ logId: noteId, way, staffId: staffId ?? null, at: deps.now() }),
      ...audited(deps, { duo, staffId }, 'meeting-note.void'),
    ])
    return decision
  } catch (error) {
    if (error instanceof Refused) return { kind: 'already-taken-back' }
    throw error
  }
}

const audited = (
  deps: Deps,
  { duo, staffId }: { duo: Duo; staffId?: string | undefined },
  action: string,
): Statement[] => (staffId ? [insertAudit(deps.db, { at: deps.now(), staffId, action, subject: duo.id })] : [])
