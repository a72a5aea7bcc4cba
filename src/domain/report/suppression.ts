/** A breakdown shows no count under this: "<5". */
export const LEAST_SHOWN = 5

/** `small`: "<5". `withheld`: hidden although it may be larger, because what is hidden beside it would follow from it. */
export type Cell = { id: string; shown: { kind: 'count'; count: number } | { kind: 'small' } | { kind: 'withheld' } }

export type Count = { id: string; count: number }

/**
 * Counts of which one person may be in several (topics, languages), of so many people in all: no sum gives one away, but
 * of a value that nearly everybody has, the total beside it tells how few have it not.
 */
export const suppressSmall = (counts: readonly Count[], total: number): Cell[] =>
  counts.map(({ id, count }) => ({ id, shown: shownOf(count, total) }))

function shownOf(count: number, total: number): Cell['shown'] {
  if (count < LEAST_SHOWN) return { kind: 'small' }
  const others = total - count
  return others > 0 && others < LEAST_SHOWN ? { kind: 'withheld' } : { kind: 'count', count }
}

/**
 * Counts that add up to a total which is published (sectors): small ones hide, and as many of the others, the smallest
 * first, as it takes until who knows this rule and subtracts is left with at least three values for each small one. Where
 * nothing of the table could stay, all of it is withheld.
 */
export function suppressPartition(counts: readonly Count[]): Cell[] {
  const small = counts.filter(({ count }) => count < LEAST_SHOWN)
  const shown = suppressSmall(counts, sum(counts))
  if (small.length === 0) return shown

  const others = counts
    .filter(({ count }) => count >= LEAST_SHOWN)
    .sort((a, b) => a.count - b.count || (a.id < b.id ? -1 : 1))
  for (let hidden = 0; hidden <= others.length; hidden++) {
    if (!isVague(small, others.slice(0, hidden), others[hidden])) continue
    const withheld = new Set(others.slice(0, hidden).map(({ id }) => id))
    return shown.map((cell) => (withheld.has(cell.id) ? { id: cell.id, shown: { kind: 'withheld' } } : cell))
  }
  return counts.map(({ id }) => ({ id, shown: { kind: 'withheld' } }))
}

/**
 * Whether one small cell may be 0 and one may be 4 for a reader who subtracts what is shown from the total and knows
 * that each small cell is under 5, and each withheld one neither under 5 nor above the least that is shown.
 */
function isVague(small: readonly Count[], withheld: readonly Count[], leastShown: Count | undefined): boolean {
  const most = LEAST_SHOWN - 1
  const rest = sum(small) + sum(withheld)
  const atLeast = LEAST_SHOWN * withheld.length
  const atMost = withheld.length === 0 ? 0 : (leastShown?.count ?? Number.POSITIVE_INFINITY) * withheld.length
  return rest - atLeast >= most && rest - atMost <= most * (small.length - 1)
}

const sum = (counts: readonly Count[]): number => counts.reduce((total, { count }) => total + count, 0)
