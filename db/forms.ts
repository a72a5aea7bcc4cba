import { eq, type SQL, sql } from 'drizzle-orm'
import { paths } from '../src/paths.ts'
import type { Database, Statement } from './client.ts'
import { Refused } from './refusal.ts'
import { formKey, signup } from './schema.ts'

/** Marks a form as handled, in the batch that handles it. A second batch with the same key is refused as a whole. */
export const insertFormKey = (db: Database, key: string, location: string, now: number): Statement =>
  db.q.insert(formKey).values({ key, location, at: now })

export const isFormTwice = (error: unknown): boolean =>
  error instanceof Refused && error.refusal.kind === 'unique' && error.refusal.columns === 'form_key.key'

/** Where the answer to an earlier send of this form is, or null. */
export async function handledAt(db: Database, key: string): Promise<string | null> {
  const [row] = await db.q.select({ location: formKey.location }).from(formKey).where(eq(formKey.key, key))
  return row?.location ?? null
}

/**
 * Deletes sign-ups. The keys of their forms stay for a while: the same form sent again makes nobody take part anew. They
 * say nothing of a person: a random key, and an address of ours with random ids, which leads nowhere once who it was of is erased.
 */
export const dropSignups = (db: Database, which: SQL, now: number): Statement[] => [
  db.q
    .insert(formKey)
    .select(sql`select ${signup.formKey}, ${paths.signup('')} || ${signup.id}, ${now} from ${signup} where ${which}`)
    // Somebody may have sent that key with another form: it stands already, and keeps nobody from being erased.
    .onConflictDoNothing(),
  db.q.delete(signup).where(which).returning({ id: signup.id }),
]
