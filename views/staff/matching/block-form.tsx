import type { Child, FC } from 'hono/jsx'
import { BLOCK_REASONS } from '../../../src/domain/facts.ts'
import { paths } from '../../../src/paths.ts'
import { Button, ErrorSummary, type FieldError, Form, Hidden, Select, TextField } from '../../form.tsx'
import type { Words } from '../../words.ts'

export type TypedBlock = { reason: string; until: string; note: string }

type BlockFormProps = {
  words: Words
  pair: { mentor: string; mentee: string }
  /** Where the post leads back to. */
  back: string
  /** Makes the ids of the fields differ where a page has more of these forms. */
  id: string
  typed?: TypedBlock | undefined
  errors?: Partial<Record<keyof TypedBlock, string | undefined>> | undefined
  csrf: string
  formKey: string
}

/** "Niet samen": why, until when, and a note. */
export const BlockForm: FC<BlockFormProps> = ({ words: all, pair, back, id, typed, errors, csrf, formKey }) => {
  const { matching: words, common } = all
  return (
    <Form action={paths.blocks()} csrf={csrf} formKey={formKey}>
      <Hidden name="mentor" value={pair.mentor} />
      <Hidden name="mentee" value={pair.mentee} />
      <Hidden name="back" value={back} />
      <Select
        name="reason"
        id={`reason-${id}`}
        label={words.blockWhy}
        // The reason stays with the pair: none is chosen for whoever writes it down.
        options={[
          { value: '', label: words.blockMissing },
          ...BLOCK_REASONS.map((reason) => ({ value: reason, label: words.blockReason[reason] })),
        ]}
        value={typed?.reason}
        error={errors?.reason}
      />
      <TextField
        name="until"
        id={`until-${id}`}
        // What was typed without a date picker is shown as it was, to be put right.
        type={errors?.until ? 'text' : 'date'}
        label={words.blockUntil}
        hint={words.blockUntilHint}
        optional={common.optional}
        value={typed?.until}
        error={errors?.until}
      />
      <TextField
        name="note"
        id={`note-${id}`}
        label={words.blockNote}
        hint={words.blockNoteHint}
        optional={common.optional}
        maxlength={200}
        value={typed?.note}
        error={errors?.note}
      />
      <Button kind="danger">{words.block}</Button>
    </Form>
  )
}

/** The form by itself, after a mistake: what was typed is still there. */
export const BlockPage: FC<BlockFormProps & { names: { mentor: string; mentee: string } }> = ({ names, ...props }) => {
  const { words, errors = {}, back, id } = props
  const fields: FieldError[] = (['reason', 'until', 'note'] as const).flatMap((field) =>
    errors[field] ? [{ field: `${field}-${id}`, message: errors[field] }] : [],
  )
  return (
    <>
      <ErrorSummary title={words.common.problem} errors={fields} />
      <h1>{words.workbench.blockTitle}</h1>
      <p class="lead">{words.workbench.blockFor(names.mentor, names.mentee)}</p>
      <div class="card">
        <BlockForm {...props} />
      </div>
      <p>
        <a href={back}>{words.common.back}</a>
      </p>
    </>
  )
}

type LessOftenProps = Omit<BlockFormProps, 'typed' | 'errors'> & {
  nameOf: (id: string) => string
  /** For who does not see which card this belongs to. */
  about: Child
}

/** Folded away at a pair: leaving out one of the two, and "Niet samen". */
export const LessOften: FC<LessOftenProps> = ({ nameOf, about, ...block }) => {
  const { matching: words } = block.words
  return (
    <details>
      <summary data-key="b">
        {words.more}
        {about}
      </summary>
      <div class="actions">
        {[block.pair.mentor, block.pair.mentee].map((participant) => (
          <Form action={paths.leftOut()} csrf={block.csrf}>
            <Hidden name="participant" value={participant} />
            <Hidden name="back" value={block.back} />
            <Hidden name="wish" value="out" />
            <Button kind="secondary">{words.leaveOut(nameOf(participant))}</Button>
          </Form>
        ))}
      </div>
      <BlockForm {...block} />
    </details>
  )
}
