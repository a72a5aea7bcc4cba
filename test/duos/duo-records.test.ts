import { describe, expect, test } from 'vitest'
import { duoEnd, duoEndReason, meetingLog, meetingLogVoid, participantPause } from '../../db/schema.ts'
import { DAY_MS } from '../../src/domain/civil-date.ts'
import { paths } from '../../src/paths.ts'
import { browser } from '../app.ts'
import { mailedLink } from '../introduced.ts'
import { bodyOf } from '../office.ts'
import { at, follow, letterOf, textOf } from '../pairs.ts'
import { CHLOE, signUp } from '../people.ts'
import { daysLater, runningDuo } from '../running.ts'
import { signInStaff } from '../staff.ts'

async function atDuo() {
  const run = await runningDuo()
  const place = { t: run.t, id: run.introId }
  const [bert, amira] = [await at(place, 'mentor'), await at(place, 'mentee')]
  const note = (who: typeof bert, side: 'mentor' | 'mentee', minutes: string) =>
    who.post(paths.meetingNotes(run.introId, side), { day: '2027-05-04', minutes })
  const notes = () => run.t.db.q.select().from(meetingLog)
  const voids = () => run.t.db.q.select().from(meetingLogVoid)
  const ids = { mentor: run.bert.participantId, mentee: run.amira.participantId }
  return { ...run, ids, bert, amira, note, notes, voids }
}

describe('notes of meetings', () => {
  test('one’s own is taken back with a choice; it no longer counts, and the day may be noted again', async () => {
    const { bert, introId, note, notes, voids } = await atDuo()
    await note(bert, 'mentor', '240')
    expect(await bert.page()).toMatch(/Noteerde je iets verkeerd\?.*4 mei 2027, 4 uur.*4 uur, 1 gesprek/)
    const [row] = await notes()
    const path = paths.meetingNoteVoid(introId, 'mentor')
    expect((await bert.post(path, {})).status).toBe(422)
    expect(await voids()).toEqual([])
    const both = await Promise.all([bert.post(path, { note: row!.id }), bert.post(path, { note: row!.id })])
    expect(both.map(({ status }) => status)).toEqual([303, 303])
    expect(await voids()).toMatchObject([{ logId: row!.id, way: 'mail' }])
    expect(await bert.page()).toContain('Nog niets')
    expect((await note(bert, 'mentor', '60')).headers.get('Location')).toContain('done=noted')
  })

  test('nobody takes back what the other noted, nor a stranger anything', async () => {
    const { t, bert, amira, introId, note, notes, voids } = await atDuo()
    await note(bert, 'mentor', '60')
    const [row] = await notes()
    expect(await amira.page()).not.toContain('Noteerde je iets verkeerd?')
    expect((await amira.post(paths.meetingNoteVoid(introId, 'mentee'), { note: row!.id })).status).toBe(404)
    const chloe = await signUp(t, CHLOE)
    expect((await chloe.phone.post(paths.meetingNoteVoid(introId, 'mentor'), { note: row!.id })).status).toBe(404)
    expect(await voids()).toEqual([])
  })

  test('staff note for who rings, see every note in the timeline, and take one back', async () => {
    const { t, duoId, bert, note, notes, voids } = await atDuo()
    await note(bert, 'mentor', '60')
    const dirk = await signInStaff(t)
    const noted = (fields: Record<string, string>) => dirk.post(paths.duoMeetings(duoId), fields)
    expect((await noted({ day: '2027-05-04', minutes: '45' })).status).toBe(422)
    const twice = await noted({ by: 'mentor', day: '2027-05-04', minutes: '45' })
    expect([twice.status, await textOf(twice)]).toEqual([
      422,
      expect.stringContaining('Van die dag stond er al een gesprek'),
    ])
    for (const [day, minutes] of [
      ['2027-05-05', '45'],
      ['2027-05-03', '45'],
      ['2027-05-04', '0'],
      ['x', '45'],
    ] as const)
      expect((await noted({ by: 'staff', day, minutes })).status).toBe(422)
    expect((await noted({ by: 'mentee', day: '2027-05-04', minutes: '90' })).headers.get('Location')).toContain(
      'done=met',
    )
    const page = async () => textOf(await dirk.get(paths.duo(duoId)))
    expect(await page()).toMatch(
      /Samen genoteerd: 1 uur in 1 gesprek.*Gesprek van 1,5 uur · opgeschreven door een medewerker/,
    )
    const own = (await notes()).find(({ by }) => by === 'mentor')
    expect((await dirk.post(paths.duoMeetingVoid(duoId), {})).status).toBe(422)
    expect((await dirk.post(paths.duoMeetingVoid(duoId), { note: 'x' })).status).toBe(404)
    for (let n = 0; n < 2; n++)
      expect((await dirk.post(paths.duoMeetingVoid(duoId), { note: own!.id })).status).toBe(303)
    expect(await voids()).toMatchObject([{ way: 'staff', staffId: dirk.staffId }])
    expect(await page()).toMatch(/Samen genoteerd: 1,5 uur in 1 gesprek.*Gesprek van 1 uur: teruggenomen/)
  })
})

describe('an early end', () => {
  test('keeps whose reason it was; staff write down who told it, also later, once each', async () => {
    const { t, duoId, amira, bert, introId } = await atDuo()
    const dirk = await signInStaff(t)
    const reasons = () => t.db.q.select().from(duoEndReason)
    const missing = await dirk.post(paths.duoClosure(duoId), { reason: 'no_time' })
    expect([missing.status, await textOf(missing)]).toEqual([422, expect.stringContaining('en wie dat zei')])
    expect((await dirk.post(paths.duoReasons(duoId), { reason: 'no_time', by: 'mentee' })).status).toBe(409)
    expect((await dirk.post(paths.duoClosure(duoId), { reason: 'no_time', by: 'mentee' })).status).toBe(303)
    expect(await t.db.q.select().from(duoEnd)).toMatchObject([{ reason: 'early', side: null, staffId: dirk.staffId }])
    expect(await reasons()).toMatchObject([{ by: 'mentee', reason: 'no_time' }])
    const told = await dirk.post(paths.duoReasons(duoId), { reason: 'goal_reached', by: 'mentor' })
    expect(told.headers.get('Location')).toContain('done=reasoned')
    const again = await dirk.post(paths.duoReasons(duoId), { reason: 'moved', by: 'mentor' })
    expect([again.status, await textOf(again)]).toEqual([409, expect.stringContaining('De eerste blijft staan')])
    expect((await dirk.post(paths.duoReasons('x'), { reason: 'moved', by: 'staff' })).status).toBe(404)
    expect(await textOf(await dirk.get(paths.duo(duoId)))).toMatch(/Reden: Het doel is bereikt.*Bert Voorbeeld/)
    expect(await bert.page(paths.duoStop(introId, 'mentor'))).not.toMatch(/Geen tijd\.|Amira/)
    expect(await amira.page()).toContain('Wil je zeggen waarom?')
  })

  test('is not asked of a duo that completed', async () => {
    const { t, duoId } = await atDuo()
    await daysLater(t, 184)
    const dirk = await signInStaff(t)
    expect((await dirk.post(paths.duoReasons(duoId), { reason: 'moved', by: 'staff' })).status).toBe(409)
    expect(await t.db.q.select().from(duoEndReason)).toEqual([])
  })
})

describe('"Zoek een nieuw duo"', () => {
  test('asks with nothing chosen, from the mail that says it stopped, and says since when one waits', async () => {
    const { t, ids, introId } = await atDuo()
    t.clock.now += DAY_MS
    const again = await at({ t, id: introId }, 'mentor')
    await again.post(paths.duoStop(introId, 'mentor'), { sure: 'yes' })
    const amira = ids.mentee
    const { visitor, path } = await follow(t, await letterOf(t, amira, 'duo-stopped'))
    expect(path).toBe(paths.searchAgain(amira))
    const html = await (await visitor.get(path)).text()
    expect(html).toContain('je wacht sinds 4 mei 2027')
    expect(html.replace(/^[\s\S]*<\/head>/, '')).not.toMatch(/ checked|<script/)
    const _csrf = /name="_csrf" value="([^"]*)"/.exec(html)?.[1] ?? ''
    const wish = (wanted: string) => visitor.post(path, { _csrf, wish: wanted })
    expect((await wish('')).status).toBe(422)
    expect((await visitor.post(path, { wish: 'pause' })).status).toBe(403)
    expect(await t.db.q.select().from(participantPause)).toEqual([])
    expect((await wish('search')).headers.get('Location')).toBe(`${paths.myData(amira)}?done=search`)
    expect(await t.db.q.select().from(participantPause)).toEqual([])
    for (let n = 0; n < 2; n++) await wish('pause')
    expect(await t.db.q.select().from(participantPause)).toMatchObject([{ participantId: amira, paused: true }])
    expect((await wish('search')).status).toBe(303)
    expect(await t.db.q.select().from(participantPause)).toMatchObject([{ paused: true }, { paused: false }])
    expect((await wish('stop')).headers.get('Location')).toBe(paths.withdrawal(amira))
    const chloe = await signUp(t, CHLOE)
    expect((await chloe.phone.get(path)).status).toBe(404)
    expect((await chloe.phone.post(path, { wish: 'pause' })).status).toBe(404)
  })
})

describe('what is one’s own', () => {
  test('"Mijn gegevens" shows one’s own answers, the note for volunteers and the attest; never the other’s', async () => {
    const { t, ids, bert, introId, note } = await atDuo()
    await note(bert, 'mentor', '60')
    await daysLater(t, 14)
    for (const [side, remark] of [
      ['mentor', 'Fijn gesprek'],
      ['mentee', 'Ik heb een vraag'],
    ] as const)
      await (await at({ t, id: introId }, side)).post(paths.checkin(introId, side, 'day-14'), {
        answer: 'good',
        remark,
      })
    const pageOf = async (id: string) => {
      const own = browser(t.app)
      await own.get(await mailedLink(t, id, { purpose: 'manage', about: '' }))
      return textOf(await own.get(paths.myData(id)))
    }
    const mentors = await pageOf(ids.mentor)
    for (const text of [
      'Zagen jullie elkaar? Ja, het klikt',
      'Fijn gesprek',
      'Gesprek op 4 mei 2027, 1 uur',
      'Je attest',
    ])
      expect(mentors).toContain(text)
    expect(mentors).not.toContain('Ik heb een vraag')
    const mentees = await pageOf(ids.mentee)
    expect(mentees).toContain('Ik heb een vraag')
    expect(mentees).not.toMatch(/Fijn gesprek|1 uur|attest|vrijwilligers/)
  })

  test('the note for volunteers is a mentor’s to read and print, in every programme', async () => {
    const { t, ids, bert, amira } = await atDuo()
    const path = paths.volunteerNote(ids.mentor)
    const html = await bodyOf(await bert.visitor.get(path))
    for (const text of [
      'Informatie voor vrijwilligers',
      'openbaar bestuur',
      'bij wie je verzekerd bent',
      'artikel 458',
      'economie@example.org',
    ])
      expect(html).toContain(text)
    expect(html).not.toMatch(/\{\w+\}/)
    const chloe = await signUp(t, CHLOE)
    expect((await chloe.phone.get(path)).status).toBe(404)
    expect((await amira.visitor.get(paths.volunteerNote(ids.mentee))).status).toBe(404)
  })
})
