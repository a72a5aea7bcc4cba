import { eq, type SQL, sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import { otherSide, SIDES, type Side, type Way } from '../../src/domain/facts.ts'
import type { MailKind } from '../../src/domain/mails.ts'
import {
  agreedSlot,
  decideCancellation,
  decideMeetingAnswer,
  decideProposal,
  isMeetingReminderDue,
  MEETING_MINUTES,
  type Meeting,
  type MeetingAnswerDecision,
  type ProposalDecision,
} from '../../src/domain/meeting.ts'
import type { Statement } from '../client.ts'
import { insertMails } from '../outbox.ts'
import { Refused } from '../refusal.ts'
import {
  introduction,
  meeting,
  meetingAnswer,
  meetingCancellation,
  meetingPlace,
  outbox,
  outboxAbout,
} from '../schema.ts'
import { mailsAbout } from './introduction-statements.ts'
import { type Introduction, introductionsWhere } from './introductions.ts'

/** `place` is free text of one of the two, or null. */
export type PlacedMeeting = Meeting & { introductionId: string; place: string | null }

/** Every meeting of an introduction, in the order in which they were proposed. */
export const meetingsOf = (deps: Deps, introductionId: string): Promise<PlacedMeeting[]> =>
  load(deps, eq(meeting.introductionId, introductionId))

type Acting = { intro: Introduction; side: Side; way: Way }

/** @throws Unavailable. */
export async function saveProposal(
  deps: Deps,
  { intro, side, way, slots, place, open }: Acting & { slots: number[]; place: string | null; open: boolean },
): Promise<ProposalDecision> {
  const decision = decideProposal(await meetingsOf(deps, intro.id), { by: side, slots, open }, deps.now())
  if (decision.kind !== 'proposed') return decision
  const id = deps.newId()
  const { replacesId } = decision
  const row = { id, introductionId: intro.id, by: side, way, slots, minutes: MEETING_MINUTES, staffJoins: false }
  const done = await tryWrite(deps, [
    deps.db.q.insert(meeting).values({ ...row, replacesId, at: deps.now() }),
    ...(place ? [deps.db.q.insert(meetingPlace).values({ meetingId: id, body: place })] : []),
    ...mails(deps, intro, id, 'meeting-proposed', [otherSide(side)]),
  ])
  return done ? decision : { kind: 'closed' }
}

/** One tap on a slot, or null for none of them. @throws Unavailable. */
export async function saveMeetingAnswer(
  deps: Deps,
  { intro, side, way, meetingId, slotAt, open }: Acting & { meetingId: string; slotAt: number | null; open: boolean },
): Promise<MeetingAnswerDecision> {
  const all = await meetingsOf(deps, intro.id)
  const found = all.find(({ id }) => id === meetingId)
  if (!found) return { kind: 'closed' }
  const decision = decideMeetingAnswer(found, all, { side, slotAt, open }, deps.now())
  if (!['agreed', 'waits', 'none-fits'].includes(decision.kind)) return decision
  const done = await tryWrite(deps, [
    deps.db.q.insert(meetingAnswer).values({ meetingId, side, slotAt, way, at: deps.now() }),
    ...(decision.kind === 'agreed' ? mails(deps, intro, meetingId, 'meeting', [...SIDES]) : []),
    ...(decision.kind === 'none-fits' ? mails(deps, intro, meetingId, 'meeting-none', [otherSide(side)]) : []),
  ])
  return done ? decision : { kind: 'closed' }
}

/** @throws Unavailable. */
export async function saveCancellation(
  deps: Deps,
  { intro, side, way, meetingId }: Acting & { meetingId: string },
): Promise<ReturnType<typeof decideCancellation> | { kind: 'closed' }> {
  const all = await meetingsOf(deps, intro.id)
  const found = all.find(({ id }) => id === meetingId)
  if (!found) return { kind: 'closed' }
  const decision = decideCancellation(found, all, deps.now())
  if (decision.kind !== 'cancelled') return decision
  // Who has it in a calendar must lose it there, also who cancels.
  const told = agreedSlot(found) === null ? [otherSide(side)] : [...SIDES]
  const done = await tryWrite(deps, [
    deps.db.q.insert(meetingCancellation).values({ meetingId, by: side, way, at: deps.now() }),
    ...mails(deps, intro, meetingId, 'meeting-cancelled', told),
  ])
  return done ? decision : { kind: 'already-cancelled' }
}

/** The day before, to both, once. @returns how many pairs. */
export async function remindMeetingsDue(deps: Deps): Promise<number> {
  const held = sql`in (select introduction_id from held_place)`
  const all = await load(deps, sql`${meeting.introductionId} ${held}`)
  const ids = [...new Set(all.map(({ introductionId }) => introductionId))]
  const due = ids
    .map((id) => ({ id, own: all.filter(({ introductionId }) => introductionId === id) }))
    .filter(({ own }) => isMeetingReminderDue(own, deps.now()))
  if (due.length === 0) return 0
  const known = await deps.db.q
    .select({ key: outbox.dedupeKey })
    .from(outbox)
    .where(eq(outbox.kind, 'meeting-reminder'))
  const sent = new Set(known.map(({ key }) => key))
  const intros = await introductionsWhere(deps, sql`${introduction.id} ${held}`)
  let count = 0
  for (const { id, own } of due) {
    const intro = intros.find((one) => one.id === id)
    const agreed = own.findLast((one) => agreedSlot(one) !== null && !one.cancelled)
    if (!intro || !agreed || sent.has(keyOf('meeting-reminder', agreed.id, 'mentor'))) continue
    if (await tryWrite(deps, mails(deps, intro, agreed.id, 'meeting-reminder', [...SIDES]))) count++
  }
  return count
}

const keyOf = (kind: MailKind, meetingId: string, side: Side): string => `${kind}:${meetingId}:${side}`

function mails(deps: Deps, intro: Introduction, meetingId: string, kind: MailKind, sides: Side[]): Statement[] {
  const rows = sides.flatMap((side) =>
    mailsAbout(deps, intro, kind, [side]).map((mail) => ({ ...mail, dedupeKey: keyOf(kind, meetingId, side) })),
  )
  const about = rows.map(({ id }) => ({ outboxId: id, about: meetingId }))
  return [insertMails(deps.db, rows), deps.db.q.insert(outboxAbout).values(about)]
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

async function load({ db: { q } }: Deps, where: SQL): Promise<PlacedMeeting[]> {
  const [rows, answers] = await Promise.all([
    q
      .select({ meeting, place: meetingPlace.body, cancellation: meetingCancellation })
      .from(meeting)
      .leftJoin(meetingPlace, eq(meetingPlace.meetingId, meeting.id))
      .leftJoin(meetingCancellation, eq(meetingCancellation.meetingId, meeting.id))
      .where(where)
      .orderBy(meeting.at, meeting.id),
    q
      .select({ answer: meetingAnswer })
      .from(meetingAnswer)
      .innerJoin(meeting, eq(meeting.id, meetingAnswer.meetingId))
      .where(where)
      .orderBy(meetingAnswer.at),
  ])
  return rows.map(({ meeting: row, place, cancellation }) => ({
    ...row,
    place,
    cancelled: cancellation,
    answers: Object.fromEntries(
      answers.filter(({ answer }) => answer.meetingId === row.id).map(({ answer }) => [answer.side, answer]),
    ),
  }))
}
