import { and, eq, sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import { normaliseEmail } from '../../src/domain/participant.ts'
import type { SignupForm } from '../../src/domain/signup.ts'
import { once } from '../built.ts'
import type { Statement } from '../client.ts'
import type { ConsentText } from '../people/consents.ts'
import type { Bucket } from '../rate.ts'
import { isOfNobody, Refused, refusedWith } from '../refusal.ts'
import { proof, signup } from '../schema.ts'
import { together } from '../together.ts'
import { lookUpAddresses } from './addresses.ts'
import type { EventRow } from './events.ts'
import { freeShortCodes } from './short-codes.ts'
import { signupRows, signupStatements } from './signup-rows.ts'

/** The texts exactly as they stood on the form; `retentionMonths` is how long the notice says that we keep. */
export type ShownTexts = {
  takingPart: ConsentText
  invitations: ConsentText
  notice: ConsentText
  retentionMonths: number
}

export type Signup = typeof signup.$inferSelect

export type NewSignup = {
  event: EventRow
  form: SignupForm
  formKey: string
  texts: ShownTexts
  /** A secret that stays on the phone; its hash is kept. */
  phoneToken: string
  buckets: Bucket[]
  /** The open invitation with which the person came. */
  invitationId?: string
  /** The partner that sent them, as staff heard it at the desk. */
  sentBy?: { partnerId: string; staffId: string }
  /** Typed over from paper by staff; else the person's own phone. */
  paper?: { staffId: string; reference: string }
}

/**
 * Writes a sign-up, its consents, its receipt and its links in one batch, with the sign-ups that wait at that moment.
 * A form key that was used before gives the first sign-up again.
 * @throws Refused with check 'rate_within_limit' when a bucket is full, and as FORM_SENT when the first sign-up of this
 * form was erased since. @throws Unavailable.
 */
export const saveSignup = (deps: Deps, input: NewSignup): Promise<Saved> => queueOf(deps.db)({ deps, input })

type Saved = { signup: Signup; repeated: boolean }
type Sent = { deps: Deps; input: NewSignup }

/** The sign-up with this id, or null. */
export async function signupById(deps: Deps, id: string): Promise<Signup | null> {
  const [row] = await deps.db.q.select().from(signup).where(eq(signup.id, id))
  return row ?? null
}

/** Refuses the batch (WRONG_SIGNUP) when what this form asks was confirmed, erased or added to since it was read. */
export const formAsRead = ({ id, pending }: Pick<Signup, 'id' | 'pending'>): Statement => {
  const params = [id, pending && JSON.stringify(pending)]
  return { toSQL: () => ({ sql: 'INSERT INTO signup_as_read (id, pending) VALUES (?, ?)', params }) }
}

/** The sign-up that this form key made, or null. */
export async function signupByFormKey(deps: Deps, formKey: string): Promise<Signup | null> {
  const [row] = await deps.db.q.select().from(signup).where(eq(signup.formKey, formKey))
  return row ?? null
}

/**
 * Whether this phone speaks for its participant. It does from its own sign-up on, unless the address was known then
 * (its owner has to say yes first), its owner proved another phone's sign-up and never this one's, or a merge brought
 * what was signed up for to somebody else.
 */
export async function speaksForParticipant({ db }: Deps, own: Signup): Promise<boolean> {
  if (own.participantId === null || own.pending !== null) return false
  const [proofs, [theirs]] = await Promise.all([
    db.q.select({ signupId: proof.signupId }).from(proof).where(eq(proof.participantId, own.participantId)),
    db.q
      .select({ id: signup.id })
      .from(signup)
      .where(and(eq(signup.id, own.id), isOfWhoItIs)),
  ])
  if (!theirs) return false
  const proved = proofs.map(({ signupId }) => signupId).filter((id) => id !== null)
  return proved.length === 0 || proved.includes(own.id)
}

/** Of a sign-up: nothing since made its participant a part of somebody else. Undone, its phone speaks for them again. */
export const isOfWhoItIs = sql`NOT EXISTS (
  SELECT 1 FROM moved_row o WHERE o.participant_id = signup.participant_id AND o.at >= signup.at)`

const MOST_TOGETHER = 64

const queueOf = once(() =>
  together<Sent, Saved>({
    most: MOST_TOGETHER,
    all: async (sent) => {
      const [first] = sent
      return first
        ? saveAll(
            first.deps,
            sent.map(({ input }) => input),
          )
        : []
    },
    alone: ({ deps, input }) => saveAlone(deps, input),
  }),
)

/** All in one batch. @throws when one of them is refused, or needs to see what another one wrote. */
async function saveAll(deps: Deps, inputs: NewSignup[]): Promise<Saved[]> {
  const sent = inputs.map((input) => ({ ...input, emailNormalised: normaliseEmail(input.form.email) }))
  const emails = sent.map(({ emailNormalised }) => emailNormalised)
  if (new Set(emails).size < emails.length) throw new Error('Two sign-ups for one address take turns')
  const addressOf = await lookUpAddresses(deps, emails)
  const nextCode = await freeShortCodes(deps.db, sent.length)
  const all = await Promise.all(
    sent.map((one) => signupRows(deps, { ...one, shortCode: nextCode() }, addressOf(one.emailNormalised))),
  )
  await deps.db.write(await signupStatements(deps, all))
  return all.map((rows) => ({ signup: rows.signup, repeated: false }))
}

async function saveAlone(deps: Deps, input: NewSignup): Promise<Saved> {
  for (let attempt = 1; ; attempt++) {
    try {
      const [saved] = await saveAll(deps, [input])
      if (saved) return saved
    } catch (error) {
      const earlier = refusedWith(error, 'FORM_SENT') ? await signupByFormKey(deps, input.formKey) : null
      if (earlier) return { signup: earlier, repeated: true }
      // The same address or short code came in between our look and our write, or whose address it is went.
      if (!(isKnownAddress(error) || isOfNobody(error) || refusedWith(error, 'CODE_TAKEN')) || attempt === 5)
        throw error
    }
  }
}

const isKnownAddress = (error: unknown): boolean =>
  error instanceof Refused && error.refusal.kind === 'unique' && error.refusal.columns === 'person.email_normalised'
