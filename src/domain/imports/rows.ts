import type { CivilDate } from '../civil-date.ts'

/** What a file of people or of duos may tell. Each is a column; the words for it are the reader's language's. */
export const PEOPLE_FIELDS = [
  'name',
  'firstName',
  'lastName',
  'email',
  'side',
  'topics',
  'sector',
  'languages',
  'phone',
  'capacity',
  'consentOn',
  'consentReference',
  'training',
  'trainingOn',
  'intakeOn',
  'conditions',
] as const
export type PeopleField = (typeof PEOPLE_FIELDS)[number]

export const DUO_FIELDS = [
  'mentor',
  'mentee',
  'startedOn',
  'runsUntil',
  'endedOn',
  'endReason',
  'outcome',
  'contractFrom',
  'contractUntil',
  'mentorCheckins',
  'menteeCheckins',
  'meetings',
] as const
export type DuoField = (typeof DUO_FIELDS)[number]

export type ImportField = PeopleField | DuoField
export type ImportKind = 'people' | 'duos'

export const ROW_PROBLEMS = [
  // The cell itself.
  'missing',
  'not-an-email',
  'not-a-date',
  'no-such-day',
  'not-known',
  'too-many',
  'too-long',
  'cell-too-long',
  'not-a-code',
  'hidden-signs',
  'not-a-phone',
  'not-a-number',
  'not-a-list',
  'in-the-future',
  // The cell beside other cells of its row.
  'no-consent',
  'consent-too-old',
  'date-missing',
  'before-start',
  'after-end',
  'still-running',
  'over-by-now',
  'reason-without-end',
  'contract-missing',
  'contract-not-asked',
  'too-early',
  'same-person',
  'twice-that-day',
  // The row beside other rows.
  'same-as-row',
  // What is known here.
  'asks-own-yes',
  'not-a-participant',
  'stopped',
  'mentee-has-duo',
  'mentor-full',
  'cap-full',
  'pair-barred',
  'refused',
] as const
export type RowProblemCode = (typeof ROW_PROBLEMS)[number]

/** What is wrong with one cell of a row. `value` is what stood there, or the day, number or row that it clashes with. */
export type RowProblem = { field: ImportField; code: RowProblemCode; value?: string }

const MOST_VALUE_SIGNS = 100

/** What is wrong with a row, as it is found: of one field the same thing once, with the first value for which it is so. */
export function problemsOfRow<Field extends ImportField>() {
  const problems: RowProblem[] = []
  const wrong = (field: Field, code: RowProblemCode, value?: string): null => {
    if (problems.some((problem) => problem.field === field && problem.code === code)) return null
    problems.push(value === undefined ? { field, code } : { field, code, value: value.slice(0, MOST_VALUE_SIGNS) })
    return null
  }
  return { problems, wrong }
}

/** What stands in the row of a file, and what is wrong with it; `read` is null when anything is. */
export type ReadRow<Read> = { number: number; cells: string[]; read: Read | null; problems: RowProblem[] }

/** Words that people write in the cells of a file, by what they mean; the first one is how we write it ourselves. */
export type CellWords<Code extends string> = Readonly<Record<Code, readonly string[]>>

/** How each column and each value may be called in the language of the office. */
export type PeopleWords = {
  columns: CellWords<PeopleField>
  sectors: Readonly<Record<string, string>>
  languages: Readonly<Record<string, string>>
  yes: readonly string[]
  no: readonly string[]
  all: readonly string[]
}

export type DuoWords = {
  columns: CellWords<DuoField>
  checkins: CellWords<'good' | 'could_be_better' | 'not_met'>
  endReasons: CellWords<'completed' | 'goal_reached' | 'no_time' | 'no_click' | 'moved' | 'personal' | 'other'>
}

/** A day and what was written after it. */
export type Dated = { on: CivilDate; text: string }
