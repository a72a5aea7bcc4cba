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
import type { Side, Way } from '../../src/domain/facts.ts'
import { participantOn } from '../../src/domain/introduction.ts'
import { programmeOf } from '../../src/domain/programmes.ts'
import { insertAudit } from '../audit.ts'
import type { Statement } from '../client.ts'
import { Refused, refusedWith } from '../refusal.ts'
import { endAnswer, meetingLog, meetingLogVoid, participantPause } from '../schema.ts'
import { byDuo, type Duo, duosOf } from './duos.ts'
import { toldOutcome } from './outcomes.ts'

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

/**
 * The two questions at the end, as one of the two answers them or tells staff (`staffId`: who wrote it down); a mentor's
 * pause or wish to go on is written with it. `gone`: who answers was erased. @throws Unavailable.
 */
export async function saveEndAnswer(deps: Deps, input: NewEndAnswer): Promise<EndAnswerDecision | { kind: 'gone' }> {
  const { duo, side } = input
  const facts = {
    ended: duo.facts.end?.reason === 'completed',
    answered: await isEndAnswered(deps, duo.id, side),
  }
  const decision = decideEndAnswer(programmeOf(duo.programme), facts, side, input)
  if (decision.kind !== 'answered') return decision
  try {
    await deps.db.write(endAnswerBatch(deps, input))
    return decision
  } catch (error) {
    if (refusedWith(error, 'ERASED')) return { kind: 'gone' }
    if (error instanceof Refused) return { kind: 'already-answered' }
    throw error
  }
}

function endAnswerBatch(deps: Deps, input: NewEndAnswer): Statement[] {
  const { duo, side, outcome: code, again, next, way, staffId = null } = input
  const { q } = deps.db
  const at = deps.now()
  const participantId = participantOn(duo, side)
  return [
    q.insert(endAnswer).values({ duoId: duo.id, side, outcome: code, again, next, way, staffId, at }),
    ...(next === 'pause' || next === 'another'
      ? [q.insert(participantPause).values({ participantId, paused: next === 'pause', at, staffId })]
      : []),
    ...(code ? toldOutcome(deps, { duo, by: side, code }) : []),
    ...(staffId ? [insertAudit(deps.db, { at, staffId, action: 'end.assisted', subject: duo.id, detail: side })] : []),
  ]
}
