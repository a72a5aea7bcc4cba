import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import { civilDateOf } from '../../src/domain/civil-date.ts'
import {
  type Attest,
  attestOf,
  decideEndAnswer,
  type EndAnswer,
  type EndAnswerDecision,
} from '../../src/domain/duos/duo-end.ts'
import type { MeetingNote } from '../../src/domain/duos/hours.ts'
import { type Contract, decideOutcome, dueOutcomes, type OutcomeDecision } from '../../src/domain/duos/outcome.ts'
import type { OutcomeMoment, Side, Teller, Way } from '../../src/domain/facts.ts'
import { participantOn } from '../../src/domain/introduction.ts'
import { programmeOf } from '../../src/domain/programmes.ts'
import { insertAudit } from '../audit.ts'
import type { Statement } from '../client.ts'
import { packed } from '../packed.ts'
import { Refused } from '../refusal.ts'
import { endAnswer, meetingLog, meetingLogVoid, outcome, participantPause } from '../schema.ts'
import { byDuo, type Duo, duosOf } from './duos.ts'

export type GivenEndAnswer = EndAnswer & { side: Side; way: Way; at: number }

export const endAnswersOf = ({ db: { q } }: Deps, duoId: string): Promise<GivenEndAnswer[]> =>
  q.select().from(endAnswer).where(eq(endAnswer.duoId, duoId))

export const isEndAnswered = async (deps: Deps, duoId: string, side: Side): Promise<boolean> =>
  (await endAnswersOf(deps, duoId)).some((given) => given.side === side)

/** A mentor's hours and duos; null for a mentee and before a first duo. */
export async function attestFor(deps: Deps, participantId: string): Promise<Attest | null> {
  const duos = (await duosOf(deps, participantId)).filter(({ mentorId }) => mentorId === participantId)
  const notes = await notesOf(
    deps,
    duos.map(({ id }) => id),
  )
  return attestOf(
    duos.map(({ id, facts }) => ({
      startedOn: facts.startedOn,
      endedOn: facts.end?.endedOn ?? null,
      notes: notes.get(id) ?? [],
    })),
    civilDateOf(deps.now()),
  )
}

/** Meetings that were noted, without those that were taken back. */
export async function notesOf({ db: { q } }: Deps, duoIds: string[]): Promise<Map<string, MeetingNote[]>> {
  const rows = await q
    .select({ duoId: meetingLog.duoId, by: meetingLog.by, metOn: meetingLog.metOn, minutes: meetingLog.minutes })
    .from(meetingLog)
    .leftJoin(meetingLogVoid, eq(meetingLogVoid.logId, meetingLog.id))
    .where(and(inArray(meetingLog.duoId, duoIds), sql`${meetingLogVoid.logId} is null`))
    .orderBy(meetingLog.metOn)
  return byDuo(rows)
}

export type NewEndAnswer = EndAnswer & { duo: Duo; side: Side; way: Way; staffId?: string }

/** The two questions at the end; a mentor's pause or wish to go on is written with it. @throws Unavailable. */
export async function saveEndAnswer(deps: Deps, input: NewEndAnswer): Promise<EndAnswerDecision> {
  const { duo, side } = input
  const facts = {
    ended: duo.facts.end?.reason === 'completed',
    answered: await isEndAnswered(deps, duo.id, side),
  }
  const decision = decideEndAnswer(programmeOf(duo.programme), facts, side, input)
  if (decision.kind !== 'answered') return decision
  try {
    await deps.db.write(await endAnswerBatch(deps, input))
    return decision
  } catch (error) {
    if (error instanceof Refused) return { kind: 'already-answered' }
    throw error
  }
}

async function endAnswerBatch(deps: Deps, input: NewEndAnswer): Promise<Statement[]> {
  const { duo, side, outcome: code, again, next, way, staffId } = input
  const { q } = deps.db
  const at = deps.now()
  const participantId = participantOn(duo, side)
  return [
    q.insert(endAnswer).values({ duoId: duo.id, side, outcome: code, again, next, way, staffId: staffId ?? null, at }),
    ...(next === 'pause' || next === 'another'
      ? [q.insert(participantPause).values({ participantId, paused: next === 'pause', at })]
      : []),
    ...(code ? await ownOutcome(deps, duo, side, code) : []),
  ]
}

/** The mentee's own result counts; the mentor's as long as there is none. A job's contract is asked by staff. */
async function ownOutcome(deps: Deps, duo: Duo, side: Side, code: string): Promise<Statement[]> {
  const fact = { moment: 'end' as const, code, contract: null }
  if (decideFor(deps, duo, fact).kind !== 'recorded') return []
  const known = (await outcomesOf(deps, duo.id)).some(({ moment }) => moment === 'end')
  return known && side === 'mentor' ? [] : [outcomeRow(deps, { duo, ...fact, by: side })]
}

export type KnownOutcome = { moment: OutcomeMoment; code: string; contract: Contract | null; by: Teller; at: number }

/** What is known of each moment: the latest that was told. */
export async function outcomesOf({ db: { q } }: Deps, duoId: string): Promise<KnownOutcome[]> {
  const rows = await q.select().from(outcome).where(eq(outcome.duoId, duoId)).orderBy(outcome.seq)
  const latest = new Map(rows.map((row) => [row.moment, row]))
  return [...latest.values()].map(({ moment, code, contractStartsOn, contractEndsOn, by, at }) => ({
    moment,
    code,
    contract: contractStartsOn === null ? null : { startsOn: contractStartsOn, endsOn: contractEndsOn },
    by,
    at,
  }))
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

/** Ended duos of these programmes whose outcome is due and was not written down: of which moment, the last one first. */
export async function outcomesDue(
  deps: Deps,
  programmes: readonly string[],
): Promise<{ id: string; programme: string; moment: OutcomeMoment }[]> {
  const today = civilDateOf(deps.now())
  const rows = await packed<[string, string, string, string, number]>(deps, {
    row: sql`d.id, d.programme, d.started_on, e.ended_on,
      exists (select 1 from outcome o where o.duo_id = d.id and o.moment = 'end')`,
    from: sql`from duo d join duo_end e on e.duo_id = d.id
      where d.programme in (select value from json_each(${JSON.stringify(programmes)}))
        and not exists (select 1 from outcome o where o.duo_id = d.id and o.moment = 'year')`,
    id: sql`d.id`,
  })
  return rows.flatMap(([id, programme, startedOn, endedOn, isEndKnown]) => {
    const due = dueOutcomes({ startedOn, endedOn }, isEndKnown === 1 ? ['end'] : [], today)
    const moment = due.at(-1)
    return moment ? [{ id, programme, moment }] : []
  })
}
