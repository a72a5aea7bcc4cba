import { and, eq, isNotNull, isNull, ne, sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import { sameOffice } from '../../src/domain/programmes.ts'
import { isOtherAddress } from '../../src/domain/signup.ts'
import type { Statement } from '../client.ts'
import { insertMails } from '../outbox.ts'
import { insertLinks } from '../people/links.ts'
import type { Subject } from '../people/subjects.ts'
import { event, link, outbox, participant, signup } from '../schema.ts'

/** A participant on whom a form may wait. */
export type Row = { id: string; generation: number }

/** A form that waits goes to another row of its human, and is asked anew of that mailbox; once for one `occasion`. */
export async function formMovedTo(deps: Deps, id: string, to: Row, occasion: string): Promise<Statement[]> {
  const { db, keys, newId } = deps
  const now = deps.now()
  const own = { purpose: 'signup' as const, participantId: to.id, about: id, generation: to.generation }
  const dedupeKey = `receipt-again:${id}:${occasion}`
  return [
    db.q.delete(link).where(and(eq(link.purpose, 'signup'), eq(link.about, id))),
    db.q.delete(outbox).where(and(eq(outbox.signupId, id), isNull(outbox.sentAt))),
    db.q
      .update(signup)
      .set({ participantId: to.id })
      .where(and(eq(signup.id, id), isNotNull(signup.pending), isHere(to.id))),
    ...(await insertLinks(db, keys, [own], { now, newId })),
    insertMails(db, [{ id: newId(), kind: 'receipt-again', dedupeKey, participantId: to.id, signupId: id, now }]),
  ]
}

/** Who stopped on that row at the same moment takes no form over. */
const isHere = (id: string) => sql`exists (select 1 from participant p where p.id = ${id} and p.erased_at is null)`

/**
 * A form for another office that waits for a yes hangs on whatever row was found of its address. Who stops here did not
 * stop there: it goes on, by another row of theirs. `lost`: there is none, so that it goes with this one.
 */
export async function formsElsewhere(
  deps: Deps,
  { participantId, personId, programme, emailNormalised }: Subject,
): Promise<{ moved: Statement[]; lost: boolean }> {
  const { q } = deps.db
  const here = sameOffice(programme)
  const [waiting, others] = await Promise.all([
    q
      .select({ id: signup.id, pending: signup.pending, programme: event.programme })
      .from(signup)
      .innerJoin(event, eq(event.id, signup.eventId))
      .where(and(eq(signup.participantId, participantId), isNotNull(signup.pending))),
    q
      .select({ id: participant.id, generation: participant.generation, programme: participant.programme })
      .from(participant)
      .where(and(eq(participant.personId, personId), ne(participant.id, participantId)))
      .orderBy(sql`${participant.createdAt} desc`),
  ])
  const forms = waiting.filter(
    (form) => !here.includes(form.programme) && !isOtherAddress(form.pending, emailNormalised),
  )
  const moved = await Promise.all(
    forms.map((form) => {
      const to = others.find((row) => row.programme === form.programme) ?? others[0]
      return to ? formMovedTo(deps, form.id, to, participantId) : []
    }),
  )
  return { moved: moved.flat(), lost: forms.length > 0 && others.length === 0 }
}
