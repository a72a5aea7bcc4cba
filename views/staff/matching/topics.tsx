import type { FC } from 'hono/jsx'
import { type Programme, topicLabel } from '../../../src/domain/programmes.ts'
import { shortOf, type TopicBalance, type topicBalance } from '../../../src/domain/proposals/topic-balance.ts'
import { paths } from '../../../src/paths.ts'
import type { Hx } from '../../form.tsx'
import { DataTable, Pill } from '../../parts.tsx'
import { dateTimeOf } from '../../words/format.ts'
import type { Words } from '../../words.ts'
import { Columns } from '../desk.tsx'
import { IntroductionTabs } from './matching.tsx'

type TopicsProps = {
  words: Words
  programme: Programme
  balance: ReturnType<typeof topicBalance>
  at: number
}

export const TopicsPage: FC<TopicsProps> = (props) => {
  const { programme, words } = props
  const { introductions, workbench } = words
  return (
    <>
      <h1>{workbench.topics.title}</h1>
      <IntroductionTabs words={introductions} programme={programme} current="make" />
      <p class="lead">{workbench.topics.lead}</p>
      <TopicsBalance {...props} />
    </>
  )
}

const everyHalfMinute = ({ id }: Programme) =>
  ({
    'hx-get': paths.topics(id),
    'hx-trigger': 'every 30s',
    'hx-swap': 'outerHTML',
  }) satisfies Hx

/** The picture and its table, as people sign up: without a script, by loading the page again. */
export const TopicsBalance: FC<TopicsProps> = (props) => {
  const { words: all, programme, balance, at } = props
  const words = all.workbench.topics
  return (
    <div id="topics" {...everyHalfMinute(programme)}>
      <Columns aside={<Picture {...props} />}>
        <DataTable
          shape="series"
          caption={words.table}
          columns={[
            { label: words.columns.topic },
            { label: words.columns.asked, number: true },
            { label: words.columns.offered, number: true },
            { label: words.columns.state },
          ]}
          rows={balance.topics.map((line) => ({
            cells: [topicLabel(programme, line.topic), line.asked, line.offered, <State words={words} line={line} />],
          }))}
        />
        {balance.undecided > 0 && <p>{words.undecided(balance.undecided)}</p>}
        <p class="small">{words.at(dateTimeOf(at))}</p>
      </Columns>
    </div>
  )
}

type TopicWords = Words['workbench']['topics']

const State: FC<{ words: TopicWords; line: TopicBalance }> = ({ words, line }) => {
  const short = shortOf(line)
  if (short > 0) return <Pill kind="warning">{words.short(short)}</Pill>
  return <>{line.asked === 0 ? words.unused : words.enough}</>
}

/* Lengths of the drawing, in its own units. */
const WIDTH = 400
const LINE = 64
const BAR = 17
const LEGEND = 56
/** What the figure at the end of a bar takes. */
const FIGURE = 34

const Picture: FC<TopicsProps> = ({ words: all, programme, balance: { topics } }) => {
  const words = all.workbench.topics
  const most = Math.max(1, ...topics.flatMap(({ asked, offered }) => [asked, offered]))
  const widthOf = (count: number) => Math.round((count / most) * (WIDTH - FIGURE))
  const label = (line: TopicBalance) => {
    const name = topicLabel(programme, line.topic).replaceAll('\u00AD', '')
    return shortOf(line) > 0 ? `${name} (${words.shortTag})` : name
  }
  return (
    <svg class="chart" viewBox={`0 0 ${WIDTH} ${LEGEND + topics.length * LINE}`} role="img" aria-label={words.picture}>
      <Bar side="mentee" y={2} width={BAR - 2} text={words.asked} />
      <Bar side="mentor" y={24} width={BAR - 2} text={words.offered} />
      {topics.map((line, index) => {
        const y = LEGEND + index * LINE
        return (
          <g>
            <text x="0" y={y + 14}>
              {label(line)}
            </text>
            <Bar side="mentee" y={y + 20} width={widthOf(line.asked)} text={line.asked} />
            <Bar side="mentor" y={y + 20 + BAR} width={widthOf(line.offered)} text={line.offered} />
          </g>
        )
      })}
    </svg>
  )
}

type BarProps = { side: 'mentor' | 'mentee'; y: number; width: number; text: string | number }

const Bar: FC<BarProps> = ({ side, y, width, text }) => (
  <>
    <rect class={side} x="0" y={y} width={width} height={BAR - 2} />
    <text class="figure" x={width + 6} y={y + BAR - 4}>
      {text}
    </text>
  </>
)
