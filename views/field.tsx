import type { Child, FC, PropsWithChildren } from 'hono/jsx'

/** What every field of a form is made of: label, hint, error and the control that they describe. */

export type Option = {
  value: string
  label: string
  hint?: string | undefined
  checked?: boolean | undefined
}
export type FieldProps = {
  name: string
  label: Child
  /** Only where one page has two fields of one name. */
  id?: string | undefined
  hint?: string | undefined
  error?: string | undefined
  /** The words "(mag je overslaan)". */
  optional?: string | undefined
}

export const Field: FC<PropsWithChildren<FieldProps>> = ({ children, ...field }) => (
  <div class={fieldClass(field.error)}>
    <label for={idOf(field)}>
      {field.label} <Optional text={field.optional} />
    </label>
    <Explanation {...field} />
    {children}
  </div>
)

export const Tile: FC<
  Option & { type: 'radio' | 'checkbox'; name: string; id: string; invalid: boolean; describedBy?: string | undefined }
> = (tile) => (
  <label class="tile">
    <input
      type={tile.type}
      name={tile.name}
      id={tile.id}
      value={tile.value}
      checked={tile.checked ?? false}
      aria-invalid={tile.invalid ? 'true' : undefined}
      aria-describedby={tile.describedBy}
    />
    <span>
      {tile.label}
      {tile.hint && <span class="hint">{tile.hint}</span>}
    </span>
  </label>
)

type Described = { name: string; id?: string | undefined; hint?: string | undefined; error?: string | undefined }

export const Explanation: FC<Described> = (field) => (
  <>
    {field.hint && (
      <p class="hint" id={`${idOf(field)}-hint`}>
        {field.hint}
      </p>
    )}
    {field.error && (
      <p class="error" id={`${idOf(field)}-error`}>
        {field.error}
      </p>
    )}
  </>
)

export const Optional: FC<{ text: string | undefined }> = ({ text }) =>
  text ? <span class="optional">{text}</span> : null

export function control(field: Described) {
  return {
    class: 'input',
    id: idOf(field),
    name: field.name,
    'aria-describedby': describedBy(field),
    'aria-invalid': field.error ? 'true' : undefined,
  }
}

export function idOf(field: Described): string {
  return field.id ?? field.name
}

export function describedBy(field: Described): string | undefined {
  const ids = [field.hint && `${idOf(field)}-hint`, field.error && `${idOf(field)}-error`]
  return ids.filter(Boolean).join(' ') || undefined
}

export function fieldClass(error: string | undefined): string {
  return error ? 'field bad' : 'field'
}
