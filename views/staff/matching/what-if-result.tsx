import type { FC } from 'hono/jsx'
import { BLOCK_REASONS } from '../../../src/domain/facts.ts'
import type { PlanFigures } from '../../../src/domain/proposals/what-if.ts'
import { paths } from '../../../src/paths.ts'
import { Button, Form, Hidden, Select } from '../../form.tsx'
import { DataTable, EmptyState, Notice } from '../../parts.tsx'
import type { Words } from '../../words.ts'
import { pairText } from './sending.tsx'
import { Busy } from './steps.tsx'
import type { WhatIfProps } from './what-if.tsx'

/** The run beside the run with the changes, who moves, and the button that keeps it. */
export const Result: FC<WhatIfProps> = (props) => {
  const { words: all, isChanged, after, conflicts } = props
  const words = all.workbench.whatIf
  if (!isChanged)
    return (
      <div>
        <EmptyState title={words.nothing}>
          <p>{words.nothingText}</p>
        </EmptyState>
      </div>
    )
  if (!after)
    return (
      <div>
        <Notice kind="error" title={words.impossible}>
          <ul>
            {conflicts.map((text) => (
              <li>{text}</li>
            ))}
          </ul>
        </Notice>
      </div>
    )
  return (
    <div>
      <h2>{words.result}</h2>
      <Comparison {...props} after={after} />
      <Moves {...props} />
      <Keep {...props} />
    </div>
  )
}

const FIGURES = ['helped', 'average', 'weakest', 'longestWait', 'placesLeft'] as const

const Comparison: FC<WhatIfProps & { after: PlanFigures }> = ({ words: all, now, after }) => {
  const words = all.workbench.whatIf
  const { what, now: before, after: then, change } = words.columns
  return (
    <DataTable
      shape="series"
      caption={words.title}
      columns={[{ label: what }, ...[before, then, change].map((label) => ({ label, number: true }))]}
      rows={FIGURES.map((code) => ({
        cells: [
          words.figures[code],
          figureText(words, now[code]),
          figureText(words, after[code]),
          changeText(words, now[code], after[code]),
        ],
      }))}
    />
  )
}

type WhatIfWords = Words['workbench']['whatIf']

const oneDecimal = new Intl.NumberFormat('nl-BE', { maximumFractionDigits: 1 })
const signed = new Intl.NumberFormat('nl-BE', { maximumFractionDigits: 1, signDisplay: 'exceptZero' })

const figureText = (words: WhatIfWords, figure: number | null): string =>
  figure === null ? words.noFigure : oneDecimal.format(figure)

function changeText(words: WhatIfWords, before: number | null, after: number | null): string {
  if (before === after) return words.same
  return before === null || after === null ? '' : signed.format(after - before)
}

const Moves: FC<WhatIfProps> = ({ words: all, moves, allMoves, nameOf }) => {
  const words = all.workbench.whatIf
  if (moves.length === 0) return <p>{words.movesNone}.</p>
  const name = (id: string | null) => (id === null ? words.nobody : nameOf(id))
  const { mentee, from, to } = words.moveColumns
  return (
    <>
      <DataTable
        caption={words.moves(allMoves)}
        columns={[{ label: mentee }, { label: from }, { label: to }]}
        rows={moves.map((move) => ({ cells: [nameOf(move.menteeId), name(move.from), name(move.to)] }))}
      />
      {moves.length < allMoves && <p class="small">{words.movesShown(moves.length, allMoves)}</p>}
    </>
  )
}

const Keep: FC<WhatIfProps> = ({ words: all, runId, changes, isReasonMissing, csrf, formKey }) => {
  const words = all.workbench.whatIf
  const { pins, unpins, blocks, unblocks, places } = changes
  const lists = { pin: pins, unpin: unpins, block: blocks, unblock: unblocks }
  const isKept = pins.length + unpins.length + blocks.length + unblocks.length > 0
  return (
    <>
      {isKept && (
        <Form action={paths.whatIf(runId)} csrf={csrf} formKey={formKey} class="card">
          {Object.entries(lists).flatMap(([name, pairs]) =>
            pairs.map((pair) => <Hidden name={name} value={pairText(pair)} />),
          )}
          {places.map((each) => (
            <Hidden name="places" value={`${each.mentorId}:${each.places}`} />
          ))}
          {blocks.length > 0 && (
            <Select
              name="reason"
              label={words.keepReason}
              // The reason stays with the pair: none is chosen for whoever writes it down.
              options={[
                { value: '', label: all.matching.blockMissing },
                ...BLOCK_REASONS.map((reason) => ({ value: reason, label: all.matching.blockReason[reason] })),
              ]}
              error={isReasonMissing ? all.matching.blockMissing : undefined}
            />
          )}
          <p>{words.keepText}</p>
          <Button>{words.keep}</Button>
          <Busy words={all.workbench} />
        </Form>
      )}
      {places.length > 0 && <p class="small">{words.keepPlaces}</p>}
    </>
  )
}
