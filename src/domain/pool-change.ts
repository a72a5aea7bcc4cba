import type { Pair } from './introduction.ts'
import type { IdPairs } from './matching/score.ts'
import type { Candidate, RunInput } from './proposals/proposals.ts'

export type PoolChange = { joined: string[]; gone: string[]; changed: string[] }

/** What who looks knows already: pairs of the run that were sent, pairs they pinned or blocked, people they left out. */
export type KnownChange = { sent: Pair[]; wishes: Pair[]; leftOut: string[] }

/**
 * Who came, left or changed since a run. Waiting a day longer is no change; a new pin or block is one of its people.
 * Nor is what is `known`.
 */
export function poolChange(then: RunInput, now: RunInput, { sent, wishes, leftOut }: KnownChange): PoolChange {
  const placed = new Set([...sent.flatMap(({ mentorId, menteeId }) => [mentorId, menteeId]), ...leftOut])
  const own = wishes.map(({ menteeId, mentorId }) => [menteeId, mentorId] as const)
  const [before, after] = [byId(then), byId(now)]
  const touched = new Set([
    ...difference(then.blocks, [...now.blocks, ...own]),
    ...difference(now.blocks, [...then.blocks, ...own]),
    ...difference(now.pins, [...then.pins, ...own]),
    ...difference(then.pins, [...now.pins, ...own]),
  ])
  return {
    joined: [...after.keys()].filter((id) => !before.has(id)),
    gone: [...before.keys()].filter((id) => !after.has(id) && !placed.has(id)),
    changed: [...after.values()]
      .filter((who) => {
        const earlier = before.get(who.id)
        return earlier !== undefined && !placed.has(who.id) && (touched.has(who.id) || !isAlike(earlier, who))
      })
      .map(({ id }) => id),
  }
}

const byId = ({ mentees, mentors }: RunInput) => new Map([...mentees, ...mentors].map((who) => [who.id, who]))

/** In all but the days of waiting. */
function isAlike(one: Candidate, other: Candidate): boolean {
  return (
    one.sector === other.sector &&
    one.sameSectorWelcome === other.sameSectorWelcome &&
    one.stage === other.stage &&
    one.capacity === other.capacity &&
    isSameList(one.topics, other.topics) &&
    isSameList(one.languages, other.languages)
  )
}

const isSameList = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((each, index) => each === other[index])

function difference(pairs: IdPairs, others: IdPairs): string[] {
  const known = new Set(others.map(([mentee, mentor]) => `${mentee} ${mentor}`))
  return pairs.filter(([mentee, mentor]) => !known.has(`${mentee} ${mentor}`)).flat()
}
