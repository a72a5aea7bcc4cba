import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { dropOldSignIns } from '../../db/office/old-sign-ins.ts'
import { firstStaffLink } from '../../db/office/staff.ts'
import { outbox, staffLink, staffLinkUse, staffSession } from '../../db/schema.ts'
import { DAY_MS } from '../../src/domain/civil-date.ts'
import { paths } from '../../src/paths.ts'
import { browser, freshApp, type TestApp } from '../app.ts'
import { DIRK, signInStaff } from '../staff.ts'

const left = async ({ db: { q } }: TestApp) => ({
  links: (await q.select().from(staffLink)).length,
  uses: (await q.select().from(staffLinkUse)).length,
  mails: (await q.select().from(outbox).where(eq(outbox.kind, 'staff-sign-in'))).length,
  sessions: (await q.select().from(staffSession)).length,
})

test('sessions go after two days, links and their mails after a month; the last use stays', async () => {
  const t = await freshApp()
  await signInStaff(t, DIRK)
  t.clock.now += DAY_MS
  await browser(t.app).post(paths.signIn(), { email: DIRK.email })
  await signInStaff(t, DIRK)
  expect(await left(t)).toEqual({ links: 3, uses: 2, mails: 1, sessions: 2 })
  expect(await dropOldSignIns(t.deps)).toBe(0)

  t.clock.now += 3 * DAY_MS
  await dropOldSignIns(t.deps)
  expect(await left(t)).toEqual({ links: 3, uses: 2, mails: 1, sessions: 0 })

  t.clock.now += 60 * DAY_MS
  expect(await dropOldSignIns(t.deps)).toBeGreaterThan(0)
  expect(await left(t)).toEqual({ links: 1, uses: 1, mails: 0, sessions: 0 })
  expect(await dropOldSignIns(t.deps)).toBe(0)
})

test('however long ago somebody signed in, a next start prints no link', async () => {
  const t = await freshApp()
  await signInStaff(t, DIRK)
  t.clock.now += 900 * DAY_MS
  await dropOldSignIns(t.deps)
  expect(await firstStaffLink(t.deps)).toBeNull()
})
