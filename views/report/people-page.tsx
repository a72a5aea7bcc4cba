import type { FC } from 'hono/jsx'
import { SIDES } from '../../src/domain/facts.ts'
import { topicLabel } from '../../src/domain/programmes.ts'
import {
  type Breakdown,
  isOneEach,
  NOT_TOLD,
  POPULATIONS,
  type Population,
  type TopicSupply,
} from '../../src/domain/report/breakdown.ts'
import type { Cell } from '../../src/domain/report/suppression.ts'
import { isSector, LANGUAGES } from '../../src/domain/sectors.ts'
import { paths } from '../../src/paths.ts'
import { Bars } from '../charts/bars.tsx'
import { DataTable, Notice, Pill } from '../parts.tsx'
import { Chips, Columns } from '../staff/desk.tsx'
import { capitalised, numberOf } from '../words/format.ts'
import type { Words } from '../words.ts'
import { Frame, type ReportFrame } from './frame.tsx'

type Props = {
  frame: ReportFrame
  /** The year that was asked for, and the last one up to it that is over: that is shown. */
  asked: number
  year: number
  population: Population
  breakdowns: Breakdown[]
  topics: TopicSupply[]
}

/** Who takes part, a calendar year that is over at a time: small numbers stay hidden. */
export const PeoplePage: FC<Props> = ({ frame, asked, year, population, breakdowns, topics }) => {
  const { words: all, programme } = frame
  const words = all.report.people
  const closed = frame.years.filter((own) => own < Number(frame.today.slice(0, 4)))
  const to = (own: number, whom: Population) => paths.reportPeople(programme.id, `${own}-01-01`, `${own}-12-31`, whom)
  return (
    <Frame frame={frame} part="people">
      <Chips
        label={words.year}
        chips={closed.map((own) => ({ label: String(own), href: to(own, population), current: own === year }))}
      />
      <p class="lead">{words.lead}</p>
      <p>{words.small}</p>
      {asked !== year && <Notice kind="info">{words.running(asked)}</Notice>}
      {closed.includes(year) && (
        <>
          <h2>{words.topics.title}</h2>
          <Topics frame={frame} topics={topics} />

          <h2>{words.population}</h2>
          <Chips
            label={words.population}
            chips={POPULATIONS.map((whom) => ({
              label: words.populations[whom],
              href: to(year, whom),
              current: whom === population,
            }))}
          />
          <div class="beside">
            {SIDES.flatMap((side) => breakdowns.filter((each) => each.side === side)).map((each) => (
              <Table frame={frame} breakdown={each} />
            ))}
          </div>
        </>
      )}
    </Frame>
  )
}

export const cellText = (words: Words['report']['people'], { shown }: Pick<Cell, 'shown'>): string => {
  if (shown.kind === 'count') return numberOf(shown.count)
  return shown.kind === 'small' ? words.smallShown : words.withheld
}

/** The words of a value; of one that nobody told, or that is not on the list any more. */
export function valueLabel(
  { words, programme }: Pick<ReportFrame, 'words' | 'programme'>,
  attribute: Breakdown['attribute'],
  id: string,
) {
  if (id === NOT_TOLD) return words.report.people.notTold
  if (attribute === 'topics') return topicLabel(programme, id).replaceAll('\u00AD', '')
  if (attribute === 'sector') return isSector(id) ? words.common.sectors[id] : id
  if (attribute === 'inCentre') return words.report.people.inCentre[id === 'yes' ? 'yes' : 'no']
  const language = LANGUAGES.find((code) => code === id)
  return language ? words.common.languages[language] : id
}

const Table: FC<{ frame: ReportFrame; breakdown: Breakdown }> = ({ frame, breakdown: { attribute, side, cells } }) => {
  const words = frame.words.report
  return (
    <div>
      <DataTable
        shape="plain"
        caption={words.people.caption(words.people.attributes[attribute], frame.programme.sides[side].many)}
        columns={[{ label: words.people.attributes[attribute] }, { label: words.columns.value, number: true }]}
        rows={cells.map((cell) => ({
          cells: [valueLabel(frame, attribute, cell.id), cellText(words.people, cell)],
        }))}
      />
      {!isOneEach(attribute) && <p class="small">{words.people.more}</p>}
    </div>
  )
}

const Topics: FC<{ frame: ReportFrame; topics: TopicSupply[] }> = ({ frame, topics }) => {
  const { words: all, programme } = frame
  const words = all.report.people
  const { mentor, mentee } = programme.sides
  const { columns } = words.topics
  const own = topics.filter(({ id }) => id !== NOT_TOLD)
  const state = ({ short, asked, offered }: TopicSupply) => {
    if (short) return <Pill kind="warning">{words.topics.short}</Pill>
    return asked.kind === 'count' && offered.kind === 'count' ? words.topics.enough : words.topics.unknown
  }
  return (
    <Columns aside={<TopicChart frame={frame} topics={own} />}>
      <p>{words.topics.lead}</p>
      <DataTable
        shape="series"
        caption={words.topics.caption(mentee.many, mentor.many)}
        columns={[
          { label: columns.topic },
          { label: columns.asked, number: true },
          { label: columns.offered, number: true },
          { label: columns.state },
        ]}
        rows={own.map((topic) => ({
          cells: [
            valueLabel(frame, 'topics', topic.id),
            cellText(words, { shown: topic.asked }),
            cellText(words, { shown: topic.offered }),
            state(topic),
          ],
        }))}
      />
    </Columns>
  )
}

const TopicChart: FC<{ frame: ReportFrame; topics: TopicSupply[] }> = ({ frame, topics }) => {
  const { words: all, programme } = frame
  const words = all.report
  const { mentor, mentee } = programme.sides
  const length = (shown: Cell['shown']) => (shown.kind === 'count' ? shown.count : 0)
  return (
    <Bars
      id="topics"
      title={words.charts.topics}
      text={words.charts.topicsText}
      groups={topics.map(({ id, asked, offered }) => ({
        label: valueLabel(frame, 'topics', id),
        bars: [
          { length: length(asked), text: cellText(words.people, { shown: asked }), fill: 'broad' },
          { length: length(offered), text: cellText(words.people, { shown: offered }), fill: 'direct' },
        ],
      }))}
      legend={[
        { fill: 'broad', text: `${words.people.topics.columns.asked}: ${capitalised(mentee.many)}` },
        { fill: 'direct', text: `${words.people.topics.columns.offered}: ${capitalised(mentor.many)}` },
      ]}
    />
  )
}
