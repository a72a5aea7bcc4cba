import { scaleLinear } from 'd3-scale'
import type { FC } from 'hono/jsx'
import { Box, Chart, type Fill, LEGEND_LINE, Legend, WIDTH } from './frame.tsx'

const LABEL = 20
const BAR = 16
const GAP = 12
/** What the number at the end of a bar takes. */
const FIGURE = 44

/** `text` stands at the end: a number, or what is said instead of one. */
export type Bar = { length: number; text: string; fill: Fill }
export type BarGroup = { label: string; bars: Bar[] }

/** A few bars under each label, all on one scale. */
export const Bars: FC<{
  id: string
  title: string
  text: string
  groups: BarGroup[]
  legend: { fill: Fill; text: string }[]
}> = ({ id, groups, legend, ...rest }) => {
  const most = Math.max(1, ...groups.flatMap(({ bars }) => bars.map(({ length }) => length)))
  const x = scaleLinear([0, most], [0, WIDTH - FIGURE])
  const top = legend.length * LEGEND_LINE + (legend.length > 0 ? 6 : 0)
  const size = LABEL + (groups[0]?.bars.length ?? 1) * BAR + GAP
  return (
    <Chart id={id} height={top + groups.length * size} {...rest}>
      <Legend id={id} y={0} items={legend} />
      {groups.map(({ label, bars }, index) => (
        <>
          <text x={0} y={top + index * size + 14}>
            {label}
          </text>
          {bars.map(({ length, text, fill }, row) => {
            const y = top + index * size + LABEL + row * BAR
            return (
              <>
                <Box id={id} fill={fill} x={1} y={y} width={Math.max(1, x(length))} height={BAR - 2} />
                <text x={Math.max(1, x(length)) + 6} y={y + 12}>
                  {text}
                </text>
              </>
            )
          })}
        </>
      ))}
    </Chart>
  )
}
