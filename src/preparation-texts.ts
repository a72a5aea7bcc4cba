import { listOf } from '../views/words/format.ts'
import { nl } from '../views/words.ts'
import type { Side } from './domain/facts.ts'
import { boundsOn, type Programme } from './domain/programmes.ts'
import { type Missing, missingFor, NOTHING_DONE, trainingHours } from './domain/readiness.ts'

const words = nl.preparation

/** For whom a side is and what comes first, in a few words; '' where a programme asks nothing. */
export function firstText(programme: Programme, side: Side, own?: Readonly<Record<string, number>>): string {
  const missing = missingFor(programme, side, NOTHING_DONE)
  const parts = linesOf(programme, side, missing, words.short)
  return [
    ...boundsOn(programme, side, own).map(({ name, value }) => words.ages[name](value)),
    ...(parts.length > 0 ? [words.first(listOf(parts))] : []),
  ].join(' ')
}

/** What still comes, and who does it: a sentence or two each, the search last; [] when nothing does. */
export function nextLines(programme: Programme, side: Side, missing: readonly Missing[]): string[] {
  return missing.length > 0 ? [...linesOf(programme, side, missing, words.next), words.search] : []
}

/** What was done of all that the programme asks, a sentence each. */
export function doneLines(programme: Programme, side: Side, missing: readonly Missing[]): string[] {
  const left = new Set(missing.map(keyOf))
  const labels = new Map(programme.sides[side].training.map(({ id, label }) => [id, label]))
  return missingFor(programme, side, NOTHING_DONE)
    .filter((asked) => !left.has(keyOf(asked)))
    .map((asked) =>
      asked.kind === 'training'
        ? words.done.training(labels.get(asked.module) ?? asked.module)
        : words.done[asked.kind],
    )
}

const keyOf = (one: Missing): string => (one.kind === 'training' ? one.module : one.kind)

type Texts = Record<'conditions' | 'intake', string> & { training: (hours: number) => string }

/** All training in one line. */
function linesOf(programme: Programme, side: Side, missing: readonly Missing[], texts: Texts): string[] {
  const hours = trainingHours(programme, side, missing)
  return [
    ...missing.flatMap((one) => (one.kind === 'training' ? [] : [texts[one.kind]])),
    ...(hours > 0 ? [texts.training(hours)] : []),
  ]
}
