/**
 * An element that is known to be there. V8 inlines the call and drops the default: measured equal to a bare index.
 * One reader per array type, because one that saw several types would be slow for all of them.
 */
export function at(array: Int32Array, index: number): number {
  return array[index] ?? 0
}

/** As `at`, for prices, distances and gains: exact integers below 2^53. */
export function real(array: Float64Array, index: number): number {
  return array[index] ?? 0
}

/** The number of bits that hold every integer from 0 to `largest`. */
export function bitsFor(largest: number): number {
  return Math.max(1, Math.ceil(Math.log2(largest + 1)))
}

/** From a count per index to the start of each index's stretch, with the grand total last. */
export function startsOf(counts: Int32Array): Int32Array {
  const starts = new Int32Array(counts.length + 1)
  for (let i = 0; i < counts.length; i++) starts[i + 1] = at(starts, i) + at(counts, i)
  return starts
}
