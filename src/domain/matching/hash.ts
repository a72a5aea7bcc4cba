/** A 32-bit key of an id (FNV-1a, then mixed), so that a plan depends on who somebody is and not on the row. */
export function keyOf(id: string): number {
  let key = 0x811c9dc5
  for (let i = 0; i < id.length; i++) key = Math.imul(key ^ id.charCodeAt(i), 0x01000193)
  return mix(key)
}

/** The keys of rows that have no ids: the 0-based index is the id. */
export function indexKeys(length: number): Int32Array {
  const keys = new Int32Array(length)
  for (let index = 0; index < length; index++) keys[index] = mix(index + 1)
  return keys
}

/** The lot that decides between equally good plans: 0 … 2^32 − 1 for a mentee's and a mentor's key. */
export function lot(menteeKey: number, mentorKey: number): number {
  return mix(menteeKey + Math.imul(mentorKey, 0x9e3779b1))
}

/** MurmurHash3's finaliser (Austin Appleby, public domain): every input bit reaches every output bit. */
function mix(value: number): number {
  let h = value
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}
