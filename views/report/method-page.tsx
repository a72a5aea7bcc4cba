import type { FC } from 'hono/jsx'
import type { Outcome, Tier } from '../../src/domain/programmes.ts'
import { FIGURE_IDS } from '../../src/domain/report/figures.ts'
import { SummaryList } from '../form.tsx'
import { inSentence, listOf } from '../words/format.ts'
import { figureLabel, figureMeaning } from './figure.ts'
import { Frame, type ReportFrame } from './frame.tsx'

const TIERS = ['direct', 'broad', 'none'] as const

/** Every definition, so that somebody else would count the same. */
export const MethodPage: FC<{ frame: ReportFrame; broadIncludesDirect: boolean }> = ({
  frame,
  broadIncludesDirect,
}) => {
  const { words: all, programme } = frame
  const words = all.report
  const labels = (tier: Tier) =>
    listOf(programme.outcomes.filter((own) => own.tier === tier).map(({ label }) => inSentence(label)))
  const shorterTier = (outcome: Outcome) =>
    outcome.contract
      ? [{ label: outcome.label, months: outcome.contract.longerThanMonths, shorter: outcome.contract.shorter }]
      : []
  return (
    <Frame frame={frame} part="method">
      <p class="lead">{words.method.lead}</p>
      <h2>{words.method.figures}</h2>
      <SummaryList
        rows={FIGURE_IDS.map((id) => ({
          label: figureLabel(words, programme, id),
          value: figureMeaning(words, programme, id),
        }))}
      />
      <h2>{words.method.tiers}</h2>
      <SummaryList rows={TIERS.map((tier) => ({ label: words.method.tierLines[tier], value: labels(tier) }))} />
      {programme.outcomes.flatMap(shorterTier).map(({ label, months, shorter }) => (
        <p>{words.method.contract(months, label, inSentence(words.method.tierLines[shorter]))}</p>
      ))}
      <p>{broadIncludesDirect ? words.broad.yes : words.broad.no}</p>
      <h2>{words.method.rules}</h2>
      <ul>
        {[...words.method.ruleLines, words.people.small, words.events.erasedNote].map((line) => (
          <li>{line}</li>
        ))}
      </ul>
      <p class="small">{words.method.schema}</p>
    </Frame>
  )
}
