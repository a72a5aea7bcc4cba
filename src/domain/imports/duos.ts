import { addMonths, type CivilDate } from '../civil-date.ts'
import { milestonesOf } from '../duos/checkin.ts'
import { decideOutcome } from '../duos/outcome.ts'
import type { CheckinAnswer, Side, StopReason } from '../facts.ts'
import { normaliseEmail } from '../participant.ts'
import type { Programme } from '../programmes.ts'
import { email as emailForm } from '../signup-answers.ts'
import { codeOf, datedCell, dayCell, idOfLabel, minutesCell } from './cells.ts'
import { cellOf, longField, matchColumns, type Sheet, type SheetRow } from './csv.ts'
import {
  type DuoField,
  type DuoWords,
  problemsOfRow,
  type ReadRow,
  type RowProblem,
  type RowProblemCode,
} from './rows.ts'

/** A duo that ran before it came here, as a file tells it. Addresses are normalised, days are civil dates. */
export type DuoRow = {
  mentor: string
  mentee: string
  startedOn: CivilDate
  /** The last day that it has, or had. */
  endsOn: CivilDate
  end: { on: CivilDate; reason: 'completed' | 'early'; told: StopReason | null } | null
  outcome: { code: string; contract: { startsOn: CivilDate; endsOn: CivilDate | null } | null } | null
  checkins: { side: Side; on: CivilDate; answer: CheckinAnswer }[]
  meetings: { on: CivilDate; minutes: number }[]
}

export type ReadDuos =
  | { kind: 'rows'; rows: ReadRow<DuoRow>[]; unused: string[] }
  | { kind: 'columns-missing'; missing: DuoField[]; unused: string[] }

type Reading = { programme: Programme; words: DuoWords; today: CivilDate }

const NEEDED = ['mentor', 'mentee', 'startedOn'] as const

/** Every row of a file of duos, with all that is wrong with it by itself. */
export function readDuos(sheet: Sheet, reading: Reading): ReadDuos {
  const columns = matchColumns(sheet.columns, reading.words.columns)
  const missing = NEEDED.filter((field) => columns.at[field] === undefined)
  if (missing.length > 0) return { kind: 'columns-missing', missing, unused: columns.unused }

  const rows = sheet.rows.map((row) => {
    const long = longField(columns, row)
    if (long !== undefined) return refused(row, [{ field: long, code: 'cell-too-long' }])
    return readDuo(reading, row, (field) => cellOf(columns, row, field))
  })
  return { kind: 'rows', rows, unused: columns.unused }
}

const refused = ({ number, cells }: SheetRow, problems: RowProblem[]): ReadRow<DuoRow> => ({
  number,
  cells,
  read: null,
  problems,
})

type Wrong = (field: DuoField, code: RowProblemCode, value?: string) => null
type Cell = (field: DuoField) => string

function readDuo(reading: Reading, row: SheetRow, cell: Cell): ReadRow<DuoRow> {
  const { problems, wrong } = problemsOfRow<DuoField>()
  const mentor = readAddress('mentor', cell, wrong)
  const mentee = readAddress('mentee', cell, wrong)
  if (mentor && mentor === mentee) wrong('mentee', 'same-person')
  const startedOn = dayOf(reading, 'startedOn', cell, wrong)
  if (!startedOn) {
    if (cell('startedOn') === '') wrong('startedOn', 'missing')
    readFacts(reading, LONG_AGO, cell, (field, code, value) => (OF_A_CELL.has(code) ? wrong(field, code, value) : null))
    return refused(row, problems)
  }
  const facts = readFacts(reading, startedOn, cell, wrong)
  if (problems.length > 0 || !mentor || !mentee) return refused(row, problems)
  return { number: row.number, cells: row.cells, read: { mentor, mentee, startedOn, ...facts }, problems }
}

/** For a row without a first day: of the other cells it is told what is wrong whenever it started. */
const LONG_AGO = '1990-01-01'
const OF_A_CELL: ReadonlySet<RowProblemCode> = new Set([
  'not-a-date',
  'no-such-day',
  'in-the-future',
  'not-known',
  'not-a-list',
  'not-a-number',
  'reason-without-end',
  'still-running',
])

function readFacts(reading: Reading, startedOn: CivilDate, cell: Cell, wrong: Wrong) {
  const times = readTimes(reading, startedOn, cell, wrong)
  const period = { startedOn, until: times.end?.on ?? reading.today }
  return {
    ...times,
    outcome: readOutcome(reading, { startedOn, end: times.end }, cell, wrong),
    checkins: [
      ...readCheckins(reading, 'mentor', period, cell('mentorCheckins'), wrong),
      ...readCheckins(reading, 'mentee', period, cell('menteeCheckins'), wrong),
    ],
    meetings: readMeetings(period, cell('meetings'), wrong),
  }
}

function readAddress(field: 'mentor' | 'mentee', cell: Cell, wrong: Wrong): string | null {
  const typed = cell(field)
  if (typed === '') return wrong(field, 'missing')
  const read = emailForm.safeParse(typed)
  return read.success ? normaliseEmail(read.data) : wrong(field, 'not-an-email', typed)
}

/** A day that has come; null when there is none, or when it is wrong (and then that is told). */
function dayOf({ today }: Pick<Reading, 'today'>, field: DuoField, cell: Cell, wrong: Wrong): CivilDate | null {
  const typed = cell(field)
  const read = dayCell(typed)
  if (read.kind === 'blank') return null
  if (read.kind !== 'day') return wrong(field, read.kind, typed)
  return read.day > today ? wrong(field, 'in-the-future', typed) : read.day
}

const FOREVER = '9999-12-31'

function readTimes({ programme, words, today }: Reading, startedOn: CivilDate, cell: Cell, wrong: Wrong) {
  const planned = dayOf({ today: FOREVER }, 'runsUntil', cell, wrong)
  if (planned && planned <= startedOn) wrong('runsUntil', 'before-start', startedOn)
  const endsOn = planned && planned > startedOn ? planned : addMonths(startedOn, programme.months)

  const on = dayOf({ today }, 'endedOn', cell, wrong)
  if (on && on < startedOn) wrong('endedOn', 'before-start', startedOn)
  const typed = cell('endReason')
  const why = typed === '' ? null : (codeOf(words.endReasons, typed) ?? wrong('endReason', 'not-known', typed))
  if (cell('endedOn') === '') {
    if (typed !== '') wrong('endReason', 'reason-without-end')
    if (endsOn <= today) wrong('endedOn', 'over-by-now', endsOn)
  }
  if (!on) return { endsOn, end: null }
  const isComplete = why === null ? on >= endsOn : why === 'completed'
  const told = why === null || why === 'completed' ? null : why
  // Who says that it was completed before its day says that its day was earlier.
  const last = isComplete && on < endsOn && on > startedOn ? on : endsOn
  return { endsOn: last, end: { on, reason: isComplete ? ('completed' as const) : ('early' as const), told } }
}

function readOutcome(
  { programme, today }: Reading,
  { startedOn, end }: { startedOn: CivilDate; end: DuoRow['end'] },
  cell: Cell,
  wrong: Wrong,
): DuoRow['outcome'] {
  const typed = cell('outcome')
  if (typed === '') return null
  if (cell('endedOn') === '') return wrong('outcome', 'still-running')
  const code = idOfLabel(
    programme.outcomes.map(({ id, label }) => [id, label] as const),
    typed,
  )
  if (!code) return wrong('outcome', 'not-known', typed)
  const startsOn = dayOf({ today: FOREVER }, 'contractFrom', cell, wrong)
  const endsOn = dayOf({ today: FOREVER }, 'contractUntil', cell, wrong)
  const fact = { moment: 'end' as const, code, contract: startsOn ? { startsOn, endsOn } : null }
  if (!end) return null
  const decision = decideOutcome(programme, { startedOn, endedOn: end.on }, fact, today)
  switch (decision.kind) {
    case 'recorded':
      return { code, contract: fact.contract }
    case 'contract-missing':
    case 'contract-not-asked':
      return wrong('contractFrom', decision.kind)
    case 'contract-ends-before-start':
      return wrong('contractUntil', 'before-start', startsOn ?? startedOn)
    case 'contract-before-duo':
      return wrong('contractFrom', 'before-start', decision.startedOn)
    case 'contract-after-year':
      return wrong('contractFrom', 'after-end', decision.until)
    case 'too-early':
      return wrong('outcome', 'too-early', decision.from)
    case 'still-running':
    case 'unknown-code':
      return wrong('outcome', 'not-known', typed)
  }
}

type Period = { startedOn: CivilDate; until: CivilDate }

function readCheckins({ words }: Reading, side: Side, period: Period, cell: string, wrong: Wrong) {
  const field = side === 'mentor' ? 'mentorCheckins' : 'menteeCheckins'
  return readDated(field, period, cell, wrong).flatMap(({ on, text }) => {
    const answer = codeOf(words.checkins, text) ?? wrong(field, 'not-known', text)
    return answer ? [{ side, on, answer }] : []
  })
}

const readMeetings = (period: Period, cell: string, wrong: Wrong) =>
  readDated('meetings', period, cell, wrong).flatMap(({ on, text }) => {
    const minutes = minutesCell(text) ?? wrong('meetings', 'not-a-number', text)
    return minutes ? [{ on, minutes }] : []
  })

/** The days of a cell that lie within the duo, each once. */
function readDated(field: DuoField, { startedOn, until }: Period, cell: string, wrong: Wrong) {
  const entries = datedCell(cell)
  if (!entries) wrong(field, 'not-a-list', cell)
  const seen = new Set<CivilDate>()
  return (entries ?? []).flatMap((entry) => {
    if ('wrong' in entry) return wrong(field, 'no-such-day', entry.wrong) ?? []
    if (entry.on < startedOn) return wrong(field, 'before-start', startedOn) ?? []
    if (entry.on > until) return wrong(field, 'after-end', until) ?? []
    if (seen.has(entry.on)) return wrong(field, 'twice-that-day', entry.on) ?? []
    seen.add(entry.on)
    return [entry]
  })
}

/**
 * The milestones under which past check-ins are kept: the last one that was due on or before the day, or, where that has
 * an answer already, the day itself ('before-2026-06-08').
 */
export function pastMilestones(programme: Programme, { startedOn, endsOn, checkins }: DuoRow) {
  const time = { startedOn, endsOn, extensions: [], pauses: [] }
  const due = milestonesOf(programme, time).filter(({ kind }) => kind !== 'end')
  const taken = new Set<string>()
  return checkins.map((checkin) => {
    const last = due.findLast(({ dueOn }) => dueOn <= checkin.on)
    const fits = last && !taken.has(`${checkin.side}:${last.id}`)
    const milestone = fits ? last.id : `before-${checkin.on}`
    taken.add(`${checkin.side}:${milestone}`)
    return { ...checkin, milestone, dueOn: fits ? last.dueOn : checkin.on }
  })
}
