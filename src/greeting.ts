import qrcode from 'qrcode'
import { firstStaffLink, oldestActiveStaff, staffLinkFor } from '../db/office/staff.ts'
import type { Deps } from './deps.ts'
import { paths } from './paths.ts'

const ONCE = '(works once, for 60 minutes)'

/** Somebody else who gets a way in (the demo's), and who that is. */
export type Welcome = { who: string; staffId: string }

/** The first line in the terminal, before a database is opened or made. */
export const announce = (): void => console.log('Starting…')

/** What the terminal says once the server answers: where people sign up, and how the first of staff gets in. */
export async function greet(deps: Deps, code: string, others: readonly Welcome[] = []): Promise<void> {
  const { baseUrl, smtpUrl } = deps.config
  const signup = `${baseUrl}${paths.event(code)}`
  const qr = await qrcode.toString(signup, { type: 'terminal', small: true, errorCorrectionLevel: 'M' })
  const staff = await staffLink(deps)

  console.log(qr)
  console.log(`Sign up:  ${signup}`)
  if (staff) console.log(`Staff:    ${baseUrl}${staff}   ${ONCE}`)
  for (const { who, staffId } of others)
    console.log(`${who}:  ${baseUrl}${await staffLinkFor(deps, staffId)}   ${ONCE}`)
  if (!smtpUrl)
    console.log('Mail:     no SMTP_URL is set, so mails wait and can be read under “Mails” on the staff pages.')
  if (baseUrl.startsWith('http:'))
    console.log('Plain http: fine to try it out; set BASE_URL to an https address for real use.')
}

/** Before anybody of staff signed in, the link that makes the first one; later, without mail, a link for the oldest. */
async function staffLink(deps: Deps): Promise<string | null> {
  const first = await firstStaffLink(deps)
  if (first || deps.mailer) return first
  const member = await oldestActiveStaff(deps)
  return member ? staffLinkFor(deps, member.id) : null
}
