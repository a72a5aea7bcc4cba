import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { withdraw } from '../../db/people/personal-data.ts'
import {
  coachingNote,
  duoPause,
  duoRemark,
  eligibilityCheck,
  intake,
  meeting,
  meetingPlace,
  outbox,
  pairBar,
  participant,
  partner,
  person,
  referral,
  training,
} from '../../db/schema.ts'
import { DAY_MS } from '../../src/domain/civil-date.ts'
import { duoState } from '../../src/domain/duos/duo.ts'
import { paths } from '../../src/paths.ts'
import { browser, freshApp, type TestApp } from '../app.ts'
import { introduced } from '../introduced.ts'
import {
  AMIRA_JOB,
  comeInvited,
  DORA,
  madePartner,
  memberOf,
  refer,
  signUpStanding,
} from '../partners/partner-world.ts'
import { daysLater, duoOf, runningDuo } from '../running.ts'
import { DIRK, signInStaff, staffMember } from '../staff.ts'

test('who stops takes along what was typed about the duo, and what staff checked; not a letter stays on the disk', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'erasure-'))
  const { t, introId, duoId, amira } = await runningDuo({ url: `file:${join(folder, 'city.db')}` })
  const staffId = await staffMember(t, DIRK)
  const [at, { participantId }] = [t.clock.now, amira]
  const { q } = t.db
  const slots = [at + DAY_MS]
  await t.db.write([
    q.insert(partner).values({ id: 'ocmw', name: 'OCMW', createdAt: at, closedAt: null }),
    q.insert(eligibilityCheck).values({ participantId, staffId, at }),
    q.insert(intake).values({ id: 'in', participantId, heldOn: '2027-05-04', staffId, at }),
    q.insert(training).values({ participantId, module: 'welcome', doneOn: '2027-05-04', staffId, at }),
    q.insert(referral).values({ participantId, partnerId: 'ocmw', staffId, at }),
    q.insert(duoRemark).values({ id: 'r', duoId, side: 'mentor', about: 'day-14', body: 'REMARK-ABOUT-AMIRA', at }),
    q.insert(coachingNote).values({ id: 'c', duoId, body: 'NOTE-ABOUT-AMIRA', at, staffId }),
    q.insert(meeting).values({
      id: 'm',
      introductionId: introId,
      by: 'mentor',
      way: 'mail',
      slots,
      minutes: 60,
      staffJoins: false,
      at,
    }),
    q.insert(meetingPlace).values({ meetingId: 'm', body: 'PLACE-OF-AMIRA' }),
  ])
  const disk = () =>
    readdirSync(folder)
      .map((name) => readFileSync(join(folder, name), 'latin1'))
      .join('')
  expect(disk()).toContain('NOTE-ABOUT-AMIRA')

  await withdraw(t.deps, participantId, { actor: 'self' })

  for (const table of [eligibilityCheck, intake, training, duoRemark, coachingNote, meetingPlace])
    expect(await q.select().from(table)).toEqual([])
  // Whom it sent, a partner goes on counting, without anybody's name.
  expect(await q.select().from(referral)).toHaveLength(1)
  expect(await q.select().from(meeting)).toHaveLength(1)
  for (const text of ['REMARK-ABOUT-AMIRA', 'NOTE-ABOUT-AMIRA', 'PLACE-OF-AMIRA', 'Amira Testers'])
    expect(disk().includes(text), text).toBe(false)
  t.db.close()
  rmSync(folder, { recursive: true })
})

test('who stops takes along every invitation to each of their addresses, with the name a partner typed and the mail', async () => {
  const t = await freshApp()
  const dora = await signInStaff(t, DORA)
  const olga = await signInStaff(t, memberOf(await madePartner(t, 'OCMW', 'mentee'), 'Olga'))
  const [amira, twin, mentor] = ['amira@example.org', 'canary-twin@example.org', 'canary-mentor@example.org']
  for (const email of [amira, twin]) {
    await refer(t, olga, { name: 'CANARY-NAME', email })
    await comeInvited(t, email, { ...AMIRA_JOB, email })
  }
  await signUpStanding(t, browser(t.app), 'mentor', { ...AMIRA_JOB, email: mentor })
  const who = await t.db.q
    .select({ id: participant.id, personId: person.id, email: person.email })
    .from(participant)
    .innerJoin(person, eq(person.id, participant.personId))
  const by = (email: string) => who.find((each) => each.email === email)!
  for (const email of [twin, mentor])
    await dora.post(paths.samePersonAs(by(amira).id, by(email).personId), { keep: by(amira).personId, sure: 'yes' })
  await refer(t, olga, { name: 'CANARY-NAME', email: mentor })
  expect(await t.db.q.select().from(outbox).where(eq(outbox.address, mentor))).toHaveLength(1)

  for (const email of [amira, mentor]) await withdraw(t.deps, by(email).id, { actor: 'self' })

  expect(await everything(t)).not.toMatch(/canary/i)
  t.db.close()
})

test('a block outlives the two whom it keeps apart; what staff typed about it goes with either of them', async () => {
  const { t, amira, bert } = await introduced()
  const dirk = await signInStaff(t)
  const [mentee, mentor] = [amira.participantId, bert.participantId]
  const block = { mentee, mentor, reason: 'conflict', until: '', note: 'CANARY Amira is ziek' }
  await dirk.post(paths.blocks(), { ...block, _form: t.deps.newToken() })
  expect(await everything(t)).toContain('CANARY')
  await withdraw(t.deps, mentor, { actor: 'self' })
  expect(await everything(t)).not.toContain('CANARY')
  await withdraw(t.deps, mentee, { actor: 'self' })
  expect(await t.db.q.select().from(pairBar)).toHaveLength(1)
})

test('what staff typed about a block goes after its last day', async () => {
  const { t, amira, bert } = await introduced()
  const dirk = await signInStaff(t)
  const pair = { mentee: amira.participantId, mentor: bert.participantId, reason: 'conflict' }
  await dirk.post(paths.blocks(), { ...pair, until: '2027-05-06', note: 'CANARY', _form: t.deps.newToken() })
  await daysLater(t, 1)
  expect(await everything(t)).toContain('CANARY')
  await daysLater(t, 2)
  expect(await everything(t)).not.toContain('CANARY')
})

/** Every row of every table. */
async function everything({ db }: TestApp): Promise<string> {
  const tables = await db.q.all<{ name: string }>(sql`select name from sqlite_master where type = 'table'`)
  const rows = await Promise.all(tables.map(({ name }) => db.q.all(sql`select * from ${sql.identifier(name)}`)))
  return JSON.stringify(rows)
}

test('a duo that stands still is not complete on the day it would have ended', async () => {
  const { t, duoId } = await runningDuo()
  await t.db.write([
    t.db.q
      .insert(duoPause)
      .values({ id: 'p', duoId, kind: 'pause', fromOn: '2027-06-01', by: 'mentee', way: 'mail', at: t.clock.now }),
  ])
  await daysLater(t, 300)
  const { facts } = await duoOf(t, duoId)
  expect(facts).toMatchObject({ endsOn: null, end: null })
  expect(duoState(facts, '2028-02-28')).toBe('running')
})

test('what was typed about a duo goes three months after its end', async () => {
  const { t, duoId } = await runningDuo()
  const at = t.clock.now
  await t.db.write([
    t.db.q.insert(duoRemark).values({ id: 'r', duoId, side: 'mentor', about: 'day-14', body: 'Druk', at }),
  ])
  await daysLater(t, 184 + 92)
  expect(await t.db.q.select().from(duoRemark)).toHaveLength(1)
  await daysLater(t, 2)
  expect(await t.db.q.select().from(duoRemark)).toEqual([])
})
