import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { getConnInfo } from '@hono/node-server/conninfo'
import { openDatabase } from '../db/client.ts'
import { migrate } from '../db/migrate.ts'
import { isUnavailable, Unavailable } from '../db/refusal.ts'
import { type Config, ConfigError, type Deps, type LogLine, parseConfig } from './deps.ts'
import { makeKeys, randomToken, uuidv7 } from './keys.ts'
import { smtpMailer } from './letters/mailer.ts'
import { settleBeside, solveBeside } from './matching/solving.ts'

/** The outside world of a Node process. @throws ConfigError, Unavailable. */
export async function openDeps(env: Record<string, string | undefined>): Promise<Deps> {
  const config = parseConfig(env, lanAddress())
  const folder = folderOf(config.databaseUrl)
  if (folder) makeFolder(folder)
  const db = await openDatabase(config.databaseUrl, config.databaseAuthToken)
  await migrate(db)

  return {
    db,
    config,
    keys: await makeKeys(config.secret ?? keptSecret(folder), config.previousSecrets, config.lastingSecret),
    now: Date.now,
    newId: () => uuidv7(Date.now()),
    newToken: randomToken,
    css: readFileSync(new URL('../static/app.css', import.meta.url), 'utf8'),
    gzip: (text) => new Uint8Array(gzipSync(text, { level: 9 })),
    clientAddress: (c) => getConnInfo(c).remote.address ?? 'unknown',
    solve: solveBeside,
    settle: settleBeside,
    log: logger(config),
    ...(config.smtpUrl
      ? { mailer: smtpMailer(config.smtpUrl, config.mailFrom, new URL(config.baseUrl).hostname) }
      : {}),
  }
}

/** The clock is before the last consent: whatever was written now would stand before what it follows. */
export class ClockError extends Error {
  override name = 'ClockError'
}

/** Says in one line what is wrong and how to mend it, and ends: 2 for a setting, 1 for the port or the database. */
export function sayAndExit(error: unknown, config?: Config): never {
  if (error instanceof ConfigError) {
    console.error(error.message)
    process.exit(2)
  }
  if (error instanceof ClockError) {
    console.error(
      'The clock of this machine is before the last consent in the database. Set the clock, then start again.',
    )
    process.exit(1)
  }
  if (isUnavailable(error)) {
    console.error(
      'The database cannot be opened or written. Check DATABASE_URL, the folder’s permissions and the disk.',
    )
    process.exit(1)
  }
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    console.error(
      `Port ${config?.port ?? ''} is in use. Stop the other program, or choose another: PORT=3001 npm start`,
    )
    process.exit(1)
  }
  if (error instanceof Error && 'code' in error && error.code === 'EACCES' && config) {
    console.error(`Port ${config.port} may not be used by this user. Choose one above 1023: PORT=3001 npm start`)
    process.exit(1)
  }
  throw error
}

/** The address of this machine on its network, so that a phone in the room can reach it; else localhost. */
function lanAddress(): string {
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? [])
  return addresses.find((address) => address.family === 'IPv4' && !address.internal)?.address ?? 'localhost'
}

const folderOf = (url: string): string | null => (url.startsWith('file:') ? dirname(url.slice('file:'.length)) : null)

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true })
  } catch (cause) {
    throw new Unavailable('folder', { cause })
  }
}

/** In development the secret is made once and kept beside the database: links and cookies survive a restart. */
function keptSecret(folder: string | null): string {
  if (!folder) return randomToken()
  const file = join(folder, 'secret')
  if (!existsSync(file)) writeFileSync(file, randomBytes(48).toString('base64url'), { mode: 0o600 })
  return readFileSync(file, 'utf8')
}

/** JSON lines. At a desk only what went wrong; in production every request. */
function logger({ production }: Config): Deps['log'] {
  const print = (line: LogLine) => console.error(JSON.stringify({ time: new Date().toISOString(), ...line }))
  return production ? print : (line) => (/fail|not-sent/.test(line.event) ? print(line) : undefined)
}
