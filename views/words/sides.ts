import type { Programme } from '../../src/domain/programmes.ts'
import { capitalised } from './format.ts'

/** What a programme calls its two sides, and the place where somebody works; with a capital where a sentence begins. */
export type SideNames = ReturnType<typeof namesOf>

export const namesOf = ({ sides: { mentor, mentee }, business }: Programme) => ({
  mentor: mentor.one,
  mentors: mentor.many,
  mentee: mentee.one,
  mentees: mentee.many,
  business,
  Mentor: capitalised(mentor.one),
  Mentors: capitalised(mentor.many),
  Mentee: capitalised(mentee.one),
  Mentees: capitalised(mentee.many),
  Business: capitalised(business),
})
