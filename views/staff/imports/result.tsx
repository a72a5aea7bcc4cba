import type { FC } from 'hono/jsx'
import type { Batch } from '../../../db/imports/import-files.ts'
import type { Kept } from '../../../db/imports/import-undo.ts'
import type { Progress, Refusal } from '../../../db/imports/imports.ts'
import { paths } from '../../../src/paths.ts'
import { Button, ButtonLink, ErrorSummary, type FieldError, Form, type Hx, Tick } from '../../form.tsx'
import { Card, Notice } from '../../parts.tsx'
import { dateOf, dateTimeOf } from '../../words/format.ts'
import type { Words } from '../../words.ts'
import { Figures } from '../desk.tsx'
import { Refusals } from './preview.tsx'

export type BatchProps = {
  words: Words
  batch: Batch
  progress: Progress
  refused: Refusal[]
  /** What stays, or would stay, when the batch is undone. */
  kept: Kept[]
  errors: FieldError[]
  csrf: string
}

/** A batch while it is being written, afterwards, and once it is undone; asks again by itself until it is done. */
export const BatchPage: FC<BatchProps> = (props) => {
  const { words: all, batch, progress, errors } = props
  const words = all.imports
  const state = batch.undoneAt !== null ? 'undone' : progress.waiting > 0 ? 'writing' : 'done'
  return (
    <div id="batch" {...(state === 'writing' ? pollOf(batch.id) : {})}>
      <ErrorSummary title={all.common.problem} errors={errors} />
      <h1>{words[state]}</h1>
      <p class="lead">{words.doneText(batch.staffName, dateTimeOf(batch.at))}</p>
      {state === 'writing' && <Writing words={words} batch={batch} progress={progress} />}
      {state === 'done' && <Done {...props} />}
      {state === 'undone' && batch.undoneAt !== null && (
        <Notice kind="success">{words.undoneOn(dateOf(batch.undoneAt))}</Notice>
      )}
      {state === 'undone' && <KeptList words={words} title={words.stayed} kept={props.kept} batch={batch} />}
      <p>
        <ButtonLink href={batch.kind === 'people' ? paths.participants(batch.programme) : paths.duos(batch.programme)}>
          {batch.kind === 'people' ? words.toParticipants : words.toDuos}
        </ButtonLink>
      </p>
      <p>
        <a href={paths.imports(batch.programme)}>{words.again}</a>
      </p>
    </div>
  )
}

const pollOf = (id: string): Hx => ({
  'hx-get': paths.import(id),
  'hx-trigger': 'every 1s',
  'hx-target': 'this',
  'hx-swap': 'outerHTML',
})

/** Without script the same page is opened again. */
const Writing: FC<Pick<BatchProps, 'batch' | 'progress'> & { words: Words['imports'] }> = ({
  words,
  batch,
  progress,
}) => {
  const all = progress.written + progress.waiting
  return (
    <>
      <p role="status">
        <progress max={all} value={progress.written} aria-label={words.writing}></progress>{' '}
        {words.progress(progress.written, all)}
      </p>
      <p>{words.writingText}</p>
      <p>
        <ButtonLink href={paths.import(batch.id)}>{words.reload}</ButtonLink>
      </p>
    </>
  )
}

const Done: FC<BatchProps> = (props) => {
  const { words: all, batch, progress, refused, csrf } = props
  const words = all.imports
  return (
    <>
      <Figures
        figures={[
          { label: words.doneFacts.written, value: progress.written },
          { label: words.doneFacts.refused, value: Math.max(batch.rowsRefused, progress.refused) },
        ]}
      />
      <Refusals words={words} id={batch.id} refused={refused} csrf={csrf} />
      {refused.length > 0 && <p class="small">{words.refusedKept}</p>}
      {progress.written > 0 && <Undo {...props} />}
    </>
  )
}

const Undo: FC<BatchProps> = ({ words: { imports: words }, batch, kept, errors, csrf }) => {
  const error = errors.find(({ field }) => field === 'sure')?.message
  return (
    <Card title={words.undo} id="undo">
      <p>{words.undoText[batch.kind]}</p>
      <KeptList words={words} title={words.wouldStay} kept={kept} batch={batch} />
      <Form action={paths.importUndo(batch.id)} csrf={csrf}>
        <Tick name="sure" label={words.undoSure} error={error} />
        <Button kind="danger">{words.undo}</Button>
      </Form>
    </Card>
  )
}

type KeptProps = { words: Words['imports']; title: string; kept: Kept[]; batch: Batch }

const KeptList: FC<KeptProps> = ({ words, title, kept, batch }) =>
  kept.length === 0 ? null : (
    <>
      <h3>{title}</h3>
      <ul>
        {kept.map(({ id, name, reason }) => (
          <li>
            <a href={batch.kind === 'people' ? paths.participant(id) : paths.duo(id)}>{name || words.nameless}</a>:{' '}
            {words.kept[reason]}
          </li>
        ))}
      </ul>
    </>
  )
