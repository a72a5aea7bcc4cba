import { eq, type SQL, sql } from 'drizzle-orm'
import type { Deps } from '../src/deps.ts'
import { paths } from '../src/paths.ts'
import type { Database, Statement } from './client.ts'
import { Refused } from './refusal.ts'
import { formKey, signup } from './schema.ts'

/** Marks a form as handled, in the batch that handles it. A second batch with the same key is refused as a whole. */
export const insertFormKey = (db: Database, key: string, location: string, now: number): Statement =>
  db.q.insert(formKey).values({ key, location, at: now })

export const isFormTwice = (error: unknown): boolean =>
  error instanceof Refused && error.refusal.kind === 'unique' && error.refusal.columns === 'form_key.key'

/** `typed`: what it holds; its key alone would take another text for the same one, sent twice. */
export type TypedForm = { key: string; location: string; typed: (string | number | null)[] }

/**
 * Writes once what a form asks. 'other-sent': it was handled before with something else in it, and this was not kept.
 * Of what was typed a keyed hash stays beside its key, no text. @throws Refused, Unavailable.
 */
export async function writeTyped(
  { db, keys, now }: Deps,
  { key, location, typed }: TypedForm,
  statements: Statement[],
): Promise<'saved' | 'other-sent'> {
  const sent = `${key}:${await keys.mac('sent', key, ...typed.map((part) => part ?? ''))}`
  try {
    await db.write([...[key, sent].map((each) => insertFormKey(db, each, location, now())), ...statements])
    return 'saved'
  } catch (error) {
    if (!isFormTwice(error)) throw error
    return (await handledAt(db, sent)) === null ? 'other-sent' : 'saved'
  }
}

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
