import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import { isMac, type Keys, macInUse, sha256 } from '../../src/keys.ts'
import { insertOf } from '../built.ts'
import type { Database, Statement } from '../client.ts'
import { chunked } from '../imports/import-files.ts'
import { link, participant } from '../schema.ts'

export type LinkPurpose = 'signup' | 'introduction' | 'manage'

/** What a link opens. `about` is the sign-up or the introduction; '' for the person's own page. */
export type LinkSubject = { purpose: LinkPurpose; participantId: string; about: string; generation: number }

/** The token of a link: always the same for the same subject, so that a mail sent again holds the same link. */
export const linkToken = (keys: Keys, { purpose, participantId, about, generation }: LinkSubject): Promise<string> =>
  keys.mac('link', purpose, participantId, about, generation)

/** The same for a link that was given out before: under whatever secret was in use when its hash was stored. */
export async function linkTokenInUse({ db, keys }: Pick<Deps, 'db' | 'keys'>, subject: LinkSubject): Promise<string> {
  const { purpose, participantId, about, generation } = subject
  const [row] = await db.q
    .select({ tokenHash: link.tokenHash })
    .from(link)
    .where(
      and(
        eq(link.purpose, purpose),
        eq(link.participantId, participantId),
        eq(link.about, about),
        eq(link.generation, generation),
      ),
    )
  return macInUse(keys, row?.tokenHash, 'link', purpose, participantId, about, generation)
}

/** Makes these links work. Only a hash of each token is stored. */
export async function insertLinks(
  db: Database,
  keys: Keys,
  subjects: LinkSubject[],
  { now, newId }: { now: number; newId(): string },
): Promise<Statement[]> {
  const rows = await Promise.all(
    subjects.map(async (subject) => ({
      ...subject,
      id: newId(),
      tokenHash: await sha256(await linkToken(keys, subject)),
      createdAt: now,
    })),
  )
  return [insertRows(db, rows)]
}

const insertRows = insertOf<typeof link.$inferInsert>(link, (q, row) =>
  q.insert(link).values(row).onConflictDoNothing(),
)

/** Every link that these had opens nothing any more; the next mail to their address holds one that does. */
export async function renewedLinks(deps: Deps, participantIds: string[]): Promise<Statement[]> {
  if (participantIds.length === 0) return []
  const { db, keys, newId } = deps
  const known = await db.q
    .select({
      purpose: link.purpose,
      participantId: link.participantId,
      about: link.about,
      generation: link.generation,
    })
    .from(link)
    .innerJoin(participant, and(eq(participant.id, link.participantId), eq(participant.generation, link.generation)))
    .where(inArray(link.participantId, participantIds))
  const next = known.map((subject) => ({ ...subject, generation: subject.generation + 1 }))
  const now = deps.now()
  const inserts = await Promise.all(chunked(next, 12).map((some) => insertLinks(db, keys, some, { now, newId })))
  return [
    db.q
      .update(participant)
      .set({ generation: sql`${participant.generation} + 1` })
      .where(inArray(participant.id, participantIds)),
    ...inserts.flat(),
  ]
}

/** The subject of a token that still works; null for an unknown one, for one that was revoked or of a secret that went. */
export async function linkForToken(
  { db, keys }: Pick<Deps, 'db' | 'keys'>,
  token: string,
): Promise<LinkSubject | null> {
  const [row] = await db.q
    .select({
      purpose: link.purpose,
      participantId: link.participantId,
      about: link.about,
      generation: link.generation,
    })
    .from(link)
    .innerJoin(participant, and(eq(participant.id, link.participantId), eq(participant.generation, link.generation)))
    .where(eq(link.tokenHash, await sha256(token)))
  if (!row) return null
  const { purpose, participantId, about, generation } = row
  return (await isMac(keys, token, 'link', purpose, participantId, about, generation)) ? row : null
}
