import { asc, eq } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import { normaliseEmail } from '../../src/domain/participant.ts'
import { paths } from '../../src/paths.ts'
import { insertAudit } from '../audit.ts'
import { handledAt, insertFormKey, isFormTwice } from '../forms.ts'
import { insertStaff } from '../office/staff.ts'
import { isAddressTaken } from '../office/staff-members.ts'
import { Refused } from '../refusal.ts'
import { staff, staffProgramme } from '../schema.ts'

/** `programmes`: of whose people they read how far those are; none for who was let in before that was asked. */
export type PartnerMember = {
  id: string
  name: string
  email: string
  disabledAt: number | null
  programmes: string[]
}

/** Everybody of a partner, by name: for every office that works with it. */
export async function membersOf({ db }: Deps, partnerId: string): Promise<PartnerMember[]> {
  const rows = await db.q
    .select({
      member: { id: staff.id, name: staff.name, email: staff.email, disabledAt: staff.disabledAt },
      programme: staffProgramme.programme,
    })
    .from(staff)
    .leftJoin(staffProgramme, eq(staffProgramme.staffId, staff.id))
    .where(eq(staff.partnerId, partnerId))
    .orderBy(asc(staff.name), asc(staff.id))
  const members = new Map<string, PartnerMember>()
  for (const { member, programme } of rows) {
    const { programmes } = members.get(member.id) ?? { programmes: [] }
    members.set(member.id, { ...member, programmes: programme ? [...programmes, programme] : programmes })
  }
  return [...members.values()]
}

type NewMember = {
  partnerId: string
  name: string
  email: string
  programmes: readonly string[]
  by: string
  formKey: string
}

/**
 * Lets one more person of a partner sign in, to follow people in these programmes; also who was let in before that was
 * asked. 'known': the address is of somebody else who can sign in already.
 */
export async function addMember(deps: Deps, sent: NewMember): Promise<'added' | 'known'> {
  const { partnerId, name, email, programmes, by, formKey } = sent
  const { db } = deps
  const at = deps.now()
  const earlier = (await membersOf(deps, partnerId)).find((one) => one.email === normaliseEmail(email))
  if (earlier && earlier.programmes.length > 0) return (await handledAt(db, formKey)) ? 'added' : 'known'
  const id = earlier?.id ?? deps.newId()
  const rows = programmes.map((programme) => ({ staffId: id, programme, at }))
  try {
    await db.write([
      insertFormKey(db, formKey, paths.partnerPage(partnerId), at),
      ...(earlier
        ? [db.q.insert(staffProgramme).values(rows)]
        : insertStaff(deps, { id, name, email, role: 'partner', partnerId, programmes })),
      insertAudit(db, { at, staffId: by, action: 'partner.member-added', subject: id }),
    ])
    return 'added'
  } catch (error) {
    if (isFormTwice(error)) return 'added'
    if (isAddressTaken(error)) return 'known'
    // Who was let in before that was asked, by two at once.
    if (isLetIn(error)) return addMember(deps, sent)
    throw error
  }
}

const isLetIn = (error: unknown): boolean =>
  error instanceof Refused && error.refusal.kind === 'unique' && error.refusal.columns.startsWith('staff_programme.')
