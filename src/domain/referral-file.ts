import { cellOf, matchColumns, readSheet } from './imports/csv.ts'
import { MOST_ROWS, type Row } from './invitation.ts'

export type ReadReferrals =
  | { kind: 'rows'; rows: Row[] }
  | { kind: 'empty' | 'not-text' | 'no-rows' | 'no-columns' }
  | { kind: 'open-quote'; number: number }
  | { kind: 'too-many-rows'; rows: number }

const COLUMNS = {
  name: ['Naam', 'Voornaam en naam', 'Naam en voornaam', 'Achternaam', 'Familienaam', 'Name', 'Nom'],
  firstName: ['Voornaam', 'First name', 'Prénom'],
  email: ['E-mailadres', 'E-mail', 'Mail', 'Mailadres', 'Email address', 'Adresse e-mail'],
}

/** The people in a file of a partner, as its rows tell them; what is wrong with a row is for `checkRows` to say. */
export function readReferrals(bytes: Uint8Array): ReadReferrals {
  const read = readSheet(bytes)
  if (read.kind !== 'sheet') return read
  const { columns, rows } = read.sheet
  const found = matchColumns(columns, COLUMNS)
  if (found.at.email === undefined || (found.at.name ?? found.at.firstName) === undefined) return { kind: 'no-columns' }
  if (rows.length > MOST_ROWS) return { kind: 'too-many-rows', rows: rows.length }
  return {
    kind: 'rows',
    rows: rows.map((row) => ({
      row: row.number,
      name: [cellOf(found, row, 'firstName'), cellOf(found, row, 'name')].join(' ').trim(),
      email: cellOf(found, row, 'email'),
    })),
  }
}
