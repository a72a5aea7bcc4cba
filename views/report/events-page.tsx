import type { FC } from 'hono/jsx'
import { SIDES, type Side } from '../../src/domain/facts.ts'
import { CHANNELS } from '../../src/domain/report/facts.ts'
import { FUNNEL_STEPS, type Funnel, type FunnelStep } from '../../src/domain/report/funnel.ts'
import { Bars } from '../charts/bars.tsx'
import type { Fill } from '../charts/frame.tsx'
import { DataTable } from '../parts.tsx'
import { Columns } from '../staff/desk.tsx'
import { capitalised, civilDate, listOf, numberOf } from '../words/format.ts'
import { Frame, PeriodChoice, PeriodLine, type ReportFrame } from './frame.tsx'

/** `on` is null for the page without end. */
export type EventFunnels = { id: string; title: string; on: string | null; funnels: Funnel[] }

export const EventsPage: FC<{ frame: ReportFrame; events: EventFunnels[] }> = ({ frame, events }) => {
  const words = frame.words.report.events
  const all = events.flatMap(({ funnels }) => funnels)
  return (
    <Frame frame={frame} part="events">
      <PeriodChoice frame={frame} part="events" />
      <PeriodLine frame={frame} />
      {events.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <>
          <p>{words.lead}</p>
          <h2>{words.all}</h2>
          <Columns aside={<FunnelChart frame={frame} funnels={all} />}>
            <FunnelTable frame={frame} caption={words.allCaption} funnels={summed(all)} />
            {events.length > 1 && <p class="small">{words.allNote}</p>}
            <p class="small">{words.erasedNote}</p>
          </Columns>
          {events.map(({ title, on, funnels }) => (
            <>
              <h2>
                {title}
                {on !== null && `, ${civilDate(on)}`}
              </h2>
              <FunnelTable frame={frame} caption={words.caption(title)} funnels={funnels} />
            </>
          ))}
        </>
      )}
    </Frame>
  )
}

/** By side and way in, whatever the event. */
function summed(funnels: Funnel[]): Funnel[] {
  const found = new Map<string, Funnel>()
  for (const { side, channel, eventId, steps } of funnels) {
    const key = `${side} ${channel}`
    const sum = found.get(key)?.steps
    found.set(key, { eventId, side, channel, steps: sum ? added(sum, steps) : steps })
  }
  return [...found.values()]
}

const added = (a: Record<FunnelStep, number>, b: Record<FunnelStep, number>): Record<FunnelStep, number> => ({
  signed_up: a.signed_up + b.signed_up,
  proved: a.proved + b.proved,
  introduced: a.introduced + b.introduced,
  agreed: a.agreed + b.agreed,
  in_duo: a.in_duo + b.in_duo,
  completed: a.completed + b.completed,
})

const FunnelTable: FC<{ frame: ReportFrame; caption: string; funnels: Funnel[] }> = ({ frame, caption, funnels }) => {
  const words = frame.words.report.events
  const inOrder = SIDES.flatMap((side) =>
    CHANNELS.flatMap((channel) => funnels.filter((funnel) => funnel.side === side && funnel.channel === channel)),
  )
  return (
    <DataTable
      caption={caption}
      columns={[{ label: words.who }, ...FUNNEL_STEPS.map((step) => ({ label: words.steps[step], number: true }))]}
      rows={inOrder.map(({ side, channel, steps }) => ({
        cells: [
          capitalised(words.row(frame.programme.sides[side].many, words.channels[channel])),
          ...FUNNEL_STEPS.map((step) => numberOf(steps[step])),
        ],
      }))}
    />
  )
}

const FILL = { mentor: 'direct', mentee: 'broad' } satisfies Record<Side, Fill>

const FunnelChart: FC<{ frame: ReportFrame; funnels: Funnel[] }> = ({ frame: { words: all, programme }, funnels }) => {
  const words = all.report
  const count = (side: Side, step: FunnelStep) =>
    funnels.filter((funnel) => funnel.side === side).reduce((sum, { steps }) => sum + steps[step], 0)
  const many = (side: Side) => programme.sides[side].many
  const spoken = FUNNEL_STEPS.map(
    (step) => `${words.events.steps[step]} ${listOf(SIDES.map((side) => `${count(side, step)} ${many(side)}`))}`,
  )
  return (
    <Bars
      id="funnel"
      title={words.charts.funnel(listOf(SIDES.map(many)))}
      text={words.charts.funnelText(spoken.join('; '))}
      groups={FUNNEL_STEPS.map((step) => ({
        label: words.events.steps[step],
        bars: SIDES.map((side) => ({
          length: count(side, step),
          text: numberOf(count(side, step)),
          fill: FILL[side],
        })),
      }))}
      legend={SIDES.map((side) => ({ fill: FILL[side], text: capitalised(many(side)) }))}
    />
  )
}
