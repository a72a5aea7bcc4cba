import { stringify } from 'csv-stringify/sync'

/** A file for a spreadsheet: UTF-8 with its mark, semicolons, and no cell that is taken for a formula. */
export const csvFile = (rows: readonly (readonly (string | number)[])[]): string =>
  stringify(
    rows.map((row) => row.map((cell) => (typeof cell === 'string' ? withGuard(cell) : cell))),
    { bom: true, delimiter: ';', record_delimiter: 'windows' },
  )

/** How such a file leaves. `name` without its ending; it holds no name of a person. */
export const csvHeaders = (name: string): Record<string, string> => ({
  'Content-Type': 'text/csv; charset=utf-8',
  'Content-Disposition': `attachment; filename="${name}.csv"`,
})

const withGuard = (cell: string): string => (/^[=+\-@\t\r\0]/.test(cell) ? `'${cell}` : cell)
