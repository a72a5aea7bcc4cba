import type { FC } from 'hono/jsx'
import { type Side, STAGES } from '../src/domain/facts.ts'
import type { Programme } from '../src/domain/programmes.ts'
import { LANGUAGES, SECTORS } from '../src/domain/sectors.ts'
import { MOST_CAPACITY } from '../src/domain/signup.ts'
import { UNSURE } from '../src/domain/signup-answers.ts'
import { Buttons, Choices, ErrorSummary, type FieldError, Form, Select, TextField, Tick } from './form.tsx'
import { nl } from './words.ts'

const words = nl.myData

/** The form as it is shown: what is stored, or what was just typed. '' is nothing chosen. */
export type DetailsAnswers = {
  name: string
  topics: string[]
  sector: string
  languages: string[]
  phone: string
  business: string
  businessVisible: boolean
  capacity: string
  stage: string
}

export type DetailsProps = {
  action: string
  csrf: string
  back: string
  programme: Programme
  side: Side
  answers: DetailsAnswers
  errors: FieldError[]
}

/** What a person may correct alone. The address is not among it: it is who they are. */
export const DetailsForm: FC<DetailsProps> = ({ action, csrf, back, programme, side, answers, errors }) => {
  const { topicsQuestion, topicsHint, mayNotKnow } = programme.sides[side]
  const unsure = mayNotKnow ? [{ value: UNSURE, label: words.unsure }] : []
  const topics = programme.topics.map(({ id, label }) => ({ value: id, label }))
  const sectors = SECTORS.map((id) => ({ value: id, label: nl.common.sectors[id] }))
  const languages = LANGUAGES.map((id) => ({ value: id, label: nl.common.languages[id] }))
  const error = (field: string) => errors.find((one) => one.field === field)?.message
  return (
    <>
      <ErrorSummary title={nl.common.problem} errors={errors} />
      <h1>{words.detailsTitle}</h1>
      <Form action={action} csrf={csrf}>
        <TextField name="name" label={nl.signups.name} autocomplete="name" value={answers.name} error={error('name')} />
        <Choices
          type="checkbox"
          name="topics"
          legend={topicsQuestion}
          hint={mayNotKnow ? nl.signups.unsureTopicsHint(topicsHint) : topicsHint}
          columns={2}
          error={error('topics')}
          options={ticked([...topics, ...unsure], answers.topics)}
        />
        <Choices
          type="radio"
          name="sector"
          legend={nl.signups.sector}
          columns={2}
          error={error('sector')}
          options={ticked([...sectors, ...unsure], [answers.sector])}
        />
        <Choices
          type="checkbox"
          name="languages"
          legend={nl.signups.languages}
          columns={2}
          error={error('languages')}
          options={ticked(languages, answers.languages)}
        />
        <TextField
          name="phone"
          type="tel"
          label={words.phone}
          hint={words.phoneHint}
          optional={nl.common.optional}
          autocomplete="tel"
          value={answers.phone}
          error={error('phone')}
        />
        {side === 'mentor' ? <MentorFields answers={answers} error={error} /> : <MenteeFields answers={answers} />}
        <Buttons primary={words.save} secondary={{ label: nl.common.back, href: back }} />
      </Form>
    </>
  )
}

const MentorFields: FC<{ answers: DetailsAnswers; error: (field: string) => string | undefined }> = ({
  answers,
  error,
}) => (
  <>
    <TextField
      name="business"
      label={words.business}
      optional={nl.common.optional}
      autocomplete="organization"
      value={answers.business}
      error={error('business')}
    />
    <Tick name="businessVisible" label={words.businessVisible} checked={answers.businessVisible} />
    <Select
      name="capacity"
      label={words.capacityLegend}
      value={answers.capacity}
      options={Array.from({ length: MOST_CAPACITY }, (_, index) => String(index + 1)).map((value) => ({
        value,
        label: value,
      }))}
    />
  </>
)

const MenteeFields: FC<{ answers: DetailsAnswers }> = ({ answers }) => (
  <Choices
    type="radio"
    name="stage"
    legend={words.stageLegend}
    optional={nl.common.optional}
    options={ticked(
      [...STAGES.map((value) => ({ value, label: nl.common.stages[value] })), { value: '', label: words.stageOpen }],
      [answers.stage],
    )}
  />
)

const ticked = (options: { value: string; label: string }[], values: string[]) =>
  options.map((option) => ({ ...option, checked: values.includes(option.value) }))
