import { expect, test } from 'vitest'
import { PROGRAMMES } from '../../src/domain/programmes.ts'
import { readUpload } from '../../src/office/import-reading.ts'
import { problemText } from '../../views/staff/imports/preview.tsx'
import { nl } from '../../views/words.ts'
import { duosFile, RUNNING } from './imports.ts'

/* What is wrong with the row of a duo, read on 4 May 2027, in the sentence that staff read. */

test.each([
  [{ start: '' }, 'startdatum ontbreekt'],
  [{ start: '31/02/2027' }, 'startdatum bestaat niet op de kalender: “31/02/2027”'],
  [{ start: '5/05/2027' }, 'startdatum ligt in de toekomst: “5/05/2027”'],
  [{ starter: 'geen' }, 'mentee is geen adres zoals naam@voorbeeld.be: “geen”'],
  [{ starter: 'mentor1@example.org' }, 'mentee is dezelfde persoon als de mentor'],
  [{ einde: '1/01/2027' }, 'einddatum ligt voor 1 februari 2027'],
  [{ einde: '5/05/2027' }, 'einddatum ligt in de toekomst: “5/05/2027”'],
  [{ resultaat: 'Zaak gestart' }, 'resultaat kan nog niet: het duo heeft geen einddatum'],
  [{ einde: '3/05/2027', resultaat: 'Rijk' }, 'resultaat kennen we niet: “Rijk”'],
  [{ reden: 'Geen tijd' }, 'reden einde kan niet zonder einddatum'],
  [{ einde: '3/05/2027', reden: 'Ruzie' }, 'reden einde kennen we niet: “Ruzie”'],
  [{ start: '1/02/2026' }, 'einddatum ontbreekt. Het duo liep tot 1 augustus 2026.'],
  [{ 'opvolging mentor': '1/01/2027 goed' }, 'opvolging mentor ligt voor 1 februari 2027'],
  [{ einde: '1/03/2027', 'opvolging mentor': '2/03/2027 goed' }, 'opvolging mentor ligt na 1 maart 2027'],
  [{ 'opvolging mentor': '1/03/2027 super' }, 'opvolging mentor kennen we niet: “super”'],
  [{ 'opvolging mentor': 'goed' }, 'opvolging mentor begint niet met een datum'],
  [{ gesprekken: '1/03/2027 lang' }, 'gesprekken is geen getal dat we kunnen lezen: “lang”'],
  [{ gesprekken: '1/03/2027 1 uur; 1/03/2027 2 uur' }, 'gesprekken staat twee keer op 1 maart 2027'],
])('of a duo: %o', (cells, sentence) => {
  expect(faultsOf(cells).join('; ')).toContain(sentence)
})

test('a row tells all its faults at once, also without a first day, and each fault once', () => {
  const cells = {
    mentor: 'geen',
    start: '',
    einde: 'ooit',
    'opvolging mentor': '1/03/2027 super; 2/03/2027 reuze',
    gesprekken: '1/03/2027 lang',
  }
  expect(faultsOf(cells)).toEqual([
    'mentor is geen adres zoals naam@voorbeeld.be: “geen”',
    'startdatum ontbreekt',
    'einddatum is geen datum zoals 8/05/2026: “ooit”',
    'opvolging mentor kennen we niet: “super”',
    'gesprekken is geen getal dat we kunnen lezen: “lang”',
  ])
})

test('a cell that is too long is not read', () => {
  expect(faultsOf({ gesprekken: `8/05/2026 a${' '.repeat(40_000)}x` })).toEqual([
    'gesprekken is te lang: hoogstens 2.000 tekens in een cel',
  ])
})

function faultsOf(cells: Record<string, string>): string[] {
  const programme = PROGRAMMES['peter-meter']
  const bytes = new TextEncoder().encode(duosFile({ ...RUNNING, ...cells }))
  const defaults = { side: null, consentReference: '' }
  const read = readUpload(bytes, { kind: 'duos', programme, defaults, today: '2027-05-04', retentionMonths: 24 })
  if (read.kind !== 'rows') throw new Error(read.message)
  const [row] = read.rows
  expect(row?.read).toBeNull()
  return (row?.problems ?? []).map((problem) => problemText(nl.imports, problem))
}
