import type { FC } from 'hono/jsx'
import type { Settings } from '../../db/settings.ts'
import { Button, ErrorSummary, type FieldError, Form, Hidden, TextField } from '../form.tsx'
import { Card, DataTable, Notice, Pill } from '../parts.tsx'
import { dateOf } from '../words/format.ts'
import type { Words } from '../words.ts'

type SettingsWords = Words['staff']['settings']

export type TypedSettings = Record<keyof Settings, string>

export type CapRow = {
  programme: string
  label: string
  year: number
  cap: number
  taken: number
  /** What was typed, when it could not be used. */
  typed?: string | undefined
}

export type StaffRow = {
  name: string
  email: string
  disabledAt: number | null
  isSelf: boolean
  access: string
}

type PageProps = {
  words: SettingsWords
  problem: string
  csrf: string
  saved: boolean
  errors: FieldError[]
  city: { action: string; typed: TypedSettings; optional: string }
  caps: { action: string; rows: CapRow[] }
  staff: { action: string; formKey: string; rows: StaffRow[]; typed: { name: string; email: string } }
}

export const SettingsPage: FC<PageProps> = ({ words, problem, csrf, saved, errors, city, caps, staff }) => (
  <>
    <ErrorSummary title={problem} errors={errors} />
    <h1>{words.title}</h1>
    {saved && <Notice kind="success">{words.saved}</Notice>}
    <CityForm words={words} csrf={csrf} errors={errors} {...city} />
    <h2>{words.caps}</h2>
    <p>{words.capsLead}</p>
    {caps.rows.map((row) => (
      <CapForm words={words} csrf={csrf} errors={errors} action={caps.action} {...row} />
    ))}
    <h2>{words.staff}</h2>
    <p>{words.staffLead}</p>
    <StaffList words={words} csrf={csrf} rows={staff.rows} />
    <NewStaff words={words} csrf={csrf} errors={errors} {...staff} />
  </>
)

type Part = { words: SettingsWords; csrf: string; errors: FieldError[]; action: string }

const errorOf = (errors: FieldError[], name: string) => errors.find((error) => error.field === name)?.message

const CityForm: FC<Part & PageProps['city']> = ({ words, csrf, errors, action, typed, optional }) => {
  const field = (name: keyof Settings) => ({
    name,
    label: words.fields[name],
    value: typed[name],
    error: errorOf(errors, name),
  })
  return (
    <>
      <h2>{words.city}</h2>
      <p>{words.cityLead}</p>
      <Form action={action} csrf={csrf}>
        <TextField {...field('cityName')} hint={words.cityNameHint} maxlength={60} />
        <TextField {...field('serviceName')} maxlength={60} />
        <TextField {...field('contactEmail')} type="email" maxlength={200} />
        <TextField {...field('contactPhone')} type="tel" maxlength={40} optional={optional} />
        <TextField {...field('dpoEmail')} type="email" maxlength={200} />
        <TextField {...field('retentionMonths')} inputmode="numeric" maxlength={2} hint={words.retentionHint} />
        <TextField {...field('duoRetentionMonths')} inputmode="numeric" maxlength={2} />
        <Button>{words.save}</Button>
      </Form>
    </>
  )
}

/** The id of a cap's field, to which the error summary leads. */
export const capField = (programme: string, year: number): string => `cap-${programme}-${year}`

const CapForm: FC<Part & CapRow> = ({ words, csrf, errors, action, programme, label, year, cap, taken, typed }) => (
  <Card>
    <Form action={action} csrf={csrf}>
      <Hidden name="programme" value={programme} />
      <Hidden name="year" value={String(year)} />
      <TextField
        name="cap"
        id={capField(programme, year)}
        label={words.cap(label, year)}
        hint={taken > cap ? words.capBelow(taken) : words.capTaken(taken)}
        value={typed ?? String(cap)}
        error={errorOf(errors, capField(programme, year))}
        inputmode="numeric"
        maxlength={4}
      />
      <Button kind="secondary">{words.capSave}</Button>
    </Form>
  </Card>
)

const StaffList: FC<{ words: SettingsWords; csrf: string; rows: StaffRow[] }> = ({ words, csrf, rows }) => (
  <DataTable
    caption={words.staffCaption}
    columns={[
      { label: words.columns.name },
      { label: words.columns.email },
      { label: words.columns.state },
      { label: words.columns.change },
    ]}
    rows={rows.map((row) => ({
      cells: [
        row.name,
        row.email,
        row.disabledAt === null ? (
          <Pill kind="success">{words.active}</Pill>
        ) : (
          <Pill kind="neutral">{words.disabled(dateOf(row.disabledAt))}</Pill>
        ),
        row.isSelf ? words.you : <Access words={words} csrf={csrf} row={row} />,
      ],
    }))}
  />
)

const Access: FC<{ words: SettingsWords; csrf: string; row: StaffRow }> = ({ words, csrf, row }) => (
  <Form action={row.access} csrf={csrf}>
    <Button kind="secondary" name="access" value={row.disabledAt === null ? 'no' : 'yes'}>
      {row.disabledAt === null ? words.disable : words.enable}
      <span class="hidden"> {words.hiddenName(row.name)}</span>
    </Button>
  </Form>
)

const NewStaff: FC<Part & PageProps['staff']> = ({ words, csrf, errors, action, formKey, typed }) => (
  <Card title={words.add}>
    <Form action={action} csrf={csrf} formKey={formKey}>
      <TextField name="name" label={words.name} value={typed.name} error={errorOf(errors, 'name')} maxlength={100} />
      <TextField
        name="email"
        label={words.email}
        type="email"
        value={typed.email}
        error={errorOf(errors, 'email')}
        maxlength={200}
      />
      <Button kind="secondary">{words.add}</Button>
    </Form>
  </Card>
)
