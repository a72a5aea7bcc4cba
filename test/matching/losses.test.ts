import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { solve } from '../../src/domain/matching/assignment.ts'
import { WarmPlan } from '../../src/domain/matching/warm.ts'
import { certify, middlePool, objective, poolOf, tries } from './pools.ts'

describe('the loss of an alternative', () => {
  it('is what the whole plan loses when it is pinned', () => {
    let trials = 0
    fc.assert(
      fc.property(middlePool, fc.nat(), (drawn, pick) => {
        const blocks = drawn.pairs.filter((_, index) => (index + pick) % 5 === 0).map(([i, j]) => [i, j] as const)
        const written = { ...drawn, blocks }
        const pool = poolOf(written)
        const [mentee, before] = [pick % written.mentees, solve(pool)]
        const { losses } = new WarmPlan(pool).alternatives(mentee)
        const isBlocked = (mentor: number) => blocks.some(([i, j]) => i === mentee && j === mentor)
        const allowed = written.pairs.filter(([i, j]) => i === mentee && written.capacity[j]! > 0 && !isBlocked(j))
        expect(losses.map(({ mentor }) => mentor)).toEqual(allowed.map(([, mentor]) => mentor).sort((a, b) => a - b))
        for (const { mentor, loss } of losses) {
          const pinned = { ...written, pins: [[mentee, mentor] as const] }
          const after = solve(poolOf(pinned))
          certify(pinned, after)
          expect(objective(before, before.penalty) - objective(after, before.penalty)).toBe(loss)
          trials++
        }
      }),
      { numRuns: tries(200) },
    )
    expect(trials).toBeGreaterThan(tries(250))
  })

  it('is 0 for the present mentor, and the margin is what blocking the present pair costs', () => {
    fc.assert(
      fc.property(middlePool, fc.nat(), (written, pick) => {
        const pool = poolOf(written)
        const [mentee, before] = [pick % written.mentees, solve(pool)]
        const present = before.mentorOf[mentee]!
        const { losses, margin, lossOfNobody } = new WarmPlan(pool).alternatives(mentee)
        if (present < 0) {
          expect(margin).toBe(Number.POSITIVE_INFINITY)
          expect(lossOfNobody).toBe(0)
          return
        }
        expect(losses.find(({ mentor }) => mentor === present)?.loss).toBe(0)
        const without = solve(poolOf({ ...written, blocks: [[mentee, present]] }))
        const gone = solve({ ...pool, absent: [mentee] })
        expect(objective(before, before.penalty) - objective(without, before.penalty)).toBe(margin)
        expect(objective(before, before.penalty) - objective(gone, before.penalty)).toBe(lossOfNobody)
      }),
      { numRuns: tries(300) },
    )
  })

  it('compares the alternatives of a pinned mentee with its pin', () => {
    fc.assert(
      fc.property(middlePool, fc.nat(), (written, pick) => {
        const pinnable = written.pairs.filter(([, mentor]) => written.capacity[mentor]! > 0)
        const chosen = pinnable[pick % (pinnable.length || 1)]
        if (chosen === undefined) return
        const [mentee, pin] = chosen
        const pool = poolOf({ ...written, pins: [[mentee, pin]] })
        const before = solve(pool)
        for (const { mentor, loss } of new WarmPlan(pool).alternatives(mentee).losses) {
          const after = solve(poolOf({ ...written, pins: [[mentee, mentor]] }))
          expect(objective(before, before.penalty) - objective(after, before.penalty)).toBe(loss)
        }
      }),
      { numRuns: tries(150) },
    )
  })
})
