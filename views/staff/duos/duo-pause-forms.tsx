import type { FC } from 'hono/jsx'
import { PAUSE_CORRECTIONS } from '../../../src/domain/duos/duo-time.ts'
import { paths } from '../../../src/paths.ts'
import { Button, Choices, Form, TextField } from '../../form.tsx'
import { Card } from '../../parts.tsx'
import { Foldable, type FormsProps, isTyped, problemOf } from './duo-form-parts.tsx'

export const PauseForm: FC<FormsProps> = (props) => (
  <Foldable {...props} form="pause" title={props.words.pauseTitle}>
    <Form action={paths.duoPauses(props.duo.id)} csrf={props.csrf}>
      <TextField
        name="from"
        type="date"
        label={props.words.pauseFrom}
        error={problemOf(props, 'pause')}
        value={props.typed.from}
      />
      <TextField
        name="until"
        type="date"
        label={props.words.pauseUntil}
        hint={props.words.pauseUntilHint}
        value={props.typed.until}
      />
      <Button kind="secondary">{props.words.pauseSave}</Button>
    </Form>
  </Foldable>
)

export const ResumeForm: FC<FormsProps> = (props) => (
  <Card title={props.words.resumeTitle} id="resume-card">
    <Form action={paths.duoResume(props.duo.id)} csrf={props.csrf}>
      <TextField
        name="on"
        type="date"
        label={props.words.resumeOn}
        error={problemOf(props, 'resume')}
        value={props.typed.on}
      />
      <Button kind="secondary">{props.words.resumeSave}</Button>
    </Form>
  </Card>
)

/** A pause that was written down wrongly. */
export const CorrectForm: FC<FormsProps> = (props) => (
  <Foldable {...props} form="correct" title={props.words.correctTitle}>
    <p>{props.words.correctText}</p>
    <Form action={paths.duoPauseCorrections(props.duo.id)} csrf={props.csrf}>
      <Choices
        type="radio"
        name="pause"
        legend={props.words.correctWhich}
        error={problemOf(props, 'correct')}
        options={props.pauses.map(({ id, label }) => ({
          value: id,
          label,
          checked: props.pauses.length === 1 || isTyped(props, 'correct', 'pause', id),
        }))}
      />
      <Choices
        type="radio"
        name="how"
        legend={props.words.correctHow}
        options={PAUSE_CORRECTIONS.map((value) => ({
          value,
          label: props.words.corrections[value],
          checked: isTyped(props, 'correct', 'how', value),
        }))}
      />
      <TextField
        name="sooner"
        type="date"
        label={props.words.pauseUntil}
        hint={props.words.correctOnHint}
        value={props.typed.sooner}
      />
      <Button kind="secondary">{props.words.correctSave}</Button>
    </Form>
  </Foldable>
)
