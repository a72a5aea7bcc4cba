import { settledMarket, solve } from '../../src/domain/matching/assignment.ts'
import type { Market } from '../../src/domain/matching/market.ts'
import type { Plan } from '../../src/domain/matching/plan.ts'
import { open, WarmPlan } from '../../src/domain/matching/warm.ts'
import { poolOf, type Written } from './pools.ts'

/** A written pool that is edited by hand, next to the warm plan. */
export class Desk {
  readonly pins = new Map<number, number>()
  readonly blocks = new Set<number>()
  readonly absent = new Set<number>()
  readonly capacity: number[]
  readonly warm: WarmPlan
  /** The market that the warm plan edits. */
  readonly market: Market

  constructor(readonly written: Written) {
    this.capacity = [...written.capacity]
    for (const [mentee, mentor] of written.pins ?? []) this.pins.set(mentee, mentor)
    for (const [mentee, mentor] of written.blocks ?? [])
      this.blocks.add(written.pairs.findIndex(([i, j]) => i === mentee && j === mentor))
    const opened = open(poolOf(written))
    this.market = opened.market
    this.warm = new WarmPlan(poolOf(written), opened)
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

  /** Throws unless the prices of the warm plan prove it, at the penalty and the ranks of the pool as it was given. */
  prove(plan: Plan): void {
    const { pairs, pins = [], blocks = [], capacity, waitingDays: days, mentees } = this.now()
    const ranks = [...new Set(days ?? [0])].sort((a, b) => a - b)
    const worth = (mentee: number) => plan.penalty * (1 + ranks.indexOf(days?.[mentee] ?? 0))
    const [pinned, blocked] = [new Map(pins), new Set(blocks.map(([i, j]) => `${i},${j}`))]
    const free = [...capacity]
    const gain = Array.from({ length: mentees }, () => 0)
    let chosen = 0
    for (const [mentee, mentor, score] of pairs) {
      const isTogether = plan.mentorOf[mentee] === mentor
      if (isTogether) free[mentor]!--
      if (pinned.has(mentee)) {
        if (pinned.get(mentee) === mentor && !isTogether) throw new Error(`the pin of mentee ${mentee} is not kept`)
        continue
      }
      if (blocked.has(`${mentee},${mentor}`)) {
        if (isTogether) throw new Error(`${mentee} is together with ${mentor}, which is blocked`)
        continue
      }
      if (isTogether) chosen += worth(mentee) + score
      gain[mentee] = Math.max(gain[mentee]!, worth(mentee) + score - plan.price[mentor]!)
    }
    let bound = gain.reduce((sum, value) => sum + value, 0)
    for (const [mentor, places] of capacity.entries()) {
      const price = plan.price[mentor]!
      if (free[mentor]! < 0) throw new Error(`mentor ${mentor} has more than its capacity`)
      if (price < 0 || (price > 0 && free[mentor]! > 0)) throw new Error(`mentor ${mentor} has price ${price}`)
      bound += price * (places - pins.filter(([, j]) => j === mentor).length)
    }
    if (bound !== chosen) throw new Error(`the prices prove ${bound}, the plan reaches ${chosen}`)
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
