import type { FC } from 'hono/jsx'
import type { ListedParticipant, ParticipantFilter, ParticipantList } from '../../../db/people/participants.ts'
import { SIDES } from '../../../src/domain/facts.ts'
import { PARTICIPANT_STATES, type ParticipantState } from '../../../src/domain/participant.ts'
import { type Programme, topicLabel } from '../../../src/domain/programmes.ts'
import { asksPreparation } from '../../../src/domain/readiness.ts'
import { paths, withQuery } from '../../../src/paths.ts'
import { ButtonLink, Hidden, type Hx } from '../../form.tsx'
import { DataTable, EmptyState, type Kind, Pill, Toolbar } from '../../parts.tsx'
import { capitalised, dateOf, listOf } from '../../words/format.ts'
import type { Words } from '../../words.ts'
import { Chips, Search } from '../desk.tsx'
import { missingLine } from './readiness.tsx'

type ListProps = {
  words: Words
  programme: Programme
  filter: ParticipantFilter
  list: ParticipantList
  /** Pages of the list, at least 1. */
  last: number
  /** Of `filter.unproved`. */
  eventTitle: string | null
}

export const ParticipantsPage: FC<ListProps> = (props) => {
  const { words, filter } = props
  return (
    <>
      <h1>{words.participants.title}</h1>
      <Toolbar>
        <Search
          action={paths.participants()}
          name="q"
          label={words.participants.search}
          button={words.participants.searchButton}
          value={filter.q}
          hx={WHILE_TYPING}
        >
          <Hidden name="programme" value={filter.programme} />
          {filter.side && <Hidden name="side" value={filter.side} />}
          {filter.state && <Hidden name="state" value={filter.state} />}
          {filter.unproved && <Hidden name="unproved" value={filter.unproved} />}
        </Search>
        <ButtonLink kind="primary" href={paths.newParticipant(filter.programme)}>
          {words.participants.add}
        </ButtonLink>
        <a href={paths.waiting(filter.programme)}>{words.waiting.link}</a>
        <a href={paths.imports(filter.programme)}>{words.imports.open}</a>
      </Toolbar>
      <div id="found">
        <FoundParticipants {...props} />
      </div>
    </>
  )
}

const WHILE_TYPING = {
  'hx-get': paths.participants(),
  'hx-trigger': 'input changed delay:200ms',
  'hx-include': 'closest form',
  'hx-target': '#found',
  // The line that says how many were found stays the same element: a screen reader then reads its new words.
  'hx-swap': 'innerMorph',
  'hx-push-url': 'true',
  'hx-sync': 'this:replace',
} satisfies Hx

/** What changes while somebody types: the choices with their counts, and the list. */
export const FoundParticipants: FC<ListProps> = ({ words: all, programme, filter, list, last, eventTitle }) => {
  const words = all.participants
  return (
    <>
      {eventTitle !== null && (
        <p>
          {words.unprovedOf(eventTitle)}{' '}
          <a href={listUrl({ ...filter, unproved: null, page: 1 })}>{words.unprovedAll}</a>
        </p>
      )}
      <Chips
        label={words.sides}
        chips={[null, ...SIDES].map((side) => ({
          label: side ? capitalised(programme.sides[side].many) : words.all,
          href: listUrl({ ...filter, side, page: 1 }),
          current: filter.side === side,
          count: list.count(side, filter.state),
        }))}
      />
      <Chips
        label={words.states}
        chips={[null, ...statesIn(programme)].map((state) => ({
          label: state ? words.state[state] : words.allStates,
          href: listUrl({ ...filter, state, page: 1 }),
          current: filter.state === state,
          count: list.count(filter.side, state),
        }))}
      />
      <p class="hidden" role="status">
        {words.found(list.total)}
      </p>
      {list.rows.length > 0 ? (
        <DataTable
          caption={words.found(list.total)}
          columns={columns(words)}
          rows={list.rows.map((row) => ({ cells: cells(all, programme, row) }))}
        />
      ) : (
        <EmptyState title={isFiltered(filter) ? words.none : words.empty}>
          <p>{isFiltered(filter) ? words.noneText : words.emptyText}</p>
        </EmptyState>
      )}
      {last > 1 && <Pages words={words} page={filter.page} last={last} href={(page) => listUrl({ ...filter, page })} />}
    </>
  )
}

/** Who was erased is nobody any more, and not in the list. Some programmes ask nothing before a first introduction. */
const statesIn = (programme: Programme) =>
  LISTED_STATES.filter((state) => state !== 'preparing' || asksPreparation(programme))

const LISTED_STATES = PARTICIPANT_STATES.filter((state) => state !== 'erased')

const isFiltered = ({ q, side, state, unproved }: ParticipantFilter) =>
  q !== '' || side !== null || state !== null || Boolean(unproved)

const columns = ({ columns }: Words['participants']) => [
  { label: columns.name },
  { label: columns.state },
  { label: columns.topics },
  { label: columns.sector },
  { label: columns.since, date: true },
]

const cells = ({ participants: words, common }: Words, programme: Programme, row: ListedParticipant) => [
  <>
    <a href={paths.participant(row.id)}>{row.name}</a>
    <div class="small">{[capitalised(programme.sides[row.side].one), row.business].filter(Boolean).join(' · ')}</div>
  </>,
  <>
    <StatePill words={words} state={row.state} />
    {row.state === 'preparing' && <div class="small">{missingLine(row.missing)}</div>}
    {row.side === 'mentor' && row.places > 0 && <div class="small">{words.places(row.places)}</div>}
  </>,
  row.topics.length > 0 ? listOf(row.topics.map((id) => topicLabel(programme, id))) : words.noTopics,
  sectorLabel(common, row.sector) ?? words.noSector,
  dateOf(row.createdAt),
]

export const StatePill: FC<{ words: Words['participants']; state: ParticipantState }> = ({ words, state }) => (
  <Pill kind={STATE_TONE[state]}>{words.state[state]}</Pill>
)

const STATE_TONE = {
  new: 'neutral',
  preparing: 'warning',
  ready: 'success',
  introduced: 'info',
  in_duo: 'info',
  paused: 'warning',
  done: 'neutral',
  kept_past: 'warning',
  stopped: 'neutral',
  erased: 'neutral',
} satisfies Record<ParticipantState, Kind | 'neutral'>

/** The label of a sector; null when none was given. */
export function sectorLabel(common: Words['common'], sector: string | null): string | null {
  const labels: Record<string, string> = common.sectors
  return sector === null ? null : (labels[sector] ?? sector)
}

type PagesProps = {
  words: Pick<Words['participants'], 'pages' | 'previous' | 'next' | 'page'>
  page: number
  last: number
  href: (page: number) => string
}

export const Pages: FC<PagesProps> = ({ words, page, last, href }) => (
  <nav class="actions" aria-label={words.pages}>
    {page > 1 && <ButtonLink href={href(page - 1)}>{words.previous}</ButtonLink>}
    <span>{words.page(page, last)}</span>
    {page < last && <ButtonLink href={href(page + 1)}>{words.next}</ButtonLink>}
  </nav>
)

/** The address of a list: what is not chosen is not in it. */
export const listUrl = ({ programme, q, side, state, unproved = null, page }: ParticipantFilter): string =>
  withQuery(paths.participants(programme), { q: q || null, side, state, unproved, page: page > 1 ? page : null })
