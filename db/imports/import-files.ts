import { and, asc, eq, gt, inArray, lte, sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import type { DuoRow } from '../../src/domain/imports/duos.ts'
import type { PersonRow } from '../../src/domain/imports/people.ts'
import type { ImportKind, ReadRow, RowProblem } from '../../src/domain/imports/rows.ts'
import type { Database, Statement } from '../client.ts'
import { importBatch, importFile, importRow, importUndo, staff } from '../schema.ts'

/*
 * An uploaded file waits here between the look and the yes, because a browser cannot send a file a second time by
 * itself, and so that what is written is what was looked at. It goes by itself (trust: nobody in it has agreed to
 * anything here yet): an hour after it came; after the yes each row goes in the batch that writes it, and the refused
 * ones a day later. Backups thus hold at most one look's worth of it.
 */
const LOOK_MS = 60 * 60_000
export const AFTERWARDS_MS = 24 * 60 * 60_000

export type ImportFile = typeof importFile.$inferSelect
export type WaitingRow = { number: number; cells: string[]; read: PersonRow | DuoRow | null; problems: RowProblem[] }

/** What a row says, with its number in the file. */
export type Numbered<Read> = { number: number; read: Read }

export type NewFile = {
  programme: string
  kind: ImportKind
  columns: string[]
  unused: string[]
  rows: ReadRow<PersonRow | DuoRow>[]
  staffId: string
}

/** Keeps what was read of a file, to be looked at. @returns its id. @throws Unavailable. */
export async function saveFile(deps: Deps, { rows, ...file }: NewFile): Promise<string> {
  const id = deps.newId()
  const at = deps.now()
  await deps.db.write([
    deps.db.q.insert(importFile).values({ ...file, id, at, expiresAt: at + LOOK_MS }),
    ...chunked(rows, ROWS_A_STATEMENT).map((some) => insertRows(deps, id, some)),
  ])
  return id
}

/** Packed in one parameter: a statement has at most a hundred of them on D1. */
const ROWS_A_STATEMENT = 500

const insertRows = ({ db }: Deps, id: string, rows: ReadRow<PersonRow | DuoRow>[]): Statement =>
  db.q.insert(importRow).select(
    sql`select ${id}, json_extract(r.value, '$.number'), json_extract(r.value, '$.cells'),
      json_extract(r.value, '$.read'), json_extract(r.value, '$.problems') from json_each(${JSON.stringify(rows)}) r
      where true`,
  )

export function chunked<Item>(items: readonly Item[], most: number): Item[][] {
  const chunks: Item[][] = []
  for (let i = 0; i < items.length; i += most) chunks.push(items.slice(i, i + most))
  return chunks
}

/** A file that is still here, or null. */
export async function fileById({ db, now }: Deps, id: string): Promise<ImportFile | null> {
  const [file] = await db.q
    .select()
    .from(importFile)
    .where(and(eq(importFile.id, id), gt(importFile.expiresAt, now())))
  return file ?? null
}

/** The rows that wait, or were refused, in the order of the file. */
export const rowsOf = ({ db }: Deps, id: string): Promise<WaitingRow[]> =>
  db.q
    .select({ number: importRow.number, cells: importRow.cells, read: importRow.read, problems: importRow.problems })
    .from(importRow)
    .where(eq(importRow.fileId, id))
    .orderBy(asc(importRow.number))

export type Batch = typeof importBatch.$inferSelect & { staffName: string; undoneAt: number | null }

export async function batchById(deps: Deps, id: string): Promise<Batch | null> {
  const [found] = await batchesWhere(deps).where(eq(importBatch.id, id))
  return found ?? null
}

/** What came in by file in these programmes, the newest first. */
export const listBatches = (deps: Deps, programmes: string[]): Promise<Batch[]> =>
  batchesWhere(deps).where(inArray(importBatch.programme, programmes)).orderBy(sql`${importBatch.at} desc`).limit(50)

const batchesWhere = ({ db }: Deps) =>
  db.q
    .select({
      id: importBatch.id,
      programme: importBatch.programme,
      kind: importBatch.kind,
      rowsWritten: came,
      rowsRefused: refused,
      staffId: importBatch.staffId,
      at: importBatch.at,
      staffName: staff.name,
      undoneAt: importUndo.at,
    })
    .from(importBatch)
    .innerJoin(staff, eq(staff.id, importBatch.staffId))
    .leftJoin(importUndo, eq(importUndo.batchId, importBatch.id))
    .$dynamic()

/** Not what was meant to: somebody may have signed up, stopped or been brought in by another file meanwhile. */
const came = sql<number>`(SELECT count(*) FROM import_item x
  WHERE x.batch_id = import_batch.id AND x.kind IN ('participant', 'duo'))`
/** While its file is kept, also what was refused while it was written. */
const refused = sql<number>`max(import_batch.rows_refused, (SELECT count(*) FROM import_row x
  WHERE x.file_id = import_batch.id AND x.problems <> '[]'))`

/** Deletes the file that somebody decided not to bring in. Twice does nothing more. */
export async function dropFile(deps: Deps, id: string): Promise<void> {
  const none = sql`not exists (select 1 from import_batch b where b.id = import_file.id)`
  const [gone = []] = await deps.db.write([
    deps.db.q
      .delete(importFile)
      .where(and(eq(importFile.id, id), none))
      .returning({ id: importFile.id }),
  ])
  if (gone.length > 0) await deps.db.checkpoint?.()
}

/**
 * The rows of files for a programme in which one of these person's addresses stands: who stops is not brought back by a
 * file that was looked at before, and is not kept as a refused row.
 */
export const dropRowsOf = (db: Database, { personId, programme }: { personId: string; programme: string }): Statement =>
  db.q.delete(importRow).where(
    sql`${importRow.fileId} in (select f.id from import_file f where f.programme = ${programme})
      and exists (select 1 from json_each(import_row.cells) c join person p on ${holdsAddress}
        where p.id = ${personId} or p.id in (select m.person_id from merged_away m where m.kept_id = ${personId}))`,
  )

/** Also with something around it ("mailto:", a name, a full stop); an@… does not stand in jan@…, nor in an@….be. */
const holdsAddress = sql`instr(lower(c.value), p.email_normalised) > 0
  and substr(' ' || lower(c.value), instr(lower(c.value), p.email_normalised), 1) not glob '[a-z0-9._%+-]'
  and substr(lower(c.value), instr(lower(c.value), p.email_normalised) + length(p.email_normalised), 2) not glob '[a-z0-9-]*'
  and substr(lower(c.value), instr(lower(c.value), p.email_normalised) + length(p.email_normalised), 2) not glob '.[a-z0-9]'`

/** Deletes every file whose time is over, with its rows. @returns how many. */
export async function dropOldFiles(deps: Deps): Promise<number> {
  const [gone = []] = await deps.db.write([
    deps.db.q.delete(importFile).where(lte(importFile.expiresAt, deps.now())).returning({ id: importFile.id }),
  ])
  if (gone.length > 0) await deps.db.checkpoint?.()
  return gone.length
}
