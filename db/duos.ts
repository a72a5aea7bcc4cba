import { desc, eq, type SQL } from 'drizzle-orm'
import type { Deps } from '../src/deps.ts'
import type { DuoFacts } from '../src/domain/duo.ts'
import { duo, duoEnd } from './schema.ts'

export type Duo = {
  id: string
  introductionId: string
  programme: string
  mentorId: string
  menteeId: string
  facts: DuoFacts
}

export async function duoById(deps: Deps, id: string): Promise<Duo | null> {
  const [found] = await load(deps, eq(duo.id, id))
  return found ?? null
}

/** All duos of a programme, the newest first. */
export const listDuos = (deps: Deps, { programme }: { programme: string }): Promise<Duo[]> =>
  load(deps, eq(duo.programme, programme))

/** Staff end a duo before its last day; both get one short mail. Refused when it has ended already. */
export async function endDuo(
  _deps: Deps,
  _input: { duo: Duo; staffId: string },
): Promise<{ kind: 'ended' } | { kind: 'already-ended' }> {
  throw new Error('not yet')
}

async function load({ db: { q } }: Deps, where: SQL): Promise<Duo[]> {
  const rows = await q
    .select({ duo, end: duoEnd })
    .from(duo)
    .leftJoin(duoEnd, eq(duoEnd.duoId, duo.id))
    .where(where)
    .orderBy(desc(duo.at), desc(duo.id))
  return rows.map(({ duo: { startedOn, endsOn, startYear: _, at: __, ...row }, end }) => ({
    ...row,
    facts: { startedOn, endsOn, end },
  }))
}
