import * as z from 'zod'
import type { Side } from './facts.ts'
import { fold, normaliseEmail } from './participant.ts'
import type { Programme } from './programmes.ts'
import { email, name, type SIGNUP_PROBLEMS } from './signup-answers.ts'

/** So long somebody can answer an invitation; what nobody used is deleted then. */
export const INVITATION_DAYS = 30

/** However many ask it for however many people, one address gets at most this many invitations in INVITATION_DAYS. */
export const MOST_INVITATIONS_AN_ADDRESS = 2

/** Rows of one file, and people whom one partner refers in a day. */
export const MOST_ROWS = 500
export const MOST_REFERRALS_A_DAY = 1_000

/** A side of a programme to which people are sent. */
export type Sends = { programme: string; side: Side }

export const isSameSends = (one: Sends, other: Sends): boolean =>
  one.programme === other.programme && one.side === other.side

/** Of a list on a form: 'duo-for-a-job:mentee'. */
export const sendsKey = ({ programme, side }: Sends): string => `${programme}:${side}`

/** On which sides of a programme partners of this name are foreseen; of another name, on every side that takes people from partners. */
export function suggestedSends(programme: Programme, partnerName: string): Sends[] {
  const known = programme.partners.filter((each) => fold(each.name) === fold(partnerName))
  return known.map(({ side }) => ({ programme: programme.id, side }))
}

type Problem = Extract<
  (typeof SIGNUP_PROBLEMS)[number],
  'no-name' | 'name-too-long' | 'name-signs' | 'no-email' | 'email-form'
>
export type ReferralProblem = { field: 'name' | 'email'; code: Problem }
export type Referral = { name: string; email: string }

/** What a partner typed about one person, or the first problem of each field. */
export function checkReferral(
  typed: Referral,
): { kind: 'fine'; referral: Referral } | { kind: 'problems'; problems: ReferralProblem[] } {
  const parsed = referral.safeParse(typed)
  if (parsed.success) return { kind: 'fine', referral: parsed.data }
  const problems = parsed.error.issues.map(({ path, message }) => problem.parse({ field: path[0], code: message }))
  return {
    kind: 'problems',
    problems: problems.filter((one, at) => problems.findIndex(({ field }) => field === one.field) === at),
  }
}

const referral = z.object({ name, email })
const problem = z.object({
  field: z.enum(['name', 'email']),
  code: z.enum(['no-name', 'name-too-long', 'name-signs', 'no-email', 'email-form']),
})

/** A line of a file, counted from 1 as a spreadsheet does. */
export type Row = Referral & { row: number }
export type RowProblem = ReferralProblem['code'] | 'twice' | 'known'
export type CheckedRows = { fine: Row[]; wrong: (Row & { code: RowProblem })[] }

/** @param known addresses (normalised) that this partner referred already, as it knows itself. */
export function checkRows(rows: readonly Row[], known: ReadonlySet<string>): CheckedRows {
  const seen = new Set<string>()
  const checked: CheckedRows = { fine: [], wrong: [] }
  for (const row of rows) {
    const read = checkReferral(row)
    const [first] = read.kind === 'problems' ? read.problems : []
    const address = normaliseEmail(row.email)
    const code = first?.code ?? (seen.has(address) ? 'twice' : known.has(address) ? 'known' : null)
    seen.add(address)
    if (code) checked.wrong.push({ ...row, code })
    else checked.fine.push(read.kind === 'fine' ? { ...read.referral, row: row.row } : row)
  }
  return checked
}
