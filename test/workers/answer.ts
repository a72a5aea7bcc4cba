import { type Participant, scoreContext } from '../../src/domain/matching/score.ts'
import { poolFrom } from '../../src/domain/matching/score-pool.ts'
import { WarmPlan } from '../../src/domain/matching/warm.ts'
import { propose } from '../../src/domain/proposals/proposals.ts'
import { randomFrom } from '../matching/pools.ts'

const WEIGHTS = { topics: 60, sector: 20, stage: 5, waiting: 10, met: 5 }
const TOPICS = ['start', 'money', 'permits', 'tax', 'sales', 'web', 'staff', 'law', 'rent', 'export']

/** A crowd by seed: some known, some not, several languages, more asked than offered where `short`. */
function crowd(side: string, length: number, seed: number, places: number): Participant[] {
  const random = randomFrom(seed)
  return Array.from({ length }, (_, number) => ({
    id: `${side} ${number}`,
    topics: TOPICS.filter((_, topic) => random(100) < 30 - topic),
    languages: [['nl'], ['nl', 'fr'], ['en'], []][random(4)] ?? [],
    sector: ['retail', 'horeca', 'care', 'digital', null][random(5)] ?? null,
    sameSectorWelcome: [true, false, null][random(3)] ?? null,
    stage: ['idea', 'almost', 'started', null][random(4)] ?? null,
    capacity: places > 1 ? 1 + random(places) : 1,
    waitingDays: random(90),
  }))
}

/** All that the engine says of two pools, in plenty and in want: runs, edits, prices, losses. One text to compare. */
export function answerOfEngine(): string {
  return JSON.stringify(
    [
      [300, 200],
      [300, 90],
    ].map(([mentees = 0, mentors = 0]) => {
      const people = { mentees: crowd('mentee', mentees, 1, 1), mentors: crowd('mentor', mentors, 2, 3) }
      const [first, second] = [0, 1].map((n) => [`mentee ${n}`, `mentor ${n}`] as const)
      const input = {
        ...people,
        pins: [],
        blocks: [first, second].flatMap((pair) => (pair ? [pair] : [])),
        hashBlocks: [],
        busyTopics: [],
      }
      const warm = new WarmPlan(poolFrom(scoreContext(people.mentees, people.mentors, WEIGHTS), input))
      const before = warm.plan()
      const placed = before.mentorOf.findIndex((mentor) => mentor >= 0)
      warm.block(placed, before.mentorOf[placed] ?? 0)
      const after = warm.plan()
      return {
        run: propose(input, WEIGHTS),
        prices: [before, after].map(({ price }) => [...price]),
        plans: [before, after].map(({ mentorOf }) => [...mentorOf]),
        losses: warm.alternatives(7),
      }
    }),
  )
}
