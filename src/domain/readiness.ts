import type { Side } from './facts.ts'
import type { Programme } from './programmes.ts'

/** What staff wrote down before a first introduction. */
export type Preparation = { conditionsChecked: boolean; intakeHeld: boolean; modulesDone: readonly string[] }

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
