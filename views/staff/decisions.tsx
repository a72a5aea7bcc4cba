import type { FC } from 'hono/jsx'
import type { Decision } from '../../db/introductions/decisions.ts'
import { BLOCK_REASONS } from '../../src/domain/facts.ts'
import { paths } from '../../src/paths.ts'
import { dateOf, dateTimeOf } from '../words/format.ts'
import type { Words } from '../words.ts'

/** What staff decided on a pair, who and when; nothing at all without a decision. */
export const Decisions: FC<{ words: Words; decisions: Decision[] }> = ({ words, decisions }) =>
  decisions.length === 0 ? null : (
    <ul class="small" aria-label={words.workbench.decisions}>
      {decisions.map((decision) => (
        <li>
          {decision.kind === 'sent' ? (
            <a href={paths.staffIntroduction(decision.introductionId)}>{decisionText(words, decision)}</a>
          ) : (
            decisionText(words, decision)
          )}
        </li>
      ))}
    </ul>
  )

function decisionText({ matching, introductions, workbench: words }: Words, decision: Decision): string {
  const name = decision.staffName ?? words.somebody
  if (decision.kind === 'sent') {
    const sent = words.sentBy(name, dateTimeOf(decision.at))
    return decision.endedBy ? `${sent} · ${introductions.state[decision.endedBy]}` : sent
  }
  if (decision.kind === 'pinned') return words.pinnedBy(name, dateOf(decision.at))
  const { reason, until, note, liftedAt } = decision
  return [
    `${words.blockedBy(name, dateOf(decision.at))}: ${reasonOf(matching, reason)}`,
    until && matching.until(dateOf(until)),
    note,
    liftedAt && words.liftedOn(dateOf(liftedAt)),
  ]
    .filter(Boolean)
    .join(' · ')
}

export function reasonOf(words: Words['matching'], reason: string | null): string {
  const code = BLOCK_REASONS.find((each) => each === reason) ?? 'other'
  return words.blockReason[code]
}
