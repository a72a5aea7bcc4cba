import { and, eq, isNull, not, sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import type { SignupExtra, SignupForm } from '../../src/domain/signup.ts'
import { insertAudit, insertAuditWhere } from '../audit.ts'
import { writeTyped } from '../forms.ts'
import { note, participant, participantPause, person } from '../schema.ts'
import { takesPartElsewhere } from './elsewhere.ts'

/** Everything that staff may correct of a participant; null is "not known". */
export type Details = Pick<SignupForm, 'topics' | 'sector' | 'languages' | 'name'> & {
  capacity: number
  sameSectorWelcome: boolean | null
  stage: SignupExtra['stage'] | null
  business: string | null
  businessVisible: boolean
  inCentre: boolean | null
}

type ByStaff = { participantId: string; staffId: string }

/**
 * A smaller capacity ends nothing: it means no new introductions. The name of who also takes part at another office
 * stays: theirs alone to change. False, and nothing happens, when this participant was erased.
 */
export async function saveDetails(
  deps: Deps,
  { participantId, staffId, programme }: ByStaff & { programme: string },
  details: Details,
): Promise<boolean> {
  const { db } = deps
  const { name, stage, ...fields } = details
  const itsPerson = db.q.select({ id: participant.personId }).from(participant).where(eq(participant.id, participantId))
  const isHere = sql`exists (select 1 from participant p where p.id = ${participantId} and p.erased_at is null)`
  const entry = { at: deps.now(), staffId, action: 'participant.changed', subject: participantId }
  const [changed = []] = await db.write([
    db.q
      .update(participant)
      .set({ ...fields, stage: stage ?? null })
      .where(and(eq(participant.id, participantId), isNull(participant.erasedAt)))
      .returning({ id: participant.id }),
    db.q
      .update(person)
      .set({ name })
      .where(and(eq(person.id, itsPerson), not(takesPartElsewhere(sql`person.id`, programme)))),
    insertAuditWhere(db, entry, isHere),
  ])
  return changed.length > 0
}

/** Paused: no new introductions; what is open or running goes on. Twice does nothing more. */
export async function savePause(
  deps: Deps,
  { participantId, staffId }: ByStaff,
  wish: 'pause' | 'resume',
): Promise<void> {
  const { db } = deps
  const at = deps.now()
  await db.write([
    db.q.insert(participantPause).values({ participantId, paused: wish === 'pause', at, staffId }),
    insertAudit(db, { at, staffId, action: `participant.${wish}d`, subject: participantId }),
  ])
}

/** @throws Refused (ERASED) when this participant was erased. */
export const saveNote = (
  deps: Deps,
  { participantId, staffId }: ByStaff,
  { body, formKey, location }: { body: string; formKey: string; location: string },
): Promise<'saved' | 'other-sent'> =>
  writeTyped(deps, { key: formKey, location, typed: [participantId, body] }, [
    deps.db.q.insert(note).values({ id: deps.newId(), participantId, body, at: deps.now(), staffId }),
  ])
