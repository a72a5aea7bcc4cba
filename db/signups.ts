import { and, eq, gt, inArray } from 'drizzle-orm'
import type { Deps } from '../src/deps.ts'
import { addMonths, civilDateOf, endOfDay } from '../src/domain/civil-date.ts'
import { CODE_LENGTH, codeFrom } from '../src/domain/event.ts'
import { normaliseEmail } from '../src/domain/participant.ts'
import {
  CONSENT_MONTHS,
  DEFAULT_CAPACITY,
  MOST_RECEIPTS,
  type PendingSignup,
  RECEIPT_WINDOW_DAYS,
  type SignupForm,
} from '../src/domain/signup.ts'
import { sha256 } from '../src/keys.ts'
import type { Statement } from './client.ts'
import { type ConsentAct, type ConsentText, commitmentOf, insertConsents } from './consents.ts'
import type { EventRow } from './events.ts'
import { insertLinks } from './links.ts'
import { insertMails } from './outbox.ts'
import { type Bucket, countAgainst } from './rate.ts'
import { Refused } from './refusal.ts'
import { addressBlock, attendance, outbox, participant, person, proof, signup } from './schema.ts'

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

export type { PendingSignup }

/**
 * Writes a sign-up, its consents, its receipt and its links in one batch.
 * A form key that was used before gives the first sign-up again.
 * @throws Refused with check 'rate_within_limit' when a bucket is full. @throws Unavailable.
 */
export async function saveSignup(deps: Deps, input: NewSignup): Promise<{ signup: Signup; repeated: boolean }> {
  for (let attempt = 1; ; attempt++) {
    const id = deps.newId()
    try {
      await deps.db.write(await signupBatch(deps, input, id))
    } catch (error) {
      if (isUnique(error, 'signup.form_key')) return { signup: await byFormKey(deps, input.formKey), repeated: true }
      // The same address or short code came in between our look and our write.
      if (isUnique(error, 'person.email_normalised', 'signup.short_code') && attempt < 5) continue
      throw error
    }
    return { signup: await byFormKey(deps, input.formKey), repeated: false }
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

async function signupBatch(deps: Deps, input: NewSignup, id: string): Promise<Statement[]> {
  const emailNormalised = normaliseEmail(input.form.email)
  const [known, blocked] = await Promise.all([findPerson(deps, emailNormalised), isBlocked(deps, emailNormalised)])
  const rows = blocked
    ? await signupRow(deps, input, id, null)
    : known
      ? await forKnownPerson(deps, input, id, known)
      : await forNewPerson(deps, input, id, emailNormalised)
  // Last, so that a form sent twice is found by its key before it is counted again.
  return input.buckets.length > 0 ? [...rows, countAgainst(deps.db, input.buckets, deps.now())] : rows
}

async function forNewPerson(deps: Deps, input: NewSignup, id: string, emailNormalised: string): Promise<Statement[]> {
  const { db } = deps
  const { form, event } = input
  const now = deps.now()
  const ids = { person: deps.newId(), participant: deps.newId() }
  const subject = { ref: deps.newId(), salt: deps.newToken() }
  return [
    db.q.insert(person).values({
      id: ids.person,
      email: form.email.trim(),
      emailNormalised,
      name: form.name,
      createdAt: now,
    }),
    db.q.insert(participant).values({
      ...newParticipant(deps, event.programme, form),
      id: ids.participant,
      personId: ids.person,
      subjectRef: subject.ref,
      subjectSalt: subject.salt,
    }),
    ...(await signupRow(deps, input, id, ids.participant)),
    db.q.insert(attendance).values({ eventId: event.id, participantId: ids.participant, at: now }),
    insertConsents(db, await givenConsents(deps, input, { ...subject, emailNormalised })),
    ...(await receipt(deps, { id, participantId: ids.participant, generation: 1, kind: 'receipt' })),
  ]
}

/** The fields of a participant as a form gives them. */
export const newParticipant = (deps: Deps, programme: string, form: SignupForm) => ({
  programme,
  side: form.side,
  topics: form.topics,
  sector: form.sector,
  languages: form.languages,
  capacity: DEFAULT_CAPACITY,
  businessVisible: false,
  generation: 1,
  createdAt: deps.now(),
})

/** The consents that the boxes gave, for a subject. */
export async function givenConsents(
  deps: Deps,
  { form, event, texts, paper }: Pick<NewSignup, 'form' | 'event' | 'texts' | 'paper'>,
  subject: { ref: string; salt: string; emailNormalised: string },
): Promise<ConsentAct[]> {
  const now = deps.now()
  const common = {
    subjectRef: subject.ref,
    commitment: await commitmentOf(subject.salt, subject.emailNormalised),
    state: 'given' as const,
    notice: texts.notice,
    method: paper ? ('paper-form' as const) : ('unticked-box' as const),
    channel: `event:${event.id}`,
    actor: paper ? ('staff' as const) : ('self' as const),
    ...(paper ? { actorRef: paper.staffId, reason: paper.reference } : {}),
    at: now,
    validUntil: endOfDay(addMonths(civilDateOf(now), CONSENT_MONTHS)),
    build: deps.config.build,
  }
  const acts: ConsentAct[] = [{ ...common, id: deps.newId(), purpose: 'P1', text: texts.takingPart }]
  if (form.invitations) acts.push({ ...common, id: deps.newId(), purpose: 'P4', text: texts.invitations })
  return acts
}

type KnownPerson = { participantId: string; generation: number }

/** Changes, shows and answers nothing: what was typed waits for a yes by mail. */
async function forKnownPerson(deps: Deps, input: NewSignup, id: string, known: KnownPerson): Promise<Statement[]> {
  const { takingPart, invitations, notice } = input.texts
  const pending: PendingSignup = {
    form: input.form,
    textIds: { takingPart: takingPart.id, invitations: invitations.id, notice: notice.id },
  }
  return [
    ...(await signupRow(deps, input, id, known.participantId, pending)),
    ...((await mayWrite(deps, known.participantId))
      ? await receipt(deps, { id, ...known, kind: 'receipt-again' })
      : []),
  ]
}

async function signupRow(
  deps: Deps,
  { event, form, formKey, phoneToken, paper }: NewSignup,
  id: string,
  participantId: string | null,
  pending: PendingSignup | null = null,
): Promise<Statement[]> {
  return [
    deps.db.q.insert(signup).values({
      id,
      formKey,
      eventId: event.id,
      side: form.side,
      participantId,
      pending,
      shortCode: codeFrom(crypto.getRandomValues(new Uint8Array(CODE_LENGTH))),
      phoneHash: await sha256(phoneToken),
      channel: paper ? 'paper' : 'phone',
      staffId: paper?.staffId ?? null,
      at: deps.now(),
    }),
  ]
}

type Receipt = { id: string; participantId: string; generation: number; kind: 'receipt' | 'receipt-again' }

async function receipt(deps: Deps, { id, participantId, generation, kind }: Receipt): Promise<Statement[]> {
  const now = deps.now()
  const subjects = [
    { purpose: 'signup' as const, participantId, about: id, generation },
    { purpose: 'manage' as const, participantId, about: '', generation },
  ]
  return [
    ...(await insertLinks(deps.db, deps.keys, subjects, { now, newId: deps.newId })),
    insertMails(deps.db, [{ id: deps.newId(), kind, dedupeKey: `${kind}:${id}`, participantId, signupId: id, now }]),
  ]
}

/** Any participant of the person with this address: where a mail about a new sign-up goes. */
async function findPerson(deps: Deps, emailNormalised: string): Promise<KnownPerson | undefined> {
  const [row] = await deps.db.q
    .select({ participantId: participant.id, generation: participant.generation })
    .from(person)
    .innerJoin(participant, eq(participant.personId, person.id))
    .where(eq(person.emailNormalised, emailNormalised))
    .limit(1)
  return row
}

async function isBlocked(deps: Deps, emailNormalised: string): Promise<boolean> {
  const addressHash = await deps.keys.mac('address', emailNormalised)
  const rows = await deps.db.q
    .select({ until: addressBlock.until })
    .from(addressBlock)
    .where(and(eq(addressBlock.addressHash, addressHash), gt(addressBlock.until, deps.now())))
  return rows.length > 0
}

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

async function byFormKey(deps: Deps, formKey: string): Promise<Signup> {
  const row = await signupByFormKey(deps, formKey)
  if (!row) throw new Error('A sign-up was written and is not there')
  return row
}

const isUnique = (error: unknown, ...columns: string[]): boolean =>
  error instanceof Refused && error.refusal.kind === 'unique' && columns.includes(error.refusal.columns)
