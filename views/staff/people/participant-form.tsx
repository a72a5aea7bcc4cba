import type { FC } from 'hono/jsx'
import { SIDES, type Side } from '../../../src/domain/facts.ts'
import type { Programme } from '../../../src/domain/programmes.ts'
import { LANGUAGES, SECTORS } from '../../../src/domain/sectors.ts'
import { type SignupAnswers, UNSURE } from '../../../src/domain/signup-answers.ts'
import { paths, withQuery } from '../../../src/paths.ts'
import { Buttons, Choices, ErrorSummary, type FieldError, Form, Hidden, Select, TextField, Tick } from '../../form.tsx'
import { Notice } from '../../parts.tsx'
import { capitalised } from '../../words/format.ts'
import type { Words } from '../../words.ts'
import { Chips } from '../desk.tsx'

export type AnswersProps = {
  words: Words
  programme: Programme
  side: Side
  answers: SignupAnswers
  errors: FieldError[]
  /** Why staff do not change the name; null where they may. */
  nameNote: string | null
}

/** What everybody says of themselves, as on the sign-up form. */
export const AnswerFields: FC<AnswersProps> = (props) => {
  const {
    words: { signups, common },
    programme,
    side,
    answers,
    errors,
    nameNote,
  } = props
  const { topicsQuestion, topicsHint, sectorQuestion, mayNotKnow } = programme.sides[side]
  const unsure = (label: string) => (mayNotKnow ? [{ value: UNSURE, label }] : [])
  const ticked = (options: { value: string; label: string }[], values: string[]) =>
    options.map((option) => ({ ...option, checked: values.includes(option.value) }))
  const topics = programme.topics.map(({ id, label }) => ({ value: id, label }))
  const sectors = SECTORS.map((id) => ({ value: id, label: common.sectors[id] }))
  const languages = LANGUAGES.map((id) => ({ value: id, label: common.languages[id] }))
  return (
    <>
      {nameNote === null ? (
        <TextField
          name="name"
          label={signups.name}
          value={answers.name}
          error={errorOf(errors, 'name')}
          maxlength={100}
        />
      ) : (
        <p>{nameNote}</p>
      )}
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

export const errorOf = (errors: FieldError[], field: string) => errors.find((error) => error.field === field)?.message

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
  /** The paper that was just typed over waits for its owner. */
  waits: string | null
  csrf: string
  formKey: string
}

export const NewParticipant: FC<NewParticipantProps> = (props) => {
  const { words: all, programme, side, errors, paper, ticks, events, partners, consents, known, waits } = props
  const words = all.participants.form
  return (
    <>
      <ErrorSummary title={all.common.problem} errors={errors} />
      {waits !== null && <Notice kind="success">{waits}</Notice>}
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
          maxlength={20}
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
