import { eq } from 'drizzle-orm'
import { addressHash, invitationToken } from '../../db/partners/invitations.ts'
import { addPartner } from '../../db/partners/partners.ts'
import { saveProof } from '../../db/people/personal-data.ts'
import { invitation, partner, signup } from '../../db/schema.ts'
import { standingPageOf } from '../../db/signups/standing.ts'
import type { Side } from '../../src/domain/facts.ts'
import { paths } from '../../src/paths.ts'
import { type Browser, browser, freshApp, type TestApp } from '../app.ts'
import { type Fields, hiddenFields } from '../signup-flow.ts'
import { type Colleague, FATMA, type StaffBrowser, signInStaff, staffMember } from '../staff.ts'

/** She keeps the settings of an association's programme. */
export const DORA: Colleague = { ...FATMA, name: 'Dora Vereniging', email: 'dora@example.org', role: 'manager' }

export const JOB = 'duo-for-a-job'

/** OCMW sends jobseekers to DUO for a JOB; Olga works there. Dora and Fatma are of the association. */
export async function openPartners() {
  const t = await freshApp()
  const dora = await signInStaff(t, DORA)
  const ocmw = await madePartner(t, 'OCMW', 'mentee')
  const olga = await signInStaff(t, memberOf(ocmw, 'Olga'))
  return { t, dora, ocmw, olga }
}

export async function madePartner(t: TestApp, name: string, side: Side, programme = JOB): Promise<string> {
  const by = await staffMember(t, DORA)
  await addPartner(t.deps, { name, sends: [{ programme, side }], by, formKey: t.deps.newToken() })
  const [row] = await t.db.q.select().from(partner).where(eq(partner.name, name))
  return row?.id ?? ''
}

export const memberOf = (partnerId: string, name: string, programme = JOB): Colleague => ({
  name: `${name} Partner`,
  email: `${name.toLowerCase()}@example.org`,
  role: 'partner',
  partnerId,
  programmes: [programme],
})

/** Sends one person as the form does. */
export const refer = (t: TestApp, who: StaffBrowser, more: Fields = {}) =>
  who.post(paths.referrals(), {
    to: `${JOB}:mentee`,
    name: 'Amira van het OCMW',
    email: 'amira@example.org',
    agreed: 'yes',
    _form: t.deps.newToken(),
    ...more,
  })

/** The link in the mail of the invitation to this address. */
export async function invitedLink(t: TestApp, email: string): Promise<string> {
  const [row] = await t.db.q
    .select()
    .from(invitation)
    .where(eq(invitation.addressHash, await addressHash(t.deps, email)))
  if (!row) throw new Error('not invited')
  return paths.invited(await invitationToken(t.deps.keys, row.id))
}

/** What Amira fills in for DUO for a JOB. */
export const AMIRA_JOB = {
  topics: ['cv', 'interview'],
  sector: 'horeca',
  languages: 'nl',
  name: 'Amira Testers',
  email: 'amira@example.org',
}

/** Signs up on the standing page of a programme, in this browser; gives the answer to the last button. */
export async function signUpStanding(t: TestApp, phone: Browser, side: Side, typed: Fields, programme = JOB) {
  const { code = '' } = (await standingPageOf(t.db, programme)) ?? {}
  const check = await phone.post(paths.signupCheck(code, side), typed)
  if (check.status !== 200) return check
  t.clock.now += 5_000
  return phone.post(paths.signups(code, side), { ...hiddenFields(await check.text()), takingPart: 'yes' })
}

/** Somebody opens the mail of an invitation, and signs up. */
export async function comeInvited(t: TestApp, email: string, typed: Fields = AMIRA_JOB, side: Side = 'mentee') {
  const phone = browser(t.app)
  await phone.get(await invitedLink(t, email))
  return { phone, sent: await signUpStanding(t, phone, side, typed) }
}

/** The first sign-up is confirmed by its owner. */
export async function confirmFirst(t: TestApp): Promise<string> {
  const [row] = await t.db.q.select().from(signup)
  const saved = await saveProof(t.deps, {
    participantId: row?.participantId ?? '',
    signupId: row?.id ?? '',
    how: 'link',
  })
  return saved?.participantId ?? ''
}
