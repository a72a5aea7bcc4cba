import type { Deps } from '../../src/deps.ts'
import { SIDES } from '../../src/domain/facts.ts'
import type { DuoRow } from '../../src/domain/imports/duos.ts'
import type { RowProblem } from '../../src/domain/imports/rows.ts'
import type { KnownFacts } from '../people/participant-facts.ts'
import { type DuoSurroundings, lookAround, yearOf } from './duo-lookups.ts'
import type { Numbered } from './import-files.ts'
import type { Judged } from './people-lookups.ts'

/**
 * Rows beside what is known here and beside each other. Duos that ended come first: those that run hold their places. A
 * row that says all that another said is read once. One that is refused is nobody's twin: who is told otherwise comes in.
 */
export async function judgeDuos(deps: Deps, programme: string, rows: Numbered<DuoRow>[]): Promise<Judged<DuoRow>[]> {
  const around = await lookAround(
    deps,
    programme,
    rows.map(({ read }) => read),
  )
  const more = { places: new Map<string, number>(), years: new Map<number, number>() }
  const [firstAt, acceptedAt] = [new Map<string, number>(), new Map<string, number>()]
  return inOrder(rows).map(({ number, read }): Judged<DuoRow> => {
    const said = JSON.stringify(read)
    const first = firstAt.get(said)
    if (first !== undefined) return { kind: 'twice', number, of: first }
    firstAt.set(said, number)
    const [mentorId, menteeId] = [around.idOf('mentor', read.mentor), around.idOf('mentee', read.mentee)]
    const pair = `${mentorId}:${menteeId}:${read.startedOn}`
    if (around.duos.has(pair)) return { kind: 'known', number }
    const unknown = strangers(around, read)
    if (!mentorId || !menteeId || unknown.length > 0) return { kind: 'refused', number, problems: unknown }

    const keys = [pair, ...(read.end ? [] : [`runs:${menteeId}`])]
    const twin = keys.map((key) => acceptedAt.get(key)).find((row) => row !== undefined)
    const problems = twin === undefined ? clashes(around, more, read, { mentorId, menteeId }) : [sameAs(twin)]
    if (problems.length > 0) return { kind: 'refused', number, problems }
    for (const key of keys) acceptedAt.set(key, number)
    more.years.set(yearOf(read), (more.years.get(yearOf(read)) ?? 0) + 1)
    if (!read.end) for (const id of [mentorId, menteeId]) more.places.set(id, (more.places.get(id) ?? 0) + 1)
    return { kind: 'new', number, read }
  })
}

/** Ended ones first, each kind in the order of the file. */
export const inOrder = (rows: Numbered<DuoRow>[]): Numbered<DuoRow>[] => [
  ...rows.filter(({ read }) => read.end),
  ...rows.filter(({ read }) => !read.end),
]

const sameAs = (row: number): RowProblem => ({ field: 'mentee', code: 'same-as-row', value: String(row) })

/** An address that was given up says of nobody that it was theirs: the file needs the one that stayed. */
const strangers = ({ idOf, isGivenUp }: DuoSurroundings, read: DuoRow): RowProblem[] =>
  SIDES.flatMap((field) =>
    idOf(field, read[field]) === null || isGivenUp(read[field])
      ? [{ field, code: 'not-a-participant' as const, value: read[field] }]
      : [],
  )

type More = { places: Map<string, number>; years: Map<number, number> }

/** Everything for which the database would refuse it. */
function clashes(
  around: DuoSurroundings,
  more: More,
  read: DuoRow,
  { mentorId, menteeId }: { mentorId: string; menteeId: string },
): RowProblem[] {
  const [mentor, mentee] = [around.factsOf(mentorId), around.factsOf(menteeId)]
  const held = (facts: KnownFacts, id: string) =>
    facts.held.introductions + facts.held.duos + (more.places.get(id) ?? 0)
  const year = around.caps.get(yearOf(read)) ?? { cap: 0, taken: 0 }
  const isFull = year.taken + (more.years.get(yearOf(read)) ?? 0) >= year.cap
  const found: (RowProblem | false)[] = [
    !mentor?.consenting && { field: 'mentor', code: 'stopped', value: read.mentor },
    !mentee?.consenting && { field: 'mentee', code: 'stopped', value: read.mentee },
    around.barred.has(`${mentorId}:${menteeId}`) && { field: 'mentee', code: 'pair-barred' },
    mentee !== undefined &&
      held(mentee, menteeId) > 0 && { field: 'mentee', code: 'mentee-has-duo', value: read.mentee },
    mentor !== undefined &&
      held(mentor, mentorId) >= mentor.capacity && {
        field: 'mentor',
        code: 'mentor-full',
        value: String(mentor.capacity),
      },
    isFull && { field: 'startedOn', code: 'cap-full', value: `${yearOf(read)}: ${year.cap}` },
  ]
  return found.filter((problem) => problem !== false)
}
