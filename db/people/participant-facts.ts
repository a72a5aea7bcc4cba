import { eq, type SQL, sql } from 'drizzle-orm'
import * as z from 'zod'
import type { Deps } from '../../src/deps.ts'
import type { Side } from '../../src/domain/facts.ts'
import type { ParticipantFacts } from '../../src/domain/participant.ts'
import { programmeOf } from '../../src/domain/programmes.ts'
import { type Missing, missingFor, type Preparation } from '../../src/domain/readiness.ts'
import { participant } from '../schema.ts'
import { hasIntake, isChecked, modulesDone } from './preparation.ts'
import { keeping } from './retention.ts'

/** `missing`: what staff still have to do before a first introduction. */
export type KnownFacts = ParticipantFacts & { id: string; proved: boolean; unprepared: boolean; missing: Missing[] }

/** The facts of these participants, in one query. `proved`: a mailbox, a face or a sign-up of theirs was seen. */
export async function loadFacts(deps: Deps, where: SQL | undefined): Promise<KnownFacts[]> {
  const { word, duoSince } = await keeping(deps)
  const rows = await deps.db.q
    .select({
      id: participant.id,
      programme: participant.programme,
      side: participant.side,
      capacity: participant.capacity,
      erasedAt: participant.erasedAt,
      word,
      keptByDuo: sql<number>`EXISTS (SELECT 1 FROM duo d
        WHERE (d.mentor_id = participant.id OR d.mentee_id = participant.id) AND d.started_on >= ${duoSince})`,
      paused: isPaused,
      done: isDone,
      proved: isProved,
      conditionsChecked: isChecked,
      intakeHeld: hasIntake,
      modulesDone,
      introductions: heldOf(sql`is null`),
      duos: heldOf(sql`is not null`),
    })
    .from(participant)
    .where(where)
  return rows.map(({ introductions, duos, erasedAt, word: said, keptByDuo, paused, done, proved, ...row }) => ({
    ...knownOf(row),
    erased: erasedAt !== null,
    ...saying(said, introductions + duos > 0 || keptByDuo === 1),
    paused: paused === 1 || done === 1,
    done: done === 1,
    proved: proved === 1,
    held: { introductions, duos },
  }))
}

/** What the last word of `keeping` says, of somebody whom a place or a duo keeps or not. */
export function saying(word: number | null, isKept: boolean): Pick<ParticipantFacts, 'consenting' | 'keptPast'> {
  const said = word ?? 0
  return { consenting: said > 0 || (said < 0 && isKept), keptPast: said < 0 && !isKept }
}

type Loaded = { id: string; programme: string; side: Side; capacity: number } & Packed<string>
/** `Modules` is a list of ids, or the JSON of one. */
type Packed<Modules> = { conditionsChecked: number; intakeHeld: number; modulesDone: Modules }

function knownOf({ id, programme, side, capacity, modulesDone: modules, ...packed }: Loaded) {
  const done = preparationOf({ ...packed, modulesDone: moduleIds.parse(JSON.parse(modules)) })
  const missing = missingFor(programmeOf(programme), side, done)
  return { id, side, capacity, missing, unprepared: missing.length > 0 }
}

/** As the database packs it. */
export const preparationOf = ({ conditionsChecked, intakeHeld, modulesDone: done }: Packed<string[]>): Preparation => ({
  conditionsChecked: conditionsChecked === 1,
  intakeHeld: intakeHeld === 1,
  modulesDone: done,
})

const moduleIds = z.array(z.string())

/** The facts of one participant, or null. */
export async function factsOf(deps: Deps, participantId: string): Promise<KnownFacts | null> {
  const [facts] = await loadFacts(deps, eq(participant.id, participantId))
  return facts ?? null
}

/** As `loadFacts`, of these participants, by id. */
export async function factsByIds(deps: Deps, ids: string[]): Promise<Map<string, KnownFacts>> {
  const facts = await loadFacts(deps, sql`participant.id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`)
  return new Map(facts.map((each) => [each.id, each]))
}

// Names are spelled out: in a select from one table drizzle leaves `participant.` away, which inside a subquery means another column.

export const isPaused = sql<number | null>`(SELECT x.paused FROM participant_pause x
  WHERE x.participant_id = participant.id ORDER BY x.seq DESC LIMIT 1)`

export const isDone = sql<number>`EXISTS (SELECT 1 FROM done_mentee x WHERE x.participant_id = participant.id)`

export const isProved = sql<number>`(participant.id IN (SELECT participant_id FROM proof))`

/** One look in the index of each side: a participant stands on one of them. */
const heldOf = (duo: SQL) => sql<number>`(SELECT count(*) FROM held_place h
  WHERE h.mentor_id = participant.id AND h.duo_id ${duo}) + (SELECT count(*) FROM held_place h
  WHERE h.mentee_id = participant.id AND h.duo_id ${duo})`
