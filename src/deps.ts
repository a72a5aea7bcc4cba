import type { Context } from 'hono'
import * as z from 'zod'
import type { Database } from '../db/client.ts'
import type { Weights } from './domain/matching/score.ts'
import type { Outcome, RunInput } from './domain/proposals/proposals.ts'
import type { Settled } from './domain/proposals/workbench.ts'
import type { Keys } from './keys.ts'
import type { Mailer } from './letters/mailer.ts'

/** Everything that the app needs from outside. Tests give their own clock, ids and tokens. */
export type Deps = {
  db: Database
  config: Config
  keys: Keys
  /** Milliseconds UTC. */
  now(): number
  /** A new UUIDv7. */
  newId(): string
  /** 256 random bits, base64url: form keys and session ids. */
  newToken(): string
  /** The style sheet, inlined in every page and allowed by its hash. */
  css: string
  /** Gzip for pages that are made once and served often; absent where the platform compresses. */
  gzip?(text: string): Uint8Array<ArrayBuffer>
  /** The client's network address, for counting only: it is stored as a keyed hash. */
  clientAddress(c: Context): string
  /** Finds a plan beside the event loop, so that a large pool keeps nobody waiting; absent where there are no threads. */
  solve?(input: RunInput, weights: Weights): Promise<Outcome>
  /** Opens a run for the workbench, likewise. */
  settle?(input: RunInput, weights: Weights): Promise<Settled>
  /** How mail leaves; absent without SMTP_URL: mails then wait in the outbox and are read by staff. */
  mailer?: Mailer
  log(line: LogLine): void
}

/** Codes, patterns and counts only: never a URL, an address, a name or a value (SQL errors carry values). */
export type LogLine = { event: string } & Record<string, string | number | boolean | undefined>

export type Config = {
  port: number
  baseUrl: string
  /** Without BASE_URL (development), posts are accepted from loopback and private origins. */
  baseUrlGiven: boolean
  databaseUrl: string
  databaseAuthToken?: string
  smtpUrl?: string
  mailFrom: string
  secret?: string
  /** The secrets before it, newest first. */
  previousSecrets: string[]
  /** Where it is not the oldest of the others: `makeKeys` says what it is for. */
  lastingSecret?: string
  production: boolean
  /** Version of the forms, kept with every consent. */
  build: string
}

/** A setting that is missing or malformed; `message` names the variable and says what it should be. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

const httpUrl = z.url({ protocol: /^https?$/ }).regex(/^https?:\/\/[^/?#]+\/?$/)

const environment = z.object({
  PORT: z.coerce.number().int().min(1).max(65535).default(3000),
  BASE_URL: httpUrl.optional(),
  DATABASE_URL: z
    .string()
    .regex(/^(file:.+|libsql:\/\/.+|https?:\/\/.+|:memory:)$/)
    .default('file:data/peter-meter.db'),
  DATABASE_AUTH_TOKEN: z.string().min(1).optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z.string().min(3).max(200).regex(/@/).optional(),
  SECRET: z.string().min(32).optional(),
  SECRET_PREVIOUS: z
    .string()
    .transform((list) => list.split(/[\s,]+/))
    .pipe(z.array(z.string().min(32)))
    .optional(),
  SECRET_LASTING: z.string().min(32).optional(),
  NODE_ENV: z.string().optional(),
})

/** The variables of .env.example. */
export type VariableName = keyof z.input<typeof environment>

const EXPECTED: Record<VariableName, string> = {
  PORT: 'a number from 1 to 65535',
  BASE_URL: 'the public address without a path, like https://mentoring.example.org',
  DATABASE_URL: 'file:data/peter-meter.db, libsql://… or https://…',
  DATABASE_AUTH_TOKEN: 'a token, or absent',
  SMTP_URL: 'like smtp://user:password@mail.example.org:587',
  MAIL_FROM: 'an address like "Stad – Economie <economie@example.org>"',
  SECRET: 'at least 32 random characters',
  SECRET_PREVIOUS: 'the secrets before SECRET, newest first, with a comma between them, or absent',
  SECRET_LASTING: 'the first secret of all, or absent',
  NODE_ENV: 'production, or absent',
}

/** @throws ConfigError that names the variable. Empty variables count as absent. */
export function parseConfig(env: Record<string, string | undefined>, fallbackHost = 'localhost'): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = environment.safeParse(given)
  if (!parsed.success) throw new ConfigError(explain(parsed.error))

  const { PORT, BASE_URL, SECRET, SECRET_LASTING, NODE_ENV, DATABASE_AUTH_TOKEN, SMTP_URL, MAIL_FROM } = parsed.data
  const production = NODE_ENV === 'production'
  if (production) requireForProduction({ BASE_URL, SECRET })
  if (SMTP_URL && !MAIL_FROM) throw new ConfigError(missing('MAIL_FROM', 'when SMTP_URL is set'))

  return {
    port: PORT,
    baseUrl: BASE_URL ? new URL(BASE_URL).origin : `http://${fallbackHost}:${PORT}`,
    baseUrlGiven: BASE_URL !== undefined,
    databaseUrl: parsed.data.DATABASE_URL,
    previousSecrets: parsed.data.SECRET_PREVIOUS ?? [],
    mailFrom: MAIL_FROM ?? 'peter-meter <noreply@example.org>',
    production,
    build: '0.1.0',
    ...(DATABASE_AUTH_TOKEN ? { databaseAuthToken: DATABASE_AUTH_TOKEN } : {}),
    ...(SMTP_URL ? { smtpUrl: SMTP_URL } : {}),
    ...(SECRET ? { secret: SECRET } : {}),
    ...(SECRET_LASTING ? { lastingSecret: SECRET_LASTING } : {}),
  }
}

function requireForProduction(values: { BASE_URL: string | undefined; SECRET: string | undefined }) {
  if (!values.SECRET) throw new ConfigError(missing('SECRET', 'in production'))
  if (!values.BASE_URL?.startsWith('https://'))
    throw new ConfigError('BASE_URL must start with https:// in production: consents and sessions need it.')
}

function explain(error: z.ZodError): string {
  const wrong = new Set(error.issues.map((issue) => issue.path[0]))
  const lines = Object.entries(EXPECTED).filter(([variable]) => wrong.has(variable))
  return lines.map(([variable, expected]) => `${variable} is not usable. Expected: ${expected}.`).join('\n')
}

const missing = (variable: VariableName, when: string) =>
  `${variable} is missing: it is required ${when}. Expected: ${EXPECTED[variable]}.`
