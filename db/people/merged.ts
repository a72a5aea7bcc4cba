import type { Deps } from '../../src/deps.ts'
import { participantTwin } from '../schema.ts'

/** Two participants of one human on the same side of a programme are one in figures, by the merges that hold now. */
export type Canonical = { merges: number; of(participantId: string): string }

export async function loadMerged({ db }: Deps): Promise<Canonical> {
  const twins = await db.q
    .select({ id: participantTwin.participantId, ofId: participantTwin.ofId })
    .from(participantTwin)
  const canonical = new Map(twins.map(({ id, ofId }) => [id, ofId]))
  return { merges: twins.length, of: (id) => canonical.get(id) ?? id }
}
