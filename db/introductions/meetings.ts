import { eq, inArray, type SQL, sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import type { CivilDate } from '../../src/domain/civil-date.ts'
import {
  agreedSlot,
  currentMeeting,
  decideCancellation,
  decideMeetingAnswer,
  decideProposal,
  isMeetingReminderDue,
  MEETING_MINUTES,
  type Meeting,
  type MeetingAnswerDecision,
  MOST_PROPOSALS_A_DAY,
  type ProposalDecision,
} from '../../src/domain/duos/meeting.ts'
import { decideTold, type ToldDecision } from '../../src/domain/duos/told-meeting.ts'
import { otherSide, SIDES, type Side, type Teller, type Way } from '../../src/domain/facts.ts'
import { agreedAt } from '../../src/domain/introduction.ts'
import { paths } from '../../src/paths.ts'
import { insertAudit } from '../audit.ts'
import type { Statement } from '../client.ts'
import { duoById } from '../duos/duos.ts'
import { writeTyped } from '../forms.ts'
import { countAgainst, isTooOften } from '../rate.ts'
import { Refused } from '../refusal.ts'
import { introduction, meeting, meetingAnswer, meetingCancellation, meetingPlace, outbox } from '../schema.ts'
import { type Introduction, introductionsWhere } from './introductions.ts'
import { tellStaff, tellStaffOfAgreement } from './meeting-ends.ts'
import { keyOf, mailsIfAll, meetingMails } from './meeting-mails.ts'

/** `place` is free text of one of the two, or null. */
export type PlacedMeeting = Meeting & {
  introductionId: string
  staffId: string | null
  staffJoins: boolean
  place: string | null
}

/** Every meeting of an introduction, in the order in which they were proposed. */
export const meetingsOf = (deps: Deps, introductionId: string): Promise<PlacedMeeting[]> =>
  load(deps, eq(meeting.introductionId, introductionId))

/** The meetings of many introductions, by introduction. */
export async function meetingsFor(deps: Deps, ids: string[]): Promise<Map<string, PlacedMeeting[]>> {
  const all = await load(deps, sql`${meeting.introductionId} in (select value from json_each(${JSON.stringify(ids)}))`)
  return byIntroduction(all)
}

function byIntroduction(all: PlacedMeeting[]): Map<string, PlacedMeeting[]> {
  const grouped = new Map<string, PlacedMeeting[]>()
  for (const one of all) grouped.set(one.introductionId, [...(grouped.get(one.introductionId) ?? []), one])
  return grouped
}

/** All of the introduction of one meeting. */
export const meetingsWith = (deps: Deps, meetingId: string): Promise<PlacedMeeting[]> =>
  load(deps, sql`${meeting.introductionId} = (select m.introduction_id from meeting m where m.id = ${meetingId})`)

/** Who acts, and how: one of the two, or staff (for one of them, or by themselves). `open`: nothing has ended. */
type Acting = { intro: Introduction; way: Way; staffId?: string; open: boolean }

export type NewProposal = Acting & {
  by: Teller
  slots: number[]
  place: string | null
  staffJoins?: boolean
  formKey: string
}

/** Twice with one form is one proposal. @throws Unavailable. */
export async function saveProposal(
  deps: Deps,
  input: NewProposal,
): Promise<ProposalDecision | { kind: 'other-sent' | 'too-many' }> {
  const { intro, by, slots, place, open, staffJoins = false, formKey } = input
  const [all, duo] = await Promise.all([meetingsOf(deps, intro.id), intro.duoId ? duoById(deps, intro.duoId) : null])
  const decision = decideProposal(all, { by, slots, open, lastDay: duo?.facts.endsOn ?? null }, deps.now())
  if (decision.kind !== 'proposed') return decision
  const location = by === 'staff' ? paths.staffIntroduction(intro.id) : paths.introduction(intro.id, by)
  const form = { key: formKey, location, typed: [intro.id, by, ...slots, place, staffJoins ? 'joins' : ''] }
  try {
    const kept = await writeTyped(deps, form, proposed(deps, { ...input, staffJoins }, decision.replacesId))
    return kept === 'saved' ? decision : { kind: kept }
  } catch (error) {
    if (isTooOften(error)) return { kind: 'too-many' }
    if (error instanceof Refused) return { kind: 'closed' }
    throw error
  }
}

function proposed(deps: Deps, input: NewProposal & { staffJoins: boolean }, replacesId: string | null): Statement[] {
  const { intro, by, place, staffJoins } = input
  const id = deps.newId()
  const bucket = { key: `meetings:${intro.id}`, most: MOST_PROPOSALS_A_DAY, windowMinutes: 24 * 60 }
  const told = SIDES.filter((side) => side !== by)
  return [
    countAgainst(deps.db, [bucket], deps.now()),
    deps.db.q.insert(meeting).values({ ...rowOf(deps, id, input), staffJoins, replacesId }),
    ...(place ? [deps.db.q.insert(meetingPlace).values({ meetingId: id, body: place })] : []),
    ...meetingMails(deps, intro, id, 'meeting-proposed', told),
    ...audited(deps, input, 'meeting.proposed'),
  ]
}

/** "We zagen elkaar al": a meeting that they agreed between themselves. @throws Unavailable. */
export async function saveTold(deps: Deps, input: Acting & { by: Teller; day: string }): Promise<ToldDecision> {
  const { intro, day, open } = input
  const facts = { day, since: agreedAt(intro.facts), open }
  const decision = decideTold(await meetingsOf(deps, intro.id), facts, deps.now())
  if (decision.kind !== 'told') return decision
  const row = rowOf(deps, deps.newId(), { ...input, slots: [decision.slotAt] })
  const done = await tryWrite(deps, [
    deps.db.q.insert(meeting).values({ ...row, staffJoins: false, replacesId: null }),
    ...audited(deps, input, 'meeting.told'),
  ])
  return done ? decision : { kind: 'closed' }
}

const rowOf = (
  { now }: Deps,
  id: string,
  { intro, by, way, staffId, slots }: Pick<NewProposal, 'intro' | 'by' | 'way' | 'staffId' | 'slots'>,
) => ({ id, introductionId: intro.id, by, way, staffId: staffId ?? null, slots, minutes: MEETING_MINUTES, at: now() })

/** One tap on a slot, or null for none of them. @throws Unavailable. */
export async function saveMeetingAnswer(
  deps: Deps,
  input: Acting & { side: Side; meetingId: string; slotAt: number | null },
): Promise<MeetingAnswerDecision> {
  const { intro, side, way, staffId = null, meetingId, slotAt, open } = input
  const all = await meetingsOf(deps, intro.id)
  const found = all.find(({ id }) => id === meetingId)
  if (!found) return { kind: 'closed' }
  const decision = decideMeetingAnswer(found, all, { side, slotAt, open }, deps.now())
  if (!['agreed', 'waits', 'none-fits'].includes(decision.kind)) return decision
  const done = await tryWrite(deps, [
    deps.db.q.insert(meetingAnswer).values({ meetingId, side, slotAt, way, staffId, at: deps.now() }),
    ...(slotAt === null ? meetingMails(deps, intro, meetingId, 'meeting-none', [otherSide(side)]) : []),
    // Decided by the facts in this very batch: the other may have chosen since we looked.
    ...mailsIfAll(deps, intro, meetingId, { kind: 'meeting', slots: 1 }),
    ...mailsIfAll(deps, intro, meetingId, { kind: 'meeting-none', slots: 2 }),
    ...tellStaffOfAgreement(deps, meetingId),
    ...audited(deps, input, 'meeting.answered'),
  ])
  return done ? decision : { kind: 'closed' }
}

/** 'withdrawn': dates that nobody had chosen yet. @throws Unavailable. */
export async function saveCancellation(
  deps: Deps,
  input: Omit<Acting, 'open'> & { by: Teller; meetingId: string },
): Promise<ReturnType<typeof decideCancellation> | { kind: 'withdrawn' | 'closed' }> {
  const { intro, by, way, staffId = null, meetingId } = input
  const all = await meetingsOf(deps, intro.id)
  const found = all.find(({ id }) => id === meetingId)
  if (!found) return { kind: 'closed' }
  const decision = decideCancellation(found, all, deps.now())
  if (decision.kind !== 'cancelled') return decision
  const isProposal = agreedSlot(found) === null
  // Who has it in a calendar must lose it there, also who cancels.
  const told = isProposal ? SIDES.filter((side) => side !== by) : [...SIDES]
  const done = await tryWrite(deps, [
    ...tellStaff(deps, sql`s.meeting_id = ${meetingId}`),
    deps.db.q.insert(meetingCancellation).values({ meetingId, by, way, staffId, at: deps.now() }),
    ...meetingMails(deps, intro, meetingId, 'meeting-cancelled', told),
    ...audited(deps, input, 'meeting.cancelled'),
  ])
  if (!done) return { kind: 'already-cancelled' }
  return isProposal ? { kind: 'withdrawn' } : decision
}

const audited = (deps: Deps, { intro, staffId }: Pick<Acting, 'intro' | 'staffId'>, action: string): Statement[] =>
  staffId ? [insertAudit(deps.db, { at: deps.now(), staffId, action, subject: intro.id })] : []

/** The day before, to both, once. @returns how many pairs. */
export async function remindMeetingsDue(deps: Deps): Promise<number> {
  const toCome = sql`in (select s.introduction_id from standing_meeting s
    join held_place h on h.introduction_id = s.introduction_id where s.starts_at > ${deps.now()})`
  const due = [...byIntroduction(await load(deps, sql`${meeting.introductionId} ${toCome}`))].filter(([, own]) =>
    isMeetingReminderDue(own, deps.now()),
  )
  if (due.length === 0) return 0
  const known = await deps.db.q
    .select({ key: outbox.dedupeKey })
    .from(outbox)
    .where(eq(outbox.kind, 'meeting-reminder'))
  const sent = new Set(known.map(({ key }) => key))
  const intros = await introductionsWhere(deps, sql`${introduction.id} ${toCome}`)
  let count = 0
  for (const [id, own] of due) {
    const intro = intros.find((one) => one.id === id)
    const standing = currentMeeting(own, deps.now())?.meeting
    if (!intro || !standing || sent.has(keyOf('meeting-reminder', standing.id, 'mentor'))) continue
    if (await tryWrite(deps, meetingMails(deps, intro, standing.id, 'meeting-reminder', [...SIDES]))) count++
  }
  return count
}

async function tryWrite(deps: Deps, batch: Statement[]): Promise<boolean> {
  try {
    await deps.db.write(batch)
    return true
  } catch (error) {
    if (error instanceof Refused) return false
    throw error
  }
}

/** Of the duo of a meeting; null before there is one, and while it stands still. */
const LAST_DAY = sql<CivilDate | null>`(select l.ends_on from duo d join duo_last_day l on l.duo_id = d.id
  where d.introduction_id = meeting.introduction_id and not exists (select 1 from standing_pause p
    where p.duo_id = d.id and p.resumed_on is null))`

async function load({ db: { q } }: Deps, where: SQL): Promise<PlacedMeeting[]> {
  const [rows, answers] = await Promise.all([
    q
      .select({ meeting, place: meetingPlace.body, cancellation: meetingCancellation, lastDay: LAST_DAY })
      .from(meeting)
      .leftJoin(meetingPlace, eq(meetingPlace.meetingId, meeting.id))
      .leftJoin(meetingCancellation, eq(meetingCancellation.meetingId, meeting.id))
      .where(where)
      .orderBy(meeting.at, meeting.id),
    q
      .select()
      .from(meetingAnswer)
      // A join would look through the answers to every meeting there ever was.
      .where(inArray(meetingAnswer.meetingId, q.select({ id: meeting.id }).from(meeting).where(where)))
      .orderBy(meetingAnswer.at),
  ])
  return rows.map(({ meeting: row, place, cancellation, lastDay }) => ({
    ...row,
    place,
    lastDay,
    cancelled: cancellation,
    answers: Object.fromEntries(
      answers.filter(({ meetingId }) => meetingId === row.id).map((answer) => [answer.side, answer]),
    ),
  }))
}
