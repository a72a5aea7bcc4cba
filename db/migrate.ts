import { fileURLToPath } from 'node:url'
import { drizzle } from 'drizzle-orm/libsql'
import { migrate as runMigrations } from 'drizzle-orm/libsql/migrator'
import type { openDatabase } from './client.ts'
import { Unavailable } from './refusal.ts'

const MIGRATIONS = fileURLToPath(new URL('./migrations', import.meta.url))

/** Brings the database up to this version. On Workers, D1's own tool runs the same files. */
export async function migrate({ client }: Awaited<ReturnType<typeof openDatabase>>): Promise<void> {
  try {
    await runMigrations(drizzle(client), { migrationsFolder: MIGRATIONS })
  } catch (cause) {
    throw new Unavailable('migrate', { cause })
  }
}
