import { and, eq, gt, inArray, sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import { DAY_MS } from '../../src/domain/civil-date.ts'
import type { Side } from '../../src/domain/facts.ts'
import { MOST_RECEIPTS, RECEIPT_WINDOW_DAYS } from '../../src/domain/signup.ts'
import { once } from '../built.ts'
import { addressBlock, mergedAway, outbox, participant, person } from '../schema.ts'

/** What we know of an address. `blocked`: its owner asked us never to write again. */
export type KnownAddress =
  | { kind: 'new' }
  | { kind: 'blocked' }
  | { kind: 'known'; participants: { participantId: string; side: Side; generation: number }[] }

/** Whose these normalised addresses are: all in the same two looks, whatever they turn out to be. */
export async function lookUpAddresses(deps: Deps, emails: string[]): Promise<(email: string) => KnownAddress> {
  const hashes = await Promise.all(emails.map((email) => deps.keys.mac('address', email)))
  const [blocks, people] = await Promise.all([
    blocksOf(deps.db).all({ hashes: JSON.stringify(hashes), now: deps.now() }),
    participantsOf(deps.db).all({ emails: JSON.stringify(emails) }),
  ])
  const blocked = new Set(blocks.map(({ addressHash }) => addressHash))

  const book = new Map<string, KnownAddress>()
  for (const [n, email] of emails.entries()) {
    const participants = people.filter((one) => one.email === email)
    if (participants.length > 0) book.set(email, { kind: 'known', participants })
    if (blocked.has(hashes[n] ?? '')) book.set(email, { kind: 'blocked' })
  }
  return (email) => book.get(email) ?? { kind: 'new' }
}

/** Whether a receipt may go to this participant: an address without proof gets few of them. */
export async function mayGetReceipt(deps: Deps, participantId: string): Promise<boolean> {
  const recent = and(
    eq(outbox.participantId, participantId),
    inArray(outbox.kind, ['receipt', 'receipt-again']),
    gt(outbox.createdAt, deps.now() - RECEIPT_WINDOW_DAYS * DAY_MS),
  )
  const rows = await deps.db.q.select({ id: outbox.id }).from(outbox).where(recent).limit(MOST_RECEIPTS)
  return rows.length < MOST_RECEIPTS
}

const listed = (name: string) => sql`(SELECT value FROM json_each(${sql.placeholder(name)}))`

const blocksOf = once(({ q }) =>
  q
    .select({ addressHash: addressBlock.addressHash })
    .from(addressBlock)
    .where(and(sql`${addressBlock.addressHash} IN ${listed('hashes')}`, gt(addressBlock.until, sql.placeholder('now'))))
    .prepare(),
)

const participantsOf = once(({ q }) =>
  q
    .select({
      email: person.emailNormalised,
      participantId: participant.id,
      side: participant.side,
      generation: participant.generation,
    })
    .from(person)
    // Who is part of somebody else is them.
    .leftJoin(mergedAway, eq(mergedAway.personId, person.id))
    .innerJoin(participant, sql`${participant.personId} = coalesce(${mergedAway.keptId}, ${person.id})`)
    .where(sql`${person.emailNormalised} IN ${listed('emails')}`)
    .prepare(),
)
