import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { saveCheckinAnswer } from '../../db/duos/checkins.ts'
import { saveMeetingNote } from '../../db/duos/meeting-notes.ts'
import { saveAnswer } from '../../db/introductions/answers.ts'
import { saveCap } from '../../db/office/caps.ts'
import { saveOwnPause } from '../../db/people/my-data.ts'
import { saveProof } from '../../db/people/personal-data.ts'
import { event, participant, person } from '../../db/schema.ts'
import { DEFAULT_SETTINGS, saveAccessibility, saveSettings } from '../../db/settings.ts'
import { setDoor } from '../../db/signups/events.ts'
import { civilDateOf, DAY_MS } from '../../src/domain/civil-date.ts'
import { SIDES, type Side } from '../../src/domain/facts.ts'
import { paths } from '../../src/paths.ts'
import { freshApp, type TestApp } from '../app.ts'
import { introduce, introduced, introductionOf } from '../introduced.ts'
import { answerOf } from '../pairs.ts'
import { AMIRA, BERT, CHLOE, type SignedUp, signUp, somebody } from '../people.ts'
import { daysLater, duoOf } from '../running.ts'
import { signInStaff } from '../staff.ts'

async function idOf(t: TestApp, email: string): Promise<string> {
  const [row] = await t.db.q
    .select({ id: participant.id })
    .from(participant)
    .innerJoin(person, eq(person.id, participant.personId))
    .where(eq(person.email, email))
  return row?.id ?? ''
}

/** What stands in the table of Vandaag, a line an item: what, who and since when. */
async function todayOf(t: TestApp): Promise<string[]> {
  const html = await (await (await signInStaff(t)).get(paths.today())).text()
  const rows = [...html.matchAll(/<tr role="row"[^>]*><th.*?<\/tr>/gs)].map(([row]) => row)
  return rows
    .filter((row) => row.includes('role="rowheader"'))
    .map((row) =>
      row
        .replaceAll(/<[^>]+>/g, ' ')
        .replaceAll(/\s+/g, ' ')
        .trim(),
    )
}

async function answer(t: TestApp, id: string, side: Side) {
  const intro = await introductionOf(t, id)
  await saveAnswer(t.deps, { introduction: intro, side, answer: 'yes', stop: 'stay', way: 'phone' })
}

const seen = async (t: TestApp, { participantId, signup }: SignedUp) =>
  saveProof(t.deps, { participantId, signupId: signup.id, how: 'desk', staffId: (await signInStaff(t)).staffId })

test('on the first day the city has to fill in its own name, and how accessible its site is', async () => {
  const t = await freshApp()
  expect(await todayOf(t)).toEqual([
    expect.stringMatching(/^Vul je stad in Dringend .*: naam van de stad, e-mailadres en DPO – Instellingen$/),
    expect.stringMatching(/^Vul in hoe toegankelijk de website is Dringend .* – Instellingen$/),
  ])
})

test('when nothing waits, the page says so', async () => {
  const t = await freshApp()
  const dirk = await signInStaff(t)
  const settings = { ...DEFAULT_SETTINGS, cityName: 'Stad', contactEmail: 'a@example.org', dpoEmail: 'b@example.org' }
  await saveSettings(t.deps, settings, dirk.staffId)
  const found = { compliance: 'full', assessor: 'self', assessedOn: '2027-05-04', gaps: '' } as const
  await saveAccessibility(t.deps, found, dirk.staffId)
  expect(await (await dirk.get(paths.today())).text()).toContain('Er wacht niets op jou')
})

test('who was not seen yet is counted while the event is open', async () => {
  const t = await freshApp()
  for (const form of [AMIRA, BERT]) await signUp(t, form)
  await seen(t, await signUp(t, CHLOE))
  expect(await todayOf(t)).toContainEqual(expect.stringContaining('2 inschrijvingen zijn nog niet bevestigd'))
  const dirk = await signInStaff(t)
  await saveOwnPause(t.deps, await idOf(t, AMIRA.email), 'pause')
  const href = /href="([^"]*unproved=[^"]*)"/.exec(await (await dirk.get(paths.today())).text())?.[1] ?? ''
  const list = await (await dirk.get(href)).text()
  expect(list).toContain('2 deelnemers')
  for (const { name } of [AMIRA, BERT]) expect(list).toContain(name)
  expect(list).not.toContain(CHLOE.name)
  expect(await (await dirk.get(`${paths.participants()}?unproved=nothing`)).text()).toContain('3 deelnemers')

  const [row] = await t.db.q.select().from(event).where(eq(event.code, t.code))
  await setDoor(t.deps, { eventId: row?.id ?? '', open: false, staffId: (await signInStaff(t)).staffId })
  expect((await todayOf(t)).join()).not.toContain('nog niet bevestigd')
})

test('who is ready is counted per side, with who waits the longest', async () => {
  const t = await freshApp()
  await seen(t, await signUp(t, AMIRA))
  t.clock.now += DAY_MS
  await seen(t, await signUp(t, CHLOE))
  expect(await todayOf(t)).toContainEqual(
    '2 starters klaar voor een voorstel Amira Testers wacht het langst 4 mei 2027 Voorstellen maken',
  )
  await signUp(t, BERT)
  const matching = await (await (await signInStaff(t)).get(paths.matching())).text()
  expect(matching).toContain('Peters en meters: 0 klaar voor een voorstel en 1 nog niet bevestigd')
  expect(matching).not.toContain('Starters: ')
})

test('a late answer appears after five days, and is urgent when it expires soon', async () => {
  const { t, id } = await introduced()
  await answer(t, id, 'mentor')
  t.clock.now += 4 * DAY_MS
  expect((await todayOf(t)).join()).not.toContain('Antwoordt niet')
  t.clock.now += DAY_MS
  const late = (await todayOf(t)).filter((line) => line.startsWith('Antwoordt niet'))
  expect(late).toEqual([
    'Antwoordt niet op een voorstel (loopt tot 14 mei 2027) Amira Testers 4 mei 2027 Bekijk het voorstel',
  ])
  t.clock.now += 3 * DAY_MS
  expect((await todayOf(t)).join()).toContain('Antwoordt niet op een voorstel (loopt tot 14 mei 2027) Dringend')
  t.clock.now += 3 * DAY_MS
  expect((await todayOf(t)).join()).not.toContain('Antwoordt niet')
})

test('an agreed pair that waits for a proof names who was not seen', async () => {
  const { t, id, bert } = await introduced()
  await answer(t, id, 'mentor')
  await answer(t, id, 'mentee')
  await seen(t, bert)
  const waiting = (await todayOf(t)).filter((line) => line.startsWith('Zei ja'))
  expect(waiting).toHaveLength(1)
  expect(waiting[0]).toContain('Amira Testers')
})

test('an agreed pair for which the year has no place left is said', async () => {
  const { t, id, bert, amira } = await introduced()
  const { staffId } = await signInStaff(t)
  await saveCap(t.deps, { programme: 'peter-meter', year: 2027, cap: 0, staffId })
  for (const side of SIDES) await answer(t, id, side)
  for (const person of [bert, amira]) await seen(t, person)
  expect((await todayOf(t)).join()).toContain('Zeiden allebei ja, maar het plafond is bereikt')
})

test('a cap is said when nine tenths of it are taken', async () => {
  const { t } = await introduced()
  const { staffId } = await signInStaff(t)
  const cap = (n: number) => saveCap(t.deps, { programme: 'peter-meter', year: 2027, cap: n, staffId })
  await cap(2)
  expect((await todayOf(t)).join()).not.toContain('plafond')
  await cap(1)
  expect((await todayOf(t)).join()).toContain('Het plafond is bereikt: 1 van 1 (0 gestart, 1 in voorstel)')
})

test('what is urgent stands before what is older', async () => {
  const { t, id } = await introduced()
  await seen(t, await signUp(t, CHLOE))
  await answer(t, id, 'mentor')
  t.clock.now += 8 * DAY_MS
  const lines = await todayOf(t)
  const at = (text: string) => lines.findIndex((line) => line.includes(text))
  expect(lines[at('Antwoordt niet')]).toContain('Dringend')
  expect(at('1 starter klaar')).toBeGreaterThan(at('Antwoordt niet'))
})

test('the oldest stands first', async () => {
  const t = await freshApp()
  await seen(t, await signUp(t, AMIRA))
  t.clock.now += DAY_MS
  await signUp(t, BERT)
  const lines = await todayOf(t)
  const at = (text: string) => lines.findIndex((line) => line.includes(text))
  expect(at('Vul je stad in')).toBe(0)
  expect(at('1 starter klaar')).toBeGreaterThan(0)
  expect(at('1 inschrijving is nog niet bevestigd')).toBeGreaterThan(at('1 starter klaar'))
})

test('an open event shows how many signed up on each side', async () => {
  const t = await freshApp()
  for (const form of [AMIRA, BERT, CHLOE]) await signUp(t, form)
  const html = await (await (await signInStaff(t)).get(paths.today())).text()
  expect(html).toMatch(/<dt>peters en meters<\/dt><dd>1<\/dd>/)
  expect(html).toMatch(/<dt>starters<\/dt><dd>2<\/dd>/)
})

test('the report counts this year: people, introductions, yes and duos', async () => {
  const { t, id, bert, amira } = await introduced()
  const shown = [
    'Ingeschreven peters',
    'Ingeschreven starters',
    'Voorstellen verstuurd',
    'Voorstellen met',
    'Duo’s gestart',
  ]
  const figures = async () => {
    const page = await (await (await signInStaff(t)).get(paths.report())).text()
    return shown.map((label) => new RegExp(`rowheader"[^>]*>${label}.*?<div>(\\d+)</div>`).exec(page)?.[1])
  }
  expect(await figures()).toEqual(['1', '1', '1', '0', '0'])
  await answer(t, id, 'mentor')
  await answer(t, id, 'mentee')
  expect(await figures()).toEqual(['1', '1', '1', '1', '0'])
  for (const person of [bert, amira]) await seen(t, person)
  expect(await figures()).toEqual(['1', '1', '1', '1', '1'])
  t.clock.now = Date.UTC(2028, 0, 1, 12)
  expect(await figures()).toEqual(['0', '0', '0', '0', '0'])
})

test('three duos that need a look are three lines; from four on they are one, but for what is urgent', async () => {
  const t = await freshApp()
  const duoIds: string[] = []
  for (const n of [1, 2, 3, 4, 5]) {
    const [mentor, mentee] = [await signUp(t, somebody('mentor', n)), await signUp(t, somebody('mentee', n))]
    const id = await introduce(t, mentor, mentee)
    for (const side of SIDES) await answerOf({ t, id }, side, 'yes')
    duoIds.push((await introductionOf(t, id)).duoId ?? '')
    t.clock.now += DAY_MS
  }
  const lines = async () => (await todayOf(t)).filter((line) => /opvolging nodig/i.test(line))
  // The last two just met: nothing is asked about them.
  await daysLater(t, 29)
  for (const id of duoIds.slice(3)) await noteMeeting(t, id)
  expect(await lines()).toHaveLength(3)

  await daysLater(t, 60)
  const duo = await duoOf(t, duoIds[4] ?? '')
  const answer = { duo, milestone: 'day-90', side: 'mentee', answer: 'good', remark: null, way: 'mail' } as const
  expect((await saveCheckinAnswer(t.deps, { ...answer, callMe: true })).kind).toBe('answered')
  const [urgent, many, ...more] = await lines()
  expect(more).toEqual([])
  expect(urgent).toMatch(/Starter5 Proef vraagt om te bellen Dringend Peter5 Proef en Starter5 Proef/)
  expect(many).toMatch(/^4 duo’s hebben opvolging nodig Het langst: Peter1 Proef en Starter1 Proef/)
})

async function noteMeeting(t: TestApp, duoId: string): Promise<void> {
  const noted = {
    duo: await duoOf(t, duoId),
    by: 'mentor',
    metOn: civilDateOf(t.clock.now),
    minutes: 60,
    way: 'mail',
  } as const
  expect((await saveMeetingNote(t.deps, noted)).kind).toBe('noted')
}
