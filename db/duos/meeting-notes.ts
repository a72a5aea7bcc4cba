import type { Deps } from '../../src/deps.ts'
import { civilDateOf } from '../../src/domain/civil-date.ts'
import type { Teller, Way } from '../../src/domain/facts.ts'
import { decideNote, type NoteDecision } from '../../src/domain/hours.ts'
import { programmeOf } from '../../src/domain/programmes.ts'
import { Refused } from '../refusal.ts'
import { meetingLog } from '../schema.ts'
import { notesOf } from './duo-answers.ts'
import type { Duo } from './duos.ts'

type NewNote = { duo: Duo; by: Teller; metOn: string; minutes: number; way: Way; staffId?: string }

/** "Ontmoet? Ja, ± uren". A day that this side noted already stays as it was. @throws Unavailable. */
export async function saveMeetingNote(deps: Deps, input: NewNote): Promise<NoteDecision> {
  const { duo, staffId, ...note } = input
  const notes = (await notesOf(deps, [duo.id])).get(duo.id) ?? []
  const { startedOn, end } = duo.facts
  const known = { log: programmeOf(duo.programme).log, startedOn, endedOn: end?.endedOn ?? null, notes }
  const decision = decideNote(known, note, civilDateOf(deps.now()))
  if (decision.kind !== 'noted') return decision
  try {
    const row = { id: deps.newId(), duoId: duo.id, ...note, staffId: staffId ?? null, at: deps.now() }
    await deps.db.write([deps.db.q.insert(meetingLog).values(row)])
    return decision
  } catch (error) {
    if (error instanceof Refused) return { kind: 'already-noted', minutes: note.minutes }
    throw error
  }
}
