import { and, desc, eq, max } from 'drizzle-orm'
import type { ConsentState, Purpose } from '../../src/domain/facts.ts'
import { sha256 } from '../../src/keys.ts'
import { insertOf } from '../built.ts'
import type { Database, Statement } from '../client.ts'
import { refusedWith } from '../refusal.ts'
import { consentEvent, consentText } from '../schema.ts'

export const CONSENT_SCHEMA_VERSION = 1
export const LANGUAGE = 'nl-BE'

/** A published text, exactly as people read it. `code` is like 'P1:peter-meter:mentor', 'P2' or 'notice:peter-meter'. */
export type ConsentText = {
  id: string
  code: string
  version: number
  body: string
  sha256: string
  /** Milliseconds UTC. */
  publishedAt: number
}

/** One act for one purpose. Instants are milliseconds UTC. */
export type ConsentAct = {
  id: string
  subjectRef: string
  /** SHA-256 of the subject's salt and address: proves whose it was while the salt exists, says nothing after. */
  commitment: string
  purpose: Purpose
  /** The introduction, for P2. */
  about?: string
  state: ConsentState
  text: ConsentText | null
  notice: ConsentText
  method:
    | 'unticked-box'
    | 'answer-button'
    | 'paper-form'
    | 'told-staff'
    | 'withdraw-button'
    | 'not-me-button'
    | 'system'
  channel: string
  actor: 'self' | 'staff' | 'system'
  actorRef?: string
  reason?: string
  at: number
  validUntil?: number
  build: string
}

export function insertConsents(db: Database, acts: ConsentAct[]): Statement {
  const rows = acts.map(({ text, notice, build, about = '', ...act }) => ({
    ...act,
    about,
    schemaVersion: CONSENT_SCHEMA_VERSION,
    textId: text?.id ?? null,
    textSha256: text?.sha256 ?? null,
    noticeVersion: String(notice.version),
    noticeSha256: notice.sha256,
    language: LANGUAGE,
    formBuild: build,
  }))
  return insertEvents(db, rows)
}

const insertEvents = insertOf<typeof consentEvent.$inferInsert>(consentEvent, (q, row) =>
  q.insert(consentEvent).values(row),
)

/** When the last act was written (milliseconds UTC); 0 when there is none. A clock before it is wrong. */
export async function lastConsentAt({ q }: Database): Promise<number> {
  const [row] = await q.select({ at: max(consentEvent.at) }).from(consentEvent)
  return row?.at ?? 0
}

export const commitmentOf = (salt: string, emailNormalised: string): Promise<string> =>
  sha256(`${salt}\n${emailNormalised}`)

/** The newest version of a text. @throws Error when it was never published. */
export async function currentText(db: Database, code: string): Promise<ConsentText> {
  const [newest] = await db.q
    .select()
    .from(consentText)
    .where(and(eq(consentText.code, code), eq(consentText.language, LANGUAGE)))
    .orderBy(desc(consentText.version))
    .limit(1)
  if (!newest) throw new Error(`Consent text ${code} was never published`)
  return newest
}

/** Every programme has a privacy notice of its own. */
export const noticeCode = (programme: string) => `notice:${programme}` as const

export const currentNotice = (db: Database, programme: string): Promise<ConsentText> =>
  currentText(db, noticeCode(programme))

/**
 * The version of a text that stood at an instant (milliseconds UTC). For one before the first was published that first
 * one: the same words stood there, and were not kept yet. @throws Error when it was never published.
 */
export async function textAt(db: Database, code: string, at: number): Promise<ConsentText> {
  const versions = await db.q
    .select()
    .from(consentText)
    .where(and(eq(consentText.code, code), eq(consentText.language, LANGUAGE)))
    .orderBy(consentText.version)
  const found = versions.findLast(({ publishedAt }) => publishedAt <= at) ?? versions[0]
  if (!found) throw new Error(`Consent text ${code} was never published`)
  return found
}

/** The text with this id, exactly as it was shown, or null. */
export async function textById(db: Database, id: string): Promise<ConsentText | null> {
  const [row] = await db.q.select().from(consentText).where(eq(consentText.id, id))
  return row ?? null
}

/** Publishes each text that differs from its newest version, as the next version. Old consents keep theirs. */
export async function publishTexts(db: Database, texts: { code: string; body: string }[], now: number): Promise<void> {
  const newest = new Map<string, ConsentText>()
  for (const row of await db.q.select().from(consentText).where(eq(consentText.language, LANGUAGE)))
    if (row.version > (newest.get(row.code)?.version ?? 0)) newest.set(row.code, row)

  const changed = texts.filter((text) => newest.get(text.code)?.body !== text.body)
  if (changed.length === 0) return
  const rows = await Promise.all(
    changed.map(async ({ code, body }) => {
      const version = (newest.get(code)?.version ?? 0) + 1
      return {
        id: `${code}:${version}:${LANGUAGE}`,
        code,
        version,
        language: LANGUAGE,
        body,
        sha256: await sha256(body),
        publishedAt: now,
      }
    }),
  )
  try {
    await db.write([db.q.insert(consentText).values(rows)])
  } catch (error) {
    // Somebody published a version meanwhile: look again at what is the newest.
    if (!refusedWith(error, 'ALREADY_WRITTEN')) throw error
    await publishTexts(db, texts, now)
  }
}
