import type { FC } from 'hono/jsx'
import type { ImportFile } from '../../../db/imports/import-files.ts'
import type { Look, Refusal } from '../../../db/imports/imports.ts'
import type { RowProblem } from '../../../src/domain/imports/rows.ts'
import { type Programme, topicLabel } from '../../../src/domain/programmes.ts'
import { paths } from '../../../src/paths.ts'
import { Button, ErrorSummary, type FieldError, Form, Tick } from '../../form.tsx'
import { Card, DataTable, Notice } from '../../parts.tsx'
import { capitalised, civilDate, listOf } from '../../words/format.ts'
import type { Words } from '../../words.ts'
import { Figures } from '../desk.tsx'

type PreviewProps = {
  words: Words
  programme: Programme
  file: ImportFile
  look: Look
  errors: FieldError[]
  csrf: string
}

/** What a file holds, before anything is written. */
export const PreviewPage: FC<PreviewProps> = (props) => {
  const { words: all, programme, file, look, errors, csrf } = props
  const words = all.imports
  return (
    <>
      <ErrorSummary title={all.common.problem} errors={errors} />
      <h1>{words.preview}</h1>
      <p class="lead">{words.previewLead}</p>
      <Figures
        figures={[
          { label: words.fresh[file.kind], value: look.fresh },
          { label: words.known, value: look.known },
          { label: words.bad, value: look.refused.length },
        ]}
      />
      {file.unused.length > 0 && <Notice kind="info">{words.unused(listOf(file.unused))}</Notice>}
      {look.years.length > 0 && (
        <Notice kind="info">{words.newCaps(listOf(look.years.map(String)), programme.defaultCap)}</Notice>
      )}
      {look.first.length > 0 && <First words={all} programme={programme} look={look} />}
      <Confirm {...props} />
      <Twice words={words} twice={look.twice} />
      <Refusals words={words} id={file.id} refused={look.refused} csrf={csrf} />
    </>
  )
}

type FirstProps = { words: Words; programme: Programme; look: Look }

/** Some of the people by name, so that whoever says that addresses and consents were looked at has seen them. */
const First: FC<FirstProps> = ({ words: { imports: words, participants }, programme, look }) => (
  <details class="fold-narrow">
    <summary>{words.look}</summary>
    <DataTable
      caption={words.first(look.first.length, look.fresh + look.known)}
      columns={[
        { label: words.firstColumns.name },
        { label: words.firstColumns.email },
        { label: words.firstColumns.side },
        { label: words.firstColumns.topics },
        { label: words.firstColumns.consentOn, date: true },
        { label: words.firstColumns.state },
      ]}
      rows={look.first.map(({ name, email, side, topics, consentOn, state }) => ({
        cells: [
          name,
          email,
          capitalised(programme.sides[side].one),
          topics.length > 0 ? listOf(topics.map((id) => topicLabel(programme, id))) : participants.noTopics,
          civilDate(consentOn),
          words.firstStates[state],
        ],
      }))}
    />
  </details>
)

const Confirm: FC<PreviewProps> = ({ words: { imports: words }, file, look, errors, csrf }) => (
  <Card title={look.fresh > 0 ? words.what : words.nothing}>
    <Form action={look.fresh > 0 ? paths.importConfirmation(file.id) : paths.importRemoval(file.id)} csrf={csrf}>
      {look.fresh > 0 && (
        <>
          <p>
            {words.saves[file.kind](look.fresh)} {look.known > 0 && words.knownText}{' '}
            {look.refused.length > 0 && words.skips(look.refused.length)} {words.noMail}
          </p>
          <Tick
            name="sure"
            label={words.sure[file.kind]}
            error={errors.find(({ field }) => field === 'sure')?.message}
          />
        </>
      )}
      <div class="actions">
        {look.fresh > 0 && <Button>{words.confirm[file.kind](look.fresh)}</Button>}
        <Button kind="secondary" formaction={paths.importRemoval(file.id)}>
          {words.cancel}
        </Button>
      </div>
    </Form>
  </Card>
)

const MOST_SHOWN = 100

/** Rows that need no mending. */
const Twice: FC<{ words: Words['imports']; twice: Look['twice'] }> = ({ words, twice }) =>
  twice.length === 0 ? null : (
    <Card title={words.twice(twice.length)}>
      <p class="small">{words.twiceText}</p>
      <ul>
        {twice.slice(0, MOST_SHOWN).map(({ number, of }) => (
          <li>
            <strong>{words.row(number)}</strong>: {words.sameAs(of)}
          </li>
        ))}
      </ul>
    </Card>
  )

type RefusalsProps = { words: Words['imports']; id: string; refused: Refusal[]; csrf: string }

/** A line for everything that is wrong, row by row; all of them also as a file, to mend and to bring in again. */
export const Refusals: FC<RefusalsProps> = ({ words, id, refused, csrf }) =>
  refused.length === 0 ? null : (
    <Card title={`${words.bad} (${refused.length})`} id="refused">
      <Form action={paths.importRefused(id)} csrf={csrf}>
        <p class="small">{words.refusedHint}</p>
        <p>
          <Button kind="secondary">{words.refusedFile}</Button>
        </p>
      </Form>
      <ul>
        {refused.slice(0, MOST_SHOWN).map(({ number, problems }) => (
          <li>
            <strong>{words.row(number)}</strong>: {listOf(problems.map((problem) => problemText(words, problem)))}
          </li>
        ))}
      </ul>
      {refused.length > MOST_SHOWN && <p>{words.more(refused.length - MOST_SHOWN)}</p>}
    </Card>
  )

const MOST_SIGNS = 60

/** "e-mailadres ontbreekt" */
export function problemText(words: Words['imports'], { field, code, value = '' }: RowProblem): string {
  const shown = /^\d{4}-\d{2}-\d{2}$/.test(value) ? civilDate(value) : [...value].slice(0, MOST_SIGNS).join('')
  return words.problems[code](words.fields[field], shown)
}
