import { stringify } from 'csv-stringify/sync'
import { Bars } from '../../views/charts/bars.tsx'
import { Columns } from '../../views/charts/columns.tsx'
import { RisingLine } from '../../views/charts/rising.tsx'
import { Shares } from '../../views/charts/shares.tsx'

const named = (id: string) => ({ id, title: `Title of ${id}`, text: `Text of ${id}` })
const legend = { direct: 'Direct', broad: 'Broad', none: 'None' }

/** Every picture of the report, and a line of its table: one text to compare. */
export function drawings(): string {
  const pictures = [
    <Shares {...named('a')} legend={legend} shares={[{ label: 'End', parts: { direct: 15, broad: 20, none: 15 } }]} />,
    <Columns
      {...named('b')}
      legend={{ count: 'Started', cap: 'Cap' }}
      columns={[
        { label: '2025', count: 50, cap: 50 },
        { label: '2026', count: 7, cap: null },
      ]}
    />,
    <Bars {...named('c')} legend={[]} groups={[{ label: 'Cv', bars: [{ length: 3, text: '<5', fill: 'broad' }] }]} />,
    <RisingLine
      {...named('d')}
      {...{ days: 365, limit: 50, limitLabel: 'Cap', ticks: [{ day: 0, label: 'J' }] }}
      points={[
        { day: 0, count: 0 },
        { day: 40, count: 1 },
      ]}
    />,
  ]
  return [...pictures.map(String), stringify([['=1+1', 'x']], { delimiter: ';', escape_formulas: true })].join('\n')
}
