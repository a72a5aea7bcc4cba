import type { FC } from 'hono/jsx'
import { SIDES, type Side, STAGES } from '../../src/domain/facts.ts'
import type { Detail, Programme } from '../../src/domain/programmes.ts'
import { LANGUAGES, SECTORS } from '../../src/domain/sectors.ts'
import { type SignupAnswers, UNSURE } from '../../src/domain/signup-answers.ts'
import { paths, withQuery } from '../../src/paths.ts'
import { Buttons, Choices, ErrorSummary, type FieldError, Form, Hidden, Select, TextField, Tick } from '../form.tsx'
import { Notice } from '../parts.tsx'
import { capitalised } from '../words/format.ts'
import type { Words } from '../words.ts'
import { Chips } from './desk.tsx'

type AnswersProps = {
  words: Words
  programme: Programme
  side: Side
  answers: SignupAnswers
  errors: FieldError[]
}

/** What everybody says of themselves, as on the sign-up form. */
const AnswerFields: FC<AnswersProps> = ({ words: { signups, common }, programme, side, answers, errors }) => {
  const { topicsQuestion, topicsHint, sectorQuestion, mayNotKnow } = programme.sides[side]
  const unsure = (label: string) => (mayNotKnow ? [{ value: UNSURE, label }] : [])
  const ticked = (options: { value: string; label: string }[], values: string[]) =>
    options.map((option) => ({ ...option, checked: values.includes(option.value) }))
  const topics = programme.topics.map(({ id, label }) => ({ value: id, label }))
  const sectors = SECTORS.map((id) => ({ value: id, label: common.sectors[id] }))
  const languages = LANGUAGES.map((id) => ({ value: id, label: common.languages[id] }))
  return (
    <>
      <TextField
        name="name"
        label={signups.name}
        value={answers.name}
        error={errorOf(errors, 'name')}
        maxlength={100}
      />
      <Choices
        type="checkbox"
        name="topics"
        legend={topicsQuestion}
        hint={topicsHint}
        error={errorOf(errors, 'topics')}
        columns={3}
        options={ticked([...topics, ...unsure(signups.unsureTopics)], answers.topics)}
      />
      <Choices
        type="radio"
        name="sector"
        legend={sectorQuestion}
        error={errorOf(errors, 'sector')}
        columns={3}
        options={ticked([...sectors, ...unsure(signups.unsureSector)], [answers.sector])}
      />
      <Choices
        type="checkbox"
        name="languages"
        legend={signups.languages}
        error={errorOf(errors, 'languages')}
        columns={3}
        options={ticked(languages, answers.languages)}
      />
    </>
  )
}

const errorOf = (errors: FieldError[], field: string) => errors.find((error) => error.field === field)?.message

export type TypedPaper = { signedOn: string; place: string; event: string; partner: string }

export type NewParticipantProps = AnswersProps & {
  paper: TypedPaper
  ticks: { consent: boolean; invitations: boolean; seen: boolean }
  events: { value: string; label: string }[]
  /** Organisations that send people to this side. */
  partners: { value: string; label: string }[]
  /** The very words that stand on the paper form. */
  consents: { takingPart: string; invitations: string }
  known: { name: string; href: string } | null
  csrf: string
  formKey: string
}

export const NewParticipant: FC<NewParticipantProps> = (props) => {
  const { words: all, programme, side, errors, paper, ticks, events, partners, consents, known } = props
  const words = all.participants.form
  return (
    <>
      <ErrorSummary title={all.common.problem} errors={errors} />
      {known && (
        <Notice kind="warning" title={words.known} id="known">
          <p>
            {words.knownText(known.name, programme.sides[side].one)} <a href={known.href}>{words.knownLink}</a>
          </p>
        </Notice>
      )}
      <h1>{words.newTitle}</h1>
      <p class="lead">{words.newLead}</p>
      <Chips
        label={words.role}
        chips={SIDES.toReversed().map((each) => ({
          label: capitalised(programme.sides[each].one),
          href: withQuery(paths.newParticipant(props.programme.id), { side: each }),
          current: each === side,
        }))}
      />
      <Form action={paths.participants()} csrf={props.csrf} formKey={props.formKey}>
        <Hidden name="programme" value={props.programme.id} />
        <Hidden name="side" value={side} />
        <Select
          name="event"
          label={words.event}
          options={events}
          value={paper.event}
          error={errorOf(errors, 'event')}
        />
        {partners.length > 0 && (
          <Select
            name="partner"
            label={words.sentBy}
            options={[{ value: '', label: words.sentByNobody }, ...partners]}
            value={paper.partner}
          />
        )}
        <TextField
          name="email"
          type="email"
          label={all.signups.email}
          value={props.answers.email}
          error={errorOf(errors, 'email')}
        />
        <AnswerFields {...props} />
        <h2>{words.paper}</h2>
        <TextField
          name="signedOn"
          type="date"
          label={words.signedOn}
          value={paper.signedOn}
          error={errorOf(errors, 'signedOn')}
        />
        <TextField
          name="place"
          label={words.place}
          hint={words.placeHint}
          value={paper.place}
          error={errorOf(errors, 'place')}
          maxlength={100}
        />
        <Tick
          name="consent"
          label={consents.takingPart}
          hint={words.consent}
          checked={ticks.consent}
          error={errorOf(errors, 'consent')}
        />
        <Tick name="invitations" label={consents.invitations} hint={words.invitations} checked={ticks.invitations} />
        <Tick name="seen" label={words.seen} hint={words.seenHint} checked={ticks.seen} />
        <Buttons
          primary={words.submit}
          secondary={{ label: words.cancel, href: paths.participants(props.programme.id) }}
        />
      </Form>
    </>
  )
}

/** As typed; '' is not known. */
export type TypedExtra = {
  capacity: string
  sameSectorWelcome: string
  stage: string
  business: string
  businessVisible: boolean
  inCentre: string
}

export type EditParticipantProps = AnswersProps & {
  id: string
  name: string
  extra: TypedExtra
  capacities: number[]
  csrf: string
}

export const EditParticipant: FC<EditParticipantProps> = (props) => {
  const { words: all, programme, side, errors, extra, capacities, id, name } = props
  const asks = (detail: Detail) => programme.sides[side].details.includes(detail)
  const words = all.participants
  const yesNo = [
    { value: '', label: words.unknown },
    { value: 'yes', label: words.yes },
    { value: 'no', label: words.no },
  ]
  const stages = [
    { value: '', label: words.unknown },
    ...STAGES.map((stage) => ({ value: stage, label: words.stageOf[stage] })),
  ]
  return (
    <>
      <ErrorSummary title={all.common.problem} errors={errors} />
      <h1>{words.form.editTitle(name)}</h1>
      <Form action={paths.participantDetails(id)} csrf={props.csrf}>
        <AnswerFields {...props} />
        {asks('capacity') && (
          <Select
            name="capacity"
            label={words.capacity}
            hint={words.form.capacityHint}
            error={errorOf(errors, 'capacity')}
            value={extra.capacity}
            options={capacities.map((count) => ({ value: String(count), label: String(count) }))}
          />
        )}
        {asks('sameSector') && (
          <Select name="sameSectorWelcome" label={words.sameSector} value={extra.sameSectorWelcome} options={yesNo} />
        )}
        {asks('business') && (
          <>
            <TextField
              name="business"
              label={words.business}
              optional={all.common.optional}
              value={extra.business}
              error={errorOf(errors, 'business')}
              maxlength={100}
            />
            <Tick name="businessVisible" label={words.form.businessVisible} checked={extra.businessVisible} />
          </>
        )}
        {asks('stage') && <Select name="stage" label={words.stage} value={extra.stage} options={stages} />}
        {asks('inCentre') && <Select name="inCentre" label={words.inCentre} value={extra.inCentre} options={yesNo} />}
        <Buttons primary={words.form.save} secondary={{ label: words.form.cancel, href: paths.participant(id) }} />
      </Form>
    </>
  )
}
