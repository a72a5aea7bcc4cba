import { SIDES, type Side } from './facts.ts'
import type { Programme } from './programmes.ts'

/** What staff wrote down before a first introduction. */
export type Preparation = { conditionsChecked: boolean; intakeHeld: boolean; modulesDone: readonly string[] }

/** Of whom nothing was written down yet. */
export const NOTHING_DONE: Preparation = { conditionsChecked: false, intakeHeld: false, modulesDone: [] }

export type Missing = { kind: 'conditions' | 'intake' } | { kind: 'training'; module: string }

/**
 * What still keeps somebody from being matched in this programme; empty when nothing does. Conditions are checked where
 * staff or a partner bring people in; at an event a person says them of themselves by choosing a side.
 */
export function missingFor(programme: Programme, side: Side, done: Preparation): Missing[] {
  const { entrances, intake, training } = programme.sides[side]
  const missing: Missing[] = []
  if (!entrances.includes('event') && !done.conditionsChecked) missing.push({ kind: 'conditions' })
  if (intake === 'talk' && !done.intakeHeld) missing.push({ kind: 'intake' })
  for (const { id } of training) if (!done.modulesDone.includes(id)) missing.push({ kind: 'training', module: id })
  return missing
}

/** Whether staff prepare people of this programme at all. */
export const asksPreparation = (programme: Programme): boolean =>
  SIDES.some((side) => missingFor(programme, side, NOTHING_DONE).length > 0)

/** The hours of training that are among what is missing. */
export const trainingHours = (programme: Programme, side: Side, missing: readonly Missing[]): number =>
  programme.sides[side].training
    .filter(({ id }) => missing.some((one) => one.kind === 'training' && one.module === id))
    .reduce((sum, { hours }) => sum + hours, 0)

/** How many wait to be ready, and for what; somebody may wait for more than one thing. */
export type NotReady = { people: number } & Record<Missing['kind'], number>

export function countNotReady(missing: readonly (readonly Missing[])[]): NotReady {
  const waiting = missing.filter((each) => each.length > 0)
  const lacking = (kind: Missing['kind']) => waiting.filter((each) => each.some((one) => one.kind === kind)).length
  return {
    people: waiting.length,
    conditions: lacking('conditions'),
    intake: lacking('intake'),
    training: lacking('training'),
  }
}

export type IntakeDecision = { kind: 'recorded' } | { kind: 'not-asked' | 'in-the-future' }

/** A talk on a civil date. */
export function decideIntake(programme: Programme, side: Side, heldOn: string, today: string): IntakeDecision {
  if (programme.sides[side].intake === 'none') return { kind: 'not-asked' }
  return heldOn > today ? { kind: 'in-the-future' } : { kind: 'recorded' }
}

export type TrainingDecision = { kind: 'recorded' } | { kind: 'unknown-module' | 'already-done' | 'in-the-future' }

/** A module done on a civil date. */
export function decideTraining(
  programme: Programme,
  side: Side,
  { module, doneOn, done }: { module: string; doneOn: string; done: readonly string[] },
  today: string,
): TrainingDecision {
  if (!programme.sides[side].training.some(({ id }) => id === module)) return { kind: 'unknown-module' }
  if (done.includes(module)) return { kind: 'already-done' }
  return doneOn > today ? { kind: 'in-the-future' } : { kind: 'recorded' }
}
