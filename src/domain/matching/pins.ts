import { at } from './arrays.ts'
import { arcIndex, type PinConflict, type Pool } from './pool.ts'

/** The pins that cannot all be kept, in the order of the pins; empty when every pin can. */
export function pinConflicts(pool: Pool): PinConflict[] {
  const blocked = new Set(pool.blocks.map(([mentee, mentor]) => mentee * pool.capacity.length + mentor))
  const conflicts: PinConflict[] = []
  const mentorOf = new Map<number, number>()
  for (const [mentee, mentor] of pool.pins) {
    const earlier = mentorOf.get(mentee)
    if (earlier !== undefined) conflicts.push({ kind: 'two-mentors', mentee, mentors: [earlier, mentor] })
    mentorOf.set(mentee, mentor)
    if (arcIndex(pool.pairs, mentee, mentor) < 0) conflicts.push({ kind: 'not-a-pair', mentee, mentor })
    else if (blocked.has(mentee * pool.capacity.length + mentor)) conflicts.push({ kind: 'blocked', mentee, mentor })
  }
  return [...conflicts, ...overfull(pool)]
}

function overfull({ pins, capacity }: Pool): PinConflict[] {
  const byMentor = new Map<number, number[]>()
  for (const [mentee, mentor] of pins) byMentor.set(mentor, [...(byMentor.get(mentor) ?? []), mentee])
  return [...byMentor]
    .filter(([mentor, mentees]) => mentees.length > at(capacity, mentor))
    .map(([mentor, mentees]) => ({ kind: 'too-many', mentor, capacity: at(capacity, mentor), mentees }))
}
