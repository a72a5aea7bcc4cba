import { stringify } from 'csv-stringify/sync'

type Cell = string | number | null

/**
 * A file for a spreadsheet in Belgium: UTF-8 with its mark, semicolons, decimals with a comma, and no text that is taken
 * for a formula.
 */
export const csvFile = (rows: readonly (readonly Cell[])[]): string =>
  stringify(
    rows.map((row) => row.map(written)),
    { bom: true, delimiter: ';', record_delimiter: 'windows' },
  )

/** How such a file leaves. `name` without its ending; it holds no name of a person. */
export const csvHeaders = (name: string): Record<string, string> => ({
  'Content-Type': 'text/csv; charset=utf-8',
  'Content-Disposition': `attachment; filename="${name}.csv"`,
})

const written = (cell: Cell): string => {
  if (cell === null) return ''
  return typeof cell === 'number' ? String(cell).replace('.', ',') : withGuard(cell)
}

/** Some spreadsheets read the wide signs of Asian keyboards as the same signs. */
const withGuard = (cell: string): string => (/^[=+\-@＝＋－＠\t\r\0]/.test(cell) ? `'${cell}` : cell)
