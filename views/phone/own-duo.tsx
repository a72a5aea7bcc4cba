import type { FC } from 'hono/jsx'
import type { Milestone } from '../../src/domain/checkin.ts'
import { Button, ButtonLink, ErrorSummary, Form, Select, SummaryList, TextField } from '../form.tsx'
import { Card, Notice } from '../parts.tsx'
import { hoursOf } from '../words/format.ts'
import { nl } from '../words.ts'

const words = nl.ownDuo

const MINUTES = [30, 60, 90, 120, 180, 240]

export type OwnDuoProps = {
  csrf: string
  open: { kind: Milestone['kind']; href: string } | null
  rows: { label: string; value: string }[]
  note: {
    action: string
    day: string
    minutes: string
    problems: { day?: string | undefined; minutes?: string | undefined }
  } | null
  stop: string
}

/** What there is to answer, above everything else. */
export const OpenQuestion: FC<Pick<OwnDuoProps, 'open' | 'note'>> = ({ open, note }) => (
  <>
    <ErrorSummary
      title={nl.common.problem}
      errors={Object.entries(note?.problems ?? {}).flatMap(([field, message]) => (message ? [{ field, message }] : []))}
    />
    {open && (
      <Notice kind="info" title={words.asked[open.kind]}>
        <p>{words.askedText[open.kind]}</p>
        <ButtonLink kind="primary" href={open.href}>
          {words.answer}
        </ButtonLink>
      </Notice>
    )}
  </>
)

export const OwnDuo: FC<OwnDuoProps> = ({ csrf, rows, note, stop }) => (
  <>
    <h2>{words.plan}</h2>
    <SummaryList rows={rows} />
    {note && (
      <Card id="note">
        <details open={Object.keys(note.problems).length > 0}>
          <summary>{words.note}</summary>
          <p>{words.noteText}</p>
          <Form action={note.action} csrf={csrf}>
            <TextField name="day" type="date" label={words.noteDay} value={note.day} error={note.problems.day} />
            <Select
              name="minutes"
              label={words.noteMinutes}
              value={note.minutes}
              error={note.problems.minutes}
              options={MINUTES.map((minutes) => ({ value: String(minutes), label: hoursOf(minutes) }))}
            />
            <Button kind="secondary">{words.noteButton}</Button>
          </Form>
        </details>
      </Card>
    )}
    <p>
      <a href={stop}>{words.stop}</a>
    </p>
  </>
)
