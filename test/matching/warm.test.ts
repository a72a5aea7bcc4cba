import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { settledMarket, solve } from '../../src/domain/matching/assignment.ts'
import { alternatives } from '../../src/domain/matching/explain.ts'
import type { Plan } from '../../src/domain/matching/plan.ts'
import { WarmPlan } from '../../src/domain/matching/warm.ts'
import { middlePool, objective, poolOf, randomFrom, randomPool, tries, type Written } from './pools.ts'

/** A written pool that is edited by hand, next to the warm plan. */
class Desk {
  readonly pins = new Map<number, number>()
  readonly blocks = new Set<number>()
  readonly absent = new Set<number>()
  readonly capacity: number[]
  readonly warm: WarmPlan

  constructor(readonly written: Written) {
    this.capacity = [...written.capacity]
    this.warm = new WarmPlan(poolOf(written))
  }

  /** What stands now, with those who are absent left without pairs. */
  now(): Written {
    const { written, pins, blocks, absent, capacity } = this
    return {
      ...written,
      capacity,
      pins: [...pins],
      blocks: [...blocks].map((index) => [written.pairs[index]![0], written.pairs[index]![1]]),
      pairs: written.pairs.filter(([mentee]) => !absent.has(mentee)),
    }
  }

  cold(): Plan {
    return solve(this.pool())
  }

  coldMarket() {
    return settledMarket(this.pool())
  }

  private pool() {
    return { ...poolOf({ ...this.now(), pairs: this.written.pairs }), absent: [...this.absent] }
  }

  /** One random edit; returns its name, or null when it could not be made. */
  edit(random: (below: number) => number): string | null {
    const index = random(this.written.pairs.length)
    const [mentee, mentor] = this.written.pairs[index]!
    const pinnedAt = (at: number) => [...this.pins.values()].filter((pinned) => pinned === at).length
    const hasPlace = pinnedAt(mentor) < this.capacity[mentor]!
    const [isPinned, isAbsent] = [this.pins.has(mentee), this.absent.has(mentee)]
    switch (random(8)) {
      case 0:
        if (isPinned || isAbsent || !hasPlace || this.blocks.has(index)) return null
        this.pins.set(mentee, mentor)
        this.warm.pin(mentee, mentor)
        return 'pin'
      case 1:
        if (!isPinned) return null
        this.pins.delete(mentee)
        this.warm.unpin(mentee)
        return 'unpin'
      case 2: {
        const current = this.warm.plan().mentorOf[mentee]!
        const used = random(2) === 0 ? this.written.pairs.findIndex(([i, j]) => i === mentee && j === current) : index
        if (isPinned || used < 0) return null
        this.blocks.add(used)
        this.warm.block(mentee, this.written.pairs[used]![1])
        return 'block'
      }
      case 3: {
        const [blocked] = [...this.blocks].slice(random(this.blocks.size || 1))
        if (blocked === undefined) return null
        this.blocks.delete(blocked)
        this.warm.unblock(this.written.pairs[blocked]![0], this.written.pairs[blocked]![1])
        return 'unblock'
      }
      case 4:
        if (isAbsent) return null
        this.pins.delete(mentee)
        this.absent.add(mentee)
        this.warm.leave(mentee)
        return 'leave'
      case 5:
        if (!isAbsent) return null
        this.absent.delete(mentee)
        this.warm.join(mentee)
        return 'join'
      case 6:
        this.capacity[mentor]!++
        this.warm.addPlace(mentor)
        return 'place added'
      default:
        if (!hasPlace) return null
        this.capacity[mentor]!--
        this.warm.removePlace(mentor)
        return 'place removed'
    }
  }
}

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
      const desk = new Desk(randomPool(seed, shape))
      const random = randomFrom(seed)
      for (let edits = 0; edits < 25 + tries(225); ) {
        const name = desk.edit(random)
        if (name === null) continue
        edits++
        seen.set(name, (seen.get(name) ?? 0) + 1)
        const [warm, cold] = [desk.warm.plan(), desk.cold()]
        expect(warm.mentorOf, `edit ${edits} (${name}) of pool ${seed}`).toEqual(cold.mentorOf)
        expect(warm).toMatchObject({ matched: cold.matched, total: cold.total, blockingPairs: cold.blockingPairs })
        expect(warm.unmatched).toEqual(cold.unmatched)
        proveWarm(desk, warm)
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

/** The certificate of the edited pool, at the penalty of the pool as it was given. */
function proveWarm(desk: Desk, plan: Plan): void {
  const now = desk.now()
  const penalty = plan.penalty
  const present = Array.from({ length: now.mentees }, () => 0)
  const [pinned, blocked] = [new Map(now.pins), new Set(now.blocks!.map(([i, j]) => `${i},${j}`))]
  for (const [mentee, mentor, score] of now.pairs)
    if (!pinned.has(mentee) && !blocked.has(`${mentee},${mentor}`))
      present[mentee] = Math.max(present[mentee]!, penalty + score - plan.price[mentor]!)
  let bound = present.reduce((sum, gain) => sum + gain, 0)
  for (const [mentor, places] of now.capacity.entries())
    bound += plan.price[mentor]! * (places - now.pins!.filter((pin) => pin[1] === mentor).length)
  const pinScore = now.pins!.reduce(
    (sum, [i, j]) => sum + now.pairs.find((pair) => pair[0] === i && pair[1] === j)![2],
    0,
  )
  expect(objective(plan, penalty) - now.pins!.length * penalty - pinScore).toBe(bound)
}
