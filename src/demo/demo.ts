import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Deps } from '../deps.ts'
import { PROGRAMMES, type Programme } from '../domain/programmes.ts'
import type { Welcome } from '../greeting.ts'
import { startServer } from '../server.ts'
import { seedDemo } from './demo-story.ts'
import { seedYears } from './demo-years.ts'

/**
 * `npm run demo`: five past years of every programme and an invented event of these weeks, on a database that is thrown
 * away. The city's staff, an association's and a partner's each get a way in.
 */
export async function startDemo(env: Record<string, string | undefined>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'peter-meter-demo-'))
  await startServer({ ...env, DATABASE_URL: `file:${join(folder, 'demo.db')}`, SMTP_URL: '' }, { seed })
}

async function seed(deps: Deps): Promise<Welcome[]> {
  const programmes = Object.values<Programme>(PROGRAMMES)
  const { city } = await seedYears(deps)
  const own = programmes.find(({ controller }) => controller.kind === 'city')
  const dirk = own && city.staff[own.id]
  if (dirk) await seedDemo(deps, dirk)

  const association = programmes.find(({ controller }) => controller.kind === 'association')
  const theirs = association && city.staff[association.id]
  const [partner] = city.partners.filter(({ programme }) => programme === association?.id)
  return [
    ...(association && theirs ? [{ who: `Staff of ${association.name}`, staffId: theirs }] : []),
    ...(partner ? [{ who: `Partner ${partner.name}`, staffId: partner.staffId }] : []),
  ]
}
