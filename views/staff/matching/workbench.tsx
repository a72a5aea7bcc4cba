import type { FC } from 'hono/jsx'
import type { Decision } from '../../../db/introductions/decisions.ts'
import { type Programme, topicLabel } from '../../../src/domain/programmes.ts'
import type { Candidate, ProposalStatus } from '../../../src/domain/proposals/proposals.ts'
import { paths } from '../../../src/paths.ts'
import { ButtonLink, Form, Hidden } from '../../form.tsx'
import { EmptyState, Notice, Pill, type Reason, Reasons } from '../../parts.tsx'
import { listOf } from '../../words/format.ts'
import type { Words } from '../../words.ts'
import { Decisions } from '../decisions.tsx'
import { Pages } from '../people/participants.tsx'
import { LessOften } from './block-form.tsx'
import { pairText } from './sending.tsx'
import { Busy, KeyButton, KeyList, SlowLink, Step } from './steps.tsx'

export type ShownChoice = {
  mentor: Candidate
  score: number
  isChosen: boolean
  isPinned: boolean
  /** In a sentence. */
  cost: string
  reasons: Reason[]
  status: ProposalStatus['kind']
  decisions: Decision[]
}

export type WorkbenchProps = {
  words: Words
  programme: Programme
  runId: string
  mentee: Candidate
  /** One page of them. */
  choices: ShownChoice[]
  from: number
  all: number
  page: number
  last: number
  /** What the chosen pair is worth: the cost of the best plan without it. */
  margin: string
  pinnedFull: string[]
  previous: string | null
  next: string | null
  nameOf: (id: string) => string
  /** None for who has no name any more. */
  hrefOf: (id: string) => string | undefined
  notice: string | null
  csrf: string
  newKey: () => string
}

/** One mentee with its possible mentors side by side. */
export const WorkbenchPage: FC<WorkbenchProps> = (props) => {
  const { words: all, runId, mentee, choices, from, page, last, nameOf } = props
  const words = all.workbench
  const here = paths.runMentee(runId, mentee.id)
  return (
    <>
      {props.notice && <Notice kind="success">{props.notice}</Notice>}
      <h1>{words.title}</h1>
      <p class="lead">{words.lead(nameOf(mentee.id))}</p>
      <nav class="actions" aria-label={all.matching.proposals}>
        <ButtonLink href={`${paths.run(runId)}#p-${mentee.id}`}>{words.toRun}</ButtonLink>
        {props.previous && (
          <SlowLink class="button secondary" href={paths.runMentee(runId, props.previous)}>
            {words.previous}
          </SlowLink>
        )}
        {props.next && (
          <SlowLink class="button secondary" href={paths.runMentee(runId, props.next)}>
            {words.next}
          </SlowLink>
        )}
      </nav>
      <Busy words={words} />
      <Mentee {...props} />
      {choices.length === 0 ? (
        <EmptyState title={words.none}>
          <p>{words.noneText}</p>
        </EmptyState>
      ) : (
        <>
          <h2>{words.choices}</h2>
          <p>{words.shown(from, from + choices.length - 1, props.all)}</p>
          <KeyList words={words.keys} />
          <div class="beside">
            {choices.map((choice) => (
              <ChoiceCard {...props} choice={choice} />
            ))}
          </div>
          {last > 1 && <Pages words={all.participants} page={page} last={last} href={(to) => `${here}?page=${to}`} />}
        </>
      )}
      {props.pinnedFull.length > 0 && (
        <p>
          {words.pinnedFull}: {listOf(props.pinnedFull.map(nameOf))}.
        </p>
      )}
    </>
  )
}

const Mentee: FC<WorkbenchProps> = ({ words: all, programme, mentee, margin, nameOf, hrefOf }) => (
  <div class="card">
    <div class="person mentee">
      <p class="small">{programme.sides.mentee.one}</p>
      <p class="title">
        <a href={hrefOf(mentee.id)}>{nameOf(mentee.id)}</a>
      </p>
      <p>{topicsOf(all, programme, mentee)}</p>
      <p class="small">{all.matching.waiting(mentee.waitingDays)}</p>
    </div>
    <p>
      <strong>{all.workbench.margin}</strong> {margin}
    </p>
  </div>
)

type ChoiceProps = WorkbenchProps & { choice: ShownChoice }

const ChoiceCard: FC<ChoiceProps> = (props) => {
  const { words: all, programme, choice, mentee, nameOf, hrefOf } = props
  const { matching, workbench: words } = all
  const { mentor, status, isChosen, isPinned } = choice
  return (
    <Step id={`m-${mentor.id}`} label={nameOf(mentor.id)}>
      <div class="person mentor">
        <p class="small">{programme.sides.mentor.one}</p>
        <p class="title">
          <a href={hrefOf(mentor.id)}>{nameOf(mentor.id)}</a>
        </p>
        <p>{topicsOf(all, programme, mentor)}</p>
      </div>
      <p>
        <strong>{matching.score(choice.score)}</strong> {isChosen && <Pill kind="success">{words.chosen}</Pill>}{' '}
        {isPinned && <Pill kind="info">{matching.pinned}</Pill>}{' '}
        {status !== 'open' && <Pill kind="warning">{matching.status[status]}</Pill>} {!isChosen && `${choice.cost}.`}
      </p>
      <Reasons items={choice.reasons} words={matching.verdict} />
      <Decisions words={all} decisions={choice.decisions} />
      <div class="actions">
        {status === 'open' && <ChoiceActions {...props} />}
        <SlowLink
          href={`${paths.whatIf(props.runId)}?${isChosen ? 'block' : 'pin'}=${pairText({ menteeId: mentee.id, mentorId: mentor.id })}`}
        >
          {isChosen ? words.tryWithout : words.tryOut}
          <span class="hidden"> {words.tryOutHidden(nameOf(mentor.id), nameOf(mentee.id))}</span>
        </SlowLink>
      </div>
    </Step>
  )
}

const ChoiceActions: FC<ChoiceProps> = ({ words: all, runId, choice, mentee, nameOf, csrf, newKey }) => {
  const { matching, workbench: words } = all
  const { mentor, isChosen, isPinned } = choice
  const back = paths.runMentee(runId, mentee.id)
  const about = <span class="hidden"> {nameOf(mentor.id)}</span>
  return (
    <>
      {!isPinned && (
        <Form action={paths.pins()} csrf={csrf}>
          <Hidden name="mentor" value={mentor.id} />
          <Hidden name="mentee" value={mentee.id} />
          <Hidden name="back" value={back} />
          <Hidden name="wish" value="pin" />
          <KeyButton hotkey="p" kind="secondary">
            {isChosen ? matching.pin : words.choose}
            {about}
          </KeyButton>
        </Form>
      )}
      <Form action={paths.introductions()} csrf={csrf} formKey={newKey()}>
        <Hidden name="run" value={runId} />
        <Hidden name="only" value={pairText({ menteeId: mentee.id, mentorId: mentor.id })} />
        <KeyButton hotkey="s" kind={isChosen ? 'primary' : 'secondary'}>
          {matching.sendOne}
          {about}
        </KeyButton>
      </Form>
      <LessOften
        words={all}
        pair={{ mentor: mentor.id, mentee: mentee.id }}
        back={back}
        id={mentor.id}
        nameOf={nameOf}
        about={about}
        csrf={csrf}
        formKey={newKey()}
      />
    </>
  )
}

const topicsOf = (words: Words, programme: Programme, { topics }: Candidate): string =>
  topics.length > 0 ? listOf(topics.map((id) => topicLabel(programme, id))) : words.participants.noTopics
