import type { FC } from 'hono/jsx'
import { Button, Buttons, ErrorSummary, type FieldError, Form, Hidden, Select, TextField } from '../form.tsx'
import type { Words } from '../words.ts'

type EventWords = Words['staff']['events']

/** What stands in the form: a wall clock's times, as fields hold them. */
export type TypedEvent = { title: string; place: string; starts: string; opens: string; closes: string }

type FieldsProps = { words: EventWords; typed: TypedEvent; errors: FieldError[]; hoursOpen: number; optional: string }

const EventFields: FC<FieldsProps> = ({ words, typed, errors, hoursOpen, optional }) => {
  const field = (name: keyof TypedEvent) => ({
    name,
    value: typed[name],
    error: errors.find((error) => error.field === name)?.message,
  })
  return (
    <>
      <TextField {...field('title')} label={words.name} maxlength={80} />
      <TextField {...field('place')} label={words.place} maxlength={80} />
      <TextField {...field('starts')} label={words.starts} type="datetime-local" />
      <TextField
        {...field('opens')}
        label={words.opens}
        type="datetime-local"
        hint={words.opensHint}
        optional={optional}
      />
      <TextField
        {...field('closes')}
        label={words.closes}
        type="datetime-local"
        hint={words.closesHint(hoursOpen)}
        optional={optional}
      />
    </>
  )
}

export type EventFormProps = FieldsProps & { problem: string; action: string; csrf: string; formKey: string }

type NewProps = EventFormProps & {
  programmes: { value: string; label: string }[]
  programme: string
  cancel: { label: string; href: string }
}

export const NewEvent: FC<NewProps> = ({
  problem,
  action,
  csrf,
  formKey,
  programmes,
  programme,
  cancel,
  ...fields
}) => (
  <>
    <ErrorSummary title={problem} errors={fields.errors} />
    <h1>{fields.words.add}</h1>
    <Form action={action} csrf={csrf} formKey={formKey}>
      {programmes.length > 1 ? (
        <Select name="programme" label={fields.words.programme} options={programmes} value={programme} />
      ) : (
        programmes.map(({ value }) => <Hidden name="programme" value={value} />)
      )}
      <EventFields {...fields} />
      <Buttons primary={fields.words.create} secondary={cancel} />
    </Form>
  </>
)

export const EditEvent: FC<EventFormProps & { version: number }> = ({ action, csrf, formKey, version, ...fields }) => (
  <Form action={action} csrf={csrf} formKey={formKey}>
    <Hidden name="version" value={String(version)} />
    <EventFields {...fields} />
    <Button kind="secondary">{fields.words.save}</Button>
  </Form>
)
