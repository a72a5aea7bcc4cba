/** A line of the plot: a name and its points, both axes in their own units. */
export type Line = { name: string; points: { x: number; y: number }[] }
export type Panel = { title: string; unit: string; lines: Line[] }

const WIDTH = 480
const HEIGHT = 360
const MARGIN = { left: 64, right: 120, top: 36, bottom: 44 }
const COLOURS = ['#0b5d8a', '#b5482a', '#4d7c2a', '#7a4fa0', '#8a6d0b']

/** Panels side by side as one SVG, both axes logarithmic, `x` being the pairs of the pool. */
export function plot(panels: readonly Panel[]): string {
  const drawn = panels.map((panel, index) => `<g transform="translate(${index * WIDTH} 0)">${draw(panel)}</g>`)
  const size = `width="${panels.length * WIDTH}" height="${HEIGHT}"`
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} font-family="system-ui, sans-serif" font-size="11">\n<rect width="100%" height="100%" fill="#fff"/>\n${drawn.join('\n')}\n</svg>\n`
}

function draw({ title, unit, lines }: Panel): string {
  const points = lines.flatMap((line) => line.points)
  const x = scale(
    points.map((point) => point.x),
    MARGIN.left,
    WIDTH - MARGIN.right,
  )
  const y = scale(
    points.map((point) => point.y),
    HEIGHT - MARGIN.bottom,
    MARGIN.top,
  )
  const grid = [
    ...x.ticks.map(
      (tick) =>
        `<line x1="${x.at(tick)}" x2="${x.at(tick)}" y1="${MARGIN.top}" y2="${HEIGHT - MARGIN.bottom}" stroke="#ddd"/>`,
    ),
    ...y.ticks.map(
      (tick) =>
        `<line y1="${y.at(tick)}" y2="${y.at(tick)}" x1="${MARGIN.left}" x2="${WIDTH - MARGIN.right}" stroke="#ddd"/>`,
    ),
    ...x.ticks.map(
      (tick) => `<text x="${x.at(tick)}" y="${HEIGHT - MARGIN.bottom + 16}" text-anchor="middle">${short(tick)}</text>`,
    ),
    ...y.ticks.map(
      (tick) => `<text x="${MARGIN.left - 6}" y="${y.at(tick) + 4}" text-anchor="end">${short(tick)}</text>`,
    ),
  ]
  const caption = [
    `<text x="${MARGIN.left}" y="20" font-size="14">${title}</text>`,
    `<text x="${WIDTH - MARGIN.right}" y="${HEIGHT - 8}" text-anchor="end">allowed pairs</text>`,
    `<text x="6" y="${MARGIN.top - 6}">${unit}</text>`,
  ]
  return [...grid, ...caption, ...lines.map((line, index) => drawLine(line, index, x.at, y.at))].join('\n')
}

function drawLine(
  { name, points }: Line,
  index: number,
  x: (value: number) => number,
  y: (value: number) => number,
): string {
  const colour = COLOURS[index % COLOURS.length]
  const path = points.map((point, i) => `${i === 0 ? 'M' : 'L'}${x(point.x)} ${y(point.y)}`).join('')
  const last = points.at(-1)
  const label =
    last === undefined ? '' : `<text x="${x(last.x) + 6}" y="${y(last.y) + 4}" fill="${colour}">${name}</text>`
  const dots = points.map((point) => `<circle cx="${x(point.x)}" cy="${y(point.y)}" r="2.5" fill="${colour}"/>`)
  return `<path d="${path}" fill="none" stroke="${colour}" stroke-width="2"/>${dots.join('')}${label}`
}

function scale(values: readonly number[], from: number, to: number) {
  const low = Math.floor(Math.log10(Math.min(...values)))
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...values))))
  return {
    at: (value: number) => Math.round(from + ((Math.log10(value) - low) / (high - low)) * (to - from)),
    ticks: Array.from({ length: high - low + 1 }, (_, step) => 10 ** (low + step)),
  }
}

function short(value: number): string {
  if (value >= 1e6) return `${value / 1e6} M`
  return value >= 1000 ? `${value / 1000} k` : `${Number(value.toPrecision(3))}`
}
