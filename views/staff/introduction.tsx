import type { FC } from 'hono/jsx'
import type { AnswerRecord } from '../../db/introductions/introduction-list.ts'
import type { Introduction } from '../../db/introductions/introductions.ts'
import type { Participant } from '../../db/people/participant.ts'
import { otherSide, SIDES, type Side } from '../../src/domain/facts.ts'
import type { IntroductionState } from '../../src/domain/introduction.ts'
import { type Programme, topicLabel } from '../../src/domain/programmes.ts'
import { paths } from '../../src/paths.ts'
import { Button, ButtonLink, Choices, ErrorSummary, type FieldError, Form, Hidden, Select } from '../form.tsx'
import { Card, Notice, type Reason, Reasons } from '../parts.tsx'
import { Lines } from '../phone/answers.tsx'
import { dateOf, dateTimeOf, listOf } from '../words/format.ts'
import { nl, type Words } from '../words.ts'
import { Pair, type Person } from './desk.tsx'
import { ClickNo, FirstWeeks, type FirstWeeksProps, fieldOf } from './duos/first-weeks.tsx'
import { IntroductionPill } from './introduction-parts.tsx'

export type IntroductionProps = {
  words: Words
  programme: Programme
  intro: Introduction
  state: IntroductionState
  people: Record<Side, Participant>
  reasons: Reason[]
  answers: AnswerRecord[]
  sentBy: string
  /** What somebody agrees to with a yes; [] where that comes later. */
  agreement: { textId: string; lines: string[] } | null
  /** What staff may still write down. */
  can: { answer: Record<Side, boolean>; correct: Record<Side, boolean>; pull: boolean }
  /** Once both said yes. */
  firstWeeks: FirstWeeksProps | null
  /** Whose no to "klikt het?" bars the pair. */
  barring: Side | null
  notice: { kind: 'success' | 'error'; text: string } | null
  problem: { side: Side; message: string } | null
  csrf: string
}

export const IntroductionPage: FC<IntroductionProps> = (props) => {
  const { words: all, programme, intro, state, people, notice } = props
  const words = all.introductions
  const nameOf = (side: Side) => people[side].name ?? all.participants.erasedName
  const person = (side: Side): Person => ({
    role: programme.sides[side].one,
    name: nameOf(side),
    href: paths.participant(people[side].id),
    lines: [
      people[side].topics.length > 0
        ? listOf(people[side].topics.map((id) => topicLabel(programme, id)))
        : all.participants.noTopics,
    ],
  })
  return (
    <>
      {notice && <Notice kind={notice.kind}>{notice.text}</Notice>}
      <ErrorSummary title={all.common.problem} errors={errorsOf(props)} />
      <h1>{words.pairTitle(nameOf('mentor'), nameOf('mentee'))}</h1>
      <p class="lead">
        <IntroductionPill words={words} state={state} /> {words.sentBy(props.sentBy, dateTimeOf(intro.sentAt))}
      </p>
      {state in words.ended && <Ended {...props} />}
      {intro.duoId && (
        <p>
          <ButtonLink href={paths.duo(intro.duoId)}>{words.toDuo}</ButtonLink>
        </p>
      )}
      {props.firstWeeks && <FirstWeeks {...props.firstWeeks} />}
      {props.barring && (
        <ClickNo action={paths.clickCorrection(intro.id)} csrf={props.csrf} name={nameOf(props.barring)} />
      )}
      <Card title={words.why}>
        <Pair mentor={person('mentor')} mentee={person('mentee')}>
          <p>
            <strong>{intro.why.score === null ? words.ownPair : words.score(intro.why.score)}</strong>
          </p>
          <Reasons items={props.reasons} words={all.matching.verdict} />
        </Pair>
      </Card>
      <h2>{words.answers}</h2>
      <div class="pair">
        {SIDES.map((side) => (
          <AnswerCard {...props} side={side} name={nameOf(side)} other={nameOf(otherSide(side))} />
        ))}
      </div>
      {props.can.pull && (
        <Card title={words.pull}>
          <p>{words.pullText}</p>
          <Form action={paths.introductionEnd(intro.id)} csrf={props.csrf}>
            <Button kind="danger">{words.pull}</Button>
          </Form>
        </Card>
      )}
    </>
  )
}

/** Each leads to its field, in a form that stands open. */
const errorsOf = ({ problem, firstWeeks }: IntroductionProps): FieldError[] => [
  ...(problem ? [{ field: `answer-${problem.side}`, message: problem.message }] : []),
  ...(firstWeeks?.wrong ? [{ field: fieldOf(firstWeeks.wrong.form), message: firstWeeks.wrong.text }] : []),
]

const Ended: FC<IntroductionProps> = ({ words: { introductions: words }, state }) => {
  const texts: Partial<Record<IntroductionState, string>> = words.ended
  return <Notice kind="info">{texts[state]}</Notice>
}

type SideProps = IntroductionProps & { side: Side; name: string; other: string }

const AnswerCard: FC<SideProps> = (props) => {
  const { words: all, intro, side, name, answers, can, csrf } = props
  const words = all.introductions
  const given = answers.find((answer) => answer.side === side)
  const ask = intro.facts.asks[side]
  const corrected = intro.facts.corrections[side]
  return (
    <Card title={words.answerOf(name)} id={side}>
      {given ? (
        <p>
          {words.answered(
            words.answer[given.answer],
            dateTimeOf(given.at),
            given.staffName ? words.wayBy(given.staffName) : words.way[given.way],
          )}
          {given.reason && <span class="small"> {words.reasonOf(words.reason[given.reason])}</span>}
        </p>
      ) : (
        <p>
          {ask
            ? can.answer[side]
              ? words.waits(dateOf(ask.expiresAt))
              : words.tooLate(dateOf(ask.expiresAt))
            : words.notAsked}
        </p>
      )}
      {corrected && <p>{words.takenBack(dateTimeOf(corrected.at))}</p>}
      {given && can.correct[side] && (
        <details>
          <summary>{words.correct}</summary>
          <p>{given.answer === 'yes' ? words.correctYes : words.correctNo}</p>
          <Form action={paths.assistedCorrection(intro.id)} csrf={csrf}>
            <Hidden name="side" value={side} />
            <Button kind="secondary">{words.correctButton}</Button>
          </Form>
        </details>
      )}
      {can.answer[side] && <AssistForm {...props} />}
    </Card>
  )
}

const AssistForm: FC<SideProps> = ({
  words: { introductions: words },
  programme,
  intro,
  side,
  name,
  other,
  agreement,
  problem,
  csrf,
}) => (
  <details open={problem?.side === side}>
    <summary>{words.assist}</summary>
    <p>{words.assistText(name)}</p>
    <blockquote>
      <p>{words.assistRead(other)}</p>
      {agreement && (
        <>
          <p>{nl.answers.agreement}</p>
          <Lines items={agreement.lines} />
        </>
      )}
    </blockquote>
    <Form action={paths.assistedAnswer(intro.id)} csrf={csrf}>
      <Hidden name="side" value={side} />
      {agreement && <Hidden name="agreement" value={agreement.textId} />}
      <Choices
        legend={words.assistWhat(name)}
        name="answer"
        id={`answer-${side}`}
        type="radio"
        error={problem?.side === side ? problem.message : undefined}
        options={[
          { value: 'yes', label: words.assistYes },
          { value: 'no', label: words.assistNo },
          { value: 'stop', label: words.assistStop },
        ]}
      />
      <Select
        name="reason"
        id={`reason-${side}`}
        label={words.assistReason}
        options={[
          { value: '', label: words.assistReasonNone },
          ...programme.declineReasons.map((reason) => ({ value: reason, label: words.reason[reason] })),
        ]}
      />
      <Button>{words.assistSave}</Button>
    </Form>
  </details>
)
