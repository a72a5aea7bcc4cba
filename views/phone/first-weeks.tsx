import type { FC } from 'hono/jsx'
import type { AgreementSection } from '../../src/agreement-texts.ts'
import { ANSWERS } from '../../src/domain/facts.ts'
import { Button, ButtonLink, Buttons, Choices, ErrorSummary, Form, Hidden, TextField, Tick } from '../form.tsx'
import { Card, Notice } from '../parts.tsx'
import { nl } from '../words.ts'
import { Lines } from './answers.tsx'

const words = nl.firstWeeks

/** What this side has to do next on the way to the duo, above everything else on their page. */
export type StepProps = {
  kind: 'info' | 'success'
  title: string
  text: string
  link: { label: string; href: string; kind: 'primary' | 'secondary' } | null
}

export const StepNotice: FC<StepProps> = ({ kind, title, text, link }) => (
  <Notice kind={kind} title={title}>
    <p>{text}</p>
    {link && (
      <ButtonLink kind={link.kind} href={link.href}>
        {link.label}
      </ButtonLink>
    )}
  </Notice>
)

export type ToldProps = { action: string; csrf: string; day: string; problem: string | null }

/** "We zagen elkaar al": for who agreed on a day by themselves. */
export const ToldCard: FC<ToldProps> = ({ action, csrf, day, problem }) => (
  <Card id="told">
    <details open={problem !== null}>
      <summary>{words.told}</summary>
      <p>{words.toldText}</p>
      <Form action={action} csrf={csrf}>
        <TextField name="day" type="date" label={words.toldDay} value={day} error={problem ?? undefined} />
        <Tick name="sure" id="sure-told" label={words.toldSure} />
        <Button kind="secondary">{words.toldButton}</Button>
      </Form>
    </details>
  </Card>
)

export type ClickProps = {
  action: string
  csrf: string
  name: string
  rhythm: string
  months: number
  back: string
  problem: string | null
}

/** One question with nothing chosen yet. */
export const ClickQuestion: FC<ClickProps> = ({ action, csrf, name, rhythm, months, back, problem }) => (
  <>
    <ErrorSummary title={nl.common.problem} errors={problem ? [{ field: 'click', message: problem }] : []} />
    <h1>{words.clickTitle}</h1>
    <p class="lead">{words.clickLead(name)}</p>
    <p>{words.clickAfter(rhythm, months)}</p>
    <Form action={action} csrf={csrf}>
      <Choices
        type="radio"
        name="click"
        legend={words.clickLegend}
        error={problem ?? undefined}
        options={ANSWERS.map((value) => ({
          value,
          label: words.clickOptions[value],
          hint: value === 'yes' ? words.clickYesHint(name) : words.clickNoHint(name),
        }))}
      />
      <Button>{words.clickSend}</Button>
    </Form>
    <h2>{words.clickNotMet}</h2>
    <p>{words.clickNotMetText}</p>
    <ButtonLink href={back}>{nl.checkins.toDuo}</ButtonLink>
  </>
)

export type AgreementProps = {
  action: string
  csrf: string
  name: string
  textId: string
  sections: AgreementSection[]
  /** What an organisation owes a volunteer to read; [] for who is none. */
  volunteerNote: string[]
  /** When this side agreed, in words. */
  agreedOn: string | null
  back: string
  problem: string | null
}

/** The agreement as it is kept, and one tick. */
export const AgreementPage: FC<AgreementProps> = (props) => (
  <>
    <ErrorSummary title={nl.common.problem} errors={props.problem ? [{ field: 'sure', message: props.problem }] : []} />
    <h1>{words.agreement}</h1>
    <p class="lead">{words.agreementLead(props.name)}</p>
    {props.sections.map(({ title, lines }) => (
      <>
        <h2>{title}</h2>
        <Lines items={lines} />
      </>
    ))}
    {props.volunteerNote.length > 0 && (
      <Card title={words.volunteer}>
        <Lines items={props.volunteerNote} />
      </Card>
    )}
    {props.agreedOn === null ? (
      <Form action={props.action} csrf={props.csrf}>
        <Hidden name="text" value={props.textId} />
        <Tick name="sure" label={words.agreeSure} error={props.problem ?? undefined} />
        <Buttons primary={words.agreeSend} secondary={{ label: nl.checkins.toDuo, href: props.back }} />
      </Form>
    ) : (
      <>
        <Notice kind="success">{words.agreed(props.agreedOn)}</Notice>
        <ButtonLink href={props.back}>{nl.checkins.toDuo}</ButtonLink>
      </>
    )}
  </>
)
