import type { FC } from 'hono/jsx'
import type { CheckedRows } from '../../src/domain/invitation.ts'
import { paths } from '../../src/paths.ts'
import { Field, idOf } from '../field.tsx'
import { Button, Buttons, ErrorSummary, type FieldError, Form, Hidden, Tick } from '../form.tsx'
import { Card, DataTable, Notice } from '../parts.tsx'
import { nl } from '../words.ts'
import { errorOf, type SendsOption, To } from './referrals.tsx'

const words = nl.partners.own
const SHOWN = 20

type FileProps = { most: number; sends: SendsOption[]; to: string; errors: FieldError[]; csrf: string }

export const ReferralFile: FC<FileProps> = ({ most, sends, to, errors, csrf }) => (
  <>
    <ErrorSummary title={nl.common.problem} errors={errors} />
    <h1>{words.file}</h1>
    <p class="lead">{words.fileLead(most)}</p>
    <p>{words.fileColumns}</p>
    <form action={paths.referralFile()} method="post" enctype="multipart/form-data" novalidate>
      <Hidden name="_csrf" value={csrf} />
      <To sends={sends} value={to} error={errorOf(errors, 'to')} />
      <FileField name="file" label={words.fileField} error={errorOf(errors, 'file')} />
      <Button>{words.fileRead}</Button>
    </form>
  </>
)

const FileField: FC<{ name: string; label: string; error: string | undefined }> = (field) => (
  <Field {...field}>
    <input class="input" type="file" name={field.name} id={idOf(field)} accept=".csv,.txt,text/csv,text/plain" />
  </Field>
)

type PreviewProps = {
  rows: CheckedRows
  to: SendsOption
  /** What goes on to the commit: the rows that are fine, as CSV. */
  file: string
  errors: FieldError[]
  notice: string | null
  csrf: string
  formKey: string
}

/** What a file holds, row by row, before anything is written. */
export const ReferralPreview: FC<PreviewProps> = ({
  rows: { fine, wrong },
  to,
  file,
  errors,
  notice,
  csrf,
  formKey,
}) => (
  <>
    <ErrorSummary title={nl.common.problem} errors={errors} />
    {notice && <Notice kind="error">{notice}</Notice>}
    <h1>{words.preview}</h1>
    <p class="lead">{to.label}</p>
    {fine.length > 0 && (
      <Card title={words.fineRows(fine.length)}>
        <ul>
          {fine.slice(0, SHOWN).map(({ name, email }) => (
            <li>
              {name}, {email}
            </li>
          ))}
        </ul>
        {fine.length > SHOWN && <p>{words.more(fine.length - SHOWN)}</p>}
      </Card>
    )}
    {wrong.length > 0 && (
      <DataTable
        caption={words.wrongRows(wrong.length)}
        columns={[
          { label: words.wrongColumns.why },
          { label: words.wrongColumns.name },
          { label: words.wrongColumns.email },
        ]}
        rows={wrong.map(({ row, name, email, code }) => ({
          cells: [words.row(row, words.rowProblems[code]), name || null, email || null],
        }))}
      />
    )}
    {fine.length > 0 ? (
      <Form action={paths.referralFilePeople()} csrf={csrf} formKey={formKey}>
        <Hidden name="to" value={to.value} />
        <Hidden name="rows" value={file} />
        <Tick name="agreed" label={words.agreedMany} error={errorOf(errors, 'agreed')} />
        <Buttons primary={words.sendMany(fine.length)} secondary={{ label: words.other, href: paths.referralFile() }} />
      </Form>
    ) : (
      <p>
        {words.nothing} <a href={paths.referralFile()}>{words.other}</a>
      </p>
    )}
  </>
)
