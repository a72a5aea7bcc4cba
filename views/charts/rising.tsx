import { scaleLinear } from 'd3-scale'
import { curveStepAfter, line } from 'd3-shape'
import type { FC } from 'hono/jsx'
import { Chart, WIDTH } from './frame.tsx'

const TOP = 20
const PLOT = 140
const LEFT = 30
const RIGHT = 10

export type Rising = {
  /** How many there were after so many days of the period. */
  points: { day: number; count: number }[]
  days: number
  limit: number | null
  ticks: { day: number; label: string }[]
}

/** A line that rises by steps, under its limit where there is one. */
export const RisingLine: FC<{ id: string; title: string; text: string; limitLabel: string } & Rising> = ({
  points,
  days,
  limit,
  ticks,
  limitLabel,
  ...rest
}) => {
  const most = Math.max(5, limit ?? 0, ...points.map(({ count }) => count))
  const x = scaleLinear([0, days], [LEFT, WIDTH - RIGHT])
  const y = scaleLinear([0, most], [TOP + PLOT, TOP]).nice()
  const path = line<Rising['points'][number]>(
    ({ day }) => x(day),
    ({ count }) => y(count),
  ).curve(curveStepAfter)
  return (
    <Chart height={TOP + PLOT + 24} {...rest}>
      {y.ticks(4).map((tick) => (
        <>
          <line class="grid" x1={LEFT} x2={WIDTH - RIGHT} y1={y(tick)} y2={y(tick)} />
          <text text-anchor="end" x={LEFT - 6} y={y(tick) + 5}>
            {tick}
          </text>
        </>
      ))}
      {ticks.map(({ day, label }) => (
        <text text-anchor="middle" x={x(day)} y={TOP + PLOT + 18}>
          {label}
        </text>
      ))}
      {limit !== null && (
        <>
          <line class="limit" x1={LEFT} x2={WIDTH - RIGHT} y1={y(limit)} y2={y(limit)} />
          <text x={LEFT + 4} y={y(limit) - 5}>
            {limitLabel}
          </text>
        </>
      )}
      <path class="rise" d={path(points) ?? ''} />
    </Chart>
  )
}
