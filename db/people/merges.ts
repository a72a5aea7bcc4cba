import { and, eq, inArray, lte, or, sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import type { Side } from '../../src/domain/facts.ts'
import { decideMerge, type MergeDecision, type MergePerson } from '../../src/domain/merge.ts'
import { fold } from '../../src/domain/participant.ts'
import { insertAudit } from '../audit.ts'
import { type GuardCode, Refused } from '../refusal.ts'
import { heldPlace, leftOut, mergedAway, participant, person, personMerge, pin, staff } from '../schema.ts'
import { renewedLinks } from './links.ts'
import { barsOfMerge } from './merge-bars.ts'

type Answers = Pick<typeof participant.$inferSelect, 'topics' | 'sector' | 'languages'>

/**
 * A person as staff compare one with another. The address is masked until somebody asks for it. `createdAt`: of their
 * first sign-up, as the participant's page tells it.
 */
export type Comparable = Omit<MergePerson, 'participants'> & {
  name: string
  maskedEmail: string
  createdAt: number
  participants: (Answers & { id: string; programme: string; side: Side; open: boolean; createdAt: number })[]
}

/** Null for who is gone. In four looks. */
export async function personForMerge({ db: { q } }: Deps, personId: string): Promise<Comparable | null> {
  const [[row], own, aways, held] = await Promise.all([
    q.select().from(person).where(eq(person.id, personId)),
    q
      .select({
        id: participant.id,
        programme: participant.programme,
        side: participant.side,
        createdAt: participant.createdAt,
        topics: participant.topics,
        sector: participant.sector,
        languages: participant.languages,
      })
      .from(participant)
      .where(eq(participant.personId, personId))
      .orderBy(participant.createdAt),
    q.select().from(mergedAway).where(sql`${mergedAway.personId} = ${personId} or ${mergedAway.keptId} = ${personId}`),
    q
      .select()
      .from(heldPlace)
      .where(
        sql`exists (select 1 from participant p where p.id in (mentor_id, mentee_id) and p.person_id = ${personId})`,
      ),
  ])
  if (!row) return null
  const open = new Set(held.flatMap(({ mentorId, menteeId }) => [mentorId, menteeId]))
  return {
    id: row.id,
    name: row.name,
    maskedEmail: masked(row.email),
    createdAt: own[0]?.createdAt ?? row.createdAt,
    erased: false,
    mergedInto: aways.find((away) => away.personId === personId)?.keptId ?? null,
    keepsOthers: aways.some((away) => away.keptId === personId),
    participants: own.map((each) => ({ ...each, open: open.has(each.id) })),
  }
}

/** "am…a@example.org": enough to tell two addresses apart, too little to write to. */
function masked(email: string): string {
  const at = email.lastIndexOf('@')
  const name = email.slice(0, at)
  const [head, tail] = name.length > 4 ? [name.slice(0, 2), name.slice(-1)] : [name.slice(0, 1), '']
  return `${head}…${tail}${email.slice(at)}`
}

export type MergeOutcome = MergeDecision | { kind: 'refused'; code: GuardCode }

/** Makes `fromId` a part of `intoId`, or says why not. @throws Unavailable. */
export async function mergePersons(
  deps: Deps,
  { intoId, fromId, staffId }: { intoId: string; fromId: string; staffId: string },
): Promise<MergeOutcome> {
  const decision = await decideFor(deps, intoId, fromId)
  if (decision.kind !== 'merged') return decision
  const { q } = deps.db
  const id = deps.newId()
  const at = deps.now()
  const { moved, kept } = decision
  try {
    await deps.db.write([
      q.insert(personMerge).values({ id, keptId: intoId, mergedId: fromId, moved, staffId, at }),
      q
        .update(participant)
        .set({ personId: intoId })
        .where(and(eq(participant.personId, fromId), inArray(participant.id, moved))),
      q.delete(pin).where(sql`${pin.mentorId} in ${kept} or ${pin.menteeId} in ${kept}`),
      q.delete(leftOut).where(inArray(leftOut.participantId, kept)),
      // What was mailed to the address that is given up opens nothing of who stays.
      ...(await renewedLinks(deps, moved)),
      ...(await barsOfMerge(deps, { id, at, staffId }, { intoId, fromId })),
      insertAudit(deps.db, { at, staffId, action: 'person.merged', subject: intoId, detail: id }),
    ])
    return decision
  } catch (error) {
    if (error instanceof Refused && error.refusal.kind === 'guard') return { kind: 'refused', code: error.refusal.code }
    throw error
  }
}

/** What merging these two would do now; nothing is written. */
export async function decideFor(deps: Deps, intoId: string, fromId: string): Promise<MergeDecision> {
  const [into, from, pairs] = await Promise.all([
    personForMerge(deps, intoId),
    personForMerge(deps, fromId),
    deps.db.q
      .select({ mentorId: heldPlace.mentorId, menteeId: heldPlace.menteeId, programme: heldPlace.programme })
      .from(heldPlace)
      .where(
        sql`exists (select 1 from participant p where p.id in (mentor_id, mentee_id) and p.person_id in (${intoId}, ${fromId}))`,
      ),
  ])
  return into && from ? decideMerge(into, from, pairs) : { kind: 'gone' }
}

/** A merge that holds now: who was made part of whom, when and by whom. */
export type Merge = typeof personMerge.$inferSelect & { mergedName: string | null; staffName: string }

export async function mergesInto({ db: { q } }: Deps, personId: string): Promise<Merge[]> {
  const rows = await q
    .select({ merge: personMerge, mergedName: person.name, staffName: staff.name })
    .from(personMerge)
    .innerJoin(mergedAway, eq(mergedAway.mergeId, personMerge.id))
    .innerJoin(staff, eq(staff.id, personMerge.staffId))
    .leftJoin(person, eq(person.id, personMerge.mergedId))
    .where(eq(personMerge.keptId, personId))
  return rows.map(({ merge, ...names }) => ({ ...merge, ...names }))
}

export async function mergeById({ db: { q } }: Deps, id: string): Promise<typeof personMerge.$inferSelect | null> {
  const [row] = await q.select().from(personMerge).where(eq(personMerge.id, id))
  return row ?? null
}

/**
 * Whether all that went along with a merge stands in these programmes: of what the one who stays had, or joined since,
 * nothing is asked. False when nothing of it is left.
 */
export async function movedOnlyWithin(
  { db: { q } }: Deps,
  { moved, mergedId, at }: typeof personMerge.$inferSelect,
  programmes: string[],
): Promise<boolean> {
  // What was signed up for after an undo went along with nothing.
  const rows = await q
    .select({ programme: participant.programme })
    .from(participant)
    .where(or(inArray(participant.id, moved), and(eq(participant.personId, mergedId), lte(participant.createdAt, at))))
  return rows.length > 0 && rows.every(({ programme }) => programmes.includes(programme))
}

const MOST_FOUND = 20

/**
 * Persons by the words of a name or an address; only who takes part in these programmes and in no other: nobody learns
 * here that somebody takes part elsewhere.
 */
export async function findPersons(
  { db }: Deps,
  { programmes, q, not }: { programmes: string[]; q: string; not: string },
): Promise<string[]> {
  const words = fold(q).split(/\s+/).filter(Boolean).slice(0, 5)
  if (words.length === 0) return []
  const rows = await db.q
    .select({ id: person.id, name: person.name, email: person.email })
    .from(person)
    .where(sql`${person.id} <> ${not} and (${hasAll(words)}) and ${standsOnlyIn(programmes)}`)
  return rows
    .filter(({ name, email }) => words.every((word) => fold(`${name} ${email}`).includes(word)))
    .slice(0, MOST_FOUND)
    .map(({ id }) => id)
}

/** SQLite knows no accents: a name that has other letters is looked at afterwards. */
const hasAll = (words: string[]) =>
  sql`person.name glob '*[^ -~]*' or (${sql.join(
    words.map((word) => sql`instr(lower(person.name || ' ' || person.email), ${word}) > 0`),
    sql` and `,
  )})`

/** Whether somebody takes part in these programmes and in no other. */
export async function standsOnlyWithin({ db }: Deps, personId: string, programmes: string[]): Promise<boolean> {
  const [row] = await db.q
    .select({ id: person.id })
    .from(person)
    .where(sql`${person.id} = ${personId} and ${standsOnlyIn(programmes)}`)
  return row !== undefined
}

const standsOnlyIn = (programmes: string[]) => sql`exists (select 1 from participant p where p.person_id = person.id)
  and not exists (select 1 from participant p where p.person_id = person.id
    and p.programme not in (select value from json_each(${JSON.stringify(programmes)})))`
