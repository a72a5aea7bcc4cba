import type { FC } from 'hono/jsx'
import { otherSide, type Side, STAGES } from '../../src/domain/facts.ts'
import type { Detail, Programme, ProgrammeSide } from '../../src/domain/programmes.ts'
import { MOST_CAPACITY } from '../../src/domain/signup.ts'
import type { ExtraAnswers, ExtraProblem } from '../../src/domain/signup-answers.ts'
import { ButtonLink, Buttons, Choices, ErrorSummary, Form, TextField, Tick } from '../form.tsx'
import { Card, Code, Notice, Panel, Steps } from '../parts.tsx'
import { nl } from '../words.ts'
import { type ShownStanding, Stand } from './signups-standing.tsx'

const words = nl.signups.done
const { extra: extraWords } = nl.signups

type ConfirmationProps = {
  shortCode: string
  steps: string[]
  /** As typed on this phone, while it remembers. */
  email: string | undefined
  standing: ShownStanding
  saved: boolean
  /** That the year is full, while nothing has come of the sign-up yet. */
  queue: string | null
  /** What to do when no mail comes. */
  mailHelp: string
  /** What the page behind `extraHref` asks. */
  offer: string
  extraHref: string
}

/** Thanks while nothing has come of it yet; from then on what did, and the code below it. */
export const Confirmation: FC<ConfirmationProps> = ({ standing, ...props }) => (
  <>
    {props.saved && <Notice kind="success">{words.saved}</Notice>}
    {standing.kind === 'searching' ? (
      <Thanks {...props} />
    ) : (
      <>
        <Stand standing={standing} />
        <Card>
          <OwnCode {...props} />
        </Card>
      </>
    )}
    <p class="small">{words.bookmark}</p>
  </>
)

/** The same for a new and a known address, whatever became of it (trust: enumeration). */
const Thanks: FC<Omit<ConfirmationProps, 'standing'>> = ({ steps, email, queue, mailHelp, offer, ...props }) => (
  <>
    <Panel title={words.title}>
      <OwnCode {...props} />
    </Panel>
    {queue !== null && <Notice kind="info">{queue}</Notice>}
    <h2>{words.next}</h2>
    <Steps steps={steps} />
    <p>
      {email === undefined ? words.mailUnnamed : words.mail(email)} {words.mailConfirm} {mailHelp}
    </p>
    <Card title={`${offer} ${nl.common.optional}`}>
      <ButtonLink href={props.extraHref}>{extraWords.open}</ButtonLink>
    </Card>
  </>
)

const OwnCode: FC<{ shortCode: string }> = ({ shortCode }) => (
  <>
    <Code label={words.code} code={shortCode} />
    <p>{words.codeText}</p>
  </>
)

type ExtraProps = {
  programme: Programme
  side: Side
  answers: ExtraAnswers
  problems: ExtraProblem[]
  action: string
  csrf: string
  back: string
}

/** Always shows only what was just typed: this phone may not be its person's, so nothing that we keep stands here. */
export const ExtraForm: FC<ExtraProps> = ({ programme, side, answers, problems, action, csrf, back }) => {
  const errors = problems.map(({ field, code }) => ({ field, message: extraWords.problems[code] }))
  const error = (field: ExtraProblem['field']) => errors.find((one) => one.field === field)?.message
  return (
    <>
      <ErrorSummary title={nl.common.problem} errors={errors} />
      <h1>{extraTitles(programme, side).title}</h1>
      <p class="lead">{extraWords.lead}</p>
      <Form action={action} csrf={csrf}>
        <ExtraQuestions programme={programme} side={side} answers={answers} error={error} />
        <Buttons primary={extraWords.submit} secondary={{ label: nl.common.back, href: back }} />
      </Form>
    </>
  )
}

/** How a page with these questions is called: of a telephone alone, it says so. */
export const extraTitles = ({ sides }: Programme, side: Side): { offer: string; title: string } =>
  sides[side].details.every((detail) => detail === 'phone')
    ? { offer: extraWords.offerPhone, title: extraWords.titlePhone }
    : { offer: extraWords.offer, title: extraWords.title }

type ExtraQuestionsProps = Pick<ExtraProps, 'programme' | 'side' | 'answers'> & {
  error(field: ExtraProblem['field']): string | undefined
}

/** Every question that this side of the programme asks, filled in as given. */
export const ExtraQuestions: FC<ExtraQuestionsProps> = ({ programme, side, answers, error }) => (
  <>
    {programme.sides[side].details.map((detail) => {
      const Question = questions[detail]
      return (
        <Question
          answers={answers}
          error={error}
          other={programme.sides[otherSide(side)]}
          business={programme.business}
        />
      )
    })}
  </>
)

type Question = FC<{
  answers: ExtraAnswers
  error(field: ExtraProblem['field']): string | undefined
  other: ProgrammeSide
  business: string
}>

const Business: Question = ({ answers, error, other, business }) => (
  <>
    <TextField
      name="business"
      label={extraWords.business(business)}
      autocomplete="organization"
      value={answers.business || undefined}
      error={error('business')}
    />
    <Tick
      name="businessVisible"
      label={extraWords.businessVisible(other.one, business)}
      checked={answers.businessVisible === 'yes'}
      error={error('businessVisible')}
    />
  </>
)

const Capacity: Question = ({ answers, error, other }) => (
  <Choices
    type="radio"
    name="capacity"
    legend={extraWords.capacity(other.many)}
    hint={extraWords.capacityHint}
    error={error('capacity')}
    columns={5}
    options={Array.from({ length: MOST_CAPACITY }, (_, index) => String(index + 1)).map((value) => ({
      value,
      label: value,
      checked: answers.capacity === value,
    }))}
  />
)

const SameSector: Question = ({ answers, error, other }) => (
  <YesNo
    name="sameSectorWelcome"
    legend={extraWords.sameSector(other.many)}
    value={answers.sameSectorWelcome}
    error={error('sameSectorWelcome')}
  />
)

const HowFar: Question = ({ answers, error }) => (
  <Choices
    type="radio"
    name="stage"
    legend={extraWords.stage}
    error={error('stage')}
    options={STAGES.map((value) => ({ value, label: nl.common.stages[value], checked: answers.stage === value }))}
  />
)

const InCentre: Question = ({ answers, error }) => (
  <YesNo name="inCentre" legend={extraWords.inCentre} value={answers.inCentre} error={error('inCentre')} />
)

const Phone: Question = ({ answers, error }) => (
  <TextField
    name="phone"
    type="tel"
    inputmode="tel"
    autocomplete="tel"
    label={extraWords.phone}
    value={answers.phone || undefined}
    error={error('phone')}
  />
)

const questions = {
  business: Business,
  capacity: Capacity,
  sameSector: SameSector,
  stage: HowFar,
  inCentre: InCentre,
  phone: Phone,
} satisfies Record<Detail, Question>

const YesNo: FC<{ name: string; legend: string; value: string; error: string | undefined }> = ({
  value,
  ...question
}) => (
  <Choices
    {...question}
    type="radio"
    columns={2}
    options={[
      { value: 'yes', label: extraWords.yes, checked: value === 'yes' },
      { value: 'no', label: extraWords.no, checked: value === 'no' },
    ]}
  />
)
