import { introductionTexts } from '../../src/consent-texts.ts'
import type { Deps } from '../../src/deps.ts'
import { endOfDay } from '../../src/domain/civil-date.ts'
import { SIDES } from '../../src/domain/facts.ts'
import { type DuoRow, pastMilestones } from '../../src/domain/imports/duos.ts'
import type { RowProblem } from '../../src/domain/imports/rows.ts'
import { participantOn } from '../../src/domain/introduction.ts'
import { programmeOf } from '../../src/domain/programmes.ts'
import type { Statement } from '../client.ts'
import { linkSubjects } from '../introductions/introduction-statements.ts'
import { pairHash } from '../introductions/introductions.ts'
import { type ConsentAct, insertConsents } from '../people/consents.ts'
import { insertLinks } from '../people/links.ts'
import type { KnownFacts } from '../people/participant-facts.ts'
import { actOf, subjectOf } from '../people/subjects.ts'
import {
  checkinAnswer,
  checkinAsk,
  duo,
  duoEnd,
  duoEndReason,
  introduction,
  introductionAnswer,
  introductionAsk,
  meetingLog,
  outcome,
  programmeCap,
} from '../schema.ts'
import { type DuoSurroundings, lookAround, yearOf } from './duo-lookups.ts'
import { type ImportOf, insertItems, instantWithin } from './people-import.ts'
import { type Judged, knownPeople } from './people-lookups.ts'

type Numbered = { number: number; read: DuoRow }

/** Rows beside what is known here and beside each other. Duos that ended come first: those that run hold their places. */
export async function judgeDuos(deps: Deps, programme: string, rows: Numbered[]): Promise<Judged<DuoRow>[]> {
  const around = await lookAround(
    deps,
    programme,
    rows.map(({ read }) => read),
  )
  const more = { places: new Map<string, number>(), years: new Map<number, number>() }
  return inOrder(rows).map(({ number, read }): Judged<DuoRow> => {
    const [mentorId, menteeId] = [around.idOf('mentor', read.mentor), around.idOf('mentee', read.mentee)]
    if (!mentorId || !menteeId) return { kind: 'refused', number, problems: strangers(read, mentorId, menteeId) }
    if (around.duos.has(`${mentorId}:${menteeId}:${read.startedOn}`)) return { kind: 'known', number }
    const problems = clashes(around, more, read, { mentorId, menteeId })
    if (problems.length > 0) return { kind: 'refused', number, problems }
    more.years.set(yearOf(read), (more.years.get(yearOf(read)) ?? 0) + 1)
    if (!read.end) for (const id of [mentorId, menteeId]) more.places.set(id, (more.places.get(id) ?? 0) + 1)
    return { kind: 'new', number, read }
  })
}

/** Ended ones first, each kind in the order of the file. */
export const inOrder = (rows: Numbered[]): Numbered[] => [
  ...rows.filter(({ read }) => read.end),
  ...rows.filter(({ read }) => !read.end),
]

const strangers = ({ mentor, mentee }: DuoRow, mentorId: string | null, menteeId: string | null): RowProblem[] => [
  ...(mentorId ? [] : [{ field: 'mentor' as const, code: 'not-a-participant' as const, value: mentor }]),
  ...(menteeId ? [] : [{ field: 'mentee' as const, code: 'not-a-participant' as const, value: mentee }]),
]

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

/** Caps of past years, in which the programme ran elsewhere: the programme's own number, for staff to change. */
export const capStatements = ({ db }: Deps, programme: string, years: number[]): Statement[] =>
  years.map((year) =>
    db.q
      .insert(programmeCap)
      .values({ programme, year, cap: programmeOf(programme).defaultCap })
      .onConflictDoNothing(),
  )

/** Everything that is known of one duo, with the introduction that it is born from (docs/invariants.md I10). No mail leaves. */
export async function duoStatements(deps: Deps, batch: ImportOf, read: DuoRow): Promise<Statement[]> {
  const people = await knownPeople(deps, batch.programme, [read.mentor, read.mentee])
  const [mentorId, menteeId] = [people.get(read.mentor)?.sides.mentor, people.get(read.mentee)?.sides.mentee]
  if (!mentorId || !menteeId) throw new Error('A row that was judged has both its people')
  const pair = { mentorId, menteeId }
  const ids = { introductionId: deps.newId(), duoId: deps.newId() }
  return [
    // First: an introduction that came by file asks nothing of who is ready (docs/invariants.md I13).
    insertItems(deps.db, [
      { batchId: batch.id, kind: 'introduction', itemId: ids.introductionId },
      { batchId: batch.id, kind: 'duo', itemId: ids.duoId },
    ]),
    ...(await introductionStatements(deps, batch, read, { ...pair, id: ids.introductionId })),
    deps.db.q.insert(duo).values({
      id: ids.duoId,
      introductionId: ids.introductionId,
      programme: batch.programme,
      ...pair,
      startedOn: read.startedOn,
      startYear: yearOf(read),
      endsOn: read.endsOn,
      // From now on it is asked how it goes; about what came before, nobody is.
      at: batch.at,
    }),
    ...signStatements(deps, batch, read, ids.duoId),
    ...closingStatements(deps, batch, read, ids.duoId),
  ]
}

/** Both said yes then, as staff tell it now. What a programme asks before a duo starts was asked elsewhere: no terms. */
async function introductionStatements(
  deps: Deps,
  batch: ImportOf,
  { startedOn }: Pick<DuoRow, 'startedOn'>,
  pair: { id: string; mentorId: string; menteeId: string },
): Promise<Statement[]> {
  const { q } = deps.db
  const { staffId, programme } = batch
  const at = instantWithin(batch, startedOn)
  const hash = await pairHash(deps, pair.mentorId, pair.menteeId)
  const links = await Promise.all(SIDES.map((side) => linkSubjects(deps, participantOn(pair, side), pair.id)))
  const sides = SIDES.map((side) => ({ introductionId: pair.id, side, at }))
  const own = { capYear: yearOf({ startedOn }), why: { score: null, reasons: [] }, runId: null, sentAt: at, staffId }
  return [
    q.insert(introduction).values({ ...pair, programme, pairHash: hash, ...own }),
    q.insert(introductionAsk).values(sides.map((row) => ({ ...row, expiresAt: endOfDay(startedOn) }))),
    q
      .insert(introductionAnswer)
      .values(sides.map((row) => ({ ...row, answer: 'yes' as const, way: 'staff' as const, staffId }))),
    insertConsents(deps.db, await consentsOf(deps, batch, pair, at)),
    ...(await insertLinks(deps.db, deps.keys, links.flat(), { now: batch.at, newId: deps.newId })),
  ]
}

async function consentsOf(
  deps: Deps,
  batch: ImportOf,
  pair: { id: string; mentorId: string; menteeId: string },
  at: number,
): Promise<ConsentAct[]> {
  const { notice } = await introductionTexts(deps, batch.programme)
  return Promise.all(
    SIDES.map(async (side) => {
      const subject = await subjectOf(deps, participantOn(pair, side))
      if (!subject) throw new Error('A duo of nobody')
      return {
        ...(await actOf(deps, subject)),
        at,
        purpose: 'P2' as const,
        about: pair.id,
        state: 'given' as const,
        text: null,
        notice,
        method: 'told-staff' as const,
        channel: `import:${batch.id}`,
        actor: 'staff' as const,
        actorRef: batch.staffId,
      }
    }),
  )
}

function signStatements(deps: Deps, batch: ImportOf, read: DuoRow, duoId: string): Statement[] {
  const { q } = deps.db
  const { staffId } = batch
  const checkins = pastMilestones(programmeOf(batch.programme), read).map(({ on, ...rest }) => ({
    ...rest,
    at: instantWithin(batch, on),
  }))
  return [
    ...checkins.flatMap(({ side, milestone, dueOn, at, answer }) => [
      q.insert(checkinAsk).values({ duoId, milestone, side, dueOn, at }),
      q.insert(checkinAnswer).values({ duoId, milestone, side, answer, callMe: false, way: 'staff', staffId, at }),
    ]),
    ...read.meetings.map(({ on, minutes }) =>
      q.insert(meetingLog).values({
        id: deps.newId(),
        duoId,
        by: 'staff',
        metOn: on,
        minutes,
        way: 'staff',
        staffId,
        at: instantWithin(batch, on),
      }),
    ),
  ]
}

function closingStatements(deps: Deps, batch: ImportOf, { end, outcome: result }: DuoRow, duoId: string): Statement[] {
  if (!end) return []
  const { q } = deps.db
  const at = instantWithin(batch, end.on)
  const { staffId } = batch
  return [
    q.insert(duoEnd).values({ duoId, reason: end.reason, endedOn: end.on, staffId, at }),
    ...(end.told ? [q.insert(duoEndReason).values({ duoId, by: 'staff', reason: end.told, at })] : []),
    ...(result
      ? [
          q.insert(outcome).values({
            id: deps.newId(),
            duoId,
            moment: 'end',
            code: result.code,
            contractStartsOn: result.contract?.startsOn ?? null,
            contractEndsOn: result.contract?.endsOn ?? null,
            by: 'staff',
            staffId,
            at,
          }),
        ]
      : []),
  ]
}
