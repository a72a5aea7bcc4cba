import type { FC } from 'hono/jsx'
import type { Workplace } from '../../src/domain/staff-role.ts'
import type { Option } from '../field.tsx'
import { Button, Buttons, Choices, ErrorSummary, type FieldError, Form, Hidden, Select, TextField } from '../form.tsx'
import { Card, DataTable, Pill } from '../parts.tsx'
import { dateOf, listOf } from '../words/format.ts'
import type { Words } from '../words.ts'

type SettingsWords = Words['staff']['settings']

export type StaffRow = {
  name: string
  email: string
  disabledAt: number | null
  isSelf: boolean
  role: string
  /** Said only where colleagues of one office do not all work for the same. */
  programmes: string[]
  change: string
  access: string
}

type ListProps = { words: SettingsWords; csrf: string; rows: StaffRow[] }

export const StaffList: FC<ListProps> = ({ words, csrf, rows }) => (
  <DataTable
    caption={words.staffCaption}
    columns={[
      { label: words.columns.name },
      { label: words.columns.role },
      { label: words.columns.state },
      { label: words.columns.change },
    ]}
    rows={rows.map((row) => ({
      cells: [
        <>
          {row.name}
          <div class="small">{row.email}</div>
        </>,
        <>
          {row.role}
          {row.programmes.length > 0 && <div class="small">{listOf(row.programmes)}</div>}
        </>,
        row.disabledAt === null ? (
          <Pill kind="success">{words.active}</Pill>
        ) : (
          <Pill kind="neutral">{words.disabled(dateOf(row.disabledAt))}</Pill>
        ),
        row.isSelf ? words.you : <Changes words={words} csrf={csrf} row={row} />,
      ],
    }))}
  />
)

const Changes: FC<{ words: SettingsWords; csrf: string; row: StaffRow }> = ({ words, csrf, row }) => {
  const about = <span class="hidden"> {words.hiddenName(row.name)}</span>
  return (
    <Form action={row.access} csrf={csrf}>
      <div class="actions">
        <a href={row.change}>
          {words.change}
          {about}
        </a>
        <Button kind="secondary" name="access" value={row.disabledAt === null ? 'no' : 'yes'}>
          {row.disabledAt === null ? words.disable : words.enable}
          {about}
        </Button>
      </div>
    </Form>
  )
}

export type NewColleagueProps = {
  action: string
  formKey: string
  /** For whom: '' is the city. One choice is no question. */
  workplaces: { value: string; label: string }[]
  typed: { name: string; email: string; role: Workplace['role']; workplace: string }
}

type NewProps = NewColleagueProps & { words: SettingsWords; csrf: string; errors: FieldError[] }

export const NewColleague: FC<NewProps> = ({ words, csrf, errors, action, formKey, workplaces, typed }) => {
  const error = (name: string) => errors.find((each) => each.field === name)?.message
  return (
    <Card title={words.add}>
      <Form action={action} csrf={csrf} formKey={formKey}>
        <TextField name="name" label={words.name} value={typed.name} error={error('name')} maxlength={100} />
        <TextField
          name="email"
          label={words.email}
          type="email"
          value={typed.email}
          error={error('email')}
          maxlength={200}
        />
        {workplaces.length > 1 ? (
          <Select name="workplace" label={words.worksFor} options={workplaces} value={typed.workplace} />
        ) : (
          workplaces.map(({ value }) => <Hidden name="workplace" value={value} />)
        )}
        <RoleChoice words={words} role={typed.role} />
        <Button kind="secondary">{words.add}</Button>
      </Form>
    </Card>
  )
}

const ROLES = ['member', 'manager'] as const

const RoleChoice: FC<{ words: SettingsWords; role: Workplace['role'] }> = ({ words, role }) => (
  <Choices
    type="radio"
    name="role"
    legend={words.role}
    columns={2}
    options={ROLES.map((value) => ({
      value,
      label: words.roles[value],
      hint: words.roleHints[value],
      checked: value === role,
    }))}
  />
)

type PageProps = {
  words: SettingsWords
  problem: string
  csrf: string
  action: string
  back: { label: string; href: string }
  name: string
  role: Workplace['role']
  programmes: Option[]
  error: string | undefined
}

/** What one colleague may do, and for which programmes where there is a choice. */
export const ColleaguePage: FC<PageProps> = ({ words, problem, csrf, action, back, name, role, programmes, error }) => (
  <>
    <ErrorSummary title={problem} errors={error === undefined ? [] : [{ field: 'programmes', message: error }]} />
    <h1>{words.roleOf(name)}</h1>
    <Form action={action} csrf={csrf}>
      <RoleChoice words={words} role={role} />
      {programmes.length > 1 ? (
        <Choices type="checkbox" name="programmes" legend={words.programmes} options={programmes} error={error} />
      ) : (
        programmes.map(({ value }) => <Hidden name="programmes" value={value} />)
      )}
      <Buttons primary={words.roleSave} secondary={back} />
    </Form>
  </>
)
