import type { FC, PropsWithChildren } from 'hono/jsx'

/** Every drawing is this wide in its own units: as many as a phone of 320 pixels leaves, so that letters keep their size. */
export const WIDTH = 320

export type ChartProps = { id: string; title: string; text: string; height: number }

/**
 * A picture with a name and a description. The table beside it carries the numbers; ink, hatching and paper tell parts
 * apart, so that it reads without colour.
 */
export const Chart: FC<PropsWithChildren<ChartProps>> = ({ id, title, text, height, children }) => (
  <figure class="drawing">
    <figcaption>{title}</figcaption>
    <svg
      class="chart"
      viewBox={`0 0 ${WIDTH} ${height}`}
      role="img"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
    >
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-text`}>{text}</desc>
      <pattern id={`${id}-hatch`} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect class="none" width="6" height="6" />
        <rect class="direct" width="2.4" height="6" />
      </pattern>
      {children}
    </svg>
  </figure>
)

/** How a part is filled: full, hatched or empty. */
export const FILLS = ['direct', 'broad', 'none'] as const
export type Fill = (typeof FILLS)[number]

type BoxProps = { id: string; fill: Fill; x: number; y: number; width: number; height: number }

export const Box: FC<BoxProps> = ({ id, fill, ...place }) => (
  <rect class={fill} fill={fill === 'broad' ? `url(#${id}-hatch)` : undefined} {...place} />
)

/** One line a part, each with its sample. */
export const Legend: FC<{ id: string; y: number; items: { fill: Fill; text: string }[] }> = ({ id, y, items }) => (
  <>
    {items.map(({ fill, text }, index) => (
      <>
        <Box id={id} fill={fill} x={1} y={y + index * LEGEND_LINE} width={14} height={14} />
        <text x={22} y={y + index * LEGEND_LINE + 12}>
          {text}
        </text>
      </>
    ))}
  </>
)

export const LEGEND_LINE = 22
