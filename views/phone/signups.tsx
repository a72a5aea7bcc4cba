import type { FC } from 'hono/jsx'
import type { Side } from '../../src/domain/facts.ts'
import type { Programme } from '../../src/domain/programmes.ts'
import { LANGUAGES, SECTORS } from '../../src/domain/sectors.ts'
import { type SignupAnswers, type SignupProblem, UNSURE } from '../../src/domain/signup-answers.ts'
import { ButtonLink, Buttons, Choices, ErrorSummary, Form, TextField } from '../form.tsx'
import { CodeField, StandingPages } from '../pages.tsx'
import { Card, ChoiceCard } from '../parts.tsx'
import { listOf } from '../words/format.ts'
import { nl } from '../words.ts'

const words = nl.signups

/** The two ways to take part, each a link with the effort that it asks. */
export const RoleChoice: FC<{
  programme: Programme
  at: string | null
  links: Record<Side, string | null>
  /** For whom a side is, and what comes before a first introduction. */
  first: Record<Side, string>
  help: string
}> = ({ programme, at, links, first, help }) => (
  <>
    <h1>{programme.headline}</h1>
    <p class="lead">{words.lead}</p>
    {at !== null && <p class="small">{at}</p>}
    <h2>{words.role}</h2>
    <RoleCard programme={programme} side="mentor" href={links.mentor} first={first.mentor} />
    <RoleCard programme={programme} side="mentee" href={links.mentee} first={first.mentee} />
    <p class="small">{help}</p>
  </>
)

type RoleCardProps = { programme: Programme; side: Side; href: string | null; first: string }

/** Without an address, only who was sent can sign up on that side: it says by whom. */
const RoleCard: FC<RoleCardProps> = ({ programme, side, href, first }) => {
  const { role, roleText } = programme.sides[side]
  const text = [roleText, first].map((line) => line && <p>{line}</p>)
  if (href !== null)
    return (
      <ChoiceCard side={side} title={role} href={href}>
        {text}
      </ChoiceCard>
    )
  const senders = programme.partners.filter((partner) => partner.side === side).map(({ name }) => name)
  return (
    <Card title={role}>
      {text}
      <p>{nl.partners.invitation.onlySent(listOf(senders))}</p>
    </Card>
  )
}

type SignupFormProps = {
  programme: Programme
  side: Side
  answers: SignupAnswers
  problems: SignupProblem[]
  action: string
  back: string
  help: string
}

export const SignupForm: FC<SignupFormProps> = ({ programme, side, answers, problems, action, back, help }) => {
  const { role, topicsQuestion, topicsHint, topicsMost, mayNotKnow, sectorQuestion } = programme.sides[side]
  const texts = words.problems(topicsMost)
  const errors = problems.map(({ field, code }) => ({ field, message: texts[code] }))
  const error = (field: SignupProblem['field']) => errors.find((one) => one.field === field)?.message
  const topics = programme.topics.map(({ id, label }) => ({ value: id, label }))
  const sectors = SECTORS.map((id) => ({ value: id, label: nl.common.sectors[id] }))
  const languages = LANGUAGES.map((id) => ({ value: id, label: nl.common.languages[id] }))
  return (
    <>
      <ErrorSummary title={nl.common.problem} errors={errors} />
      <h1>{role}</h1>
      <Form action={action}>
        <Choices
          type="checkbox"
          name="topics"
          legend={topicsQuestion}
          hint={mayNotKnow ? words.unsureTopicsHint(topicsHint) : topicsHint}
          error={error('topics')}
          columns={2}
          options={ticked([...topics, ...(mayNotKnow ? [unsure(words.unsureTopics)] : [])], answers.topics)}
        />
        <Choices
          type="radio"
          name="sector"
          legend={sectorQuestion}
          error={error('sector')}
          columns={2}
          options={ticked([...sectors, ...(mayNotKnow ? [unsure(words.unsureSector)] : [])], [answers.sector])}
        />
        <Choices
          type="checkbox"
          name="languages"
          legend={words.languages}
          error={error('languages')}
          columns={2}
          options={ticked(languages, answers.languages)}
        />
        <TextField
          name="name"
          label={words.name}
          autocomplete="name"
          error={error('name')}
          value={answers.name || undefined}
        />
        <TextField
          name="email"
          type="email"
          label={words.email}
          hint={words.emailHint}
          autocomplete="email"
          inputmode="email"
          error={error('email')}
          value={answers.email || undefined}
        />
        <Buttons primary={nl.common.next} secondary={{ label: nl.common.back, href: back }} />
      </Form>
      <p class="small">{help}</p>
    </>
  )
}

const unsure = (label: string) => ({ value: UNSURE, label })

const ticked = (options: { value: string; label: string }[], values: string[]) =>
  options.map((option) => ({ ...option, checked: values.includes(option.value) }))

type UnknownCodeProps = { action: string; code: string; help: string; standing: { label: string; href: string }[] }

/** No event has this code: the same question as on the front page, with what was typed, and the same way without one. */
export const UnknownCode: FC<UnknownCodeProps> = ({ action, code, help, standing }) => (
  <>
    <ErrorSummary title={nl.common.problem} errors={[{ field: 'code', message: words.unknownCodeError }]} />
    <h1>{words.unknownCode}</h1>
    <Form action={action} method="get">
      <CodeField label={nl.common.codeLabel} error={words.unknownCodeError} value={code} />
      <Buttons primary={nl.common.next} />
    </Form>
    <StandingPages links={standing} />
    <p class="small">{help}</p>
  </>
)

/** The door is shut: what is so, what became of what was typed, and whom to ask. */
export const ShutDoor: FC<{ title: string; lines: string[]; standing: string | null }> = ({
  title,
  lines,
  standing,
}) => (
  <>
    <h1>{title}</h1>
    {lines.map((line) => (
      <p class="lead">{line}</p>
    ))}
    {standing !== null && (
      <>
        <h2>{words.joinStanding}</h2>
        <ButtonLink href={standing} kind="primary">
          {words.joinHere}
        </ButtonLink>
      </>
    )}
  </>
)
