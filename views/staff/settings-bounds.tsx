import type { FC } from 'hono/jsx'
import { Button, type FieldError, Form, Hidden, TextField } from '../form.tsx'
import { nl } from '../words.ts'

const words = nl.staff.settings

/** The ages that a programme's manager set, or what was typed for them. */
export type ShownBounds = { programme: string; title: string; ages: { name: string; label: string; typed: string }[] }

/** The id of a field that stands once a programme on the page. */
export const boundField = (programme: string, name: string): string => `${name}-${programme}`

export const BoundsForm: FC<ShownBounds & { action: string; csrf: string; errors: FieldError[] }> = ({
  programme,
  title,
  ages,
  action,
  csrf,
  errors,
}) => (
  <>
    <h2>{title}</h2>
    <p>{words.boundsLead}</p>
    <Form action={action} csrf={csrf}>
      <Hidden name="programme" value={programme} />
      {ages.map(({ name, label, typed }) => (
        <TextField
          name={name}
          id={boundField(programme, name)}
          label={label}
          value={typed}
          error={errors.find(({ field }) => field === boundField(programme, name))?.message}
          inputmode="numeric"
          maxlength={2}
        />
      ))}
      <Button kind="secondary">{words.boundsSave}</Button>
    </Form>
  </>
)
