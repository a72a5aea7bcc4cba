import type { Child, FC, PropsWithChildren } from 'hono/jsx'
import {
  control,
  describedBy,
  Explanation,
  Field,
  type FieldProps,
  fieldClass,
  idOf,
  type Option,
  Optional,
  Tile,
} from './field.tsx'

export type FieldError = { field: string; message: string }
/** htmx attributes, spread on the element: { 'hx-get': '/…', 'hx-target': '#list' }. */
export type Hx = Record<`hx-${string}`, string>

type TextProps = FieldProps & {
  value?: string | undefined
  autocomplete?: string | undefined
  maxlength?: number | undefined
}

/** Takes the focus when the page opens, without script; each message leads to its field. Nothing at all without errors. */
export const ErrorSummary: FC<{ title: string; errors: FieldError[] }> = ({ title, errors }) =>
  errors.length === 0 ? null : (
    <div class="summary" id="errors" role="alert" tabindex={-1} autofocus>
      <h2>{title}</h2>
      <ul>
        {errors.map((error) => (
          <li>
            <a href={`#${error.field}`}>{error.message}</a>
          </li>
        ))}
      </ul>
    </div>
  )

export const TextField: FC<
  TextProps & {
    type?: 'text' | 'email' | 'tel' | 'search' | 'date' | 'time' | 'datetime-local' | 'number' | 'url' | undefined
    inputmode?: 'text' | 'email' | 'tel' | 'numeric' | 'url' | undefined
    autocapitalize?: 'none' | 'characters' | undefined
    hx?: Hx | undefined
  }
> = ({ type, inputmode, autocomplete, autocapitalize, maxlength, value, hx, ...field }) => (
  <Field {...field}>
    <input
      {...control(field)}
      type={type ?? 'text'}
      value={value}
      autocomplete={autocomplete}
      inputmode={inputmode}
      maxlength={maxlength}
      // A name, an address or a code is not a word of the dictionary.
      spellcheck={type === 'email' || autocomplete === 'name' || autocapitalize ? false : undefined}
      autocapitalize={type === 'email' ? 'none' : autocapitalize}
      {...hx}
    />
  </Field>
)

export const TextArea: FC<TextProps & { rows?: number | undefined }> = ({
  rows,
  value,
  autocomplete,
  maxlength,
  ...field
}) => (
  <Field {...field}>
    <textarea {...control(field)} rows={rows ?? 4} autocomplete={autocomplete} maxlength={maxlength}>
      {value}
    </textarea>
  </Field>
)

export const Select: FC<
  FieldProps & { options: { value: string; label: string }[]; value?: string | undefined; hx?: Hx | undefined }
> = ({ options, value, hx, ...field }) => (
  <Field {...field}>
    <select {...control(field)} {...hx}>
      {options.map((option) => (
        <option value={option.value} selected={option.value === value}>
          {option.label}
        </option>
      ))}
    </select>
  </Field>
)

/** Radios or checkboxes as tiles. The first has the field's own id, so that the error summary lands on it. */
export const Choices: FC<{
  legend: string
  name: string
  type: 'radio' | 'checkbox'
  options: Option[]
  id?: string | undefined
  hint?: string | undefined
  error?: string | undefined
  optional?: string | undefined
  columns?: 1 | 2 | 3 | 5 | undefined
}> = ({ legend, type, options, columns, ...field }) => (
  <fieldset class={fieldClass(field.error)} aria-describedby={describedBy(field)}>
    <legend>
      {legend} <Optional text={field.optional} />
    </legend>
    <Explanation {...field} />
    <div class={`tiles columns-${columns ?? 1}`}>
      {options.map((option, index) => (
        <Tile
          {...option}
          type={type}
          name={field.name}
          id={index === 0 ? idOf(field) : `${idOf(field)}-${option.value}`}
          // On the first only: sixteen times "invalid" would drown the labels.
          invalid={field.error !== undefined && index === 0 && type === 'checkbox'}
        />
      ))}
    </div>
  </fieldset>
)

/** One checkbox that stands alone: a consent, "Bel me even". */
export const Tick: FC<{
  name: string
  label: string
  id?: string | undefined
  value?: string | undefined
  checked?: boolean | undefined
  hint?: string | undefined
  error?: string | undefined
}> = ({ label, value, checked, hint, ...field }) => (
  <div class={fieldClass(field.error)}>
    <Explanation {...field} />
    <Tile
      type="checkbox"
      name={field.name}
      id={idOf(field)}
      value={value ?? 'yes'}
      label={label}
      hint={hint}
      checked={checked}
      invalid={field.error !== undefined}
      describedBy={describedBy(field)}
    />
  </div>
)

export const Hidden: FC<{ name: string; value: string }> = ({ name, value }) => (
  <input type="hidden" name={name} value={value} />
)

export const Button: FC<
  PropsWithChildren<{
    kind?: 'primary' | 'secondary' | 'danger' | 'link' | undefined
    name?: string | undefined
    value?: string | undefined
    /** Sends the surrounding form elsewhere; may end in the #field to land on. */
    formaction?: string | undefined
    hx?: Hx | undefined
  }>
> = ({ kind, name, value, formaction, hx, children }) => (
  <button type="submit" class={buttonClass(kind)} name={name} value={value} formaction={formaction} {...hx}>
    {children}
  </button>
)

/** A link that looks like a button, for going somewhere (never for doing something). */
export const ButtonLink: FC<
  PropsWithChildren<{ href: string; kind?: 'primary' | 'secondary' | undefined; download?: boolean | undefined }>
> = ({ href, kind, download, children }) => (
  <a class={buttonClass(kind ?? 'secondary')} href={href} download={download}>
    {children}
  </a>
)

export const Buttons: FC<
  PropsWithChildren<{ primary: string; secondary?: { label: string; href: string } | undefined }>
> = ({ primary, secondary, children }) => (
  <div class="buttons">
    <Button>{primary}</Button>
    {children}
    {secondary && <a href={secondary.href}>{secondary.label}</a>}
  </div>
)

/** `formKey` makes a form that is sent twice count once (docs/invariants.md I9). Errors are ours, in Dutch, hence novalidate. */
export const Form: FC<
  PropsWithChildren<{
    action: string
    method?: 'post' | 'get' | undefined
    csrf?: string | undefined
    formKey?: string | undefined
    id?: string | undefined
    class?: string | undefined
    hx?: Hx | undefined
  }>
> = ({ action, method, csrf, formKey, id, hx, children, ...rest }) => (
  <form action={action} method={method ?? 'post'} id={id} class={rest.class} novalidate {...hx}>
    {csrf !== undefined && <Hidden name="_csrf" value={csrf} />}
    {formKey !== undefined && <Hidden name="_form" value={formKey} />}
    {children}
  </form>
)

export type SummaryRow = {
  label: string
  value: Child
  /** `hidden` is read after the label: "Wijzig" + "je naam". A button sends the surrounding form to `formaction`. */
  change?: ({ label: string; hidden: string } & ({ href: string } | { formaction: string })) | undefined
}

export const SummaryList: FC<{ rows: SummaryRow[] }> = ({ rows }) => (
  <dl class="facts">
    {rows.map((row) => (
      <div>
        <dt>{row.label}</dt>
        <dd>{row.value}</dd>
        {row.change && (
          <dd class="change">
            <Change {...row.change} />
          </dd>
        )}
      </div>
    ))}
  </dl>
)

const Change: FC<NonNullable<SummaryRow['change']>> = (change) => {
  const words = (
    <>
      {change.label}
      <span class="hidden"> {change.hidden}</span>
    </>
  )
  if ('href' in change) return <a href={change.href}>{words}</a>
  return (
    <Button kind="link" formaction={change.formaction}>
      {words}
    </Button>
  )
}

function buttonClass(kind: 'primary' | 'secondary' | 'danger' | 'link' | undefined): string {
  if (kind === 'link') return 'link'
  return kind === undefined || kind === 'primary' ? 'button' : `button ${kind}`
}
