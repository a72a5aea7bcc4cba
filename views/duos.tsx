import type { FC } from 'hono/jsx'
import type { DuoClosing } from '../db/duo-closing.ts'
import type { Duo } from '../db/duos.ts'
import type { Participant } from '../db/participant.ts'
import { daysBetween } from '../src/domain/civil-date.ts'
import type { DuoState } from '../src/domain/duo.ts'
import type { Side } from '../src/domain/facts.ts'
import { type Programme, topicLabel } from '../src/domain/programmes.ts'
import { paths } from '../src/paths.ts'
import { Chips, Columns, Pair, type Person } from './desk.tsx'
import { Button, Choices, Form } from './form.tsx'
import { Pages } from './participants.tsx'
import { Card, DataTable, EmptyState, type Kind, Notice, Pill } from './parts.tsx'
import { civilDate, listOf } from './words/format.ts'
import type { Words } from './words.ts'

export const DUO_STATES = ['running', 'completed', 'stopped'] as const satisfies DuoState[]

const STATE_TONE = {
  running: 'success',
  completed: 'info',
  stopped: 'neutral',
} satisfies Record<DuoState, Kind | 'neutral'>

const DuoPill: FC<{ words: Words['duos']; state: DuoState }> = ({ words, state }) => (
  <Pill kind={STATE_TONE[state]}>{words.state[state]}</Pill>
)

type ListProps = {
  words: Words
  duos: { duo: Duo; state: DuoState }[]
  count: (state: DuoState | null) => number
  chosen: DuoState | null
  page: number
  last: number
  nameOf: (id: string) => string
}

export const DuosPage: FC<ListProps> = ({ words: all, duos, count, chosen, page, last, nameOf }) => {
  const words = all.duos
  return (
    <>
      <h1>{words.title}</h1>
      <Chips
        label={words.states}
        chips={[null, ...DUO_STATES].map((state) => ({
          label: state ? words.state[state] : words.all,
          href: listUrl(state, 1),
          current: state === chosen,
          count: count(state),
        }))}
      />
      {duos.length > 0 ? (
        <DataTable
          caption={words.found(count(chosen))}
          columns={[words.columns.pair, words.columns.state, words.columns.from, words.columns.to].map((label) => ({
            label,
          }))}
          rows={duos.map(({ duo, state }) => ({
            cells: [
              <a href={paths.duo(duo.id)}>{words.and(nameOf(duo.mentorId), nameOf(duo.menteeId))}</a>,
              <DuoPill words={words} state={state} />,
              civilDate(duo.facts.startedOn),
              lastDay(words, duo),
            ],
          }))}
        />
      ) : (
        <EmptyState title={chosen ? words.none : words.empty}>{!chosen && <p>{words.emptyText}</p>}</EmptyState>
      )}
      {last > 1 && <Pages words={all.participants} page={page} last={last} href={(to) => listUrl(chosen, to)} />}
    </>
  )
}

function lastDay(words: Words['duos'], { facts: { end, endsOn } }: Duo): string {
  const day = end?.endedOn ?? endsOn
  return day === null ? words.standsStill : civilDate(day)
}

function listUrl(state: DuoState | null, page: number): string {
  const query = new URLSearchParams()
  if (state) query.set('state', state)
  if (page > 1) query.set('page', String(page))
  return query.size > 0 ? `${paths.duos()}?${query}` : paths.duos()
}

export type DuoProps = {
  words: Words
  programme: Programme
  duo: Duo
  state: DuoState
  today: string
  people: Record<Side, Participant>
  closing: DuoClosing | null
  notice: { kind: 'success' | 'error'; text: string } | null
  problem: string | null
  csrf: string
}

export const DuoPage: FC<DuoProps> = (props) => {
  const { words: all, programme, duo, state, today, people, notice } = props
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
  const { startedOn, endsOn } = duo.facts
  return (
    <>
      {notice && <Notice kind={notice.kind}>{notice.text}</Notice>}
      <h1>{words.and(nameOf('mentor'), nameOf('mentee'))}</h1>
      <p class="lead">
        <DuoPill words={words} state={state} />{' '}
        {endsOn === null ? words.standsStill : words.period(civilDate(startedOn), civilDate(endsOn))}
      </p>
      <Columns aside={<Aside {...props} />}>
        <Card>
          <Pair mentor={person('mentor')} mentee={person('mentee')} />
          {state === 'running' && endsOn !== null && <p>{words.daysLeft(daysBetween(today, endsOn))}</p>}
          <p>
            <a href={paths.staffIntroduction(duo.introductionId)}>{words.introduction}</a>
          </p>
        </Card>
        <Card title={words.agreement}>
          <ul>
            {programme.agreementLines.map((line) => (
              <li>{line}</li>
            ))}
          </ul>
        </Card>
      </Columns>
    </>
  )
}

const Aside: FC<DuoProps> = ({ words: { duos: words }, duo, state, closing, problem, csrf }) => {
  const { end } = duo.facts
  if (end)
    return (
      <Notice kind="info">
        {words.ended[end.reason](civilDate(end.endedOn))} {closing?.staffName && words.endedBy(closing.staffName)}{' '}
        {closing?.reason && words.endedWhy(reasonText(words, closing.reason))}
      </Notice>
    )
  if (state !== 'running') return null
  return (
    <Card title={words.close}>
      <details open={problem !== null}>
        <summary>{words.close}</summary>
        <p>{words.closeText}</p>
        <Form action={paths.duoClosure(duo.id)} csrf={csrf}>
          <Choices
            legend={words.closeWhy}
            name="reason"
            type="radio"
            error={problem ?? undefined}
            options={Object.entries(words.closeReason).map(([value, label]) => ({ value, label }))}
          />
          <Button kind="danger">{words.closeButton}</Button>
        </Form>
      </details>
    </Card>
  )
}

function reasonText(words: Words['duos'], code: string): string {
  const texts: Record<string, string> = words.closeReason
  return texts[code] ?? code
}
