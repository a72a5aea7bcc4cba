import { describe, expect, test } from 'vitest'
import { datedCell, listCell } from '../../src/domain/imports/cells.ts'
import { cellOf, matchColumns, readSheet } from '../../src/domain/imports/csv.ts'
import { csvFile } from '../../src/office/csv-file.ts'

const TEXT = 'Naam;E-mail\r\nZoë Çelik;zoe@example.org\r\n'
const utf8 = (text: string) => new TextEncoder().encode(text)
const utf16 = (text: string, bigEndian: boolean) => {
  const bytes = new DataView(new ArrayBuffer(text.length * 2))
  for (let i = 0; i < text.length; i++) bytes.setUint16(i * 2, text.charCodeAt(i), !bigEndian)
  return new Uint8Array(bytes.buffer)
}
const windows1252 = (text: string) => Uint8Array.from(text, (sign) => sign.charCodeAt(0))
const rowsOf = (text: string) => {
  const read = readSheet(utf8(text))
  return read.kind === 'sheet' ? read.sheet : read
}

describe('a file is read as it was saved', () => {
  test.each([
    ['UTF-8', utf8(TEXT)],
    ['UTF-8 with its mark', utf8(`\uFEFF${TEXT}`)],
    ['UTF-16 LE with its mark', utf16(`\uFEFF${TEXT}`, false)],
    ['UTF-16 BE with its mark', utf16(`\uFEFF${TEXT}`, true)],
    ['UTF-16 LE without a mark', utf16(TEXT, false)],
    ['UTF-16 BE without a mark', utf16(TEXT, true)],
    ['Windows-1252', windows1252(TEXT)],
  ])('%s', (_, bytes) => {
    expect(readSheet(bytes)).toEqual({
      kind: 'sheet',
      sheet: { columns: ['Naam', 'E-mail'], rows: [{ number: 2, cells: ['Zoë Çelik', 'zoe@example.org'] }] },
    })
  })

  test.each([
    ['semicolons', 'a;b\n1;2'],
    ['commas', 'a,b\n1,2'],
    ['tabs', 'a\tb\r1\t2'],
    ['the sign that a spreadsheet names in its first line', 'sep=,\na,b\n1,2'],
  ])('%s', (_, text) => {
    expect(rowsOf(text)).toMatchObject({ columns: ['a', 'b'], rows: [{ cells: ['1', '2'] }] })
  })

  test('quotes hold separators, line ends and quotes; a lone quote inside a word is a sign as any', () => {
    expect(rowsOf('a;b\n"1;\n""x""";2\nO"Neil;3')).toMatchObject({
      rows: [
        { number: 2, cells: ['1;\n"x"', '2'] },
        { number: 3, cells: ['O"Neil', '3'] },
      ],
    })
  })

  test('rows keep the number that a spreadsheet shows, past empty ones', () => {
    expect(rowsOf('\na;b\n\n;\n1;2\n')).toMatchObject({ rows: [{ number: 5 }] })
  })

  test('the sign that our own files put before a formula is taken off again', () => {
    expect(rowsOf("a\n'+32 470 12 34 56\n'tis")).toMatchObject({
      rows: [{ cells: ['+32 470 12 34 56'] }, { cells: ["'tis"] }],
    })
  })
})

describe('what is no such file is named', () => {
  test.each([
    ['empty', utf8(' \n'), { kind: 'empty' }],
    ['a header alone', utf8('naam;e-mail\n'), { kind: 'no-rows' }],
    ['a spreadsheet’s own format', Uint8Array.of(0x50, 0x4b, 3, 4, 20), { kind: 'not-text' }],
    ['zeros', new Uint8Array(50), { kind: 'not-text' }],
    ['a row of separators', utf8(`naam;mail${';'.repeat(50_000)}\na;b@example.org`), { kind: 'not-text' }],
    ['a quote that never ends', utf8('a;b\n1;2\n"3;4\n'), { kind: 'open-quote', number: 3 }],
    ['the same in a large file', utf8(`a;b\n1;2\n"3;4\n${'5;6\n'.repeat(20_000)}`), { kind: 'open-quote', number: 3 }],
    ['too many rows', utf8(`a\n${'1\n'.repeat(10_001)}`), { kind: 'too-many-rows', rows: 10_001 }],
  ])('%s', (_, bytes, expected) => {
    expect(readSheet(bytes)).toMatchObject(expected)
  })
})

describe('a small file stops nothing', () => {
  test('half a million line ends make no rows', () => {
    expect(rowsOf(`naam;mail\na;b@example.org${'\n'.repeat(510_000)}`)).toEqual({
      columns: ['naam', 'mail'],
      rows: [{ number: 2, cells: ['a', 'b@example.org'] }],
    })
  })

  test('nothing is read past one row too many', () => {
    expect(readSheet(utf8(`a;b\n${'1\n'.repeat(300_000)}`))).toEqual({ kind: 'too-many-rows', rows: 10_001 })
  })

  test('a row that is a quote without an end is counted past the empty ones before it', () => {
    expect(readSheet(utf8('a;b\n\n1;2\n\n"3;4'))).toEqual({ kind: 'open-quote', number: 5 })
  })

  test('a list has fifty parts at most, and the spaces inside a text are looked at once', () => {
    expect(listCell('a,'.repeat(500_000))).toHaveLength(50)
    expect(datedCell(`8/05/2026: a${' '.repeat(400_000)}x ; `)).toEqual([
      { on: '2026-05-08', text: `a${' '.repeat(400_000)}x` },
    ])
  })
})

test('columns are known by any of their names, the first of two counts, the others are told', () => {
  const names = { email: ['E-mailadres', 'mail'], name: ['naam'] }
  const columns = matchColumns(['NAAM', 'e mail', 'Mail', 'Schoenmaat', ''], { ...names, email: ['e-mail', 'mail'] })
  expect(columns).toEqual({ at: { name: 0, email: 1 }, unused: ['Mail', 'Schoenmaat'] })
  expect(cellOf(columns, { number: 2, cells: ['Amira'] }, 'name')).toBe('Amira')
  expect(cellOf(columns, { number: 2, cells: ['Amira'] }, 'email')).toBe('')
})

test('our own files make no formula of a text, write decimals with a comma, and read back as they were', () => {
  const cells = ['=1+1', '+32 470', '-1', '@sum', '＝1+1', 'Zoë; "x"', '']
  const file = csvFile([['a'], ...cells.map((cell) => [cell]), [2.5], [-3], [null]])
  expect(file.split('\r\n').slice(1, 6)).toEqual(cells.slice(0, 5).map((cell) => `'${cell}`))
  expect(file).toContain('\r\n2,5\r\n-3\r\n')
  expect(rowsOf(file)).toMatchObject({
    rows: [...cells.slice(0, 6), '2,5', '-3'].map((cell) => ({ cells: [cell] })),
  })
})
