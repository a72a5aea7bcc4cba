/** A part of a whole. `percent` is rounded half up, and null of nothing. */
export type Share = { part: number; of: number; percent: number | null }

export const shareOf = (part: number, of: number): Share => ({
  part,
  of,
  percent: of === 0 ? null : Math.round((100 * part) / of),
})

/** The middle value, or the mean of the two in the middle; null of nothing. */
export function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b)
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]]
  return low === undefined || high === undefined ? null : (low + high) / 2
}

/** The smallest value that is not exceeded by at least this part of all (nearest rank); null of nothing. */
export function percentile(values: readonly number[], part: number): number | null {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.ceil(part * sorted.length) - 1] ?? null
}
