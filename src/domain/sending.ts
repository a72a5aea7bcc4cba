import type { Pair } from './introduction.ts'

/** So many proposals stand on a page of a run, and leave with one press. */
export const PROPOSALS_A_PAGE = 25

/** What decides who goes first. `since`: from when each mentee waits, milliseconds UTC; `pins`: what staff put together. */
export type Queue = { since: ReadonlyMap<string, number>; pins: readonly Pair[] }

/** Proposals in the order in which they take the year's places: what staff pinned, then who waits longest. */
export function sendingOrder<P extends Pair>(pairs: readonly P[], { since, pins }: Queue): P[] {
  const pinned = new Set(pins.map(({ menteeId, mentorId }) => `${menteeId} ${mentorId}`))
  const rank = ({ menteeId, mentorId }: Pair) => (pinned.has(`${menteeId} ${mentorId}`) ? 0 : 1)
  const waits = ({ menteeId }: Pair) => since.get(menteeId) ?? Number.POSITIVE_INFINITY
  return pairs.toSorted(
    (a, b) => rank(a) - rank(b) || compare(waits(a), waits(b)) || (a.menteeId < b.menteeId ? -1 : 1),
  )
}

const compare = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1)

/** The open proposals that one press sends, and those for which the year has no place. */
export type Sending<P> = { go: P[]; stay: P[] }

/**
 * With places enough, those of the page go. With fewer than the run has open, its first ones do, whatever their page.
 * @param open every open proposal of the run, in its sending order.
 */
export function planSending<P extends Pair>(
  open: readonly P[],
  { isOnPage, left }: { isOnPage(pair: P): boolean; left: number },
): Sending<P> {
  if (open.length <= left) return { go: open.filter(isOnPage), stay: [] }
  return { go: open.slice(0, Math.min(left, PROPOSALS_A_PAGE)), stay: open.slice(left) }
}
