import { eq } from 'drizzle-orm'
import { type Introduction, introductionById, sendIntroductions } from '../db/introductions/introductions.ts'
import { linkToken } from '../db/people/links.ts'
import { outbox, participant } from '../db/schema.ts'
import type { Side } from '../src/domain/facts.ts'
import { participantOn } from '../src/domain/introduction.ts'
import { paths } from '../src/paths.ts'
import { browser, freshApp, type TestApp } from './app.ts'
import { AMIRA, BERT, type SignedUp, signUp } from './people.ts'
import { staffMember } from './staff.ts'

export const WHY = {
  score: 80,
  reasons: [
    { code: 'topics', points: 60, verdict: 'fits' as const, topics: ['accounting'] },
    { code: 'sector', points: 20, verdict: 'fits' as const },
  ],
}

/** Amira and Bert signed up; Dirk of staff introduced them. */
export async function introduced(options: Parameters<typeof freshApp>[0] = {}) {
  const t = await freshApp(options)
  const [amira, bert] = [await signUp(t, AMIRA), await signUp(t, BERT)]
  return { t, amira, bert, id: await introduce(t, bert, amira) }
}

/** Sends an introduction; @throws when it is refused. */
export async function introduce(t: TestApp, mentor: SignedUp, mentee: SignedUp): Promise<string> {
  const pair = { mentorId: mentor.participantId, menteeId: mentee.participantId, why: WHY }
  const staffId = await staffMember(t, { name: 'Dirk Dienst', email: 'dirk@example.org' })
  const [sent] = await sendIntroductions(t.deps, { programme: 'peter-meter', pairs: [pair], runId: null, staffId })
  if (sent?.result.kind !== 'sent') throw new Error(`not sent: ${JSON.stringify(sent?.result)}`)
  return sent.result.id
}

export async function introductionOf(t: TestApp, id: string): Promise<Introduction> {
  const found = await introductionById(t.deps, id)
  if (!found) throw new Error('no introduction')
  return found
}

/** The address in a mail to this participant, as it is derived at send time. */
export async function mailedLink(
  t: TestApp,
  participantId: string,
  { purpose, about }: { purpose: 'signup' | 'introduction' | 'manage'; about: string },
): Promise<string> {
  const [row] = await t.db.q.select().from(participant).where(eq(participant.id, participantId))
  const subject = { purpose, participantId, about, generation: row?.generation ?? 0 }
  return paths.arrival(await linkToken(t.deps.keys, subject))
}

/** A browser that came by the mailed link of this side's introduction. */
export async function arrive(t: TestApp, id: string, side: Side) {
  const intro = await introductionOf(t, id)
  const visitor = browser(t.app)
  const link = await mailedLink(t, participantOn(intro, side), { purpose: 'introduction', about: id })
  await visitor.get(link)
  return visitor
}

/** Kinds of the mails to somebody, in the order in which they were put in the outbox. */
export async function mailsTo(t: TestApp, participantId: string): Promise<string[]> {
  const rows = await t.db.q.select({ kind: outbox.kind }).from(outbox).where(eq(outbox.participantId, participantId))
  return rows.map((row) => row.kind).sort()
}
