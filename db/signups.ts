import { and, eq, gt, inArray, sql } from 'drizzle-orm'
import type { Deps } from '../src/deps.ts'
import { CODE_LENGTH, codeFrom } from '../src/domain/event.ts'
import type { Side } from '../src/domain/facts.ts'
import { normaliseEmail } from '../src/domain/participant.ts'
import { MOST_RECEIPTS, type PendingSignup, RECEIPT_WINDOW_DAYS, type SignupForm } from '../src/domain/signup.ts'
import { sha256 } from '../src/keys.ts'
import { once } from './built.ts'
import type { Statement } from './client.ts'
import { type ConsentText, insertConsents } from './consents.ts'
import type { EventRow } from './events.ts'
import { type Bucket, countAgainst } from './rate.ts'
import { Refused } from './refusal.ts'
import { addressBlock, outbox, participant, person, proof, signup } from './schema.ts'
import {
  givenConsents,
  insertAttendances,
  insertParticipants,
  insertPeople,
  insertSignups,
  newParticipant,
  receipt,
} from './signup-rows.ts'

/** The texts exactly as they stood on the form. */
export type ShownTexts = { takingPart: ConsentText; invitations: ConsentText; notice: ConsentText }

export type Signup = typeof signup.$inferSelect

export type NewSignup = {
  event: EventRow
  form: SignupForm
  formKey: string
  texts: ShownTexts
  /** A secret that stays on the phone; its hash is kept. */
  phoneToken: string
  buckets: Bucket[]
  /** Typed over from paper by staff; else the person's own phone. */
  paper?: { staffId: string; reference: string }
}

/**
 * Writes a sign-up, its consents, its receipt and its links in one batch.
 * A form key that was used before gives the first sign-up again.
 * @throws Refused with check 'rate_within_limit' when a bucket is full. @throws Unavailable.
 */
export async function saveSignup(deps: Deps, input: NewSignup): Promise<{ signup: Signup; repeated: boolean }> {
  for (let attempt = 1; ; attempt++) {
    const { row, statements } = await signupBatch(deps, input)
    try {
      await deps.db.write(statements)
      return { signup: row, repeated: false }
    } catch (error) {
      // The phone's secret follows from the form's key: SQLite names whichever of the two it looked at first.
      const sentTwice = isUnique(error, 'signup.form_key', 'signup.phone_hash')
      const earlier = sentTwice ? await signupByFormKey(deps, input.formKey) : null
      if (earlier) return { signup: earlier, repeated: true }
      // The same address or short code came in between our look and our write.
      if (!isUnique(error, 'person.email_normalised', 'signup.short_code') || attempt === 5) throw error
    }
  }
}

/** The sign-up with this id, or null. */
export async function signupById(deps: Deps, id: string): Promise<Signup | null> {
  const [row] = await deps.db.q.select().from(signup).where(eq(signup.id, id))
  return row ?? null
}

/** The sign-up that this form key made, or null. */
export async function signupByFormKey(deps: Deps, formKey: string): Promise<Signup | null> {
  const [row] = await deps.db.q.select().from(signup).where(eq(signup.formKey, formKey))
  return row ?? null
}

/**
 * Whether this phone speaks for its participant. It does from its own sign-up on, unless the address was known then
 * (its owner has to say yes first) or its owner proved another phone's sign-up and never this one's.
 */
export async function speaksForParticipant({ db }: Deps, own: Signup): Promise<boolean> {
  if (own.participantId === null || own.pending !== null) return false
  const proofs = await db.q
    .select({ signupId: proof.signupId })
    .from(proof)
    .where(eq(proof.participantId, own.participantId))
  const proved = proofs.map(({ signupId }) => signupId).filter((id) => id !== null)
  return proved.length === 0 || proved.includes(own.id)
}

type Batch = { row: Signup; statements: Statement[] }

async function signupBatch(deps: Deps, input: NewSignup): Promise<Batch> {
  const emailNormalised = normaliseEmail(input.form.email)
  const known = await lookUp(deps, emailNormalised, input.form.side)
  const { row, statements } =
    known.kind === 'new'
      ? await forNewPerson(deps, input, emailNormalised)
      : known.kind === 'known'
        ? await forKnownPerson(deps, input, known)
        : await forBlocked(deps, input)
  // Last, so that a form sent twice is found by its key before it is counted again.
  const counts = input.buckets.length > 0 ? [countAgainst(deps.db, input.buckets, deps.now())] : []
  return { row, statements: [...statements, ...counts] }
}

async function forNewPerson(deps: Deps, input: NewSignup, emailNormalised: string): Promise<Batch> {
  const { db } = deps
  const { form, event } = input
  const now = deps.now()
  const [personId, participantId] = [deps.newId(), deps.newId()]
  const subject = { ref: deps.newId(), salt: deps.newToken() }
  const row = await signupRow(deps, input, { participantId, pending: null })
  const made = { id: participantId, personId, subjectRef: subject.ref, subjectSalt: subject.salt }
  return {
    row,
    statements: [
      insertPeople(db, [{ id: personId, email: form.email.trim(), emailNormalised, name: form.name, createdAt: now }]),
      insertParticipants(db, [{ ...newParticipant(deps, event.programme, form), ...made }]),
      insertSignups(db, [row]),
      insertAttendances(db, [{ eventId: event.id, participantId, at: now }]),
      insertConsents(db, await givenConsents(deps, input, { ...subject, emailNormalised })),
      ...(await receipt(deps, { id: row.id, participantId, generation: 1, kind: 'receipt' })),
    ],
  }
}

/** Changes, shows and answers nothing: what was typed waits for a yes by mail. */
async function forKnownPerson(
  deps: Deps,
  input: NewSignup,
  { participantId, generation }: { participantId: string; generation: number },
): Promise<Batch> {
  const { takingPart, invitations, notice } = input.texts
  const textIds = { takingPart: takingPart.id, invitations: invitations.id, notice: notice.id }
  const row = await signupRow(deps, input, { participantId, pending: { form: input.form, textIds } })
  const mail = (await mayWrite(deps, participantId))
    ? await receipt(deps, { id: row.id, participantId, generation, kind: 'receipt-again' })
    : []
  return { row, statements: [insertSignups(deps.db, [row]), ...mail] }
}

/** The owner of the address asked us never to write again: nothing of what was typed is kept. */
async function forBlocked(deps: Deps, input: NewSignup): Promise<Batch> {
  const row = await signupRow(deps, input, { participantId: null, pending: null })
  return { row, statements: [insertSignups(deps.db, [row])] }
}

async function signupRow(
  deps: Deps,
  { event, form, formKey, phoneToken, paper }: NewSignup,
  whose: { participantId: string | null; pending: PendingSignup | null },
): Promise<Signup> {
  return {
    ...whose,
    id: deps.newId(),
    formKey,
    eventId: event.id,
    side: form.side,
    shortCode: codeFrom(crypto.getRandomValues(new Uint8Array(CODE_LENGTH))),
    phoneHash: await sha256(phoneToken),
    channel: paper ? 'paper' : 'phone',
    staffId: paper?.staffId ?? null,
    at: deps.now(),
  }
}

type Known = { kind: 'new' } | { kind: 'blocked' } | { kind: 'known'; participantId: string; generation: number }

/** Whose address this is, in one look. Of a person with two sides, the side of the form. */
async function lookUp(deps: Deps, emailNormalised: string, side: Side): Promise<Known> {
  const addressHash = await deps.keys.mac('address', emailNormalised)
  const [found] = await addressQuery(deps.db).all({ addressHash, emailNormalised, side })
  if (found?.blockedUntil && found.blockedUntil > deps.now()) return { kind: 'blocked' }
  if (!found?.participantId || found.generation === null) return { kind: 'new' }
  return { kind: 'known', participantId: found.participantId, generation: found.generation }
}

const addressQuery = once((q) =>
  q
    .select({ participantId: participant.id, generation: participant.generation, blockedUntil: addressBlock.until })
    .from(sql`(select 1)`)
    .leftJoin(addressBlock, eq(addressBlock.addressHash, sql.placeholder('addressHash')))
    .leftJoin(person, eq(person.emailNormalised, sql.placeholder('emailNormalised')))
    .leftJoin(participant, eq(participant.personId, person.id))
    .orderBy(sql`${participant.side} = ${sql.placeholder('side')} desc`)
    .limit(1)
    .prepare(),
)

async function mayWrite(deps: Deps, participantId: string): Promise<boolean> {
  const rows = await deps.db.q
    .select({ id: outbox.id })
    .from(outbox)
    .where(
      and(
        eq(outbox.participantId, participantId),
        inArray(outbox.kind, ['receipt', 'receipt-again']),
        gt(outbox.createdAt, deps.now() - RECEIPT_WINDOW_DAYS * 86_400_000),
      ),
    )
    .limit(MOST_RECEIPTS)
  return rows.length < MOST_RECEIPTS
}

const isUnique = (error: unknown, ...columns: string[]): boolean =>
  error instanceof Refused && error.refusal.kind === 'unique' && columns.includes(error.refusal.columns)
