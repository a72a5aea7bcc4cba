import type { Deps } from '../../src/deps.ts'
import { decideMoreTime, type MoreTimeDecision } from '../../src/domain/introduction.ts'
import { insertAudit } from '../audit.ts'
import { insertFormKey, isFormTwice } from '../forms.ts'
import { Refused } from '../refusal.ts'
import { introductionExtension } from '../schema.ts'
import type { Introduction } from './introductions.ts'

/** Staff give two who said yes more time before it lapses; a form that is sent twice gives it once. @throws Unavailable. */
export async function saveMoreTime(
  deps: Deps,
  { intro, staffId, formKey, location }: { intro: Introduction; staffId: string; formKey: string; location: string },
): Promise<MoreTimeDecision> {
  const decision = decideMoreTime(intro.facts, deps.now())
  if (decision.kind !== 'extended') return decision
  const at = deps.now()
  const { until } = decision
  try {
    await deps.db.write([
      insertFormKey(deps.db, formKey, location, at),
      deps.db.q
        .insert(introductionExtension)
        .values({ id: deps.newId(), introductionId: intro.id, until, staffId, at }),
      insertAudit(deps.db, { at, staffId, action: 'introduction.extended', subject: intro.id, detail: until }),
    ])
    return decision
  } catch (error) {
    if (isFormTwice(error)) return decision
    if (error instanceof Refused) return { kind: 'closed' }
    throw error
  }
}
