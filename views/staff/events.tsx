import type { FC } from 'hono/jsx'
import type { EventState } from '../../src/domain/event.ts'
import { Button, ButtonLink, ErrorSummary, Form, SummaryList } from '../form.tsx'
import { Actions, Card, DataTable, EmptyState, type Kind, Notice, Pill, QrFigure, Toolbar } from '../parts.tsx'
import { dateTimeOf } from '../words/format.ts'
import type { Words } from '../words.ts'
import { Columns, Figures, Poster } from './desk.tsx'
import { EditEvent, type EventFormProps } from './event-form.tsx'

type EventWords = Words['staff']['events']

type Shown = { title: string; place: string; code: string; startsAt: number; opensAt: number; closesAt: number }

const TONES = { 'not-yet': 'info', open: 'success', closed: 'neutral' } satisfies Record<EventState, Kind | 'neutral'>

type ListProps = {
  words: EventWords
  add: string
  events: (Shown & { href: string; state: EventState })[]
  standing: StandingRow | null
}

/** The sign-up page without end. */
type StandingRow = { href: string; code: string; state: EventState }

export const EventList: FC<ListProps> = ({ words, add, events, standing }) => (
  <>
    <h1>{words.title}</h1>
    <p>{words.lead}</p>
    <Toolbar>
      <ButtonLink href={add} kind="primary">
        {words.add}
      </ButtonLink>
    </Toolbar>
    {events.length === 0 ? (
      <EmptyState title={words.none} />
    ) : (
      <DataTable
        caption={words.caption}
        columns={[
          { label: words.columns.title },
          { label: words.columns.when, date: true },
          { label: words.columns.code },
          { label: words.columns.state },
        ]}
        rows={events.map((event) => ({
          cells: [
            <a href={event.href}>{event.title}</a>,
            dateTimeOf(event.startsAt),
            event.code,
            <Pill kind={TONES[event.state]}>{words.states[event.state]}</Pill>,
          ],
        }))}
      />
    )}
    {standing && <StandingCard words={words} {...standing} />}
  </>
)

const StandingCard: FC<{ words: EventWords } & StandingRow> = ({ words, href, code, state }) => (
  <Card title={words.standing}>
    <p>
      <Pill kind={TONES[state]}>{words.states[state]}</Pill> {words.standingCode(code)}
    </p>
    <p>{words.standingText}</p>
    <ButtonLink href={href}>{words.standingLink}</ButtonLink>
  </Card>
)

const EventFacts: FC<{ words: EventWords; event: Shown }> = ({ words, event }) => (
  <SummaryList
    rows={[
      { label: words.facts.place, value: event.place },
      { label: words.facts.when, value: dateTimeOf(event.startsAt) },
      { label: words.facts.opens, value: dateTimeOf(event.opensAt) },
      { label: words.facts.closes, value: dateTimeOf(event.closesAt) },
      { label: words.facts.code, value: event.code },
    ]}
  />
)

type PageProps = {
  words: EventWords
  event: Shown
  state: EventState
  door: { action: string; csrf: string; byHand: boolean }
  /** Per side: the programme's word, and how many. */
  people: { label: string; count: number; unproved: number }[]
  signUp: { href: string; svg: string }
  poster: string
  /** Null for the page without end, of which nothing can be changed but its door. */
  edit: (EventFormProps & { version: number }) | null
}

export const EventPage: FC<PageProps> = ({ words, event, state, door, people, signUp, poster, edit }) => (
  <>
    {edit && <ErrorSummary title={edit.problem} errors={edit.errors} />}
    <h1>{event.title}</h1>
    {!edit && <p class="lead">{words.standingText}</p>}
    <Columns
      aside={
        <>
          <QrFigure svg={signUp.svg} caption={words.qrCaption} />
          <p>
            {words.signUpAddress}: <a href={signUp.href}>{signUp.href}</a>
          </p>
          <Actions>
            <ButtonLink href={poster} kind="primary">
              {words.poster}
            </ButtonLink>
          </Actions>
        </>
      }
    >
      <p>
        {words.columns.state}: <Pill kind={TONES[state]}>{words.states[state]}</Pill>
      </p>
      {door.byHand && <p>{state === 'open' ? words.byHand.open : words.byHand.closed}</p>}
      <Form action={door.action} csrf={door.csrf}>
        <Button kind="secondary" name="open" value={state === 'open' ? 'no' : 'yes'}>
          {state === 'open' ? words.closeDoor : words.openDoor}
        </Button>
      </Form>
      <h2>{words.people}</h2>
      <Figures
        figures={people.map(({ label, count, unproved }) => ({
          label: (
            <>
              {label}
              {unproved > 0 && (
                <>
                  <br />
                  {words.unproved(unproved)}
                </>
              )}
            </>
          ),
          value: count,
        }))}
      />
      {edit && (
        <>
          <EventFacts words={words} event={event} />
          <details open={edit.errors.length > 0}>
            <summary>{words.edit}</summary>
            <EditEvent {...edit} />
          </details>
        </>
      )}
    </Columns>
  </>
)

type StaleProps = {
  words: EventWords
  event: Shown
  changed: { name: string; at: number } | null
  edit: EventFormProps & { version: number }
}

/** Somebody else was first: what stands there now, and what was typed, to save again. */
export const ChangedMeanwhile: FC<StaleProps> = ({ words, event, changed, edit }) => (
  <>
    <h1>{words.changedMeanwhile}</h1>
    <Notice kind="warning" title={changed ? words.changedBy(changed.name, dateTimeOf(changed.at)) : undefined}>
      <p>{words.changedText}</p>
    </Notice>
    <Card title={event.title}>
      <EventFacts words={words} event={event} />
    </Card>
    <p>{words.changedNext}</p>
    <EditEvent {...edit} />
  </>
)

type PosterProps = {
  words: EventWords
  title: string
  city: string
  host: string
  code: string
  svg: string
  privacy: string
  back: string
}

export const PosterPage: FC<PosterProps> = ({ words, title, city, host, code, svg, privacy, back }) => {
  const [goTo, address, type, typed] = words.posterType(host, code)
  const caption = (
    <>
      {goTo}
      <strong>{address}</strong>
      {type}
      <strong class="typed">{typed}</strong>
    </>
  )
  return (
    <>
      <div class="no-print">
        <h1>{words.posterPage}</h1>
        <p>{words.posterHowTo}</p>
        <p>
          <a href={back}>{words.back}</a>
        </p>
      </div>
      <Poster
        city={city}
        title={title}
        lead={words.posterLead}
        svg={svg}
        caption={caption}
        lines={[<strong>{words.posterWifi}</strong>, words.posterPaper]}
        privacy={words.posterPrivacy(privacy)}
      />
    </>
  )
}
