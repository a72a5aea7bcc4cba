import type { FC } from 'hono/jsx'
import { CHECKIN_ANSWERS, EXTENSION_REASONS, SIDES } from '../../../src/domain/facts.ts'
import { paths } from '../../../src/paths.ts'
import { Button, Choices, Form, TextArea, TextField, Tick } from '../../form.tsx'
import { Card } from '../../parts.tsx'
import { CloseForm, EndSaidForm, OutcomeForm, ReasonForm } from './duo-end-forms.tsx'
import { Foldable, type FormsProps, problemOf } from './duo-form-parts.tsx'
import { MetForm, UnmetForm } from './duo-note-forms.tsx'
import { CorrectForm, PauseForm, ResumeForm } from './duo-pause-forms.tsx'

/** What staff can do for a duo: each in a form of its own, opened when it is asked for. */
export const DuoForms: FC<FormsProps> = (props) => {
  const { duo, isRunning, open, programme } = props
  const standsStill = duo.facts.endsOn === null
  return (
    <>
      {SIDES.every((side) => props.tellers.includes(side)) && <NoteForm {...props} />}
      {isRunning && open.length > 0 && <AnswerForm {...props} />}
      {props.unsaid.map((asked) => (
        <EndSaidForm {...props} {...asked} />
      ))}
      {programme.log !== 'none' && props.tellers.length > 0 && <MetForm {...props} />}
      {props.notes.length > 0 && <UnmetForm {...props} />}
      {isRunning && !standsStill && <PauseForm {...props} />}
      {isRunning && standsStill && <ResumeForm {...props} />}
      {isRunning && props.pauses.length > 0 && <CorrectForm {...props} />}
      {isRunning && !standsStill && duo.time.extensions.length < programme.extension.times && <ExtendForm {...props} />}
      {!isRunning && duo.facts.end && <OutcomeForm {...props} />}
      {duo.facts.end?.reason === 'early' && <ReasonForm {...props} />}
      {isRunning && <CloseForm {...props} />}
    </>
  )
}

const NoteForm: FC<FormsProps> = (props) => (
  <Card title={props.words.noteTitle} id="note-card">
    <Form action={paths.duoNotes(props.duo.id)} csrf={props.csrf} formKey={props.formKey}>
      <TextArea
        name="body"
        label={props.words.noteLabel}
        hint={props.words.noteHint}
        error={problemOf(props, 'note')}
        value={props.typed.body}
        rows={3}
      />
      <Button kind="secondary">{props.words.noteSave}</Button>
    </Form>
  </Card>
)

const AnswerForm: FC<FormsProps> = (props) => (
  <Foldable {...props} form="answer" title={props.words.answerTitle}>
    <p>{props.words.answerText}</p>
    <Form action={paths.duoCheckins(props.duo.id)} csrf={props.csrf}>
      <Choices
        type="radio"
        name="question"
        legend={props.words.answerFor}
        error={problemOf(props, 'answer')}
        options={props.open.map(({ milestone, side, label }) => ({ value: `${side}:${milestone}`, label }))}
      />
      <Choices
        type="radio"
        name="answer"
        legend={props.words.answerWhat}
        options={CHECKIN_ANSWERS.map((value) => ({ value, label: props.words.answer[value] }))}
      />
      <Tick name="call" label={props.words.callMe} />
      <Button kind="secondary">{props.words.answerSave}</Button>
    </Form>
  </Foldable>
)

const ExtendForm: FC<FormsProps> = (props) => (
  <Foldable {...props} form="extend" title={props.words.extendTitle}>
    <Form action={paths.duoExtensions(props.duo.id)} csrf={props.csrf}>
      <TextField
        name="months"
        inputmode="numeric"
        label={props.words.extendMonths}
        hint={props.words.extendHint(props.programme.extension.mostMonths)}
        error={problemOf(props, 'extend')}
        value={props.typed.months}
      />
      <Choices
        type="radio"
        name="why"
        legend={props.words.extendWhy}
        options={EXTENSION_REASONS.map((value) => ({ value, label: props.words.extendReasons[value] }))}
      />
      <Button kind="secondary">{props.words.extendSave}</Button>
    </Form>
  </Foldable>
)
