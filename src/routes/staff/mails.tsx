import { Hono } from 'hono'
import * as z from 'zod'
import {
  type ListedMail,
  listedMail,
  listMails,
  MAILS_A_PAGE,
  noteMailRead,
  sendAgain,
} from '../../../db/office/mails.ts'
import { mailById } from '../../../db/outbox.ts'
import { Message } from '../../../views/pages.tsx'
import { MailList, MailPage, type ReadableLetter } from '../../../views/staff/staff-mails.tsx'
import { nl } from '../../../views/words.ts'
import type { Deps } from '../../deps.ts'
import { MAIL_STATES, type MailState, type ShownMailState, withoutTokens } from '../../domain/mails.ts'
import { renderLetter } from '../../letters/letters.ts'
import { mailReader } from '../../office/sight.ts'
import { refuseForm, showStaff } from '../../office/staff-page.tsx'
import type { StaffEnv } from '../../office/staff-session.ts'
import { paths } from '../../paths.ts'

const words = nl.staff.mails
const current = paths.mails()

const query = z.object({
  state: z.enum(MAIL_STATES).nullable().catch(null),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
})
const params = z.object({ id: z.string() })
const sending = z.object({ _form: z.string().min(20).max(64) })

export function mailsRoutes(deps: Deps): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  const sendsMail = deps.mailer !== undefined

  app.get(paths.mails(), async (c) => {
    const { state, page } = query.parse(c.req.query())

    const { rows, counts } = await listMails(deps, mailReader(c.get('signedIn')), { state, page })

    const total = state ? counts[state] : counts.waiting + counts.sent + counts.failed
    const list = {
      words,
      sendsMail,
      queued: c.req.query('queued') !== undefined,
      chips: [null, ...MAIL_STATES].map((each) => ({
        label: each ? words.states[each] : words.all,
        href: pageOf(each, 1),
        current: each === state,
        ...(each ? { count: counts[each] } : {}),
      })),
      mails: await Promise.all(
        rows.map(async (row) => ({
          ...row,
          state: row.state === 'waiting' ? shownState(row, await readable(deps, row)) : row.state,
          href: paths.mail(row.id),
        })),
      ),
      newer: page > 1 ? pageOf(state, page - 1) : null,
      older: page * MAILS_A_PAGE < total ? pageOf(state, page + 1) : null,
    }
    return showStaff(c, deps, { title: words.title, current }, <MailList {...list} />)
  })

  app.get(paths.mail(':id'), async (c) => {
    const mail = await listedMail(deps, mailReader(c.get('signedIn')), params.parse(c.req.param()).id)
    if (!mail) return c.notFound()
    const { staffId, csrf } = c.get('signedIn')
    const letter = await readable(deps, mail)
    if (letter) await noteMailRead(deps, { id: mail.id, staffId })
    const resend =
      sendsMail && mayResend(mail, deps.now())
        ? { action: paths.mailSend(mail.id), csrf, formKey: deps.newToken() }
        : null
    const shown = { ...mail, state: shownState(mail, letter) }
    const page = { words, mail: shown, letter, linksHidden: sendsMail, resend, back: paths.mails() }
    return showStaff(c, deps, { title: words.kinds[mail.kind], current }, <MailPage {...page} />)
  })

  app.post(paths.mailSend(':id'), async (c) => {
    const mail = await listedMail(deps, mailReader(c.get('signedIn')), params.parse(c.req.param()).id)
    if (!mail) return c.notFound()
    const sent = sending.safeParse(await c.req.parseBody())
    if (!sent.success) return refuseForm(c, deps)

    const canLeave = mayResend(mail, deps.now()) && (await readable(deps, mail)) !== null
    const form = { id: mail.id, staffId: c.get('signedIn').staffId, formKey: sent.data._form }
    const result = canLeave ? await sendAgain(deps, form) : 'gone'

    if (result === 'queued') return c.redirect(paths.mailsQueued(), 303)
    const link = { label: words.back, href: paths.mails() }
    const gone = <Message title={words.gone} text={words.goneText} link={link} />
    return showStaff(c, deps, { title: words.gone, current, error: true, status: 410 }, gone)
  })

  return app
}

const pageOf = (state: MailState | null, page: number) => (state ? paths.mailsIn(state, page) : paths.mailsPage(page))

/** With a mail server what is over goes at the next attempt; without one it would read as waiting for ever. */
const shownState = ({ state }: ListedMail, letter: ReadableLetter): ShownMailState =>
  state === 'waiting' && letter === null ? 'over' : state

/** Not what is on its way just now; and a link to sign in is asked anew by who needs one. */
const mayResend = (mail: ListedMail, now: number): boolean => mail.kind !== 'staff-sign-in' && mail.leaseUntil <= now

/** The mail as it goes out; without its links, unless there is no other way for them to reach who they are for. */
async function readable(deps: Deps, { id }: ListedMail): Promise<ReadableLetter> {
  const row = await mailById(deps, id)
  const letter = row && (await renderLetter(deps, row))
  if (!letter) return null
  const { to, subject, text } = letter
  return { to, subject, text: deps.mailer ? withoutTokens(text) : text }
}
