import type { FC } from 'hono/jsx'
import type { Pair } from '../../../src/domain/introduction.ts'
import type { Changes, Move, PlanFigures } from '../../../src/domain/proposals/what-if.ts'
import type { Addition } from '../../../src/office/what-if-query.ts'
import { paths } from '../../../src/paths.ts'
import { Tile } from '../../field.tsx'
import { Button, ErrorSummary, Form, type Hx, Select, TextField } from '../../form.tsx'
import { Notice } from '../../parts.tsx'
import type { Words } from '../../words.ts'
import { pairText } from './sending.tsx'
import { Busy } from './steps.tsx'
import { Result } from './what-if-result.tsx'

type Option = { value: string; label: string }

export type WhatIfProps = {
  words: Words
  runId: string
  changes: Changes
  /** What stands in the selects. */
  added: Addition
  missing: 'pair' | 'places' | null
  isChanged: boolean
  /** Pins and blocks of the run itself, which can be tried without. */
  standing: { pins: Pair[]; blocks: Pair[] }
  options: { mentees: Option[]; mentors: Option[] }
  isCut: boolean
  now: PlanFigures
  /** Null when the changes cannot all be. */
  after: PlanFigures | null
  conflicts: string[]
  moves: Move[]
  allMoves: number
  nameOf: (id: string) => string
  /** Somebody wanted to keep a block without saying why. */
  isReasonMissing: boolean
  csrf: string
  formKey: string
}

export const WhatIfPage: FC<WhatIfProps> = (props) => {
  const { workbench } = props.words
  return (
    <>
      {props.isReasonMissing && (
        <ErrorSummary
          title={props.words.common.problem}
          errors={[{ field: 'reason', message: props.words.matching.blockMissing }]}
        />
      )}
      <h1>{workbench.whatIf.title}</h1>
      <p class="lead">{workbench.whatIf.lead}</p>
      <p>
        <a href={paths.run(props.runId)}>{workbench.toRun}</a>
      </p>
      <Busy words={workbench} />
      <WhatIf {...props} />
    </>
  )
}

/** All that changes while staff try things out: the page's forms with their result. */
export const WhatIf: FC<WhatIfProps> = (props) => (
  <div id="what-if" class="columns">
    <Result {...props} />
    <Trial {...props} />
    <p class="hidden" role="status">
      {props.isChanged && props.after !== null && props.words.workbench.whatIf.moves(props.allMoves)}
    </p>
  </div>
)

const IN_PLACE = { 'hx-target': '#what-if', 'hx-swap': 'outerMorph' } satisfies Hx

/** A plain GET form: the address holds every change, and nothing is written. */
const Trial: FC<WhatIfProps> = (props) => {
  const { words: all, runId, changes, standing, added, missing, options, isCut } = props
  const words = all.workbench.whatIf
  const blank = { value: '', label: words.choose }
  const tried = changes.pins.length + changes.blocks.length + changes.places.length
  const stood = standing.pins.length + standing.blocks.length
  const inPlace = { 'hx-get': paths.whatIf(runId), ...IN_PLACE }
  return (
    <Form action={paths.whatIf(runId)} method="get" hx={inPlace}>
      <div {...inPlace} hx-trigger="change" hx-include="closest form">
        {tried > 0 && <Tried {...props} />}
        {stood > 0 && <Standing {...props} />}
      </div>
      <div class="card">
        <h2 class="title">{words.add}</h2>
        {missing && <Notice kind="error">{words.incomplete[missing]}</Notice>}
        <Select name="mentee" label={words.mentee} options={[blank, ...options.mentees]} value={added.mentee} />
        <Select name="mentor" label={words.mentor} options={[blank, ...options.mentors]} value={added.mentor} />
        <div class="actions">
          <Button kind="secondary" name="wish" value="pin">
            {words.addPin}
          </Button>
          <Button kind="secondary" name="wish" value="block">
            {words.addBlock}
          </Button>
        </div>
      </div>
      <div class="card">
        <h2 class="title">{words.seats}</h2>
        <Select name="seat" label={words.mentor} options={[blank, ...options.mentors]} value={added.seat} />
        <TextField
          name="count"
          type="number"
          inputmode="numeric"
          label={words.count}
          value={added.count === null ? undefined : String(added.count)}
        />
        <div class="actions">
          <Button kind="secondary" name="wish" value="places">
            {words.addPlaces}
          </Button>
        </div>
      </div>
      {tried + stood > 0 && (
        <p>
          <Button kind="secondary">{words.look}</Button>
        </p>
      )}
      {isCut && <p class="small">{words.isCut}</p>}
    </Form>
  )
}

/** What is tried out: a tick taken away is a change undone. */
const Tried: FC<WhatIfProps> = ({ words: all, changes, nameOf }) => {
  const words = all.workbench.whatIf
  return (
    <fieldset class="field">
      <legend>{words.changes}</legend>
      <p class="hint">{words.off}</p>
      <div class="tiles columns-1">
        {changes.pins.map((pair) => (
          <Change
            name="pin"
            value={pairText(pair)}
            label={words.pin(nameOf(pair.mentorId), nameOf(pair.menteeId))}
            on
          />
        ))}
        {changes.blocks.map((pair) => (
          <Change
            name="block"
            value={pairText(pair)}
            label={words.block(nameOf(pair.mentorId), nameOf(pair.menteeId))}
            on
          />
        ))}
        {changes.places.map(({ mentorId, places }) => (
          <Change name="places" value={`${mentorId}:${places}`} label={words.places(nameOf(mentorId), places)} on />
        ))}
      </div>
    </fieldset>
  )
}

const Standing: FC<WhatIfProps> = ({ words: all, changes, standing, nameOf }) => {
  const words = all.workbench.whatIf
  const isIn = (list: Pair[], pair: Pair) => list.some((each) => pairText(each) === pairText(pair))
  return (
    <fieldset class="field">
      <legend>{words.fromRun}</legend>
      <div class="tiles columns-1">
        {standing.pins.map((pair) => (
          <Change
            name="unpin"
            value={pairText(pair)}
            label={words.unpin(nameOf(pair.mentorId), nameOf(pair.menteeId))}
            on={isIn(changes.unpins, pair)}
          />
        ))}
        {standing.blocks.map((pair) => (
          <Change
            name="unblock"
            value={pairText(pair)}
            label={words.unblock(nameOf(pair.mentorId), nameOf(pair.menteeId))}
            on={isIn(changes.unblocks, pair)}
          />
        ))}
      </div>
    </fieldset>
  )
}

const Change: FC<{ name: string; value: string; label: string; on: boolean }> = ({ name, value, label, on }) => (
  <Tile
    type="checkbox"
    name={name}
    id={`${name}-${value.replace(':', '-')}`}
    value={value}
    label={label}
    checked={on}
    invalid={false}
  />
)
