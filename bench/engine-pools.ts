import type { Participant } from '../src/domain/matching/criteria.ts'
import { type Pool, packPairs } from '../src/domain/matching/pool.ts'
import { type ScoreContext, scoreContext } from '../src/domain/matching/score.ts'
import { poolFrom } from '../src/domain/matching/score-pool.ts'
import { SECTORS } from '../src/domain/sectors.ts'

const WEIGHTS = { topics: 60, sector: 20, stage: 5, waiting: 10, met: 5 }
const TOPICS = Array.from({ length: 12 }, (_, topic) => `topic ${topic}`)
const STAGES = ['idea', 'almost', 'started']

/** Numbers from a seed (mulberry32, Tommy Ettinger, public domain), so that every run measures the same pools. */
export function randomFrom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below)
  }
}

/** A crowd as at an event: some topics are asked more than others, and about one pair in six is allowed. */
export function crowd(mentees: number, mentors: number, capacity: number): ScoreContext {
  const random = randomFrom(mentees * 31 + mentors)
  const some = (percent: number) =>
    TOPICS.filter((_, topic) => random(100 * TOPICS.length) < percent * (TOPICS.length - topic / 2))
  const person = (side: string, number: number, percent: number, places: number): Participant => {
    const topics = some(percent)
    return {
      id: `${side} ${number}`,
      topics: topics.length > 0 ? topics : TOPICS.slice(random(12)).slice(0, 1),
      languages: random(10) < 8 ? ['nl'] : ['fr', 'en'].slice(random(2)),
      sector: SECTORS[random(SECTORS.length)] ?? null,
      sameSectorWelcome: [true, false, null][random(3)] ?? null,
      stage: STAGES[random(3)] ?? null,
      capacity: places,
      waitingDays: random(90),
    }
  }
  return scoreContext(
    Array.from({ length: mentees }, (_, number) => person('mentee', number, 15, 1)),
    Array.from({ length: mentors }, (_, number) => person('mentor', number, 24, 1 + random(capacity))),
    WEIGHTS,
  )
}

/** The rubric's scores for such a crowd, without waiting priority: the peers know one objective only. */
export function rubric(mentees: number, mentors: number, capacity: number): Pool {
  const { waitingDays: _, ...pool } = poolFrom(crowd(mentees, mentors, capacity), { pins: [], blocks: [] })
  return pool
}

/** Random scores of 0 to 100 on `least` to `most` mentors a mentee; one place each. */
export function sparse(mentees: number, mentors: number, least: number, most: number): Pool {
  const random = randomFrom(mentees + mentors)
  const mentee: number[] = []
  const mentor: number[] = []
  for (let i = 0; i < mentees; i++) {
    const chosen = new Set<number>()
    const wanted = Math.min(mentors, least + random(most - least + 1))
    while (chosen.size < wanted) chosen.add(random(mentors))
    for (const j of chosen) {
      mentee.push(i)
      mentor.push(j)
    }
  }
  const score = Float64Array.from(mentee, () => random(101))
  const list = { mentee: Int32Array.from(mentee), mentor: Int32Array.from(mentor), score }
  return {
    mentees,
    capacity: new Int32Array(mentors).fill(1),
    pairs: packPairs(mentees, mentors, list),
    pins: [],
    blocks: [],
  }
}
