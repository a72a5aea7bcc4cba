import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { insertAudit } from '../../../db/audit.ts'
import { type Batch, batchById, dropFile, fileById, type ImportFile, rowsOf } from '../../../db/imports/import-files.ts'
import { keptOf, undoImport } from '../../../db/imports/import-undo.ts'
import { confirmImport, continueImport, lookAtFile, progressOf } from '../../../db/imports/imports.ts'
import type { FieldError } from '../../../views/form.tsx'
import { Message } from '../../../views/pages.tsx'
import { PreviewPage, problemText } from '../../../views/staff/imports/preview.tsx'
import { BatchPage } from '../../../views/staff/imports/result.tsx'
import { nl } from '../../../views/words.ts'
import type { Deps } from '../../deps.ts'
import { programmeOf } from '../../domain/programmes.ts'
import { csvFile, csvHeaders } from '../../office/csv-file.ts'
import { mayName } from '../../office/sight.ts'
import { asksForPart, showStaff } from '../../office/staff-page.tsx'
import type { StaffEnv } from '../../office/staff-session.ts'
import { paths } from '../../paths.ts'

const words = nl.imports
const current = paths.participants()

const params = z.object({ id: z.string() })
const sure = z.object({ sure: z.literal('yes') })

/** One file: looked at, confirmed, written, undone. A file and its batch have the same address. */
export function importRoutes(deps: Deps): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()

  app.get(paths.import(':id'), async (c) => {
    const batch = await loadBatch(c)
    if (batch) return batchPage(c, batch, [])
    const file = await loadFile(c)
    return file ? previewPage(c, file, []) : gone(c)
  })

  app.post(paths.importConfirmation(':id'), async (c) => {
    const file = await loadFile(c)
    if (!file) return gone(c)
    if (!sure.safeParse(await c.req.parseBody()).success)
      return previewPage(c, file, [{ field: 'sure', message: words.sureMissing }])

    await confirmImport(deps, file, c.get('signedIn').staffId)
    // Goes on beside this answer; if the server stops meanwhile, the jobs go on where it was.
    void continueImport(deps, file.id).catch((error: Error) => deps.log({ event: 'import-failed', error: error.name }))
    return c.redirect(paths.import(file.id), 303)
  })

  app.post(paths.importRemoval(':id'), async (c) => {
    const file = await loadFile(c)
    if (!file) return gone(c)

    await dropFile(deps, file.id)
    return c.redirect(paths.importsCancelled(file.programme), 303)
  })

  // A post because it takes people's details out of here, and writes who did.
  app.post(paths.importRefused(':id'), async (c) => {
    const file = await loadFile(c)
    if (!file) return gone(c)
    const refused = await refusedOf(file)

    const { staffId } = c.get('signedIn')
    const detail = `${refused.length}`
    await deps.db.write([
      insertAudit(deps.db, { at: deps.now(), staffId, action: 'import.refused-exported', subject: file.id, detail }),
    ])
    const rows = refused.map(({ cells, problems }) => [
      ...file.columns.map((_, index) => cells[index] ?? ''),
      problems.map((problem) => problemText(words, problem)).join('; '),
    ])
    return c.body(csvFile([[...file.columns, words.problemColumn], ...rows]), 200, csvHeaders(words.refusedName))
  })

  app.post(paths.importUndo(':id'), async (c) => {
    const batch = await loadBatch(c)
    if (!batch) return gone(c)
    if (!sure.safeParse(await c.req.parseBody()).success)
      return batchPage(c, batch, [{ field: 'sure', message: words.undoSureMissing }])

    await undoImport(deps, batch, c.get('signedIn').staffId)
    return c.redirect(paths.import(batch.id), 303)
  })

  /** Somebody else's programme and a file that is not there are the same. */
  async function loadFile(c: Context<StaffEnv>): Promise<ImportFile | null> {
    const file = await fileById(deps, params.parse(c.req.param()).id)
    return file && mayName(c.get('signedIn'), file.programme) ? file : null
  }

  async function loadBatch(c: Context<StaffEnv>): Promise<Batch | null> {
    const batch = await batchById(deps, params.parse(c.req.param()).id)
    return batch && mayName(c.get('signedIn'), batch.programme) ? batch : null
  }

  async function previewPage(c: Context<StaffEnv>, file: ImportFile, errors: FieldError[]) {
    const programme = programmeOf(file.programme)
    const look = await lookAtFile(deps, file)
    const failed = errors.length > 0 ? ({ error: true, status: 422 } as const) : {}
    const props = { words: nl, programme, file, look, errors, csrf: c.get('signedIn').csrf }
    return showStaff(c, deps, { title: words.preview, current, programme, ...failed }, <PreviewPage {...props} />)
  }

  async function batchPage(c: Context<StaffEnv>, batch: Batch, errors: FieldError[]) {
    const [file, progress] = await Promise.all([fileById(deps, batch.id), progressOf(deps, batch)])
    const isDone = progress.waiting === 0
    const props = {
      words: nl,
      batch,
      progress,
      refused: file && isDone ? await refusedOf(file) : [],
      kept: isDone ? await keptOf(deps, batch) : [],
      errors,
      csrf: c.get('signedIn').csrf,
    }
    if (asksForPart(c)) return c.html(<BatchPage {...props} />)
    const failed = errors.length > 0 ? ({ error: true, status: 422 } as const) : {}
    const programme = programmeOf(batch.programme)
    return showStaff(c, deps, { title: words.title, current, programme, ...failed }, <BatchPage {...props} />)
  }

  /** Of a file that is only looked at, also what clashes with what is known here. */
  async function refusedOf(file: ImportFile) {
    const isConfirmed = (await batchById(deps, file.id)) !== null
    if (!isConfirmed) return (await lookAtFile(deps, file)).refused
    return (await rowsOf(deps, file.id)).filter(({ problems }) => problems.length > 0)
  }

  function gone(c: Context<StaffEnv>) {
    const message = { title: words.gone, text: words.goneText, link: { label: words.title, href: paths.imports() } }
    return showStaff(c, deps, { title: words.gone, current, status: 404 }, <Message {...message} />)
  }

  return app
}
