import type { FC } from 'hono/jsx'
import type { Contact, Participant, recordsOf } from '../../../db/people/participant.ts'
import type { IntroductionState } from '../../../src/domain/introduction.ts'
import { type Detail, type Programme, topicLabel } from '../../../src/domain/programmes.ts'
import { paths, withQuery } from '../../../src/paths.ts'
import { Button, ButtonLink, ErrorSummary, type FieldError, Form, Hidden, SummaryList, TextArea } from '../../form.tsx'
import { Card, Notice, Pill } from '../../parts.tsx'
import { capitalised, dateOf, dateTimeOf, listOf } from '../../words/format.ts'
import type { Words } from '../../words.ts'
import { Columns } from '../desk.tsx'
import { IntroductionPill } from '../introduction-parts.tsx'
import { Wipe } from '../wipe.tsx'
import { AskCard, ConsentsCard, ContactCard, PauseCard, SignupsCard, WithdrawCard } from './participant-records.tsx'
import { StatePill, sectorLabel } from './participants.tsx'
import { Readiness } from './readiness.tsx'

export type ParticipantProps = {
  words: Words
  programme: Programme
  who: Participant
  /** Of the same person on the other side. */
  otherRole: string | null
  /** Programmes for which staff asked this person, and those for which they can. */
  asked: { programme: string; at: number }[]
  askable: Programme[]
  /** Partners that sent this person. */
  sentBy: { name: string; at: number }[]
  records: Awaited<ReturnType<typeof recordsOf>>
  history: { id: string; with: string; state: IntroductionState; sentAt: number; duoId: string | null }[]
  /** Only after somebody asked for it. */
  contact: Contact | null
  csrf: string
  formKey: string
  /** What just went well. */
  done: keyof Words['participants']['done'] | null
  /** By field. */
  problems: { body?: string | undefined; how?: string | undefined; sure?: string | undefined }
  typed: { note: string }
}

export const ParticipantPage: FC<ParticipantProps> = (props) => {
  const { words: all, programme, who, done, problems } = props
  const words = all.participants
  return (
    <>
      {done && <Notice kind="success">{words.done[done]}</Notice>}
      <ErrorSummary title={all.common.problem} errors={errorsOf(problems)} />
      <h1>{who.name ?? words.erasedName}</h1>
      <p class="lead">
        {capitalised(programme.sides[who.side].one)}{' '}
        {who.twinOf === null ? (
          <StatePill words={words} state={who.state} />
        ) : (
          <Pill kind="neutral">{all.merges.twinState}</Pill>
        )}
      </p>
      {who.erasedAt === null ? (
        <Columns aside={<Aside {...props} />}>
          <Hints {...props} />
          <ContactCard {...props} />
          {who.twinOf === null && <Readiness {...props} />}
          <KnownCard {...props} />
          <HistoryCard {...props} />
          <NotesCard {...props} />
        </Columns>
      ) : (
        <>
          <Notice kind="info">{words.erased(dateOf(who.erasedAt))}</Notice>
          <HistoryCard {...props} />
        </>
      )}
    </>
  )
}

const errorsOf = (problems: ParticipantProps['problems']): FieldError[] =>
  Object.entries(problems).flatMap(([field, message]) => (message === undefined ? [] : [{ field, message }]))

const Hints: FC<ParticipantProps> = ({ words: { participants: words, merges }, programme, who, otherRole, csrf }) => (
  <>
    {who.leftOut && (
      <Notice kind="warning">
        <p>{words.leftOut}</p>
        <LeaveOut words={words} id={who.id} wish="back" csrf={csrf} />
      </Notice>
    )}
    {who.twinOf && (
      <Notice kind="warning">
        {merges.twin} <a href={paths.participant(who.twinOf)}>{merges.twinLink}</a>
      </Notice>
    )}
    {who.state === 'new' && who.twinOf === null && (
      <Notice kind="info" title={words.notProved}>
        {words.notProvedText}
      </Notice>
    )}
    {otherRole && (
      <p>
        <a href={paths.participant(otherRole)}>
          {words.otherRole(programme.sides[who.side === 'mentor' ? 'mentee' : 'mentor'].one)}
        </a>
      </p>
    )}
  </>
)

const LeaveOut: FC<{ words: Words['participants']; id: string; wish: 'out' | 'back'; csrf: string }> = ({
  words,
  id,
  wish,
  csrf,
}) => (
  <Form action={paths.leftOut()} csrf={csrf}>
    <Hidden name="participant" value={id} />
    <Hidden name="wish" value={wish} />
    <Hidden name="back" value={paths.participant(id)} />
    <Button kind="link">{wish === 'out' ? words.leaveOut : words.takeIn}</Button>
  </Form>
)

const KnownCard: FC<ParticipantProps> = ({ words: all, programme, who }) => {
  const words = all.participants
  const languages: Record<string, string> = all.common.languages
  const yesNo = (value: boolean | null) => (value === null ? words.unknown : value ? words.yes : words.no)
  const business = who.business ?? words.unknown
  const facts: { detail: Detail; label: string; value: string }[] = [
    { detail: 'capacity', label: words.capacity, value: `${who.capacity} (${words.places(who.places)})` },
    { detail: 'sameSector', label: words.sameSector, value: yesNo(who.sameSectorWelcome) },
    {
      detail: 'business',
      label: words.business,
      value: who.businessVisible ? words.businessVisible(business) : business,
    },
    { detail: 'stage', label: words.stage, value: who.stage ? words.stageOf[who.stage] : words.unknown },
    { detail: 'inCentre', label: words.inCentre, value: yesNo(who.inCentre) },
  ]
  const { details } = programme.sides[who.side]
  return (
    <Card title={words.known}>
      <SummaryList
        rows={[
          {
            label: words.topics[who.side],
            value: who.topics.length > 0 ? listOf(who.topics.map((id) => topicLabel(programme, id))) : words.noTopics,
          },
          { label: words.sector, value: sectorLabel(all.common, who.sector) ?? words.noSector },
          { label: words.languages, value: listOf(who.languages.map((code) => languages[code] ?? code)) },
          ...facts.filter(({ detail }) => details.includes(detail)),
          { label: words.since, value: dateOf(who.createdAt) },
        ]}
      />
      <p>
        <a href={paths.participantDetails(who.id)}>
          {words.change}
          <span class="hidden"> {words.changeHidden}</span>
        </a>
      </p>
    </Card>
  )
}

const HistoryCard: FC<ParticipantProps> = ({ words, history }) => {
  const { history: title, noHistory, historySent } = words.participants
  return (
    <Card title={title}>
      {history.length === 0 ? (
        <p>{noHistory}</p>
      ) : (
        <ul>
          {history.map((row) => (
            <li>
              <a href={row.duoId ? paths.duo(row.duoId) : paths.staffIntroduction(row.id)}>{row.with}</a>{' '}
              <IntroductionPill words={words.introductions} state={row.state} />{' '}
              <span class="small">{historySent(dateOf(row.sentAt))}</span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

const NotesCard: FC<ParticipantProps> = ({ words: { participants: words }, who, records, csrf, formKey, ...form }) => (
  <Card title={words.notes} id="notes">
    {records.notes.length === 0 && <p>{words.noNotes}</p>}
    {records.notes.map((note) => (
      <blockquote>
        <p class="note">{note.body}</p>
        <p class="small">{words.noteBy(note.staffName, dateTimeOf(note.at))}</p>
        <Wipe
          action={paths.participantNoteRemoval(who.id, note.id)}
          about={words.noteBy(note.staffName, dateTimeOf(note.at))}
          csrf={csrf}
        />
      </blockquote>
    ))}
    <Form action={paths.participantNotes(who.id)} csrf={csrf} formKey={formKey}>
      <TextArea
        name="body"
        label={words.note}
        hint={words.noteHint}
        error={form.problems.body}
        value={form.typed.note}
        maxlength={2000}
      />
      <Button kind="secondary">{words.noteSave}</Button>
    </Form>
  </Card>
)

const Aside: FC<ParticipantProps> = (props) => {
  const { words: all, who } = props
  const words = all.participants
  return (
    <>
      {who.places > 0 && !who.facts.unprepared && (
        <Card title={words.together}>
          <p>{words.togetherText[who.side]}</p>
          <ButtonLink href={withQuery(paths.ownPair(who.programme), { [who.side]: who.id })}>
            {words.together}
          </ButtonLink>
          {!who.leftOut && <LeaveOut words={words} id={who.id} wish="out" csrf={props.csrf} />}
        </Card>
      )}
      <SignupsCard {...props} />
      {who.twinOf === null && (
        <>
          <AskCard {...props} />
          <PauseCard {...props} />
        </>
      )}
      <Card title={all.merges.card}>
        <p>{all.merges.cardText}</p>
        <p>
          <a href={paths.samePerson(who.id)}>{all.merges.link}</a>
        </p>
      </Card>
      <ConsentsCard {...props} />
      <WithdrawCard {...props} />
    </>
  )
}
