import { eq, sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import { addMonths, civilDateOf, instantOf } from '../../src/domain/civil-date.ts'
import { duoState } from '../../src/domain/duos/duo.ts'
import {
  type CorrectionDecision,
  decideCorrection,
  decidePause,
  decideResume,
  type PauseDecision,
  type ResumeDecision,
} from '../../src/domain/duos/duo-time.ts'
import { decideExtension, type ExtensionDecision } from '../../src/domain/duos/extension.ts'
import { type ExtensionReason, SIDES } from '../../src/domain/facts.ts'
import { participantOn } from '../../src/domain/introduction.ts'
import { programmeOf } from '../../src/domain/programmes.ts'
import { paths } from '../../src/paths.ts'
import { insertAudit } from '../audit.ts'
import type { Statement } from '../client.ts'
import { writeTyped } from '../forms.ts'
import { insertMails } from '../outbox.ts'
import { Refused, refusedWith } from '../refusal.ts'
import {
  coachingNote,
  duoExtension,
  duoPause,
  duoPauseCorrection,
  duoRemark,
  duoResume,
  meetingPlace,
  pairBarNote,
  staff,
} from '../schema.ts'
import type { Duo, StandingPause } from './duos.ts'

/** What staff do for a duo that runs. Each is refused when the duo became something else in the meantime. */
type Care = { duo: Duo; staffId: string }

/** Staff spoke with the duo; free text. `gone`: one of the two was erased. */
export async function saveCoachingNote(
  deps: Deps,
  { duo, staffId, body, formKey }: Care & { body: string; formKey: string },
): Promise<'saved' | 'other-sent' | 'gone'> {
  const form = { key: formKey, location: paths.duo(duo.id), typed: [duo.id, body] }
  const row = { id: deps.newId(), duoId: duo.id, body, at: deps.now(), staffId }
  try {
    return await writeTyped(deps, form, [deps.db.q.insert(coachingNote).values(row)])
  } catch (error) {
    if (!refusedWith(error, 'ERASED')) throw error
    return 'gone'
  }
}

/** From a day on; until a known day (a holiday), or until somebody says so. */
export async function savePause(
  deps: Deps,
  { duo, staffId, fromOn, resumedOn }: Care & { fromOn: string; resumedOn: string | null },
): Promise<PauseDecision | { kind: 'changed' }> {
  const decision = decidePause(duo.time, hasEnded(deps, duo), { fromOn, resumedOn })
  if (decision.kind !== 'paused') return decision
  const at = deps.now()
  const id = deps.newId()
  const own = { by: 'staff' as const, way: 'staff' as const, staffId, at }
  const kind = resumedOn === null ? ('pause' as const) : ('holiday' as const)
  const done = await tryWrite(deps, [
    deps.db.q.insert(duoPause).values({ id, duoId: duo.id, kind, fromOn, ...own }),
    ...(resumedOn !== null && decision.endsOn !== null
      ? [deps.db.q.insert(duoResume).values({ pauseId: id, resumedOn, endsOn: decision.endsOn, ...own })]
      : []),
    tellBoth(deps, duo),
    insertAudit(deps.db, { at, staffId, action: 'duo.paused', subject: duo.id }),
  ])
  return done ? decision : { kind: 'changed' }
}

export async function saveResume(deps: Deps, { duo, staffId, on }: Care & { on: string }): Promise<ResumeDecision> {
  const decision = decideResume(duo.time, hasEnded(deps, duo), on)
  const open = duo.time.pauses.find(({ resumedOn }) => resumedOn === null)
  if (decision.kind !== 'resumed' || !open) return decision
  const at = deps.now()
  const row = { pauseId: open.id, resumedOn: on, endsOn: decision.endsOn, by: 'staff' as const, way: 'staff' as const }
  const done = await tryWrite(deps, [
    deps.db.q.insert(duoResume).values({ ...row, staffId, at }),
    tellBoth(deps, duo),
    insertAudit(deps.db, { at, staffId, action: 'duo.resumed', subject: duo.id }),
  ])
  return done ? decision : { kind: 'not-paused' }
}

/** A pause that was written down wrongly: it ends sooner, or is taken back (`resumedOn` null). */
export async function savePauseCorrection(
  deps: Deps,
  { duo, staffId, pause, resumedOn }: Care & { pause: StandingPause; resumedOn: string | null },
): Promise<CorrectionDecision | { kind: 'changed' }> {
  const correction = { pause, resumedOn }
  const decision = decideCorrection(duo.time, hasEnded(deps, duo), correction, civilDateOf(deps.now()))
  if (decision.kind !== 'corrected') return decision
  const at = deps.now()
  const action = resumedOn === null ? 'duo.pause-taken-back' : 'duo.pause-shortened'
  const done = await tryWrite(deps, [
    deps.db.q.insert(duoPauseCorrection).values({ id: deps.newId(), pauseId: pause.id, resumedOn, staffId, at }),
    tellBoth(deps, duo),
    insertAudit(deps.db, { at, staffId, action, subject: duo.id }),
  ])
  return done ? decision : { kind: 'changed' }
}

export async function saveExtension(
  deps: Deps,
  { duo, staffId, months, reason }: Care & { months: number; reason: ExtensionReason },
): Promise<ExtensionDecision> {
  const today = civilDateOf(deps.now())
  const programme = programmeOf(duo.programme)
  const decision = decideExtension(programme, duo.time, { months, ended: hasEnded(deps, duo) }, today)
  if (decision.kind !== 'extended') return decision
  const at = deps.now()
  // One nth extension a duo, also when two of staff extend it at once.
  const id = `${duo.id}:${duo.time.extensions.length + 1}`
  const done = await tryWrite(deps, [
    deps.db.q.insert(duoExtension).values({ id, duoId: duo.id, months, endsOn: decision.endsOn, reason, staffId, at }),
    tellBoth(deps, duo),
    insertAudit(deps.db, { at, staffId, action: 'duo.extended', subject: duo.id, detail: reason }),
  ])
  return done ? decision : { kind: 'used-up', times: programme.extension.times }
}

/** Both read the last day as it stands, or that the duo stands still. */
const tellBoth = (deps: Deps, duo: Duo): Statement =>
  insertMails(
    deps.db,
    SIDES.map((side) => ({
      id: deps.newId(),
      kind: 'duo-time',
      dedupeKey: `duo-time:${deps.newId()}`,
      participantId: participantOn(duo, side),
      duoId: duo.id,
      now: deps.now(),
    })),
  )

const hasEnded = (deps: Deps, duo: Duo): boolean => duoState(duo.facts, civilDateOf(deps.now())) !== 'running'

async function tryWrite(deps: Deps, batch: Statement[]): Promise<boolean> {
  try {
    await deps.db.write(batch)
    return true
  } catch (error) {
    if (error instanceof Refused) return false
    throw error
  }
}

/** What people and staff typed about a duo. */
export async function textsOf({ db: { q } }: Deps, duoId: string) {
  const [remarks, notes] = await Promise.all([
    q.select().from(duoRemark).where(eq(duoRemark.duoId, duoId)),
    q
      .select({ id: coachingNote.id, body: coachingNote.body, at: coachingNote.at, staffName: staff.name })
      .from(coachingNote)
      .innerJoin(staff, eq(staff.id, coachingNote.staffId))
      .where(eq(coachingNote.duoId, duoId)),
  ])
  return { remarks, notes }
}

/** Free text about two people is deleted so many months after their end, and of a block on its last day; what it told of stays, as codes. */
const TEXT_MONTHS = 3

/** @returns how many texts went. */
export async function dropOldTexts(deps: Deps): Promise<number> {
  const { q } = deps.db
  const before = addMonths(civilDateOf(deps.now()), -TEXT_MONTHS)
  const over = sql`(select duo_id from duo_end where ended_on < ${before})`
  const meetings = sql`(select m.id from meeting m join duo d on d.introduction_id = m.introduction_id where d.id in ${over}
    union all select m.id from meeting m join introduction_end e on e.introduction_id = m.introduction_id
    where e.at < ${instantOf(before, '00:00')})`
  const gone = await deps.db.write([
    q.delete(duoRemark).where(sql`${duoRemark.duoId} in ${over}`).returning({ id: duoRemark.id }),
    q.delete(coachingNote).where(sql`${coachingNote.duoId} in ${over}`).returning({ id: coachingNote.id }),
    q
      .delete(meetingPlace)
      .where(sql`${meetingPlace.meetingId} in ${meetings}`)
      .returning({ id: meetingPlace.meetingId }),
    q
      .delete(pairBarNote)
      .where(sql`${pairBarNote.barId} in (select b.id from pair_bar b where b.until < ${deps.now()})`)
      .returning({ id: pairBarNote.barId }),
  ])
  const count = gone.flat().length
  if (count > 0) await deps.db.checkpoint?.()
  return count
}
