import type { Child, FC } from 'hono/jsx'
import type { DeclineReason, Side } from '../../src/domain/facts.ts'
import {
  Button,
  ButtonLink,
  Choices,
  ErrorSummary,
  Form,
  Hidden,
  SummaryList,
  type SummaryRow,
  Tick,
} from '../form.tsx'
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
  why: string[]
  facts: { sector: string; topics: string; business: { label: string; value: string } | null }
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

/** Who it is about, why, and one question with nothing chosen yet. */
export const Question: FC<QuestionProps> = (props) => (
  <>
    <ErrorSummary
      title={nl.common.problem}
      errors={props.problem ? [{ field: 'answer', message: props.problem }] : []}
    />
    <h1>{words.found}</h1>
    <Card title={words.why}>
      {props.why.map((line) => (
        <p>{line}</p>
      ))}
      <SummaryList rows={aboutRows(props)} />
    </Card>
    <p>{words.hidden}</p>
    <Form action={props.action} csrf={props.csrf}>
      <Choices
        type="radio"
        name="answer"
        legend={words.question(props.name)}
        hint={props.effort}
        error={props.problem}
        options={[
          { value: 'yes', label: words.yes(props.yes, props.name) },
          { value: 'no', label: words.no },
          { value: 'stop', label: words.stop, hint: words.stopHint },
        ]}
      />
      <Called options={props.calledAs} />
      {props.agreement && (
        <>
          <p>{words.agreement}</p>
          <Lines items={props.agreement.lines} />
          <Hidden name="agreement" value={props.agreement.textId} />
        </>
      )}
      {props.volunteerNote.length > 0 && (
        <details>
          <summary>{words.volunteer}</summary>
          <Lines items={props.volunteerNote} />
        </details>
      )}
      <p>{words.deadline(props.deadline)}</p>
      <Button>{words.send}</Button>
    </Form>
  </>
)

const Called: FC<{ options: string[] }> = ({ options }) =>
  options.length === 0 ? null : (
    <Choices
      type="radio"
      name="called"
      legend={words.called}
      optional={nl.common.optional}
      columns={3}
      options={[
        ...options.map((value) => ({ value, label: value })),
        { value: 'any', label: words.calledAny, checked: true },
      ]}
    />
  )

const aboutRows = ({ side, name, facts }: QuestionProps): SummaryRow[] => [
  { label: words.name, value: name },
  { label: words.sector, value: facts.sector },
  ...(facts.business === null ? [] : [facts.business]),
  { label: words.topics[side], value: facts.topics },
]

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
  }
> = ({ csrf, correction, reasonAction, reasons, asks, corrected, problem }) => (
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

/** An end in a few words; `next` leads to the person's own page. */
export const Ended: FC<{ title: string; lines: string[]; next?: { label: string; href: string } | undefined }> = ({
  title,
  lines,
  next,
}) => (
  <>
    <h1>{title}</h1>
    {lines.map((line) => (
      <p>{line}</p>
    ))}
    {next !== undefined && <ButtonLink href={next.href}>{next.label}</ButtonLink>}
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
