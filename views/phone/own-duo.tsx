import type { FC } from 'hono/jsx'
import type { Milestone } from '../../src/domain/duos/checkin.ts'
import { Button, ButtonLink, Choices, ErrorSummary, Form, SummaryList, TextField } from '../form.tsx'
import { Card, Notice } from '../parts.tsx'
import { hoursOf } from '../words/format.ts'
import { nl } from '../words.ts'

const words = nl.ownDuo

const MINUTES = [30, 60, 90, 120, 180, 240]

export type OwnDuoProps = {
  csrf: string
  /** Why nothing is asked now, in words. */
  standsStill: string | null
  open: { kind: Milestone['kind']; href: string } | null
  rows: { label: string; value: string }[]
  note: {
    action: string
    /** Where the programme asks for it, the form stands open. */
    isAsked: boolean
    day: string
    minutes: string
    problems: { day?: string | undefined; minutes?: string | undefined }
  } | null
  /** What this side noted, the newest first. */
  mine: { action: string; notes: { id: string; label: string }[] }
  stop: string
  /** They noted a talk, or this side said that they met. */
  hasMet: boolean
}

/** What there is to answer, above everything else. */
export const OpenQuestion: FC<Pick<OwnDuoProps, 'open' | 'note' | 'standsStill'>> = ({ open, note, standsStill }) => (
  <>
    <ErrorSummary
      title={nl.common.problem}
      errors={Object.entries(note?.problems ?? {}).flatMap(([field, message]) => (message ? [{ field, message }] : []))}
    />
    {standsStill !== null && (
      <Notice kind="info" title={standsStill}>
        <p>{words.standsStillText}</p>
      </Notice>
    )}
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

export const OwnDuo: FC<OwnDuoProps> = ({ rows, ...notes }) => (
  <>
    <MeetingNotes {...notes} />
    <h2>{words.plan}</h2>
    <SummaryList rows={rows} />
  </>
)

/** Their meetings: to note one, and to take one back. */
export const MeetingNotes: FC<Pick<OwnDuoProps, 'csrf' | 'note' | 'mine'>> = ({ csrf, note, mine }) => (
  <>
    {note?.isAsked && (
      <Card id="note" title={words.note}>
        <NoteForm {...note} csrf={csrf} />
      </Card>
    )}
    {note && !note.isAsked && (
      <Card id="note">
        <details open={Object.keys(note.problems).length > 0}>
          <summary>{words.note}</summary>
          <NoteForm {...note} csrf={csrf} />
        </details>
      </Card>
    )}
    {mine.notes.length > 0 && (
      <Card id="my-notes">
        <details>
          <summary>{words.myNotes}</summary>
          <p>{words.myNotesText}</p>
          <Form action={mine.action} csrf={csrf}>
            <Choices
              type="radio"
              name="note"
              id="my-note"
              legend={words.myNotesLegend}
              options={mine.notes.map(({ id, label }) => ({ value: id, label }))}
            />
            <Button kind="secondary">{words.takeBack}</Button>
          </Form>
        </details>
      </Card>
    )}
  </>
)

/** Nothing is chosen yet: a button alone notes nothing. */
const NoteForm: FC<NonNullable<OwnDuoProps['note']> & { csrf: string }> = (note) => (
  <>
    <p>{words.noteText}</p>
    <Form action={note.action} csrf={note.csrf}>
      <TextField name="day" type="date" label={words.noteDay} value={note.day} error={note.problems.day} />
      <Choices
        type="radio"
        name="minutes"
        legend={words.noteMinutes}
        error={note.problems.minutes}
        columns={2}
        options={MINUTES.map((minutes) => ({
          value: String(minutes),
          label: hoursOf(minutes),
          checked: note.minutes === String(minutes),
        }))}
      />
      <Button kind="secondary">{words.noteButton}</Button>
    </Form>
  </>
)
