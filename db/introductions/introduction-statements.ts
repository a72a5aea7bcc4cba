import { eq, type SQL, sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import { type EndReason, otherSide, SIDES, type Side } from '../../src/domain/facts.ts'
import { answerDeadline, type IntroductionFacts, type Pair, participantOn } from '../../src/domain/introduction.ts'
import type { MailKind } from '../../src/domain/mails.ts'
import type { Statement } from '../client.ts'
import { insertMails, type NewMail } from '../outbox.ts'
import { insertLinks } from '../people/links.ts'
import { introductionAsk, introductionEnd, outbox, participant } from '../schema.ts'

/** What the batches about an introduction are made of. */

type PairOf = Pair & { id: string }

/** Asks these sides: the question with its deadline, the links that open it, and the mail. */
export async function askStatements(deps: Deps, pair: PairOf, sides: Side[]): Promise<Statement[]> {
  const now = deps.now()
  const asks = sides.map((side) => ({ introductionId: pair.id, side, at: now, expiresAt: answerDeadline(now) }))
  const subjects = await Promise.all(sides.map((side) => linkSubjects(deps, participantOn(pair, side), pair.id)))
  return [
    deps.db.q.insert(introductionAsk).values(asks),
    ...(await insertLinks(deps.db, deps.keys, subjects.flat(), { now, newId: deps.newId })),
    insertMails(deps.db, mailsAbout(deps, pair, 'proposal', sides)),
  ]
}

/** One mail of this kind to each of these sides; the same occasion never mails twice. */
export const mailsAbout = (deps: Deps, pair: PairOf, kind: MailKind, sides: Side[]): NewMail[] =>
  sides.map((side) => ({
    id: deps.newId(),
    kind,
    dedupeKey: `${kind}:${pair.id}:${side}`,
    participantId: participantOn(pair, side),
    introductionId: pair.id,
    now: deps.now(),
  }))

/** "Je zei ja": to whose yes this batch writes, unless both said yes by now and the mail about that tells it. */
export const saidYesMail = (deps: Deps, pair: PairOf, side: Side): Statement[] =>
  mailsIf(deps, pair, { kind: 'said-yes', sides: [side] }, sql`not exists (${agreedNow(pair)})`)

/** One mail to both, if at this point of the batch both said yes: which of two answers came second is not known before. */
export const agreedMails = (deps: Deps, pair: PairOf): Statement[] =>
  mailsIf(deps, pair, { kind: 'agreed', sides: SIDES }, sql`exists (${agreedNow(pair)})`)

const agreedNow = ({ id }: PairOf) => sql`select 1 from agreed_introduction g where g.introduction_id = ${id}`

/** The same, where the facts at this point of the batch say so. */
export const mailsIf = (
  deps: Deps,
  pair: PairOf,
  { kind, sides }: { kind: MailKind; sides: readonly Side[] },
  condition: SQL,
): Statement[] => mailsAbout(deps, pair, kind, [...sides]).map((mail) => insertMailIf(deps, mail, condition))

export const insertMailIf = ({ db }: Deps, mail: NewMail, condition: SQL): Statement =>
  db.q
    .insert(outbox)
    .select(
      sql`select ${mail.id}, ${mail.kind}, ${mail.dedupeKey}, ${mail.participantId ?? null}, null, null, ${mail.introductionId ?? null}, null, null, null,
        ${mail.now}, ${mail.now}, 0, 0, null, null, null where ${condition}`,
    )
    .onConflictDoNothing({ target: outbox.dedupeKey })

type Open = PairOf & { facts: IntroductionFacts }

/** An end, and one neutral mail to everybody of `tell` who was asked: never who said no, never why. */
export function endStatements(
  deps: Deps,
  intro: Open,
  { reason, staffId = null, tell }: { reason: EndReason; staffId?: string | null; tell: readonly Side[] },
): Statement[] {
  const told = tell.filter((side) => intro.facts.asks[side])
  return [
    deps.db.q.insert(introductionEnd).values({ introductionId: intro.id, reason, staffId, at: deps.now() }),
    ...(told.length > 0 ? [insertMails(deps.db, mailsAbout(deps, intro, 'not-on', told))] : []),
  ]
}

/** Who stayed silent is asked whether to go on; who said yes hears the neutral sentence. */
export function expiryStatements(deps: Deps, intro: Open): Statement[] {
  const silent = SIDES.filter((side) => intro.facts.asks[side] && !intro.facts.answers[side])
  return [
    ...endStatements(deps, intro, { reason: 'expired', tell: silent.length === 1 ? silent.map(otherSide) : [] }),
    insertMails(deps.db, mailsAbout(deps, intro, 'expired', silent)),
  ]
}

/** What a side's mails about an introduction open: its page, and their own. */
export async function linkSubjects({ db }: Deps, participantId: string, introductionId: string) {
  const [row] = await db.q
    .select({ generation: participant.generation })
    .from(participant)
    .where(eq(participant.id, participantId))
  if (!row) throw new Error('An introduction of nobody')
  return [
    { purpose: 'introduction' as const, participantId, about: introductionId, generation: row.generation },
    { purpose: 'manage' as const, participantId, about: '', generation: row.generation },
  ]
}
