import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bitsFor } from '../../src/domain/matching/arrays.ts'
import { solve } from '../../src/domain/matching/assignment.ts'
import { Buckets } from '../../src/domain/matching/buckets.ts'
import { indexKeys, keyOf, lot } from '../../src/domain/matching/hash.ts'
import { Heap } from '../../src/domain/matching/heap.ts'
import { pinConflicts } from '../../src/domain/matching/pins.ts'
import { packPairs, pairsOf, scoreOf, transpose, withBlocks } from '../../src/domain/matching/pool.ts'
import { certify, middlePool, poolOf, tries, type Written } from './pools.ts'

describe('the heap', () => {
  it('holds more than it began with room for', () => {
    const heap = new Heap()
    for (let node = 0; node < 700; node++) heap.push(node, (node * 311) % 700, -node)
    const taken = Array.from({ length: 700 }, () => [heap.nearest(), (heap.pop() * 311) % 700])
    expect(taken).toEqual(Array.from({ length: 700 }, (_, distance) => [distance, distance]))
  })

  it('gives nodes by distance, then by tie, however they went in and out', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(20), fc.nat(5)), { maxLength: 900 }), fc.nat(9), (entries, every) => {
        const heap = new Heap()
        const waiting: { node: number; distance: number; tie: number }[] = []
        const take = () => {
          waiting.sort((a, b) => a.distance - b.distance || a.tie - b.tie)
          const { distance, tie } = waiting[0]!
          expect(heap.nearest()).toBe(distance)
          const node = heap.pop()
          const index = waiting.findIndex((entry) => entry.node === node)
          expect(waiting[index]).toMatchObject({ distance, tie })
          waiting.splice(index, 1)
          expect(heap.size).toBe(waiting.length)
        }
        for (const [node, [distance, tie]] of entries.entries()) {
          heap.push(node, distance, tie)
          waiting.push({ node, distance, tie })
          if (node % (every + 2) === 0) take()
        }
        while (waiting.length > 0) take()
        heap.push(1, 1, 1)
        heap.clear()
        expect(heap.size).toBe(0)
      }),
      { numRuns: tries(60) },
    )
  })
})

describe('the buckets', () => {
  it('hold more than they began with room for', () => {
    const buckets = new Buckets()
    for (let node = 0; node < 1500; node++) buckets.put(node, 7)
    const taken = Array.from({ length: 1501 }, () => buckets.take(8))
    expect(taken).toEqual([...Array.from({ length: 1500 }, (_, i) => 1499 - i), -1])
  })

  it('give nodes by distance below a bound, near ones and far ones', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1100), { maxLength: 2500 }), fc.nat(1200), (distances, bound) => {
        const buckets = new Buckets()
        for (let round = 0; round < 2; round++) {
          for (const [node, distance] of distances.entries()) buckets.put(node, distance)
          const taken: number[] = []
          for (let node = buckets.take(bound); node >= 0; node = buckets.take(bound)) {
            expect(buckets.distance).toBe(distances[node])
            taken.push(distances[node]!)
          }
          expect(taken).toEqual(distances.filter((distance) => distance < bound).sort((a, b) => a - b))
          buckets.clear()
        }
        expect(buckets.take(5000)).toBe(-1)
      }),
      { numRuns: tries(60) },
    )
  })

  it('give the last of equals first, and take in nodes as near as the last one given', () => {
    const buckets = new Buckets()
    buckets.put(1, 3)
    buckets.put(2, 3)
    expect(buckets.take(10)).toBe(2)
    buckets.put(3, 3)
    expect([buckets.take(10), buckets.take(10), buckets.take(10)]).toEqual([3, 1, -1])
  })
})

describe('keys and lots', () => {
  it('never change, because stored plans rest on them', () => {
    expect([keyOf(''), keyOf('amira'), keyOf('bert')]).toEqual([2872998923, 2141393240, 1520695571])
    expect([...indexKeys(3)]).toEqual([1364076727, 821347078, -2047822809])
    expect([lot(1, 2), lot(2, 1), lot(-1, 7)]).toEqual([232174035, 2117216093, 4015713610])
  })

  it('spread over all 32 bits, and are as good as never equal', () => {
    const lots = new Set<number>()
    for (let mentee = 0; mentee < 100; mentee++)
      for (let mentor = 0; mentor < 100; mentor++) lots.add(lot(keyOf(`a${mentee}`), keyOf(`b${mentor}`)))
    expect(lots.size).toBeGreaterThan(9_990)
    const mean = [...lots].reduce((sum, value) => sum + value, 0) / lots.size
    expect(Math.abs(mean / 2 ** 32 - 0.5)).toBeLessThan(0.02)
  })
})

describe('packed pairs', () => {
  it('count the bits a number needs', () => {
    expect([0, 1, 2, 3, 4, 255, 256].map(bitsFor)).toEqual([1, 1, 2, 2, 3, 8, 9])
  })

  it('say their scores back, turned round and blocked too', () => {
    fc.assert(
      fc.property(middlePool, (written) => {
        const { pairs } = poolOf(written)
        const mentors = written.capacity.length
        const blocks = written.pairs.filter((_, index) => index % 3 === 0).map(([i, j]) => [i, j] as const)
        const blocked = withBlocks(pairs, [...blocks, ...blocks])
        const turned = transpose(blocked, mentors)
        const known = new Map(written.pairs.map(([i, j, score]) => [`${i},${j}`, score]))
        for (let i = 0; i < written.mentees; i++)
          for (let j = 0; j < mentors; j++) {
            const score = known.get(`${i},${j}`) ?? null
            expect([scoreOf(pairs, i, j), scoreOf(blocked, i, j), scoreOf(turned, j, i)]).toEqual([score, score, score])
          }
        expect(blocked.arcs.filter((arc) => arc < 0).length).toBe(blocks.length)
        expect(turned.arcs.filter((arc) => arc < 0).length).toBe(blocks.length)
        expect(pairs.arcs.every((arc) => arc >= 0)).toBe(true)
      }),
      { numRuns: tries(100) },
    )
  })

  it('hold the highest scores of a row first, however wide they spread, and solve so', () => {
    fc.assert(
      fc.property(middlePool, fc.constantFrom(1, 97, 3001), (written, factor) => {
        const wide = {
          ...written,
          pairs: written.pairs.map(([i, j, score]): [number, number, number] => [i, j, score * factor]),
        }
        const pool = poolOf(wide)
        for (const pairs of [pool.pairs, transpose(pool.pairs, written.capacity.length)])
          for (let row = 0; row + 1 < pairs.start.length; row++) {
            const scores = [...pairs.arcs.subarray(pairs.start[row], pairs.start[row + 1])].map(
              (arc) => arc & ((1 << pairs.bits) - 1),
            )
            expect(scores).toEqual([...scores].sort((a, b) => b - a))
          }
        certify(wide, solve(pool))
      }),
      { numRuns: tries(150) },
    )
  })

  it('list the mentors of a mentee by number with their scores, blocked ones too', () => {
    const { pairs } = poolOf({
      mentees: 2,
      capacity: [1, 1, 1, 1],
      pairs: [
        [0, 3, 40],
        [1, 0, 90],
        [1, 2, 30],
        [1, 1, 60],
      ],
    })
    const blocked = withBlocks(pairs, [[1, 1]])
    expect(pairsOf(blocked, 1)).toEqual([
      { mentor: 0, score: 90 },
      { mentor: 1, score: 60 },
      { mentor: 2, score: 30 },
    ])
    expect(pairsOf(blocked, 0)).toEqual([{ mentor: 3, score: 40 }])
  })

  it('are refused when they do not fit', () => {
    const one = { mentee: Int32Array.of(0, 1), mentor: Int32Array.of(0, 0) }
    expect(() => packPairs(2, 2, { ...one, score: Float64Array.of(0, 2 ** 30) })).toThrow('1073741824 apart')
    expect(packPairs(2, 2, { ...one, score: Float64Array.of(2 ** 40, 2 ** 40 + 5) })).toMatchObject({
      least: 2 ** 40,
      most: 2 ** 40 + 5,
    })
    expect(() => packPairs(2, 2, { ...one, score: Float64Array.of(0, 2 ** 29 - 1) })).not.toThrow()
  })
})

describe('conflicting pins', () => {
  const pairs: Written['pairs'] = [
    [0, 0, 1],
    [1, 0, 1],
    [1, 1, 1],
    [2, 1, 1],
  ]
  const conflicts = (pins: Written['pins'], blocks: Written['blocks'] = []) =>
    pinConflicts(poolOf({ mentees: 3, capacity: [1, 2], pairs, pins: pins ?? [], blocks }))

  it('are all named', () => {
    expect(
      conflicts([
        [0, 0],
        [1, 1],
        [2, 1],
      ]),
    ).toEqual([])
    expect(
      conflicts([
        [1, 0],
        [1, 1],
      ]),
    ).toEqual([{ kind: 'two-mentors', mentee: 1, mentors: [0, 1] }])
    expect(
      conflicts(
        [[0, 0]],
        [
          [0, 0],
          [1, 0],
        ],
      ),
    ).toEqual([{ kind: 'blocked', mentee: 0, mentor: 0 }])
    expect(conflicts([[1, 1]], [[1, 1]])).toEqual([{ kind: 'blocked', mentee: 1, mentor: 1 }])
    expect(conflicts([[2, 1]], [[1, 1]])).toEqual([])
    expect(conflicts([[0, 1]])).toEqual([{ kind: 'not-a-pair', mentee: 0, mentor: 1 }])
    expect(
      conflicts([
        [0, 0],
        [1, 0],
      ]),
    ).toEqual([{ kind: 'too-many', mentor: 0, capacity: 1, mentees: [0, 1] }])
  })
})
