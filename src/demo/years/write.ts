import { and, getTableColumns, getTableName, inArray, isNull } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Statement } from '../../../db/client.ts'
import { commitmentOf } from '../../../db/people/consents.ts'
import * as t from '../../../db/schema.ts'
import type { Deps } from '../../deps.ts'
import { DAY_MS } from '../../domain/civil-date.ts'
import { type Facts, FIRST_MATCH, type Rows } from './world.ts'

/** Staff introduce people on one day of the week: what that day needs was written with the week before. */
const WEEK_MS = 7 * DAY_MS
/** Rows in one insert, and inserts in one transaction. */
const MOST_ROWS = 100
const MOST_STATEMENTS = 1000

type Row = { [column: string]: unknown }
type Dated = { at: number; row: Row }

/**
 * Writes a world into the tables as it happened, week after week, past every guard of the database: within a week in the
 * order in which one thing needs another, and afterwards what no guard measures against another fact.
 */
export async function writeYears(deps: Deps, facts: Facts): Promise<void> {
  const erased = new Set(facts.erasure.map(({ row }) => row.participantId))
  const isKept = (id: unknown) => typeof id !== 'string' || !erased.has(id)
  const kept = <Fact extends { row: object }>(rows: Fact[]) =>
    rows.filter(({ row }) => isKept(Reflect.get(row, 'participantId')))
  const write = inTurns(deps)

  await write(rowsInto(t.event, facts.event))
  await write(rowsInto(t.person, facts.person), rowsInto(t.participant, facts.participant))
  await write(rowsInto(t.signup, kept(facts.signup)), rowsInto(t.attendance, facts.attendance))
  await write(rowsInto(t.proof, kept(facts.proof)))
  // Nobody is introduced before being ready: also who is forgotten by now was ready then.
  await write(
    rowsInto(t.eligibilityCheck, facts.eligibility),
    rowsInto(t.intake, facts.intake),
    rowsInto(t.training, facts.training),
  )
  for (const statements of await weeks(deps, facts)) await write(statements)
  await write(
    rowsInto(t.introductionReason, facts.reason),
    rowsInto(t.meetingLogVoid, facts.logVoid),
    rowsInto(t.outcome, byTime(facts.outcome)),
    rowsInto(t.coachingNote, notesOfKept(facts, erased)),
    rowsInto(t.participantPause, kept(facts.participantPause)),
    rowsInto(t.referral, kept(facts.referral)),
  )
  const mails = facts.mail.filter(({ row }) => isKept(row.participantId) || !row.signupId)
  const left = new Set(mails.map(({ row }) => row.id))
  const abouts = facts.mailAbout.filter(({ row }) => left.has(row.outboxId))
  await write(rowsInto(t.outbox, byTime(mails)), rowsInto(t.outboxAbout, abouts))
  await write.rest()
}

/** What guards measure against what stands already, week by week. */
async function weeks(deps: Deps, facts: Facts): Promise<Statement[][]> {
  const consents = await withCommitments(facts.consent)
  const introductions = await withHashes(deps, facts)
  const tables: [SQLiteTable, Dated[]][] = [
    [t.consentEvent, byTime(consents)],
    [t.introduction, byTime(introductions)],
    [t.introductionTerms, byTime(facts.terms)],
    [t.introductionAsk, byTime(facts.ask)],
    [t.introductionAnswer, byTime(facts.answer)],
    [t.introductionCorrection, byTime(facts.correction)],
    [t.meeting, byTime(facts.meeting)],
    [t.meetingAnswer, byTime(facts.meetingAnswer)],
    [t.click, byTime(facts.click)],
    [t.agreement, byTime(facts.agreement)],
    [t.introductionEnd, byTime(facts.introductionEnd)],
    [t.duo, byTime(facts.duo)],
    [t.duoPause, byTime(facts.pause)],
    [t.duoResume, byTime(facts.resume)],
    [t.duoExtension, byTime(facts.extension)],
    [t.checkinAsk, byTime(facts.checkinAsk)],
    [t.checkinAnswer, byTime(facts.checkinAnswer)],
    [t.meetingLog, byTime(facts.log)],
    [t.duoEnd, byTime(facts.duoEnd)],
    [t.duoEndReason, byTime(facts.stopReason)],
    [t.endAnswer, byTime(facts.endAnswer)],
  ]
  const byWeek = new Map<number, Statement[]>()
  const add = (week: number, statements: Statement[]) => byWeek.set(week, [...(byWeek.get(week) ?? []), ...statements])
  for (const [table, rows] of tables) for (const [week, group] of weekly(rows)) add(week, rowsInto(table, group))
  for (const [week, group] of weekly(facts.erasure)) add(week, erasures(deps, group))
  return [...byWeek].sort(([a], [b]) => a - b).map(([, statements]) => statements)
}

function weekly<Fact extends { at: number }>(facts: Fact[]): Map<number, Fact[]> {
  const groups = new Map<number, Fact[]>()
  for (const fact of facts) {
    const week = Math.floor((fact.at - FIRST_MATCH) / WEEK_MS)
    const group = groups.get(week)
    if (group) group.push(fact)
    else groups.set(week, [fact])
  }
  return groups
}

/** As the app does: what is about the person goes, and what stays of the participant is a number. */
function erasures({ db: { q } }: Deps, gone: { at: number; row: Rows['erasure'] }[]): Statement[] {
  const participants = gone.map(({ row }) => row.participantId)
  const people = gone.map(({ row }) => row.personId)
  const erasedAt = Math.max(...gone.map(({ at }) => at))
  const nothing = { personId: null, subjectRef: null, subjectSalt: null, business: null }
  return [
    q
      .update(t.participant)
      .set({ ...nothing, erasedAt, generation: 2 })
      .where(and(inArray(t.participant.id, participants), isNull(t.participant.erasedAt))),
    q.delete(t.person).where(inArray(t.person.id, people)),
    ...[t.eligibilityCheck, t.intake, t.training].map((table) =>
      q.delete(table).where(inArray(table.participantId, participants)),
    ),
  ]
}

const withCommitments = (consents: Facts['consent']): Promise<Dated[]> =>
  Promise.all(
    consents.map(async ({ at, row: { salt, email, ...row } }) => ({
      at,
      row: { ...row, commitment: await commitmentOf(salt, email) },
    })),
  )

const withHashes = ({ keys }: Deps, { introduction }: Facts): Promise<Dated[]> =>
  Promise.all(
    introduction.map(async ({ at, row: { emails, ...row } }) => ({
      at,
      row: { ...row, pairHash: await keys.mac('pair', ...[...emails].sort()) },
    })),
  )

function notesOfKept({ note, duo }: Facts, erased: Set<string>): Facts['note'] {
  const gone = duo.filter(({ row }) => erased.has(row.mentorId) || erased.has(row.menteeId))
  const ids = new Set(gone.map(({ row }) => row.id))
  return note.filter(({ row }) => !ids.has(row.duoId))
}

const byTime = <Fact extends { at: number }>(facts: Fact[]): Fact[] => [...facts].sort((a, b) => a.at - b.at)

/** Inserts of at most MOST_ROWS rows; what a row leaves open is null. */
function rowsInto(table: SQLiteTable, facts: { row: object }[]): Statement[] {
  const columns = Object.entries(getTableColumns(table))
  const head = `insert into "${getTableName(table)}" (${columns.map(([, { name }]) => `"${name}"`).join(', ')}) values `
  const places = `(${columns.map(() => '?').join(', ')})`
  return Array.from({ length: Math.ceil(facts.length / MOST_ROWS) }, (_, n) => {
    const some = facts.slice(n * MOST_ROWS, (n + 1) * MOST_ROWS)
    const params = some.flatMap(({ row }) =>
      columns.map(([key, column]) => {
        const value: unknown = Reflect.get(row, key)
        return value === undefined || value === null ? null : column.mapToDriverValue(value)
      }),
    )
    return { toSQL: () => ({ sql: head + some.map(() => places).join(', '), params }) }
  })
}

/** Many statements a transaction, in their order. */
function inTurns({ db }: Deps) {
  let waiting: Statement[] = []
  const rest = async () => {
    const now = waiting
    waiting = []
    if (now.length > 0) await db.write(now)
  }
  const write = async (...groups: Statement[][]) => {
    waiting.push(...groups.flat())
    if (waiting.length >= MOST_STATEMENTS) await rest()
  }
  return Object.assign(write, { rest })
}
