import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { saveAnswer } from '../../db/introductions/answers.ts'
import { introductionById } from '../../db/introductions/introductions.ts'
import { withdraw } from '../../db/people/personal-data.ts'
import { Unavailable } from '../../db/refusal.ts'
import { matchingRun, outbox, participant, programmeCap } from '../../db/schema.ts'
import { paths } from '../../src/paths.ts'
import { field } from '../app.ts'
import { bodyOf, DAY, runId } from '../office.ts'
import { CHLOE, signUp, somebody } from '../people.ts'
import { amira, bert, dirk, els, openDesk, run, send, sentNow, t, textOf, wait } from './desk.ts'

openDesk()

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
    expect(page.split('Verstuurd door Dirk Dienst op')).toHaveLength(2)
    expect(page).not.toContain('verstuurde')
    expect(page).not.toContain('De groep veranderde')
  })

  test('the same form many times is one introduction', async () => {
    const path = await run()
    const form = field(await textOf(path), '_form')
    const answers = await Promise.all(Array.from({ length: 30 }, () => send(dirk, path, [`${amira}:${bert}`], form)))
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([303]))
    expect(await sentNow()).toHaveLength(1)
  })

  test('a form that the disk stopped halfway goes on where it was: each pair once, and all are told', async () => {
    const [carl, dora] = [await signUp(t, somebody('mentor', 2)), await signUp(t, somebody('mentee', 1))]
    const path = await run()
    const form = field(await textOf(path), '_form')
    const pairs = [`${amira}:${bert}`, `${dora.participantId}:${carl.participantId}`]
    const write = t.db.write
    t.deps.db.write = async (statements) => {
      const isSend = statements.some((one) => one.toSQL().sql.startsWith('insert into "introduction" '))
      if (isSend && (await sentNow()).length === 1) throw new Unavailable('write')
      return write(statements)
    }
    expect((await send(dirk, path, pairs, form)).status).toBe(503)
    expect(await sentNow()).toHaveLength(1)
    t.deps.db.write = write
    for (const _ of 'ab') {
      const again = await send(dirk, path, pairs, form)
      expect([again.status, again.headers.get('Location')]).toEqual([303, `${path}?sent=2`])
      expect(await sentNow()).toHaveLength(2)
    }
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
    expect(await bodyOf(answer)).toContain('Het hoogste aantal duo’s van dit jaar is bereikt.')
    const page = await textOf(path)
    expect(page).toContain('Alle plaatsen van dit jaar zijn bezet.')
    expect(page).not.toContain('name="pair"')
    await signUp(t, CHLOE)
    const changed = await textOf(path)
    expect(changed).toContain('Maak een nieuw voorstel als er weer een plaats is.')
    expect(changed).not.toContain('Je kunt dit voorstel nog versturen')
    expect(changed).not.toContain(`action="${paths.runs()}"`)
    expect(page).not.toContain('name="all"')
    expect(await textOf(paths.runSending(runId(path)))).toContain('Er is geen plaats meer dit jaar')
  })

  describe('with fewer places than proposals', () => {
    /** Amira signed up first; Chloe and Dora later. */
    async function threeProposals(places: number) {
      const [chloe, dora] = await Promise.all(
        [CHLOE, somebody('mentee', 3, { name: 'Dora Derde', topics: ['finance'] })].map((form) => signUp(t, form)),
      )
      for (const n of [1, 2]) await signUp(t, somebody('mentor', n, { topics: ['finance'] }))
      const now = t.clock.now
      const since = [
        [amira, now - 30 * DAY],
        [dora!.participantId, now - 20 * DAY],
        [chloe!.participantId, now - 10 * DAY],
      ] as const
      for (const [id, createdAt] of since)
        await t.db.write([t.db.q.update(participant).set({ createdAt }).where(eq(participant.id, id))])
      await t.db.write([t.db.q.update(programmeCap).set({ cap: places })])
      return { path: await run(), chloe: chloe!.participantId, dora: dora!.participantId }
    }
    const menteesIn = (html: string) =>
      (/name="all" value="([^"]*)"/.exec(html)?.[1] ?? '').split(',').map((pair) => pair.split(':')[0])

    test('it offers those that fit, who waits longest first, and one reason for the others', async () => {
      const { path, dora } = await threeProposals(2)
      const page = await textOf(path)
      expect(page).toContain('Er zijn dit jaar nog 2 plaatsen, voor 3 voorstellen.')
      expect(page).toContain('Verstuur de 2 waarvoor er plaats is')
      expect(page).not.toContain('Verstuur alle')
      const asked = await textOf(paths.runSending(runId(path)))
      expect(asked).toContain('Er zijn nog 2 plaatsen: we versturen deze 2.')
      expect(asked).toContain('1 voorstel gaat nu niet mee')
      expect(menteesIn(asked)).toEqual([amira, dora])
    })

    test('what staff pinned goes before who waits longest', async () => {
      const { path, chloe } = await threeProposals(1)
      const [row] = await t.db.q
        .select()
        .from(matchingRun)
        .where(eq(matchingRun.id, runId(path)))
      const { mentorId } = row!.result.proposals.find(({ menteeId }) => menteeId === chloe)!
      await dirk.post(paths.pins(), { mentor: mentorId, mentee: chloe, wish: 'pin', back: path })
      expect(menteesIn(await textOf(paths.runSending(runId(path))))).toEqual([chloe])
    })

    test('of more ticks than places who waits longest goes, and the reason stands once for all others', async () => {
      const { path, chloe, dora } = await threeProposals(1)
      const [row] = await t.db.q
        .select()
        .from(matchingRun)
        .where(eq(matchingRun.id, runId(path)))
      const ticks = [chloe, dora, amira].map((id) => {
        const found = row!.result.proposals.find(({ menteeId }) => menteeId === id)!
        return `${found.menteeId}:${found.mentorId}`
      })
      const answer = await send(dirk, path, ticks)
      expect(answer.status).toBe(409)
      const html = await bodyOf(answer)
      expect(html).toContain('1 verstuurd, 2 niet')
      expect(html.split('Het hoogste aantal').length - 1).toBe(1)
      expect((await sentNow()).map(({ menteeId }) => menteeId)).toEqual([amira])
    })
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
