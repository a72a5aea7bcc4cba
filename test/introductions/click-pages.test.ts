import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { saveCap } from '../../db/office/caps.ts'
import { publishTexts } from '../../db/people/consents.ts'
import { agreement, click, duo, introductionEnd, meeting, outbox, pairBar } from '../../db/schema.ts'
import { SIDES } from '../../src/domain/facts.ts'
import { runJobs } from '../../src/jobs.ts'
import { paths } from '../../src/paths.ts'
import { field } from '../app.ts'
import { introductionOf, mailsTo } from '../introduced.ts'
import { agreedPair, at, follow, letterOf, metPair, type PairAt, pairIn, startDuo, tellMet, textOf } from '../pairs.ts'
import { CHLOE, signUp } from '../people.ts'
import { runningDuo } from '../running.ts'

const HOUR = 3_600_000
const kinds = async ({ t, mentorId, menteeId }: PairAt) =>
  [...(await mailsTo(t, mentorId)), ...(await mailsTo(t, menteeId))].filter((kind) =>
    /click|agreement|started/.test(kind),
  )

describe('"we zagen elkaar al"', () => {
  test('is told with a day and a tick, and gives both a day to think', async () => {
    const pair = await agreedPair()
    const bert = await at(pair, 'mentor')
    expect(await bert.page()).toContain('Zie elkaar eerst een keer')
    expect((await tellMet(pair, 'mentor')).status).toBe(303)
    expect(await pair.t.db.q.select().from(meeting)).toMatchObject([{ by: 'mentor', way: 'mail' }])
    for (const side of SIDES) expect(await (await at(pair, side)).page()).toContain('Denk er rustig over na')
    expect(await kinds(pair)).toEqual([])
  })

  test('twice is once; a day before two yes, tomorrow or no day says what to do; a button alone changes nothing', async () => {
    const pair = await agreedPair()
    const bert = await at(pair, 'mentor')
    const path = paths.toldMeeting(pair.id, 'mentor')
    for (const day of ['2027-05-03', '2027-05-05', '31/02/2027', '']) {
      const refused = await bert.post(path, { day, sure: 'yes' })
      expect(refused.status).toBe(422)
      expect(await textOf(refused)).toContain('Kies 4 mei 2027')
    }
    expect((await bert.post(path, { day: '2027-05-04' })).status).toBe(422)
    expect(await pair.t.db.q.select().from(meeting)).toEqual([])
    for (const side of SIDES) expect((await tellMet(pair, side)).status).toBe(303)
    expect(await pair.t.db.q.select().from(meeting)).toHaveLength(1)
  })

  test('not by a stranger, not before two yes, not once it ended', async () => {
    const pair = await agreedPair()
    const chloe = await signUp(pair.t, CHLOE)
    expect((await chloe.phone.post(paths.toldMeeting(pair.id, 'mentor'), {})).status).toBe(404)
    const bert = await at(pair, 'mentor')
    const end = { introductionId: pair.id, reason: 'pulled' as const, at: 1 }
    await pair.t.db.write([pair.t.db.q.insert(introductionEnd).values(end)])
    const told = { day: '2027-05-04', sure: 'yes' }
    expect((await bert.post(paths.toldMeeting(pair.id, 'mentor'), told)).status).toBe(409)
    const own = await pairIn('duo-for-a-job')
    expect((await (await at(own, 'mentor')).post(paths.toldMeeting(own.id, 'mentor'), told)).status).toBe(409)
    for (const { t } of [pair, own]) expect(await t.db.q.select().from(meeting)).toEqual([])
  })
})

describe('"klikt het?"', () => {
  test('opens by mail after the time to think, with nothing chosen; one reminder; both hear of it once', async () => {
    const pair = await metPair()
    const { t } = pair
    t.clock.now -= 1
    await runJobs(t.deps)
    expect(await kinds(pair)).toEqual([])
    t.clock.now += 1
    await Promise.all([runJobs(t.deps), runJobs(t.deps)])
    expect(await kinds(pair)).toEqual(['click', 'click'])
    const { visitor, path } = await follow(t, await letterOf(t, pair.menteeId, 'click'))
    expect(path).toBe(paths.click(pair.id, 'mentee'))
    const html = await (await visitor.get(path)).text()
    expect(html).toContain('Ja, het klikt')
    expect(html.replace(/^[\s\S]*<\/head>/, '')).not.toMatch(/ checked|<script/)
    for (const days of [4, 1, 10]) {
      t.clock.now += days * 24 * HOUR
      await runJobs(t.deps)
    }
    expect(await kinds(pair)).toEqual(['click', 'click-reminder', 'click', 'click-reminder'])
    await (await at(pair, 'mentee')).click('yes')
    expect(await letterOf(t, pair.menteeId, 'click-reminder')).toBeNull()
    expect((await letterOf(t, pair.mentorId, 'click-reminder'))?.text).toContain(
      'kan starten tot en met 15 juni 2027. Daarna',
    )
  })

  test('one yes waits, and the other does not read it; the second leads to the agreement', async () => {
    const pair = await metPair()
    const [bert, amira] = [await at(pair, 'mentor'), await at(pair, 'mentee')]
    expect((await bert.click('yes')).headers.get('Location')).toContain('done=clicked')
    expect(await bert.page()).toContain('We wachten nog op Amira')
    expect(await amira.page()).not.toMatch(/Bert zei|akkoord/)
    expect((await amira.click('yes')).status).toBe(303)
    expect(await kinds(pair)).toEqual(['agreement', 'agreement'])
    expect((await letterOf(pair.t, pair.mentorId, 'agreement'))?.text).toContain('?at=agreement')
    expect(await pair.t.db.q.select().from(duo)).toEqual([])
    const { earliestAt, at: given } = (await pair.t.db.q.select().from(click))[0]!
    expect(earliestAt).toBe(given)
  })

  test('a no ends it: the other hears one neutral sentence, and the pair is not proposed again', async () => {
    const pair = await metPair()
    const [bert, amira] = [await at(pair, 'mentor'), await at(pair, 'mentee')]
    await amira.click('yes')
    expect((await bert.click('no')).status).toBe(303)
    expect(await pair.t.db.q.select().from(introductionEnd)).toMatchObject([{ reason: 'declined' }])
    expect(await pair.t.db.q.select().from(pairBar)).toMatchObject([{ kind: 'no', introductionId: pair.id }])
    const letter = await letterOf(pair.t, pair.menteeId, 'not-on')
    expect(letter?.text).toContain('Dit voorstel gaat niet door')
    expect(letter?.text).toContain('Bewaarde je gegevens van je duopartner? Wis die dan')
    expect(letter?.text).not.toMatch(/Bert|klikt|nee/)
    expect(await mailsTo(pair.t, pair.mentorId)).not.toContain('not-on')
    for (const one of [bert, amira]) expect(await one.page()).toContain('Dit voorstel gaat niet door')
    expect((await amira.visitor.get(paths.agreement(pair.id, 'mentee'))).status).toBe(410)
    expect((await amira.click('yes')).headers.get('Location')).toContain(paths.introduction(pair.id, 'mentee'))
  })

  test('too early and before they met it says why; without a choice it asks for one; twice the first one stands', async () => {
    const fresh = await agreedPair()
    const early = await at(fresh, 'mentor')
    const notMet = await early.click('yes')
    expect([notMet.status, await textOf(notMet)]).toEqual([409, expect.stringContaining('Zie elkaar eerst een keer')])
    await tellMet(fresh, 'mentor')
    fresh.t.clock.now += 24 * HOUR - 1
    const hasty = await (await at(fresh, 'mentor')).click('no')
    expect([hasty.status, await textOf(hasty)]).toEqual([
      409,
      expect.stringContaining('Antwoorden kan vanaf 5 mei 2027'),
    ])
    fresh.t.clock.now += 1
    const bert = await at(fresh, 'mentor')
    const missing = await bert.click('')
    expect([missing.status, await textOf(missing)]).toEqual([422, expect.stringContaining('Kies ja of nee')])
    expect(await fresh.t.db.q.select().from(click)).toEqual([])
    for (const answer of ['yes', 'no']) expect((await bert.click(answer)).status).toBe(303)
    expect(await fresh.t.db.q.select().from(click)).toMatchObject([{ click: 'yes', side: 'mentor' }])
  })

  test('not by a stranger, not with a form of elsewhere, not in a programme that does not ask', async () => {
    const pair = await metPair()
    const chloe = await signUp(pair.t, CHLOE)
    for (const path of [paths.click(pair.id, 'mentor'), paths.agreement(pair.id, 'mentor')]) {
      expect((await chloe.phone.get(path)).status).toBe(404)
      expect((await chloe.phone.post(path, { click: 'yes' })).status).toBe(404)
    }
    const bert = await at(pair, 'mentor')
    expect((await bert.visitor.post(paths.click(pair.id, 'mentor'), { click: 'yes' })).status).toBe(403)
    const run = await runningDuo()
    const own = { ...pair, t: run.t, id: run.introId }
    expect((await (await at(own, 'mentor')).visitor.get(paths.click(run.introId, 'mentor'))).status).toBe(404)
    expect(await pair.t.db.q.select().from(click)).toEqual([])
  })
})

describe('the agreement', () => {
  async function clicked() {
    const pair = await metPair()
    const [bert, amira] = [await at(pair, 'mentor'), await at(pair, 'mentee')]
    await Promise.all([bert.click('yes'), amira.click('yes')])
    expect(await kinds(pair)).toEqual(['agreement', 'agreement'])
    return pair
  }

  test('is read whole, with the code of conduct and for the volunteer their note, and kept as the text that was read', async () => {
    const pair = await clicked()
    const bert = await at(pair, 'mentor')
    const page = await bert.page(paths.agreement(pair.id, 'mentor'))
    for (const text of ['2 à 3 uur per week', 'geen geld', 'DUO for a JOB vzw', 'vrijwillig', 'uitkeringsdienst'])
      expect(page).toContain(text)
    expect(page).not.toMatch(/\{\w+\}/)
    expect(await (await at(pair, 'mentee')).page(paths.agreement(pair.id, 'mentee'))).not.toContain('uitkeringsdienst')
    expect((await bert.agree()).headers.get('Location')).toContain('done=agreed')
    const [row] = await pair.t.db.q.select().from(agreement)
    expect(row).toMatchObject({ side: 'mentor', textId: 'agreement:duo-for-a-job:1:nl-BE', way: 'mail', staffId: null })
    expect(row?.textSha256).toMatch(/^[0-9a-f]{64}$/)
    expect(await bert.page()).toContain('We wachten nog op Amira')
  })

  test('both tap at once: one duo, one mail to each, and it runs from today', async () => {
    const pair = await clicked()
    const [bert, amira] = [await at(pair, 'mentor'), await at(pair, 'mentee')]
    const taps = await Promise.all([bert.agree(), amira.agree(), bert.agree(), amira.agree()])
    expect(taps.map(({ status }) => status)).toEqual([303, 303, 303, 303])
    expect(await pair.t.db.q.select().from(duo)).toMatchObject([{ startedOn: '2027-05-05', endsOn: '2027-11-05' }])
    expect((await kinds(pair)).filter((kind) => kind === 'duo-started')).toHaveLength(2)
    expect((await letterOf(pair.t, pair.menteeId, 'duo-started'))?.text).toContain('tot 5 november 2027')
    expect(await bert.page()).toContain('Jullie zijn een duo')
    expect((await bert.visitor.get(paths.click(pair.id, 'mentor'))).status).toBe(303)
  })

  test('without a tick nothing is kept; a text that changed meanwhile is read again first', async () => {
    const pair = await clicked()
    const { t } = pair
    const bert = await at(pair, 'mentor')
    const path = paths.agreement(pair.id, 'mentor')
    const text = field(await (await bert.visitor.get(path)).text(), 'text')
    const missing = await bert.post(path, { text })
    expect([missing.status, await textOf(missing)]).toEqual([422, expect.stringContaining('Vink aan dat je dit las')])
    await publishTexts(t.db, [{ code: 'agreement:duo-for-a-job', body: 'Nieuw\nEen nieuwe regel.' }], t.clock.now)
    const old = await bert.post(path, { sure: 'yes', text })
    expect([old.status, await textOf(old)]).toEqual([
      422,
      expect.stringMatching(/intussen aangepast.*Een nieuwe regel/),
    ])
    expect(await t.db.q.select().from(agreement)).toEqual([])
    await bert.agree()
    expect(await t.db.q.select().from(agreement)).toMatchObject([{ textId: 'agreement:duo-for-a-job:2:nl-BE' }])
  })

  test('a reminder after five days to who did not agree, once', async () => {
    const pair = await clicked()
    await (await at(pair, 'mentor')).agree()
    for (const days of [5, 1, 9]) {
      pair.t.clock.now += days * 24 * HOUR
      await runJobs(pair.t.deps)
    }
    const reminded = await pair.t.db.q.select().from(outbox).where(eq(outbox.kind, 'agreement-reminder'))
    expect(reminded.map(({ participantId }) => participantId)).toEqual([pair.menteeId])
  })

  test('without a place under the cap the pair waits, and starts as soon as there is one', async () => {
    const pair = await clicked()
    const { t, staffId } = pair
    const cap = (n: number) => saveCap(t.deps, { programme: 'duo-for-a-job', year: 2027, cap: n, staffId })
    await cap(0)
    for (const side of SIDES) expect((await (await at(pair, side)).agree()).status).toBe(303)
    expect(await t.db.q.select().from(duo)).toEqual([])
    expect(await (await at(pair, 'mentor')).page()).toContain('Jullie zijn klaar om te starten')
    await cap(1)
    await runJobs(t.deps)
    expect(await t.db.q.select().from(duo)).toHaveLength(1)
    expect(await kinds(pair)).toContain('duo-started')
  })

  test('not after it ended; who agreed reads what they agreed to, also in the duo', async () => {
    const pair = await clicked()
    await startDuo(pair)
    const bert = await at(pair, 'mentor')
    expect(await bert.page(paths.agreement(pair.id, 'mentor'))).toContain('Je ging akkoord op 5 mei 2027')
    const ended = await metPair()
    await (await at(ended, 'mentor')).click('no')
    const late = await (await at(ended, 'mentee')).visitor.get(paths.agreement(ended.id, 'mentee'))
    expect(late.status).toBe(410)
    expect((await introductionOf(ended.t, ended.id)).duoId).toBeNull()
  })
})
