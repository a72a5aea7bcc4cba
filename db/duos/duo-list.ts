import { sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import { civilDateOf } from '../../src/domain/civil-date.ts'
import { type DuoStatus, duoState, duoStatus } from '../../src/domain/duos/duo.ts'
import type { FollowUp } from '../../src/domain/duos/silence.ts'
import type { DuoEndReason } from '../../src/domain/facts.ts'
import { packed } from '../packed.ts'
import { followedDuos } from './duo-signs.ts'
import { type Duo, duosByIds, runningDuos } from './duos.ts'

/** A duo in the list, with the weightiest reason to look at it; what ended needs no facts to be counted. */
export type DuoLine = { id: string; state: DuoStatus; followUp: FollowUp | null }

/** Every duo of a programme by what staff read of it, the newest first; the facts of those that run are all that is read. */
export async function duoLines(deps: Deps, programme: string): Promise<DuoLine[]> {
  const [rows, running] = await Promise.all([
    packed<[string, number, DuoEndReason | null]>(deps, {
      row: sql`d.id, d.at, e.reason`,
      from: sql`FROM duo d LEFT JOIN duo_end e ON e.duo_id = d.id WHERE d.programme = ${programme}`,
      id: sql`d.id`,
    }),
    runningDuos(deps, [programme]),
  ])
  const standing = await standingOf(deps, running)
  return rows
    .sort(([idA, a], [idB, b]) => b - a || (idA < idB ? 1 : -1))
    .map(([id, , reason]) => ({ id, ...(standing.get(id) ?? endedBy(reason)) }))
}

type Standing = Omit<DuoLine, 'id'>

const endedBy = (reason: DuoEndReason | null): Standing => ({
  state: reason === 'completed' ? 'completed' : 'stopped',
  followUp: null,
})

async function standingOf(deps: Deps, running: Duo[]): Promise<Map<string, Standing>> {
  const today = civilDateOf(deps.now())
  const followed = await followedDuos(deps, running)
  return new Map(
    running.map((duo) => {
      const { followUps = [], anySign = false } = followed.get(duo.id) ?? {}
      const state = duoStatus(duoState(duo.facts, today), { needsFollowUp: followUps.length > 0, anySign })
      return [duo.id, { state, followUp: followUps[0] ?? null }]
    }),
  )
}

/** The duos of some lines, in the order of the lines. */
export async function duosOfLines(deps: Deps, lines: DuoLine[]): Promise<(DuoLine & { duo: Duo })[]> {
  const duos = await duosByIds(
    deps,
    lines.map(({ id }) => id),
  )
  const byId = new Map(duos.map((duo) => [duo.id, duo]))
  return lines.flatMap((line) => {
    const duo = byId.get(line.id)
    return duo ? [{ ...line, duo }] : []
  })
}
