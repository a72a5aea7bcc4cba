import type { FC } from 'hono/jsx'
import type { Batch } from '../../../db/imports/import-files.ts'
import { SIDES } from '../../../src/domain/facts.ts'
import type { ImportKind } from '../../../src/domain/imports/rows.ts'
import type { Programme } from '../../../src/domain/programmes.ts'
import { paths } from '../../../src/paths.ts'
import { Field, idOf } from '../../field.tsx'
import { Button, Choices, ErrorSummary, type FieldError, Hidden, Select, TextField } from '../../form.tsx'
import { Card, DataTable, Notice } from '../../parts.tsx'
import { capitalised, dateOf } from '../../words/format.ts'
import type { Words } from '../../words.ts'

export type TypedUpload = { kind: string; side: string; reference: string }

export type UploadProps = {
  words: Words
  programme: Programme
  typed: TypedUpload
  errors: FieldError[]
  batches: Batch[]
  /** A file was thrown away just now. */
  isCancelled: boolean
  csrf: string
}

const KINDS: ImportKind[] = ['people', 'duos']

export const UploadPage: FC<UploadProps> = (props) => {
  const { words: all, errors, batches, isCancelled } = props
  const words = all.imports
  return (
    <>
      {isCancelled && <Notice kind="success">{words.cancelled}</Notice>}
      <ErrorSummary title={all.common.problem} errors={errors} />
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      <Card>
        <UploadForm {...props} />
      </Card>
      <ColumnsCard {...props} />
      {batches.length > 0 && <Earlier words={words} batches={batches} />}
    </>
  )
}

const UploadForm: FC<UploadProps> = ({ words: { imports: words }, programme, typed, errors, csrf }) => {
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message
  const sides = SIDES.map((side) => ({ value: side, label: capitalised(programme.sides[side].one) }))
  return (
    <form action={paths.imports()} method="post" enctype="multipart/form-data" novalidate>
      <Hidden name="_csrf" value={csrf} />
      <Hidden name="programme" value={programme.id} />
      <Choices
        legend={words.kind}
        name="kind"
        type="radio"
        error={errorOf('kind')}
        options={KINDS.map((kind) => ({
          value: kind,
          label: words.kinds[kind],
          hint: words.kindHints[kind],
          checked: typed.kind === kind,
        }))}
      />
      <FileField name="file" label={words.file} hint={words.fileHint} error={errorOf('file')} />
      <Select
        name="side"
        label={words.side}
        options={[{ value: '', label: words.sideInFile }, ...sides]}
        value={typed.side}
      />
      <TextField
        name="reference"
        label={words.reference}
        hint={words.referenceHint}
        value={typed.reference}
        maxlength={20}
        error={errorOf('reference')}
      />
      <p class="small">{words.readText}</p>
      <Button>{words.read}</Button>
    </form>
  )
}

const FileField: FC<{ name: string; label: string; hint: string; error: string | undefined }> = (field) => (
  <Field {...field}>
    <input
      class="input"
      type="file"
      name={field.name}
      id={idOf(field)}
      accept=".csv,.txt,text/csv,text/plain"
      aria-describedby={`${field.name}-hint`}
    />
  </Field>
)

const ColumnsCard: FC<Pick<UploadProps, 'words' | 'programme'>> = ({ words: { imports: words }, programme }) => (
  <Card title={words.columnsTitle}>
    <p>{words.columnsText}</p>
    <ul>
      {KINDS.map((kind) => (
        <li>
          <strong>{words.kinds[kind]}</strong>: {words.columnsNeeded[kind]}.{' '}
          <a href={paths.importExample(kind, programme.id)} download>
            {words.example}
            <span class="hidden"> {words.kinds[kind]}</span>
          </a>
        </li>
      ))}
    </ul>
  </Card>
)

const Earlier: FC<{ words: Words['imports']; batches: Batch[] }> = ({ words, batches }) => (
  <DataTable
    caption={words.earlier}
    columns={[
      { label: words.columns.when },
      { label: words.columns.what },
      { label: words.columns.who },
      { label: words.columns.rows, number: true },
      { label: words.columns.refused, number: true },
    ]}
    rows={batches.map((batch) => ({
      cells: [
        <a href={paths.import(batch.id)}>{dateOf(batch.at)}</a>,
        <>
          {words.kinds[batch.kind]}
          {batch.undoneAt !== null && <div class="small">{words.undoneOn(dateOf(batch.undoneAt))}</div>}
        </>,
        batch.staffName,
        batch.rowsWritten,
        batch.rowsRefused,
      ],
    }))}
  />
)
