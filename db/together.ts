import { Unavailable } from './refusal.ts'

type Together<Item, Result> = {
  /** So many at once: more would hold the event loop for longer than a person notices. */
  most: number
  /** All or none; the results in the order of the items. */
  all(items: Item[]): Promise<Result[]>
  alone(item: Item): Promise<Result>
}

type Waiting<Item, Result> = { item: Item; resolve(result: Result): void; reject(reason: unknown): void }

/**
 * One turn at a time; what has waited meanwhile goes together in the next one. When a turn fails, nothing of it was
 * kept and its parts are done apart: an item fails for its own sake only, unless the disk fails them all.
 */
export function together<Item, Result>({ most, all, alone }: Together<Item, Result>): (item: Item) => Promise<Result> {
  let waiting: Waiting<Item, Result>[] = []
  let busy = false

  async function workOff() {
    busy = true
    while (waiting.length > 0) {
      await eventsHeard()
      const turn = waiting.slice(0, most)
      waiting = waiting.slice(most)
      await take(turn)
    }
    busy = false
  }

  /** In order. Of a turn that fails its halves are tried, so that one that is at fault costs the others little. */
  async function take(turn: Waiting<Item, Result>[]): Promise<void> {
    const [first] = turn
    if (first && turn.length === 1) return alone(first.item).then(first.resolve, first.reject)
    if (await isDone(turn)) return
    const middle = Math.ceil(turn.length / 2)
    await take(turn.slice(0, middle))
    await take(turn.slice(middle))
  }

  async function isDone(turn: Waiting<Item, Result>[]): Promise<boolean> {
    try {
      const results = await all(turn.map(({ item }) => item))
      for (const [n, result] of results.entries()) turn[n]?.resolve(result)
    } catch (error) {
      if (!(error instanceof Unavailable)) return false
      for (const { reject } of turn) reject(error)
    }
    return true
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      if (!busy) void workOff()
    })
}

/** A write holds the event loop: before the next turn, requests that came in meanwhile get to theirs. */
const eventsHeard = () => new Promise<void>((resolve) => setImmediate(resolve))
