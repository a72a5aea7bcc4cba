import type { FC } from 'hono/jsx'
import { MENTOR_NEXT, type MentorNext, type Side } from '../../src/domain/facts.ts'
import type { Outcome } from '../../src/domain/programmes.ts'
import { Button, ButtonLink, Choices, ErrorSummary, Form, SummaryList } from '../form.tsx'
import { DuoMark, Notice, Panel } from '../parts.tsx'
import { nl } from '../words.ts'

const words = nl.checkins

export type EndProps = {
  action: string
  csrf: string
  side: Side
  name: string
  outcomes: Outcome[]
  /** The programme's word for somebody whom a mentor helps. */
  mentee: string
  problem: string | null
}

export const EndQuestions: FC<EndProps> = ({ action, csrf, problem, ...asked }) => (
  <>
    <ErrorSummary title={nl.common.problem} errors={problem ? [{ field: 'outcome', message: problem }] : []} />
    <Panel title={words.end}>
      <p>{words.endLead(asked.name)}</p>
    </Panel>
    <Form action={action} csrf={csrf}>
      <EndFields {...asked} problem={problem} ids="" stopHint={words.stopHint} />
      <Button>{words.send}</Button>
    </Form>
  </>
)

/** `ids`: what theirs begin with, where one page asks both. `stopHint`: what comes of a wish to stop. */
type EndFieldsProps = Omit<EndProps, 'action' | 'csrf'> & { ids: string; stopHint: string }

/** Two questions, and for a mentor what comes next; each may be skipped, not all. */
export const EndFields: FC<EndFieldsProps> = ({ side, name, outcomes, mentee, problem, ids, stopHint }) => (
  <>
    <Choices
      type="radio"
      name="outcome"
      id={`${ids}outcome`}
      legend={words.outcome[side](name)}
      optional={nl.common.optional}
      error={problem ?? undefined}
      options={outcomes.map(({ id, label }) => ({ value: id, label }))}
    />
    <Choices
      type="radio"
      name="again"
      id={`${ids}again`}
      legend={words.again}
      optional={nl.common.optional}
      columns={2}
      options={[
        { value: 'yes', label: words.yes },
        { value: 'no', label: words.no },
      ]}
    />
    {side === 'mentor' && (
      <Choices
        type="radio"
        name="next"
        id={`${ids}next`}
        legend={words.after}
        optional={nl.common.optional}
        options={MENTOR_NEXT.map((value) => ({
          value,
          label: words.afterOptions(mentee)[value],
          hint: value === 'stop' ? stopHint : undefined,
        }))}
      />
    )}
  </>
)

export type EndAnsweredProps = {
  next: MentorNext | 'thanks'
  /** That somebody else wrote it down. */
  earlier: string | null
  href: string
  attest: string | null
  /** Where the programme asks for it: the way to note their last meetings. */
  notes: string | null
  /** Where a mentee asks for another duo; null for who did, and for a mentor. */
  again: string | null
}

export const EndAnswered: FC<EndAnsweredProps> = (props) => (
  <>
    <h1>{words.endThanks}</h1>
    {props.earlier !== null && <Notice kind="info">{props.earlier}</Notice>}
    <p class="lead">{words.endThanksText[props.next]}</p>
    {props.again !== null && <p>{nl.myData.doneNow}</p>}
    <div class="actions">
      {props.attest !== null && (
        <ButtonLink kind="primary" href={props.attest}>
          {words.toAttest}
        </ButtonLink>
      )}
      {props.notes !== null && <ButtonLink href={props.notes}>{words.toNotes}</ButtonLink>}
      {props.again !== null && <ButtonLink href={props.again}>{nl.myData.again.completed.title}</ButtonLink>}
      <ButtonLink href={props.href}>{nl.answers.myData}</ButtonLink>
    </div>
  </>
)

export type AttestProps = {
  role: string
  text: string
  figures: { label: string; value: string }[]
  made: string
  back: string
}

/** One sheet of paper. */
export const AttestPage: FC<AttestProps> = ({ role, text, figures, made, back }) => (
  <>
    <div class="card attest">
      <DuoMark />
      <h1>{words.attestOf(role)}</h1>
      <p class="lead">{text}</p>
      <SummaryList rows={figures} />
      <p class="small">{words.attestNote}</p>
      <p>{made}</p>
    </div>
    <p class="no-print">{words.attestPrint}</p>
    <p class="no-print">
      <a class="way" href={back}>
        {nl.myData.title}
      </a>
    </p>
  </>
)
