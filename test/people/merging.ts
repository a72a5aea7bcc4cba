import { eq } from 'drizzle-orm'
import { participant, personMerge } from '../../db/schema.ts'
import { paths } from '../../src/paths.ts'
import { openOffice } from '../office.ts'
import { AMIRA, BERT, type SignedUp } from '../people.ts'
import { FATMA, type StaffBrowser, signInStaff } from '../staff.ts'

/** Amira with her other address: on the other side (a mentor), or on the same one. */
export const OTHER = { ...BERT, name: 'Amira T.', email: 'a.testers@example.org' }
export const TWIN = { ...AMIRA, name: 'A. Testers', email: 'a.testers@example.org' }

/** The office at work, and what it does with two who are one. */
export async function openMerging() {
  const office = await openOffice()
  const { t, dirk, amira } = office

  const personOf = async ({ participantId }: SignedUp) =>
    (await t.db.q.select().from(participant).where(eq(participant.id, participantId)))[0]?.personId ?? ''

  async function merge(own: SignedUp, other: SignedUp, keep: SignedUp, who = dirk) {
    const fields = { keep: await personOf(keep), sure: 'yes' }
    return who.post(paths.samePersonAs(own.participantId, await personOf(other)), fields)
  }

  async function undo(who = dirk) {
    const [row] = await t.db.q.select().from(personMerge)
    return who.post(paths.mergeUndo(row!.id), {})
  }

  /** The association, where Amira takes part from now on; the city sees none of its names. */
  async function joinsElsewhere(): Promise<StaffBrowser> {
    const [row] = await t.db.q.select().from(participant).where(eq(participant.id, amira.participantId))
    const elsewhere = { id: 'elsewhere', programme: 'duo-for-a-job', subjectRef: 'elsewhere' }
    await t.db.write([t.db.q.insert(participant).values({ ...row!, ...elsewhere })])
    return signInStaff(t, FATMA)
  }

  return { ...office, personOf, merge, undo, joinsElsewhere }
}

export type Merging = Awaited<ReturnType<typeof openMerging>>
