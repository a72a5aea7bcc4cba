import { eq, type SQL, sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import { type CivilDate, civilDateOf } from '../../src/domain/civil-date.ts'
import {
  type Contract,
  decideOutcome,
  dueOutcomes,
  type OutcomeDecision,
  outcomeDueOn,
} from '../../src/domain/duos/outcome.ts'
import type { OutcomeMoment, Side, Teller } from '../../src/domain/facts.ts'
import { PROGRAMMES, type Programme, programmeOf } from '../../src/domain/programmes.ts'
import { insertAudit } from '../audit.ts'
import type { Statement } from '../client.ts'
import { packed } from '../packed.ts'
import { outcome, staff } from '../schema.ts'
import type { Duo } from './duos.ts'

/** Results with a contract, which a tap cannot tell: staff ask for its days. */
const contractCodes = JSON.stringify(
  Object.values<Programme>(PROGRAMMES).flatMap(({ outcomes }) =>
    outcomes.filter(({ contract }) => contract).map(({ id }) => id),
  ),
)

/**
 * Of a row `o` of outcome: at the end the mentee told of a contract that it does not know of, after it was written or
 * where only the mentor had been asked. Then it counts no more, until staff wrote down the contract.
 */
export const isOvertaken = sql`(o.moment = 'end' AND EXISTS (SELECT 1 FROM end_answer a
  WHERE a.duo_id = o.duo_id AND a.side = 'mentee' AND (o.by = 'mentor' OR a.at > o.at)
    AND a.outcome <> o.code AND a.outcome IN (SELECT value FROM json_each(${contractCodes}))))`

/**
 * What one of the two told with the questions of the end, for the batch that writes their answers: the mentee's own
 * result counts, the mentor's as long as there is none. Nothing where the result has a contract: staff ask for it.
 */
export function toldOutcome(deps: Deps, told: { duo: Duo; by: Side; code: string }): Statement[] {
  const { duo, by, code } = told
  const fact = { moment: 'end' as const, code, contract: null }
  if (decideFor(deps, duo, fact).kind !== 'recorded') return []
  if (by === 'mentee') return [outcomeRow(deps, { duo, ...fact, by })]
  // Decided by the batch: both may tap at once.
  return [
    deps.db.q.insert(outcome).select(
      sql`SELECT NULL, ${deps.newId()}, ${duo.id}, 'end', ${code}, NULL, NULL, ${by}, NULL, ${deps.now()}
        WHERE NOT EXISTS (SELECT 1 FROM outcome o WHERE o.duo_id = ${duo.id} AND o.moment = 'end')
          AND NOT EXISTS (SELECT 1 FROM end_answer a
            WHERE a.duo_id = ${duo.id} AND a.side = 'mentee' AND a.outcome IS NOT NULL)`,
    ),
  ]
}

export type KnownOutcome = {
  moment: OutcomeMoment
  code: string
  contract: Contract | null
  by: Teller
  /** Who of staff wrote it down. */
  staffName: string | null
  at: number
}

/** What is known of each moment: the latest that was told. */
export async function outcomesOf({ db: { q } }: Deps, duoId: string): Promise<KnownOutcome[]> {
  const rows = await q
    .select({ told: outcome, staffName: staff.name })
    .from(outcome)
    .leftJoin(staff, eq(staff.id, outcome.staffId))
    .where(eq(outcome.duoId, duoId))
    .orderBy(outcome.seq)
  const latest = new Map(rows.map((row) => [row.told.moment, row]))
  return [...latest.values()].map(({ staffName, told: { moment, code, contractStartsOn, contractEndsOn, by, at } }) => {
    const contract = contractStartsOn === null ? null : { startsOn: contractStartsOn, endsOn: contractEndsOn }
    return { moment, code, contract, by, staffName, at }
  })
}

type NewOutcome = { duo: Duo; moment: OutcomeMoment; code: string; contract: Contract | null }

/** Staff write down what came of a duo; told again, the latest counts. */
export async function saveOutcome(deps: Deps, input: NewOutcome & { staffId: string }): Promise<OutcomeDecision> {
  const decision = decideFor(deps, input.duo, input)
  if (decision.kind !== 'recorded') return decision
  const { duo, staffId } = input
  const audit = { at: deps.now(), staffId, action: 'outcome.recorded', subject: duo.id, detail: input.moment }
  await deps.db.write([outcomeRow(deps, { ...input, by: 'staff' }), insertAudit(deps.db, audit)])
  return decision
}

function decideFor(deps: Deps, duo: Duo, fact: Omit<NewOutcome, 'duo'>): OutcomeDecision {
  const ended = { startedOn: duo.facts.startedOn, endedOn: duo.facts.end?.endedOn ?? null }
  return decideOutcome(programmeOf(duo.programme), ended, fact, civilDateOf(deps.now()))
}

const outcomeRow = (
  { db, newId, now }: Deps,
  { duo, moment, code, contract, by, staffId }: NewOutcome & { by: Teller; staffId?: string },
): Statement =>
  db.q.insert(outcome).values({
    id: newId(),
    duoId: duo.id,
    moment,
    code,
    contractStartsOn: contract?.startsOn ?? null,
    contractEndsOn: contract?.endsOn ?? null,
    by,
    staffId: staffId ?? null,
    at: now(),
  })

/** `since`: the day from which it can be known; `says`: who told of a result whose contract nobody wrote down yet. */
export type DueOutcome = {
  id: string
  programme: string
  moment: OutcomeMoment
  since: CivilDate
  says: Says | null
}
type Says = { participantId: string; code: string }

/** Ended duos of these programmes whose outcome is due, was not written down and can still be asked: of which moment, the last one first. */
export const outcomesDue = (deps: Deps, programmes: readonly string[]): Promise<DueOutcome[]> =>
  due(deps, sql`d.programme IN (SELECT value FROM json_each(${JSON.stringify(programmes)}))`)

/** The same of one duo; null when nothing is due. */
export async function outcomeDueOf(deps: Deps, duoId: string): Promise<DueOutcome | null> {
  const [own] = await due(deps, sql`d.id = ${duoId}`)
  return own ?? null
}

type DueRow = [string, string, CivilDate, CivilDate, isEndKnown: number, says: [string, string] | null]

async function due(deps: Deps, which: SQL): Promise<DueOutcome[]> {
  const today = civilDateOf(deps.now())
  const rows = await packed<DueRow>(deps, {
    row: sql`d.id, d.programme, d.started_on, e.ended_on,
      EXISTS (SELECT 1 FROM outcome o WHERE o.duo_id = d.id AND o.moment = 'end' AND NOT ${isOvertaken}),
      json((SELECT json_array(iif(a.side = 'mentor', d.mentor_id, d.mentee_id), a.outcome) FROM end_answer a WHERE a.duo_id = d.id
        AND a.outcome IN (SELECT value FROM json_each(${contractCodes})) ORDER BY a.side LIMIT 1))`,
    from: sql`FROM duo d JOIN duo_end e ON e.duo_id = d.id
      WHERE ${which} AND NOT EXISTS (SELECT 1 FROM outcome o WHERE o.duo_id = d.id AND o.moment = 'year')
        AND EXISTS (SELECT 1 FROM participant p WHERE p.id IN (d.mentor_id, d.mentee_id) AND p.erased_at IS NULL)`,
    id: sql`d.id`,
  })
  return rows.flatMap(([id, programme, startedOn, endedOn, isEndKnown, told]) => {
    const moment = dueOutcomes({ startedOn, endedOn }, isEndKnown === 1 ? ['end'] : [], today).at(-1)
    const says = told && isEndKnown === 0 ? { participantId: told[0], code: told[1] } : null
    const since = moment && outcomeDueOn({ startedOn, endedOn }, moment)
    return moment && since ? [{ id, programme, moment, since, says }] : []
  })
}
