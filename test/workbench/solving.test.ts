import { expect, test } from 'vitest'
import { programmeOf } from '../../src/domain/programmes.ts'
import { type Candidate, propose, type RunInput } from '../../src/domain/proposals/proposals.ts'
import { settle, Workbench } from '../../src/domain/proposals/workbench.ts'
import { inThread, solveBeside } from '../../src/matching/solving.ts'

const { weights } = programmeOf('peter-meter')
const TOPICS = ['accounting', 'finance', 'permits', 'legal', 'green', 'growth']

const people = (side: string, count: number): Candidate[] =>
  Array.from({ length: count }, (_, n) => ({
    id: `${side}${n}`,
    topics: [TOPICS[n % 6] ?? 'green', TOPICS[(n * n + 1) % 6] ?? 'green'],
    languages: ['nl'],
    sector: n % 3 === 0 ? 'horeca' : 'retail',
    sameSectorWelcome: null,
    stage: null,
    capacity: 1 + (n % 2),
    waitingDays: n % 17,
  }))

const inputOf = (mentees: number, mentors: number): RunInput => ({
  mentees: people('mentee', mentees),
  mentors: people('mentor', mentors),
  pins: [],
  blocks: [],
  hashBlocks: [],
  busyTopics: [],
})

test('a thread finds the plan that the process itself finds', async () => {
  const input = inputOf(40, 15)
  expect(await inThread({ input, weights, what: 'propose' })).toEqual(propose(input, weights))
})

test('a thread settles a run for the workbench as the process itself does, blocks and all', async () => {
  const input = { ...inputOf(40, 15), blocks: [['mentee0', 'mentor3']] as const }
  const there = await inThread({ input, weights, what: 'settle' })
  expect(there).toEqual(settle(input, weights))
  const [bench, here] = [new Workbench(input, weights, there), new Workbench(input, weights)]
  for (const id of ['mentee0', 'mentee7', 'mentee39']) {
    const choices = here.choicesOf(id)
    expect(bench.choicesOf(id)).toEqual(choices)
    for (const { mentorId } of choices?.choices ?? [])
      expect(bench.costOf(id, mentorId)).toEqual(here.costOf(id, mentorId))
    expect(bench.costWithout(id)).toEqual(here.costWithout(id))
  }
})

test('a small pool is solved at once, a large one while the process does other work', async () => {
  let turns = 0
  const clock = setInterval(() => turns++, 1)
  expect((await solveBeside(inputOf(20, 10), weights)).kind).toBe('planned')
  expect(turns).toBe(0)
  const outcome = await solveBeside(inputOf(900, 600), weights)
  clearInterval(clock)
  expect(outcome).toMatchObject({ kind: 'planned' })
  expect(turns).toBeGreaterThan(5)
})

test('what a thread throws is thrown here', async () => {
  const tooMany = Array.from({ length: 40 }, (_, n) => `topic${n}`)
  const input = inputOf(2, 2)
  const broken = { ...input, mentees: input.mentees.map((each) => ({ ...each, topics: tooMany })) }
  await expect(inThread({ input: broken, weights, what: 'propose' })).rejects.toThrow(/31/)
})
