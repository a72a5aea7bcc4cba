import { and, desc, eq, sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import type { BlockReason } from '../../src/domain/facts.ts'
import type { Pair } from '../../src/domain/introduction.ts'
import { insertAudit } from '../audit.ts'
import type { Statement } from '../client.ts'
import { insertFormKey, writeTyped } from '../forms.ts'
import { pairHash } from '../introductions/introductions.ts'
import { leftOut, pairBar, pairBarNote, pairLift, participant, pin, staff } from '../schema.ts'
import { blockedIds, blockId } from './pool.ts'

/** What staff want of the next runs: pairs together, pairs never, people not now. */

export type Wishes = {
  pins: (Pair & { at: number; staffId: string; staffName: string })[]
  blocks: {
    id: string
    pair: Pair
    reason: string | null
    note: string | null
    until: number | null
    at: number
    staffId: string | null
    staffName: string | null
  }[]
  leftOut: { participantId: string; at: number; staffId: string; staffName: string }[]
}

/** Of one programme, the newest first. A block whose day has passed is none any more. */
export async function loadWishes(deps: Deps, programme: string): Promise<Wishes> {
  const { q } = deps.db
  const [pins, blocks, out] = await Promise.all([
    q
      .select({
        menteeId: pin.menteeId,
        mentorId: pin.mentorId,
        at: pin.at,
        staffId: pin.staffId,
        staffName: staff.name,
      })
      .from(pin)
      .innerJoin(staff, eq(staff.id, pin.staffId))
      .innerJoin(participant, eq(participant.id, pin.menteeId))
      .where(eq(participant.programme, programme))
      .orderBy(desc(pin.at)),
    q
      .select({ bar: pairBar, note: pairBarNote.body, staffName: staff.name })
      .from(pairBar)
      .leftJoin(pairBarNote, eq(pairBarNote.barId, pairBar.id))
      .leftJoin(staff, eq(staff.id, pairBar.staffId))
      .where(
        sql`${pairBar.kind} = 'block' AND (${pairBar.until} IS NULL OR ${pairBar.until} > ${deps.now()})
          AND NOT EXISTS (SELECT 1 FROM ${pairLift} WHERE ${pairLift.barId} = ${pairBar.id})`,
      )
      .orderBy(desc(pairBar.at)),
    q
      .select({
        participantId: leftOut.participantId,
        at: leftOut.at,
        staffId: leftOut.staffId,
        staffName: staff.name,
      })
      .from(leftOut)
      .innerJoin(staff, eq(staff.id, leftOut.staffId))
      .innerJoin(participant, eq(participant.id, leftOut.participantId))
      .where(eq(participant.programme, programme))
      .orderBy(desc(leftOut.at)),
  ])
  const pairs = blocks.flatMap(({ bar }) => blockedIds(bar.id) ?? [])
  const isOurs = await inProgramme(
    deps,
    programme,
    pairs.map(({ menteeId }) => menteeId),
  )
  return {
    pins,
    leftOut: out,
    blocks: blocks.flatMap(({ bar: { id, reason, until, at, staffId }, note, staffName }) => {
      const pair = blockedIds(id)
      return pair && isOurs(pair.menteeId) ? [{ id, pair, reason, note, until, at, staffId, staffName }] : []
    }),
  }
}

/** Wants this pair in every next run, instead of an earlier wish for this mentee. */
export async function savePin(deps: Deps, pair: Pair, staffId: string): Promise<void> {
  await deps.db.write(pinned(deps, pair, staffId))
}

export async function removePin(deps: Deps, menteeId: string, staffId: string): Promise<void> {
  await deps.db.write(unpinned(deps, menteeId, staffId))
}

function pinned(deps: Deps, { mentorId, menteeId }: Pair, staffId: string): Statement[] {
  const at = deps.now()
  return [
    deps.db.q
      .insert(pin)
      .values({ menteeId, mentorId, at, staffId })
      .onConflictDoUpdate({ target: pin.menteeId, set: { mentorId, at, staffId } }),
    insertAudit(deps.db, { at, staffId, action: 'pair.pinned', subject: menteeId, detail: mentorId }),
  ]
}

function unpinned(deps: Deps, menteeId: string, staffId: string): Statement[] {
  return [
    deps.db.q.delete(pin).where(eq(pin.menteeId, menteeId)),
    insertAudit(deps.db, { at: deps.now(), staffId, action: 'pair.unpinned', subject: menteeId }),
  ]
}

export async function saveLeftOut(deps: Deps, participantId: string, staffId: string): Promise<void> {
  const at = deps.now()
  await deps.db.write([
    deps.db.q.insert(leftOut).values({ participantId, at, staffId }).onConflictDoNothing(),
    insertAudit(deps.db, { at, staffId, action: 'participant.left-out', subject: participantId }),
  ])
}

export async function takeBackIn(deps: Deps, participantId: string, staffId: string): Promise<void> {
  await deps.db.write([
    deps.db.q.delete(leftOut).where(eq(leftOut.participantId, participantId)),
    insertAudit(deps.db, { at: deps.now(), staffId, action: 'participant.taken-in', subject: participantId }),
  ])
}

export type NewBlock = {
  pair: Pair
  reason: BlockReason
  note: string | null
  /** The last instant (milliseconds UTC) on which it counts; null is for good. */
  until: number | null
  staffId: string
}

/** Never these two, until then; a pin on the pair goes. @throws Refused (ERASED) when its note is about who was erased. */
export async function saveBlock(deps: Deps, block: NewBlock, form: { key: string; location: string }) {
  const { pair, reason, note, until } = block
  const typed = [pair.mentorId, pair.menteeId, reason, note, until]
  return writeTyped(deps, { ...form, typed }, await blocked(deps, block))
}

async function blocked(deps: Deps, { pair, note, ...block }: NewBlock): Promise<Statement[]> {
  const { db } = deps
  const at = deps.now()
  const id = blockId(pair, deps.newId())
  const hash = await pairHash(deps, pair.mentorId, pair.menteeId)
  return [
    db.q.insert(pairBar).values({ id, pairHash: hash, kind: 'block', at, ...block }),
    ...(note === null ? [] : [db.q.insert(pairBarNote).values({ barId: id, body: note })]),
    db.q.delete(pin).where(sql`${pin.menteeId} = ${pair.menteeId} AND ${pin.mentorId} = ${pair.mentorId}`),
    insertAudit(db, { at, staffId: block.staffId, action: 'pair.blocked', subject: id }),
  ]
}

export type KeptChanges = {
  pins: Pair[]
  unpins: Pair[]
  blocks: { pair: Pair; reason: BlockReason }[]
  /** Ids of blocks to lift. */
  lifts: string[]
  staffId: string
  form: { key: string; location: string }
}

/** Keeps what staff tried out, all at once. @throws Refused (unique form_key.key) when this form was handled before. */
export async function keepChanges(deps: Deps, { pins, unpins, blocks, lifts, staffId, form }: KeptChanges) {
  const bars = await Promise.all(blocks.map((block) => blocked(deps, { ...block, note: null, until: null, staffId })))
  await deps.db.write([
    insertFormKey(deps.db, form.key, form.location, deps.now()),
    ...unpins.flatMap(({ menteeId }) => unpinned(deps, menteeId, staffId)),
    ...lifts.flatMap((id) => lifted(deps, id, staffId)),
    ...bars.flat(),
    ...pins.flatMap((pair) => pinned(deps, pair, staffId)),
  ])
  if (lifts.length > 0) await deps.db.checkpoint?.()
}

/** The programme that this block is of; null when there is none. */
export async function programmeOfBlock({ db }: Deps, id: string): Promise<string | null> {
  const pair = blockedIds(id)
  if (!pair) return null
  const [row] = await db.q
    .select({ programme: participant.programme })
    .from(pairBar)
    .innerJoin(participant, eq(participant.id, pair.menteeId))
    .where(and(eq(pairBar.id, id), eq(pairBar.kind, 'block')))
  return row?.programme ?? null
}

/** Who of these takes part in the programme, erased or not. */
async function inProgramme({ db }: Deps, programme: string, ids: string[]): Promise<(id: string) => boolean> {
  const rows = await db.q
    .select({ id: participant.id })
    .from(participant)
    .where(
      sql`${participant.programme} = ${programme}
        AND ${participant.id} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`,
    )
  const found = new Set(rows.map(({ id }) => id))
  return (id) => found.has(id)
}

/** Lifts a block; its note goes. Twice does nothing more: the first one is kept. */
export async function liftBlock(deps: Deps, id: string, staffId: string): Promise<void> {
  await deps.db.write(lifted(deps, id, staffId))
  await deps.db.checkpoint?.()
}

function lifted({ db, now }: Deps, id: string, staffId: string): Statement[] {
  const at = now()
  return [
    db.q
      .insert(pairLift)
      .select(sql`SELECT ${id}, ${at}, ${staffId} WHERE NOT EXISTS (SELECT 1 FROM pair_lift WHERE bar_id = ${id})`),
    insertAudit(db, { at, staffId, action: 'pair.lifted', subject: id }),
  ]
}
