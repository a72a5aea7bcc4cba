import type { FC } from 'hono/jsx'
import type { Accessibility } from '../../db/settings.ts'
import { ASSESSORS, COMPLIANCES } from '../../src/domain/accessibility.ts'
import { paths } from '../../src/paths.ts'
import { Button, Choices, type FieldError, Form, TextArea, TextField } from '../form.tsx'
import { nl } from '../words.ts'

const words = nl.staff.settings.accessibility

export type TypedAccessibility = Record<keyof Accessibility, string>

/** Nothing is chosen before somebody looked. */
export const AccessibilityForm: FC<{ typed: TypedAccessibility; csrf: string; errors: FieldError[] }> = ({
  typed,
  csrf,
  errors,
}) => {
  const error = (field: keyof Accessibility) => errors.find((one) => one.field === field)?.message
  return (
    <>
      <h2 id="accessibility">{words.title}</h2>
      <p>{words.lead}</p>
      <Form action={paths.accessibilitySettings()} csrf={csrf}>
        <Choices
          type="radio"
          name="compliance"
          legend={words.compliance}
          error={error('compliance')}
          columns={3}
          options={COMPLIANCES.map((value) => ({
            value,
            label: words.compliances[value],
            checked: typed.compliance === value,
          }))}
        />
        <Choices
          type="radio"
          name="assessor"
          legend={words.assessor}
          error={error('assessor')}
          columns={2}
          options={ASSESSORS.map((value) => ({
            value,
            label: words.assessors[value],
            checked: typed.assessor === value,
          }))}
        />
        <TextField
          name="assessedOn"
          type="date"
          label={words.assessedOn}
          value={typed.assessedOn}
          error={error('assessedOn')}
        />
        <TextArea
          name="gaps"
          label={words.gaps}
          hint={words.gapsHint}
          value={typed.gaps}
          error={error('gaps')}
          maxlength={1000}
        />
        <Button kind="secondary">{words.save}</Button>
      </Form>
    </>
  )
}
