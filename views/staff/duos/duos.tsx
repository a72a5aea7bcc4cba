import type { FC } from 'hono/jsx'
import type { DuoLine } from '../../../db/duos/duo-list.ts'
import type { Duo } from '../../../db/duos/duos.ts'
import { DUO_FILTERS, type DuoFilter, type DuoStatus } from '../../../src/domain/duos/duo.ts'
import type { FollowUp } from '../../../src/domain/duos/silence.ts'
import type { Side } from '../../../src/domain/facts.ts'
import { participantOn } from '../../../src/domain/introduction.ts'
import type { Programme } from '../../../src/domain/programmes.ts'
import { paths, withQuery } from '../../../src/paths.ts'
import { DataTable, EmptyState, type Kind, Pill } from '../../parts.tsx'
import { civilDate } from '../../words/format.ts'
import type { Words } from '../../words.ts'
import { Chips } from '../desk.tsx'
import { Pages } from '../people/participants.tsx'

const TONE = {
  started: 'info',
  follow_up: 'warning',
  running: 'success',
  completed: 'info',
  stopped: 'neutral',
} satisfies Record<DuoStatus, Kind | 'neutral'>

export const DuoPill: FC<{ words: Words['duos']; state: DuoStatus }> = ({ words, state }) => (
  <Pill kind={TONE[state]}>{words.state[state]}</Pill>
)

type ListProps = {
  words: Words
  programme: Programme
  duos: (DuoLine & { duo: Duo })[]
  count: (filter: DuoFilter | null) => number
  chosen: DuoFilter | null
  page: number
  last: number
  nameOf: (id: string) => string
}

export const DuosPage: FC<ListProps> = ({ words: all, programme, duos, count, chosen, page, last, nameOf }) => {
  const words = all.duos
  return (
    <>
      <h1>{words.title}</h1>
      <Chips
        label={words.states}
        chips={[null, ...DUO_FILTERS].map((filter) => ({
          label: filter ? words.filters[filter] : words.all,
          href: duosUrl(programme, filter),
          current: filter === chosen,
          count: count(filter),
        }))}
      />
      {duos.length > 0 ? (
        <DataTable
          caption={words.found(count(chosen))}
          columns={[
            { label: words.columns.pair },
            { label: words.columns.state },
            { label: words.columns.from, date: true },
            { label: words.columns.to, date: true },
          ]}
          rows={duos.map(({ duo, state, followUp }) => ({
            cells: [
              <a href={paths.duo(duo.id)}>{words.and(nameOf(duo.mentorId), nameOf(duo.menteeId))}</a>,
              <>
                <DuoPill words={words} state={state} />
                {followUp && (
                  <div class="small">{followUpText(words, followUp, (side) => nameOf(participantOn(duo, side)))}</div>
                )}
              </>,
              civilDate(duo.facts.startedOn),
              lastDay(words, duo),
            ],
          }))}
        />
      ) : (
        <EmptyState title={chosen ? words.none : words.empty}>{!chosen && <p>{words.emptyText}</p>}</EmptyState>
      )}
      {last > 1 && (
        <Pages words={all.participants} page={page} last={last} href={(to) => duosUrl(programme, chosen, to)} />
      )}
    </>
  )
}

function lastDay(words: Words['duos'], { facts: { end, endsOn } }: Duo): string {
  const day = end?.endedOn ?? endsOn
  return day === null ? words.standsStill : civilDate(day)
}

export const followUpText = (words: Words['duos'], item: FollowUp, nameOf: (side: Side) => string): string =>
  words.followUps[item.reason]('side' in item ? nameOf(item.side) : String(item.days))

/** The address of a list of duos; the result that nobody knows stands apart from the states. */
export const duosUrl = ({ id }: Programme, filter: DuoFilter | null, page = 1): string =>
  withQuery(paths.duos(id), {
    ...(filter === 'unknown_result' ? { result: 'unknown' } : { state: filter }),
    page: page > 1 ? page : null,
  })
