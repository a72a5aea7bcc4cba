import { desc, eq, or, type SQL, sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import { civilYearOf } from '../../src/domain/civil-date.ts'
import { termsOf } from '../../src/domain/duos/click.ts'
import { SIDES, type Side } from '../../src/domain/facts.ts'
import {
  type IntroductionFacts,
  isExpired,
  type Pair,
  sidesAskedFirst,
  type Why,
} from '../../src/domain/introduction.ts'
import { programmeOf } from '../../src/domain/programmes.ts'
import { insertAudit } from '../audit.ts'
import type { Statement } from '../client.ts'
import { handledAt, insertFormKey, isFormTwice } from '../forms.ts'
import { isAmong } from '../packed.ts'
import { factsByIds } from '../people/participant-facts.ts'
import { type GuardCode, Refused } from '../refusal.ts'
import {
  duo,
  introduction,
  introductionAnswer,
  introductionAsk,
  introductionCorrection,
  introductionEnd,
  introductionExtension,
  introductionTerms,
  participant,
  person,
} from '../schema.ts'
import { type HeldPlace, heldPlaces } from './held-places.ts'
import { askStatements, endStatements, expiryStatements } from './introduction-statements.ts'
import { callOffStatements } from './meeting-ends.ts'

export type { Pair, Why }

/** Instants are milliseconds UTC. `runId` is null for a pair of staff's own. */
export type Introduction = Pair & {
  id: string
  programme: string
  why: Why
  runId: string | null
  sentAt: number
  staffId: string
  facts: IntroductionFacts
  duoId: string | null
}

type Outcome<Done> = Done | { kind: 'refused'; code: GuardCode }
export type SendResult = Pair & { result: Outcome<{ kind: 'sent'; id: string }> }

export async function introductionById(deps: Deps, id: string): Promise<Introduction | null> {
  const [found] = await load(deps, eq(introduction.id, id))
  return found ?? null
}

/** All introductions of one participant, the newest first. */
export const introductionsOf = (deps: Deps, participantId: string): Promise<Introduction[]> =>
  load(deps, or(eq(introduction.mentorId, participantId), eq(introduction.menteeId, participantId)))

/** Every introduction that may still be answered, expire or lapse: it holds a place and has no duo. `held`: all that are, where at hand. */
export async function openIntroductions(deps: Deps, held?: HeldPlace[]): Promise<Introduction[]> {
  const open = (held ?? (await heldPlaces(deps))).filter(({ isDuo }) => !isDuo)
  return load(
    deps,
    isAmong(
      introduction.id,
      open.map(({ introductionId }) => introductionId),
    ),
  )
}

export const introductionsWhere = (deps: Deps, where: SQL | undefined): Promise<Introduction[]> => load(deps, where)

/** A keyed hash of both addresses, which outlives the deletion of their data (docs/invariants.md I8). */
export async function pairHash(deps: Deps, mentorId: string, menteeId: string): Promise<string> {
  const rows = await deps.db.q
    .select({ email: person.emailNormalised })
    .from(participant)
    .innerJoin(person, eq(person.id, participant.personId))
    .where(or(eq(participant.id, mentorId), eq(participant.id, menteeId)))
  return deps.keys.mac('pair', ...rows.map((row) => row.email).sort())
}

export type NewIntroductions = {
  programme: string
  pairs: (Pair & { why: Why })[]
  runId: string | null
  staffId: string
  /** Of the form by which it was asked. */
  formKey?: string
}

/**
 * Sends each pair in a batch of its own, with its questions, links and mails; a refused pair leaves the others alone.
 * A form that is sent again goes on where it was stopped: what it sent before is told as sent, and sent once.
 * Places that are held past a deadline are freed first. @throws Unavailable.
 */
export async function sendIntroductions(deps: Deps, input: NewIntroductions): Promise<SendResult[]> {
  const results: SendResult[] = []
  for (const { why, ...pair } of input.pairs) results.push({ ...pair, result: await sendOne(deps, input, pair, why) })
  return results
}

async function sendOne(deps: Deps, input: NewIntroductions, pair: Pair, why: Why): Promise<SendResult['result']> {
  const facts = await factsByIds(deps, [pair.mentorId, pair.menteeId])
  // Until when we keep somebody depends on what the city set, which no trigger reads.
  if ([...facts.values()].some(({ keptPast }) => keptPast)) return { kind: 'refused', code: 'NO_CONSENT' }

  const id = deps.newId()
  const key = input.formKey && `${input.formKey}:${pair.menteeId}:${pair.mentorId}`
  const batch = [
    ...(key ? [insertFormKey(deps.db, key, id, deps.now())] : []),
    ...(await newIntroduction(deps, input, { ...pair, id, why })),
  ]
  try {
    const first = await attempt(deps, [...(await expireStatements(deps)), ...batch], { kind: 'sent' as const, id })
    if (first.kind === 'sent') return first

    // Perhaps only because somebody else wrote one of those expiries just before us.
    await expireDue(deps)
    return await attempt(deps, batch, { kind: 'sent' as const, id })
  } catch (error) {
    const before = key && isFormTwice(error) ? await handledAt(deps.db, key) : null
    if (!before) throw error
    return { kind: 'sent', id: before }
  }
}

async function newIntroduction(
  deps: Deps,
  { programme, runId, staffId }: NewIntroductions,
  { id, why, ...pair }: Pair & { id: string; why: Why },
): Promise<Statement[]> {
  const now = deps.now()
  const { mentorId, menteeId } = pair
  const hash = await pairHash(deps, mentorId, menteeId)
  const terms = termsOf(programmeOf(programme))
  return [
    deps.db.q
      .insert(introduction)
      .values({ id, programme, ...pair, pairHash: hash, capYear: civilYearOf(now), why, runId, sentAt: now, staffId }),
    ...(terms ? [deps.db.q.insert(introductionTerms).values({ introductionId: id, ...terms, at: now })] : []),
    ...(await askStatements(deps, { id, ...pair }, sidesAskedFirst(programmeOf(programme)))),
    insertAudit(deps.db, { at: now, staffId, action: 'introduction.sent', subject: id }),
  ]
}

/** Staff pull an introduction back. Refused when it ended, or became a duo, in the meantime. */
export function endIntroduction(
  deps: Deps,
  { introduction: intro, reason, staffId }: { introduction: Introduction; reason: 'pulled'; staffId: string },
): Promise<Outcome<{ kind: 'ended' }>> {
  const batch = [
    ...callOffStatements(deps, intro.id, { by: 'staff', way: 'staff', staffId }),
    ...endStatements(deps, intro, { reason, staffId, tell: SIDES }),
    insertAudit(deps.db, { at: deps.now(), staffId, action: 'introduction.pulled', subject: intro.id }),
  ]
  return attempt(deps, batch, { kind: 'ended' as const })
}

/** Writes down every deadline that has passed, each in a batch of its own. @returns how many it wrote. */
export async function expireDue(deps: Deps): Promise<number> {
  let written = 0
  for (const intro of await dueToExpire(deps)) {
    const { kind } = await attempt(deps, expiryStatements(deps, intro), { kind: 'ended' as const })
    if (kind === 'ended') written++
  }
  return written
}

/** The same expiries as statements, to stand at the head of a batch. */
export async function expireStatements(deps: Deps): Promise<Statement[]> {
  return (await dueToExpire(deps)).flatMap((intro) => expiryStatements(deps, intro))
}

async function dueToExpire(deps: Deps): Promise<Introduction[]> {
  const overdue = sql`${introduction.id} in (
    select k.introduction_id from introduction_ask k join held_place h on h.introduction_id = k.introduction_id
    where h.duo_id is null and k.expires_at < ${deps.now()})`
  return (await load(deps, overdue)).filter((intro) => isExpired(intro.facts, deps.now()))
}

async function attempt<Done>(deps: Deps, batch: Statement[], done: Done): Promise<Outcome<Done>> {
  try {
    await deps.db.write(batch)
    return done
  } catch (error) {
    if (error instanceof Refused && error.refusal.kind === 'guard') return { kind: 'refused', code: error.refusal.code }
    throw error
  }
}

/** Seven queries, however many introductions there are. */
async function load({ db: { q } }: Deps, where: SQL | undefined): Promise<Introduction[]> {
  const rows = await q
    .select()
    .from(introduction)
    .where(where)
    .orderBy(desc(introduction.sentAt), desc(introduction.id))
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const [asks, answers, corrections, ends, duos, extensions] = await Promise.all([
    q.select().from(introductionAsk).where(isAmong(introductionAsk.introductionId, ids)),
    q.select().from(introductionAnswer).where(isAmong(introductionAnswer.introductionId, ids)),
    q.select().from(introductionCorrection).where(isAmong(introductionCorrection.introductionId, ids)),
    q.select().from(introductionEnd).where(isAmong(introductionEnd.introductionId, ids)),
    q.select().from(duo).where(isAmong(duo.introductionId, ids)),
    q.select().from(introductionExtension).where(isAmong(introductionExtension.introductionId, ids)),
  ])
  const [asksOf, answersOf, correctionsOf] = [bySide(asks), bySide(answers), bySide(corrections)]
  const endOf = new Map(ends.map((end) => [end.introductionId, end]))
  const untilOf = new Map(
    extensions.sort((a, b) => (a.until < b.until ? -1 : 1)).map((row) => [row.introductionId, row]),
  )
  const duoOf = new Map(duos.map((row) => [row.introductionId, row]))
  return rows.map(({ pairHash: _, capYear: __, ...row }) => ({
    ...row,
    duoId: duoOf.get(row.id)?.id ?? null,
    facts: {
      sentAt: row.sentAt,
      asks: asksOf.get(row.id) ?? {},
      answers: answersOf.get(row.id) ?? {},
      corrections: correctionsOf.get(row.id) ?? {},
      end: endOf.get(row.id) ?? null,
      duo: duoOf.get(row.id) ?? null,
      extendedUntil: untilOf.get(row.id)?.until ?? null,
    },
  }))
}

function bySide<Fact extends { introductionId: string; side: Side }>(facts: Fact[]) {
  const grouped = new Map<string, Partial<Record<Side, Fact>>>()
  for (const fact of facts) grouped.set(fact.introductionId, { ...grouped.get(fact.introductionId), [fact.side]: fact })
  return grouped
}
