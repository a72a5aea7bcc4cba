import { and, eq, inArray, isNotNull, or, sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import type { Side } from '../../src/domain/facts.ts'
import { isOtherAddress } from '../../src/domain/signup.ts'
import { insertAudit } from '../audit.ts'
import type { Statement } from '../client.ts'
import { refusedWith } from '../refusal.ts'
import { consentEvent, outbox, participant, person, type personMerge, personUnmerge, signup } from '../schema.ts'
import { formMovedTo } from '../signups/forms-elsewhere.ts'
import { renewedLinks } from './links.ts'
import { barsOfUndo } from './merge-bars.ts'
import { onlyThisForm } from './personal-data.ts'

type Merge = typeof personMerge.$inferSelect

/** A row that would go back, and when somebody last agreed to something there while the two were one. */
export type AgreedSince = { programme: string; side: Side; at: number }

export type UnmergeOutcome = { kind: 'undone' | 'already' | 'gone' } | { kind: 'agreed-since'; rows: AgreedSince[] }

/**
 * Two persons again: what moved goes back, except what was erased since; forms that came with the address that goes back
 * go with it. Twice does nothing more.
 * @returns 'gone' when the address that was merged was erased since: there is nobody to go back to. 'agreed-since' when a
 * consent was given on a row that would go back: nobody can say which of the two gave it, and it would become the other's
 * under another address. Staff erase such a row first. A phone number and a business that stand on a row that goes
 * back may be of either: they are asked anew. @throws Unavailable.
 */
export async function unmergePerson(deps: Deps, merge: Merge, staffId: string): Promise<UnmergeOutcome> {
  const { q } = deps.db
  const at = deps.now()
  const [there] = await q.select({ email: person.emailNormalised }).from(person).where(eq(person.id, merge.mergedId))
  if (!there) return { kind: 'gone' }
  try {
    await deps.db.write([
      q.insert(personUnmerge).values({ mergeId: merge.id, staffId, at }),
      q
        .update(participant)
        // Whose these are that came while they were one, nobody can say.
        .set({ personId: merge.mergedId, phone: null, business: null, businessVisible: false })
        .where(and(eq(participant.personId, merge.keptId), inArray(participant.id, merge.moved))),
      ...(await waysIn(deps, merge, there.email)),
      ...(await barsOfUndo(deps, merge, staffId)),
      // Whose last row was erased since has nothing to be kept for.
      q.delete(person).where(
        sql`${person.id} in (${merge.keptId}, ${merge.mergedId})
          and not exists (select 1 from participant p where p.person_id = person.id)`,
      ),
      insertAudit(deps.db, { at, staffId, action: 'person.unmerged', subject: merge.keptId, detail: merge.id }),
    ])
  } catch (error) {
    if (refusedWith(error, 'ALREADY_WRITTEN')) return { kind: 'already' }
    if (refusedWith(error, 'ERASED')) return { kind: 'gone' }
    if (refusedWith(error, 'AGREED_SINCE')) return { kind: 'agreed-since', rows: await agreedSince(deps, merge) }
    throw error
  }
  await deps.db.checkpoint?.()
  return { kind: 'undone' }
}

/** What came by file is dated as the file tells it: there the day of the import counts. */
const agreedSince = ({ db: { q } }: Deps, { keptId, moved, at }: Merge): Promise<AgreedSince[]> =>
  q
    .select({
      programme: participant.programme,
      side: participant.side,
      at: sql<number>`max(${consentEvent.at})`,
    })
    .from(consentEvent)
    .innerJoin(participant, eq(participant.subjectRef, consentEvent.subjectRef))
    .where(
      and(
        eq(participant.personId, keptId),
        inArray(participant.id, moved),
        inArray(consentEvent.state, ['given', 'confirmed']),
        sql`(${consentEvent.at} > ${at}
          or ${consentEvent.channel} in (select 'import:' || b.id from import_batch b where b.at > ${at}))`,
      ),
    )
    .groupBy(participant.id)

type Row = { id: string; side: Side; generation: number; goesBack: boolean }

/** Whose mailbox opens what from now on: the links of the rows that go back, and the forms that wait. */
async function waysIn(deps: Deps, merge: Merge, emailNormalised: string): Promise<Statement[]> {
  const [found, mailed] = await Promise.all([rowsOf(deps, merge), mailedSince(deps, merge)])
  const rows = found.map((row) => ({ ...row, generation: row.generation + (mailed.has(row.id) ? 1 : 0) }))
  return [...(await renewedLinks(deps, [...mailed])), ...(await formsOf(deps, merge, rows, emailNormalised))]
}

async function rowsOf({ db: { q } }: Deps, { keptId, mergedId, moved }: Merge): Promise<Row[]> {
  const rows = await q
    .select({
      id: participant.id,
      personId: participant.personId,
      side: participant.side,
      generation: participant.generation,
    })
    .from(participant)
    .where(or(eq(participant.personId, keptId), eq(participant.personId, mergedId)))
    .orderBy(participant.createdAt)
  return rows.map(({ personId, ...row }) => ({ ...row, goesBack: personId === mergedId || moved.includes(row.id) }))
}

/** The rows that go back of which mails went to the address of the one who stays. */
async function mailedSince({ db: { q } }: Deps, { moved, at }: Merge): Promise<Set<string>> {
  const rows = await q
    .selectDistinct({ id: outbox.participantId })
    .from(outbox)
    .where(and(inArray(outbox.participantId, moved), sql`${outbox.sentAt} >= ${at}`))
  return new Set(rows.flatMap(({ id }) => id ?? []))
}

/** Forms that wait go where their address is, to be confirmed in its own mailbox; where nobody is left, they go. */
async function formsOf(deps: Deps, merge: Merge, rows: Row[], emailNormalised: string): Promise<Statement[]> {
  const ids = rows.map(({ id }) => id)
  const waiting = await deps.db.q
    .select()
    .from(signup)
    .where(and(inArray(signup.participantId, ids), isNotNull(signup.pending)))
  const all = await Promise.all(
    waiting.map((form) => {
      const goesBack = !isOtherAddress(form.pending, emailNormalised)
      const isThere = rows.find(({ id }) => id === form.participantId)?.goesBack === goesBack
      // Of a form that came while they were one, its own mailbox was asked nothing.
      if (isThere && (!goesBack || form.at < merge.at)) return []
      const own = rows.filter((row) => row.goesBack === goesBack)
      const to = own.find(({ side }) => side === form.side) ?? own[0]
      return to ? formMovedTo(deps, form.id, to, merge.id) : onlyThisForm(deps, form.id)
    }),
  )
  return all.flat()
}
