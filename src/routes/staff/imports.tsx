import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { listBatches, saveFile } from '../../../db/imports/import-files.ts'
import { loadSettings } from '../../../db/settings.ts'
import type { FieldError } from '../../../views/form.tsx'
import { type TypedUpload, UploadPage } from '../../../views/staff/imports/upload.tsx'
import { nl } from '../../../views/words.ts'
import type { Deps } from '../../deps.ts'
import { civilDateOf } from '../../domain/civil-date.ts'
import { SIDES } from '../../domain/facts.ts'
import { isPlaceCode } from '../../domain/place-code.ts'
import { type Programme, programmeOf } from '../../domain/programmes.ts'
import { retentionOf } from '../../domain/retention.ts'
import { csvFile, csvHeaders } from '../../office/csv-file.ts'
import { exampleFile, readUpload } from '../../office/import-reading.ts'
import { chosenProgramme, mayName } from '../../office/sight.ts'
import { refuseForm, showStaff } from '../../office/staff-page.tsx'
import type { StaffEnv } from '../../office/staff-session.ts'
import { paths } from '../../paths.ts'

const words = nl.imports

const kinds = z.enum(['people', 'duos'])
const text = z.string().catch('')
const upload = z.object({ programme: z.string(), kind: text, side: text, reference: text })
const filled = z.object({
  kind: z.enum(['people', 'duos'], words.kindMissing),
  side: z.enum(SIDES).nullable().catch(null),
  reference: text.pipe(
    z
      .string()
      .trim()
      .refine((code) => code === '' || isPlaceCode(code), words.referenceWrong),
  ),
  file: z.instanceof(File, { error: words.fileMissing }).refine(({ size }) => size > 0, words.fileMissing),
})

/** Uploading a file: it is read and kept for a look, and nothing else is written. */
export function importsRoutes(deps: Deps): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()

  app.get(paths.imports(), (c) => uploadPage(c, chosenProgramme(c), BLANK, []))

  app.post(paths.imports(), async (c) => {
    const body = await c.req.parseBody()
    const sent = upload.safeParse(body)
    if (!sent.success || !mayName(c.get('signedIn'), sent.data.programme)) return refuseForm(c, deps)
    const programme = programmeOf(sent.data.programme)
    const parsed = filled.safeParse(body)
    if (!parsed.success) return uploadPage(c, programme, sent.data, errorsOf(parsed.error))

    const { kind, side, reference, file } = parsed.data
    const bytes = new Uint8Array(await file.arrayBuffer())
    const defaults = { side, consentReference: reference }
    const { retentionMonths } = retentionOf(programme.id, await loadSettings(deps.db))
    const read = readUpload(bytes, { kind, programme, defaults, today: civilDateOf(deps.now()), retentionMonths })
    if (read.kind === 'problem') return uploadPage(c, programme, sent.data, [{ field: 'file', message: read.message }])

    const { columns, unused, rows } = read
    const { staffId } = c.get('signedIn')
    const id = await saveFile(deps, { programme: programme.id, kind, columns, unused, rows, staffId })
    return c.redirect(paths.import(id), 303)
  })

  app.get(paths.importExample(':kind'), (c) => {
    const kind = kinds.safeParse(c.req.param('kind'))
    if (!kind.success) return c.notFound()
    const rows = exampleFile(kind.data, chosenProgramme(c))
    return c.body(csvFile(rows), 200, csvHeaders(words.exampleNames[kind.data]))
  })

  async function uploadPage(c: Context<StaffEnv>, programme: Programme, typed: TypedUpload, errors: FieldError[]) {
    const props = {
      words: nl,
      programme,
      typed,
      errors,
      batches: await listBatches(deps, [programme.id]),
      isCancelled: c.req.query('cancelled') !== undefined,
      csrf: c.get('signedIn').csrf,
    }
    const failed = errors.length > 0 ? ({ error: true, status: 422 } as const) : {}
    const showing = { title: words.title, current: paths.participants(), programme, chooser: paths.imports, ...failed }
    return showStaff(c, deps, showing, <UploadPage {...props} />)
  }

  return app
}

const BLANK: TypedUpload = { kind: 'people', side: '', reference: '' }

const errorsOf = (error: z.ZodError): FieldError[] =>
  error.issues.map(({ path, message }) => ({ field: String(path[0]), message }))
