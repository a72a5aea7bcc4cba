import { introductionTexts } from '../../src/consent-texts.ts'
import type { Deps } from '../../src/deps.ts'
import { addMonths, civilDateOf, endOfDay } from '../../src/domain/civil-date.ts'
import { SIDES } from '../../src/domain/facts.ts'
import { type DuoRow, pastMilestones } from '../../src/domain/imports/duos.ts'
import { participantOn } from '../../src/domain/introduction.ts'
import { programmeOf } from '../../src/domain/programmes.ts'
import type { Statement } from '../client.ts'
import { linkSubjects } from '../introductions/introduction-statements.ts'
import { pairHash } from '../introductions/introductions.ts'
import { type ConsentAct, insertConsents } from '../people/consents.ts'
import { insertLinks } from '../people/links.ts'
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
import { yearOf } from './duo-lookups.ts'
import type { Numbered } from './import-files.ts'
import { type ImportOf, insertItems, instantWithin } from './people-import.ts'
import { knownPeople } from './people-lookups.ts'

/** Caps of past years, in which the programme ran elsewhere: the programme's own number, for staff to change. */
export const capStatements = ({ db }: Deps, programme: string, years: number[]): Statement[] =>
  years.map((year) =>
    db.q
      .insert(programmeCap)
      .values({ programme, year, cap: programmeOf(programme).defaultCap })
      .onConflictDoNothing(),
  )

/** Everything that is known of one duo, with the introduction that it is born from (docs/invariants.md I10). No mail leaves. */
export async function duoStatements(
  deps: Deps,
  batch: ImportOf,
  { number, read }: Numbered<DuoRow>,
): Promise<Statement[]> {
  const people = await knownPeople(deps, batch.programme, [read.mentor, read.mentee])
  const [mentorId, menteeId] = [people.get(read.mentor)?.sides.mentor, people.get(read.mentee)?.sides.mentee]
  if (!mentorId || !menteeId) throw new Error('A row that was judged has both its people')
  const pair = { mentorId, menteeId }
  const ids = { introductionId: deps.newId(), duoId: deps.newId() }
  return [
    // First: an introduction that came by file asks nothing of who is ready (docs/invariants.md I13).
    insertItems(deps.db, [
      { batchId: batch.id, kind: 'introduction', itemId: ids.introductionId },
      { batchId: batch.id, kind: 'duo', itemId: ids.duoId, rowNumber: number },
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
  const { notice, retentionMonths } = await introductionTexts(deps, batch.programme)
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
        validUntil: endOfDay(addMonths(civilDateOf(at), retentionMonths)),
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
