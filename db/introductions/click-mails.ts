import { and, inArray, isNull, sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import { addDays, civilDateOf } from '../../src/domain/civil-date.ts'
import { ownStep } from '../../src/domain/duos/click.ts'
import { SIDES, type Side } from '../../src/domain/facts.ts'
import { REMINDER_DAYS } from '../../src/domain/introduction.ts'
import type { MailKind } from '../../src/domain/mails.ts'
import { programmeOf } from '../../src/domain/programmes.ts'
import { insertMails } from '../outbox.ts'
import { introduction, introductionEnd, introductionTerms, outbox } from '../schema.ts'
import { pairFactsFor } from './clicks.ts'
import { mailsAbout } from './introduction-statements.ts'
import { type Introduction, introductionsWhere } from './introductions.ts'

/** Introductions with terms to meet, of which both said yes and that have neither a duo nor an end. */
export const pairsOnTheirWay = (deps: Deps): Promise<Introduction[]> =>
  introductionsWhere(
    deps,
    sql`${introduction.id} in (select h.introduction_id from held_place h
      join agreed_introduction g on g.introduction_id = h.introduction_id
      join introduction_terms t on t.introduction_id = h.introduction_id where h.duo_id is null)`,
  )

/** "Klikt het?" from the moment on which it may be answered, the agreement once both clicked; a reminder of each, once. */
export async function askClicksDue(deps: Deps): Promise<number> {
  const pairs = await pairsOnTheirWay(deps)
  if (pairs.length === 0) return 0
  const [facts, sent] = await Promise.all([pairFactsFor(deps, pairs), sentOf(deps)])
  let count = 0
  for (const intro of pairs) {
    const own = facts.get(intro.id)
    const mails = SIDES.flatMap((side) => {
      const step = own && ownStep(programmeOf(intro.programme), own, side, deps.now())?.kind
      const kind = step === 'click' || step === 'agree' ? dueMail(deps, ASKING[step], sent(intro.id, side)) : null
      return kind ? mailsAbout(deps, intro, kind, [side]) : []
    })
    if (mails.length === 0) continue
    await deps.db.write([insertMails(deps.db, mails)])
    count++
  }
  return count
}

const ASKING = {
  click: { first: 'click', again: 'click-reminder' },
  agree: { first: 'agreement', again: 'agreement-reminder' },
} as const satisfies Record<string, { first: MailKind; again: MailKind }>

function dueMail(
  { now }: Deps,
  { first, again }: { first: MailKind; again: MailKind },
  sentAt: (kind: MailKind) => number | undefined,
): MailKind | null {
  const asked = sentAt(first)
  if (asked === undefined) return first
  const isDue = civilDateOf(now()) >= addDays(civilDateOf(asked), REMINDER_DAYS)
  return isDue && sentAt(again) === undefined ? again : null
}

const KINDS = Object.values(ASKING).flatMap(({ first, again }) => [first, again])

/** When each of these mails was put in the outbox, of pairs that are still on their way. */
async function sentOf({ db: { q } }: Deps) {
  const onTheirWay = q
    .select({ id: introductionTerms.introductionId })
    .from(introductionTerms)
    .leftJoin(introductionEnd, sql`${introductionEnd.introductionId} = ${introductionTerms.introductionId}`)
    .where(isNull(introductionEnd.introductionId))
  const rows = await q
    .select({ key: outbox.dedupeKey, at: outbox.createdAt })
    .from(outbox)
    .where(and(inArray(outbox.kind, KINDS), inArray(outbox.introductionId, onTheirWay)))
  const at = new Map(rows.map((row) => [row.key, row.at]))
  return (id: string, side: Side) => (kind: MailKind) => at.get(`${kind}:${id}:${side}`)
}
