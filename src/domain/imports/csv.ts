import { CsvError, parse } from 'csv-parse/sync'

export const MOST_FILE_ROWS = 10_000
const MOST_ROW_SIGNS = 50_000
const MOST_COLUMNS = 200
/** A cell that is longer says nothing that a row of ours can hold, and is not read. */
export const MOST_CELL_SIGNS = 2_000

/** `number` is the row as a spreadsheet counts it: the header is 1, and empty rows count too. */
export type SheetRow = { number: number; cells: string[] }
export type Sheet = { columns: string[]; rows: SheetRow[] }

export type ReadSheet =
  | { kind: 'sheet'; sheet: Sheet }
  | { kind: 'empty' | 'not-text' | 'no-rows' }
  /** `rows` counts no further than one too many: the rest of the file is not read. */
  | { kind: 'too-many-rows'; rows: number }
  | { kind: 'open-quote'; number: number }

/**
 * The rows of a file as spreadsheets and other programs save it: UTF-8, UTF-16 or Windows-1252; semicolons, commas or
 * tabs; quotes as in RFC 4180. Rows in which nothing stands are left out.
 */
export function readSheet(bytes: Uint8Array): ReadSheet {
  if (isBinary(bytes)) return { kind: 'not-text' }
  const text = decoded(bytes)
  // The parser measures a row by what stands in its cells: a million separators would hold everybody up.
  if (text === null || text.split(/[\r\n]/).some((line) => line.length > MOST_ROW_SIGNS)) return { kind: 'not-text' }
  if (text.trim() === '') return { kind: 'empty' }
  return rowsOf(text)
}

/** Which column holds which field, by the names that people give it; a column that means nothing to us is `unused`. */
export type Columns<Field extends string> = { at: Partial<Record<Field, number>>; unused: string[] }

/** Columns by their names, without regard to case, accents, spaces and signs. The first column of a name counts. */
export function matchColumns<Field extends string>(
  columns: readonly string[],
  names: Readonly<Record<Field, readonly string[]>>,
): Columns<Field> {
  const at: Partial<Record<Field, number>> = {}
  const unused: string[] = []
  columns.forEach((column, index) => {
    const field = fieldsOf(names).find((each) => names[each].some((name) => plain(name) === plain(column)))
    if (field !== undefined && at[field] === undefined) at[field] = index
    else if (column.trim() !== '') unused.push(column.trim())
  })
  return { at, unused }
}

/** What stands in a row under a field; '' where the file has no such column. */
export const cellOf = <Field extends string>({ at }: Columns<Field>, { cells }: SheetRow, field: Field): string => {
  const index = at[field]
  return index === undefined ? '' : (cells[index] ?? '')
}

/** The first field whose cell is too long to be read. */
export const longField = <Field extends string>(columns: Columns<Field>, row: SheetRow): Field | undefined =>
  fieldsOf(columns.at).find((field) => cellOf(columns, row, field).length > MOST_CELL_SIGNS)

/** A name or a value as it is compared: letters and digits alone. */
export const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase()

const fieldsOf = <Field extends string>(names: Readonly<Partial<Record<Field, unknown>>>): Field[] => {
  const fields: Field[] = []
  for (const field in names) fields.push(field)
  return fields
}

/** A spreadsheet's own format (a zip, or the older OLE file) and PDF are no text, whatever their name says. */
function isBinary(bytes: Uint8Array): boolean {
  return [
    [0x50, 0x4b, 0x03, 0x04],
    [0xd0, 0xcf, 0x11, 0xe0],
    [0x25, 0x50, 0x44, 0x46],
  ].some((signature) => signature.every((byte, index) => bytes[index] === byte))
}

/** Null where no encoding makes text of it. Windows-1252 gives a sign to every byte, so it is tried last. */
function decoded(bytes: Uint8Array): string | null {
  const encoding = encodingOf(bytes)
  const text = attempt(encoding, bytes) ?? (encoding === 'utf-8' ? attempt('windows-1252', bytes) : null)
  return text === null || text.includes('\0') ? null : text
}

function attempt(encoding: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** By its mark at the beginning; without one, UTF-16 shows itself by a zero in every other byte of plain letters. */
function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const head = bytes.subarray(0, 200)
  const zeros = [0, 1].map((odd) => head.filter((byte, index) => byte === 0 && index % 2 === odd).length)
  const most = head.length / 4
  if ((zeros[1] ?? 0) > most) return 'utf-16le'
  return (zeros[0] ?? 0) > most ? 'utf-16be' : 'utf-8'
}

function rowsOf(text: string): ReadSheet {
  const told = /^sep=(.)\r?\n/i.exec(text)
  const skipped = told ? 1 : 0
  const body = told ? text.slice(told[0].length) : text
  try {
    const rows: SheetRow[] = []
    parse(body, {
      delimiter: told?.[1] ?? separatorOf(body),
      on_record: (cells: string[], { records, empty_lines }) => {
        rows.push({ number: records + empty_lines + skipped, cells: cells.slice(0, MOST_COLUMNS).map(withoutGuard) })
        return null
      },
      // Line ends alone make no row each, and nothing is read past one row too many.
      skip_empty_lines: true,
      to: MOST_FILE_ROWS + 2,
      relax_column_count: true,
      relax_quotes: true,
      max_record_size: MOST_ROW_SIGNS,
    })
    return sheetOf(rows)
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    // Either the file or a whole row's measure ended before the quote did.
    return { kind: 'open-quote', number: countIn(error, 'records') + countIn(error, 'empty_lines') + 1 + skipped }
  }
}

function countIn(error: CsvError, key: 'records' | 'empty_lines'): number {
  const found: unknown = Reflect.get(error, key)
  return typeof found === 'number' ? found : 0
}

function sheetOf(all: SheetRow[]): ReadSheet {
  const [header, ...rows] = all.filter(({ cells }) => cells.some((cell) => cell !== ''))
  if (!header || rows.length === 0) return { kind: 'no-rows' }
  if (rows.length > MOST_FILE_ROWS) return { kind: 'too-many-rows', rows: rows.length }
  return { kind: 'sheet', sheet: { columns: header.cells, rows } }
}

/** What a file of ours puts before a cell that a spreadsheet would take for a formula ("'+32 470 …"). */
const withoutGuard = (cell: string): string => cell.trim().replace(/^'(?=[=+\-@＝＋－＠])/, '')

/** The sign that stands most often in the header, outside quotes; a semicolon where none does. */
function separatorOf(text: string): string {
  const header = (text.split(/\r\n|\r|\n/, 1)[0] ?? '').replaceAll(/"[^"]*"/g, '')
  const [best] = [';', ',', '\t']
    .map((sign) => ({ sign, count: header.split(sign).length }))
    .sort((a, b) => b.count - a.count)
  return best?.sign ?? ';'
}
