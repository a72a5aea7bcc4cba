import { type Pair, type Pool, packPairs } from '../domain/matching/pool.ts'

/** The input is not a pool. The message is one sentence that says what and where. */
export class PoolRefused extends Error {}

/** Beyond this many people on a side, a file is a mistake rather than a city. */
const MOST_PEOPLE = 1_000_000
const MOST_PLACES = 1_000_000_000
const KEYS = ['mentees', 'capacity', 'pairs', 'pins', 'blocks', 'lossOf', 'waitingDays', 'floor']

/**
 * Reads a pool from the JSON of docs/matching.md §5. Mentees and mentors are 0-based, scores and capacities whole
 * numbers ≥ 0, a pair is given once, and a key that is not known is refused. Throws PoolRefused. Whether the pins agree with each other is `pinConflicts`' to say.
 */
export function readPool(text: string): { pool: Pool; lossOf: number | null; hasFloor: boolean } {
  const file = parse(text)
  refuseUnknown(Object.keys(file))
  const mentees = whole(file.mentees, 'mentees', MOST_PEOPLE)
  const capacity = list(file.capacity, 'capacity').map((places, mentor) =>
    whole(places, `capacity[${mentor}]`, MOST_PLACES),
  )
  if (capacity.length > MOST_PEOPLE) throw new PoolRefused(`capacity lists more than ${MOST_PEOPLE} mentors`)
  const size = { mentees, mentors: capacity.length }
  const pool = {
    mentees,
    capacity: Int32Array.from(capacity),
    pairs: packPairs(mentees, capacity.length, columns(list(file.pairs, 'pairs'), size)),
    pins: couples(file.pins, 'pins', size),
    blocks: couples(file.blocks, 'blocks', size),
    ...(file.waitingDays !== undefined && { waitingDays: waiting(file.waitingDays, mentees) }),
  }
  const lossOf = file.lossOf === undefined ? null : person(file.lossOf, 'lossOf', 'mentee', mentees)
  return { pool, lossOf, hasFloor: choice(file.floor, 'floor') }
}

type Size = { mentees: number; mentors: number }

function parse(text: string): Record<string, unknown> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new PoolRefused(`the input is not JSON: ${error instanceof Error ? error.message : 'unknown error'}`)
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new PoolRefused(`the input must be an object with mentees, capacity and pairs, not ${show(value)}`)
  return { ...value }
}

/** A key misspelt ("pin") would be passed over, and the plan be another than was asked for. */
function refuseUnknown(keys: readonly string[]): void {
  const unknown = keys.filter((key) => !KEYS.includes(key))
  if (unknown.length > 0)
    throw new PoolRefused(`the input has ${unknown.map(show).join(', ')}, and only ${KEYS.join(', ')} are known`)
}

function columns(pairs: readonly unknown[], size: Size) {
  const mentee = new Int32Array(pairs.length)
  const mentor = new Int32Array(pairs.length)
  const score = new Float64Array(pairs.length)
  for (const [index, entry] of pairs.entries()) {
    const where = `pairs[${index}]`
    if (!Array.isArray(entry) || entry.length !== 3)
      throw new PoolRefused(`${where} must be [mentee, mentor, score], not ${show(entry)}`)
    mentee[index] = person(entry[0], where, 'mentee', size.mentees)
    mentor[index] = person(entry[1], where, 'mentor', size.mentors)
    score[index] = whole(entry[2], `the score of ${where}`, Number.MAX_SAFE_INTEGER)
  }
  refuseTwice(mentee, mentor, size)
  return { mentee, mentor, score }
}

function refuseTwice(mentee: Int32Array, mentor: Int32Array, size: Size): void {
  const first = new Map<number, number>()
  for (const [index, i] of mentee.entries()) {
    const key = i * size.mentors + (mentor[index] ?? 0)
    const earlier = first.get(key)
    if (earlier !== undefined)
      throw new PoolRefused(
        `pairs[${index}] gives mentee ${i} and mentor ${mentor[index]} again, after pairs[${earlier}]`,
      )
    first.set(key, index)
  }
}

function couples(value: unknown, name: string, size: Size): Pair[] {
  if (value === undefined) return []
  return list(value, name).map((entry, index) => {
    const where = `${name}[${index}]`
    if (!Array.isArray(entry) || entry.length !== 2)
      throw new PoolRefused(`${where} must be [mentee, mentor], not ${show(entry)}`)
    return [person(entry[0], where, 'mentee', size.mentees), person(entry[1], where, 'mentor', size.mentors)]
  })
}

function waiting(value: unknown, mentees: number): Int32Array {
  const days = list(value, 'waitingDays')
  if (days.length !== mentees)
    throw new PoolRefused(
      `waitingDays has ${days.length} entries for ${mentees} ${mentees === 1 ? 'mentee' : 'mentees'}`,
    )
  return Int32Array.from(days, (each, mentee) => whole(each, `waitingDays[${mentee}]`, MOST_PLACES))
}

function choice(value: unknown, name: string): boolean {
  if (value === undefined || typeof value === 'boolean') return value === true
  throw new PoolRefused(`${name} must be true or false, not ${show(value)}`)
}

function list(value: unknown, name: string): readonly unknown[] {
  if (value === undefined) throw new PoolRefused(`${name} is missing`)
  if (!Array.isArray(value)) throw new PoolRefused(`${name} must be a list, not ${show(value)}`)
  return value
}

function whole(value: unknown, name: string, most: number): number {
  if (value === undefined) throw new PoolRefused(`${name} is missing`)
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0)
    throw new PoolRefused(`${name} must be a whole number of 0 or more, not ${show(value)}`)
  if (value > most) throw new PoolRefused(`${name} is ${value}, more than ${most}`)
  return value
}

function person(value: unknown, where: string, side: 'mentee' | 'mentor', count: number): number {
  if (typeof value !== 'number' || !Number.isInteger(value))
    throw new PoolRefused(`${where}: a ${side} is a number from 0, not ${show(value)}`)
  if (value < 0 || value >= count)
    throw new PoolRefused(`${where}: there is no ${side} ${value}, ${ranging(side, count)}`)
  return value
}

function ranging(side: string, count: number): string {
  return count === 0 ? `there are no ${side}s at all` : `${side}s are 0 to ${count - 1}`
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 60 ? `${text.slice(0, 57)}...` : text
}
