import type { FC } from 'hono/jsx'
import type { CitySettings } from '../../db/settings.ts'
import type { ReportRules } from '../../src/domain/report.ts'
import { paths } from '../../src/paths.ts'
import { Button, ButtonLink, ErrorSummary, type FieldError, Form, Hidden, TextField } from '../form.tsx'
import { Card, Notice } from '../parts.tsx'
import type { Words } from '../words.ts'
import { nl } from '../words.ts'
import { NewColleague, type NewColleagueProps, StaffList, type StaffRow } from './colleagues.tsx'
import { ReportRulesForm } from './report-rules.tsx'
import { AccessibilityForm, type TypedAccessibility } from './settings-accessibility.tsx'
import { BoundsForm, type ShownBounds } from './settings-bounds.tsx'

type SettingsWords = Words['staff']['settings']

export type TypedSettings = Record<keyof CitySettings, string>

export type CapRow = {
  programme: string
  label: string
  year: number
  cap: number
  taken: number
  /** What was typed, when it could not be used. */
  typed?: string | undefined
}

export type TypedAssociation = Omit<TypedSettings, 'cityName' | 'serviceName'>

type PageProps = {
  words: SettingsWords
  problem: string
  optional: string
  csrf: string
  saved: boolean
  errors: FieldError[]
  /** Null for who keeps an association's settings. */
  city: { action: string; typed: TypedSettings; accessibility: TypedAccessibility } | null
  associations: { action: string; programme: string; title: string; typed: TypedAssociation }[]
  bounds: { action: string; programmes: ShownBounds[] }
  caps: { action: string; rows: CapRow[] }
  /** Null for who keeps an association's settings. */
  report: ReportRules | null
  /** `elsewhere`: who signs in for programmes that are not this office's. */
  staff: { rows: StaffRow[]; elsewhere: string[]; add: NewColleagueProps }
}

export const SettingsPage: FC<PageProps> = (props) => {
  const { words, problem, optional, csrf, saved, errors, city, associations, bounds, caps, report, staff } = props
  const part = { words, csrf, errors }
  return (
    <>
      <ErrorSummary title={problem} errors={errors} />
      <h1>{words.title}</h1>
      {saved && <Notice kind="success">{words.saved}</Notice>}
      <nav class="actions" aria-label={words.contents}>
        {city && <a href="#accessibility">{words.accessibility.title}</a>}
        <a href="#caps">{words.caps}</a>
        {report && <a href="#report">{nl.report.settings.title}</a>}
        <a href="#staff">{words.staff}</a>
        <a href="#partners">{nl.partners.office.title}</a>
      </nav>
      {city && <CityForm {...part} {...city} optional={optional} />}
      {associations.map((association) => (
        <AssociationForm {...part} {...association} optional={optional} />
      ))}
      {bounds.programmes.map((programme) => (
        <BoundsForm {...programme} action={bounds.action} csrf={csrf} errors={errors} />
      ))}
      {city && <AccessibilityForm typed={city.accessibility} csrf={csrf} errors={errors} />}
      <h2 id="caps">{words.caps}</h2>
      <p>{words.capsLead}</p>
      {[...new Set(caps.rows.map(({ label }) => label))].map((label) => (
        <Card title={label}>
          <div class="dates">
            {caps.rows
              .filter((row) => row.label === label)
              .map((row) => (
                <CapForm {...part} action={caps.action} {...row} />
              ))}
          </div>
        </Card>
      ))}
      {report && <ReportRulesForm csrf={csrf} rules={report} />}
      <h2 id="staff">{words.staff}</h2>
      <p>{words.staffLead}</p>
      <StaffList words={words} csrf={csrf} rows={staff.rows} />
      {staff.elsewhere.map((line) => (
        <p class="small">{line}</p>
      ))}
      <NewColleague {...part} {...staff.add} />
      <h2 id="partners">{nl.partners.office.title}</h2>
      <p>{nl.partners.office.linkText}</p>
      <ButtonLink href={paths.partners()}>{nl.partners.office.link}</ButtonLink>
    </>
  )
}

type Part = { words: SettingsWords; csrf: string; errors: FieldError[]; action: string }

const errorOf = (errors: FieldError[], name: string) => errors.find((error) => error.field === name)?.message

const CityForm: FC<Part & { typed: TypedSettings; optional: string }> = ({
  words,
  csrf,
  errors,
  action,
  typed,
  optional,
}) => {
  const field = (name: keyof CitySettings) => ({
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
        <TextField {...field('duoRetentionMonths')} inputmode="numeric" maxlength={2} hint={words.duoRetentionHint} />
        <Button>{words.save}</Button>
      </Form>
    </>
  )
}

/** The ids of fields that stand more than once on the page, to which the error summary leads. */
export const associationField = (programme: string, field: string): string => `${field}-${programme}`
export const capField = (programme: string, year: number): string => `cap-${programme}-${year}`

type AssociationProps = Part & PageProps['associations'][number] & { optional: string }

const AssociationForm: FC<AssociationProps> = ({ words, csrf, errors, action, programme, title, typed, optional }) => {
  const field = (name: keyof TypedAssociation) => ({
    name,
    id: associationField(programme, name),
    label: words.fields[name],
    value: typed[name],
    error: errorOf(errors, associationField(programme, name)),
  })
  return (
    <>
      <h2>{title}</h2>
      <p>{words.associationLead}</p>
      <Form action={action} csrf={csrf}>
        <Hidden name="programme" value={programme} />
        <TextField {...field('contactEmail')} type="email" maxlength={200} />
        <TextField {...field('contactPhone')} type="tel" maxlength={40} optional={optional} />
        <TextField {...field('dpoEmail')} type="email" maxlength={200} />
        <TextField {...field('retentionMonths')} inputmode="numeric" maxlength={2} hint={words.retentionHint} />
        <TextField {...field('duoRetentionMonths')} inputmode="numeric" maxlength={2} hint={words.duoRetentionHint} />
        <Button>{words.associationSave}</Button>
      </Form>
    </>
  )
}

const CapForm: FC<Part & CapRow> = ({ words, csrf, errors, action, programme, label, year, cap, taken, typed }) => (
  <Form action={action} csrf={csrf} class="dates">
    <Hidden name="programme" value={programme} />
    <Hidden name="year" value={String(year)} />
    <TextField
      name="cap"
      id={capField(programme, year)}
      // The card says which programme it is; who does not see the card hears it.
      label={
        <>
          <span class="hidden">{words.cap(label)} </span>
          {year}
        </>
      }
      hint={taken > cap ? words.capBelow(taken) : words.capTaken(taken)}
      value={typed ?? String(cap)}
      error={errorOf(errors, capField(programme, year))}
      inputmode="numeric"
      maxlength={4}
    />
    <Button kind="secondary">{words.capSave}</Button>
  </Form>
)
