import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { saveAnswer } from '../db/introductions/answers.ts'
import { introductionById } from '../db/introductions/introductions.ts'
import { withdraw } from '../db/people/personal-data.ts'
import { introduction, matchingRun, outbox, programmeCap } from '../db/schema.ts'
import { paths } from '../src/paths.ts'
import { field, type TestApp } from './app.ts'
import { bodyOf, DAY, later, makeRun, openOffice, runId, sendPairs } from './office.ts'
import { CHLOE, signUp, somebody } from './people.ts'
import type { StaffBrowser } from './staff.ts'

let t: TestApp
let dirk: StaffBrowser
let els: StaffBrowser
let amira: string
let bert: string

beforeEach(async () => {
  const office = await openOffice()
  ;({ t, dirk, els } = office)
  amira = office.amira.participantId
  bert = office.bert.participantId
})

const run = (who = dirk) => makeRun(t, who)
const textOf = async (path: string, who = dirk) => bodyOf(await who.get(path))
const send = (who: StaffBrowser, path: string, pairs: string[], form?: string) => sendPairs(t, who, path, pairs, form)
const sentNow = () => t.db.q.select().from(introduction)
const wait = async (instant: number) => {
  ;({ dirk, els } = await later(t, instant))
}

describe('sending', () => {
  test('makes an introduction, two mails and a row of who did it', async () => {
    const path = await run()
    const answer = await send(dirk, path, [`${amira}:${bert}`])
    expect(answer.headers.get('Location')).toBe(`${path}?sent=1`)
    const [row] = await sentNow()
    expect(row).toMatchObject({ menteeId: amira, mentorId: bert, runId: runId(path), staffId: dirk.staffId })
    expect(row!.why.reasons.find(({ code }) => code === 'topics')).toMatchObject({ topics: ['accounting'] })
    const mails = await t.db.q.select({ to: outbox.participantId }).from(outbox).where(eq(outbox.kind, 'proposal'))
    expect(mails.map(({ to }) => to).sort()).toEqual([amira, bert].sort())
    const page = await textOf(`${path}?sent=1`)
    expect(page).toContain('Het voorstel is verstuurd.')
    expect(page).toContain('Dirk Dienst verstuurde dit op')
    expect(page).not.toContain('De groep veranderde')
  })

  test('the same form many times is one introduction', async () => {
    const path = await run()
    const form = field(await textOf(path), '_form')
    const answers = await Promise.all(Array.from({ length: 30 }, () => send(dirk, path, [`${amira}:${bert}`], form)))
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([303]))
    expect(await sentNow()).toHaveLength(1)
  })

  test('Dirk and Els send one starter a hundred times at once: one introduction, and who was second reads who was first', async () => {
    const path = await run()
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, n) => send(n % 2 ? dirk : els, path, [`${amira}:${bert}`])),
    )
    expect(answers.filter((answer) => answer.status === 303)).toHaveLength(1)
    expect(answers.filter((answer) => answer.status === 409)).toHaveLength(99)
    const [row, ...more] = await sentNow()
    expect(more).toEqual([])
    const first = row!.staffId === dirk.staffId ? 'Dirk Dienst' : 'Els Dienst'
    const second = await bodyOf(answers.find((answer) => answer.status === 409)!)
    expect(second).toContain(`${first} stuurde op`)
    expect(second).toContain(paths.staffIntroduction(row!.id))
    expect(second).toContain('Er is niets verstuurd')
    const mails = await t.db.q.select().from(outbox).where(eq(outbox.kind, 'proposal'))
    expect(mails).toHaveLength(2)
  })

  test('one that cannot be sent leaves the others alone, and is named with its reason', async () => {
    const carla = (await signUp(t, somebody('mentor', 1, { name: 'Carla Vrij', topics: ['finance'] }))).participantId
    const chloe = (await signUp(t, CHLOE)).participantId
    const path = await run()
    await withdraw(t.deps, carla, { actor: 'self' })
    const answer = await send(dirk, path, [`${amira}:${bert}`, `${chloe}:${carla}`])
    expect(answer.status).toBe(409)
    const html = await bodyOf(answer)
    expect(html).toContain('1 verstuurd, 1 niet')
    expect(html).toContain('Een van de twee doet niet meer mee.')
    expect(await sentNow()).toMatchObject([{ menteeId: amira, mentorId: bert }])
  })

  test('says that the year is full when the cap is reached', async () => {
    const path = await run()
    await t.db.write([t.db.q.update(programmeCap).set({ cap: 0 })])
    const answer = await send(dirk, path, [`${amira}:${bert}`])
    expect(answer.status).toBe(409)
    expect(await bodyOf(answer)).toContain('Het hoogste aantal duo&#39;s van dit jaar is bereikt.')
    expect(await textOf(path)).toContain('Dit jaar kunnen er nog 0 duo&#39;s bij.')
  })

  test('"Verstuur alle" sends every open proposal of the page, whatever is ticked', async () => {
    await signUp(t, somebody('mentor', 1, { topics: ['finance'] }))
    await signUp(t, CHLOE)
    const path = await run()
    const all = /name="all" value="([^"]*)"/.exec(await textOf(path))?.[1] ?? ''
    expect(all.split(',')).toHaveLength(2)
    const answer = await dirk.post(paths.introductions(), { run: runId(path), all, _form: t.deps.newToken() })
    expect(answer.headers.get('Location')).toBe(`${path}?sent=2`)
    expect(await sentNow()).toHaveLength(2)
  })

  test('without a tick nothing is sent and the page asks for one', async () => {
    const path = await run()
    const answer = await send(dirk, path, [])
    expect(await textOf(answer.headers.get('Location')!)).toContain('Vink minstens 1 voorstel aan')
    expect(await sentNow()).toEqual([])
  })

  test('a pair that is not of the run, or nobody, is not sent', async () => {
    const path = await run()
    const chloe = (await signUp(t, CHLOE)).participantId
    expect((await send(dirk, path, [`${chloe}:${bert}`])).status).toBe(404)
    expect((await send(dirk, paths.run('nothing'), [`${amira}:${bert}`])).status).toBe(404)
    expect((await dirk.post(paths.introductions(), { pair: `${amira}:nobody`, _form: t.deps.newToken() })).status).toBe(
      404,
    )
    expect((await dirk.post(paths.introductions(), { pair: 'no pair', _form: t.deps.newToken() })).status).toBe(400)
    expect(await sentNow()).toEqual([])
  })

  test('a stranger and a form without the token send nothing', async () => {
    const path = await run()
    const { phone } = await signUp(t, CHLOE)
    const fields = { run: runId(path), pair: `${amira}:${bert}`, _form: t.deps.newToken() }
    expect((await phone.post(paths.introductions(), fields)).status).toBe(401)
    expect((await dirk.post(paths.introductions(), { ...fields, _csrf: els.csrf })).status).toBe(403)
    expect(await sentNow()).toEqual([])
  })

  test('after an expiry both come back at once, with their whole wait, and can be proposed to others', async () => {
    await send(dirk, await run(), [`${amira}:${bert}`])
    await wait(t.clock.now + 12 * DAY)
    // The run itself writes the expiry down: no job has run.
    const again = await run()
    const [row] = await t.db.q
      .select()
      .from(matchingRun)
      .where(eq(matchingRun.id, runId(again)))
    expect(row!.input.mentees).toMatchObject([{ id: amira, waitingDays: 12 }])
    expect((await send(dirk, again, [`${amira}:${bert}`])).status).toBe(303)
    expect(await sentNow()).toHaveLength(2)
  })

  test('after a no the pair is not proposed again, and the starter goes to somebody else', async () => {
    await send(dirk, await run(), [`${amira}:${bert}`])
    const [row] = await sentNow()
    const intro = (await introductionById(t.deps, row!.id))!
    await saveAnswer(t.deps, { introduction: intro, side: 'mentor', answer: 'no', stop: 'stay', way: 'mail' })
    const page = await textOf(await run())
    expect(page).toContain('hoort niet samen met deze starter')
    const carla = (await signUp(t, somebody('mentor', 1, { name: 'Carla Vrij' }))).participantId
    const [next] = await t.db.q
      .select()
      .from(matchingRun)
      .where(eq(matchingRun.id, runId(await run())))
    expect(next!.result.proposals).toMatchObject([{ menteeId: amira, mentorId: carla }])
  })
})
