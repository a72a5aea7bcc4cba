import type { FC } from 'hono/jsx'
import { CHECKIN_ANSWERS, type CheckinAnswer, STOP_REASONS } from '../../src/domain/facts.ts'
import { Button, ButtonLink, Choices, ErrorSummary, Form, TextArea, Tick } from '../form.tsx'
import { Card, Notice } from '../parts.tsx'
import { nl } from '../words.ts'

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
export const CheckinAnswered: FC<{ kind: 'met' | 'how'; answer: CheckinAnswer; callMe: boolean; duo: string }> = ({
  kind,
  answer,
  callMe,
  duo,
}) => (
  <>
    <h1>{words.thanks}</h1>
    <p>{words.given(words.options[kind][answer])}</p>
    <p>{callMe ? words.willCall : words.next[answer]}</p>
    <ButtonLink href={duo}>{words.toDuo}</ButtonLink>
  </>
)

/** One page, one button. */
export const StopQuestion: FC<{ action: string; csrf: string; name: string; back: string }> = (props) => (
  <>
    <h1>{words.stop}</h1>
    <p class="lead">{words.stopText(props.name)}</p>
    <p>{words.stopAfter}</p>
    <Form action={props.action} csrf={props.csrf}>
      <Button kind="danger">{words.stopButton}</Button>
    </Form>
    <p>
      <a href={props.back}>{words.stopBack}</a>
    </p>
  </>
)

/** After stopping: why, in one tap, or not at all. */
export const Stopped: FC<{ action: string; csrf: string; name: string; told: boolean }> = (props) => (
  <>
    <h1>{words.stopped}</h1>
    <p>{words.stoppedText(props.name)}</p>
    {props.told ? (
      <Notice kind="success">{words.whyThanks}</Notice>
    ) : (
      <Card title={words.why}>
        <p>
          {words.whyText} {nl.common.optional}
        </p>
        <Form action={props.action} csrf={props.csrf}>
          <div class="tiles columns-1">
            {STOP_REASONS.map((reason) => (
              <Button kind="secondary" name="reason" value={reason}>
                {words.reasons[reason]}
              </Button>
            ))}
          </div>
        </Form>
      </Card>
    )}
  </>
)
