import type { Cost } from '../../../src/domain/proposals/workbench.ts'
import { capitalised, listOf } from '../../words/format.ts'
import type { Words } from '../../words.ts'

/** More names than this are a number. */
const MOST_NAMES = 2

/** What another plan costs everybody together, in a sentence. */
export function costText({ cost: words }: Words['workbench'], cost: Cost, nameOf: (id: string) => string): string {
  const parts = [...startersText(words, cost, nameOf), ...pointsText(words, cost)]
  return parts.length === 0 ? words.same : capitalised(parts.join(', '))
}

type CostWords = Words['workbench']['cost']

function startersText(words: CostWords, { mentees, alone }: Cost, nameOf: (id: string) => string): string[] {
  if (mentees < 0) return [words.more(-mentees)]
  if (alone.length === 0) return []
  if (alone.length <= MOST_NAMES) return [words.alone(listOf(alone.map(nameOf)), alone.length)]
  return [mentees > 0 ? words.fewer(mentees) : words.others(alone.length)]
}

function pointsText(words: CostWords, { points }: Cost): string[] {
  if (points === 0) return []
  return [points > 0 ? words.costs(points) : words.gains(-points)]
}
