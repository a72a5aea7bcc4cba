import { and, desc, eq, or, sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import { type CivilDate, civilDateOf } from '../../src/domain/civil-date.ts'
import { SIDES, type Side } from '../../src/domain/facts.ts'
import type { Programme } from '../../src/domain/programmes.ts'
import { type Missing, missingFor, NOTHING_DONE } from '../../src/domain/readiness.ts'
import { insertAudit } from '../audit.ts'
import type { Database, Statement } from '../client.ts'
import { insertFormKey, isFormTwice } from '../forms.ts'
import { refusedWith } from '../refusal.ts'
import { eligibilityCheck, intake, introduction, preparationAsked, staff, training } from '../schema.ts'

/**
 * What staff wrote down of a participant before a first introduction, and who. Instants in milliseconds UTC.
 * `stands`: they were introduced since, so it can not be taken back.
 */
export type Prepared = {
  stands: boolean
  check: { at: number; staffName: string } | null
  intakes: { id: string; heldOn: CivilDate; staffName: string }[]
  trainings: { module: string; doneOn: CivilDate; staffName: string }[]
}

export async function preparedOf({ db: { q } }: Deps, participantId: string): Promise<Prepared> {
  const [[introduced], [check], intakes, trainings] = await Promise.all([
    q
      .select({ id: introduction.id })
      .from(introduction)
      .where(or(eq(introduction.mentorId, participantId), eq(introduction.menteeId, participantId)))
      .limit(1),
    q
      .select({ at: eligibilityCheck.at, staffName: staff.name })
      .from(eligibilityCheck)
      .innerJoin(staff, eq(staff.id, eligibilityCheck.staffId))
      .where(eq(eligibilityCheck.participantId, participantId)),
    q
      .select({ id: intake.id, heldOn: intake.heldOn, staffName: staff.name })
      .from(intake)
      .innerJoin(staff, eq(staff.id, intake.staffId))
      .where(eq(intake.participantId, participantId))
      .orderBy(desc(intake.heldOn)),
    q
      .select({ module: training.module, doneOn: training.doneOn, staffName: staff.name })
      .from(training)
      .innerJoin(staff, eq(staff.id, training.staffId))
      .where(eq(training.participantId, participantId)),
  ])
  return { stands: introduced !== undefined, check: check ?? null, intakes, trainings }
}

type Written = { participantId: string; staffId: string; formKey: string; location: string }

/** The conditions were checked, today. Whoever was first stands there; a second time writes nothing. */
export const saveCheck = (deps: Deps, written: Written): Promise<void> =>
  save(deps, written, 'participant.checked', ({ participantId, staffId }) =>
    deps.db.q.insert(eligibilityCheck).values({ participantId, staffId, at: deps.now() }),
  )

/** An intake talk was held on this day; a person may have more than one. */
export const saveIntake = (deps: Deps, written: Written & { heldOn: CivilDate }): Promise<void> =>
  save(deps, written, 'participant.intake', ({ participantId, staffId }) =>
    deps.db.q
      .insert(intake)
      .values({ id: deps.newId(), participantId, heldOn: written.heldOn, staffId, at: deps.now() }),
  )

/** A module was done on this day, once a person. */
export const saveTraining = (deps: Deps, written: Written & { module: string; doneOn: CivilDate }): Promise<void> =>
  save(deps, written, 'participant.trained', ({ participantId, staffId }) =>
    deps.db.q
      .insert(training)
      .values({ participantId, module: written.module, doneOn: written.doneOn, staffId, at: deps.now() }),
  )

export type TakenBack = { kind: 'conditions' } | { kind: 'intake'; id: string } | { kind: 'training'; module: string }

/** What was written down by mistake goes; the audit keeps that it stood there. 'stands': they were introduced meanwhile. */
export async function takeBack(deps: Deps, written: Written, what: TakenBack): Promise<'gone' | 'stands'> {
  try {
    await save(deps, written, `participant.${what.kind}-taken-back`, ({ participantId }) =>
      deleteFact(deps.db, participantId, what),
    )
    return 'gone'
  } catch (error) {
    if (refusedWith(error, 'APPEND_ONLY')) return 'stands'
    throw error
  }
}

function deleteFact({ q }: Database, participantId: string, what: TakenBack): Statement {
  if (what.kind === 'conditions')
    return q.delete(eligibilityCheck).where(eq(eligibilityCheck.participantId, participantId))
  return what.kind === 'intake'
    ? q.delete(intake).where(and(eq(intake.id, what.id), eq(intake.participantId, participantId)))
    : q.delete(training).where(and(eq(training.participantId, participantId), eq(training.module, what.module)))
}

async function save(deps: Deps, written: Written, action: string, fact: (of: Written) => Statement): Promise<void> {
  const { participantId, staffId, formKey, location } = written
  const now = deps.now()
  try {
    await deps.db.write([
      insertFormKey(deps.db, formKey, location, now),
      fact(written),
      insertAudit(deps.db, { at: now, staffId, action, subject: participantId, detail: civilDateOf(now) }),
    ])
  } catch (error) {
    if (!isFormTwice(error) && !refusedWith(error, 'ALREADY_WRITTEN')) throw error
  }
}

// Names are spelled out: in a select from one table drizzle leaves `participant.` away, which inside a subquery means another column.

export const isChecked = sql<number>`EXISTS (SELECT 1 FROM eligibility_check x WHERE x.participant_id = participant.id)`

export const hasIntake = sql<number>`EXISTS (SELECT 1 FROM intake x WHERE x.participant_id = participant.id)`

/** A JSON list of ids. */
export const modulesDone = sql<string>`(SELECT json_group_array(x.module) FROM training x WHERE x.participant_id = participant.id)`

/** What each side asks, for the database: the whole table, so that a side that is gone asks nothing any more. */
export const preparationStatements = ({ q }: Database, programmes: Programme[]): Statement[] => [
  q.delete(preparationAsked),
  q.insert(preparationAsked).values(programmes.flatMap((each) => SIDES.map((side) => askedOf(each, side)))),
]

function askedOf(programme: Programme, side: Side): typeof preparationAsked.$inferInsert {
  const missing = missingFor(programme, side, NOTHING_DONE)
  const asks = (kind: Missing['kind']) => missing.some((one) => one.kind === kind)
  const modules = missing.flatMap((one) => (one.kind === 'training' ? [one.module] : []))
  return { programme: programme.id, side, conditions: asks('conditions'), intake: asks('intake'), modules }
}
