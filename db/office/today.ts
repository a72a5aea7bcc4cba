import { and, asc, count, eq, inArray, isNotNull, isNull, min, sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import { towardsDuo } from '../../src/domain/duos/click.ts'
import { SIDES, type Side } from '../../src/domain/facts.ts'
import { introductionState } from '../../src/domain/introduction.ts'
import { type ParticipantState, participantState } from '../../src/domain/participant.ts'
import { programmeOf } from '../../src/domain/programmes.ts'
import { type Attention, attentionFor } from '../../src/domain/today.ts'
import { pairFactsFor } from '../introductions/clicks.ts'
import type { HeldPlace } from '../introductions/held-places.ts'
import { type Introduction, openIntroductions } from '../introductions/introductions.ts'
import { waitsLong } from '../outbox.ts'
import { eachOf } from '../people/everybody.ts'
import { namesOf } from '../people/participant.ts'
import { outbox, participant, person, proof, signup } from '../schema.ts'
import type { EventRow } from '../signups/events.ts'
import { type MailReader, mayRead } from './mail-readers.ts'

/** Two people of an open introduction that asks something of staff; `names` are full names. */
export type IntroductionItem = {
  introductionId: string
  people: Record<Side, { id: string; name: string }>
  attention: Attention
}

/** What the open introductions of these programmes ask of staff, in one round of reads whatever their number. */
export async function introductionsToday(
  deps: Deps,
  programmes: readonly string[],
  held: HeldPlace[],
): Promise<IntroductionItem[]> {
  const open = (await openIntroductions(deps, held)).filter(({ programme }) => programmes.includes(programme))
  if (open.length === 0) return []
  const ids = [...new Set(open.flatMap(({ mentorId, menteeId }) => [mentorId, menteeId]))]
  const [people, pairs] = await Promise.all([peopleOf(deps, ids), pairFactsFor(deps, open.filter(isAgreed(deps)))])
  return open.flatMap((introduction) => {
    const [mentor, mentee] = [people.get(introduction.mentorId), people.get(introduction.menteeId)]
    if (!mentor || !mentee) return []
    const proved = { mentor: mentor.proved, mentee: mentee.proved }
    const facts = pairs.get(introduction.id)
    const towards = facts ? towardsDuo(programmeOf(introduction.programme), facts, deps.now()) : null
    const found = attentionFor(introduction.facts, { proved, towards }, deps.now())
    return found.map((attention) => ({ introductionId: introduction.id, people: { mentor, mentee }, attention }))
  })
}

const isAgreed =
  ({ now }: Deps) =>
  ({ facts }: Introduction): boolean =>
    introductionState(facts, now()) === 'agreed'

const isNotMerged = sql`NOT EXISTS (SELECT 1 FROM merged_away m WHERE m.person_id = ${participant.personId})`

/** People whom nobody saw yet, of these events: how many an event, since when. */
export async function unprovedToday(
  { db: { q } }: Deps,
  open: EventRow[],
): Promise<{ event: EventRow; people: number; since: number }[]> {
  if (open.length === 0) return []
  const eventIds = open.map(({ id }) => id)
  const rows = await q
    .select({
      eventId: signup.eventId,
      people: sql<number>`count(distinct ${signup.participantId})`,
      since: min(signup.at),
    })
    .from(signup)
    .innerJoin(participant, eq(participant.id, signup.participantId))
    .innerJoin(person, eq(person.id, participant.personId))
    .leftJoin(proof, eq(proof.participantId, signup.participantId))
    .where(and(inArray(signup.eventId, eventIds), isNull(proof.id), isNotMerged))
    .groupBy(signup.eventId)
  return open.flatMap((event) => {
    const row = rows.find(({ eventId }) => eventId === event.id)
    return row?.since ? [{ event, people: row.people, since: row.since }] : []
  })
}

export type Waiting = { programme: string; side: Side; people: number; name: string; since: number }

/**
 * Who waits on each side of these programmes: how many are ready for a proposal, how many for what comes before one,
 * and who does so longest.
 */
export async function waitingToday(
  deps: Deps,
  programmes: readonly string[],
  held: HeldPlace[],
): Promise<Record<'ready' | 'preparing', Waiting[]>> {
  const all = (await Promise.all(programmes.map((programme) => linesOf(deps, programme, held)))).flat()
  const names = await namesOf(
    deps,
    all.map(({ id }) => id),
  )
  const waiting = (state: ParticipantState): Waiting[] =>
    all.flatMap(({ id, state: own, ...line }) => {
      const name = names.get(id)
      return own === state && name !== undefined ? [{ ...line, name }] : []
    })
  return { ready: waiting('ready'), preparing: waiting('preparing') }
}

type Line = Omit<Waiting, 'name'> & { state: ParticipantState; id: string }

/** One look at everybody: a line a side and state, with who waits longest in it. */
async function linesOf(deps: Deps, programme: string, held: HeldPlace[]): Promise<Line[]> {
  const people = await eachOf<number>(deps, programme, { columns: sql`created_at`, held })
  const lines = { mentor: new Map<ParticipantState, Line>(), mentee: new Map<ParticipantState, Line>() }
  for (const who of people) {
    const { id, side, columns: signedUp } = who
    const state = participantState(who)
    const since = Math.max(signedUp, who.completedAt)
    const line = lines[side].get(state)
    if (!line) lines[side].set(state, { programme, side, state, people: 1, id, since })
    else {
      line.people++
      if (since < line.since) Object.assign(line, { id, since })
    }
  }
  return SIDES.flatMap((side) => [...lines[side].values()])
}

/** Why a mail does not leave: given up on, no server to send it, or a server that does not take it for more than an hour. */
export type StuckMail = 'failed' | 'waiting' | 'late'

/** How many mails that this reader may see are stuck in this way, and since when; null when none are. */
export async function stuckMails(
  { db, now }: Deps,
  why: StuckMail,
  reader: MailReader,
): Promise<{ mails: number; since: number } | null> {
  const isStuck = {
    failed: isNotNull(outbox.failedAt),
    waiting: and(isNull(outbox.sentAt), isNull(outbox.failedAt)),
    late: waitsLong(now()),
  }
  const [row] = await db.q
    .select({ mails: count(), since: min(outbox.createdAt) })
    .from(outbox)
    .where(and(isStuck[why], mayRead(reader)))
  return row?.since ? { mails: row.mails, since: row.since } : null
}

type Known = { id: string; name: string; proved: boolean }

async function peopleOf({ db }: Deps, ids: string[]): Promise<Map<string, Known>> {
  const rows = await db.q
    .select({
      id: participant.id,
      name: person.name,
      proved: sql<number>`EXISTS (SELECT 1 FROM proof x WHERE x.participant_id = ${participant.id})`,
    })
    .from(participant)
    .innerJoin(person, eq(person.id, participant.personId))
    .where(inArray(participant.id, ids))
    .orderBy(asc(participant.id))
  return new Map(rows.map((row) => [row.id, { ...row, proved: row.proved === 1 }]))
}
