import { scaleBand, scaleLinear } from 'd3-scale'
import type { FC } from 'hono/jsx'
import { Box, Chart, LEGEND_LINE, Legend, WIDTH } from './frame.tsx'

const TOP = 22
const PLOT = 130
const BOTTOM = 22
const MOST = 8

export type YearColumn = { label: string; count: number; cap: number | null }

/** A column a year with its number on top, and the cap as a line across it; the latest eight. */
export const Columns: FC<{
  id: string
  title: string
  text: string
  columns: YearColumn[]
  legend: { count: string; cap: string }
}> = ({ id, columns: all, legend, ...rest }) => {
  const columns = all.slice(-MOST)
  const x = scaleBand(
    columns.map(({ label }) => label),
    [0, WIDTH],
  ).padding(0.25)
  const most = Math.max(1, ...columns.flatMap(({ count, cap }) => [count, cap ?? 0]))
  const y = scaleLinear([0, most], [TOP + PLOT, TOP])
  const floor = TOP + PLOT
  const legendY = floor + BOTTOM + 8
  return (
    <Chart id={id} height={legendY + 2 * LEGEND_LINE} {...rest}>
      <line class="axis" x1={0} x2={WIDTH} y1={floor} y2={floor} />
      {columns.map(({ label, count, cap }) => {
        const left = x(label) ?? 0
        const middle = left + x.bandwidth() / 2
        return (
          <>
            <Box id={id} fill="direct" x={left} y={y(count)} width={x.bandwidth()} height={floor - y(count)} />
            {cap !== null && <line class="limit" x1={left - 4} x2={left + x.bandwidth() + 4} y1={y(cap)} y2={y(cap)} />}
            <text class="over" text-anchor="middle" x={middle} y={above(y(count), cap === null ? null : y(cap)) - 5}>
              {count}
            </text>
            <text text-anchor="middle" x={middle} y={floor + 17}>
              {label}
            </text>
          </>
        )
      })}
      <Legend id={id} y={legendY} items={[{ fill: 'direct', text: legend.count }]} />
      <line class="limit" x1={0} x2={16} y1={legendY + LEGEND_LINE + 7} y2={legendY + LEGEND_LINE + 7} />
      <text x={22} y={legendY + LEGEND_LINE + 12}>
        {legend.cap}
      </text>
    </Chart>
  )
}

/** On top of a column, or of the line that would go through it. */
const above = (top: number, limit: number | null): number =>
  limit !== null && limit <= top + 2 && limit > top - TOP ? limit : top
