import { at } from './arrays.ts'
import { FREE, type Market } from './market.ts'

/**
 * Why a mentee has nobody. `no-pair`: no mentor is allowed at all. `too-few-places` (Hall's condition): it belongs to
 * `mentees` who can only go to `mentors`, who have `places` free of pins among them, fewer than the mentees.
 */
export type Unmatched =
  | { mentee: number; kind: 'no-pair' }
  | { mentee: number; kind: 'too-few-places'; group: Shortage }

export type Shortage = { readonly mentees: number[]; readonly mentors: number[]; readonly places: number }

/**
 * The reasons of everybody unmatched, by mentee. From each, all whom a chain of moves could reach: no place among
 * them is free, or the chain would have been a match. Chains that meet form one group.
 */
export function whyUnmatched(market: Market): Unmatched[] {
  const alone = [...market.mentorOf.keys()].filter(
    (mentee) => at(market.mentorOf, mentee) < 0 && at(market.fixed, mentee) === FREE,
  )
  const reach = new Reach(market)
  for (const mentee of alone) reach.from(mentee)
  const groups = reach.groups()
  return alone.map((mentee) => {
    const group = groups.get(reach.rootOf(mentee))
    if (group === undefined || group.mentors.length === 0) return { mentee, kind: 'no-pair' }
    return { mentee, kind: 'too-few-places', group }
  })
}

/** Who can be reached from whom, merged where it meets (union-find over the mentees it started from). */
class Reach {
  private readonly parent = new Map<number, number>()
  private readonly rootOfMentor: Int32Array
  private readonly rootOfMentee: Int32Array

  constructor(private readonly market: Market) {
    this.rootOfMentor = new Int32Array(market.capacity.length).fill(-1)
    this.rootOfMentee = new Int32Array(market.mentorOf.length).fill(-1)
  }

  from(root: number): void {
    const { start, arcs, bits } = this.market.pairs
    this.parent.set(root, root)
    this.rootOfMentee[root] = root
    const queue = [root]
    for (let mentee = queue.pop(); mentee !== undefined; mentee = queue.pop()) {
      const end = at(start, mentee + 1)
      for (let e = at(start, mentee); e < end; e++) {
        const arc = arcs[e] ?? 0
        if (arc < 0) continue
        const met = at(this.rootOfMentor, arc >>> bits)
        if (met < 0) this.enter(arc >>> bits, root, queue)
        else if (met !== root) this.merge(arc >>> bits, met, root)
      }
    }
  }

  /** One group from here on; the mentor says so itself, so that the next who meets it need not look far. */
  private merge(mentor: number, met: number, root: number): void {
    this.parent.set(this.rootOf(met), this.rootOf(root))
    this.rootOfMentor[mentor] = root
  }

  rootOf(mentee: number): number {
    let root = mentee
    for (let parent = this.parent.get(root); parent !== undefined && parent !== root; parent = this.parent.get(root)) {
      this.parent.set(root, this.parent.get(parent) ?? parent)
      root = parent
    }
    return root
  }

  groups(): Map<number, Shortage> {
    const groups = new Map<number, { mentees: number[]; mentors: number[]; places: number }>()
    const groupOf = (root: number) => {
      const key = this.rootOf(root)
      const group = groups.get(key) ?? { mentees: [], mentors: [], places: 0 }
      groups.set(key, group)
      return group
    }
    for (const [mentee, root] of this.rootOfMentee.entries()) if (root >= 0) groupOf(root).mentees.push(mentee)
    for (const [mentor, root] of this.rootOfMentor.entries()) {
      if (root < 0) continue
      const group = groupOf(root)
      group.mentors.push(mentor)
      group.places += at(this.market.capacity, mentor)
    }
    return groups
  }

  private enter(mentor: number, root: number, queue: number[]): void {
    this.rootOfMentor[mentor] = root
    for (let r = at(this.market.head, mentor); r >= 0; r = at(this.market.next, r)) {
      this.rootOfMentee[r] = root
      queue.push(r)
    }
  }
}
