import { desc, eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { checkinAnswer, checkinAsk, duoEnd, duoEndReason, duoRemark, outbox } from '../../db/schema.ts'
import { DAY_MS } from '../../src/domain/civil-date.ts'
import type { Side } from '../../src/domain/facts.ts'
import type { MailKind } from '../../src/domain/mails.ts'
import { runJobs } from '../../src/jobs.ts'
import { renderLetter } from '../../src/letters/letters.ts'
import { paths } from '../../src/paths.ts'
import { browser, field, ORIGIN, type TestApp } from '../app.ts'
import { arrive, mailsTo } from '../introduced.ts'
import { bodyOf } from '../office.ts'
import { CHLOE, type SignedUp, signUp } from '../people.ts'
import { daysLater, runningDuo } from '../running.ts'

type Running = Awaited<ReturnType<typeof runningDuo>>

async function letterTo(t: TestApp, { participantId }: SignedUp, kind: MailKind) {
  const rows = await t.db.q
    .select()
    .from(outbox)
    .where(eq(outbox.participantId, participantId))
    .orderBy(desc(outbox.id))
  const row = rows.find((mail) => mail.kind === kind)
  return row ? renderLetter(t.deps, row) : null
}

/** Opens the page at the end of the link of a mail, and gives it with its browser. */
async function follow(t: TestApp, text: string) {
  const link = /https?:\/\/\S+\/l\/[\w-]+\?at=[\w-]+/.exec(text)?.[0] ?? ''
  const visitor = browser(t.app)
  const arrived = await visitor.get(link)
  const path = arrived.headers.get('Location') ?? ''
  return { visitor, path, page: await visitor.get(path) }
}

const page = ({ introId }: Running, side: Side, milestone = 'day-14') => paths.checkin(introId, side, milestone)

/** At the question of this side, with its form. */
async function atQuestion(run: Running, side: Side = 'mentee', milestone = 'day-14') {
  const visitor = await arrive(run.t, run.introId, side)
  const html = await (await visitor.get(page(run, side, milestone))).text()
  const _csrf = field(html, '_csrf')
  const send = (fields: Record<string, string>) => visitor.post(page(run, side, milestone), { _csrf, ...fields })
  return { visitor, html, send, _csrf }
}

const count = async (run: Running, who: SignedUp, kind: MailKind) =>
  (await mailsTo(run.t, who.participantId)).filter((one) => one === kind).length

describe('asking', () => {
  test('day 7 a nudge, day 14 "Zagen jullie elkaar?", day 90 "Hoe loopt het?", at the end two questions: each once', async () => {
    const run = await runningDuo()
    const kinds = async () =>
      (await mailsTo(run.t, run.amira.participantId)).filter((kind) => /^(nudge|met|checkin|end)$/.test(kind))
    await daysLater(run.t, 6)
    expect(await kinds()).toEqual([])
    for (const [days, expected] of [
      [1, ['nudge']],
      [6, ['nudge']],
      [1, ['met', 'nudge']],
      [75, ['met', 'nudge']],
      [1, ['checkin', 'met', 'nudge']],
      [92, ['checkin', 'met', 'nudge']],
      [3, ['checkin', 'end', 'met', 'nudge']],
    ] as const) {
      await daysLater(run.t, days)
      await runJobs(run.t.deps)
      expect(await kinds(), String(days)).toEqual(expected)
    }
    expect(await count(run, run.bert, 'thanks')).toBe(1)
    expect(await count(run, run.amira, 'thanks')).toBe(0)
  })

  test('two servers, a clock that goes back, and a jump of a year never ask twice', async () => {
    const run = await runningDuo()
    const { t } = run
    await daysLater(t, 14)
    await Promise.all([runJobs(t.deps), runJobs(t.deps)])
    t.clock.now -= DAY_MS
    await runJobs(t.deps)
    expect(await count(run, run.bert, 'met')).toBe(1)
    await daysLater(t, 365)
    await daysLater(t, 30)
    const asked = (await t.db.q.select().from(checkinAsk)).map(({ milestone, side }) => `${milestone} ${side}`).sort()
    expect(asked).toEqual(['day-14 mentee', 'day-14 mentor', 'end mentee', 'end mentor'])
    for (const kind of ['met', 'end'] as const) expect(await count(run, run.amira, kind)).toBe(1)
    expect(await count(run, run.amira, 'checkin')).toBe(0)
  })

  test('a clock that stood still for a hundred days writes about the last question only', async () => {
    const run = await runningDuo()
    await daysLater(run.t, 100)
    expect(await count(run, run.amira, 'met')).toBe(0)
    expect(await count(run, run.amira, 'checkin')).toBe(1)
    expect(await run.t.db.q.select().from(checkinAsk)).toHaveLength(4)
  })

  test('the mail leads to the question of its own reader, and a mail sent again does too', async () => {
    const run = await runningDuo()
    await daysLater(run.t, 14)
    const letter = await letterTo(run.t, run.amira, 'met')
    expect(letter?.subject).toBe('Zagen jullie elkaar?')
    const { page: opened, path } = await follow(run.t, letter?.text ?? '')
    expect(path).toBe(page(run, 'mentee'))
    const html = await bodyOf(opened)
    for (const text of ['Zagen jullie elkaar?', 'Ja, het klikt', 'duo met Bert', 'Bel me even'])
      expect(html).toContain(text)
    expect(html).not.toMatch(/checked=""|<script/)

    const [row] = await run.t.db.q.select().from(outbox).where(eq(outbox.kind, 'met'))
    await run.t.db.write([run.t.db.q.update(outbox).set({ sentAt: 1 }).where(eq(outbox.kind, 'met'))])
    const { resend } = await import('../../db/outbox.ts')
    expect(await resend(run.t.deps, row!.id)).toBe('queued')
    const again = (await run.t.db.q.select().from(outbox)).find(({ dedupeKey }) => dedupeKey.includes(':again:'))
    expect((await renderLetter(run.t.deps, again!))?.text).toContain('?at=day-14')
  })

  test('a nudge names the other, and leads to the page of the duo', async () => {
    const run = await runningDuo()
    await daysLater(run.t, 7)
    const letter = await letterTo(run.t, run.bert, 'nudge')
    expect(letter?.subject).toBe('Heb je Amira al gehoord?')
    expect(letter?.text).toContain(`${ORIGIN}/l/`)
  })
})

describe('answering', () => {
  test('one tap is kept, with the remark and the wish to be called', async () => {
    const run = await runningDuo()
    await daysLater(run.t, 14)
    const { send, visitor } = await atQuestion(run)
    const sent = await send({ answer: 'not_met', remark: '  Bert is ziek. ', call: 'yes' })
    expect([sent.status, sent.headers.get('Location')]).toEqual([303, page(run, 'mentee')])
    expect(await run.t.db.q.select().from(checkinAnswer)).toMatchObject([
      { milestone: 'day-14', side: 'mentee', answer: 'not_met', callMe: true, way: 'mail', staffId: null },
    ])
    expect(await run.t.db.q.select().from(duoRemark)).toMatchObject([{ side: 'mentee', body: 'Bert is ziek.' }])
    const html = await bodyOf(await visitor.get(page(run, 'mentee')))
    expect(html).toContain('Je antwoordde: Nog niet.')
    expect(html).toContain('We bellen je.')
    expect(await letterTo(run.t, run.amira, 'met')).toBeNull()
  })

  test('twice, also with another answer, keeps the first', async () => {
    const run = await runningDuo()
    await daysLater(run.t, 14)
    const { send } = await atQuestion(run)
    const all = await Promise.all([send({ answer: 'good' }), send({ answer: 'good' })])
    expect(all.map(({ status }) => status)).toEqual([303, 303])
    expect((await send({ answer: 'stopped' })).status).toBe(303)
    expect(await run.t.db.q.select().from(checkinAnswer)).toMatchObject([{ answer: 'good' }])
    expect(await run.t.db.q.select().from(duoEnd)).toEqual([])
  })

  test('asks to choose, keeps what was typed, and refuses a form of elsewhere', async () => {
    const run = await runningDuo()
    await daysLater(run.t, 14)
    const { send, visitor } = await atQuestion(run)
    const empty = await send({ remark: 'Hallo', call: 'yes' })
    expect(empty.status).toBe(422)
    const html = await bodyOf(empty)
    for (const text of ['Kies 1 antwoord', 'Hallo', 'href="#answer"']) expect(html).toContain(text)
    expect((await send({ answer: 'good', remark: 'x'.repeat(501) })).status).toBe(422)
    expect((await visitor.post(page(run, 'mentee'), { answer: 'good' })).status).toBe(403)
    expect(await run.t.db.q.select().from(checkinAnswer)).toEqual([])
  })

  test('a stranger, the other one, and a question that was never put are the same 404', async () => {
    const run = await runningDuo()
    const early = await arrive(run.t, run.introId, 'mentee')
    expect((await early.get(page(run, 'mentee'))).status).toBe(404)
    await daysLater(run.t, 14)
    const chloe = await signUp(run.t, CHLOE)
    expect((await chloe.phone.get(page(run, 'mentee'))).status).toBe(404)
    expect((await chloe.phone.post(page(run, 'mentee'), { answer: 'stopped' })).status).toBe(404)
    const bert = await arrive(run.t, run.introId, 'mentor')
    expect((await bert.get(page(run, 'mentee'))).status).toBe(404)
    expect((await bert.get(page(run, 'mentor', 'end'))).status).toBe(404)
    expect((await bert.get(page(run, 'mentor', 'day-15'))).status).toBe(404)
  })

  test('after the end the question is gone: 410 with words, and nothing is written', async () => {
    const run = await runningDuo()
    await daysLater(run.t, 100)
    const { _csrf } = await atQuestion(run, 'mentor', 'day-90')
    await daysLater(run.t, 90)
    const visitor = await arrive(run.t, run.introId, 'mentor')
    const got = await visitor.get(page(run, 'mentor', 'day-90'))
    expect([got.status, (await bodyOf(got)).includes('Jullie duo zit erop')]).toEqual([410, true])
    expect(_csrf).not.toBe('')
    const fresh = field(await (await visitor.get(paths.duoEnd(run.introId, 'mentor'))).text(), '_csrf')
    const sent = await visitor.post(page(run, 'mentor', 'day-90'), { _csrf: fresh, answer: 'good' })
    expect(sent.status).toBe(410)
    expect(await run.t.db.q.select().from(checkinAnswer)).toEqual([])
  })
})

describe('stopping', () => {
  test('"we zijn gestopt" ends the duo with whose reason and no blame: one neutral mail to the other', async () => {
    const run = await runningDuo()
    await daysLater(run.t, 14)
    const { send, visitor, _csrf } = await atQuestion(run)
    expect((await send({ answer: 'stopped' })).headers.get('Location')).toBe(paths.duoStop(run.introId, 'mentee'))
    expect(await run.t.db.q.select().from(duoEnd)).toMatchObject([{ reason: 'early', side: 'mentee', staffId: null }])
    expect(await count(run, run.bert, 'duo-stopped')).toBe(1)
    expect(await count(run, run.amira, 'duo-stopped')).toBe(0)
    const letter = await letterTo(run.t, run.bert, 'duo-stopped')
    expect(letter?.text).not.toMatch(/Amira|reden|omdat het/)

    const unchosen = await visitor.post(paths.duoStopReason(run.introId, 'mentee'), { _csrf })
    expect(unchosen.status).toBe(422)
    expect(await bodyOf(unchosen)).toContain('Kies 1 reden, of sla deze vraag over')
    const why = () => visitor.post(paths.duoStopReason(run.introId, 'mentee'), { _csrf, reason: 'no_click' })
    expect([(await why()).status, (await why()).status]).toEqual([303, 303])
    expect(await run.t.db.q.select().from(duoEndReason)).toMatchObject([{ by: 'mentee', reason: 'no_click' }])
    expect(await bodyOf(await visitor.get(paths.duoStop(run.introId, 'mentee')))).toContain('We schreven het op')
    const bert = await arrive(run.t, run.introId, 'mentor')
    expect(await bodyOf(await bert.get(paths.introduction(run.introId, 'mentor')))).not.toMatch(/klikte/)
  })

  test('on a page of its own: GET asks, POST stops, twice is once', async () => {
    const run = await runningDuo()
    const visitor = await arrive(run.t, run.introId, 'mentor')
    const path = paths.duoStop(run.introId, 'mentor')
    const html = await (await visitor.get(path)).text()
    expect(html).toContain('Wil je dit duo stoppen? Amira krijgt een korte mail.')
    expect(await run.t.db.q.select().from(duoEnd)).toEqual([])
    expect((await visitor.post(path, {})).status).toBe(403)
    const sure = { _csrf: field(html, '_csrf'), sure: 'yes' }
    expect((await visitor.post(path, { _csrf: sure._csrf })).status).toBe(422)
    expect(await run.t.db.q.select().from(duoEnd)).toEqual([])
    const both = await Promise.all([visitor.post(path, sure), visitor.post(path, sure)])
    expect(both.map(({ status }) => status)).toEqual([303, 303])
    expect(await run.t.db.q.select().from(duoEnd)).toMatchObject([{ side: 'mentor' }])
    expect(await count(run, run.amira, 'duo-stopped')).toBe(1)
  })

  test('not by a stranger, nor after the last day', async () => {
    const run = await runningDuo()
    const chloe = await signUp(run.t, CHLOE)
    expect((await chloe.phone.post(paths.duoStop(run.introId, 'mentor'), {})).status).toBe(404)
    await daysLater(run.t, 184)
    const visitor = await arrive(run.t, run.introId, 'mentor')
    expect((await visitor.get(paths.duoStop(run.introId, 'mentor'))).status).toBe(410)
    const _csrf = field(await (await visitor.get(paths.duoEnd(run.introId, 'mentor'))).text(), '_csrf')
    expect((await visitor.post(paths.duoStop(run.introId, 'mentor'), { _csrf })).status).toBe(410)
    expect(await run.t.db.q.select().from(duoEnd)).toMatchObject([{ reason: 'completed' }])
  })
})
