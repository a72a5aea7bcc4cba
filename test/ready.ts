import { eq } from 'drizzle-orm'
import { eligibilityCheck, intake, participant, training } from '../db/schema.ts'
import { programmeOf } from '../src/domain/programmes.ts'
import { type Missing, missingFor, NOTHING_DONE } from '../src/domain/readiness.ts'
import type { TestApp } from './app.ts'

/** All that their programme asks before a first introduction is written down of these people, who had nothing of it. */
export async function makeReady(t: TestApp, ids: string[], staffId: string): Promise<void> {
  for (const id of ids) {
    const [row] = await t.db.q.select().from(participant).where(eq(participant.id, id))
    if (!row) throw new Error('nobody')
    const missing = missingFor(programmeOf(row.programme), row.side, NOTHING_DONE)
    for (const one of missing) await t.db.write([doneOf(t, one, id, staffId)])
  }
}

/** What staff write down of one thing that was missing. */
export function doneOf(t: TestApp, missing: Missing, participantId: string, staffId: string) {
  const at = t.deps.now()
  const on = '2027-05-01'
  if ('module' in missing)
    return t.db.q.insert(training).values({ participantId, module: missing.module, doneOn: on, staffId, at })
  return missing.kind === 'conditions'
    ? t.db.q.insert(eligibilityCheck).values({ participantId, staffId, at })
    : t.db.q.insert(intake).values({ id: t.deps.newId(), participantId, heldOn: on, staffId, at })
}
