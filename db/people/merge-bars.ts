import { eq, gte, inArray, type SQL, sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import type { Statement } from '../client.ts'
import { activeBars, blockId } from '../matching/pool.ts'
import { pairBar, pairBarNote, pairLift, participant, person, type personMerge } from '../schema.ts'

/*
 * A no and a block are kept under a keyed hash of two addresses (docs/invariants.md I8). Who becomes part of somebody
 * else has another address from then on: what was barred for them is barred for the one whom they are.
 */

/** The bars that the one who stays takes over from the one who becomes a part. */
export async function barsOfMerge(
  deps: Deps,
  { id, at, staffId }: { id: string; at: number; staffId: string },
  { intoId, fromId }: { intoId: string; fromId: string },
): Promise<Statement[]> {
  const own = await participantsOf(deps, [intoId, fromId])
  const theirs = new Map(own.filter(({ personId }) => personId === fromId).map((each) => [each.id, each]))
  const bars = (await activeBars(deps)).flatMap(({ id: barId, mentorId, menteeId }) => {
    const [mine, other] = mentorId && theirs.has(mentorId) ? [mentorId, menteeId] : [menteeId, mentorId]
    const their = mine ? theirs.get(mine) : undefined
    return their && other ? [{ barId, their, other }] : []
  })
  const others = bars.map(({ other }) => other)
  const addressOf = await addressesOf(deps, [intoId], others)
  const rows = await Promise.all(
    bars.map(async ({ barId, their, other }, n) => {
      const twin = own.find(
        (each) => each.personId === intoId && each.side === their.side && each.programme === their.programme,
      )
      const me = twin?.id ?? their.id
      const ids = their.side === 'mentor' ? { mentorId: me, menteeId: other } : { mentorId: other, menteeId: me }
      const both = [addressOf.get(intoId), addressOf.get(other)].flatMap((email) => email ?? []).sort()
      const pairHash = await deps.keys.mac('pair', ...both)
      return { barId, row: { id: blockId(ids, `${mark(id)}${n}`), pairHash, at, staffId } }
    }),
  )
  return rows.flatMap(({ barId, row }) => copyOf(deps, barId, row))
}

/**
 * Two persons again: what was taken over is lifted, and the bars themselves stand as they stood. What was barred since
 * for who goes back goes with them, under the address they return to.
 */
export async function barsOfUndo(deps: Deps, merge: Merge, staffId: string): Promise<Statement[]> {
  const at = deps.now()
  const back = await barsSince(deps, merge)
  const addressOf = await addressesOf(
    deps,
    [merge.mergedId],
    back.map(({ other }) => other),
  )
  const copies = await Promise.all(
    back.map(async ({ barId, pair, other }, n) => {
      const [returning, theirs] = [addressOf.get(merge.mergedId), addressOf.get(other)]
      if (!returning || !theirs) return []
      const pairHash = await deps.keys.mac('pair', ...[returning, theirs].sort())
      return [
        ...copyOf(deps, barId, { id: blockId(pair, `un${mark(merge.id)}${n}`), pairHash, at, staffId }),
        liftsWhere(deps, staffId, sql`b.id = ${barId} and b.kind = 'block'`),
      ]
    }),
  )
  return [...copies.flat(), liftsWhere(deps, staffId, sql`b.id like ${`%:${mark(merge.id)}%`}`)]
}

type Merge = typeof personMerge.$inferSelect

/** The bars of those who moved that were made while they were part of somebody else. */
async function barsSince(deps: Deps, { id, at, moved, keptId }: Merge) {
  const [bars, made, own] = await Promise.all([
    activeBars(deps),
    deps.db.q.select({ id: pairBar.id }).from(pairBar).where(gte(pairBar.at, at)),
    participantsOf(deps, [keptId]),
  ])
  const since = new Set(made.map((bar) => bar.id).filter((barId) => !barId.includes(`:${mark(id)}`)))
  const back = new Set(own.map((each) => each.id).filter((own) => moved.includes(own)))
  return bars.flatMap(({ id: barId, mentorId, menteeId }) => {
    if (!since.has(barId) || !mentorId || !menteeId) return []
    const pair = { mentorId, menteeId }
    if (back.has(mentorId)) return [{ barId, pair, other: menteeId }]
    return back.has(menteeId) ? [{ barId, pair, other: mentorId }] : []
  })
}

type NewBar = { id: string; pairHash: string; at: number; staffId: string }

const copyOf = ({ db }: Deps, barId: string, row: NewBar): Statement[] => [
  db.q.insert(pairBar).select(
    sql`select ${row.id}, ${row.pairHash}, b.kind, b.reason, b.until, null, ${row.at}, ${row.staffId}
      from pair_bar b where b.id = ${barId}`,
  ),
  db.q.insert(pairBarNote).select(sql`select ${row.id}, n.body from pair_bar_note n where n.bar_id = ${barId}`),
]

const liftsWhere = ({ db, now }: Deps, staffId: string, which: SQL): Statement =>
  db.q.insert(pairLift).select(
    sql`select b.id, ${now()}, ${staffId} from pair_bar b where ${which}
      and not exists (select 1 from pair_lift l where l.bar_id = b.id)`,
  )

const mark = (mergeId: string): string => `merge-${mergeId}-`

const participantsOf = ({ db }: Deps, personIds: string[]) =>
  db.q
    .select({
      id: participant.id,
      personId: participant.personId,
      side: participant.side,
      programme: participant.programme,
    })
    .from(participant)
    .where(inArray(participant.personId, personIds))

/** Normalised addresses by the id of the person or the participant. */
async function addressesOf({ db }: Deps, personIds: string[], participantIds: string[]): Promise<Map<string, string>> {
  const [persons, others] = await Promise.all([
    db.q.select({ id: person.id, email: person.emailNormalised }).from(person).where(inArray(person.id, personIds)),
    db.q
      .select({ id: participant.id, email: person.emailNormalised })
      .from(participant)
      .innerJoin(person, eq(person.id, participant.personId))
      .where(inArray(participant.id, participantIds)),
  ])
  return new Map([...persons, ...others].map(({ id, email }) => [id, email]))
}
