import { and, eq, or, sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import { civilDateOf, DAY_MS } from '../../src/domain/civil-date.ts'
import {
  type CheckinAnswerDecision,
  decideCheckinAnswer,
  dueCheckins,
  kindOf,
  type Milestone,
} from '../../src/domain/duos/checkin.ts'
import { duoState } from '../../src/domain/duos/duo.ts'
import { type CheckinAnswer, SIDES, type Side, type Way } from '../../src/domain/facts.ts'
import { participantOn } from '../../src/domain/introduction.ts'
import type { MailKind } from '../../src/domain/mails.ts'
import { programmeOf } from '../../src/domain/programmes.ts'
import { insertAudit } from '../audit.ts'
import type { Statement } from '../client.ts'
import { insertMails, type NewMail } from '../outbox.ts'
import { Refused, refusedWith } from '../refusal.ts'
import { checkinAnswer, checkinAsk, duoRemark, outboxAbout } from '../schema.ts'
import { stopStatements } from './duo-ends.ts'
import { byDuo, type Duo, duosToAsk } from './duos.ts'

/** Instants are milliseconds UTC. */
export type Checkin = {
  milestone: string
  asked: Side[]
  at: number
  answers: Partial<Record<Side, { answer: CheckinAnswer; callMe: boolean; at: number; way: Way }>>
}

/** Everything that this duo was asked, in order, with what it answered. */
export async function checkinsOf({ db: { q } }: Deps, duoId: string): Promise<Checkin[]> {
  const [asks, answers] = await Promise.all([
    q.select().from(checkinAsk).where(eq(checkinAsk.duoId, duoId)).orderBy(checkinAsk.at, checkinAsk.dueOn),
    q.select().from(checkinAnswer).where(eq(checkinAnswer.duoId, duoId)),
  ])
  return [...new Set(asks.map(({ milestone }) => milestone))].map((milestone) => {
    const own = asks.filter((ask) => ask.milestone === milestone)
    const given = answers.filter((answer) => answer.milestone === milestone)
    return {
      milestone,
      asked: own.map(({ side }) => side),
      at: Math.max(...own.map(({ at }) => at)),
      answers: Object.fromEntries(given.map((answer) => [answer.side, answer])),
    }
  })
}

/** Writes down every question that is due, each once, with a mail about the last one. @returns how many duos it asked. */
export async function askDue(deps: Deps): Promise<number> {
  const duos = await duosToAsk(deps)
  const asked = byDuo(await askedOf(deps))
  const today = civilDateOf(deps.now())
  let count = 0
  for (const duo of duos) {
    const due = dueCheckins(
      programmeOf(duo.programme),
      {
        time: duo.time,
        end: duo.facts.end?.reason ?? null,
        asked: (asked.get(duo.id) ?? []).map(({ milestone }) => milestone),
        knownSince: civilDateOf(duo.at),
      },
      today,
    )
    if (due.length > 0 && (await isAsked(deps, duo, due))) count++
  }
  return count
}

const askedOf = ({ db: { q } }: Deps) =>
  q.selectDistinct({ duoId: checkinAsk.duoId, milestone: checkinAsk.milestone }).from(checkinAsk)

/** False when another server was first. */
async function isAsked(deps: Deps, duo: Duo, due: Milestone[]): Promise<boolean> {
  const at = deps.now()
  const rows = due.flatMap(({ id, dueOn }) => SIDES.map((side) => ({ duoId: duo.id, milestone: id, side, dueOn, at })))
  const last = due.at(-1)
  try {
    await deps.db.write([deps.db.q.insert(checkinAsk).values(rows), ...(last ? mailStatements(deps, duo, last) : [])])
    return true
  } catch (error) {
    if (refusedWith(error, 'ALREADY_WRITTEN')) return false
    throw error
  }
}

const MAILS = { met: 'met', how: 'checkin', end: 'end' } as const satisfies Record<Milestone['kind'], MailKind>

/** The thanks with the attest leave a week after the end: what was not noted yet can still be. */
const THANKS_DAYS = 7

function mailStatements(deps: Deps, duo: Duo, { id: milestone, kind }: Milestone): Statement[] {
  const now = deps.now()
  const mailTo = (side: Side, mail: MailKind): NewMail => ({
    id: deps.newId(),
    kind: mail,
    dedupeKey: `${mail}:${duo.id}:${milestone}:${side}`,
    participantId: participantOn(duo, side),
    introductionId: duo.introductionId,
    duoId: duo.id,
    now,
  })
  const questions = SIDES.map((side) => mailTo(side, MAILS[kind]))
  const thanks = { ...mailTo('mentor', 'thanks'), dueAt: now + THANKS_DAYS * DAY_MS }
  return [
    insertMails(deps.db, questions),
    deps.db.q.insert(outboxAbout).values(questions.map((mail) => ({ outboxId: mail.id, about: milestone }))),
    ...(kind === 'end' ? [insertMails(deps.db, [thanks])] : []),
  ]
}

/** What a mail is about, where its duo or introduction does not say it; null for what says it. */
export async function aboutOf({ db: { q } }: Deps, outboxId: string): Promise<string | null> {
  const [row] = await q
    .select({ about: outboxAbout.about })
    .from(outboxAbout)
    .where(or(eq(outboxAbout.outboxId, outboxId), sql`${outboxAbout.outboxId} = ${originalOf(outboxId)}`))
  return row?.about ?? null
}

/** A mail that staff send again keeps what it is about: the key of the new one begins with the key of the old one. */
const originalOf = (outboxId: string) =>
  sql`(select o.id from outbox o, outbox a where a.id = ${outboxId}
    and a.dedupe_key like o.dedupe_key || ':again:%' order by o.created_at limit 1)`

export type NewCheckinAnswer = {
  duo: Duo
  milestone: string
  side: Side
  answer: CheckinAnswer
  callMe: boolean
  /** Free text, or null. */
  remark: string | null
  way: Way
  staffId?: string
}

/** Writes what one side answered; "gestopt" ends the duo in the same batch. @throws Unavailable. */
export async function saveCheckinAnswer(deps: Deps, input: NewCheckinAnswer): Promise<CheckinAnswerDecision> {
  const { duo, milestone, side } = input
  const [found] = (await checkinsOf(deps, duo.id)).filter((checkin) => checkin.milestone === milestone)
  const given = found?.answers[side]
  const decision = decideCheckinAnswer(
    {
      asked: kindOf(programmeOf(duo.programme), milestone) === 'end' ? [] : (found?.asked ?? []),
      answers: given ? { [side]: given.answer } : {},
      ended: duoState(duo.facts, civilDateOf(deps.now())) !== 'running',
    },
    input,
  )
  if (decision.kind !== 'answered') return decision
  try {
    await deps.db.write(answerBatch(deps, input))
    return decision
  } catch (error) {
    if (refusedWith(error, 'ALREADY_ANSWERED')) return { kind: 'already-answered', answer: input.answer }
    if (error instanceof Refused) return { kind: 'closed' }
    throw error
  }
}

function answerBatch(deps: Deps, input: NewCheckinAnswer): Statement[] {
  const { duo, milestone, side, answer, callMe, remark, way, staffId } = input
  const { q } = deps.db
  const at = deps.now()
  const row = { duoId: duo.id, milestone, side, answer, callMe, way, staffId: staffId ?? null, at }
  return [
    q.insert(checkinAnswer).values(row),
    ...(remark
      ? [q.insert(duoRemark).values({ id: deps.newId(), duoId: duo.id, side, about: milestone, body: remark, at })]
      : []),
    ...(staffId
      ? [insertAudit(deps.db, { at, staffId, action: 'checkin.assisted', subject: duo.id, detail: side })]
      : []),
    ...(answer === 'stopped' ? stopStatements(deps, { duo, side, ...(staffId ? { staffId } : {}) }) : []),
  ]
}

/** Whether this side still has to answer this question. */
export async function isOpenFor(deps: Deps, duoId: string, milestone: string, side: Side): Promise<boolean> {
  const [row] = await deps.db.q
    .select({ milestone: checkinAsk.milestone })
    .from(checkinAsk)
    .where(
      and(
        eq(checkinAsk.duoId, duoId),
        eq(checkinAsk.milestone, milestone),
        eq(checkinAsk.side, side),
        sql`not exists (select 1 from checkin_answer a where a.duo_id = ${duoId} and a.milestone = ${milestone} and a.side = ${side})`,
      ),
    )
  return row !== undefined
}
