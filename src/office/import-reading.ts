import { duoWords, peopleWords } from '../../views/words/nl/import-cells.ts'
import { nl } from '../../views/words.ts'
import type { Side } from '../domain/facts.ts'
import { type ReadSheet, readSheet } from '../domain/imports/csv.ts'
import { readDuos } from '../domain/imports/duos.ts'
import { readPeople } from '../domain/imports/people.ts'
import type { ImportKind } from '../domain/imports/rows.ts'
import type { Programme } from '../domain/programmes.ts'

type Upload = {
  kind: ImportKind
  programme: Programme
  defaults: { side: Side | null; consentReference: string }
  today: string
  retentionMonths: number
}

const people = peopleWords({ sectors: nl.common.sectors, languages: nl.common.languages })

/** The rows of an uploaded file, or the sentence that says why there are none. */
export function readUpload(bytes: Uint8Array, { kind, ...reading }: Upload) {
  const read = readSheet(bytes)
  if (read.kind !== 'sheet') return { kind: 'problem' as const, message: problemOf(read) }
  const found =
    kind === 'people'
      ? readPeople(read.sheet, { ...reading, words: people })
      : readDuos(read.sheet, { ...reading, words: duoWords })
  // A file of ours that comes back mended still has the column in which we said what was wrong.
  const unused = found.unused.filter((column) => column !== nl.imports.problemColumn)
  if (found.kind === 'rows') return { ...found, unused, columns: read.sheet.columns }
  const missing = found.missing.map((field) => nl.imports.fields[field]).join(', ')
  return { kind: 'problem' as const, message: nl.imports.columnsMissing(missing) }
}

function problemOf(read: Exclude<ReadSheet, { kind: 'sheet' }>): string {
  const count = read.kind === 'open-quote' ? read.number : 0
  return nl.imports.fileProblems[read.kind](count)
}

/** A file with every column that is read and one row that is filled in. */
export function exampleFile(kind: ImportKind, programme: Programme): string[][] {
  const { fields } = nl.imports
  const { mentor } = programme.sides
  const topic = programme.topics[0]?.label.replaceAll('\u00AD', '') ?? ''
  const rows: [string, string][] =
    kind === 'people'
      ? [
          [fields.name, 'An Voorbeeld'],
          [fields.email, 'an@example.org'],
          [fields.side, mentor.one],
          [fields.topics, topic],
          [fields.sector, nl.common.sectors.retail],
          [fields.languages, nl.common.languages.nl],
          [fields.phone, ''],
          [fields.capacity, '1'],
          [fields.consentOn, '8/05/2026'],
          [fields.consentReference, 'map-2026-14'],
          [fields.training, mentor.training.map(({ label }) => label).join(', ')],
          [fields.trainingOn, mentor.training.length > 0 ? '15/05/2026' : ''],
          [fields.intakeOn, ''],
          [fields.conditions, 'ja'],
        ]
      : [
          [fields.mentor, 'an@example.org'],
          [fields.mentee, 'bo@example.org'],
          [fields.startedOn, '8/05/2026'],
          [fields.runsUntil, ''],
          [fields.endedOn, ''],
          [fields.endReason, ''],
          [fields.outcome, ''],
          [fields.contractFrom, ''],
          [fields.contractUntil, ''],
          [fields.mentorCheckins, '8/06/2026 goed; 8/07/2026 kan beter'],
          [fields.menteeCheckins, ''],
          [fields.meetings, '20/05/2026 2 uur; 3/06/2026 1,5 uur'],
        ]
  return [rows.map(([label]) => label), rows.map(([, value]) => value)]
}
