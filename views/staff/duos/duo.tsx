import type { FC } from 'hono/jsx'
import type { DuoClosing } from '../../../db/duos/duo-closing.ts'
import type { Duo } from '../../../db/duos/duos.ts'
import type { Participant } from '../../../db/people/participant.ts'
import type { AgreementSection } from '../../../src/agreement-texts.ts'
import { daysBetween } from '../../../src/domain/civil-date.ts'
import type { DuoStatus } from '../../../src/domain/duos/duo.ts'
import type { FollowUp } from '../../../src/domain/duos/silence.ts'
import type { Side } from '../../../src/domain/facts.ts'
import { type Programme, topicLabel } from '../../../src/domain/programmes.ts'
import type { TimelineRow } from '../../../src/office/duo-timeline.ts'
import { paths } from '../../../src/paths.ts'
import { ErrorSummary } from '../../form.tsx'
import { Card, DataTable, Notice } from '../../parts.tsx'
import { Lines } from '../../phone/answers.tsx'
import { civilDate, listOf } from '../../words/format.ts'
import type { Words } from '../../words.ts'
import { Columns, Pair, type Person } from '../desk.tsx'
import { Wipe } from '../wipe.tsx'
import type { CareProps } from './duo-form-parts.tsx'
import { DuoForms } from './duo-forms.tsx'
import { DuoPill, followUpText } from './duos.tsx'

export type DuoProps = {
  words: Words
  programme: Programme
  duo: Duo
  status: DuoStatus
  followUps: FollowUp[]
  /** That somebody told of a job whose contract nobody wrote down yet. */
  contract: string | null
  timeline: TimelineRow[]
  today: string
  people: Record<Side, Participant>
  closing: DuoClosing | null
  /** What the two agreed to, as they read it. */
  agreement: AgreementSection[]
  /** What was noted of their meetings, in words. */
  hours: string | null
  notice: { kind: 'success' | 'error'; text: string } | null
  care: CareProps
}

export const DuoPage: FC<DuoProps> = (props) => {
  const { words: all, programme, duo, status, today, people, notice, followUps, timeline } = props
  const words = all.duos
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
  const { startedOn, endsOn, end } = duo.facts
  const last = end?.endedOn ?? endsOn
  const { problem } = props.care
  return (
    <>
      {notice && <Notice kind={notice.kind}>{notice.text}</Notice>}
      <ErrorSummary
        title={all.common.problem}
        errors={problem ? [{ field: `${problem.form}-card`, message: problem.text }] : []}
      />
      <h1>{words.and(nameOf('mentor'), nameOf('mentee'))}</h1>
      <p class="lead">
        <DuoPill words={words} state={status} />{' '}
        {last === null ? words.standsStill : words.period(civilDate(startedOn), civilDate(last))}
      </p>
      <Columns aside={<Aside {...props} />}>
        <FollowUps words={words} items={followUps} nameOf={nameOf} />
        {props.contract !== null && <Notice kind="warning">{props.contract}</Notice>}
        <Card>
          <Pair mentor={person('mentor')} mentee={person('mentee')} />
          {isRunning(status) && endsOn !== null && <p>{words.daysLeft(daysBetween(today, endsOn))}</p>}
          {props.hours !== null && <p>{props.hours}</p>}
          <p>
            <a href={paths.staffIntroduction(duo.introductionId)}>{words.introduction}</a>
          </p>
        </Card>
        <DataTable
          caption={words.timeline}
          columns={[
            { label: words.timelineColumns.on, date: true },
            { label: words.timelineColumns.what, plain: true },
            { label: words.timelineColumns.who },
          ]}
          rows={timeline.map((row) => ({
            cells: [
              civilDate(row.on),
              row.wipe === undefined ? row.what : <Typed {...row} wipe={row.wipe} csrf={props.care.csrf} />,
              row.who || null,
            ],
          }))}
        />
        {props.agreement.map(({ title, lines }) => (
          <Card title={title}>
            <Lines items={lines} />
          </Card>
        ))}
      </Columns>
    </>
  )
}

const Typed: FC<TimelineRow & { wipe: string; csrf: string }> = ({ what, who, wipe, csrf }) => (
  <>
    <p>{what}</p>
    <Wipe action={wipe} about={who} csrf={csrf} />
  </>
)

/** Every reason to look, the weightiest first. */
const FollowUps: FC<{ words: Words['duos']; items: FollowUp[]; nameOf: (side: Side) => string }> = (props) =>
  props.items.length === 0 ? null : (
    <Notice kind="warning" title={props.words.state.follow_up}>
      <ul>
        {props.items.map((item) => (
          <li>{followUpText(props.words, item, props.nameOf)}</li>
        ))}
      </ul>
      <p>{props.words.followUpDone}</p>
    </Notice>
  )

const Aside: FC<DuoProps> = (props) => {
  const { words: all, duo, status, closing } = props
  const words = all.duos
  const { end } = duo.facts
  return (
    <>
      {end && (
        <Notice kind="info">
          {words.ended[end.reason](civilDate(end.endedOn))} {closing?.staffName && words.endedBy(closing.staffName)}{' '}
          {closing?.reason && words.endedWhy(reasonText(words, closing.reason))}
        </Notice>
      )}
      <DuoForms {...props.care} words={words} duo={duo} programme={props.programme} isRunning={isRunning(status)} />
    </>
  )
}

export const isRunning = (status: DuoStatus): boolean =>
  status === 'started' || status === 'follow_up' || status === 'running'

function reasonText(words: Words['duos'], code: string): string {
  const texts: Record<string, string> = words.closeReason
  return texts[code] ?? code
}
