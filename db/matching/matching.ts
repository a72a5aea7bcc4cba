import { desc, eq, sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import { programmeOf } from '../../src/domain/programmes.ts'
import {
  type ConflictingPin,
  ENGINE_VERSION,
  propose,
  type RunInput,
  type RunResult,
} from '../../src/domain/proposals/proposals.ts'
import { insertAudit } from '../audit.ts'
import { insertFormKey } from '../forms.ts'
import { expireDue } from '../introductions/introductions.ts'
import { matchingRun, staff } from '../schema.ts'
import { barredAmong, loadPool } from './pool.ts'

export type Run = {
  id: string
  programme: string
  at: number
  staffName: string
  input: RunInput
  result: RunResult
}

export type NewRun = { programme: string; staffId: string; formKey: string; locationOf(id: string): string }

/**
 * Makes the best plan for everybody who has a place now and freezes it; pins that cannot all be kept are named, and
 * nothing is written. Deadlines that have passed are written down first, so that their people take part.
 * @throws Refused (unique form_key.key) when this form was handled before.
 */
export async function makeRun(
  deps: Deps,
  { programme, staffId, formKey, locationOf }: NewRun,
): Promise<{ kind: 'made'; location: string } | { kind: 'conflict'; pins: ConflictingPin[] }> {
  await expireDue(deps)
  const pool = { ...(await loadPool(deps, programme)), weights: programmeOf(programme).weights, engine: ENGINE_VERSION }
  const solved = await solveWithHashes(deps, pool, programme)
  if (solved.kind === 'conflict') return solved

  const id = deps.newId()
  const at = deps.now()
  const { input, result } = solved
  await deps.db.write([
    insertFormKey(deps.db, formKey, locationOf(id), at),
    deps.db.q.insert(matchingRun).values({ id, programme, at, staffId, input, result }),
    insertAudit(deps.db, { at, staffId, action: 'run.made', subject: id }),
  ])
  return { kind: 'made', location: locationOf(id) }
}

type Solved = { kind: 'solved'; input: RunInput; result: RunResult } | { kind: 'conflict'; pins: ConflictingPin[] }

/**
 * A bar is a hash of two addresses, and hashing every pair of a pool takes seconds: so only the pairs of the plan are
 * looked up, and a barred one is blocked before solving anew. The last plan holds none, and no plan with fewer bars
 * was better: it is the best of all that are allowed.
 */
export async function solveWithHashes(deps: Deps, start: RunInput, programme: string): Promise<Solved> {
  const { weights } = programmeOf(programme)
  for (let input = start; ; ) {
    const found = await barredAmong(deps, input.pins)
    const known = { ...input, hashBlocks: [...input.hashBlocks, ...found] }
    const outcome = await (deps.solve ?? propose)(known, weights)
    if (outcome.kind === 'conflict') return outcome
    const pairs = outcome.result.proposals.map(({ menteeId, mentorId }) => [menteeId, mentorId] as const)
    const barred = await barredAmong(deps, pairs)
    if (barred.length === 0) return { kind: 'solved', input, result: outcome.result }
    input = { ...input, hashBlocks: [...input.hashBlocks, ...barred] }
  }
}

export async function runById({ db }: Deps, id: string): Promise<Run | null> {
  const [row] = await db.q
    .select({ run: matchingRun, staffName: staff.name })
    .from(matchingRun)
    .innerJoin(staff, eq(staff.id, matchingRun.staffId))
    .where(eq(matchingRun.id, id))
  return row ? { ...row.run, staffName: row.staffName } : null
}

export type RunLine = { id: string; at: number; staffName: string; matched: number; unmatched: number }

/** The latest runs, the newest first. */
export const latestRuns = ({ db }: Deps, programme: string): Promise<RunLine[]> =>
  db.q
    .select({
      id: matchingRun.id,
      at: matchingRun.at,
      staffName: staff.name,
      matched: sql<number>`json_array_length(${matchingRun.result}, '$.proposals')`,
      unmatched: sql<number>`json_array_length(${matchingRun.result}, '$.unmatched')`,
    })
    .from(matchingRun)
    .innerJoin(staff, eq(staff.id, matchingRun.staffId))
    .where(eq(matchingRun.programme, programme))
    .orderBy(desc(matchingRun.at), desc(matchingRun.id))
    .limit(10)

export type Held = {
  introductionId: string
  mentorId: string
  menteeId: string
  sentAt: number
  staffName: string
  duoId: string | null
}

/** Every place that is held now, with who of staff gave it. */
export const heldPlaces = ({ db }: Deps, programme: string): Promise<Held[]> =>
  db.q.all<Held>(sql`
    SELECT h.introduction_id AS introductionId, h.mentor_id AS mentorId, h.mentee_id AS menteeId, h.duo_id AS duoId,
      i.sent_at AS sentAt, s.name AS staffName
    FROM held_place h JOIN introduction i ON i.id = h.introduction_id JOIN staff s ON s.id = i.staff_id
    WHERE h.programme = ${programme}`)

/** Places that the programme's cap still leaves for introductions in this year. */
export async function capLeft({ db }: Deps, programme: string, year: number): Promise<number> {
  const [row] = await db.q.all<{ left: number }>(sql`
    SELECT coalesce((SELECT cap FROM programme_cap WHERE programme = ${programme} AND year = ${year}), 0)
      - (SELECT count(*) FROM duo WHERE programme = ${programme} AND start_year = ${year})
      - (SELECT count(*) FROM held_place WHERE programme = ${programme} AND duo_id IS NULL) AS left`)
  return Math.max(0, row?.left ?? 0)
}
