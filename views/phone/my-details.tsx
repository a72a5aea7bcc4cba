import type { FC } from 'hono/jsx'
import type { Side } from '../../src/domain/facts.ts'
import type { Programme } from '../../src/domain/programmes.ts'
import { LANGUAGES, SECTORS } from '../../src/domain/sectors.ts'
import { type ExtraAnswers, type SignupAnswers, UNSURE } from '../../src/domain/signup-answers.ts'
import { Buttons, Choices, ErrorSummary, type FieldError, Form, TextField } from '../form.tsx'
import { nl } from '../words.ts'
import { ExtraQuestions } from './signups-done.tsx'

const words = nl.myData

/** The form as it is shown: what is stored, or what was just typed. '' is nothing chosen. */
export type DetailsAnswers = Omit<SignupAnswers, 'email'> & ExtraAnswers

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
  const { topicsQuestion, topicsHint, sectorQuestion, mayNotKnow } = programme.sides[side]
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
          legend={sectorQuestion}
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
        <ExtraQuestions programme={programme} side={side} answers={answers} error={error} />
        <Buttons primary={words.save} secondary={{ label: nl.common.back, href: back }} />
      </Form>
    </>
  )
}

const ticked = (options: { value: string; label: string }[], values: string[]) =>
  options.map((option) => ({ ...option, checked: values.includes(option.value) }))
