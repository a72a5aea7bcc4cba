import type { FC } from 'hono/jsx'
import type { Settings } from '../../db/settings.ts'
import type { ShownTexts } from '../../db/signups/signups.ts'
import { controllerName, filled, type Programme, topicLabel } from '../../src/domain/programmes.ts'
import { retentionOf } from '../../src/domain/retention.ts'
import { LANGUAGES, SECTORS } from '../../src/domain/sectors.ts'
import type { SignupForm } from '../../src/domain/signup.ts'
import { UNSURE } from '../../src/domain/signup-answers.ts'
import { Button, Buttons, ErrorSummary, Form, Hidden, SummaryList, Tick } from '../form.tsx'
import { Notice } from '../parts.tsx'
import { capitalised, inSentence, listOf } from '../words/format.ts'
import { nl } from '../words.ts'

const words = nl.signups.check

/** The field that says which address is right as typed. */
export const EMAIL_RIGHT = 'emailRight'

export type CheckProps = {
  programme: Programme
  settings: Settings
  form: Omit<SignupForm, 'invitations'>
  texts: ShownTexts
  /** The key of the form, and the signed moment at which it was shown. */
  formKey: string
  stamp: string
  invitations: boolean
  agreed: boolean
  /** "Bedoel je …@gmail.com?", or null. */
  suggestion: string | null
  /** They said that the address is right as it stands. */
  emailRight: boolean
  /** The partner that sent this person, which will read how far they are. */
  invitedBy: string | null
  /** Where the buttons lead. */
  to: { form: string; otherForm: string; check: string; signups: string; privacy: string }
  error?: string | undefined
  notice?: string | undefined
}

export const CheckPage: FC<CheckProps> = (props) => (
  <>
    <ErrorSummary
      title={nl.common.problem}
      errors={props.error === undefined ? [] : [{ field: 'takingPart', message: props.error }]}
    />
    {props.notice && <Notice kind="warning">{props.notice}</Notice>}
    <h1>{words.title}</h1>
    <Form action={props.to.signups} formKey={props.formKey}>
      <DefaultButton />
      <Answers form={props.form} />
      {props.emailRight && <Hidden name={EMAIL_RIGHT} value={props.form.email} />}
      <Suggestion suggestion={props.suggestion} email={props.form.email} check={props.to.check} />
      <Summary {...props} />
      <Consent {...props} />
    </Form>
  </>
)

/** Enter presses the first button of a form: that should be the last one, not "Wijzig". */
const DefaultButton: FC = () => (
  <button type="submit" class="hidden" tabindex={-1} aria-hidden="true">
    {words.submit}
  </button>
)

/** What was filled in travels along in the page: nothing is kept before the last button. */
const Answers: FC<{ form: CheckProps['form'] }> = ({ form }) => (
  <>
    {(form.topics.length > 0 ? form.topics : [UNSURE]).map((topic) => (
      <Hidden name="topics" value={topic} />
    ))}
    <Hidden name="sector" value={form.sector ?? UNSURE} />
    {form.languages.map((language) => (
      <Hidden name="languages" value={language} />
    ))}
    <Hidden name="name" value={form.name} />
    <Hidden name="email" value={form.email} />
  </>
)

const Suggestion: FC<{ suggestion: string | null; email: string; check: string }> = ({ suggestion, email, check }) =>
  suggestion === null ? null : (
    <Notice kind="warning" title={words.typo(suggestion)}>
      <div class="buttons">
        <Button kind="secondary" name="suggestion" value={suggestion} formaction={check}>
          {words.typoFix}
        </Button>
        <Button kind="secondary" name={EMAIL_RIGHT} value={email} formaction={check}>
          {words.typoRight}
        </Button>
      </div>
    </Notice>
  )

const Summary: FC<CheckProps> = ({ programme, form, to }) => {
  const change = (field: keyof typeof words.changeHidden, formaction = `${to.form}#${field}`) => ({
    label: nl.common.change,
    hidden: words.changeHidden[field],
    formaction,
  })
  const topics = form.topics.map((id) => inSentence(topicLabel(programme, id)))
  const sector = SECTORS.find((id) => id === form.sector)
  const languages = LANGUAGES.filter((id) => form.languages.includes(id)).map((id) => nl.common.languages[id])
  return (
    <SummaryList
      rows={[
        { label: words.role, value: programme.sides[form.side].role, change: change('role', to.otherForm) },
        {
          label: words.topics,
          value: capitalised(listOf(topics)) || nl.signups.unsureTopics,
          change: change('topics'),
        },
        {
          label: words.sector,
          value: sector ? nl.common.sectors[sector] : nl.signups.unsureSector,
          change: change('sector'),
        },
        { label: words.languages, value: listOf(languages), change: change('languages') },
        { label: nl.signups.name, value: form.name, change: change('name') },
        { label: nl.signups.email, value: form.email, change: change('email') },
      ]}
    />
  )
}

const Consent: FC<CheckProps> = (props) => {
  const { programme, settings, texts, stamp, agreed, invitations, invitedBy, to, error } = props
  const { who, howLong, stop, free, readNotice } = nl.consent
  const controller = controllerName(programme, settings.cityName)
  const lines = [
    { title: who, text: filled(programme.whoSees, { controller, service: settings.serviceName }) },
    { title: howLong.title, text: howLong.text(retentionOf(programme.id, settings)) },
    stop,
  ]
  return (
    <>
      <Hidden name="shownAt" value={stamp} />
      <Hidden name="texts" value={shownTextIds(texts)} />
      <div class="hidden" aria-hidden="true">
        <label>
          {words.leaveEmpty} <input name="message" tabindex={-1} autocomplete="off" />
        </label>
      </div>
      <h2>{words.consent}</h2>
      {invitedBy !== null && <Notice kind="info">{nl.partners.invitation.onForm(invitedBy)}</Notice>}
      <Tick name="takingPart" label={texts.takingPart.body} checked={agreed} error={error} />
      <Tick name="invitations" label={`${texts.invitations.body} ${nl.common.optional}`} checked={invitations} />
      {lines.map((line) => (
        <p>
          <strong>{line.title}</strong> {line.text}
        </p>
      ))}
      <p>{free(controller)}</p>
      <p>
        <a class="way" href={to.privacy} target="_blank" rel="noopener">
          {readNotice} {words.newTab}
        </a>
      </p>
      <Buttons primary={words.submit} />
    </>
  )
}

/** Names exactly which versions stood on the page. */
export const shownTextIds = (texts: ShownTexts): string =>
  [texts.takingPart.id, texts.invitations.id, texts.notice.id].join(' ')
