import type { Child, FC } from 'hono/jsx'
import { type DeclineReason, otherSide, type Side } from '../../src/domain/facts.ts'
import { Button, ButtonLink, Choices, ErrorSummary, Form, Hidden, Tick } from '../form.tsx'
import { Card, Notice, Panel } from '../parts.tsx'
import { nl } from '../words.ts'

const words = nl.answers

export type QuestionProps = {
  action: string
  csrf: string
  /** The reader's own side. */
  side: Side
  /** The other's first name. */
  name: string
  /** What may be known of the other by now: the sector, and their business where they show it. */
  about: string
  why: string[]
  /** Where the agreement that is read here does not say it. */
  effort: string
  /** The consent text, as it is kept. */
  yes: string
  calledAs: string[]
  /** Which version this page shows goes along with the answer; null where there is none at the answer. */
  agreement: { textId: string; lines: string[] } | null
  /** What an organisation owes a volunteer to read before; [] for who is none. */
  volunteerNote: string[]
  deadline: string
  problem?: string | undefined
}

/**
 * Who it is about, why, and one question with nothing chosen yet: all that a yes says stands in the choice itself, and the
 * button within a thumb's reach. What can wait folds, or stands below it.
 */
export const Question: FC<QuestionProps> = (props) => (
  <>
    <ErrorSummary
      title={nl.common.problem}
      errors={props.problem ? [{ field: 'answer', message: props.problem }] : []}
    />
    <h1>{words.found}</h1>
    <Card>
      <div class={`person ${otherSide(props.side)}`}>
        <h2 class="title">{props.name}</h2>
        <p>{props.about}</p>
      </div>
      <p>
        <strong>{words.why}</strong> {props.why.join(' ')}
      </p>
    </Card>
    <Form action={props.action} csrf={props.csrf}>
      <Choices
        type="radio"
        name="answer"
        legend={words.question(props.name)}
        hint={props.agreement ? undefined : props.effort}
        error={props.problem}
        options={[
          {
            value: 'yes',
            label: words.yes(props.yes, props.name),
            hint: props.agreement ? words.yesMeans(props.agreement.lines.join(' ')) : undefined,
          },
          { value: 'no', label: words.no },
          { value: 'stop', label: words.stop, hint: words.stopHint },
        ]}
      />
      {props.agreement && <Hidden name="agreement" value={props.agreement.textId} />}
      <div class="folds">
        <Called options={props.calledAs} />
        {props.volunteerNote.length > 0 && (
          <details>
            <summary>{words.volunteer}</summary>
            <Lines items={props.volunteerNote} />
          </details>
        )}
      </div>
      <Button>{words.send}</Button>
    </Form>
    <p>{words.deadline(props.deadline)}</p>
    <p>{words.hidden}</p>
    <p>{words.whyStaff}</p>
  </>
)

const Called: FC<{ options: string[] }> = ({ options }) =>
  options.length === 0 ? null : (
    <details>
      <summary>{words.called}</summary>
      <Choices
        type="radio"
        name="called"
        legend={words.calledLegend}
        optional={nl.common.optional}
        columns={2}
        options={[
          ...options.map((value) => ({ value, label: value })),
          { value: 'any', label: words.calledAny, checked: true },
        ]}
      />
    </details>
  )

type OwnPage = { csrf: string; name: string; correction: string }

export const Wait: FC<OwnPage & { deadline: string }> = ({ csrf, name, correction, deadline }) => (
  <>
    <Panel title={words.wait}>
      <p>{words.waitText(name)}</p>
    </Panel>
    <p>{words.waitUntil(deadline)}</p>
    <Card title={words.takeBack}>
      <p>{words.takeBackText(name)}</p>
      <Form action={correction} csrf={csrf}>
        <Tick name="sure" label={words.takeBackSure} />
        <Button kind="secondary">{words.takeBackButton}</Button>
      </Form>
    </Card>
  </>
)

/** After a no: why, or not at all; and the way back from a slip of the thumb. */
export const Declined: FC<
  Pick<OwnPage, 'csrf' | 'correction'> & {
    reasonAction: string
    reasons: readonly DeclineReason[]
    asks: boolean
    corrected: boolean
    problem?: string | undefined
    /** Once there is nothing left to say. */
    next: NextPage | undefined
  }
> = ({ csrf, correction, reasonAction, reasons, asks, corrected, problem, next }) => (
  <>
    {asks ? (
      <>
        <ErrorSummary title={nl.common.problem} errors={problem ? [{ field: 'reason', message: problem }] : []} />
        <h1>{words.declined}</h1>
        <p>{words.declinedText}</p>
        <Form action={reasonAction} csrf={csrf}>
          <Choices
            type="radio"
            name="reason"
            legend={words.reasonLegend}
            optional={nl.common.optional}
            error={problem}
            options={reasons.map((value) => ({ value, label: words.reasons[value] }))}
          />
          <Button kind="secondary">{words.reasonSend}</Button>
        </Form>
      </>
    ) : (
      <>
        <h1>{words.thanks}</h1>
        <p class="lead">{words.thanksText}</p>
        <Onward next={next} />
      </>
    )}
    {corrected ? (
      <Notice kind="success">{words.mistakeNoted}</Notice>
    ) : (
      <Card title={words.mistake}>
        <p>{words.mistakeText}</p>
        <Form action={correction} csrf={csrf}>
          <Tick name="sure" label={words.mistakeSure} />
          <Button kind="secondary">{words.mistakeButton}</Button>
        </Form>
      </Card>
    )}
  </>
)

/** To what comes after this page, where something does. */
export const Onward: FC<{ next: NextPage | undefined }> = ({ next }) =>
  next === undefined ? null : (
    <ButtonLink kind={next.kind} href={next.href}>
      {next.label}
    </ButtonLink>
  )

export type NextPage = { label: string; href: string; kind?: 'primary' }

/** An end in a few words, and the way on. */
export const Ended: FC<{ title: string; lines: string[]; next?: NextPage | undefined }> = ({ title, lines, next }) => (
  <>
    <h1>{title}</h1>
    {lines.map((line) => (
      <p>{line}</p>
    ))}
    <Onward next={next} />
  </>
)

/** Both said yes, and this way in has not shown yet whose it is. `proof`: the page that a mailbox may confirm on. */
export const AgreedHidden: FC<{ name: string; proof: string | null }> = ({ name, proof }) => (
  <>
    <Panel title={words.agreed}>
      <p>{proof === null ? words.notYetShown(name) : words.confirmFirst}.</p>
    </Panel>
    <p>{proof === null ? words.notYetShownText(name) : words.confirmFirstText(name)}</p>
    {proof !== null && (
      <ButtonLink kind="primary" href={proof}>
        {words.confirmButton}
      </ButtonLink>
    )}
  </>
)

export const Lines: FC<{ items: Child[] }> = ({ items }) => (
  <ul>
    {items.map((item) => (
      <li>{item}</li>
    ))}
  </ul>
)
