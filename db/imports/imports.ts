import { and, count, eq, sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import type { DuoRow } from '../../src/domain/imports/duos.ts'
import type { PersonRow } from '../../src/domain/imports/people.ts'
import type { RowProblem, RowProblemCode } from '../../src/domain/imports/rows.ts'
import { insertAudit } from '../audit.ts'
import { once } from '../built.ts'
import type { Statement } from '../client.ts'
import { type GuardCode, Refused, refusedWith } from '../refusal.ts'
import { importBatch, importFile, importItem, importRow } from '../schema.ts'
import { capStatements, duoStatements } from './duo-import.ts'
import { inOrder, judgeDuos } from './duo-judging.ts'
import { yearsWithoutCap } from './duo-lookups.ts'
import {
  AFTERWARDS_MS,
  type Batch,
  batchById,
  chunked,
  type ImportFile,
  type Numbered,
  rowsOf,
  type WaitingRow,
} from './import-files.ts'
import { type ImportOf, peopleStatements } from './people-import.ts'
import { type Judged, judgePeople } from './people-lookups.ts'

/**
 * What becomes of the rows of a file as things stand now; nothing is written. `twice`: rows that stand higher up already;
 * `years`: past years that get a cap.
 */
export type Look = {
  fresh: number
  known: number
  twice: { number: number; of: number }[]
  refused: Refusal[]
  years: number[]
  first: LookedAt[]
}
/** Somebody as a file of people tells it. */
export type LookedAt = Pick<PersonRow, 'name' | 'email' | 'side' | 'topics' | 'consentOn'> & { state: 'new' | 'known' }
export type Refusal = Pick<WaitingRow, 'number' | 'cells' | 'problems'>

type Read = PersonRow | DuoRow

export async function lookAtFile(deps: Deps, file: ImportFile): Promise<Look> {
  const rows = await rowsOf(deps, file.id)
  const judged = await judge(deps, file.programme, readable(rows))
  const problemsOf = new Map(judged.flatMap((one) => (one.kind === 'refused' ? [[one.number, one.problems]] : [])))
  const refused = rows
    .map((row) => ({ ...row, problems: problemsOf.get(row.number) ?? row.problems }))
    .filter(({ problems }) => problems.length > 0)
  const fresh = judged.flatMap((one) => (one.kind === 'new' ? [one.read] : []))
  const years = await yearsWithoutCap(deps, file.programme, fresh.filter(isDuo))
  const known = judged.filter(({ kind }) => kind === 'known').length
  const twice = judged.filter((one) => one.kind === 'twice')
  return { fresh: fresh.length, known, twice, refused, years, first: firstOf(rows, judged) }
}

const MOST_LOOKED_AT = 20

/** The first people of a file that are not refused, in its order. */
function firstOf(rows: WaitingRow[], judged: Judged<Read>[]): LookedAt[] {
  const kinds = new Map(judged.map(({ number, kind }) => [number, kind]))
  const people = readable(rows).flatMap(({ number, read }) => (isPerson(read) ? [{ number, ...read }] : []))
  return people
    .flatMap(({ number, ...person }) => {
      const state = kinds.get(number)
      return state === 'new' || state === 'known' ? [{ ...person, state }] : []
    })
    .slice(0, MOST_LOOKED_AT)
}

/**
 * Somebody said yes: the batch is written down, what is known or refused is set apart, and the rest is written from now
 * on, a part at a time (`continueImport`). Twice is once; of a file that was cancelled meanwhile nothing is. @throws Unavailable.
 */
export async function confirmImport(deps: Deps, file: ImportFile, staffId: string): Promise<void> {
  const look = await lookAtFile(deps, file)
  const { q } = deps.db
  const at = deps.now()
  const counts = { rowsWritten: look.fresh, rowsRefused: look.refused.length }
  const detail = `${file.kind} ${counts.rowsWritten}`
  try {
    await deps.db.write([
      q.insert(importBatch).values({ id: file.id, programme: file.programme, kind: file.kind, ...counts, staffId, at }),
      q
        .update(importFile)
        .set({ expiresAt: at + AFTERWARDS_MS })
        .where(eq(importFile.id, file.id)),
      ...refusalStatements(deps, file.id, look.refused),
      // Later, beside a twin that is refused, such a row would be judged by itself and refused too.
      deleteRows(
        deps,
        file.id,
        look.twice.map(({ number }) => number),
      ),
      ...capStatements(deps, file.programme, look.years),
      insertAudit(deps.db, { at, staffId, action: 'import.confirmed', subject: file.id, detail }),
    ])
  } catch (error) {
    if (!refusedWith(error, 'ALREADY_WRITTEN', 'ROW_GONE')) throw error
  }
}

/** What came of a batch so far. `waiting` is 0 once it is done. */
export type Progress = { written: number; waiting: number; refused: number }

export async function progressOf({ db: { q } }: Deps, batch: Batch): Promise<Progress> {
  const kind = batch.kind === 'people' ? ('participant' as const) : ('duo' as const)
  const [[items], [waiting], [refused]] = await Promise.all([
    q
      .select({ n: count() })
      .from(importItem)
      .where(and(eq(importItem.batchId, batch.id), eq(importItem.kind, kind))),
    q
      .select({ n: count() })
      .from(importRow)
      .where(and(eq(importRow.fileId, batch.id), isWaiting)),
    q
      .select({ n: count() })
      .from(importRow)
      .where(and(eq(importRow.fileId, batch.id), sql`not (${isWaiting})`)),
  ])
  return { written: items?.n ?? 0, waiting: waiting?.n ?? 0, refused: refused?.n ?? batch.rowsRefused }
}

const isWaiting = sql`${importRow.problems} = '[]'`

/** Goes on with every batch that is not done: after a restart the first run of the jobs does. @returns rows handled. */
export async function continueImports(deps: Deps): Promise<number> {
  const open = await deps.db.q
    .selectDistinct({ id: importBatch.id })
    .from(importBatch)
    .innerJoin(importRow, eq(importRow.fileId, importBatch.id))
    .where(isWaiting)
  let handled = 0
  for (const { id } of open) handled += await continueImport(deps, id)
  return handled
}

/** Writes what waits of a batch, a part at a time; who asks while it is being written waits for the same end. */
export function continueImport(deps: Deps, id: string): Promise<number> {
  const running = runningOf(deps.db)
  const now = running.get(id) ?? writeAll(deps, id).finally(() => running.delete(id))
  running.set(id, now)
  return now
}

const runningOf = once(() => new Map<string, Promise<number>>())

/** So many rows a batch: short enough that nobody who signs up meanwhile notices, measured by `bench -- import`. */
const ROWS_A_TURN = { people: 50, duos: 10 }

async function writeAll(deps: Deps, id: string): Promise<number> {
  const batch = await batchById(deps, id)
  if (!batch || batch.undoneAt !== null) return 0
  const rows = inTurn(readable(await rowsOf(deps, id)))
  for (const part of chunked(rows, ROWS_A_TURN[batch.kind])) await writePart(deps, batch, part)
  return rows.length
}

/** A refused part is written row by row: one row's clash with what happened meanwhile holds up no other. */
async function writePart(deps: Deps, batch: ImportOf, rows: Numbered<Read>[]): Promise<void> {
  const judged = await judge(deps, batch.programme, rows)
  const fresh = judged.filter((one) => one.kind === 'new')
  const refused = judged.filter((one) => one.kind === 'refused')
  const handled = judged.filter(({ kind }) => kind !== 'refused').map(({ number }) => number)
  try {
    await deps.db.write([
      ...(await peopleStatements(deps, batch, fresh.filter(isOfPerson))),
      ...(await Promise.all(fresh.filter(isOfDuo).map((row) => duoStatements(deps, batch, row)))).flat(),
      ...refusalStatements(deps, batch.id, refused),
      deleteRows(deps, batch.id, handled),
    ])
  } catch (error) {
    if (refusedWith(error, 'IMPORT_UNDONE')) return
    if (!(error instanceof Refused)) throw error
    const [only, another] = rows
    if (another) for (const row of rows) await writePart(deps, batch, [row])
    else if (only) await deps.db.write(refusalStatements(deps, batch.id, [{ ...only, problems: [problemOf(error)] }]))
  }
}

async function judge(deps: Deps, programme: string, rows: Numbered<Read>[]): Promise<Judged<Read>[]> {
  const [people, duos] = [rows.filter(isOfPerson), rows.filter(isOfDuo)]
  return [
    ...(people.length > 0 ? await judgePeople(deps, programme, people) : []),
    ...(duos.length > 0 ? await judgeDuos(deps, programme, duos) : []),
  ]
}

const isPerson = (read: Read): read is PersonRow => 'email' in read
const isDuo = (read: Read): read is DuoRow => 'startedOn' in read
const isOfPerson = <Row extends Numbered<Read>>(row: Row): row is Row & Numbered<PersonRow> => isPerson(row.read)
const isOfDuo = <Row extends Numbered<Read>>(row: Row): row is Row & Numbered<DuoRow> => isDuo(row.read)

const readable = (rows: WaitingRow[]): Numbered<Read>[] =>
  rows.flatMap(({ number, read, problems }) => (read && problems.length === 0 ? [{ number, read }] : []))

const inTurn = (rows: Numbered<Read>[]): Numbered<Read>[] => [
  ...rows.filter(isOfPerson),
  ...inOrder(rows.filter(isOfDuo)),
]

/** Packed in one parameter, as they came in. What they meant is not needed any more. */
const refusalStatements = ({ db }: Deps, id: string, refused: Pick<WaitingRow, 'number' | 'problems'>[]): Statement[] =>
  chunked(refused, 500).map((some) => {
    const packed = JSON.stringify(Object.fromEntries(some.map(({ number, problems }) => [number, problems])))
    const mine = sql`json_extract(${packed}, '$."' || ${importRow.number} || '"')`
    return db.q
      .update(importRow)
      .set({ problems: mine, read: null })
      .where(and(eq(importRow.fileId, id), isAmong(some.map(({ number }) => number))))
  })

const deleteRows = ({ db }: Deps, id: string, numbers: number[]): Statement =>
  db.q.delete(importRow).where(and(eq(importRow.fileId, id), isAmong(numbers)))

const isAmong = (numbers: number[]) =>
  sql`${importRow.number} in (select value from json_each(${JSON.stringify(numbers)}))`

const CODES: Partial<Record<GuardCode, RowProblem>> = {
  MENTEE_PLACED: { field: 'mentee', code: 'mentee-has-duo' },
  MENTOR_FULL: { field: 'mentor', code: 'mentor-full' },
  CAP_REACHED: { field: 'startedOn', code: 'cap-full' },
  PAIR_BARRED: { field: 'mentee', code: 'pair-barred' },
  WRONG_PAIR: { field: 'mentee', code: 'same-person' },
  NO_CONSENT: { field: 'mentee', code: 'stopped' },
}

const REFUSED: RowProblemCode = 'refused'

/** What the database said no to, where it saw more than we did. */
function problemOf({ refusal }: Refused): RowProblem {
  const known = refusal.kind === 'guard' ? CODES[refusal.code] : undefined
  return known ?? { field: 'email', code: REFUSED }
}
