import { addDays, type CivilDate } from '../civil-date.ts'
import type { Teller } from '../facts.ts'

/** One meeting lasts at most so long, and is noted at most so many days later. */
export const MOST_MINUTES = 720
export const NOTE_DAYS = 90

/** "Ontmoet? Ja, ± uren", as one of them noted it; a note that was taken back is not among them. */
export type MeetingNote = { by: Teller; metOn: CivilDate; minutes: number }

/**
 * The days on which a duo met, and for how many minutes. Both may note the same day: it counts once, as the mentor noted
 * it, whose hours they are; without the mentor's note as staff did, and without theirs as the mentee did.
 */
export function daysMet(notes: readonly MeetingNote[]): MeetingNote[] {
  const byDay = new Map<CivilDate, MeetingNote>()
  for (const note of notes) {
    const other = byDay.get(note.metOn)
    if (!other || RANK[note.by] < RANK[other.by]) byDay.set(note.metOn, note)
  }
  return [...byDay.values()]
}

export const minutesMet = (notes: readonly MeetingNote[]): number =>
  daysMet(notes).reduce((sum, { minutes }) => sum + minutes, 0)

/** Days on which a duo met. */
export const timesMet = (notes: readonly MeetingNote[]): number => new Set(notes.map(({ metOn }) => metOn)).size

export type NoteDecision =
  | { kind: 'noted' }
  | { kind: 'already-noted'; minutes: number }
  | { kind: 'before-start'; startedOn: CivilDate }
  | { kind: 'after-end'; endedOn: CivilDate }
  | { kind: 'too-old'; from: CivilDate }
  | { kind: 'too-long'; most: number }
  | { kind: 'in-the-future' | 'no-minutes' | 'not-logged' }

/** @param duo with all its notes; `log` is the programme's. */
export function decideNote(
  duo: {
    log: 'asked' | 'offered' | 'none'
    startedOn: CivilDate
    endedOn: CivilDate | null
    notes: readonly MeetingNote[]
  },
  { by, metOn, minutes }: MeetingNote,
  today: CivilDate,
): NoteDecision {
  if (duo.log === 'none') return { kind: 'not-logged' }
  if (metOn > today) return { kind: 'in-the-future' }
  if (metOn < duo.startedOn) return { kind: 'before-start', startedOn: duo.startedOn }
  if (duo.endedOn !== null && metOn > duo.endedOn) return { kind: 'after-end', endedOn: duo.endedOn }
  const from = addDays(today, -NOTE_DAYS)
  if (metOn < from) return { kind: 'too-old', from }
  if (!Number.isInteger(minutes) || minutes < 1) return { kind: 'no-minutes' }
  if (minutes > MOST_MINUTES) return { kind: 'too-long', most: MOST_MINUTES }
  const same = duo.notes.find((note) => note.by === by && note.metOn === metOn)
  return same ? { kind: 'already-noted', minutes: same.minutes } : { kind: 'noted' }
}

export type VoidDecision = { kind: 'taken-back' } | { kind: 'not-yours' } | { kind: 'already-taken-back' }

/** A slip of the thumb: whoever noted a meeting takes it back. `by`: null is staff, who may take back any. */
export function decideVoid(note: { by: Teller; isVoid: boolean } | undefined, by: Teller | null): VoidDecision {
  if (!note || (by !== null && note.by !== by)) return { kind: 'not-yours' }
  return { kind: note.isVoid ? 'already-taken-back' : 'taken-back' }
}

const RANK: Record<Teller, number> = { mentor: 0, staff: 1, mentee: 2 }
