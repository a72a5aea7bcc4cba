import { and, eq } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import { isOtherAddress, NOT_ME_DAYS } from '../../src/domain/signup.ts'
import type { Statement } from '../client.ts'
import { startStatements } from '../duos/duos.ts'
import { dropSignups } from '../forms.ts'
import { introductionsOf } from '../introductions/introductions.ts'
import { isOfNobody, refusedWith } from '../refusal.ts'
import { addressBlock, link, signup } from '../schema.ts'
import { eventById } from '../signups/events.ts'
import { type Applied, appliedSignup } from '../signups/pending-signups.ts'
import { proofStatements } from '../signups/proofs.ts'
import { formAsRead, type Signup, signupById } from '../signups/signups.ts'
import { standsElsewhere } from './elsewhere.ts'
import { type Subject, subjectOf } from './subjects.ts'
import { type Withdrawal, withdrawalStatements } from './withdrawals.ts'

/** Stops and erases one participant in one batch. Twice does nothing more. @throws Unavailable. */
export async function withdraw(deps: Deps, participantId: string, by: Withdrawal): Promise<void> {
  await whileHere(deps, participantId, (subject) => withdrawalStatements(deps, subject, by))
  await deps.db.checkpoint?.()
}

const MOST_ATTEMPTS = 5

/**
 * Writes a batch about somebody as they are now: looked at anew when they stopped, or staff merged them, at the same
 * moment. False when nobody is left to write about.
 */
async function whileHere(
  deps: Deps,
  participantId: string,
  batch: (subject: Subject) => Promise<Statement[]>,
): Promise<boolean> {
  for (let attempt = 1; ; attempt++) {
    const subject = await subjectOf(deps, participantId)
    if (!subject) return false
    try {
      await deps.db.write(await batch(subject))
      return true
    } catch (error) {
      if (!refusedWith(error, 'ERASED', 'MERGED_SINCE') || attempt === MOST_ATTEMPTS) throw error
    }
  }
}

export type Proof = { participantId: string; signupId: string; how: 'link' | 'desk'; staffId?: string }

/**
 * The mailbox or the person was seen: this sign-up is theirs. Applies what was typed for an address that we knew, and
 * starts a duo that waited for this. Twice does nothing more.
 * @returns the participant of the sign-up: another one than asked about when it was for the other side; null when the
 * sign-up is not theirs or was erased, or waits whoever was seen: of who takes part at another office too, only the
 * mailbox can say that the two are one; of a form with an address that was given up, nobody can. @throws Unavailable.
 */
export async function saveProof(deps: Deps, input: Proof): Promise<{ participantId: string } | null> {
  let hasPlace = true
  for (let attempt = 1; ; attempt++) {
    const proved = await provedNow(deps, input)
    if (!proved) return null
    const { participantId, batch } = proved
    const waiting = hasPlace ? await introductionsOf(deps, participantId) : []
    try {
      await deps.db.write([...batch, ...waiting.flatMap((intro) => startStatements(deps, intro))])
      return { participantId }
    } catch (error) {
      if (refusedWith(error, 'CAP_REACHED')) hasPlace = false
      // Somebody confirmed or changed a form of theirs, brought them in by file, or they stopped, at the same moment.
      else if (!(refusedWith(error, 'WRONG_SIGNUP', 'ALREADY_WRITTEN') || isOfNobody(error))) throw error
      if (attempt === MOST_ATTEMPTS) throw error
    }
  }
}

async function provedNow(deps: Deps, { participantId, signupId, how, staffId }: Proof) {
  const [subject, row] = await Promise.all([subjectOf(deps, participantId), signupById(deps, signupId)])
  if (!subject || row?.participantId !== participantId) return null

  if (isOtherAddress(row.pending, subject.emailNormalised)) return null
  if (row.pending && how === 'desk' && (await waitsForMailbox(deps, subject, row))) return null

  const applied: Applied | null = row.pending
    ? await appliedSignup(deps, subject, row, row.pending)
    : { subject, statements: [] }
  if (!applied) return null
  const seen = await proofStatements(deps, applied.subject, { signupId, how, staffId }, applied.takingPart)
  return { participantId: applied.subject.participantId, batch: [formAsRead(row), ...applied.statements, ...seen] }
}

/** Whether a form counts for nobody for now, whoever clicks or is seen: it came with an address that was given up. */
export async function countsForNobody(deps: Deps, { participantId, pending }: Signup): Promise<boolean> {
  const subject = participantId ? await subjectOf(deps, participantId) : null
  return subject !== null && isOtherAddress(pending, subject.emailNormalised)
}

async function waitsForMailbox(deps: Deps, { personId }: Subject, { eventId }: Signup): Promise<boolean> {
  const event = await eventById(deps.db, eventId)
  return event !== null && standsElsewhere(deps, personId, event.programme)
}

/**
 * "Dat was ik niet": at once erases what that sign-up made, and nobody's form makes us write to that address for a
 * while. A person who took part already keeps everything but this one form. False, and nothing happens, when it was
 * confirmed at the same moment. @throws Unavailable.
 */
export async function sayNotMe(deps: Deps, asked: Signup): Promise<boolean> {
  const subject = asked.participantId ? await subjectOf(deps, asked.participantId) : null
  if (!subject) return true
  const erased = async (now: Subject) =>
    asked.pending
      ? [formAsRead(asked), ...onlyThisForm(deps, asked.id)]
      : withdrawalStatements(deps, now, { actor: 'not-me' })
  const blocked = await blockStatements(deps, subject)
  try {
    const isHere = await whileHere(deps, subject.participantId, async (now) => [...(await erased(now)), ...blocked])
    if (!isHere) await deps.db.write(blocked)
  } catch (error) {
    if (!refusedWith(error, 'WRONG_SIGNUP')) throw error
    const now = await signupById(deps, asked.id)
    if (now) return now.pending ? sayNotMe(deps, now) : false
  }
  await deps.db.checkpoint?.()
  return true
}

/** Erases a form that waits for a yes, and nothing else of its person. */
export const onlyThisForm = ({ db, now }: Deps, signupId: string): Statement[] => [
  db.q.delete(link).where(and(eq(link.purpose, 'signup'), eq(link.about, signupId))),
  ...dropSignups(db, eq(signup.id, signupId), now()),
]

async function blockStatements({ db, keys, now }: Deps, { emailNormalised }: Subject): Promise<Statement[]> {
  const until = now() + NOT_ME_DAYS * 86_400_000
  const addressHash = await keys.mac('address', emailNormalised)
  return [
    db.q
      .insert(addressBlock)
      .values({ addressHash, until })
      .onConflictDoUpdate({ target: addressBlock.addressHash, set: { until } }),
  ]
}
