import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { runMatch } from '../../src/matching/match-cli.ts'
import { certify, randomPool, size } from './pools.ts'

const match = (input: unknown) => {
  const text = typeof input === 'string' ? input : JSON.stringify(input)
  return runMatch(['-'], Readable.from([text]))
}
const answer = async (input: unknown) => {
  const { exitCode, stdout, stderr } = await match(input)
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
  return JSON.parse(stdout)
}
const refusal = async (input: unknown) => {
  const { exitCode, stdout, stderr } = await match(input)
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
  expect(stderr).toMatch(/^[^\n]+\n$/)
  return stderr.trim()
}
const small = {
  mentees: 3,
  capacity: [1, 1],
  pairs: [
    [0, 0, 5],
    [1, 0, 9],
    [2, 0, 1],
    [1, 1, 3],
  ],
}

describe('match', () => {
  it('prints the plan, its figures, its proof and who is left out', async () => {
    expect(await answer(small)).toEqual({
      matched: 2,
      total: 8,
      worst: 3,
      blockingPairs: 1,
      worthOfMatch: 28,
      mentorOf: [0, 1, -1],
      price: [29, 0],
      unmatched: [{ mentee: 2, reason: 'these 2 mentees can only go to 1 mentor, who has 1 place' }],
    })
  })

  it('prints all that the certificate takes: the sums of docs/matching.md §2, from the input and the answer alone', async () => {
    const { matched, total, worthOfMatch, price, loss } = await answer({ ...small, lossOf: 1 })
    const gain = [0, 0, 0]
    for (const [mentee = 0, mentor = 0, score = 0] of small.pairs)
      gain[mentee] = Math.max(gain[mentee]!, worthOfMatch + score - price[mentor])
    const bound = gain.reduce((sum, each) => sum + each) + price[0] + price[1]
    expect(bound).toBe(worthOfMatch * matched + total)
    // With mentee 1 forced to mentor 0, one match less and one point more.
    expect(loss).toContainEqual([0, worthOfMatch * (matched - 1) + (total - 9)])
  })

  it('counts pins in, keeps blocks out and says what every alternative loses', async () => {
    const plan = await answer({ ...small, pins: [[2, 0]], blocks: [[1, 1]], lossOf: 2 })
    expect(plan).toMatchObject({ matched: 1, total: 1, worst: 1, mentorOf: [-1, -1, 0], loss: [[0, 0]] })
    expect(plan.unmatched[0]).toEqual({
      mentee: 0,
      reason: 'these 2 mentees can only go to 1 mentor, who has 0 places',
    })
    expect((await answer({ ...small, lossOf: 1 })).loss).toEqual([
      [0, 27],
      [1, 0],
    ])
    expect((await answer({ ...small, lossOf: 0 })).loss).toEqual([[0, 0]])
  })

  it('says which group of mentees has too few places between them', async () => {
    const pairs = [0, 1, 2, 3].flatMap((mentee) => [
      [mentee, 0, 5],
      [mentee, 1, 6],
    ])
    const { unmatched } = await answer({ mentees: 6, capacity: [1, 2, 9], pairs: [...pairs, [4, 2, 1]] })
    expect(unmatched).toEqual([
      { mentee: expect.any(Number), reason: 'these 4 mentees can only go to 2 mentors, who have 3 places' },
      { mentee: 5, reason: 'no mentor is allowed for this mentee' },
    ])
  })

  it('gives a certified plan for a pool of ordinary size', async () => {
    const written = randomPool(7, { mentees: size(200), mentors: size(120), capacity: 3, density: 20, scores: 101 })
    const plan = await answer(written)
    certify(written, { ...plan, price: Float64Array.from(plan.price), mentorOf: Int32Array.from(plan.mentorOf) })
  })

  it('helps who waited longest, and lifts the weakest pair, when asked', async () => {
    const pairs = [
      [0, 0, 100],
      [0, 1, 40],
      [1, 0, 40],
      [1, 1, 0],
    ]
    expect(await answer({ mentees: 2, capacity: [1, 1], pairs, floor: true })).toMatchObject({
      worst: 40,
      floorCost: 20,
    })
    expect(await answer({ mentees: 2, capacity: [1, 1], pairs, floor: false })).not.toHaveProperty('floorCost')
    const one = {
      mentees: 2,
      capacity: [1],
      pairs: [
        [0, 0, 9],
        [1, 0, 2],
      ],
      waitingDays: [3, 4],
    }
    expect((await answer(one)).mentorOf).toEqual([-1, 0])
  })

  it('reads a file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'match-'))
    await writeFile(join(folder, 'pool.json'), JSON.stringify(small))
    const { stdout } = await runMatch([join(folder, 'pool.json')], Readable.from([]))
    expect(JSON.parse(stdout).matched).toBe(2)
    await rm(folder, { recursive: true })
  })

  it('gives a sound empty plan when there is nobody', async () => {
    const nothing = { matched: 0, total: 0, worst: null, blockingPairs: 0, worthOfMatch: 1 }
    expect(await answer({ mentees: 0, capacity: [], pairs: [] })).toEqual({
      ...nothing,
      mentorOf: [],
      price: [],
      unmatched: [],
    })
    expect(await answer({ mentees: 0, capacity: [2], pairs: [] })).toMatchObject({ ...nothing, price: [0] })
    const reason = 'no mentor is allowed for this mentee'
    expect(await answer({ mentees: 1, capacity: [], pairs: [] })).toMatchObject({ unmatched: [{ mentee: 0, reason }] })
    expect(await answer({ mentees: 1, capacity: [0], pairs: [[0, 0, 3]] })).toMatchObject({
      ...nothing,
      worthOfMatch: 4,
    })
  })
})

describe('match refuses in one sentence', () => {
  it.each([
    ['', /^the input is not JSON: /],
    ['{"mentees":1,"capacity":[1],"pairs":[[0,0,NaN]]}', /^the input is not JSON: .*NaN/],
    ['[]', 'the input must be an object with mentees, capacity and pairs, not []'],
    ['null', 'the input must be an object with mentees, capacity and pairs, not null'],
    ['7', 'the input must be an object with mentees, capacity and pairs, not 7'],
    [{ capacity: [], pairs: [] }, 'mentees is missing'],
    [{ mentees: 1.5, capacity: [], pairs: [] }, 'mentees must be a whole number of 0 or more, not 1.5'],
    [{ mentees: 1_000_001, capacity: [], pairs: [] }, 'mentees is 1000001, more than 1000000'],
    [{ mentees: 1, pairs: [] }, 'capacity is missing'],
    [{ mentees: 1, capacity: 3, pairs: [] }, 'capacity must be a list, not 3'],
    [{ mentees: 1, capacity: [1, -1], pairs: [] }, 'capacity[1] must be a whole number of 0 or more, not -1'],
    [{ mentees: 1, capacity: [null], pairs: [] }, 'capacity[0] must be a whole number of 0 or more, not null'],
    [{ mentees: 1, capacity: [1] }, 'pairs is missing'],
    [{ ...small, pairs: [[0, 0]] }, 'pairs[0] must be [mentee, mentor, score], not [0,0]'],
    [{ ...small, pairs: ['x'.repeat(99)] }, `pairs[0] must be [mentee, mentor, score], not "${'x'.repeat(56)}...`],
    [{ ...small, pairs: [[0, 0, -3]] }, 'the score of pairs[0] must be a whole number of 0 or more, not -3'],
    [{ ...small, pairs: [[0, 0, '9']] }, 'the score of pairs[0] must be a whole number of 0 or more, not "9"'],
    [{ ...small, pairs: [[3, 0, 1]] }, 'pairs[0]: there is no mentee 3, mentees are 0 to 2'],
    [{ ...small, pairs: [[0, 2, 1]] }, 'pairs[0]: there is no mentor 2, mentors are 0 to 1'],
    [{ ...small, pairs: [[0, -1, 1]] }, 'pairs[0]: there is no mentor -1, mentors are 0 to 1'],
    [{ ...small, pairs: [['a', 0, 1]] }, 'pairs[0]: a mentee is a number from 0, not "a"'],
    [{ mentees: 1, capacity: [], pairs: [[0, 0, 1]] }, 'pairs[0]: there is no mentor 0, there are no mentors at all'],
    [
      {
        ...small,
        pairs: [
          [0, 0, 1],
          [1, 0, 1],
          [0, 0, 2],
        ],
      },
      'pairs[2] gives mentee 0 and mentor 0 again, after pairs[0]',
    ],
    [{ ...small, pins: [[0, 9]] }, 'pins[0]: there is no mentor 9, mentors are 0 to 1'],
    [{ ...small, pins: [0] }, 'pins[0] must be [mentee, mentor], not 0'],
    [{ ...small, blocks: [[9, 0]] }, 'blocks[0]: there is no mentee 9, mentees are 0 to 2'],
    [
      { ...small, pin: [[0, 0]], '': 1 },
      'the input has "pin", "", and only mentees, capacity, pairs, pins, blocks, lossOf, waitingDays, floor are known',
    ],
    [{ ...small, lossOf: 3 }, 'lossOf: there is no mentee 3, mentees are 0 to 2'],
    [{ ...small, floor: 'yes' }, 'floor must be true or false, not "yes"'],
    [{ ...small, waitingDays: [1] }, 'waitingDays has 1 entries for 3 mentees'],
    [{ ...small, waitingDays: [1, 2, -3] }, 'waitingDays[2] must be a whole number of 0 or more, not -3'],
    [
      {
        ...small,
        pins: [
          [1, 0],
          [1, 1],
        ],
      },
      'pins: mentee 1 is pinned twice, to mentor 0 and to mentor 1',
    ],
    [{ ...small, pins: [[0, 0]], blocks: [[0, 0]] }, 'pins: mentee 0 is pinned to mentor 0, and that pair is blocked'],
    [{ ...small, pins: [[0, 1]] }, 'pins: mentee 0 is pinned to mentor 1, and that is not one of the pairs'],
    [
      {
        ...small,
        pins: [
          [0, 0],
          [1, 0],
        ],
      },
      'pins: mentor 0 has capacity 1, and mentees 0, 1 are pinned to it',
    ],
    [
      {
        ...small,
        pairs: [
          [0, 0, 0],
          [1, 0, 2 ** 30],
        ],
      },
      'scores that lie 1073741824 apart do not fit a pool of 3 by 2',
    ],
    [
      { mentees: 9, capacity: [1e9], pairs: [[0, 0, 2 ** 25]] },
      /^a penalty of 33554432000000000 points and 9 mentees pass/,
    ],
  ])('%j', async (input, sentence) => {
    if (typeof sentence === 'string') expect(await refusal(input)).toBe(sentence)
    else expect(await refusal(input)).toMatch(sentence)
  })

  it('a file that is not there, and a call without a file', async () => {
    const missing = await runMatch(['/nowhere/pool.json'], Readable.from([]))
    expect(missing).toMatchObject({ exitCode: 2, stdout: '' })
    expect(missing.stderr).toMatch(/^\/nowhere\/pool\.json cannot be read: ENOENT/)
    expect(await runMatch([], Readable.from([]))).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(/^usage: match POOL.json/),
    })
    expect((await runMatch(['-', 'twice'], Readable.from([]))).exitCode).toBe(2)
  })
})
