import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { saveAnswer } from '../../db/introductions/answers.ts'
import { introductionById } from '../../db/introductions/introductions.ts'
import { audit, duo, duoEnd, outbox } from '../../db/schema.ts'
import { paths } from '../../src/paths.ts'
import type { TestApp } from '../app.ts'
import { bodyOf, DAY, later as nextDays, openIntroduction } from '../office.ts'
import { AMIRA, BERT, CHLOE, type SignedUp, signUp } from '../people.ts'
import type { StaffBrowser } from '../staff.ts'

let t: TestApp
let dirk: StaffBrowser
let els: StaffBrowser
let amira: SignedUp
let bert: SignedUp
let id: string

beforeEach(async () => {
  const office = await openIntroduction()
  ;({ t, dirk, els, amira, bert, id } = office)
})

const textOf = async (path: string, who = dirk) => bodyOf(await who.get(path))
async function later(days: number): Promise<void> {
  ;({ dirk, els } = await nextDays(t, t.clock.now + days * DAY))
}

describe('duos', () => {
  beforeEach(async () => {
    for (const one of [amira, bert]) await dirk.post(paths.deskProof(one.signup.id), {})
    for (const side of ['mentor', 'mentee'] as const) {
      const intro = (await introductionById(t.deps, id))!
      await saveAnswer(t.deps, { introduction: intro, side, answer: 'yes', stop: 'stay', way: 'mail' })
    }
  })
  const duoId = async () => (await t.db.q.select({ id: duo.id }).from(duo))[0]!.id

  test('are listed with state and period, and shown with both', async () => {
    const page = await textOf(paths.duos())
    for (const text of [`${BERT.name} en ${AMIRA.name}`, 'Gestart (1)', '4 mei 2027', '4 november 2027'])
      expect(page).toContain(text)
    const one = await textOf(paths.duo(await duoId()))
    expect(one).toContain('Nog 184 dagen')
    expect(one).not.toContain(AMIRA.email)
    expect((await dirk.get(paths.duo('x'))).status).toBe(404)
  })

  test('end early once, with a reason that only staff read, and one neutral mail to each', async () => {
    const path = paths.duoClosure(await duoId())
    const all = await Promise.all(
      [dirk, els, dirk, els].map((who) => who.post(path, { reason: 'no_click', by: 'mentee' })),
    )
    expect(all.map((answer) => answer.status).sort()).toEqual([303, 409, 409, 409])
    // Whose reason it was says nothing of who ended it: staff did.
    expect(await t.db.q.select({ reason: duoEnd.reason, side: duoEnd.side }).from(duoEnd)).toEqual([
      { reason: 'early', side: null },
    ])
    const mails = await t.db.q.select({ to: outbox.participantId }).from(outbox).where(eq(outbox.kind, 'duo-stopped'))
    expect(mails.map(({ to }) => to).sort()).toEqual([amira.participantId, bert.participantId].sort())
    const page = await textOf(paths.duo(await duoId()))
    for (const text of ['Reden: Het klikte niet.', 'Van 4 mei 2027 tot 4 mei 2027']) expect(page).toContain(text)
    expect(page).toMatch(/Het duo stopte(<[^>]*>|\s)*(Dirk Dienst|Els)/)
    expect(await textOf(`${paths.duos()}?state=stopped`)).toContain(AMIRA.name)
    expect(await t.db.q.select({ detail: audit.detail }).from(audit).where(eq(audit.action, 'duo.ended'))).toEqual([
      { detail: 'no_click' },
    ])
  })

  test('ask for the reason first', async () => {
    const answer = await dirk.post(paths.duoClosure(await duoId()), {})
    expect(answer.status).toBe(422)
    expect(await bodyOf(answer)).toContain('Kies waarom dit duo stopt')
    expect(await t.db.q.select().from(duoEnd)).toEqual([])
  })

  test('cannot be stopped after their last day, nor by a stranger', async () => {
    const chloe = await signUp(t, CHLOE)
    const path = paths.duoClosure(await duoId())
    expect((await chloe.phone.post(path, { reason: 'other', by: 'staff' })).status).toBe(401)
    await later(184)
    expect(await textOf(paths.duos())).toContain('Afgerond (1)')
    expect((await dirk.post(path, { reason: 'other', by: 'staff' })).status).toBe(409)
    expect(await t.db.q.select().from(duoEnd)).toEqual([])
    expect((await dirk.post(paths.duoClosure('x'), { reason: 'other' })).status).toBe(404)
  })

  test('both can be introduced to others when it is over', async () => {
    await dirk.post(paths.duoClosure(await duoId()), { reason: 'other', by: 'staff' })
    const chloe = await signUp(t, { ...CHLOE, topics: ['accounting'] })
    const pair = `${chloe.participantId}:${bert.participantId}`
    expect((await dirk.post(paths.introductions(), { pair, _form: t.deps.newToken() })).status).toBe(303)
  })
})
