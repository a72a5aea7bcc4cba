import { stringify } from 'csv-stringify/sync'
import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { refer, sentAlready } from '../../../db/partners/referred.ts'
import { isTooOften } from '../../../db/rate.ts'
import { refusedWith } from '../../../db/refusal.ts'
import type { FieldError } from '../../../views/form.tsx'
import { ReferralFile, ReferralPreview } from '../../../views/partner/referral-file.tsx'
import { nl } from '../../../views/words.ts'
import type { Deps } from '../../deps.ts'
import { type CheckedRows, checkRows, MOST_ROWS, type Row } from '../../domain/invitation.ts'
import { type ReadReferrals, readReferrals } from '../../domain/referral-file.ts'
import { ownSends, refusePartnerForm, showPartner } from '../../office/partner-page.tsx'
import type { PartnerEnv } from '../../office/staff-session.ts'
import { paths } from '../../paths.ts'

const words = nl.partners.own
const current = paths.referralFile()

const upload = z.object({ to: z.string().catch(''), file: z.instanceof(File).nullable().catch(null) })
const commit = z.object({
  _form: z.string().min(20).max(64),
  to: z.string(),
  rows: z.string(),
  agreed: z.literal('yes').nullable().catch(null),
})

type Option = Awaited<ReturnType<typeof ownSends>>[number]
type Refusal = { errors: FieldError[]; notice: string | null; status: 200 | 409 | 422 | 429 }

/** Many at once: a file is read and shown first; only the second form writes. */
export function referralFileRoutes(deps: Deps): Hono<PartnerEnv> {
  const app = new Hono<PartnerEnv>()

  app.get(paths.referralFile(), (c) => filePage(c, '', []))

  app.post(paths.referralFile(), async (c) => {
    const { to: key, file } = upload.parse(await c.req.parseBody())
    const to = (await ownSends(c, deps)).find(({ value }) => value === key)
    const read = await readFile(file)
    const errors = [...(to ? [] : [{ field: 'to', message: words.toMissing }]), ...errorsOf(read)]
    if (!to || read.kind !== 'rows' || errors.length > 0) return filePage(c, key, errors)

    return previewPage(c, to, await checked(c, to, read.rows), { errors: [], notice: null, status: 200 })
  })

  app.post(paths.referralFilePeople(), async (c) => {
    const sent = commit.safeParse(await c.req.parseBody())
    const to = sent.success ? (await ownSends(c, deps)).find(({ value }) => value === sent.data.to) : null
    const read = sent.success ? readReferrals(new TextEncoder().encode(sent.data.rows)) : null
    if (!sent.success || !to || read?.kind !== 'rows') return refusePartnerForm(c, deps)
    // Nobody is known yet to a form that is sent again: it gets what its first send got.
    const rows = checkRows(read.rows, new Set())
    if (!sent.data.agreed) return previewPage(c, to, rows, refusal({ field: 'agreed', message: words.agreedMissing }))

    const by = { partnerId: c.get('partner').id, staffId: c.get('signedIn').staffId, formKey: sent.data._form }
    try {
      const kept = await refer(deps, { ...by, ...to.sends, people: rows.fine })
      if (kept === 'other-sent')
        return previewPage(c, to, rows, { errors: [], notice: nl.common.otherSent, status: 409 })
    } catch (error) {
      if (refusedWith(error, 'NOT_A_PARTNER'))
        return previewPage(c, to, rows, { errors: [], notice: words.notAgreed, status: 409 })
      if (!isTooOften(error)) throw error
      return previewPage(c, to, rows, { errors: [], notice: words.tooMany, status: 429 })
    }
    return c.redirect(`${paths.partner()}?done=sent-many`, 303)
  })

  async function checked(c: Context<PartnerEnv>, { sends }: Option, rows: Row[]): Promise<CheckedRows> {
    const emails = rows.map(({ email }) => email)
    return checkRows(rows, await sentAlready(deps, c.get('partner').id, sends, emails))
  }

  async function filePage(c: Context<PartnerEnv>, to: string, errors: FieldError[]) {
    const props = { most: MOST_ROWS, sends: await ownSends(c, deps), to, errors, csrf: c.get('signedIn').csrf }
    const failed = errors.length > 0 ? ({ error: true, status: 422 } as const) : {}
    return showPartner(c, deps, { title: words.file, current, ...failed }, <ReferralFile {...props} />)
  }

  function previewPage(c: Context<PartnerEnv>, to: Option, rows: CheckedRows, { status, ...said }: Refusal) {
    const props = { ...said, rows, to, file: fileOf(rows.fine), csrf: c.get('signedIn').csrf, formKey: deps.newToken() }
    const showing = { title: words.preview, current, error: status !== 200, status }
    return showPartner(c, deps, showing, <ReferralPreview {...props} />)
  }

  return app
}

const readFile = async (file: File | null): Promise<ReadReferrals | { kind: 'missing' }> =>
  file && file.size > 0 ? readReferrals(new Uint8Array(await file.arrayBuffer())) : { kind: 'missing' }

function errorsOf(read: ReadReferrals | { kind: 'missing' }): FieldError[] {
  if (read.kind === 'rows') return []
  if (read.kind === 'missing') return [{ field: 'file', message: words.fileMissing }]
  if (read.kind === 'too-many-rows') return [{ field: 'file', message: words.tooManyRows(read.rows, MOST_ROWS) }]
  if (read.kind === 'open-quote') return [{ field: 'file', message: words.openQuote(read.number) }]
  return [{ field: 'file', message: words.fileProblems[read.kind] }]
}

const refusal = (error: FieldError): Refusal => ({ errors: [error], notice: null, status: 422 })

/** What was found fine, to read once more when it is sent. */
const fileOf = (rows: Row[]): string =>
  stringify([['Naam', 'E-mailadres'], ...rows.map(({ name, email }) => [name, email])], { delimiter: ';' })
