import type { FC } from 'hono/jsx'
import { CHECKIN_ANSWERS, type CheckinAnswer, STOP_REASONS } from '../../src/domain/facts.ts'
import { Button, ButtonLink, Choices, ErrorSummary, Form, TextArea, Tick } from '../form.tsx'
import { Card, Notice } from '../parts.tsx'
import { nl } from '../words.ts'
import { type NextPage, Onward } from './answers.tsx'

const words = nl.checkins

export const MOST_REMARK = 500

export type CheckinProps = {
  action: string
  csrf: string
  kind: 'met' | 'how'
  /** The other's first name. */
  name: string
  typed: { answer?: string | undefined; remark?: string | undefined; callMe: boolean }
  problems: { answer?: string | undefined; remark?: string | undefined }
}

/** One question with nothing chosen yet. */
export const CheckinQuestion: FC<CheckinProps> = ({ action, csrf, kind, name, typed, problems }) => (
  <>
    <ErrorSummary
      title={nl.common.problem}
      errors={Object.entries(problems).flatMap(([field, message]) => (message ? [{ field, message }] : []))}
    />
    <h1>{words.title[kind]}</h1>
    <p>{words.lead(name)}</p>
    <Form action={action} csrf={csrf}>
      <Choices
        type="radio"
        name="answer"
        legend={words.legend}
        error={problems.answer}
        options={CHECKIN_ANSWERS.map((value) => ({
          value,
          label: words.options[kind][value],
          checked: typed.answer === value,
          hint: value === 'stopped' ? words.stoppedHint(name) : undefined,
        }))}
      />
      <TextArea
        name="remark"
        label={words.remark}
        optional={nl.common.optional}
        rows={3}
        maxlength={MOST_REMARK}
        value={typed.remark}
        error={problems.remark}
      />
      <Tick name="call" label={words.callMe} checked={typed.callMe} />
      <Button>{words.send}</Button>
    </Form>
  </>
)

/** What this side answered, and what comes of it. */
export const CheckinAnswered: FC<{
  kind: 'met' | 'how'
  answer: CheckinAnswer
  callMe: boolean
  duo: string
  /** Where the programme asks for it: the way to note their meetings. */
  notes: string | null
}> = ({ kind, answer, callMe, duo, notes }) => (
  <>
    <h1>{words.thanks}</h1>
    <p>{words.given(words.options[kind][answer])}</p>
    <p>{callMe ? words.willCall : words.next[answer]}</p>
    <div class="actions">
      {notes !== null && (
        <ButtonLink kind="primary" href={notes}>
          {words.toNotes}
        </ButtonLink>
      )}
      <ButtonLink href={duo}>{words.toDuo}</ButtonLink>
    </div>
  </>
)

/** One page, one tick and one button. */
export const StopQuestion: FC<{ action: string; csrf: string; name: string; back: string; problem: string | null }> = (
  props,
) => (
  <>
    <ErrorSummary title={nl.common.problem} errors={props.problem ? [{ field: 'sure', message: props.problem }] : []} />
    <h1>{words.stop}</h1>
    <p class="lead">{words.stopText(props.name)}</p>
    <p>{words.stopAfter}</p>
    <Form action={props.action} csrf={props.csrf}>
      <Tick name="sure" label={words.stopSure} error={props.problem ?? undefined} />
      <div class="buttons">
        <Button kind="danger">{words.stopButton}</Button>
        <a href={props.back}>{words.stopBack}</a>
      </div>
    </Form>
  </>
)

/** After a stop, to either of the two: why, or not at all. `text`: who was told what. */
export const Stopped: FC<{
  action: string
  csrf: string
  text: string
  told: boolean
  next: NextPage | undefined
  problem: string | null
}> = (props) => (
  <>
    <ErrorSummary
      title={nl.common.problem}
      errors={props.problem && !props.told ? [{ field: 'reason', message: props.problem }] : []}
    />
    <h1>{words.stopped}</h1>
    <p>{props.text}</p>
    {props.told ? (
      <>
        <Notice kind="success">{words.whyThanks}</Notice>
        <Onward next={props.next} />
      </>
    ) : (
      <Card title={words.why}>
        <p>{words.whyText}</p>
        <Form action={props.action} csrf={props.csrf}>
          <Choices
            type="radio"
            name="reason"
            legend={words.whyLegend}
            optional={nl.common.optional}
            error={props.problem ?? undefined}
            options={STOP_REASONS.map((value) => ({ value, label: words.reasons[value] }))}
          />
          <Button kind="secondary">{words.whySend}</Button>
        </Form>
      </Card>
    )}
  </>
)
