import type { Candidate } from './proposals.ts'

/** Of one topic: mentees who ask it, and places of mentors who offer it. Somebody with three topics counts three times. */
export type TopicBalance = { topic: string; asked: number; offered: number }

export const shortOf = ({ asked, offered }: TopicBalance): number => Math.max(0, asked - offered)

/** Every topic of the programme, the scarcest first, and how many mentees do not know theirs yet. */
export function topicBalance(
  topics: readonly string[],
  { mentees, mentors }: Record<'mentees' | 'mentors', Pick<Candidate, 'topics' | 'capacity'>[]>,
): { topics: TopicBalance[]; undecided: number } {
  const balance = topics.map((topic) => ({
    topic,
    asked: mentees.filter((mentee) => mentee.topics.includes(topic)).length,
    offered: mentors.reduce((sum, mentor) => sum + (mentor.topics.includes(topic) ? mentor.capacity : 0), 0),
  }))
  return {
    topics: balance.sort((a, b) => shortOf(b) - shortOf(a) || b.asked - a.asked || b.offered - a.offered),
    undecided: mentees.filter((mentee) => mentee.topics.length === 0).length,
  }
}
