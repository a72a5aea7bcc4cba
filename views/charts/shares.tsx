import { scaleLinear } from 'd3-scale'
import { stack } from 'd3-shape'
import type { FC } from 'hono/jsx'
import { Box, Chart, FILLS, type Fill, LEGEND_LINE, Legend, WIDTH } from './frame.tsx'

const LINE = 54
const BAR = 24
const INSET = 1
/** What a digit takes; the number of a part too narrow for it stands in the table only. */
const DIGIT = 9

export type Share = { label: string; parts: Record<Fill, number> }

/** A bar of one whole each, in three parts. A whole of nothing has no bar. */
export const Shares: FC<{ id: string; title: string; text: string; shares: Share[]; legend: Record<Fill, string> }> = ({
  id,
  shares,
  legend,
  ...rest
}) => {
  const legendY = shares.length * LINE + 4
  const layers = stack<Share, Fill>()
    .keys(FILLS)
    .value(({ parts }, fill) => parts[fill])(shares)
  return (
    <Chart id={id} height={legendY + FILLS.length * LEGEND_LINE} {...rest}>
      {shares.map(({ label }, index) => (
        <text x={0} y={index * LINE + 14}>
          {label}
        </text>
      ))}
      {layers.flatMap((layer) =>
        layer.map(([from, to], index) => {
          const { direct, broad, none } = layer[index]?.data.parts ?? { direct: 0, broad: 0, none: 0 }
          const x = scaleLinear([0, Math.max(1, direct + broad + none)], [INSET, WIDTH - INSET])
          const [left, width, text] = [x(from), x(to) - x(from), String(to - from)]
          return to > from ? (
            <>
              <Box id={id} fill={layer.key} x={left} y={index * LINE + 21} width={width} height={BAR} />
              {width >= text.length * DIGIT + 8 && (
                <text class={`part on-${layer.key}`} text-anchor="middle" x={left + width / 2} y={index * LINE + 38}>
                  {text}
                </text>
              )}
            </>
          ) : null
        }),
      )}
      <Legend id={id} y={legendY} items={FILLS.map((fill) => ({ fill, text: legend[fill] }))} />
    </Chart>
  )
}
