import type { FC } from 'hono/jsx'
import { paths } from '../../../src/paths.ts'
import { Button, Choices, Form, TextField } from '../../form.tsx'
import { Foldable, type FormsProps, problemOf } from './duo-form-parts.tsx'

/** "We zagen elkaar", told by phone or at the desk. */
export const MetForm: FC<FormsProps> = (props) => (
  <Foldable {...props} form="met" title={props.words.metTitle}>
    <p>{props.words.metText}</p>
    <Form action={paths.duoMeetings(props.duo.id)} csrf={props.csrf}>
      <Choices
        type="radio"
        name="by"
        id="met-by"
        legend={props.words.metBy}
        error={problemOf(props, 'met')}
        options={props.tellers.map((value) => ({ value, label: props.nameOf(value) }))}
      />
      <TextField
        name="day"
        id="met-day"
        type="date"
        label={props.words.metDay}
        value={props.typed.day ?? props.today}
      />
      <TextField
        name="minutes"
        id="met-minutes"
        inputmode="numeric"
        label={props.words.metMinutes}
        value={props.typed.minutes}
      />
      <Button kind="secondary">{props.words.metSave}</Button>
    </Form>
  </Foldable>
)

export const UnmetForm: FC<FormsProps> = (props) => (
  <Foldable {...props} form="unmet" title={props.words.unmetTitle}>
    <Form action={paths.duoMeetingVoid(props.duo.id)} csrf={props.csrf}>
      <Choices
        type="radio"
        name="note"
        id="unmet"
        legend={props.words.unmetWhich}
        error={problemOf(props, 'unmet')}
        options={props.notes.map(({ id, label }) => ({ value: id, label }))}
      />
      <Button kind="secondary">{props.words.unmetSave}</Button>
    </Form>
  </Foldable>
)
