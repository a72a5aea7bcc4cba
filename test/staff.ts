import { eq } from 'drizzle-orm'
import { insertStaff, staffLinkFor } from '../db/office/staff.ts'
import { staff } from '../db/schema.ts'
import { cookieName, csrfFor } from '../src/access.ts'
import type { StaffRole } from '../src/domain/facts.ts'
import { normaliseEmail } from '../src/domain/participant.ts'
import { browser, type TestApp } from './app.ts'

export type Colleague = {
  name: string
  email: string
  role?: StaffRole
  programmes?: readonly string[]
  partnerId?: string
}

/** Of the city's own service, where he also keeps the settings. */
export const DIRK: Colleague = { name: 'Dirk Dienst', email: 'dirk@example.org', role: 'manager' }

/** Works for an association: sees its people by name, and nobody else. */
export const FATMA: Colleague = { name: 'Fatma Vereniging', email: 'fatma@example.org', programmes: ['duo-for-a-job'] }

export type StaffBrowser = Awaited<ReturnType<typeof signInStaff>>

/** A browser in which this member of staff (made if absent) is signed in. Its posts carry the session's token unless told otherwise. */
export async function signInStaff(t: TestApp, who: Colleague = DIRK) {
  const staffId = await staffMember(t, who)
  const phone = browser(t.app)
  const entered = await phone.post(await staffLinkFor(t.deps, staffId), { sure: 'yes' })
  const session = phone.cookies.get(cookieName(t.deps.config, 'staff'))
  if (entered.status !== 303 || !session) throw new Error('Not signed in')

  const csrf = await csrfFor(t.deps, session)
  return {
    ...phone,
    staffId,
    csrf,
    post: (path: string, fields: Record<string, string | string[]>, headers: Record<string, string> = {}) =>
      phone.post(path, { _csrf: csrf, ...fields }, headers),
  }
}

/** The id of the member with this address, made if absent. */
export async function staffMember(t: TestApp, who: Colleague): Promise<string> {
  const known = () =>
    t.db.q
      .select({ id: staff.id })
      .from(staff)
      .where(eq(staff.email, normaliseEmail(who.email)))
  const [row] = await known()
  if (row) return row.id
  const id = t.deps.newId()
  await t.db.write(insertStaff(t.deps, { role: 'member', ...who, id }))
  return id
}
