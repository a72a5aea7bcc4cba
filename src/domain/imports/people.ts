import { addMonths, type CivilDate } from '../civil-date.ts'
import { SIDES, type Side } from '../facts.ts'
import { normaliseEmail } from '../participant.ts'
import { isPlaceCode } from '../place-code.ts'
import { isTopic, type Programme, type ProgrammeSide } from '../programmes.ts'
import { LANGUAGES, SECTORS } from '../sectors.ts'
import { DEFAULT_CAPACITY } from '../signup.ts'
import { BLANK_EXTRA, checkExtra, email as emailForm, name as nameForm } from '../signup-answers.ts'
import { type DayCell, dayCell, idOfLabel, isOneOf, listCell } from './cells.ts'
import { cellOf, longField, matchColumns, type Sheet, type SheetRow } from './csv.ts'
import {
  type PeopleField,
  type PeopleWords,
  problemsOfRow,
  type ReadRow,
  type RowProblem,
  type RowProblemCode,
} from './rows.ts'

/** Somebody who takes part already, as a file tells it. Days are civil dates. */
export type PersonRow = {
  side: Side
  name: string
  email: string
  topics: string[]
  sector: string | null
  languages: string[]
  phone: string | null
  capacity: number
  consentOn: CivilDate
  /** Where the consent lies: a code, never a name. */
  consentReference: string
  modules: string[]
  trainingOn: CivilDate | null
  intakeOn: CivilDate | null
  conditions: boolean
}

export type ReadPeople =
  | { kind: 'rows'; rows: ReadRow<PersonRow>[]; unused: string[] }
  | { kind: 'columns-missing'; missing: PeopleField[]; unused: string[] }

type Reading = {
  programme: Programme
  words: PeopleWords
  /** For a file without such a column. */
  defaults: { side: Side | null; consentReference: string }
  today: CivilDate
  /** After so many months a consent keeps nobody. */
  retentionMonths: number
}

const MOST_PLACES = 20

/**
 * Every row of a file of people, with all that is wrong with it. A row without a consent is refused: somebody who did
 * not agree is not written down, and not mailed. The same person on the same side twice is refused at the second row.
 */
export function readPeople(sheet: Sheet, reading: Reading): ReadPeople {
  const columns = matchColumns(sheet.columns, reading.words.columns)
  const has = (field: PeopleField) => columns.at[field] !== undefined
  const needed: [PeopleField, boolean][] = [
    ['name', has('name') || has('firstName') || has('lastName')],
    ['email', has('email')],
    ['side', has('side') || reading.defaults.side !== null],
    ['consentOn', has('consentOn')],
  ]
  const missing = needed.flatMap(([field, there]) => (there ? [] : [field]))
  if (missing.length > 0) return { kind: 'columns-missing', missing, unused: columns.unused }

  const firstAt = new Map<string, number>()
  const rows = sheet.rows.map((row) => {
    const long = longField(columns, row)
    if (long !== undefined) return refused(row, [{ field: long, code: 'cell-too-long' }])
    const read = readPerson(reading, row, (field) => cellOf(columns, row, field))
    if (!read.read) return read
    const key = `${normaliseEmail(read.read.email)}:${read.read.side}`
    const first = firstAt.get(key)
    if (first !== undefined) return refused(row, [{ field: 'email', code: 'same-as-row', value: String(first) }])
    firstAt.set(key, row.number)
    return read
  })
  return { kind: 'rows', rows, unused: columns.unused }
}

const refused = ({ number, cells }: SheetRow, problems: RowProblem[]): ReadRow<PersonRow> => ({
  number,
  cells,
  read: null,
  problems,
})

function readPerson(reading: Reading, row: SheetRow, cell: (field: PeopleField) => string): ReadRow<PersonRow> {
  const { problems, wrong } = problemsOfRow<PeopleField>()
  const side = readSide(reading, cell('side'), wrong)
  const name = readName(cell, wrong)
  const email = readEmail(cell('email'), wrong)
  const facts = {
    topics: readTopics(reading.programme, side, cell('topics'), wrong),
    sector: readSector(reading, side, cell('sector'), wrong),
    languages: readLanguages(reading, cell('languages'), wrong),
    phone: readPhone(cell('phone'), wrong),
    capacity: readCapacity(cell('capacity'), wrong),
    ...readConsent(reading, cell, wrong),
    ...readTraining(reading, side, cell, wrong),
    intakeOn: pastDay(reading.today, 'intakeOn', dayCell(cell('intakeOn')), cell('intakeOn'), wrong),
    conditions: readConditions(reading, cell('conditions'), wrong),
  }
  const { consentOn } = facts
  if (problems.length > 0 || !side || !name || !email || !consentOn) return refused(row, problems)
  return { number: row.number, cells: row.cells, read: { side, name, email, ...facts, consentOn }, problems }
}

type Wrong = (field: PeopleField, code: RowProblemCode, value?: string) => null
type Cell = (field: PeopleField) => string

function readSide({ programme, defaults }: Reading, cell: string, wrong: Wrong): Side | null {
  if (cell === '') return defaults.side ?? wrong('side', 'missing')
  const found = SIDES.find((side) => {
    const { one, many, calledAs } = programme.sides[side]
    return isOneOf([side, one, many, ...calledAs, ...one.split(' of ')], cell)
  })
  return found ?? wrong('side', 'not-known', cell)
}

function readName(cell: Cell, wrong: Wrong): string | null {
  const typed = cell('name') || `${cell('firstName')} ${cell('lastName')}`.trim()
  const read = nameForm.safeParse(typed)
  if (read.success) return read.data
  const code = read.error.issues[0]?.message
  if (code === 'name-too-long') return wrong('name', 'too-long')
  return wrong('name', code === 'name-signs' ? 'hidden-signs' : 'missing')
}

function readEmail(cell: string, wrong: Wrong): string | null {
  if (cell === '') return wrong('email', 'missing')
  const read = emailForm.safeParse(cell)
  return read.success ? read.data : wrong('email', 'not-an-email', cell)
}

/**
 * On a side where nobody may be unsure a person without a topic could never be introduced. Of a row whose side is not
 * known, here and below, all is told that is wrong on either side.
 */
function readTopics(programme: Programme, side: Side | null, cell: string, wrong: Wrong): string[] {
  const sides = sidesOf(programme, side)
  const labels = programme.topics.map(({ id, label }) => [id, label] as const)
  const ids = listCell(cell).flatMap((part) => idOfLabel(labels, part) ?? wrong('topics', 'not-known', part) ?? [])
  const topics = [...new Set(ids)].filter((id) => isTopic(programme, id))
  if (cell === '' && !sides.some(({ mayNotKnow }) => mayNotKnow)) wrong('topics', 'missing')
  const most = Math.max(...sides.map(({ topicsMost }) => topicsMost))
  if (topics.length > most) wrong('topics', 'too-many', String(most))
  return topics
}

const sidesOf = ({ sides }: Programme, side: Side | null): ProgrammeSide[] =>
  side ? [sides[side]] : SIDES.map((each) => sides[each])

function readSector({ programme, words }: Reading, side: Side | null, cell: string, wrong: Wrong): string | null {
  if (cell === '')
    return sidesOf(programme, side).some(({ mayNotKnow }) => mayNotKnow) ? null : wrong('sector', 'missing')
  const labels = SECTORS.map((id) => [id, words.sectors[id] ?? id] as const)
  return idOfLabel(labels, cell) ?? wrong('sector', 'not-known', cell)
}

function readLanguages({ words }: Reading, cell: string, wrong: Wrong): string[] {
  const labels = LANGUAGES.map((id) => [id, words.languages[id] ?? id] as const)
  const ids = listCell(cell).flatMap((part) => idOfLabel(labels, part) ?? wrong('languages', 'not-known', part) ?? [])
  return cell === '' ? ['nl'] : [...new Set(ids)]
}

function readPhone(cell: string, wrong: Wrong): string | null {
  if (cell === '') return null
  const read = checkExtra(['phone'], { ...BLANK_EXTRA, phone: cell })
  return read.kind === 'fine' ? (read.extra.phone ?? null) : wrong('phone', 'not-a-phone', cell)
}

function readCapacity(cell: string, wrong: Wrong): number {
  if (cell === '') return DEFAULT_CAPACITY
  const places = /^\d{1,2}$/.test(cell) ? Number(cell) : -1
  if (places >= 0 && places <= MOST_PLACES) return places
  wrong('capacity', 'not-a-number', cell)
  return DEFAULT_CAPACITY
}

function readConsent({ defaults, today, retentionMonths }: Reading, cell: Cell, wrong: Wrong) {
  const typed = cell('consentOn')
  const read = dayCell(typed)
  const consentOn =
    read.kind === 'blank' ? wrong('consentOn', 'no-consent') : pastDay(today, 'consentOn', read, typed, wrong)
  if (consentOn && addMonths(consentOn, retentionMonths) <= today) wrong('consentOn', 'consent-too-old', consentOn)

  const consentReference = cell('consentReference') || defaults.consentReference
  if (consentReference === '') wrong('consentReference', 'missing')
  else if (!isPlaceCode(consentReference)) wrong('consentReference', 'not-a-code', consentReference)
  return { consentOn, consentReference }
}

function readTraining({ programme, words, today }: Reading, side: Side | null, cell: Cell, wrong: Wrong) {
  const training = sidesOf(programme, side).flatMap((each) => each.training)
  const typed = cell('training')
  const labels = training.map(({ id, label }) => [id, label] as const)
  const modules = isOneOf([...words.all, ...words.yes], typed)
    ? training.map(({ id }) => id)
    : isOneOf(words.no, typed)
      ? []
      : [
          ...new Set(
            listCell(typed).flatMap((part) => idOfLabel(labels, part) ?? wrong('training', 'not-known', part) ?? []),
          ),
        ]
  const trainingOn = pastDay(today, 'trainingOn', dayCell(cell('trainingOn')), cell('trainingOn'), wrong)
  if (modules.length > 0 && cell('trainingOn') === '') wrong('trainingOn', 'date-missing')
  return { modules, trainingOn }
}

function readConditions({ words }: Reading, cell: string, wrong: Wrong): boolean {
  if (cell === '' || isOneOf(words.no, cell)) return false
  if (isOneOf(words.yes, cell) || dayCell(cell).kind === 'day') return true
  wrong('conditions', 'not-known', cell)
  return false
}

/** A day that has come; null when there is none, or when it is wrong (and then that is told). */
function pastDay(today: CivilDate, field: PeopleField, read: DayCell, typed: string, wrong: Wrong): CivilDate | null {
  if (read.kind === 'blank') return null
  if (read.kind !== 'day') return wrong(field, read.kind, typed)
  return read.day > today ? wrong(field, 'in-the-future', typed) : read.day
}
