import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { withdraw } from '../db/people/personal-data.ts'
import {
  coachingNote,
  duoPause,
  duoRemark,
  eligibilityCheck,
  intake,
  meeting,
  meetingPlace,
  partner,
  referral,
  training,
} from '../db/schema.ts'
import { duoState } from '../src/domain/duo.ts'
import { daysLater, duoOf, runningDuo } from './running.ts'
import { DIRK, staffMember } from './staff.ts'

test('who stops takes along what was typed about the duo, and what staff checked; not a letter stays on the disk', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'erasure-'))
  const { t, introId, duoId, amira } = await runningDuo({ url: `file:${join(folder, 'city.db')}` })
  const staffId = await staffMember(t, DIRK)
  const [at, { participantId }] = [t.clock.now, amira]
  const { q } = t.db
  const slots = [at + 86_400_000]
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

  for (const table of [eligibilityCheck, intake, training, referral, duoRemark, coachingNote, meetingPlace])
    expect(await q.select().from(table)).toEqual([])
  expect(await q.select().from(meeting)).toHaveLength(1)
  for (const text of ['REMARK-ABOUT-AMIRA', 'NOTE-ABOUT-AMIRA', 'PLACE-OF-AMIRA', 'Amira Testers'])
    expect(disk().includes(text), text).toBe(false)
  t.db.close()
  rmSync(folder, { recursive: true })
})

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
