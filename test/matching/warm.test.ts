import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { solve } from '../../src/domain/matching/assignment.ts'
import { alternatives } from '../../src/domain/matching/explain.ts'
import { open, WarmPlan } from '../../src/domain/matching/warm.ts'
import { Desk } from './desk.ts'
import { certifyLots } from './lots.ts'
import { balancedPool, certify, fewer, middlePool, poolOf, randomFrom, randomPool, tries } from './pools.ts'

describe('an edited plan', () => {
  it('is the plan solved anew, after each of a thousand random edits', () => {
    const seen = new Map<string, number>()
    for (const [seed, shape] of [
      { mentees: 30, mentors: 20, capacity: 2, density: 30, scores: 101 },
      { mentees: 30, mentors: 10, capacity: 2, density: 40, scores: 4 },
      { mentees: 12, mentors: 14, capacity: 1, density: 60, scores: 2 },
      { mentees: 20, mentors: 20, capacity: 1, density: 15, scores: 20 },
      { mentees: 60, mentors: 40, capacity: 3, density: 10, scores: 101 },
    ].entries()) {
      const desk = new Desk(
        randomPool(seed, { ...shape, mentees: fewer(shape.mentees), mentors: fewer(shape.mentors) }),
      )
      const random = randomFrom(seed)
      for (let edits = 0; edits < 60 + tries(190); ) {
        const name = desk.edit(random)
        if (name === null) continue
        edits++
        seen.set(name, (seen.get(name) ?? 0) + 1)
        const [warm, cold] = [desk.warm.plan(), desk.cold()]
        expect(warm.mentorOf, `edit ${edits} (${name}) of pool ${seed}`).toEqual(cold.mentorOf)
        expect(warm).toMatchObject({ matched: cold.matched, total: cold.total, blockingPairs: cold.blockingPairs })
        expect(warm.unmatched).toEqual(cold.unmatched)
        desk.prove(warm)
        certifyLots(desk.market, desk.now())
        const { mentorOf, matched, total } = warm
        expect(desk.warm.outline()).toEqual({ mentorOf, matched, total })
        // Another number of places is another penalty, and losses are counted in it.
        if (!desk.absent.has(0) && warm.penalty === cold.penalty)
          expect(desk.warm.alternatives(0)).toEqual(alternatives(desk.coldMarket(), 0))
      }
    }
    expect([...seen.keys()].sort()).toEqual([
      'block',
      'join',
      'leave',
      'pin',
      'place added',
      'place removed',
      'unblock',
      'unpin',
    ])
  })

  it('is the plan solved anew in pools with as many places as mentees, whatever is pinned, blocked or tied', () => {
    // FUZZ=12000 npx vitest run test/matching/warm.test.ts makes so many edits.
    const most = Number(process.env.FUZZ ?? tries(500))
    for (let [seed, edits] = [1, 0]; edits < most; seed++) {
      const written = balancedPool(seed)
      if (written.pairs.length === 0) continue
      certify(written, solve(poolOf(written)))
      const desk = new Desk(written)
      const random = randomFrom(seed)
      for (let turn = 0; turn < 30; turn++) {
        const name = desk.edit(random)
        if (name === null) continue
        edits++
        const warm = desk.warm.plan()
        expect(warm.mentorOf, `turn ${turn} (${name}) of balanced pool ${seed}`).toEqual(desk.cold().mentorOf)
        desk.prove(warm)
      }
    }
  })

  it('goes on as well from a market that was opened elsewhere', () => {
    const pool = poolOf(randomPool(3, { mentees: 12, mentors: 9, capacity: 2, density: 50, scores: 9 }))
    const [here, there] = [new WarmPlan(pool), new WarmPlan(pool, structuredClone(open(pool)))]
    const placed = here.plan().mentorOf.findIndex((mentor) => mentor >= 0)
    for (const warm of [here, there]) warm.block(placed, warm.plan().mentorOf[placed]!)
    for (let mentee = 0; mentee < 12; mentee++) expect(there.alternatives(mentee)).toEqual(here.alternatives(mentee))
    expect(there.plan()).toEqual(here.plan())
  })

  it('keeps its order of waiting', () => {
    fc.assert(
      fc.property(middlePool, fc.integer(), (written, seed) => {
        const random = randomFrom(seed)
        const desk = new Desk({ ...written, waitingDays: Array.from({ length: written.mentees }, () => random(5)) })
        for (let tries = 0; tries < 20 && written.pairs.length > 0; tries++) desk.edit(random)
        expect(desk.warm.plan().mentorOf).toEqual(desk.cold().mentorOf)
      }),
      { numRuns: tries(150) },
    )
  })

  it('refuses what contradicts what stands', () => {
    const warm = new WarmPlan(
      poolOf({
        mentees: 3,
        capacity: [1, 1],
        pairs: [
          [0, 0, 5],
          [1, 0, 4],
          [2, 1, 3],
        ],
        blocks: [[1, 0]],
      }),
    )
    expect(() => warm.pin(0, 1)).toThrow('not a pair')
    expect(() => warm.pin(1, 0)).toThrow('blocked pair')
    expect(() => warm.unpin(0)).toThrow('not pinned')
    expect(() => warm.join(0)).toThrow('there already')
    warm.pin(0, 0)
    expect(() => warm.block(0, 0)).toThrow('pinned pair')
    expect(() => warm.pin(0, 0)).toThrow('not pinned can be pinned')
    expect(() => warm.removePlace(0)).toThrow('every place')
    warm.unblock(1, 0)
    expect(() => warm.pin(1, 0)).toThrow('every place')
    warm.leave(2)
    expect(() => warm.alternatives(2)).toThrow('not there')
    expect(() => warm.leave(2)).toThrow('not there')
    expect(() => warm.pin(2, 1)).toThrow('is there')
  })
})
