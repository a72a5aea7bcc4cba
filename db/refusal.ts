/** Codes that the triggers of migrations/0001_guards.sql and the later guards raise. */
export const GUARD_CODES = [
  'WRONG_PAIR',
  'MENTEE_PLACED',
  'MENTOR_FULL',
  'CAP_REACHED',
  'NO_CONSENT',
  'PAIR_BARRED',
  'INTRODUCTION_CLOSED',
  'ALREADY_ANSWERED',
  'ALREADY_WRITTEN',
  'ANSWER_LATE',
  'NOT_ANSWERED',
  'CORRECTION_LATE',
  'DUO_STARTED',
  'AGREED',
  'NOT_AGREED',
  'WRONG_SIGNUP',
  'MEETING_CLOSED',
  'NOT_OFFERED',
  'CLICK_EARLY',
  'TERMS_OPEN',
  'DUO_ENDED',
  'DUO_RUNNING',
  'OUTSIDE_DUO',
  'ALREADY_PAUSED',
  'ENDS_EARLIER',
  'ALREADY_MERGED',
  'MERGED_SINCE',
  'IMPORT_UNDONE',
  'NOT_A_PARTNER',
  'WRONG_INVITATION',
  'PARTNER_CLOSED',
  'NOT_READY',
  'FORM_SENT',
  'CODE_TAKEN',
  'NOT_MERGED',
  'NOT_A_NUMBER',
  'ERASED',
  'ROW_GONE',
  'SEEN_SINCE',
  'AGREED_SINCE',
  'APPEND_ONLY',
] as const
export type GuardCode = (typeof GUARD_CODES)[number]

/** `unique` names the columns ('signup.form_key'), `check` the constraint ('rate_within_limit'). */
export type Refusal =
  | { kind: 'guard'; code: GuardCode }
  | { kind: 'unique'; columns: string }
  | { kind: 'check'; name: string }
  | { kind: 'reference' }

/** The database said no: a rule, not a fault. Nothing of the batch was kept. */
export class Refused extends Error {
  override name = 'Refused'
  readonly refusal: Refusal
  constructor(refusal: Refusal, options?: ErrorOptions) {
    super(refusal.kind, options)
    this.refusal = refusal
  }
}

/** The disk, the lock or the network said no: worth a 503. Nothing was kept. */
export class Unavailable extends Error {
  override name = 'Unavailable'
}

/** Whether the error is a guard's refusal with one of these codes. */
export function refusedWith(error: unknown, ...codes: GuardCode[]): boolean {
  return error instanceof Refused && error.refusal.kind === 'guard' && codes.includes(error.refusal.code)
}

/** Whether it was about somebody who was erased, or deleted with the file that brought them, after we looked. */
export const isOfNobody = (error: unknown): boolean =>
  refusedWith(error, 'ERASED') || (error instanceof Refused && error.refusal.kind === 'reference')

/** Locked by another process: worth another try on a fresh connection. */
export const isBusy = (error: unknown): boolean =>
  textOf(error).some((text) => /SQLITE_(BUSY|LOCKED)|is locked/i.test(text))

/** The disk, the lock or the network, wherever in the chain of causes it is said. */
export const isUnavailable = (error: unknown): boolean =>
  error instanceof Unavailable || textOf(error).some((text) => UNAVAILABLE.test(text))

const UNAVAILABLE =
  /SQLITE_(BUSY|LOCKED|FULL|IOERR|READONLY|CANTOPEN|CORRUPT|NOTADB)|SERVER_ERROR|fetch failed|ECONNREFUSED|D1_ERROR: (internal|Network)/i

function textOf(error: unknown): string[] {
  const texts: string[] = []
  for (let e = error; e instanceof Error; e = e.cause) {
    const code = 'code' in e ? String(e.code) : ''
    texts.push(e.message.startsWith('Failed query') ? code : `${code} ${e.message}`)
  }
  return texts
}

export const isRefusal = (error: unknown): boolean => error instanceof Refused || refusalOf(error) !== null

/**
 * Reads a refusal out of the three shapes in which it arrives: LibsqlError of a file (code and text),
 * of a remote server (text only) and of D1 (plain Error, "D1_ERROR: …"). drizzle may have wrapped each as a cause;
 * its own message quotes the SQL and its values, so it is skipped.
 */
export function refusalOf(error: unknown): Refusal | null {
  for (let e = error; e instanceof Error; e = e.cause) {
    if (e.message.startsWith('Failed query')) continue
    const found = refusalIn(e.message)
    if (found) return found
  }
  return null
}

function refusalIn(message: string): Refusal | null {
  const guard = GUARD_CODES.find((code) => new RegExp(`\\b${code}: `).test(message))
  if (guard) return { kind: 'guard', code: guard }

  const unique = /UNIQUE constraint failed: ([\w., ]+)/.exec(message)?.[1]
  if (unique) return { kind: 'unique', columns: unique.trim() }

  const check = /CHECK constraint failed: (\w+)/.exec(message)?.[1]
  if (check) return { kind: 'check', name: check }

  return /FOREIGN KEY constraint failed/.test(message) ? { kind: 'reference' } : null
}
