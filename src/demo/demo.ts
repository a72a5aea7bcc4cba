import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startServer } from '../server.ts'
import { seedDemo } from './demo-story.ts'

/** `npm run demo`: an invented event on a database that is thrown away, with people in every state. */
export async function startDemo(env: Record<string, string | undefined>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'peter-meter-demo-'))
  await startServer({ ...env, DATABASE_URL: `file:${join(folder, 'demo.db')}`, SMTP_URL: '' }, { seed: seedDemo })
}
