import type { FC } from 'hono/jsx'
import type { Side } from '../../src/domain/facts.ts'
import type { IntroductionState, Pair as PairIds } from '../../src/domain/introduction.ts'
import type { Programme } from '../../src/domain/programmes.ts'
import { paths, withQuery } from '../../src/paths.ts'
import { ButtonLink } from '../form.tsx'
import { DataTable, EmptyState } from '../parts.tsx'
import { dateOf, listOf } from '../words/format.ts'
import type { Words } from '../words.ts'
import { Chips } from './desk.tsx'
import { IntroductionPill } from './introduction-parts.tsx'
import { IntroductionTabs } from './matching/matching.tsx'
import { Pages } from './people/participants.tsx'

/** States that read alike are one choice; the first is what still asks for something. */
export const STATE_GROUPS = {
  waiting: ['sent', 'one_yes', 'agreed'],
  sent: ['sent'],
  one_yes: ['one_yes'],
  agreed: ['agreed'],
  duo: ['duo'],
  declined: ['declined'],
  expired: ['expired', 'lapsed'],
  pulled: ['pulled', 'withdrawn', 'taken_back'],
} as const satisfies Partial<Record<IntroductionState | 'waiting', readonly IntroductionState[]>>
export type StateGroup = keyof typeof STATE_GROUPS | 'all'

export type ShownLine = PairIds & {
  id: string
  sentAt: number
  state: IntroductionState
  /** Whose answer is still to come, and until when. */
  waitsFor: Side[]
  deadline: number | null
}

type ListProps = {
  words: Words
  programme: Programme
  lines: ShownLine[]
  counts: Map<StateGroup, number>
  group: StateGroup
  page: number
  last: number
  nameOf: (id: string) => string
}

export const IntroductionsPage: FC<ListProps> = ({ words: all, programme, ...props }) => {
  const { lines, counts, group, page, last, nameOf } = props
  const words = all.introductions
  const isEmpty = counts.get('all') === 0
  return (
    <>
      <h1>{words.title}</h1>
      <IntroductionTabs words={words} programme={programme} current="sent" />
      <Chips
        label={words.states}
        chips={GROUPS.map((each) => ({
          label: { ...words.state, waiting: words.waiting, all: words.all }[each],
          href: groupUrl(programme, each, 1),
          current: each === group,
          count: counts.get(each) ?? 0,
        }))}
      />
      {lines.length > 0 ? (
        <DataTable
          caption={words.found(counts.get(group) ?? 0)}
          columns={[
            { label: words.columns.pair },
            { label: words.columns.state },
            { label: words.columns.waits },
            { label: words.columns.deadline, date: true },
            { label: words.columns.sent, date: true },
          ]}
          rows={lines.map((line) => ({
            cells: [
              <a href={paths.staffIntroduction(line.id)}>{words.and(nameOf(line.mentorId), nameOf(line.menteeId))}</a>,
              <IntroductionPill words={words} state={line.state} />,
              line.waitsFor.length > 0
                ? listOf(line.waitsFor.map((side) => nameOf(side === 'mentor' ? line.mentorId : line.menteeId)))
                : null,
              line.deadline === null ? null : dateOf(line.deadline),
              dateOf(line.sentAt),
            ],
          }))}
        />
      ) : (
        <EmptyState title={isEmpty ? words.empty : group === 'waiting' ? words.noneWait : words.none}>
          {!isEmpty && group === 'waiting' && (
            <p>
              <a href={groupUrl(programme, 'all', 1)}>{words.seeAll(counts.get('all') ?? 0)}</a>
            </p>
          )}
          {isEmpty && (
            <>
              <p>{words.emptyText}</p>
              <ButtonLink href={paths.matching(programme.id)} kind="primary">
                {words.makeTab}
              </ButtonLink>
            </>
          )}
        </EmptyState>
      )}
      {last > 1 && (
        <Pages words={all.participants} page={page} last={last} href={(to) => groupUrl(programme, group, to)} />
      )}
    </>
  )
}

const GROUPS: StateGroup[] = ['waiting', 'all', 'sent', 'one_yes', 'agreed', 'duo', 'declined', 'expired', 'pulled']

const groupUrl = ({ id }: Programme, group: StateGroup, page: number): string =>
  withQuery(paths.introductions(id), { state: group === 'waiting' ? null : group, page: page > 1 ? page : null })
